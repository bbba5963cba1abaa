"""A reader copies or downloads a citation, with a script or without one; reference managers read every format."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bibtexparser.entrypoint
import bibtexparser.middlewares
import pytest
import rispy
from playwright.sync_api import Browser, BrowserContext, Page, expect

from letterbook.derived.citing import CitedWork, write_ris
from workspaces import Workspace

LETTER = "communications/al-oth-167-2021/"
WORK = CitedWork(
    id="al-oth-1-2021",
    reference="AL OTH 1/2021",
    title="Alleged 50% cuts & {other} losses, at $Mill #3_b~c^d\\e",
    genre="Allegation letter",
    described="Allegation letter to Northwind & Söhne, S.A. and $& $1 Ltd",
    authors=("Working Group on business, among others", "Special Rapporteur on torture"),
    recipients=("Northwind & Söhne, S.A.", "$& $1 Ltd"),
    addressed_to="Northwind & Söhne, S.A.",
    date=dt.date(2021, 3, 12),
    released=dt.date(2021, 5, 11),
    language="en",
    site_name="Letters",
    url="https://letters.example/communications/al-oth-1-2021/?a_b",
)
PLAIN = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{each}": each for each in "&%$#_{}"},
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, shipped_site: str) -> Page:
    page = context.new_page()
    page.goto(shipped_site + LETTER)
    page.get_by_text("Cite", exact=True).click()
    return page


def unescape_latex(text: str) -> str:
    for escaped, plain in PLAIN.items():
        text = text.replace(escaped, plain)
    return text


def require_same_work(id_: str, described: str, record: str, bibtex: str, csl: str) -> None:
    """Fail unless BibTeX and CSL-JSON say the same as a RIS record, each read by another reader."""
    (ris,) = rispy.loads(record)
    library = bibtexparser.entrypoint.parse_string(
        bibtex, append_middleware=[bibtexparser.middlewares.SeparateCoAuthors()]
    )
    assert not library.failed_blocks
    (entry,) = library.entries
    fields: dict[str, Any] = {key: field.value for key, field in entry.fields_dict.items()}
    assert (entry.entry_type, entry.key) == ("misc", id_)
    assert [unescape_latex(each) for each in fields["author"]] == [f"{{{each}}}" for each in ris["authors"]]
    assert unescape_latex(fields["title"]) == f"{{{ris['title']}}}"
    recipients = ris["secondary_authors"]
    assert unescape_latex(fields["howpublished"]) == f"{described}, {ris['name_of_database']}"
    assert f"{fields['year']}/{int(fields['month']):02}/{int(fields['day']):02}/" == ris["date"]
    assert (unescape_latex(fields["number"]), fields["url"]) == (ris["accession_number"], ris["urls"][0])
    assert json.loads(csl) == [
        {
            "id": id_,
            "type": "personal_communication",
            "title": ris["title"],
            "author": [{"literal": each} for each in ris["authors"]],
            "recipient": [{"literal": each} for each in recipients],
            "issued": {"date-parts": [[int(each) for each in ris["date"].split("/") if each]]},
            "genre": ris["type_of_work"],
            "number": ris["accession_number"],
            "container-title": ris["name_of_database"],
            "language": ris["language"],
            "URL": ris["urls"][0],
        }
    ]


def test_every_work_can_be_cited_in_every_format(
    open_tab: Callable[..., Page], shipped_site: str, shipped_workspace: Workspace
) -> None:
    site = shipped_workspace.site
    pages = [each for each in site.glob("communications/**/index.html") if b"data-lb-cite" in each.read_bytes()]
    assert len(pages) > 50
    with open_tab(1440) as page:
        for each in sorted(pages)[::6]:
            page.goto(shipped_site + each.relative_to(site).parent.as_posix() + "/")
            page.locator(".lb-cite summary").click()
            expect(page.locator(".lb-cite dt")).to_have_count(6)
            panel = page.locator(".lb-cite")
            id_ = panel.get_attribute("data-lb-cite")
            assert id_
            described = json.loads(panel.get_attribute("data-lb-words") or "")["described"]
            require_same_work(id_, described, *page.locator(".lb-cite .lb-code").all_text_contents())


def test_signs_that_a_format_reads_otherwise_are_escaped(page: Page, shipped_site: str) -> None:
    bibtex, csl = page.evaluate(
        "async ([address, id, record, words]) => { const panel = await import(address);"
        " const fields = panel.readRis(record);"
        " return [panel.writeBibtex(id, fields, words), panel.writeCsl(id, fields)]; }",
        [f"{shipped_site}assets/citing.js", WORK.id, write_ris(WORK), {"described": WORK.described}],
    )
    require_same_work(WORK.id, WORK.described, write_ris(WORK), bibtex, csl)


def test_a_citation_is_copied_and_the_page_says_so(page: Page) -> None:
    page.get_by_role("button", name="Copy the citation: OSCOLA").click()
    expect(page.locator(".lb-cite [role=status]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Allegation letter from Working Group")
    assert "(12 March 2021) AL OTH 167/2021" in copied


@pytest.mark.parametrize(("name", "suffix"), [("RIS", "ris"), ("BibTeX", "bib"), ("CSL-JSON", "csl.json")])
def test_a_citation_is_downloaded_as_the_page_shows_it(page: Page, name: str, suffix: str) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download the citation: {name}").click()
    assert download.value.suggested_filename == f"al-oth-167-2021.{suffix}"
    content = Path(download.value.path()).read_bytes().decode()
    shown = page.locator("dt", has_text=name).locator("+ dd").text_content() or ""
    assert content == (shown.replace("\n", "\r\n") if name == "RIS" else shown)  # as its specification asks


def test_without_a_script_a_citation_can_be_read_and_no_button_shows(browser: Browser, shipped_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shipped_site + LETTER)
    page.get_by_text("Cite", exact=True).click()
    assert page.get_by_text("TY - PCOMM").is_visible()
    assert page.locator(".lb-cite button:visible").count() == 0
    context.close()
