"""The interface's own texts, in each language."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from letterbook.audit.withheld import collect_boilerplate
from letterbook.cache import cache
from letterbook.i18n import Interface, languages
from letterbook.i18n.isolation import isolate, write_isolates
from letterbook.model.schema import Words
from letterbook.rendering import context, paging
from letterbook.text.phrases import REDACTIONS
from workspaces import PROJECT, Workspace

ENGLISH = Interface("en")


def test_every_text_is_used_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some page of the shipped record, a preview, an empty record or a young one has each text."""
    used: set[str] = set()

    def record_keys(ask: Callable[..., str]) -> Callable[..., str]:
        def record(interface: Interface, key: str, *values: object, **named: object) -> str:
            if interface.language == "en":
                used.add(key)
            return ask(interface, key, *values, **named)

        return record

    collect_boilerplate()  # the leak audit reads some texts in every language, whether or not a page has them
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(cache, "count_processors", lambda: 1)  # what copies of this process ask for is not seen here
    monkeypatch.setattr(Interface, "text", record_keys(Interface.text))
    monkeypatch.setattr(Interface, "plural", record_keys(Interface.plural))
    monkeypatch.setattr(paging, "ON_ONE_PAGE", 3)
    shipped = Workspace.create_shipped(tmp_path / "shipped")
    with (shipped.data / "policy.yml").open("a", encoding="utf-8") as file:
        file.write("reply_days: 60\n")
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    shipped.build("--as-of", "2026-11-20")
    monkeypatch.setattr(context, "MOST_TEXT_IN_DATABASE", 0)
    monkeypatch.setattr(context, "MOST_TEXT_IN_COPIES", 0)
    shipped.build("--as-of", "2999-01-01", "--preview", "--site-dir", str(tmp_path / "ahead"))
    young = Workspace.create(tmp_path / "young")
    young.build("--as-of", "2018-11-30")  # before the first reporting period
    shutil.copy(PROJECT / "data/registers/instruments.yml", young.data / "registers")
    cited = (
        "Article 99 of the Covenant on Civil and Political Rights, with the ICERD, CEDAW, the UDHR, UNDRIP, UNDROP and "
        "the CRPD. CEDAW Committee, general recommendation No. 35; CRPD Committee, general comment No. 1; Human Rights "
        "Council resolution 44/15 and Human Rights Council decision 2/112. The 2021 report of the Special Rapporteur "
        "on the right to food to the General Assembly."
    )
    uncited = "annex:\n  - instrument: ungp\n    provisions: [13]\nfollows:\n  - sent: 2020-01-07\n"
    young.letter("AL OTH 1/2021", "2021-03-12", cited, more=uncited)
    (young.data / "responses/al-oth-1-2021").mkdir(parents=True)
    (young.data / "responses/al-oth-1-2021/2021-04-01-northwind.md").write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-04-01\nlanguage: en\nkind: reply\n---\n\n"
        "Article 9 of the Covenant, and article 2 of the Convention.\n",
        encoding="utf-8",
    )
    correction = "corrections:\n  - date: 2021-03-12\n    note: A word.\n    letter: AL OTH 1/2021\n"
    young.letter(
        "AL OTH 2/2021",
        "2021-03-01",
        " ".join(f"[redacted: {kind}]" for kind in REDACTIONS),
        more=f"{correction}release:\n  date: 2021-05-11\n  reason: safety\n",
    )
    (young.data / "responses/al-oth-2-2021").mkdir(parents=True)
    (young.data / "responses/al-oth-2-2021/2021-04-01-northwind.md").write_text(
        "---\nletter: AL OTH 2/2021\nrecipient: northwind\ndated: 2021-04-01\nlanguage: en\nkind: reply\n"
        "confidential: true\n---\n",
        encoding="utf-8",
    )
    young.build("--as-of", "2021-05-12")
    checked = "responses: complete\n"  # two letters are too few for a rate; of six, fewer than half have replies
    for number in range(3, 5):
        young.letter(f"AL OTH {number}/2021", "2021-02-01", more=checked)
    young.build("--as-of", "2021-05-12")
    _add_corrected_letter(young)
    for number in range(5, 9):
        young.letter(f"AL OTH {number}/2021", "2021-02-01", more=checked)
    young.build("--as-of", "2021-05-12")
    examples = Workspace.create(tmp_path / "examples")
    with (examples.data / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("xbb:\n  name: Sudland\n  kind: state\n  code: XBB\n  example: true\n")
    path = examples.letter("AL XBB 1/2021", "2021-03-12", more="example: true\n")
    path.write_text(
        path.read_text(encoding="utf-8").replace("recipient: northwind", "recipient: xbb"), encoding="utf-8"
    )
    examples.build("--as-of", "2021-05-12")
    assert set(_words("en")) - used == {"masculine"}  # English nouns have no gender


def _add_corrected_letter(workspace: Workspace) -> None:
    """Add a letter with two corrections: one of its layout, and one too large to be compared word by word."""
    texts = {"2021-05-01": "a b " * 300, "2021-05-02": "b b a a " * 149 + "b b a **a** "}
    corrections = "".join(f"  - date: {day}\n    note: All of it.\n" for day in texts)
    beginning = "1 February 2021\n\nThe letter "
    workspace.letter(
        "AL OTH 20/2021", "2021-02-01", f"{beginning}{'b b a a ' * 150}end.", f"corrections:\n{corrections}"
    )
    folder = workspace.data / "earlier/al-oth-20-2021"
    folder.mkdir(parents=True)
    for day, text in texts.items():
        head = f"---\nletter: AL OTH 20/2021\nreplaced: {day}\n---\n"
        (folder / f"{day}.md").write_text(f"{head}{beginning}{text}end.\n", encoding="utf-8")


def test_a_language_without_texts_is_refused() -> None:
    """The message names the languages that exist."""
    with pytest.raises(ValueError, match="there are: en, es, fr"):
        Interface("tlh")
    assert "en" in languages()


def test_a_number_chooses_the_form() -> None:
    """It is also written as the language writes numbers."""
    assert ENGLISH.plural("communications-count", 1) == "1 letter"
    assert ENGLISH.plural("communications-count", 10_234) == "10,234 letters"
    assert Interface("fr").plural("communications-count", 10_234) == "10\u00a0234 lettres"


def test_days_moments_and_lists_are_written_out() -> None:
    """A moment has its time zone."""
    assert ENGLISH.date(dt.date(2021, 3, 12)) == "12 March 2021"
    assert ENGLISH.moment(dt.datetime(2021, 3, 12, 14, 5, tzinfo=dt.UTC)) == "12 March 2021, 14:05 (UTC)"
    french = Interface("fr").moment(dt.datetime(2021, 3, 1, 14, 5, tzinfo=dt.UTC))
    assert french == "1er mars 2021 à 14\u00a0h\u00a005 (UTC)"
    assert ENGLISH.enumeration(["A", "B", "C"]) == "A, B and C"
    assert ENGLISH.enumeration([]) == ""


def test_a_language_is_named_in_the_language_of_the_interface() -> None:
    assert Interface("fr").language_name("zh-Hans") == "chinois (simplifié)"


def test_texts_by_editors_are_in_the_interfaces_language_if_possible() -> None:
    """Otherwise they are in the first language given."""
    assert ENGLISH.words(Words((("fr", "Bonjour"), ("en", "Hello")))) == "Hello"
    assert ENGLISH.words(Words((("fr", "Bonjour"),))) == "Bonjour"
    assert ENGLISH.words(Words.plain("Hi")) == "Hi"


def _words(language: str) -> dict[str, str | dict[str, str]]:
    with (PROJECT / f"src/letterbook/i18n/{language}.yml").open(encoding="utf-8") as file:
        words: dict[str, str | dict[str, str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return words


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_text(language: str) -> None:
    """The placeholders and the forms are the same, too."""
    english, translated = _words("en"), _words(language)
    assert list(translated) == list(english)
    for key, text in english.items():
        assert isinstance(translated[key], type(text)), key
        assert _values(translated[key]) == _values(text), key


def test_dates_are_written_as_each_language_does() -> None:
    """Months are words, and day, month and year are in the order of the language."""
    day = dt.date(2021, 3, 12)
    assert [Interface(each).date(day) for each in ("en", "fr", "es")] == [
        "12 March 2021",
        "12 mars 2021",
        "12 de marzo de 2021",
    ]
    assert Interface("fr").date(dt.date(2021, 3, 1)) == "1er mars 2021"
    assert Interface("fr").date(dt.date(2021, 3, 11)) == "11 mars 2021"


@pytest.mark.parametrize(("language", "told"), [("fr", "Lettre d’allégation"), ("es", "Carta de alegación")])
def test_the_themes_language_chooses_the_texts(workspace: Workspace, language: str, told: str) -> None:
    """This applies to pages of letters, listings and the home page, but not to citations (see `citing.styles`)."""
    settings = workspace.folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("language: en", f"language: {language}"), "utf-8")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build()
    for address in ("", "communications", "communications/al-oth-1-2021"):
        page = workspace.page(address)
        assert re.search(rf'<html [^>]*\blang="{language}"', page)
        assert told in page
        assert "Allegation letter" not in re.sub('(?s)<dl translate="no">.*?</dl>', "", page)
    for address in ("reference/fields", "reference/rules", "reference/rules/unknown-field"):
        assert '<div lang="en" dir="ltr">' in workspace.page(address)


def test_texts_agree_with_their_noun() -> None:
    """They agree in gender, if the language has any."""
    assert Interface("fr").text("sent", noun="type-UA", date="…") == "envoyé le …"
    assert Interface("fr").text("sent", noun="type-AL", date="…") == "envoyée le …"
    assert Interface("es").text("response-received", noun="response-acknowledgement", date="…") == "recibido el …"
    assert Interface("fr").plural("joint-UA", 3) == "Appel urgent conjoint (3 mandats)"


def test_days_are_counted_as_each_language_does() -> None:
    """The day of sending has its own text."""
    assert [ENGLISH.plural("status-replied", days) for days in (0, 1, 57)] == [
        "replied the same day",
        "replied after 1 day",
        "replied after 57 days",
    ]
    assert Interface("fr").plural("status-replied", 57) == "a répondu au bout de 57 jours"
    assert Interface("es").plural("status-replied", 57) == "respondió a los 57 días"


def test_french_punctuation_has_no_break_spaces() -> None:
    """U+00A0 comes before colons and the like and inside quotation marks, and nowhere else; apostrophes are curly."""
    for key, text in _words("fr").items():
        for form in text.values() if isinstance(text, dict) else (text,):
            assert not re.search(r"[^\u00a0][;!?»]|[^\u00a0\d]:|«[^\u00a0]|\u202f|'", form), key


def _values(text: str | dict[str, str]) -> set[str]:
    found = text if isinstance(text, str) else " ".join(text.values())
    return set(re.findall(r"{(\w*)}", found))


def test_a_name_from_right_to_left_is_isolated_in_every_phrase() -> None:
    interface, name = Interface("en"), "الوزير (ABC)"

    assert interface.to("China", name) == f"to China and \u2068{name}\u2069"
    assert interface.join_label("AL XAA 3/2024", name) == f"AL XAA 3/2024: \u2068{name}\u2069"
    assert interface.text("signed-by", name=name).endswith(f"\u2068{name}\u2069")
    assert interface.series([name, "b"]) == f"\u2068{name}\u2069; b"


def test_a_phrase_without_such_a_name_or_with_its_marks_is_not_changed() -> None:
    marked = "to \u2068الوزير\u2069"

    assert (isolate("Éire"), isolate("中国"), isolate(""), isolate(3), isolate(marked)) == (
        "Éire",
        "中国",
        "",
        3,
        marked,
    )


def test_marks_become_elements_in_a_body_and_stay_in_attributes() -> None:
    html = '<a title="\u2068ا\u2069">\u2068ا > ب\u2069</a>'

    assert write_isolates(html) == '<a title="\u2068ا\u2069"><bdi>ا > ب</bdi></a>'


def test_a_line_of_the_french_texts_of_our_own_never_begins_with_punctuation() -> None:
    """Not of letters that somebody sent, which are quoted as they are: of the interface, of the pages that a new record
    begins with, and of the fictional letters and the responses to them."""
    letters = [each for each in (PROJECT / "data/letters").rglob("*.md") if _has(each, "language: fr", "example: true")]
    responses = [
        response
        for letter in letters
        for response in (PROJECT / "data/responses" / letter.stem).glob("*.md")
        if _has(response, "language: fr")
    ]
    pages = [PROJECT / "src/letterbook/i18n/fr.yml", *(PROJECT / "own-record/fr").glob("*.md")]
    assert len(letters) > 3
    assert len(responses) > 2
    assert len(pages) > 5
    found = [
        (each.name, match[0])
        for each in (*letters, *responses, *pages)
        for match in re.finditer(r"[\w»)\]*] [;:?!»](?=[\s.,)*]|$)|« ", each.read_text(encoding="utf-8"))
    ]
    assert found == []


def _has(file: Path, *lines: str) -> bool:
    return set(lines) <= set(file.read_text(encoding="utf-8").split("\n"))
