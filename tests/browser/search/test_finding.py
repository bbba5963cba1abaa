"""What a search finds, and in what order, with either engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from letterbook.search.tokenize import tokenize
from search_results import list_documents, open_search, search_for
from workspaces import Workspace

# The results do not depend on where a site is hosted; `test_page` tests that every address works in both places.
pytestmark = pytest.mark.parametrize("site", ["repository/"], indirect=True, ids=["below a name"], scope="package")


@pytest.fixture
def page(shared_page: tuple[Page, list[str]]) -> Iterator[Page]:
    """One page for all tests: each query is typed into its field, which is far faster than loading it again."""
    page, errors = shared_page
    yield page
    assert errors == []


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
    assert search_for(page, site, spelt)[0] == "communications/al-xbv-2-2024/"


@pytest.mark.parametrize("engine", ["lunr"], indirect=True, scope="package")
def test_the_query_language_of_lunr_works(page: Page, site: str) -> None:
    """Fields, required and excluded words, misspelt and shortened words, and what is no query."""
    audits = set(search_for(page, site, "audit"))
    assert set(search_for(page, site, "audits")) == audits
    assert set(search_for(page, site, "+audit -annex")) < audits
    assert set(search_for(page, site, "recipients:trustloom"))
    assert search_for(page, site, "recipient:trustloom") == search_for(page, site, "recipients:trustloom")
    assert set(search_for(page, site, "recipients:trustlom~1")) == set(search_for(page, site, "recipients:trustloom"))
    assert set(search_for(page, site, "forc*")) > set(search_for(page, site, "forcible"))
    plain = search_for(page, site, "government audit ")
    assert plain
    assert search_for(page, site, "government:audit ~ ") == plain  # there is no such field
    assert set(search_for(page, site, "guiding +principles ")) == set(search_for(page, site, "+principles "))
    assert search_for(page, site, '"spinning mills Belvenor"') == []  # a title and a name
    assert search_for(page, site, '"2023 in connection"') == []  # two paragraphs
    assert set(search_for(page, site, "instrument:ungp ")) == set(search_for(page, site, "UNGP "))
    tarnwell = set(search_for(page, site, "recipient:tarnwell"))
    assert set(search_for(page, site, 'recipient:"tarnwell mills"')) == set(
        search_for(page, site, "recipient: tarnwell")
    )
    assert tarnwell == set(search_for(page, site, "recipient: tarnwell")) != set()


def test_words_can_be_excluded_and_shortened(page: Page, site: str) -> None:
    """With both engines; a query with a field name finds the words."""
    audits = set(search_for(page, site, "audit"))
    assert set(search_for(page, site, "audits")) == audits
    assert set(search_for(page, site, "+audit -annex")) < audits
    assert set(search_for(page, site, "-audit")) == set(search_for(page, site)) - audits
    assert set(search_for(page, site, "-training-scheme ")) == set(search_for(page, site, '-"training scheme"'))
    assert set(search_for(page, site, "+training-scheme ")) == set(search_for(page, site, '"training scheme"'))
    assert set(search_for(page, site, "forc* ")) > set(search_for(page, site, "forcible "))
    assert search_for(page, site, "recipient:trustloom")


def test_whole_words_rank_above_words_that_begin_alike(page: Page, site: str) -> None:
    """Whatever the language in which a word is whole or only begun."""
    whole = search_for(page, site, "detention ")
    typed = search_for(page, site, "detention")
    assert set(typed[: len(whole)]) == set(whole)
    assert set(search_for(page, site, "detenti")) >= set(whole)
    for word in ("persona", "rapport"):  # with which common ones begin
        own = set(search_for(page, site, f"{word} "))
        assert own
        assert set(search_for(page, site, word)[: len(own)]) == own


def test_an_excluded_word_stays_excluded_whatever_is_beside_it(page: Page, site: str) -> None:
    """Also beside something that lunr cannot parse."""
    for strange in ("mills ^ -yarn", "mills: -yarn", "mills ~ -yarn"):
        assert set(search_for(page, site, f"{strange} ")) == set(search_for(page, site, "mills -yarn ")) != set()


def test_all_spellings_of_a_reference_find_the_same(page: Page, site: str) -> None:
    found = search_for(page, site, "AL OTH 914/2024")
    assert len(found) > 1
    for spelt in ("OTH 914/24", "aloth914/2024", "AL OTH 0914 2024", "ref. AL OTH 914/2024"):
        assert search_for(page, site, spelt) == found


@pytest.mark.parametrize("word", ["labourzzzz", "labourxx", "watery", "constructor"])
def test_a_word_that_no_text_has_finds_nothing(page: Page, site: str, word: str) -> None:
    """Even if it begins with a word that the record has."""
    assert search_for(page, site, word) == []


def test_words_in_quotes_stand_one_after_another(page: Page, site: str) -> None:
    words = set(search_for(page, site, "labour forced"))
    assert set(search_for(page, site, '"labour forced"')) == set()
    together = set(search_for(page, site, '"forced labour"'))
    assert together
    assert together <= words
    assert set(search_for(page, site, '-"forced labour"')) == set(search_for(page, site)) - together


def test_words_of_one_meaning_find_each_other(page: Page, site: str) -> None:
    """Also where one of them is several words."""
    assert set(search_for(page, site, "forced labor")) == set(search_for(page, site, "forced labour"))
    assert set(search_for(page, site, "PIDCP ")) == set(search_for(page, site, "ICCPR ")) != set()
    assert set(search_for(page, site, "reply ")) == set(search_for(page, site, "response ")) != set()
    principles = set(search_for(page, site, '"guiding principles"'))
    assert principles
    assert set(search_for(page, site, "UNGP ")) >= principles
    assert "communications/" in search_for(page, site, "croplume chemicals")[0]


def test_forms_of_a_word_are_those_of_its_language(page: Page, site: str) -> None:
    """In French and in Spanish “not” could be a form of “note”."""
    assert set(search_for(page, site, "notes ")) == set(search_for(page, site, "note "))
    assert set(search_for(page, site, "not ")) - set(search_for(page, site, "note "))


def test_letters_rank_above_their_responses(page: Page, site: str) -> None:
    """For a name or a number, the letter comes before the answers to it."""
    for name in ("Belvenor", "Tessavar", "Solvarena", "914/2024", "AL XBV"):
        assert search_for(page, site, name)[0].count("/") == 2, name


def test_results_can_be_ordered_by_date(page: Page, site: str, search_workspace: Workspace) -> None:
    days = {each.address: each.date for each in list_documents(search_workspace)}
    found = [days[each] for each in open_search(page, site, "", "&order=date")]
    assert len(found) == len(days)
    assert found == sorted(found, reverse=True)


def test_a_phrase_is_found_in_a_title_or_a_name(page: Page, site: str) -> None:
    """With its words in any form."""
    assert search_for(page, site, '"training scheme in spinning mills"') == ["communications/al-xbv-2-2024/"]
    assert (
        set(search_for(page, site, '"training schemes"')) == set(search_for(page, site, '"training scheme"')) != set()
    )
    assert search_for(page, site, '"Ferrywick copper mine"')


def test_texts_from_right_to_left_and_without_spaces_are_found(page: Page, site: str) -> None:
    """In Arabic and in Chinese."""
    assert "communications/ua-xtv-9-2021/tessavar-2022-01-27/" in search_for(page, site, "الحكومة")
    for chinese in ("政府", "政府 ", "政府*", "府"):
        assert "communications/al-xls-6-2022/lumisar-2022-08-10/" in search_for(page, site, chinese)


def test_python_and_javascript_split_texts_into_the_same_words(
    page: Page, site: str, shipped_workspace: Workspace
) -> None:
    """For every text of the record, and some unusual ones."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((shipped_workspace.data).rglob("*.md"))]
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
    assert read == [tokenize(each) for each in texts]
