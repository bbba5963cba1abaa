"""What a search finds, and in what order, with either engine."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from letterbook.search.tokenize import tokens
from search_results import documents, searched
from workspaces import Workspace

# What is found does not depend on where a site stands; that every address works in both places `test_page` tells.
pytestmark = pytest.mark.parametrize("site", ["repository/"], indirect=True, ids=["below a name"], scope="package")


@pytest.mark.parametrize(
    "spelt",
    [
        "AL XBV 2/2024",
        "al-xbv-2-2024",
        "XBV 2/2024",
        "JAL XBV 2/2024",
        "xbv 2",
        "AL XBV  2 / 2024",
        "ALXBV 2/2024",
        "AL XBV 0002/2024",
        "XBV 2/24",
        "Ref. AL XBV 2/2024",
        "the letter AL XBV 2/2024 to the Government",
        "AL XBV 2/2024 response",
    ],
)
def test_a_reference_in_any_spelling_leads_to_its_letter_first(page: Page, site: str, spelt: str) -> None:
    assert searched(page, site, spelt)[0] == "communications/al-xbv-2-2024/"


@pytest.mark.parametrize("engine", ["lunr"], indirect=True, scope="package")
def test_the_language_of_lunr_works(page: Page, site: str) -> None:
    """Fields, words that must and must not be there, words that differ by a sign, beginnings; and what is no query."""
    audits = set(searched(page, site, "audit"))
    assert set(searched(page, site, "audits")) == audits
    assert set(searched(page, site, "+audit -annex")) < audits
    assert set(searched(page, site, "recipients:trustloom"))
    assert searched(page, site, "recipient:trustloom") == searched(page, site, "recipients:trustloom")
    assert set(searched(page, site, "recipients:trustlom~1")) == set(searched(page, site, "recipients:trustloom"))
    assert set(searched(page, site, "forc*")) > set(searched(page, site, "forcible"))
    plain = searched(page, site, "government audit ")
    assert plain
    assert searched(page, site, "government:audit ~ ") == plain  # there is no such field
    assert set(searched(page, site, "guiding +principles ")) == set(searched(page, site, "+principles "))
    assert searched(page, site, '"spinning mills Belvenor"') == []  # a title and a name
    assert searched(page, site, '"2023 in connection"') == []  # two paragraphs
    assert set(searched(page, site, "instrument:ungp ")) == set(searched(page, site, "UNGP "))
    tarnwell = set(searched(page, site, "recipient:tarnwell"))
    assert set(searched(page, site, 'recipient:"tarnwell mills"')) == set(searched(page, site, "recipient: tarnwell"))
    assert tarnwell == set(searched(page, site, "recipient: tarnwell")) != set()


def test_words_can_be_left_out_and_begun(page: Page, site: str) -> None:
    """With every engine; and what has fields in front finds the words."""
    audits = set(searched(page, site, "audit"))
    assert set(searched(page, site, "audits")) == audits
    assert set(searched(page, site, "+audit -annex")) < audits
    assert set(searched(page, site, "-audit")) == set(searched(page, site)) - audits
    assert set(searched(page, site, "-training-scheme ")) == set(searched(page, site, '-"training scheme"'))
    assert set(searched(page, site, "+training-scheme ")) == set(searched(page, site, '"training scheme"'))
    assert set(searched(page, site, "forc* ")) > set(searched(page, site, "forcible "))
    assert searched(page, site, "recipient:trustloom")


def test_whole_words_come_before_beginnings(page: Page, site: str) -> None:
    """In whatever language a word is whole, and in whatever one it is only begun."""
    whole = searched(page, site, "detention ")
    typed = searched(page, site, "detention")
    assert set(typed[: len(whole)]) == set(whole)
    assert set(searched(page, site, "detenti")) >= set(whole)
    for word in ("persona", "rapport"):  # with which common ones begin
        own = set(searched(page, site, f"{word} "))
        assert own
        assert set(searched(page, site, word)[: len(own)]) == own


def test_what_is_left_out_stays_out_whatever_stands_beside_it(page: Page, site: str) -> None:
    """Also where it is nothing that lunr could read."""
    for strange in ("mills ^ -yarn", "mills: -yarn", "mills ~ -yarn"):
        assert set(searched(page, site, f"{strange} ")) == set(searched(page, site, "mills -yarn ")) != set()


def test_all_spellings_of_a_reference_find_the_same(page: Page, site: str) -> None:
    found = searched(page, site, "AL OTH 914/2024")
    assert len(found) > 1
    for spelt in ("OTH 914/24", "aloth914/2024", "AL OTH 0914 2024", "ref. AL OTH 914/2024"):
        assert searched(page, site, spelt) == found


@pytest.mark.parametrize("word", ["labourzzzz", "labourxx", "watery", "constructor"])
def test_a_word_that_nobody_wrote_finds_nothing(page: Page, site: str, word: str) -> None:
    """Though the record has a shorter one, with which it begins."""
    assert searched(page, site, word) == []


def test_words_in_quotes_stand_one_after_another(page: Page, site: str) -> None:
    words = set(searched(page, site, "labour forced"))
    assert set(searched(page, site, '"labour forced"')) == set()
    together = set(searched(page, site, '"forced labour"'))
    assert together
    assert together <= words
    assert set(searched(page, site, '-"forced labour"')) == set(searched(page, site)) - together


def test_words_of_one_meaning_find_each_other(page: Page, site: str) -> None:
    """Also where one of them is several words."""
    assert set(searched(page, site, "forced labor")) == set(searched(page, site, "forced labour"))
    assert set(searched(page, site, "PIDCP ")) == set(searched(page, site, "ICCPR ")) != set()
    assert set(searched(page, site, "reply ")) == set(searched(page, site, "response ")) != set()
    principles = set(searched(page, site, '"guiding principles"'))
    assert principles
    assert set(searched(page, site, "UNGP ")) >= principles
    assert "communications/" in searched(page, site, "croplume chemicals")[0]


def test_forms_of_a_word_are_those_of_its_language(page: Page, site: str) -> None:
    """In French and in Spanish “not” could be a form of “note”."""
    assert set(searched(page, site, "notes ")) == set(searched(page, site, "note "))
    assert set(searched(page, site, "not ")) - set(searched(page, site, "note "))


def test_letters_come_before_their_responses(page: Page, site: str) -> None:
    """Whoever looks for a name or a number finds what was written before what was answered."""
    for name in ("Belvenor", "Tessavar", "Solvarena", "914/2024", "AL XBV"):
        assert searched(page, site, name)[0].count("/") == 2, name


def test_the_newest_come_first_where_that_is_asked_for(page: Page, site: str, built: Workspace) -> None:
    days = {each.address: each.date for each in documents(built)}
    found = [days[each] for each in searched(page, site, "", "&order=date")]
    assert len(found) == len(days)
    assert found == sorted(found, reverse=True)


def test_a_phrase_may_stand_in_a_title_or_a_name(page: Page, site: str) -> None:
    """And has its words in any of their forms."""
    assert searched(page, site, '"training scheme in spinning mills"') == ["communications/al-xbv-2-2024/"]
    assert set(searched(page, site, '"training schemes"')) == set(searched(page, site, '"training scheme"')) != set()
    assert searched(page, site, '"Ferrywick copper mine"')


def test_texts_from_right_to_left_and_without_spaces_are_found(page: Page, site: str) -> None:
    """In Arabic and in Chinese."""
    assert "communications/ua-xtv-9-2021/tessavar-2022-01-27/" in searched(page, site, "الحكومة")
    for chinese in ("政府", "政府 ", "政府*", "府"):
        assert "communications/al-xls-6-2022/lumisar-2022-08-10/" in searched(page, site, chinese)


def test_python_and_javascript_read_the_same_words(page: Page, site: str, shipped: Workspace) -> None:
    """Of every text there is, and of some that are strange."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((shipped.data).rglob("*.md"))]
    texts += [
        "Éłéphant’s ﬁne №5",
        "İstanbul STRASSE straße",
        "人権理事会、とABC123",
        "नमस्ते हिन्दी",
        "ΣΊΣΥΦΟΣ",
        "a\u0301b",
        "١٢٣",
        "ᾳ Ǆ ŉ",
    ]
    page.goto(site)
    read = page.evaluate(
        """async ([root, texts]) => {
            const { tokenize } = await import(`${root}assets/search/tokens.js`);
            return texts.map(tokenize);
        }""",
        [site, texts],
    )
    assert read == [tokens(each) for each in texts]
