"""The search page while somebody types, chooses, leaves and comes back, and when something fails."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from letterbook.i18n import Interface, get_sort_key
from letterbook.search.documents import FILTERS
from search_results import FIELD, HIGH, list_documents, open_search, read_counts, read_summary, wait_for_results
from workspaces import Workspace

LISTENING = """
    window.announced = [];
    new MutationObserver((changes) => changes.forEach(({ target }) => {
        if (target.matches?.("[aria-live]") && target.textContent) announced.push(target.textContent);
    })).observe(document, { childList: true, subtree: true });
"""
"""Keeps what is announced, since it stands in the page for a moment only."""


def test_results_appear_while_typing_with_the_words_marked(page: Page, site: str) -> None:
    """From the search box in the header, by the keyboard alone: `/`, words, Enter; then a letter, at the passage."""
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("forced labour")
    page.keyboard.press("Enter")
    found = wait_for_results(page, site)
    assert found[0] == "communications/al-xbv-2-2024/"
    first = page.locator("li.lb-result").first
    assert first.locator("mark").all_inner_texts()[:2] == ["forced", "labour"]
    for word in ("AL XBV 2/2024", "Belvenor", "sent 13 February 2024", "released", "replied after"):
        assert word in first.inner_text()
    first.locator("a").press("Enter")
    page.wait_for_selector("mark.lb-found")
    assert urlsplit(page.url).fragment
    expect(page.locator(f"#{urlsplit(page.url).fragment}")).to_be_in_viewport()


def test_numbers_beside_filters_are_those_of_the_record(page: Page, site: str, search_workspace: Workspace) -> None:
    """Without a query of everything; with one and a filter chosen, of what is left."""
    open_search(page, site)
    shown = read_counts(page)
    found = list_documents(search_workspace)
    for name in FILTERS:
        expected = Counter(value for each in found for value in each.filters.get(name, ()))
        assert shown.get(Interface("en").text(f"filter-{name}"), {}) == dict(expected), name
    page.locator("input[value=Response]").check()
    page.wait_for_timeout(500)
    assert read_counts(page)["Letter or response"] == shown["Letter or response"]
    assert all("/" in each.removeprefix("communications/").rstrip("/") for each in wait_for_results(page, site))
    assert f"{shown['Letter or response']['Response']} letters and responses" in read_summary(page)


def test_numbers_are_those_of_what_was_found(page: Page, site: str, search_workspace: Workspace) -> None:
    """Of words, and of words and what is chosen; none where nothing is found."""
    found = set(open_search(page, site, "audit "))
    own = [each for each in list_documents(search_workspace) if each.address in found]
    types = Counter(value for each in own for value in each.filters["type"])
    assert {value: number for value, number in read_counts(page)["Type"].items() if number} == types
    page.locator("input[value=Letter]").check()
    wait_for_results(page, site)
    letters = Counter(value for each in own if each.reference for value in each.filters["type"])
    assert {value: number for value, number in read_counts(page)["Type"].items() if number} == letters
    open_search(page, site, "zzzzqqqq")
    assert {number for values in read_counts(page).values() for number in values.values()} == {0}


def test_values_of_filters_are_in_order(page: Page, site: str) -> None:
    """Alphabetical, years the newest first; also after a search."""
    open_search(page, site)
    for _ in range(2):
        for name, values in read_counts(page).items():
            if name != "Year of sending":
                assert list(values) == sorted(values, key=get_sort_key), name
        boxes = page.locator("[data-filter-name='Year of sending'] input")
        years = boxes.evaluate_all("all => all.map((e) => e.value)")
        assert years == sorted(years, reverse=True)
        open_search(page, site, "labour")


def test_the_address_holds_query_filters_and_order(page: Page, site: str) -> None:
    """It can be sent to somebody, and Back leads to what was before."""
    everything = open_search(page, site, "labour")
    page.locator("input[value=Letter]").check()
    letters = wait_for_results(page, site)
    assert set(letters) < set(everything)
    page.wait_for_timeout(1600)
    page.locator("select").select_option("date")
    ordered = wait_for_results(page, site)
    assert sorted(ordered) == sorted(letters)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["labour"], "document": ["Letter"], "order": ["date"]}
    sent = page.url
    page.go_back()
    assert wait_for_results(page, site) == letters
    page.goto("about:blank")
    page.goto(sent)
    assert wait_for_results(page, site) == ordered


def test_a_result_whose_page_fails_to_load_lacks_only_its_passage(open_tab: Callable[..., Page], site: str) -> None:
    with open_tab(1440, HIGH) as page:
        found = open_search(page, site, "croplume")
        page.route(f"**/{found[0]}**", lambda route: route.abort())
        assert open_search(page, site, "croplume ") == found


def test_an_index_that_fails_to_load_is_reported_and_requested_again(open_tab: Callable[..., Page], site: str) -> None:
    """The other ways to browse are shown. The filters and the order in the address are kept."""
    with open_tab(1440, HIGH) as page:
        page.route("**/search/search.json", lambda route: route.abort())
        page.goto(f"{site}search/?q=croplume&document=Letter&order=date")
        expect(page.locator("pagefind-summary")).to_contain_text("The search could not be loaded")
        expect(page.locator("[data-lb-nothing]")).to_be_visible()
        page.unroute("**/search/search.json")
        page.locator(FIELD).fill("labour")
        found = wait_for_results(page, site)
        assert "“labour”" in read_summary(page)
        expect(page.locator("[data-lb-nothing]")).to_be_hidden()
        page.locator(FIELD).fill("")
        assert "31 letters" in (wait_for_results(page, site) and read_summary(page))
        assert found == open_search(page, site, "labour", "&document=Letter&order=date")


@pytest.mark.parametrize(
    "query", ["x" * 2000, "word " * 400, "<script>alert(1)</script>", "😀", "-", '"', "~", "+", "**"]
)
def test_a_strange_query_does_no_harm(page: Page, site: str, query: str) -> None:
    open_search(page, site, query)
    assert page.locator("script:text('alert(1)')").count() == 0
    assert "result" in read_summary(page) or "found" in read_summary(page) or "letters" in read_summary(page)


def test_a_search_without_results_suggests_what_to_try(page: Page, site: str) -> None:
    """A screen reader announces it."""
    page.add_init_script(LISTENING)
    assert open_search(page, site, "zzzzqqqq") == []
    assert "No results for “zzzzqqqq”" in read_summary(page)
    expect(page.locator("[data-lb-nothing]")).to_be_visible()
    page.wait_for_function("() => announced.some((each) => each.startsWith('No results'))")


def test_only_the_site_itself_is_contacted_and_only_for_a_search(page: Page, site: str) -> None:
    """Other pages load nothing of the search; the search loads its index once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}communications/")
    assert [each for each in asked if "search" in each] == []
    open_search(page, site, "audit")
    assert all(each.startswith((site, "data:")) for each in asked)
    files = [each for each in asked if "/search/" in each]
    assert len(files) == len(set(files))


