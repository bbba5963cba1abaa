"""Find citations in a text. `resolve_citations` says what they mean.

One pass finds every token with which a citation can begin; a parser is then tried at each of them. However a text is
written, no part of it is read more than a few times.
"""

from __future__ import annotations

from letterbook.citations.lexicon.tokens import TokenKind
from letterbook.citations.lexicon.vocabulary import Lexicon
from letterbook.citations.mentions import Mention
from letterbook.citations.parsers.comments import CommentParser
from letterbook.citations.parsers.documents import DocumentParser
from letterbook.citations.parsers.instruments import InstrumentParser
from letterbook.citations.parsers.names import NameParser
from letterbook.citations.parsers.provisions import ProvisionParser
from letterbook.citations.parsers.resolutions import ResolutionParser
from letterbook.citations.parsers.state import ParserState
from letterbook.text.normalize import fold_in_place


def find_citations(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the mentions in a text, in order. The citations among them do not overlap.

    Offsets are code points of `text`. Mentions of unknown instruments, defined terms and bodies are not citations, but
    they say what later citations mean. Raises nothing.
    """
    return tuple(parse_text(text, lexicon).mentions)


def parse_text(text: str, lexicon: Lexicon) -> ParserState:
    """Parse a text whole, and return the state at its end: its tokens and its mentions. Raises nothing."""
    state = ParserState.begin(fold_in_place(text), text, lexicon)
    instruments = InstrumentParser(state)
    names = NameParser(state, instruments)
    provisions = ProvisionParser(state, instruments, names)
    resolutions = ResolutionParser(state)
    comments = CommentParser(state)
    documents = DocumentParser(state, resolutions, comments)
    parsers = {
        TokenKind.ADDRESS: documents.skip_address,
        TokenKind.SYMBOL: documents.parse_symbol,
        TokenKind.RESOLUTION: resolutions.parse_resolutions,
        TokenKind.COMMENT: comments.parse_comments,
        TokenKind.BODY: resolutions.parse_body,
        TokenKind.MANDATE: documents.parse_report,
        TokenKind.ILO: names.parse_ilo,
        TokenKind.HEAD: names.parse_head,
        TokenKind.NAME: names.parse_name,
        TokenKind.NUMBERED_NAME: provisions.parse_numbered_name,
        TokenKind.UNIT: provisions.parse_unit,
        TokenKind.COMMENTARY: provisions.parse_commentary,
    }
    for token in state.tokens:
        if token.start < state.position:
            continue
        if token.kind is TokenKind.PARAGRAPH:
            if not documents.parse_paragraphs(token):
                provisions.parse_paragraphs(token)
        elif token.kind in parsers:
            parsers[token.kind](token)
    return state
