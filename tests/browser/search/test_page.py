"""The search page while somebody types, chooses, leaves and comes back, and when something fails.

What is found is tested in `tests/search/test_finding.py`, without a browser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from letterbook.i18n import get_sort_key
from letterbook.search.documents import FILTERS, PAIRED, Document
from search_results import (
    FIELD,
    list_documents,
    open_search,
    read_counts,
    read_results,
    read_summary,
    type_query,
)
from workspaces import Workspace

SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        const inHeader = ({ node }) => (node?.closest ? node : node?.parentElement)?.closest(".md-header");
        if (entry.hadRecentInput || entry.sources.every(inHeader)) return;
        window.shifts.push([entry.value, ...entry.sources.map(({ node, previousRect, currentRect }) => (
            `${node?.outerHTML?.slice(0, 80) ?? node?.textContent} ${previousRect.y} -> ${currentRect.y}`
        ))]);
    })).observe({ type: "layout-shift", buffered: true });
"""
"""Lists what moves by itself below the theme's header, and how far."""


def count_values(documents: Iterable[Document], name: str) -> dict[str, int]:
    """Count how many documents have each value of a filter."""
    if name in PAIRED:
        return dict(Counter(value for each in documents for value in {pair[name] for pair in each.pairs} - {""}))
    return dict(Counter(value for each in documents for value in each.filters[name]))


def test_results_appear_while_typing_with_the_words_marked(page: Page, site: str) -> None:
    """From the search box in the header, by the keyboard alone: `/`, words, Enter; then a letter, at the passage."""
    page.goto(site)
    page.keyboard.press("/")
    page.keyboard.type("forced labour")
    page.keyboard.press("Enter")
    found = read_results(page, site)
    assert found[0] == "communications/al-xbv-2-2024/"
    first = page.locator("li.lb-result").first
    first.locator(".lb-excerpt mark").first.wait_for()
    assert [each.lower() for each in first.locator("mark").all_inner_texts()][:2] == ["forced labour"] * 2
    for word in ("AL XBV 2/2024", "Belvenor", "sent 13\u00a0February\u00a02024", "released", "replied after"):
        assert word in first.inner_text()
    page.locator(FIELD).focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li.lb-result') !== null")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.lb-found")
    assert urlsplit(page.url).fragment
    expect(page.locator(f"#{urlsplit(page.url).fragment}")).to_be_in_viewport()


def test_one_page_answers_many_queries(page: Page, site: str) -> None:
    """As the reader types: each has its summary, its results, its cards and its address."""
    open_search(page, site)
    assert "62 results." in read_summary(page)
    for query, summary, first, card in (
        ("Belvenor", "results for “Belvenor”.", "communications/al-xbv-2-2024/", "recipients/belvenor/"),
        ("art. 19 ICCPR", "Also searched", "communications/", "instruments/iccpr/19/"),
        ("al xbv 2/2024", "result", "communications/al-xbv-2-2024/", "communications/al-xbv-2-2024/"),
        ("arbitary detention", "None has all your words", "communications/", ""),
        ("zzzzqqqq", "No results for “zzzzqqqq”.", "", ""),
        ("🙂", "nothing to search for", "", ""),
        ("<script>alert(1)</script>", "No results", "", ""),
        ("China", "1 result for “China”.", "communications/al-oth-167-2021/", "recipients/china/"),
        ("art.", "Also searched: article", "communications/", ""),
        ("recipient:dorvalen -annex", "results", "communications/", "recipients/dorvalen/"),
    ):
        found = type_query(page, site, query)
        assert summary in read_summary(page), query
        assert found[0].startswith(first) if first else found == [], query
        cards = page.locator("[data-lb-cards] a").evaluate_all("links => links.map((each) => each.href)")
        assert [f"{site}{card}"] == cards[:1] if card else cards == [], query
        assert parse_qs(urlsplit(page.url).query)["q"] == [query]
        expect(page.locator("[data-lb-nothing]")).to_be_visible(visible=not found and not cards)
    type_query(page, site, "arbitary detention")
    page.get_by_role("link", name="arbitrary detention").click()
    expect(page.locator("[data-lb-summary]")).to_contain_text("for “arbitrary detention”")
    expect(page.locator(FIELD)).to_have_value("arbitrary detention")


