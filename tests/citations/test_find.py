"""Instruments that an editor adds, and citations whose meaning depends on earlier sentences."""

from __future__ import annotations

from letterbook.citations import Lexicon, cite
from letterbook.citations.mentions import NamedInstrument
from letterbook.citations.parsers.state import ParserState
from letterbook.model.registers import Instrument
from letterbook.model.schema import Words
from letterbook.text.normalize import fold_in_place

LIGHTHOUSES = Instrument(
    title=Words(
        (
            ("en", "Convention on the Rights of Lighthouse Keepers (the Skagen Convention)"),
            ("fr", "Convention sur les droits des gardiens de phare"),
        )
    ),
    short=Words.plain("CRLK"),
    aliases=("Lighthouse Convention",),
    numbered=("Lamp Rule",),
    provision=Words.plain("Article"),
    provisions=12,
)


def list_meanings(text: str, **instruments: Instrument) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(each.instrument, each.provisions) for each in cite(text, Lexicon.of(instruments))]


def test_goals_and_their_targets_are_provisions(lexicon: Lexicon) -> None:
    """Targets have numbers of their own, with the number of their goal before the point."""
    text = (
        "SDG 5; Goals 8 and 10 of the 2030 Agenda; target 8.7 of the Sustainable Development Goals; "
        "l'objectif 16 du Programme 2030; la meta 16.a de los ODS; target 8.42 of the 2030 Agenda"
    )
    found = cite(text, lexicon)
    assert {each.instrument for each in found} == {"agenda-2030"}
    assert [each.provisions for each in found] == [
        ("5",), ("8", "10"), ("8.7",), ("16",), ("16.a",), ("8.42",),
    ]  # fmt: skip
    assert [each.beyond for each in found] == [(), (), (), (), (), ("8.42",)]


def test_a_target_beside_its_goal_is_cited_in_its_place(lexicon: Lexicon) -> None:
    """Only a target of that goal is."""
    for text, cited in (
        ("SDG 8, target 8.7,", ("SDG 8, target 8.7", "8.7")),
        ("SDG 16 (targets 16.1 and 16.2)", ("SDG 16 (targets 16.1 and 16.2)", "16.1", "16.2")),
        ("SDGs 3 and 16, in particular target 16.3", ("SDGs 3 and 16, in particular target 16.3", "3", "16.3")),
        ("target 16.3 of SDG 16", ("target 16.3 of SDG 16", "16.3")),
        ("l'ODD 8, cible 8.7", ("ODD 8, cible 8.7", "8.7")),
        ("el ODS 8 (meta 8.7)", ("ODS 8 (meta 8.7)", "8.7")),
        ("SDG 8, target 16.3", ("SDG 8", "8")),
    ):
        found = cite(text, lexicon)[0]
        assert (found.text, *found.provisions) == cited


def test_paragraphs_are_provisions_only_where_an_entry_calls_them_so() -> None:
    protocol = Instrument(
        title=Words.plain("Skagen Protocol on the Inspection of Lamps"),
        short=Words.plain("Skagen Protocol"),
        provision=Words.plain("Paragraph"),
        provisions=40,
    )
    text = (
        "paras. 12 and 14 of the Skagen Protocol; Skagen Protocol (2016), para. 20; Skagen Protocol, par. 41; "
        "paragraph 2 of the CRLK; CRLK, para. 3; paragraph 2 of article 3 of the CRLK"
    )
    assert list_meanings(text, skagen=protocol, lights=LIGHTHOUSES) == [
        ("skagen", ("12", "14")), ("skagen", ("20",)), ("skagen", ("41",)),
        ("lights", ()), ("lights", ()), ("lights", ("3(2)",)),
    ]  # fmt: skip


def test_the_2030_agenda_has_169_targets(lexicon: Lexicon) -> None:
    assert len(lexicon.parts["agenda-2030"]) == 169


def test_a_register_entry_is_all_that_an_instrument_needs() -> None:
    """It is found by its title, with or without parentheses, by what is in them, by short, alias and numbered name."""
    text = (
        "article 1 of the Convention on the Rights of Lighthouse Keepers (CRLK), article 2 of the Skagen Convention; "
        "CRLK, article 3; l'article 4 de la Convention sur les droits des gardiens de phare; Lamp Rule 5 and 6; "
        "the Lighthouse Convention; article 7 of the Convention"
    )
    assert list_meanings(text, lights=LIGHTHOUSES) == [
        ("lights", ("1",)), ("lights", ("2",)), ("lights", ("3",)), ("lights", ("4",)), ("lights", ("5", "6")),
        ("lights", ()), ("lights", ("7",)),
    ]  # fmt: skip


def test_an_instrument_that_is_not_in_the_register_is_not_found() -> None:
    """A site build passes in the public entries only."""
    assert list_meanings("article 3 of the CRLK and the ICCPR, Lamp Rule 5") == []


def test_a_name_that_two_instruments_share_means_neither() -> None:
    assert list_meanings("the CRLK and the Lighthouse Convention", one=LIGHTHOUSES, two=LIGHTHOUSES) == []


def test_a_provision_that_does_not_exist_is_noted() -> None:
    (found,) = cite("articles 11 to 13 of the CRLK", Lexicon.of({"lights": LIGHTHOUSES}))
    assert found.note == "lights has 12 articles, and none is 13"


def test_a_citation_that_overlaps_an_earlier_one_is_dropped(lexicon: Lexicon) -> None:
    state = ParserState.begin(fold_in_place("the ICCPR"), "the ICCPR", lexicon)
    state.add_citation(4, 9, NamedInstrument("iccpr"))
    state.add_citation(0, 5, NamedInstrument("iccpr"))
    assert [each.text for each in state.mentions] == ["ICCPR"]


def test_no_text_makes_an_endless_list(lexicon: Lexicon) -> None:
    """A range that is too long stays two numbers, and a list ends."""
    (found,) = cite("articles 1-999 of the ICCPR", lexicon)
    assert found.provisions == ("1", "999")
    (found,) = cite("articles " + ", ".join(f"{n}({m})" for n in range(1, 100) for m in range(1, 99)) + " x", lexicon)
    assert 500 <= len(found.provisions) < 600


def test_a_convention_named_before_identifies_its_only_protocol(lexicon: Lexicon) -> None:
    text = (
        "The Convention against Torture binds. Article 4 of the Optional Protocol to the Convention. The Covenant on "
        "Civil and Political Rights holds. Article 2 of the Optional Protocol to the Covenant. Article 3 of the Second "
        "Optional Protocol to the Convention."
    )
    assert [(each.instrument, each.provisions, each.note) for each in cite(text, lexicon)] == [
        ("cat", (), None),
        ("opcat", ("4",), None),
        ("iccpr", (), None),
        (None, ("2",), "which protocol to iccpr: iccpr-op1 or iccpr-op2"),
    ]


def test_the_commentary_to_the_next_principle_does_not_belong_to_those_before(lexicon: Lexicon) -> None:
    text = "Guiding Principles 13 and 25, and the commentary to Guiding Principle 19"
    assert [each.provisions for each in cite(text, lexicon)] == [("13", "25"), ("19 (commentary)",)]


def test_equal_instruments_have_one_lexicon() -> None:
    assert Lexicon.of({"lights": LIGHTHOUSES}) is Lexicon.of({"lights": LIGHTHOUSES})
    assert Lexicon.of({"lights": LIGHTHOUSES}) is not Lexicon.of({"lamps": LIGHTHOUSES})
