"""Words around the acronym of a treaty that show whether it means the treaty, its court or committee, or another thing.

A pattern whose name ends in `BEFORE` is searched up to the end of a passage; the others are tried at one position.
"""

from __future__ import annotations

from letterbook.citations.lexicon.pattern import CitationPattern, join_expressions
from letterbook.citations.lexicon.words import load_words

OTHER_SENSE = CitationPattern(
    lambda: rf"\ (?:{join_expressions(load_words()['other senses'])})\b",
    matches=("a cat scan", "the crc checksum"),
    rejects=("the cat protects",),
)
"""After an acronym: a thing of that name is meant."""

COURT_NAME_BEFORE = CitationPattern(
    lambda: (
        rf"""
    \b(?:{join_expressions(load_words()["courts"]["names"])})\b
    (?:[^.;\n]{{0,100}}\(|\ (?:de\ la\ |del\ |de\ |du\ )?)$
    """
    ),
    matches=("the european court of human rights (", "el comité de la "),
    rejects=("the court held that the ",),
)
"""A court or committee that is given the acronym."""

COURT_WORK_BEFORE = CitationPattern(
    lambda: (
        rf"""
    \b(?:
        (?:{join_expressions(load_words()["courts"]["works"])})\ (?:of|by|from|de|du|del)
        |(?:{join_expressions(load_words()["courts"]["brought"])})\b[^.;,\n]{{0,30}}
         \ (?:{join_expressions(load_words()["courts"]["to"])})
    )
    \ ?(?:{join_expressions(load_words()["courts"]["the"])})?\ ?$
    """
    ),
    matches=("a ruling of the ", "filed with the ", "sentencia de la "),
    rejects=("a party to the ",),
)
"""Before an acronym: documents that only a court or a committee issues or receives."""

COURT_ACTION = CitationPattern(
    lambda: (
        rf"""
    (?:
        \ (?:{join_expressions(load_words()["courts"]["says"])})
        |(?:'s)?\ (?:{join_expressions(load_words()["courts"]["works"])})
    )\b
    |,?\ (?:in|en|dans)\ (?:its|su|sus|son|sa|ses)\ (?:{join_expressions(load_words()["courts"]["own"])})
    """
    ),
    matches=("the echr ruled", "the echr's judgment", "cedaw, in its general recommendation no. 35"),
    rejects=("the echr protects",),
)
"""After an acronym: what only a court or a committee does or has."""

TREATY_ACTION_BEFORE = CitationPattern(
    lambda: (
        rf"""
    \b(?:{join_expressions(load_words()["treaties"]["before"])})
    \ (?:{join_expressions(load_words()["courts"]["the"])})?\ ?$
    """
    ),
    matches=("ratified the ", "a violation of ", "parte en la "),
    rejects=("read the ",),
)
"""Before an acronym: acts that concern only a treaty."""

TREATY_ACTION = CitationPattern(
    lambda: rf"\ (?:{join_expressions(load_words()['treaties']['after'])})\b",
    matches=("the cat was ratified", "la cdn está en vigor"),
    rejects=("the cat sat",),
)
"""After an acronym: what only a treaty does."""
