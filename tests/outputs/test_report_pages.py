"""The reports on the site: their pages and tables, and the letters and responses that name them."""

from __future__ import annotations

import csv
import io
import re

from factories import corpus, letter, moment, period, policy, response
from letterbook.model.record import Letter, Response
from letterbook.model.schema import Words
from letterbook.outputs.letter_pages import render_letters
from letterbook.outputs.report_pages import render_reports
from letterbook.outputs.response_pages import render_responses
from letterbook.release import release
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page
from sites import site_of

PERIODS = (
    period("2021-05", "2020-12-01..2021-05-31", "2021-02-01..2021-07-31"),
    period("2021-11", "2021-06-01..2021-11-30", "2021-08-01..2022-01-31"),
)


def make_site(*filed: Letter | Response) -> Site:
    """The site of a record with two reporting periods."""
    return site_of(release(corpus(*filed, rules=policy(reporting_periods=PERIODS)), moment("2024-06-01T00:00Z")))


def find_page(site: Site, address: str) -> str:
    """The body of a page, in one line."""
    found = (*render_reports(site), *render_letters(site), *render_responses(site))
    (page,) = (each for each in found if isinstance(each, Page) and each.address == address)
    return " ".join(page.texts["body"].split())


def read_table(site: Site, path: str) -> list[dict[str, str]]:
    """The rows of a table."""
    (file,) = (each for each in render_reports(site) if isinstance(each, OutputFile) and each.path == path)
    assert isinstance(file.content, bytes)
    return list(csv.DictReader(io.StringIO(file.content.decode(), newline="")))


def test_the_list_has_the_newest_report_first() -> None:
    assert re.findall(r'reports/(2021-\d\d)/"', find_page(make_site(), "reports/")) == ["2021-11", "2021-05"]


def test_without_periods_the_list_says_so() -> None:
    site = site_of(release(corpus(), moment("2024-06-01T00:00Z")))
    assert "No reporting periods have been set yet." in find_page(site, "reports/")


def test_a_letter_names_its_report_and_a_late_response_the_one_on_its_own_day() -> None:
    site = make_site(letter(sent="2021-02-01"), response(dated="2021-09-01"))
    of_spring, of_autumn = '<a href="../../reports/2021-05/">', '<a href="../../../reports/2021-11/">'

    assert of_spring in find_page(site, "communications/al-oth-1-2021/")
    page = find_page(site, "communications/al-oth-1-2021/northwind-2021-09-01/")
    assert of_autumn in page
    assert "reports/2021-05" not in page


def test_a_letter_in_no_report_names_none() -> None:
    site = make_site(letter(sent="2019-02-01"))
    assert "Report to the Council" not in find_page(site, "communications/al-oth-1-2021/")


def test_section_a_and_section_b_link_to_what_they_list() -> None:
    site = make_site(letter(sent="2021-02-01"), response(dated="2021-09-01"))

    spring = find_page(site, "reports/2021-05/")
    assert '<a href="../../communications/al-oth-1-2021/" class="lb-unbroken">AL OTH 1/2021</a>' in spring
    assert "Received later: <a href" in spring
    autumn = find_page(site, "reports/2021-11/")
    assert autumn.index("No communications sent in this period are public.") < autumn.index("AL OTH 1/2021")


def test_the_tables_have_a_row_for_each_letter_and_each_response_that_the_report_carries() -> None:
    summary = Words.plain("=HYPERLINK(“x”)")
    site = make_site(
        letter(sent="2021-02-01", summary=summary, alleged_victims=3),
        response(dated="2021-04-01", kind="acknowledgement", confidential=True, body=""),
        letter("AL OTH 2/2021", "2020-02-01"),
        response("AL OTH 2/2021", "2021-03-01"),
    )
    letters = read_table(site, "reports/2021-05/communications.csv")
    assert [(row["section"], row["reference"], row["responses"]) for row in letters] == [
        ("A", "AL OTH 1/2021", "1"),
        ("B", "AL OTH 2/2021", "1"),
    ]
    assert (letters[0]["summary"], letters[0]["alleged_victims"]) == ("'=HYPERLINK(“x”)", "3")
    responses = read_table(site, "reports/2021-05/responses.csv")
    assert [(row["section"], row["kind"], row["confidential"]) for row in responses] == [
        ("A", "acknowledgement", "true"),
        ("B", "reply", "false"),
    ]


def test_a_confidential_response_is_listed_without_anything_but_its_date() -> None:
    site = make_site(letter(sent="2021-02-01"), response(dated="2021-04-01", confidential=True, body=""))
    page = re.sub("</?time[^>]*>", "", find_page(site, "reports/2021-05/"))
    assert "Northwind Textiles’ reply, 1 April 2021</a> (confidential)" in page


def test_a_report_of_examples_is_marked() -> None:
    site = make_site(letter(sent="2021-02-01", example=True))
    assert "Fictional example" in find_page(site, "reports/2021-05/")
    assert "Everything in this report is a fictional example" in find_page(site, "reports/2021-05/")
