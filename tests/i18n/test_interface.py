"""The words of the site itself."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from letterbook.i18n import Interface, languages
from letterbook.model.schema import Words
from letterbook.rendering import paging
from workspaces import PROJECT, Workspace

ENGLISH = Interface("en")


def test_every_word_is_said_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that no page says is dead: of the shipped record, of a look ahead, of an empty record and a young one."""
    said: set[str] = set()

    def record_keys(ask: Callable[..., str]) -> Callable[..., str]:
        def heard(interface: Interface, key: str, *values: object, **named: object) -> str:
            said.add(key)
            return ask(interface, key, *values, **named)

        return heard

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(Interface, "text", record_keys(Interface.text))
    monkeypatch.setattr(Interface, "plural", record_keys(Interface.plural))
    monkeypatch.setattr(paging, "ON_ONE_PAGE", 3)
    shipped = Workspace.create_shipped(tmp_path / "shipped")
    with (shipped.data / "policy.yml").open("a", encoding="utf-8") as file:
        file.write("reply_days: 60\n")
    shipped.build("--as-of", "2026-11-20")
    monkeypatch.setattr("letterbook.search.build.SIGNS", 3)
    shipped.use_search_engine("lunr")
    shipped.build("--as-of", "2999-01-01", "--preview", "--site-dir", str(tmp_path / "ahead"))
    shipped.use_search_engine("pagefind")
    shipped.build("--as-of", "2026-11-20")
    young = Workspace.create(tmp_path / "young")
    young.build()
    shutil.copy(PROJECT / "data/registers/instruments.yml", young.data / "registers")
    young.letter("AL OTH 1/2021", "2021-03-12", "Article 99 of the ICCPR.", more="follows:\n  - sent: 2020-01-07\n")
    young.build("--as-of", "2021-05-12")
    assert set(_words("en")) - said == {"masculine"}  # English nouns have no gender


def test_a_language_without_words_is_refused() -> None:
    """And those that there are get named."""
    with pytest.raises(ValueError, match="there are: en, es, fr"):
        Interface("tlh")
    assert "en" in languages()


def test_a_number_chooses_the_form() -> None:
    """And is written as the language writes it."""
    assert ENGLISH.plural("communications-count", 1) == "1 letter"
    assert ENGLISH.plural("communications-count", 10_234) == "10,234 letters"


def test_days_moments_and_lists_are_written_out() -> None:
    """A moment with the zone that it has."""
    assert ENGLISH.date(dt.date(2021, 3, 12)) == "12 March 2021"
    assert ENGLISH.moment(dt.datetime(2021, 3, 12, 14, 5, tzinfo=dt.UTC)) == "12 March 2021, 14:05 (UTC)"
    assert ENGLISH.enumeration(["A", "B", "C"]) == "A, B and C"
    assert ENGLISH.enumeration([]) == ""


def test_a_language_has_its_name_in_the_interfaces_language() -> None:
    """By its tag."""
    assert Interface("fr").language_name("zh-Hans") == "chinois (simplifié)"


def test_the_editors_words_come_in_the_interface_s_language_first() -> None:
    """Else in the first that they gave."""
    assert ENGLISH.words(Words((("fr", "Bonjour"), ("en", "Hello")))) == "Hello"
    assert ENGLISH.words(Words((("fr", "Bonjour"),))) == "Bonjour"
    assert ENGLISH.words(Words.plain("Hi")) == "Hi"


def _words(language: str) -> dict[str, str | dict[str, str]]:
    with (PROJECT / f"src/letterbook/i18n/{language}.yml").open(encoding="utf-8") as file:
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
    assert Interface("fr").date(dt.date(2021, 3, 1)) == "1er mars 2021"
    assert Interface("fr").date(dt.date(2021, 3, 11)) == "11 mars 2021"


@pytest.mark.parametrize(("language", "told"), [("fr", "Lettre d’allégation"), ("es", "Carta de alegación")])
def test_the_theme_s_language_chooses_the_words(workspace: Workspace, language: str, told: str) -> None:
    """On pages of letters, listings and home alike."""
    settings = workspace.folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: en", f"language: {language}"), "utf-8")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    for address in ("", "communications", "communications/al-oth-1-2021"):
        page = workspace.page(address)
        assert f'<html lang="{language}"' in page
        assert told in page
        assert "Allegation letter" not in page
    for address in ("reference/fields", "reference/rules", "reference/rules/unknown-field"):
        assert '<div lang="en" dir="ltr">' in workspace.page(address)


def test_words_agree_with_the_noun_beside_them() -> None:
    """In gender, where the language has one."""
    assert Interface("fr").text("sent", noun="type-UA", date="…") == "envoyé le …"
    assert Interface("fr").text("sent", noun="type-AL", date="…") == "envoyée le …"
    assert Interface("es").text("response-received", noun="response-acknowledgement", date="…") == "recibido el …"
    assert Interface("fr").plural("joint-UA", 3) == "Appel urgent conjoint (3 mandats)"


def test_days_are_counted_as_each_language_does() -> None:
    """The day of sending has words of its own."""
    assert [ENGLISH.plural("status-replied", days) for days in (0, 1, 57)] == [
        "replied the same day",
        "replied after 1 day",
        "replied after 57 days",
    ]
    assert Interface("fr").plural("status-replied", 57) == "a répondu au bout de 57 jours"
    assert Interface("es").plural("status-replied", 57) == "respondió a los 57 días"


def test_french_signs_have_a_space_that_does_not_break() -> None:
    """U+00A0 before the signs of two parts and within quotation marks, and no other; apostrophes are curved."""
    for key, text in _words("fr").items():
        for form in text.values() if isinstance(text, dict) else (text,):
            assert not re.search(r"[^\u00a0][;!?»]|[^\u00a0\d]:|«[^\u00a0]|\u202f|'", form), key


def _values(text: str | dict[str, str]) -> set[str]:
    found = text if isinstance(text, str) else " ".join(text.values())
    return set(re.findall(r"{(\w*)}", found))