def test_without_scripts_there_are_other_ways_to_browse(browser: Browser, site: str) -> None:
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


def hold_requests(page: Page, name: str) -> list[Route]:
    """The requests for files of the search, which are answered once somebody continues them."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/search/{name}", hold)
    return held


def test_words_typed_while_the_index_loads_are_kept(page: Page, site: str) -> None:
    """Also where the address asks for something else."""
    held = hold_requests(page, "search.json")
    page.goto(f"{site}search/?q=audit&document=Letter", wait_until="commit")
    field = page.locator(FIELD)
    expect(field).to_have_value("audit")
    field.fill("croplume")
    page.wait_for_timeout(300)
    for each in held:
        each.continue_()
    expect(page.locator("pagefind-summary")).to_contain_text("“croplume”")
    found = wait_for_results(page, site)
    assert found
    assert all(each.count("/") == 2 for each in found)
    expect(field).to_have_value("croplume")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["croplume"], "document": ["Letter"]}


@pytest.mark.parametrize("name", ["filters.json", "references/xbv.json", "results/*"])
def test_a_later_file_that_fails_to_load_is_requested_again(
    open_tab: Callable[..., Page], site: str, name: str
) -> None:
    with open_tab(1440, HIGH) as page:
        page.route(f"**/search/{name}", lambda route: route.abort())
        page.goto(f"{site}search/?q=AL+XBV+2/2024")
        page.wait_for_timeout(1000)
        assert page.locator("li.lb-result").count() == 0
        expect(page.locator("pagefind-summary")).to_contain_text("The search could not be loaded")
        page.unroute(f"**/search/{name}")
        page.locator(FIELD).fill("AL XBV 2/2024 ")
        assert wait_for_results(page, site)[0] == "communications/al-xbv-2-2024/"
        assert "“AL XBV 2/2024 ”" in read_summary(page)


@pytest.mark.parametrize("engine", ["pagefind"], indirect=True, scope="package")
def test_a_part_of_the_index_that_fails_to_load_is_not_shown_as_no_results(
    page: Page, browser: Browser, site: str
) -> None:
    """Pagefind itself would report no results, and keep reporting them."""
    expected = open_search(page, site, "detention ")
    assert expected
    with browser.new_context(viewport={"width": 1440, "height": HIGH}) as context:  # which has loaded nothing yet
        later = context.new_page()
        open_search(later, site)
        context.set_offline(True)
        later.locator(FIELD).fill("detention ")
        expect(later.locator("pagefind-summary")).to_contain_text("The search could not be loaded")
        context.set_offline(False)
        later.locator(FIELD).fill("detention")
        wait_for_results(later, site)
        later.locator(FIELD).fill("detention ")
        assert wait_for_results(later, site) == expected


def test_an_unknown_value_of_a_filter_is_ignored(page: Page, site: str) -> None:
    """An old address may have one."""
    found = open_search(page, site, "labour")
    assert open_search(page, site, "labour", "&recipient=Nobody&type=letter") == found
    expect(page.locator("[data-lb-reset]")).to_be_hidden()


@pytest.mark.parametrize("engine", ["lunr"], indirect=True, scope="package")
def test_the_help_shows_queries_that_find_something(page: Page, site: str) -> None:
    """In this record, whatever is in it."""
    page.goto(f"{site}search/")
    queries = page.locator(".lb-search-help code").all_text_contents()
    for query in ("recipient:dorvalen -annex", "forc*", "dorvale~1"):
        assert query in queries
        assert open_search(page, site, query), query


def test_a_long_word_stays_within_the_page(open_tab: Callable[..., Page], site: str) -> None:
    with open_tab(390) as page:
        open_search(page, site, "x" * 300)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("name", ["page.js", "pagefind-component-ui.js"])
def test_a_script_that_fails_to_load_leaves_other_ways_to_browse(
    open_tab: Callable[..., Page], site: str, name: str
) -> None:
    with open_tab(390) as page:
        page.goto(f"{site}search/?q=audit")
        expect(page.locator("[data-lb-ways]")).to_be_hidden()
        page.route(f"**/{name}", lambda route: route.abort())
        page.goto(f"{site}search/?q=audit")
        expect(page.locator("[data-lb-ways] a").first).to_be_visible(timeout=10_000)


def test_a_slash_moves_the_focus_to_the_only_search_field(page: Page, site: str) -> None:
    """So does opening the page without a query."""
    page.goto(f"{site}search/")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator("[data-lb-search-box]")).to_be_hidden()
    open_search(page, site, "audit")
    expect(page.locator(FIELD)).not_to_be_focused()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("audit")


@pytest.mark.parametrize("answered", [True, False])
def test_the_answer_to_an_overtaken_query_is_not_shown(
    open_tab: Callable[..., Page], site: str, answered: bool
) -> None:
    """It arrives after the answer to the latest query, or not at all."""
    with open_tab(1440, HIGH) as page:
        open_search(page, site, "audit")
        held = hold_requests(page, "references/*")
        page.locator(FIELD).fill("XBV 2/2024")
        page.wait_for_timeout(400)
        page.locator(FIELD).fill("croplume")
        page.wait_for_timeout(400)
        last = wait_for_results(page, site)
        assert len(held) == 1
        held[0].continue_() if answered else held[0].abort()
        page.wait_for_timeout(300)
        assert wait_for_results(page, site) == last
        assert "“croplume”" in read_summary(page)
        expect(page.locator("[data-lb-nothing]")).to_be_hidden()


def test_filters_are_chosen_by_the_keyboard(page: Page, site: str) -> None:
    open_search(page, site, "labour")
    page.locator(FIELD).focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "Response":
            break
    page.keyboard.press("Space")
    assert all(each.count("/") == 3 for each in wait_for_results(page, site))
    assert parse_qs(urlsplit(page.url).query)["document"] == ["Response"]
    page.locator("[data-lb-reset]").press("Enter")
    expect(page.locator(FIELD)).to_be_focused()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["labour"]}


def test_the_number_of_chosen_filters_is_shown_while_their_list_is_closed(
    open_tab: Callable[..., Page], site: str
) -> None:
    with open_tab(390) as page:
        open_search(page, site, "labour", "&document=Letter&type=Allegation+letter")
        expect(page.locator(".lb-search-filters > summary")).to_have_text("Filters (2)")
        expect(page.locator("pagefind-filter-pane")).to_be_hidden()
        page.locator("[data-lb-reset]").click()
        expect(page.locator(".lb-search-filters > summary")).to_have_text(re.compile(r"^Filters\s*$"))


def test_results_load_while_scrolling_and_back_returns_to_the_same_place(
    open_tab: Callable[..., Page], site: str
) -> None:
    with open_tab(1440) as page:
        first = open_search(page, site)
        page.locator("li[data-pf-result-index='40']").scroll_into_view_if_needed()
        found = page.locator("li.lb-result[data-pf-result-index='40'] a")
        address = found.get_attribute("href")
        assert address
        assert not any(each in address for each in first)
        found.click()
        page.wait_for_url(f"**{urlsplit(address).path}**")
        page.go_back()
        expect(page.locator("li.lb-result[data-pf-result-index='40']")).to_be_in_viewport()


def test_a_letter_marks_all_that_was_found_in_it(page: Page, site: str) -> None:
    """Every word, wherever it is; of a phrase only the whole, and not its words where they appear alone."""
    open_search(page, site, "recruits wages")
    page.locator("li.lb-result a").first.click()
    page.wait_for_selector("mark.lb-found")
    marks = {each.lower() for each in page.locator("mark.lb-found").all_inner_texts()}
    assert {"recruits", "wages"} <= marks
    open_search(page, site, '"training scheme"')
    page.locator("li.lb-result:has(mark) a").first.click()
    page.wait_for_selector("mark.lb-found")
    assert {each.lower() for each in page.locator("mark.lb-found").all_inner_texts()} == {"training scheme"}
