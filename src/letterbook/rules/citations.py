"""Rules about citations: the provisions that an annex declares and a text cites must exist."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.citations.provisions import expand_ranges, is_beyond
from letterbook.model.record import Corpus, Letter, Response, TextKept
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.visible_text import read_visible_text


@checks(Letter, "annex")
def unknown_provision(letter: Letter, context: Context) -> Iterator[Finding]:
    """An item of `annex` declares a provision that its instrument does not have.

    Why: it would get a page of its own, and readers would look for a provision that does not exist.

    Example: `provisions: [54]` of the Covenant on Civil and Political Rights, which has 53 articles

    How to fix: correct the number. If the instrument does have it, correct `provisions` in registers/instruments.yml.
    """
    for index, entry in enumerate(letter.annex):
        instrument = context.corpus.registers.instruments.get(entry.instrument or "")
        for provision in entry.provisions if instrument is not None else ():
            if instrument is not None and is_beyond(
                provision, instrument.provisions, tuple(expand_ranges(instrument.parts))
            ):
                yield Finding(
                    letter.place.line(f"annex[{index}].provisions", f"annex[{index}]", "annex"),
                    f"`{entry.instrument}` has no provision {provision}: it has {instrument.provisions}",
                    "Correct the number, or the instrument's `provisions` in registers/instruments.yml.",
                )


@checks(Corpus, severity=Severity.WARNING)
def unknown_cited_provision(corpus: Corpus, context: Context) -> Iterator[Finding]:
    """A text cites a provision that its instrument does not have.

    Why: it may be a copying error. If the error is in the letter itself, the text stays and the site points it out.

    Example: "article 54 of the ICCPR", which has 53 articles

    How to fix: compare the text with the letter as sent. If the letter says this, allow this rule with a reason.
    """
    filed: tuple[Letter | Response, ...] = (*corpus.letters, *corpus.responses)
    for each in filed:
        if each.has_read("text") and each.text is TextKept.NONE:
            continue
        for citation in context.find_citations(each.body):
            if citation.instrument is not None and citation.note:
                yield Finding(
                    each.place.body_line + read_visible_text(each.body).find_line(citation.start),
                    f"“{' '.join(citation.text.split())}”: {citation.note}",
                    "Compare the text with the letter as sent. If the letter says this, add allow: with rule:"
                    " unknown-cited-provision and a reason.",
                    path=each.place.path,
                )


@checks(Letter | Response, "text", "annex", severity=Severity.WARNING)
def misprinted_symbol(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A text gives a document symbol that is a known misprint.

    Why: the text stays as it was sent, and the site points out what was meant and links to it. Editors who know of the
    misprint can also record it in `annex`, where readers see it.

    Example: A/HRC/RES/17/31 for the report A/HRC/17/31

    How to fix: compare the text with the letter as sent. If the letter has the misprint, declare the `document` that is
    meant in `annex`, with `cited_as` as printed; or allow this rule with a reason.
    """
    if filed.text is TextKept.NONE:
        return
    known = {each.cited_as for each in filed.annex} if isinstance(filed, Letter) else set()
    for citation in context.find_citations(filed.body):
        if citation.document is not None and citation.note and citation.text not in known:
            yield Finding(
                filed.place.body_line + read_visible_text(filed.body).find_line(citation.start),
                f"“{' '.join(citation.text.split())}”: {citation.note}",
                "If the letter has this misprint, keep it. Declare the document that is meant in annex, with cited_as"
                " as printed, or add allow: with rule: misprinted-symbol and a reason.",
            )