def test_a_word_of_a_pdf_leads_to_its_page(page: Page, site: str) -> None:
    """The reply of which the record has only the PDF is one result, which leads to its facts and to the PDF."""
    reply = "communications/al-xls-3-2019/lumisar-2019-07-30/"
    assert open_search(page, site, "stevedores Ambrel") == [reply]
    assert read_summary(page).startswith("1 result for")
    result = page.locator("li.lb-result")
    expect(result.locator("mark").first).to_have_text("stevedores")
    link = result.get_by_role("link", name="In the PDF, page 2")
    expect(link).to_have_attribute("href", f"{site}communications/al-xls-3-2019/files/note-verbale.pdf#page=2")
    assert page.request.get(link.get_attribute("href") or "").body().startswith(b"%PDF-")
    result.locator(".lb-result-title a").click()
    expect(page.locator("h1")).to_contain_text("Lumisar’s reply")


def test_only_suggestions_that_can_help_are_shown(page: Page, site: str) -> None:
    """A beginning that finds something, no filters where they hide what is found, fewer of several words."""
    advice = page.locator("[data-lb-try] li")
    open_search(page, site, "Belvenorrr")
    assert advice.all_inner_texts() == ["Words that begin like this: belvenor*"]
    advice.get_by_role("link").click()
    expect(page.locator("[data-lb-summary]")).to_contain_text("for “belvenor*”")
    expect(page.locator("[data-lb-nothing]")).to_be_hidden()
    assert read_results(page, site)
    open_search(page, site, "zzzzqqqq")
    assert advice.all_inner_texts() == ["Another word for the same thing."]
    open_search(page, site, "zzzzqqqq XXX 9/2024")
    assert advice.all_inner_texts() == ["Fewer words.", "The reference, written in any way."]
    found = open_search(page, site, "croplume")
    open_search(page, site, "croplume", "&year=2019")
    assert advice.all_inner_texts() == [f"Results without filters: {len(found)}. Clear filters"]
    page.locator("[data-lb-try] button").click()
    expect(page.locator("[data-lb-nothing]")).to_be_hidden()
    assert read_results(page, site) == found
    open_search(page, site, "🙂")
    expect(page.locator("[data-lb-try]")).to_be_hidden()
    expect(page.locator("[data-lb-nothing] a").first).to_be_visible()


def test_a_result_that_only_a_name_leads_to_shows_how_its_page_begins(page: Page, site: str) -> None:
    open_search(page, site, "China")
    expect(page.locator(".lb-excerpt")).to_contain_text("Seven mandates write to a company")
    assert page.locator(".lb-excerpt mark").count() == 0
    open_search(page, site, "leverage remedy Xinjiang")
    expect(page.locator(".lb-excerpt mark").first).to_be_visible()


def test_numbers_beside_filters_are_those_of_the_record(page: Page, site: str, search_workspace: Workspace) -> None:
    """Of everything, of what is found, and of what is chosen; values in order, years the latest first."""
    documents = {each.address: each for each in list_documents(search_workspace)}
    open_search(page, site)
    for query in ("", "audit"):
        matched = set(type_query(page, site, query)) if query else documents.keys()
        own = [each for each in documents.values() if each.address in matched]
        page.evaluate("document.querySelectorAll('[data-lb-filter] button').forEach((each) => each.click())")
        shown = read_counts(page)
        for name in FILTERS:
            assert shown[name] == count_values(own, name), name
            assert list(shown[name]) == sorted(shown[name], key=get_sort_key, reverse=name == "year"), name
    page.locator("input[value=Response]").check()
    read_results(page, site)
    expect(page.locator("[data-lb-chosen]")).to_have_text("(1)")
    assert read_counts(page)["document"] == shown["document"]
    assert all(each.count("/") == 3 for each in read_results(page, site))
    page.locator("[data-lb-reset]").click()
    expect(page.locator("[data-lb-chosen]")).to_have_text("")
    expect(page.locator(FIELD)).to_be_focused()


