"""The words of the site itself."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import yaml

from houses import PROJECT, House
from letterbook.interface import Interface, direction, languages
from letterbook.schema import Words

ENGLISH = Interface("en")


def test_every_word_is_used_somewhere() -> None:
    """A word that no page says is dead; its key stands in a partial or a module, or is made of a kind."""
    with (PROJECT / "src/letterbook/interface/en.yml").open(encoding="utf-8") as file:
        keys = set(yaml.safe_load(file))
    sources = [*PROJECT.glob("overrides/**/*.html"), *PROJECT.glob("src/**/*.py"), *PROJECT.glob("macros/*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    made = re.compile(
        r"(type|status|response|part|kind)-[A-Za-z-]+|(recipients|mandates|instruments|groups)-lead|[a-z-]+-count"
    )
    written = {*re.findall(r"[\"']([A-Za-z-]+)[\"']", text), *re.findall(r"(\w+)=", text)}
    unused = {key for key in keys if key not in written and key.replace("-", "_") not in written}
    assert not {key for key in unused if not made.fullmatch(key)}


def test_a_language_without_words_is_refused() -> None:
    """And those that there are get named."""
    with pytest.raises(ValueError, match="there are: en, es, fr"):
        Interface("tlh")
    assert "en" in languages()


def test_a_number_chooses_the_form() -> None:
    """And is written as the language writes it."""
    assert ENGLISH.plural("communications-count", 1) == "1 communication"
    assert ENGLISH.plural("communications-count", 10_234) == "10,234 communications"


def test_days_moments_and_lists_are_written_out() -> None:
    """A moment with the zone that it has."""
    assert ENGLISH.date(dt.date(2021, 3, 12)) == "12 March 2021"
    assert ENGLISH.moment(dt.datetime(2021, 3, 12, 14, 5, tzinfo=dt.UTC)) == "12 March 2021, 14:05 (UTC)"
    assert ENGLISH.enumeration(["A", "B", "C"]) == "A, B and C"
    assert ENGLISH.enumeration([]) == ""


@pytest.mark.parametrize(
    ("tag", "name", "way"),
    [("fr", "French", "ltr"), ("ar", "Arabic", "rtl"), ("zh-Hans", "Chinese (Simplified)", "ltr")],
)
def test_a_language_has_a_name_and_a_direction(tag: str, name: str, way: str) -> None:
    """By its tag."""
    assert ENGLISH.language_name(tag) == name
    assert direction(tag) == way


def test_the_editors_words_come_in_the_interface_s_language_first() -> None:
    """Else in the first that they gave."""
    assert ENGLISH.words(Words((("fr", "Bonjour"), ("en", "Hello")))) == "Hello"
    assert ENGLISH.words(Words((("fr", "Bonjour"),))) == "Bonjour"
    assert ENGLISH.words(Words.plain("Hi")) == "Hi"


def _words(language: str) -> dict[str, str | dict[str, str]]:
    with (PROJECT / f"src/letterbook/interface/{language}.yml").open(encoding="utf-8") as file:
        words: dict[str, str | dict[str, str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return words


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_word(language: str) -> None:
    """With the same values to be put in, and the same forms."""
    english, translated = _words("en"), _words(language)
    assert list(translated) == list(english)
    for key, text in english.items():
        assert isinstance(translated[key], type(text)), key
        assert _values(translated[key]) == _values(text), key


def test_dates_are_written_as_each_language_does() -> None:
    """Months in words, in its order."""
    day = dt.date(2021, 3, 12)
    assert [Interface(each).date(day) for each in ("en", "fr", "es")] == [
        "12 March 2021",
        "12 mars 2021",
        "12 de marzo de 2021",
    ]


@pytest.mark.parametrize(("language", "told"), [("fr", "Lettre d’allégation"), ("es", "Carta de alegación")])
def test_the_theme_s_language_chooses_the_words(house: House, language: str, told: str) -> None:
    """On pages of letters, listings and home alike."""
    settings = house.folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: en", f"language: {language}"), "utf-8")
    house.letter("AL OTH 1/2021", "2021-03-12")
    house.build()
    for address in ("", "communications", "communications/al-oth-1-2021"):
        page = house.page(address)
        assert f'<html lang="{language}"' in page
        assert told in page
        assert "Allegation letter" not in page
    for address in ("reference/fields", "reference/rules", "reference/rules/unknown-field"):
        assert '<div lang="en" dir="ltr">' in house.page(address)


def _values(text: str | dict[str, str]) -> set[str]:
    found = text if isinstance(text, str) else " ".join(text.values())
    return set(re.findall(r"{(\w*)}", found))
