"""The Word document of a report, read back by python-docx and, where it is installed, by LibreOffice."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from factories import corpus, letter, moment, period, policy, response
from letterbook.derived.relations import Relations
from letterbook.derived.reports import Report, Reports
from letterbook.i18n import Interface, languages
from letterbook.model.record import Letter, Response
from letterbook.model.schema import Words
from letterbook.release import release
from letterbook.rendering.reports.document import write_document
from letterbook.rendering.reports.skeleton import TITLE
from letterbook.rendering.reports.view import view_report
from workspaces import PROJECT

SITE = "https://letters.example/"
ARABIC = "رسالة بشأن المصانع"


def make_report(*filed: Letter | Response, **changes: Any) -> tuple[Report, Any]:
    """A report on letters of the spring of 2021, and the publisher of the record."""
    spring = period("2021-05", "2020-12-01..2021-05-31", "2021-02-01..2021-07-31", **changes)
    public = release(corpus(*filed, rules=policy(reporting_periods=(spring,))), moment("2024-06-01T00:00Z"))
    (report,) = Reports(public, Relations(public)).all
    return report, public.publisher


def write(*filed: Letter | Response, language: str = "en", site_url: str = SITE, **changes: Any) -> bytes:
    """The document of such a report."""
    report, publisher = make_report(*filed, **changes)
    return write_document(view_report(report, publisher, Interface(language)), site_url, report.changed)


def read(*filed: Letter | Response, **changes: Any) -> Document:
    """The document as python-docx reads it."""
    return docx.Document(io.BytesIO(write(*filed, **changes)))


def list_cells(document: Document) -> list[str]:
    """The cells of the first row of section A."""
    return [cell.text for cell in document.tables[2].rows[1].cells]


def test_a_row_has_what_the_council_is_told_of_a_letter() -> None:
    filed = (
        letter(
            sent="2021-03-12",
            subject=Words.plain("Cotton mills"),
            summary=Words.plain("Workers were locked in."),
            alleged_victims=212,
        ),
        response(dated="2021-05-20"),
    )
    assert list_cells(read(*filed)) == [
        "12 March 2021",
        "Northwind Textiles",
        "AL\N{NO-BREAK SPACE}OTH\N{NO-BREAK SPACE}1/2021\nAllegation letter",
        "Business",
        "Cotton mills\nWorkers were locked in.\nAlleged victims: 212",
        "Northwind Textiles’ reply, 20 May 2021",
    ]


def test_the_sections_have_headings_of_their_own_in_the_language_asked_for() -> None:
    for language, name, first in (
        ("en", "en-GB", "Introduction"),
        ("fr", "fr-FR", "Introduction"),
        ("es", "es-ES", "Introducción"),
    ):
        document = read(letter(), language=language)
        headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
        assert headings[0] == first
        assert [each[:2] for each in headings[-2:]] == ["A.", "B."]
        tag = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
        assert tag.get(qn("w:val")) == name
        assert document.core_properties.language == language


def test_the_heading_of_a_table_is_repeated_and_no_row_is_split() -> None:
    rows = list(read(letter()).element.body.iter(qn("w:tbl")))[2].findall(qn("w:tr"))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_sheets_lie_on_their_side_and_are_numbered() -> None:
    section = read(letter()).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    fields = section.footer.paragraphs[0].paragraph_format.element.findall(qn("w:fldSimple"))
    assert [each.get(qn("w:instr")) for each in fields] == ["PAGE", "NUMPAGES"]


def test_a_reference_links_to_its_page_only_if_the_address_of_the_site_is_known() -> None:
    links = read(letter()).tables[2].rows[1].cells[2].paragraphs[0].hyperlinks
    assert [each.address for each in links] == ["https://letters.example/communications/al-oth-1-2021/"]
    assert not read(letter(), site_url="").tables[2].rows[1].cells[2].paragraphs[0].hyperlinks


def test_a_summary_in_another_language_is_marked_for_readers_and_for_spelling() -> None:
    document = read(letter(summary=Words((("fr", "Des ouvriers enfermés."),))))
    paragraph = document.tables[2].rows[1].cells[4].paragraphs[0]
    assert paragraph.text == "[French] Des ouvriers enfermés."
    assert paragraph.runs[1].font.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "fr"


def test_what_is_said_of_a_response_agrees_with_its_kind() -> None:
    filed = (
        letter(sent="2021-03-12"),
        response(dated="2021-05-20", kind="acknowledgement", confidential=True, body=""),
        response(dated="2021-09-01"),
    )
    assert list_cells(read(*filed, language="fr"))[5].splitlines() == [
        "Accusé de réception de Northwind Textiles, 20 mai 2021 (confidentiel)",
        "Reçue plus tard\N{NO-BREAK SPACE}: Réponse de Northwind Textiles, 1er septembre 2021",
    ]


def test_a_text_from_right_to_left_is_a_run_of_its_own() -> None:
    document = read(letter(language="ar", subject=Words.plain(ARABIC)))
    run = document.tables[2].rows[1].cells[4].paragraphs[0].runs[1]
    assert run.text == ARABIC
    assert run.font.element.find(f".//{qn('w:rtl')}") is not None


def test_text_cannot_break_out_of_the_document_or_stand_for_a_part_of_it() -> None:
    subject = f"</w:t> & {TITLE}\x07"
    assert list_cells(read(letter(subject=Words.plain(subject))))[4] == f"</w:t> & {TITLE}"


def test_its_properties_say_what_it_is_and_have_the_day_of_the_last_change() -> None:
    properties = read(letter(sent="2021-03-12"), response(dated="2021-06-01")).core_properties
    assert properties.title == "Communications sent from 1 December 2020 to 31 May 2021"
    assert properties.author == ""
    assert properties.created == properties.modified == dt.datetime(2021, 6, 1, tzinfo=dt.UTC)


def test_a_report_published_by_the_united_nations_links_to_its_document() -> None:
    document = read(letter(), symbol="A/HRC/48/903")
    assert any(each.text == "Published as A/HRC/48/903" for each in document.paragraphs)


def test_an_empty_report_says_so() -> None:
    texts = [each.text for each in read().paragraphs]
    assert "No communications sent in this period are public." in texts


def test_the_same_report_has_the_same_bytes_whatever_the_clock_zone_and_locale() -> None:
    script = (
        "import sys; sys.path[:0] = ['tests', 'examples']; sys.path.append('tests/rendering/reports')\n"
        "import hashlib, test_document as test\n"
        "filed = test.letter(), test.response(dated='2021-05-20')\n"
        "print(hashlib.sha256(test.write(*filed, language='fr')).hexdigest())"
    )
    sums = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=PROJECT,
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for zone, locale, seed in (("Pacific/Kiritimati", "C", "1"), ("America/Adak", "C.UTF-8", "2"))
    ]
    own = hashlib.sha256(write(letter(), response(dated="2021-05-20"), language="fr")).hexdigest()
    assert {*sums} == {own}


def test_the_entries_of_the_archive_have_no_time_and_nothing_that_is_not_needed() -> None:
    with zipfile.ZipFile(io.BytesIO(write(letter()))) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [each for each in archive.namelist() if "thumbnail" in each or "Effects" in each]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_prints_it_with_the_heading_on_every_page(tmp_path: Path) -> None:
    filed = [
        letter(f"AL OTH {number}/2021", "2021-03-12", summary=Words.plain("Workers were locked in. " * 12))
        for number in range(1, 41)
    ]
    for language in languages():
        (tmp_path / f"{language}.docx").write_bytes(write(*filed, language=language))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *tmp_path.glob("*.docx")],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for language in languages():
        with pypdfium2.PdfDocument(tmp_path / f"{language}.pdf") as pdf:
            pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
        heading = Interface(language).text("report-reference")
        tables = [page for page in pages if "Northwind" in page]
        assert len(tables) > 3
        assert all(heading in page for page in tables)
        assert sum(page.count("Northwind") for page in tables) == 2 * len(filed)  # as recipient and as unanswered
        assert all(page.endswith(f"{number} / {len(pages)}") for number, page in enumerate(pages, start=1))
