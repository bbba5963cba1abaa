"""An entry of a register that nothing public uses has no part in what is published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import corpus, letter, moment, registers, response, translation
from letterbook.audit.public_text import find_released
from letterbook.derived.citation_index import CitationIndex
from letterbook.i18n import Interface
from letterbook.model.record import AnnexEntry, Corpus, Letter, Response
from letterbook.model.registers import Instrument, Registers
from letterbook.model.schema import InstrumentId, Words
from letterbook.release import release

AT = moment("2021-12-01T12:00+01:00")
KEEPERS = "Convention on the Keepers of Lights"


def instrument(short: str, title: str, *aliases: str) -> Instrument:
    return Instrument(
        title=Words.plain(title), short=Words.plain(short), provision=Words.plain("article"), aliases=aliases
    )


CKL = instrument("CKL", KEEPERS)
PROTOCOL = instrument("CKL-P", f"Optional Protocol to the {KEEPERS}")


def record(text: str, **instruments: Instrument) -> Corpus:
    """Make a record with a released letter of this text, and a withheld one whose annex declares `unused`."""
    withheld = letter("AL OTH 2/2021", hold=True, annex=(AnnexEntry(instrument=InstrumentId("unused")),))
    found = corpus(letter(body=text), *([withheld] if "unused" in instruments else []))
    return replace(found, registers=replace(registers(), instruments=instruments))


def links(made: Corpus) -> str:
    """Return the HTML of the released letter."""
    public = release(made, AT)
    return CitationIndex(public).link_citations(public.communications[0].text, "", Interface("en")).html


@pytest.mark.parametrize(
    ("text", "used", "unused"),
    [
        pytest.param(
            "Article 3 of the Wreck Code, that is, of the Code of Wrecks.",
            {"wrecks": instrument("Wreck Code", "Code of Wrecks")},
            instrument("Wreck Code", "Code of Practice"),
            id="a-rival-short-name",
        ),
        pytest.param(
            "Article 3 of the Code of Wrecks (the Wreck Code). The Wreck Code applies.",
            {"wrecks": instrument("CW", "Code of Wrecks (the Wreck Code)")},
            instrument("CP", "Code of Practice (the Wreck Code)"),
            id="a-rival-name-in-parentheses",
        ),
        pytest.param(
            f"The {KEEPERS} binds. Article 4 of the Optional Protocol to the Convention.",
            {"keepers": CKL, "protocol": PROTOCOL},
            instrument("CKL-P2", f"Second Optional Protocol to the {KEEPERS}"),
            id="another-protocol",
        ),
        pytest.param(
            f"The {KEEPERS} binds. Article 4 of the Optional Protocol to the Convention.",
            {"keepers": CKL},
            instrument("CKL-W", f"Optional Protocol to the {KEEPERS} on wrecks"),
            id="a-protocol-of-another-title",
        ),
        pytest.param(
            "We recall ILO Convention No. 29.",
            {"ilo-c29": instrument("Convention No. 29", "Forced Labour Convention, 1930 (No. 29)")},
            instrument("Convention No. 290", "Harbours Convention, 1990 (No. 290)"),
            id="another-number",
        ),
    ],
)
def test_an_unused_instrument_takes_no_link_away(text: str, used: dict[str, Instrument], unused: Instrument) -> None:
    with_it, without = record(text, **used, unused=unused), record(text, **used)
    assert release(with_it, AT) == release(without, AT)
    assert links(with_it) == links(without)
    assert "<a " in links(without)


def test_a_protocol_is_meant_by_to_the_convention_only_if_its_title_is_no_more_than_that() -> None:
    """The Convention on the Rights of the Child has three protocols, of which a record may use one."""
    text = f"The {KEEPERS} binds. Article 4 of the Optional Protocol to the Convention. The CKL-W applies."
    made = record(text, keepers=CKL, wrecks=instrument("CKL-W", f"Optional Protocol to the {KEEPERS} on wrecks"))
    assert [each.id for each in release(made, AT).instruments] == ["keepers", "wrecks"]
    assert 'wrecks/4/"' not in links(made)
    assert 'protocol/4/"' in links(record(text, keepers=CKL, protocol=PROTOCOL))


def test_an_instrument_that_is_named_but_not_cited_is_not_used() -> None:
    """An acronym of a court; and what is found only because of it goes, too."""
    made = record("The ECHR ruled against it.", echr=instrument("ECHR", "European Convention on Human Rights"))
    assert release(made, AT).instruments == ()


@pytest.mark.parametrize("where", ["text", "translation", "response", "translation of a response", "annex"])
def test_public_texts_use_the_instruments_that_they_cite(where: str) -> None:
    body = "We recall article 4 of the CKL."
    given: dict[str, list[Letter | Response]] = {
        "text": [letter(body=body)],
        "translation": [letter(translations=(translation(body=body),))],
        "response": [letter(), response(body=body)],
        "translation of a response": [letter(), response(translations=(translation(body=body),))],
        "annex": [letter(annex=(AnnexEntry(instrument=InstrumentId("keepers")),))],
    }
    made = replace(corpus(*given[where]), registers=replace(registers(), instruments={"keepers": CKL}))
    assert [each.id for each in release(made, AT).instruments] == ["keepers"]
    assert find_released(made, AT).used.instruments == {"keepers"}


def test_a_confidential_response_uses_no_instrument() -> None:
    filed = response(body="We recall article 4 of the CKL.", confidential=True)
    made = replace(corpus(letter(), filed), registers=replace(registers(), instruments={"keepers": CKL}))
    assert release(made, AT).instruments == ()


def test_the_gate_and_the_audit_use_the_same_entries_of_every_register() -> None:
    """And of a register with these alone, the same again."""
    made = record("Article 4 of the CKL.", keepers=CKL, unused=PROTOCOL)
    used = find_released(made, AT).used
    picked = used.pick(made.registers)
    assert find_released(replace(made, registers=picked), AT).used == used
    assert picked == Registers(
        mandates={"business": made.registers.mandates["business"]},
        recipients={"northwind": made.registers.recipients["northwind"]},
        instruments={"keepers": CKL},
        groups={},
    )
