"""Search, in a real browser: at the root of a host and below a repository's name."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, quote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from houses import House
from letterbook import corpus
from letterbook.citing import Citing
from letterbook.interface import Interface
from letterbook.relations import Relations
from letterbook.release import release
from letterbook.search.documents import FILTERS, Document, documents_of
from letterbook.search.tokens import tokens
from serving import served

AS_OF = "2026-11-20"
LISTENING = """
    window.announced = [];
    new MutationObserver((changes) => changes.forEach(({ target }) => {
        if (target.matches?.("[aria-live]") && target.textContent) announced.push(target.textContent);
    })).observe(document, { childList: true, subtree: true });
"""
"""Keeps what is announced, since it stands in the page for a moment only."""


@pytest.fixture(scope="module", params=["lunr", "pagefind"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine of the search."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def built(shipped: House, engine: str, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The shipped record with that engine."""
    if engine == "lunr":
        return shipped
    house = House.shipped_in(tmp_path_factory.mktemp("pagefind") / "house")
    house.searched_by(engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("letterbook.search.pagefind_index.COMMON", 500)  # so that there are common words, too
        house.build("--as-of", AS_OF)
    assert "rights" in (house.site / "search/search.json").read_text(encoding="utf-8").partition('"indexes"')[2]
    return house


@pytest.fixture(scope="module", params=["", "repository/"], ids=["at the root", "below a name"])
def site(built: House, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """Its site, served; its address."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(built.site, root / request.param, dirs_exist_ok=True)
    with served(root) as address:
        yield address + request.param


@pytest.fixture
def page(tab: Callable[..., Page]) -> Iterator[Page]:
    """A page that no script may fail on, so high that all results are loaded, as they are once they are seen."""
    with tab(1440, 9000) as page:
        wrong: list[str] = []
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
        assert wrong == []


def documents(house: House) -> list[Document]:
    """What is searched of the record."""
    record = corpus.load(house.data).corpus
    assert record is not None
    public = release(record, dt.datetime.fromisoformat(AS_OF).replace(tzinfo=ZoneInfo("Europe/Zurich")))
    return list(documents_of(public, Relations(public), Citing(public), Interface("en"), full=True))


def searched(page: Page, site: str, query: str = "", more: str = "") -> list[str]:
    """The addresses of the results, from the root of the site, in their order."""
    page.goto(f"{site}search/?q={quote(query)}{more}")
    return results(page, site)


def results(page: Page, site: str) -> list[str]:
    """Those that are shown now, once the page has come to rest."""
    page.wait_for_timeout(300)  # what was typed or chosen has begun a search by then
    page.wait_for_function(
        """() => {
            const said = document.querySelector("pagefind-summary")?.textContent ?? "";
            const loading = document.querySelector(".pf-results [aria-hidden=true], .pf-results[aria-busy=true]");
            return said && !said.startsWith("Searching") && !loading;
        }"""
    )
    links = page.locator("li.lb-result .lb-result-title a").evaluate_all("links => links.map((each) => each.href)")
    return [urlsplit(each).path.removeprefix(urlsplit(site).path) for each in links]


def said(page: Page) -> str:
    """What stands above the results."""
    return page.locator("pagefind-summary").inner_text()


def counts(page: Page) -> dict[str, dict[str, int]]:
    """The filters with the numbers that are shown."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => Object.fromEntries([...document.querySelectorAll(".pf-filter-group")].map((group) => [
            group.querySelector(".pf-filter-group-name").textContent,
            Object.fromEntries([...group.querySelectorAll("label")].map((label) => [
                label.querySelector("input").value,
                Number(label.textContent.slice(label.querySelector("input").value.length).trim()),
            ])),
        ]))"""
    )


def test_results_come_while_typing_with_the_words_marked(page: Page, site: str) -> None:
    """From the box in the header, by the keyboard alone: `/`, words, Enter; then a letter at the passage."""
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("forced labour")
    page.keyboard.press("Enter")
    found = results(page, site)
    assert found[0] == "communications/al-xbv-2-2024/"
    first = page.locator("li.lb-result").first
    assert first.locator("mark").all_inner_texts()[:2] == ["forced", "labour"]
    for word in ("AL XBV 2/2024", "Belvenor", "sent 13 February 2024", "public since", "replied on day"):
        assert word in first.inner_text()
    first.locator("a").press("Enter")
    page.wait_for_selector("mark.lb-found")
    assert urlsplit(page.url).fragment
    expect(page.locator(f"#{urlsplit(page.url).fragment}")).to_be_in_viewport()


def test_numbers_beside_filters_are_those_of_the_record(page: Page, site: str, built: House) -> None:
    """Without a query of everything; with one and a filter chosen, of what is left."""
    searched(page, site)
    shown = counts(page)
    found = documents(built)
    for name in FILTERS:
        expected = Counter(value for each in found for value in each.filters.get(name, ()))
        assert shown.get(Interface("en").text(f"filter-{name}"), {}) == dict(expected), name
    page.locator("input[value=Response]").check()
    page.wait_for_timeout(500)
    assert counts(page)["Letter or response"] == shown["Letter or response"]
    assert all("/" in each.removeprefix("communications/").rstrip("/") for each in results(page, site))
    assert f"{shown['Letter or response']['Response']} letters and responses" in said(page)


def test_the_address_holds_query_filters_and_order(page: Page, site: str) -> None:
    """It can be sent to somebody, and Back leads to what was before."""
    everything = searched(page, site, "labour")
    page.locator("input[value=Letter]").check()
    letters = results(page, site)
    assert set(letters) < set(everything)
    page.wait_for_timeout(1600)
    page.locator("select").select_option("date")
    ordered = results(page, site)
    assert sorted(ordered) == sorted(letters)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["labour"], "document": ["Letter"], "order": ["date"]}
    sent = page.url
    page.go_back()
    assert results(page, site) == letters
    page.goto("about:blank")
    page.goto(sent)
    assert results(page, site) == ordered


@pytest.mark.parametrize(
    "spelt",
    ["AL XBV 2/2024", "al-xbv-2-2024", "XBV 2/2024", "JAL XBV 2/2024", "xbv 2", "AL XBV  2 / 2024", "ALXBV 2/2024"],
)
def test_a_reference_in_any_spelling_leads_to_its_letter_first(page: Page, site: str, spelt: str) -> None:
    assert searched(page, site, spelt)[0] == "communications/al-xbv-2-2024/"


@pytest.mark.parametrize("engine", ["lunr"], indirect=True, scope="module")
def test_the_language_of_lunr_works(page: Page, site: str) -> None:
    """Fields, words that must and must not be there, words that differ by a sign, beginnings; and what is no query."""
    audits = set(searched(page, site, "audit"))
    assert set(searched(page, site, "audits")) == audits
    assert set(searched(page, site, "+audit -annex")) < audits
    assert set(searched(page, site, "recipients:trustloom"))
    assert searched(page, site, "recipient:trustloom") == searched(page, site, "recipients:trustloom")
    assert set(searched(page, site, "recipients:trustlom~1")) == set(searched(page, site, "recipients:trustloom"))
    assert set(searched(page, site, "forc*")) > set(searched(page, site, "forcible"))
    assert searched(page, site, "nosuchfield:audit ~") == searched(page, site, "nosuchfield audit")


def test_words_can_be_left_out_and_begun(page: Page, site: str) -> None:
    """With every engine; and what has fields in front finds the words."""
    audits = set(searched(page, site, "audit"))
    assert set(searched(page, site, "audits")) == audits
    assert set(searched(page, site, "+audit -annex")) < audits
    assert set(searched(page, site, "-audit")) == set(searched(page, site)) - audits
    assert set(searched(page, site, "forc* ")) > set(searched(page, site, "forcible "))
    assert searched(page, site, "recipient:trustloom")


def test_whole_words_come_before_beginnings(page: Page, site: str) -> None:
    """In whatever language a word is whole, and in whatever one it is only begun."""
    whole = searched(page, site, "detention ")
    typed = searched(page, site, "detention")
    assert set(typed[: len(whole)]) == set(whole)
    assert set(searched(page, site, "detenti")) >= set(whole)
    assert searched(page, site, "labourzzzz") == []


def test_words_in_quotes_stand_one_after_another(page: Page, site: str) -> None:
    words = set(searched(page, site, "labour forced"))
    assert set(searched(page, site, '"labour forced"')) == set()
    together = set(searched(page, site, '"forced labour"'))
    assert together
    assert together <= words
    assert set(searched(page, site, '-"forced labour"')) == set(searched(page, site)) - together


def test_a_page_that_does_not_come_costs_its_result_the_passage_alone(tab: Callable[..., Page], site: str) -> None:
    with tab(1440, 9000) as page:
        found = searched(page, site, "croplume")
        page.route(f"**/{found[0]}**", lambda route: route.abort())
        assert searched(page, site, "croplume ") == found


def test_an_index_that_does_not_come_is_told_and_asked_for_again(tab: Callable[..., Page], site: str) -> None:
    """With the other ways in."""
    with tab(1440, 9000) as page:
        page.route("**/search/search.json", lambda route: route.abort())
        page.goto(f"{site}search/?q=croplume")
        expect(page.locator("pagefind-summary")).to_contain_text("The search could not be loaded")
        expect(page.locator("[data-lb-nothing]")).to_be_visible()
        page.unroute("**/search/search.json")
        page.locator("pagefind-input input").fill("croplume")
        assert results(page, site)


def test_words_of_one_meaning_find_each_other(page: Page, site: str) -> None:
    assert set(searched(page, site, "forced labor")) == set(searched(page, site, "forced labour"))
    assert searched(page, site, "PIDCP")
    assert "communications/" in searched(page, site, "croplume chemicals")[0]


@pytest.mark.parametrize(
    "query", ["x" * 2000, "word " * 400, "<script>alert(1)</script>", "😀", "-", '"', "~", "+", "**"]
)
def test_a_strange_query_does_no_harm(page: Page, site: str, query: str) -> None:
    searched(page, site, query)
    assert page.locator("script:text('alert(1)')").count() == 0
    assert "result" in said(page) or "found" in said(page) or "letters" in said(page)


def test_nothing_found_says_what_to_try(page: Page, site: str) -> None:
    """And is announced to those who do not see."""
    page.add_init_script(LISTENING)
    assert searched(page, site, "zzzzqqqq") == []
    assert "Nothing found for “zzzzqqqq”" in said(page)
    expect(page.locator("[data-lb-nothing]")).to_be_visible()
    page.wait_for_function("() => announced.some((each) => each.startsWith('Nothing found'))")


def test_texts_from_right_to_left_and_without_spaces_are_found(page: Page, site: str) -> None:
    """In Arabic and in Chinese."""
    assert "communications/ua-xtv-9-2021/tessavar-2022-01-27/" in searched(page, site, "الحكومة")
    assert "communications/al-xls-6-2022/lumisar-2022-08-10/" in searched(page, site, "政府")


def test_only_the_site_is_asked_and_only_when_somebody_searches(page: Page, site: str) -> None:
    """No page loads anything of the search; the search asks for its index once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}communications/")
    assert [each for each in asked if "search" in each] == []
    searched(page, site, "audit")
    assert all(each.startswith((site, "data:")) for each in asked)
    files = [each for each in asked if "/search/" in each]
    assert len(files) == len(set(files))


def test_without_a_script_there_are_ways_in(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}search/?q=audit")
        expect(page.locator("[data-lb-ways]")).to_be_visible()
        assert page.locator("[data-lb-ways] a").all_inner_texts() == [
            "Communications",
            "Recipients",
            "Mandates",
            "Instruments",
            "Groups",
        ]


def test_python_and_javascript_read_the_same_words(page: Page, site: str, shipped: House) -> None:
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
            const { tokens } = await import(`${root}assets/search/tokens.js`);
            return texts.map(tokens);
        }""",
        [site, texts],
    )
    assert read == [tokens(each) for each in texts]
