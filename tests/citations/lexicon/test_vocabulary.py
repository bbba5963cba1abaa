"""Every name of an instrument, body and committee is an example of itself."""

from __future__ import annotations

from gold import PROJECT
from letterbook.citations import Lexicon, cite
from letterbook.citations.lexicon.tokens import TokenKind
from letterbook.citations.lexicon.words import load_bodies, load_committees, load_words
from letterbook.i18n import languages
from letterbook.ingest import corpus
from letterbook.model.registers import Instrument
from letterbook.model.schema import Words
from letterbook.text.normalize import fold


def test_every_name_of_an_instrument_is_found_and_means_it(lexicon: Lexicon) -> None:
    """Alone or before a number, and after a provision. A name that also means other things counts only with one."""
    tried = 0
    for name, kind, id_ in lexicon.list_names():
        if name in load_words()["ambiguous"]:
            assert cite(f"the {name}.", lexicon) == ()
        elif kind is TokenKind.NAME:
            (alone,) = cite(f"the {name}.", lexicon)
            assert (alone.text, alone.instrument) == (name, id_)
        elif kind is TokenKind.NUMBERED_NAME:
            (alone,) = cite(f"the {name} 7.", lexicon)
            assert (alone.text, alone.instrument, alone.provisions) == (f"{name} 7", id_, ("7",))
        else:
            continue
        unit = load_words()["units"][lexicon.units[id_]]["one"][0]
        (of,) = cite(f"see {unit} 3 of the {name}.", lexicon)
        assert (of.instrument, of.provisions) == (id_, ("3",)), of
        tried += 1
    assert tried > 200


def test_every_title_of_the_shipped_register_means_its_own_instrument(lexicon: Lexicon) -> None:
    """A name that two entries shared would mean neither."""
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    for id_, instrument in read.registers.instruments.items():
        given = [name for words in (instrument.title, instrument.short) for _, name in words]
        for name in (*given, *instrument.aliases):
            if name not in instrument.numbered:
                assert [each.instrument for each in cite(f"a party to the {name},", lexicon)] == [id_], name


def test_an_entry_of_the_shipped_register_says_what_could_not_be_looked_up() -> None:
    """A title is left out rather than translated, and its `source` says so."""
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    for id_, instrument in read.registers.instruments.items():
        missing = set(languages()).difference(language for language, _ in instrument.title)
        assert not missing or "could not be looked up" in (instrument.source or ""), (id_, missing)


def test_no_two_entries_of_the_shipped_register_are_the_same_document() -> None:
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    instruments = read.registers.instruments.values()
    symbols = [each.symbol for each in instruments if each.symbol]
    numbers = [(one.scheme, one.value) for each in instruments for one in each.identifiers]
    assert len(set(symbols)) == len(symbols)
    assert len(set(numbers)) == len(numbers)


def test_the_numbers_of_provisions_of_the_shipped_register_are_plausible() -> None:
    """The longest treaty has 320 articles, and every part belongs to a provision that exists."""
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    for id_, instrument in read.registers.instruments.items():
        assert instrument.provisions is None or 3 <= instrument.provisions <= 320, id_
        for part in instrument.parts:
            assert int(part.split(".")[0]) <= (instrument.provisions or 0), (id_, part)


def test_every_body_and_committee_is_found_by_each_of_its_names(lexicon: Lexicon) -> None:
    for body in load_bodies().values():
        number = "1325 (2000)" if body.sessions is None else f"{body.sessions[1] - 1}/7"
        for name in body.names:
            for text in (f"{name} resolution {number}", f"the {name} adopted resolution {number}"):
                assert cite(text, lexicon)[-1].document == body.symbol.format(number=number), text
    for committee in load_committees().values():
        word = "general recommendation" if committee.recommends else "general comment"
        comment, symbol = next(iter(committee.symbols.items()))
        for name in committee.names:
            for text in (f"{name}, {word} No. {comment}", f"{word} No. {comment} of the {name}"):
                assert cite(text, lexicon)[-1].document == symbol, text
        for name in committee.short:
            assert cite(f"{name} {word} No. {comment}", lexicon)[-1].document == symbol, name


def test_every_provision_of_the_register_has_its_word(lexicon: Lexicon) -> None:
    """The lexicon knows what each instrument calls its provisions; otherwise `article 3 of` it would not be found."""
    read = corpus.load(PROJECT / "data").corpus
    assert read is not None
    for id_, instrument in read.registers.instruments.items():
        unit = load_words()["units"][lexicon.units[id_]]
        assert {fold(word) for _, word in instrument.provision} <= set(unit["one"]), id_


def test_a_word_in_parentheses_is_a_name_only_if_it_begins_with_a_capital() -> None:
    """Else every `revised` in a letter would cite the revised charter."""
    charter = Instrument(
        title=Words.plain("Charter of Lights (revised)"),
        short=Words.plain("Rules on Wrecks (the Wreck Rules)"),
        provision=Words.plain("article"),
    )
    names = {name for name, _, value in Lexicon.of({"charter": charter}).list_names() if value == "charter"}
    assert {"charter of lights", "wreck rules"} <= names
    assert "revised" not in names
