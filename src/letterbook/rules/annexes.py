"""Rules about the annex: what `annex` declares and what the text cites must agree.

Both rules are lenient: an article and its paragraphs count as one, as do an instrument and the document that contains
it, and an article whose instrument the text does not repeat can belong to any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from letterbook.citations import Citation
from letterbook.citations.provisions import agree, expand_ranges, is_beyond
from letterbook.model.record import AnnexEntry, Letter, TextKept, Translation
from letterbook.model.registers import Instrument
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.dates import LANGUAGES
from letterbook.text.normalize import fold
from letterbook.text.structure import find_annex
from letterbook.text.visible_text import read_visible_text

_RESOLUTION = "/RES/"


@checks(Letter, "annex", "text", "language", severity=Severity.WARNING)
def uncited_annex_item(letter: Letter, context: Context) -> Iterator[Finding]:
    """An item of `annex` declares something that the full text of the letter does not cite.

    Why: the page of the instrument would list the letter under an article that it does not mention. Only texts in
    English, French and Spanish are checked, since citations are only recognised in those languages.

    Example: `provisions: [19, 21]` of the Covenant on Civil and Political Rights, in a letter that only cites article
    19

    How to fix: correct the item. If the letter cites it in other words, give these in `cited_as`; if part of the letter
    is not in the file, write `text: extract`; otherwise allow this rule with a reason.
    """
    texts: list[Letter | Translation] = [letter]
    texts += (each for each in letter.translations if each.has_read("language"))
    read = [each.body for each in texts if each.language.partition("-")[0] in LANGUAGES]
    if letter.text is not TextKept.FULL or not read or not letter.annex:
        return
    has_wording = any(each.cited_as or each.document for each in letter.annex)
    words = fold(" ".join(read_visible_text(each).running for each in read)) if has_wording else ""
    cited = [citation for body in read for citation in context.find_citations(body)]
    for index, entry in enumerate(letter.annex):
        if entry.cited_as and fold(entry.cited_as) in words:
            continue
        name = f"annex[{index}]"
        if entry.document is not None:
            missing = _find_missing_document(entry.document, cited, words, context)
        else:
            missing = _find_missing_provisions(entry, cited, context)
        if missing is not None:
            field, message = missing
            yield Finding(
                letter.place.line(f"{name}.{field}", name, "annex"),
                message,
                f"Correct it, or give the letter's own wording in cited_as. {_ELSE.format('uncited-annex-item')}",
            )


@checks(Letter, "annex", "text", severity=Severity.WARNING)
def undeclared_citation(letter: Letter, context: Context) -> Iterator[Finding]:
    """The annex in the text of a letter cites something that the field `annex` leaves out.

    Why: people who use the data would take a list with gaps for a complete one. Letters that declare nothing are not
    checked, nor are citations before the annex, nor resolutions, which usually only say where an instrument comes from.

    Example: "articles 19 and 21 of the ICCPR" under the heading "Annex", and `provisions: [19]` in the field

    How to fix: add it to `annex`, or allow this rule with a reason.
    """
    if not letter.annex or letter.text is TextKept.NONE:
        return
    annex: int | None = None
    instruments = context.corpus.registers.instruments
    visible = read_visible_text(letter.body)
    reported: set[tuple[str, str]] = set()
    for citation in context.find_citations(letter.body):
        target = citation.instrument or citation.document
        if target is None or _RESOLUTION in target:
            continue
        left = [
            each
            for each in citation.provisions or ("",)
            if not any(_declares(entry, citation, each, instruments) for entry in letter.annex)
        ]
        if citation.instrument is None:
            left = left and [""]  # paragraphs of a document are not declared
        if not left:
            continue
        annex = find_annex(letter.body) if annex is None else annex  # which takes time, so only where it matters
        if annex is None:
            return
        if citation.start < annex:
            continue
        left = [each for each in left if (target, each) not in reported]
        reported.update((target, each) for each in left)
        if left:
            called = f"{', '.join(left)} of `{target}`" if left[0] else f"`{target}`"
            yield Finding(
                letter.place.body_line + visible.find_line(citation.start),
                f"“{' '.join(citation.text.split())}”: the text's annex cites {called}, but the field `annex` does not",
                f"Add it to annex (line {letter.place.line('annex')}). {_ELSE.format('undeclared-citation')}",
            )


_ELSE = "If it is correct as it is, add allow: with rule: {} and a reason."


def _find_missing_document(
    symbol: str, cited: Iterable[Citation], words: str, context: Context
) -> tuple[str, str] | None:
    """Return the field and the message for a document that is not cited, either by its symbol, by anything else that
    means it, or as the instrument that it contains; None if it is cited."""
    instruments = context.corpus.registers.instruments
    named = ((each.instrument and instruments[each.instrument].symbol) or each.document for each in cited)
    if fold(symbol) in words or symbol in named:
        return None
    return "document", f"the text does not cite {symbol}"


def _find_missing_provisions(entry: AnnexEntry, cited: list[Citation], context: Context) -> tuple[str, str] | None:
    """Return the same for an instrument or its provisions. Unknown ones are reported by other rules."""
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
        if not is_beyond(declared, instrument.provisions, tuple(expand_ranges(instrument.parts)))
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
    """Whether an item declares a citation, with the given provision or, if that is empty, without one."""
    if entry.cited_as and fold(entry.cited_as) == fold(citation.text):
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