def test_filters_by_facts_of_a_recipient_hold_for_the_same_one(
    page: Page, site: str, search_workspace: Workspace
) -> None:
    """A State with no response so far is not a letter to a State that replied and a company that did not."""
    chosen = {"kind": "States", "status": "No response so far"}
    expected = {
        each.address
        for each in list_documents(search_workspace)
        if any(all(pair[name] == value for name, value in chosen.items()) for pair in each.pairs)
    }
    found = open_search(page, site, "", "&kind=States&status=No+response+so+far")
    assert set(found) == expected


def test_each_value_that_is_chosen_is_named_above_the_results_and_can_be_taken_away(page: Page, site: str) -> None:
    """As for readers who come from a figure on the home page. There is no relevance without words."""
    found = open_search(page, site, "", "&document=Letter&status=No+response+so+far")
    chosen = page.get_by_role("list", name="Filters").get_by_role("button")
    assert [each.strip(" ×") for each in chosen.all_inner_texts()] == ["Letter", "No response so far"]
    expect(page.locator("select")).to_be_hidden()
    page.get_by_role("button", name="Remove the filter: No response so far").click()
    expect(chosen).to_have_count(1)
    assert len(read_results(page, site)) > len(found)
    assert parse_qs(urlsplit(page.url).query) == {"document": ["Letter"]}
    type_query(page, site, "labour")
    expect(page.locator("select")).to_be_visible()


def test_the_address_holds_query_filters_and_order(page: Page, site: str, search_workspace: Workspace) -> None:
    """It can be sent to somebody; Back leads to what was before; an unknown value is ignored."""
    days = {each.address: each.day for each in list_documents(search_workspace)}
    everything = open_search(page, site, "labour", "&recipient=Nobody&type=letter")
    page.locator("input[value=Letter]").check()
    expect(page.locator("[data-lb-chosen]")).to_have_text("(1)")
    letters = read_results(page, site)
    assert set(letters) < set(everything)
    page.wait_for_timeout(1600)
    page.locator("select").select_option("date")
    page.wait_for_url("**order=date")
    ordered = read_results(page, site)
    assert sorted(ordered) == sorted(letters)
    assert [days[each] for each in ordered] == sorted((days[each] for each in letters), reverse=True)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["labour"], "document": ["Letter"], "order": ["date"]}
    sent = page.url
    page.go_back()
    page.wait_for_timeout(300)
    assert read_results(page, site) == letters
    page.goto("about:blank")
    page.goto(sent)
    assert read_results(page, site) == ordered


def test_coming_back_from_a_letter_restores_the_list_and_the_place(page: Page, site: str) -> None:
    open_search(page, site)
    page.locator("[data-lb-more]").click()
    expect(page.locator("li.lb-result")).to_have_count(40)
    result = page.locator("li.lb-result").nth(30)
    result.scroll_into_view_if_needed()
    result.locator("a").click()
    page.wait_for_url("**/communications/**")
    page.go_back()
    expect(page.locator("li.lb-result")).to_have_count(40)
    expect(page.locator("li.lb-result").nth(30)).to_be_in_viewport()


