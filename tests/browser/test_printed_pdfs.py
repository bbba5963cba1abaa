"""The PDFs that a browser and an office program write are read as running text, in every script."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from letterbook.text.pdf import PdfReader
from letterbook.text.pdf.running_text import join_pages, read_running_text

SENTENCE = (
    "The representatives of the organisation acknowledged the internationalisation of responsibilities, "
    "notwithstanding the unprecedented circumstances of the constituency."
)
ARABIC = "إن حكومة بلفينور تؤكد احترامها لحقوق الإنسان وحرية التعبير وتشكر المقررين الخاصين على رسالتهم"
HEBREW = "הממשלה מודה לכם על מכתבכם"
DOCUMENT = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>A reply</title>
<style>@page {{ size: A4; margin: 2cm }} .two {{ columns: 2; hyphens: auto }}</style>
<div class="two">{"".join(f"<p>{SENTENCE}</p>" for _ in range(12))}</div>
<p dir="rtl" lang="ar">{ARABIC}</p><p dir="rtl" lang="he">{HEBREW}</p><p>with&shy;out a soft hy&shy;phen</p></html>"""


def print_page(browser: Browser, _: Path) -> bytes:
    with browser.new_page() as page:
        page.set_content(DOCUMENT)
        return page.pdf(display_header_footer=True)


def export_document(_: Browser, folder: Path) -> bytes:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here")
    (folder / "reply.html").write_text(DOCUMENT, encoding="utf-8")
    command = [office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "pdf:writer_web_pdf_Export", "--outdir", folder, folder / "reply.html"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "reply.pdf").read_bytes()


@pytest.mark.parametrize("produce", [print_page, export_document])
def test_columns_broken_words_and_scripts_from_right_to_left(
    produce: Callable[[Browser, Path], bytes], browser: Browser, tmp_path: Path
) -> None:
    text = join_pages(read_running_text(PdfReader().read(produce(browser, tmp_path))))
    words = " ".join(text.split())
    assert words.count(SENTENCE) >= 11  # the heading of a page may be within one
    for each in (ARABIC, HEBREW, "without a soft hyphen"):
        assert each in words.replace("\N{SOFT HYPHEN}", "")
