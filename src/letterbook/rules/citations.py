"""Rules of citations: what an annex declares and what a text cites has to exist, under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.citations.lexicon.instrument_names import list_names, normalize_name
from letterbook.citations.provisions import is_beyond
from letterbook.model.record import Corpus, Letter, Response, TextKept
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registers import in_register
from letterbook.rules.registry import Context, Finding, checks


@checks(Letter, "annex")
def unknown_provision(letter: Letter, context: Context) -> Iterator[Finding]:
    """An item of `annex` declares a provision that its instrument does not have.

    Why: it would have a page of its own, and readers would look for what is not there.

    Example: `provisions: [54]` of the Covenant on Civil and Political Rights, which has 53 articles

    How to fix: correct the number. If the instrument has it, correct `provisions` in registers/instruments.yml.
    """
    for index, entry in enumerate(letter.annex):
        instrument = context.corpus.registers.instruments.get(entry.instrument or "")
        for provision in entry.provisions if instrument is not None else ():
            if instrument is not None and is_beyond(provision, instrument.provisions):
                yield Finding(
                    letter.place.line(f"annex[{index}].provisions", f"annex[{index}]", "annex"),
                    f"`{entry.instrument}` has {instrument.provisions} provisions, and none is {provision}",
                    "Correct the number, or `provisions` of the instrument in registers/instruments.yml.",
                )


@checks(Corpus, severity=Severity.WARNING)
def unknown_cited_provision(corpus: Corpus, context: Context) -> Iterator[Finding]:
    """A text cites a provision that its instrument does not have.

    Why: it may be a typing error of the copy. Where the letter has it so the text stays, and the site says what is odd.

    Example: "article 54 of the ICCPR", which has 53 articles

    How to fix: compare it with the letter as it was sent. If it stands there, allow this rule with a reason.
    """
    filed: tuple[Letter | Response, ...] = (*corpus.letters, *corpus.responses)
    for each in filed:
        if each.text is TextKept.NONE:
            continue
        for citation in context.find_citations(each.body):
            if citation.instrument is not None and citation.note:
                yield Finding(
                    each.place.body_line + each.body.count("\n", 0, citation.start),
                    f"“{' '.join(citation.text.split())}”: {citation.note}",
                    "Compare it with the letter as it was sent. If it is right, put `unknown-cited-provision` and a"
                    " reason under `allow`.",
                    path=each.place.path,
                )


@checks(Letter | Response, "text", severity=Severity.WARNING)
def misprinted_symbol(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A text gives a symbol that is known to be printed wrongly.

    Why: the text of a letter stays as it was sent, and the site says what was meant and leads there. An editor who
    knows of it can say so in `annex`, where readers see it.

    Example: A/HRC/RES/17/31, which is meant for the report A/HRC/17/31

    How to fix: compare it with the letter as it was sent. If it stands there, declare in `annex` the `document` that is
    meant, `cited_as` as printed; or allow this rule with a reason.
    """
    if filed.text is TextKept.NONE:
        return
    known = {each.cited_as for each in filed.annex} if isinstance(filed, Letter) else set()
    for citation in context.find_citations(filed.body):
        if citation.document is not None and citation.note and citation.text not in known:
            yield Finding(
                filed.place.body_line + filed.body.count("\n", 0, citation.start),
                f"“{' '.join(citation.text.split())}”: {citation.note}",
                "The text stays as it was sent. Declare what is meant in annex, with cited_as as it is printed, or put"
                " `misprinted-symbol` and a reason under `allow`.",
            )


@checks(Corpus)
def duplicate_instrument_name(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """Two instruments of the register have the same name.

    Why: a text that names it could mean either, so that it is found as neither.

    Example: `aliases: [Optional Protocol]` in two entries of registers/instruments.yml

    How to fix: keep the name in the entry that letters mean by it, or in none.
    """
    first: dict[str, str] = {}
    for id_, instrument in corpus.registers.instruments.items():
        for name in list_names(instrument):
            other = first.setdefault(normalize_name(name), id_)
            if other != id_:
                yield in_register(
                    corpus,
                    "instruments",
                    id_,
                    f"`{id_}` is called {name}, as `{other}` is",
                    "Keep the name in the entry that letters mean by it, or in none.",
                )