def test_a_letter_marks_all_that_was_found_in_it(page: Page, site: str) -> None:
    """Every word, wherever it is; of a phrase only the whole, and not its words where they appear alone."""
    for query, marked in (("recruits wages the", {"recruits", "wages"}), ('"training scheme"', {"training scheme"})):
        open_search(page, site, query)
        page.locator("li.lb-result:has(.lb-excerpt mark) a").first.click()
        page.wait_for_selector("mark.lb-found")
        found = {each.lower() for each in page.locator("mark.lb-found").all_inner_texts()}
        assert found >= marked
        assert "the" not in found
        assert "training" not in found


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_results_come(open_tab: Callable[..., Page], site: str, width: int) -> None:
    """Nor is anything wider than the page."""
    with open_tab(width) as page:
        page.add_init_script(SHIFTS)
        open_search(page, site, "forced labour")
        page.locator(".lb-excerpt mark").first.wait_for()
        page.wait_for_timeout(500)
        shifts = page.evaluate("window.shifts")
        assert not shifts, shifts
        type_query(page, site, "x" * 300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_only_the_site_itself_is_contacted_and_only_for_a_search(page: Page, site: str) -> None:
    """Other pages load nothing of the search; the search loads no file of its index twice."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}communications/")
    assert [each for each in asked if "search" in each] == []
    open_search(page, site, "audit")
    type_query(page, site, '"forced labour"')
    assert all(each.startswith((site, "data:")) for each in asked)
    files = [each for each in asked if ".bin" in each or ".json" in each]
    assert len(files) == len(set(files))


def test_lunr_loads_only_for_a_query(page: Page, site: str) -> None:
    """With the first key, or at once for a query in the address; the list of all letters does without it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def is_lunr_asked_for() -> bool:
        return any("lunr" in each for each in asked)

    page.goto(f"{site}search/?order=date")
    page.wait_for_selector("li.lb-result")
    assert not is_lunr_asked_for()
    with page.expect_request("**/lunr.js"):
        page.locator(FIELD).press("a")
    asked.clear()
    open_search(page, site, "audit")
    assert is_lunr_asked_for()


def test_a_file_that_does_not_come_is_reported_and_asked_for_again(open_tab: Callable[..., Page], site: str) -> None:
    """Never as nothing found. The other ways to browse are shown; filters and order in the address are kept."""
    for name in ("search.json", "lunr/lunr.js", "postings/*", "results/*", "filters/*"):
        with open_tab(1440) as page:
            page.route(f"**/search/{name}", lambda route: route.abort())
            page.goto(f"{site}search/?q=croplume&document=Letter&order=date")
            expect(page.locator("[data-lb-summary]")).to_contain_text("The search could not be loaded")
            expect(page.locator("[data-lb-nothing]")).to_be_visible()
            expect(page.locator("[data-lb-try]")).to_be_hidden()
            assert page.locator("li.lb-result").count() == 0
            page.unroute(f"**/search/{name}")
            page.get_by_role("button", name="Try again").click()
            expect(page.locator("[data-lb-summary]")).to_contain_text("“croplume”")
            assert read_results(page, site) == open_search(page, site, "croplume", "&document=Letter&order=date") != []


def test_a_result_whose_page_fails_to_load_lacks_only_its_passage(open_tab: Callable[..., Page], site: str) -> None:
    with open_tab(1440) as page:
        found = open_search(page, site, "trustloom")
        page.route(f"**/{found[0]}**", lambda route: route.abort())
        assert open_search(page, site, "trustloom ") == found


def hold_requests(page: Page, name: str) -> list[Route]:
    """The requests for files of the search, which are answered once somebody continues them."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/search/{name}", hold)
    return held


@pytest.mark.parametrize("answered", [True, False])
def test_the_answer_to_an_overtaken_query_is_not_shown(
    open_tab: Callable[..., Page], site: str, answered: bool
) -> None:
    """It arrives after the answer to the latest query, or not at all."""
    with open_tab(1440) as page:
        open_search(page, site, "audit")
        held = hold_requests(page, "positions/*")
        page.locator(FIELD).fill('"training scheme"')
        page.wait_for_timeout(400)
        last = type_query(page, site, "croplume")
        assert held
        for each in held:
            each.continue_() if answered else each.abort()
        page.wait_for_timeout(300)
        assert read_results(page, site) == last
        assert "“croplume”" in read_summary(page)


def test_words_typed_while_the_index_loads_are_kept(page: Page, site: str) -> None:
    """Also where the address asks for something else; its filters stay."""
    held = hold_requests(page, "search.json")
    page.goto(f"{site}search/?q=audit&document=Letter", wait_until="commit")
    expect(page.locator(FIELD)).to_have_value("audit")
    page.locator(FIELD).fill("croplume")
    page.wait_for_timeout(300)
    for each in held:
        each.continue_()
    expect(page.locator("[data-lb-summary]")).to_contain_text("“croplume”")
    assert all(each.count("/") == 2 for each in read_results(page, site))
    assert parse_qs(urlsplit(page.url).query) == {"q": ["croplume"], "document": ["Letter"]}


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


def test_filters_are_chosen_by_the_keyboard_and_closed_on_a_phone(open_tab: Callable[..., Page], site: str) -> None:
    """Their number is shown while their list is closed."""
    with open_tab(390) as page:
        open_search(page, site, "labour", "&document=Response")
        expect(page.locator("[data-lb-values]")).to_be_hidden()
        expect(page.locator("[data-lb-chosen]")).to_have_text("(1)")
        page.locator(".lb-search-filters > summary").press("Enter")
        page.locator("input[value=Response]").press("Space")
        expect(page.locator("[data-lb-chosen]")).to_have_text("")
        expect(page.locator("input[value=Response]")).to_be_focused()
        assert parse_qs(urlsplit(page.url).query) == {"q": ["labour"]}


def test_the_help_shows_queries_that_find_something(page: Page, site: str) -> None:
    """In this record, whatever is in it."""
    open_search(page, site)
    expect(page.locator(".lb-search-help")).to_be_visible()
    queries = page.locator(".lb-search-help code").all_text_contents()
    for query in ("recipient:dorvalen -annex", "forc*", "dorvale~1", "prison OR jail"):
        assert query in queries
        assert type_query(page, site, query), query


def test_without_scripts_there_are_other_ways_to_browse(browser: Browser, site: str) -> None:
    names = ["Communications", "Recipients", "Mandates", "Instruments", "Groups"]
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}search/?q=audit")
        expect(page.locator("[data-lb-ways]")).to_be_visible()
        assert page.locator("[data-lb-ways] a").all_inner_texts() == names
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/search.js", lambda route: route.abort())
        page.goto(f"{site}search/?q=audit")
        expect(page.locator("[data-lb-ways] a").first).to_be_visible(timeout=10_000)


def test_a_page_opened_from_a_folder_says_that_search_needs_a_server(
    open_tab: Callable[..., Page], search_workspace: Workspace
) -> None:
    with open_tab(390) as page:
        page.goto((search_workspace.site / "search/index.html").as_uri())
        expect(page.locator("[data-lb-file]")).to_be_visible(timeout=10_000)
        expect(page.locator("[data-lb-noscript]")).to_be_hidden()
        expect(page.locator("[data-lb-ways] a").first).to_be_visible()


def test_the_page_prints_its_results_alone(page: Page, site: str) -> None:
    open_search(page, site, "labour")
    page.emulate_media(media="print")
    expect(page.locator("li.lb-result").first).to_be_visible()
    for selector in (FIELD, ".lb-search-filters", "[data-lb-more]", "select"):
        expect(page.locator(selector)).to_be_hidden()


def split_rows(table: bytes) -> dict[str, bytes]:
    """Return the rows of a table of communications by the address of the letter; the head is at ""."""
    rows = [each + b"\r\n" for each in table.split(b"\r\n")[:-1]]
    addresses = ["/".join(each.decode().rstrip().split("/")[-3:]) for each in rows[1:]]
    addresses = [each[each.index("communications/") :] for each in addresses]
    return {"": rows[0], **dict(zip(addresses, rows[1:], strict=True))}


@pytest.mark.parametrize("query", ["forced labour", "recipient:belvenor", "thank", ""])
def test_all_results_can_be_taken_away_as_rows_of_the_table(
    page: Page, site: str, search_workspace: Workspace, query: str
) -> None:
    """Byte for byte: of each letter found itself or by a response, also of those that are not shown yet."""
    table = (search_workspace.site / "data/communications.csv").read_bytes()
    open_search(page, site, query)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these results (CSV)").click()
    assert download.value.suggested_filename == "search-results.csv"
    taken = Path(download.value.path()).read_bytes()
    while page.get_by_role("button", name="Show more results").is_visible():
        page.get_by_role("button", name="Show more results").click()
        page.wait_for_timeout(200)
    letters = {"/".join(each.split("/")[:2]) + "/" for each in read_results(page, site)}
    assert letters
    assert taken == b"".join(row for address, row in split_rows(table).items() if not address or address in letters)
    assert taken == table if not query else len(taken) < len(table)


def test_nothing_can_be_taken_away_where_nothing_is_found(page: Page, site: str) -> None:
    open_search(page, site, "xylophone zither")
    assert page.get_by_role("button", name="Download these results (CSV)").count() == 0
