"""Rules of the annex: what `annex` declares and what the text cites have to agree.

Both are asked with leave to doubt: an article and its paragraphs are one, an instrument and the document that holds it
are one, and an article whose instrument the text does not say again can be of any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from letterbook.citations import Citation
from letterbook.citations.provisions import agree, expand_ranges, is_beyond
from letterbook.model.record import AnnexEntry, Letter, TextKept, Translation
from letterbook.model.registers import Instrument
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.cues import ANNEX
from letterbook.text.dates import LANGUAGES

_TITLE = re.compile(
    rf"^(?:\#{{1,6}}[ \t][ \t*_]*(?:{ANNEX.pattern})[^\n]*"
    rf"|(?<=\n\n)\*\*[ \t]*(?:{ANNEX.pattern})[^\n]*\*\*[ \t]*(?=\n\n)"
    rf"|(?<=\n\n)(?:{ANNEX.pattern})(?:[ \t]+(?:[0-9]{{1,2}}|[IVX]{{1,5}}|[A-Z]))?[ \t]*[.:]?[ \t]*(?=\n\n))",
    re.IGNORECASE | re.MULTILINE,
)
"""The line that an annex begins with, as `parts` knows it in a page."""
_RESOLUTION = "/RES/"


@checks(Letter, "annex", "text", "language", severity=Severity.WARNING)
def uncited_annex_item(letter: Letter, context: Context) -> Iterator[Finding]:
    """An item of `annex` declares what the full text of the letter does not cite.

    Why: a page of the instrument would list the letter for an article that it does not speak of. Only texts in English,
    French and Spanish are asked, in whose words citations are known.

    Example: `provisions: [19, 21]` of the Covenant on Civil and Political Rights in a letter on its article 19 alone

    How to fix: correct the item. Where the letter says it in other words, give them in `cited_as`; where a part of the
    letter is not in the file, say `text: extract`; else allow this rule with a reason.
    """
    texts: list[Letter | Translation] = [letter]
    texts += (each for each in letter.translations if "language" not in each.place.unread)
    read = [each.body for each in texts if each.language.partition("-")[0] in LANGUAGES]
    if letter.text is not TextKept.FULL or not read or not letter.annex:
        return
    told_in_words = any(each.cited_as or each.document for each in letter.annex)
    words = _words(" ".join(read)) if told_in_words else ""
    cited = [citation for body in read for citation in context.find_citations(body)]
    for index, entry in enumerate(letter.annex):
        if entry.cited_as and _words(entry.cited_as) in words:
            continue
        name = f"annex[{index}]"
        if entry.document is not None:
            missing = _missing_document(entry.document, cited, words, context)
        else:
            missing = _missing_provisions(entry, cited, context)
        if missing is not None:
            field, message = missing
            yield Finding(
                letter.place.line(f"{name}.{field}", name, "annex"),
                message,
                f"Correct it, or give in cited_as how the letter has it. {_ELSE.format('uncited-annex-item')}",
            )


@checks(Letter, "annex", "text", severity=Severity.WARNING)
def undeclared_citation(letter: Letter, context: Context) -> Iterator[Finding]:
    """The annex of a letter's text cites what its field `annex` leaves out.

    Why: a list with gaps is taken for whole by whoever uses the data. A letter that declares nothing is not asked, nor
    what its text cites before the annex, nor a resolution, which mostly says where an instrument comes from.

    Example: "articles 19 and 21 of the ICCPR" under the heading "Annex", and `provisions: [19]` in the field

    How to fix: add it to `annex`, or allow this rule with a reason.
    """
    title = _TITLE.search(letter.body) if letter.annex and letter.text is not TextKept.NONE else None
    if title is None:
        return
    instruments = context.corpus.registers.instruments
    told: set[tuple[str, str]] = set()
    for citation in context.find_citations(letter.body):
        target = citation.instrument or citation.document
        if citation.start < title.end() or target is None or _RESOLUTION in target:
            continue
        left = [
            each
            for each in citation.provisions or ("",)
            if not any(_declares(entry, citation, each, instruments) for entry in letter.annex)
        ]
        if citation.instrument is None:
            left = left and [""]  # paragraphs of a document are not declared
        left = [each for each in left if (target, each) not in told]
        told.update((target, each) for each in left)
        if left:
            called = f"{', '.join(left)} of `{target}`" if left[0] else f"`{target}`"
            yield Finding(
                letter.place.body_line + letter.body.count("\n", 0, citation.start),
                f"“{' '.join(citation.text.split())}”: the annex cites {called}, which the field `annex` leaves out",
                f"Add it to annex (line {letter.place.line('annex')}). {_ELSE.format('undeclared-citation')}",
            )


_ELSE = "If it is right as it is, put `{}` and a reason under `allow`."


def _words(text: str) -> str:
    return " ".join(re.sub(r"[*_\\]", "", text).casefold().split())


def _missing_document(symbol: str, cited: Iterable[Citation], words: str, context: Context) -> tuple[str, str] | None:
    """The field to show and what to say of a document that is not cited: neither by its symbol, nor by whatever else
    means it, nor as the instrument that it holds."""
    instruments = context.corpus.registers.instruments
    named = ((each.instrument and instruments[each.instrument].symbol) or each.document for each in cited)
    if symbol.casefold() in words or symbol in named:
        return None
    return "document", f"the text does not cite {symbol}"


def _missing_provisions(entry: AnnexEntry, cited: list[Citation], context: Context) -> tuple[str, str] | None:
    """The same of an instrument, or of provisions of it. One that is not known, or has none of these, has rules of its
    own."""
    instrument = context.corpus.registers.instruments.get(entry.instrument or "")
    if instrument is None:
        return None
    own = [each for each in cited if each.instrument == entry.instrument]
    if not entry.provisions:
        held = instrument.symbol is not None and any(each.document == instrument.symbol for each in cited)
        return None if own or held else ("instrument", f"the text does not cite `{entry.instrument}`")
    met = [
        each for one in cited if one.instrument == entry.instrument or not one.is_resolved for each in one.provisions
    ]
    missing = [
        (at, each)
        for at, declared in enumerate(entry.provisions)
        if not is_beyond(declared, instrument.provisions)
        for each in expand_ranges([declared])
        if not any(agree(each, one) for one in met)
    ]
    if not missing:
        return None
    there = ", ".join(dict.fromkeys(each for one in own for each in one.provisions))
    return (
        f"provisions[{missing[0][0]}]",
        f"the text does not cite {', '.join(each for _, each in missing)} of `{entry.instrument}`"
        + (f"; it cites {there} of it" if there else ""),
    )


def _declares(entry: AnnexEntry, citation: Citation, provision: str, instruments: Mapping[str, Instrument]) -> bool:
    """Whether an item declares a citation with one of its provisions, or with none."""
    if entry.cited_as and _words(entry.cited_as) == _words(citation.text):
        return True
    declared = instruments.get(entry.instrument or "")
    if citation.instrument is None:
        return citation.document in (entry.document, declared.symbol if declared else None)
    if entry.document is not None:
        return entry.document == instruments[citation.instrument].symbol
    if entry.instrument != citation.instrument:
        return False
    return not (provision and entry.provisions) or any(
        agree(each, provision) for each in expand_ranges(entry.provisions)
    )
