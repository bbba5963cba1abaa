"""Rules of citations: what an annex declares and what a text cites has to exist."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.citations import Names, cite
from letterbook.diagnostics import Severity
from letterbook.record import Corpus, Letter, Response, TextKept
from letterbook.rules.catalogue import Context, Finding, checks


@checks(Letter, "annex")
def no_such_provision(letter: Letter, context: Context) -> Iterator[Finding]:
    """An item of `annex` declares a provision that its instrument does not have.

    Why: it would have a page of its own, and readers would look for what is not there.

    Example: `provisions: [54]` of the Covenant on Civil and Political Rights, which has 53 articles

    How to fix: correct the number. If the instrument has it, correct `provisions` in registers/instruments.yml.
    """
    for index, entry in enumerate(letter.annex):
        instrument = context.corpus.registers.instruments.get(entry.instrument or "")
        if instrument is None or instrument.provisions is None:
            continue
        for provision in entry.provisions:
            last = provision.rpartition("-")[2].split("(")[0].strip()
            if last.isdigit() and int(last) > instrument.provisions:
                yield Finding(
                    letter.place.line(f"annex[{index}].provisions", f"annex[{index}]", "annex"),
                    f"`{entry.instrument}` has {instrument.provisions} provisions, and none is {provision}",
                    "Correct the number, or `provisions` of the instrument in registers/instruments.yml.",
                )


@checks(Corpus, severity=Severity.WARNING)
def cited_provision_missing(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A text cites a provision that its instrument does not have.

    Why: it may be a typing error of the copy. Where the letter has it so the text stays, and the site says what is odd.

    Example: "article 54 of the ICCPR", which has 53 articles

    How to fix: compare it with the letter as it was sent. If it stands there, allow this rule with a reason.
    """
    names = Names.of(corpus.registers.instruments)
    filed: tuple[Letter | Response, ...] = (*corpus.letters, *corpus.responses)
    for each in filed:
        if each.text is TextKept.NONE:
            continue
        for citation in cite(each.body, names):
            if citation.instrument is not None and citation.note:
                yield Finding(
                    each.place.body_line + each.body.count("\n", 0, citation.start),
                    f"“{' '.join(citation.text.split())}”: {citation.note}",
                    "Compare it with the letter as it was sent. If it is right, put `cited-provision-missing` and a"
                    " reason under `allow`.",
                    path=each.place.path,
                )
