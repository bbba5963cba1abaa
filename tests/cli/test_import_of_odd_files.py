"""Whatever an editor gives to import ends in one line that says why, or in a whole letter; never in half of one."""

from __future__ import annotations

import io
import os
import shutil
import sys
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drawn_docx import docx, paragraph
from drawn_pdf import draw, set_paragraphs
from letterbook.cli import main

SHIPPED = Path(__file__).resolve().parents[2] / "data"
HEAD = "REFERENCE: AL XBV 7/2021\n\n2 February 2021\n\nExcellency,\n\n"
WORDS = b"BT /F1 12 Tf 70 700 Td (AL XBV 7/2021 The workers of the mill were told to leave it) Tj ET"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>"
    b"/Contents 4 0 R>>"
)
CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {name} "{f"&{part};" * 10}">' for part, name in zip("abcdefg", "bcdefgh", strict=True))
)


def write_stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)


def write_pdf(*objects: bytes, previous: bool = False) -> bytes:
    """Write a PDF of objects. With `previous`, its table of objects says that it is preceded by itself."""
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % each for each in places)
    loop = b"/Prev %d" % table if previous else b""
    return bytes(written) + b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        loop,
        table,
    )


def repack(document: bytes | str, more: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """Return a DOCX with another document in it, and with more parts."""
    own = zipfile.ZipFile(io.BytesIO(docx(paragraph("x"))))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in own.namelist():
            archive.writestr(name, document if name == "word/document.xml" else own.read(name))
        for name, content in more:
            archive.writestr(name, content)
    return written.getvalue()


def write_document(content: str) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>'


ENTITY_PARAGRAPH = write_document("<w:p><w:r><w:t>&h;</w:t></w:r></w:p>")
REFUSED: dict[str, tuple[bytes, str]] = {
    "blank.md": (b" \n\n \t\n", "it is empty"),
    "nul.md": (b"AL XBV 7/2021\0", "not a text file"),
    "utf-16-without-mark.txt": (HEAD.encode("utf-16-le"), "not a text file"),
    "utf-32.txt": (HEAD.encode("utf-32"), "not a text file"),
    "a-docx.md": (docx(paragraph("x" * 50)), "not a text file"),
    "letter.doc": (b"\xd0\xcf\x11\xe0", "ends in .doc cannot be imported; save it as .md"),
    "letter.odt": (b"PK\x03\x04", "ends in .odt cannot"),
    "letter.rtf": (b"{\\rtf1 x}", "ends in .rtf cannot"),
    "letter.html": (b"<p>x</p>", "ends in .html cannot"),
    "letter": (b"x", "ends in nothing cannot"),
    "old-word.docx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".doc from an old version of Word"),
    "a-page.docx": (b"<html>x</html>", "damaged"),
    "a-pdf.docx": (draw(set_paragraphs("x " * 40)), "damaged"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "it is not a PDF"),
    "a-docx.pdf": (docx(paragraph("x" * 50)), "it is not a PDF"),
    "text.pdf": (HEAD.encode(), "it is not a PDF"),
    "larger-than-the-record-takes.md": (HEAD.encode() + b"word " * 1_000_000, "larger than 5 MB"),
    "a-text-of-6-mb.docx": (repack(write_document(f"<w:p><w:r><w:t>{'x ' * 3_000_000}</w:t></w:r></w:p>")), "5 MB"),
    "bomb.docx": (repack(write_document("x" * 40_000_000)), "unpacks to more than 30 MB"),
    "many-parts.docx": (repack(write_document(""), [(f"word/{each}.xml", b"") for each in range(5_000)]), "parts"),
    "laughs.docx": (repack(LAUGHS + ENTITY_PARAGRAPH), "declares entities"),
    "laughs-in-utf-16.docx": (
        repack(f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}{ENTITY_PARAGRAPH}'.encode("utf-16")),
        "declares entities|damaged",
    ),
    "another-file.docx": (
        repack(f'{" " * 5_000}<!DOCTYPE a [<!ENTITY h SYSTEM "file:///etc/hostname">]>{ENTITY_PARAGRAPH}'),
        "declares entities|damaged",
    ),
    "tables-in-tables.docx": (
        repack(write_document("<w:tbl><w:tr><w:tc>" * 5_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5_000)),
        "too deeply",
    ),
    "pages-in-pages.pdf": (write_pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "damaged|no pages"),
    "half.pdf": (write_pdf(CATALOG, PAGES, PAGE, write_stream(WORDS), FONT)[:120], "damaged"),
    "packed-twice.pdf": (
        write_pdf(
            CATALOG,
            PAGES,
            PAGE,
            write_stream(zlib.compress(zlib.compress(b"x" * 50_000_000)), b"/Filter[/FlateDecode/FlateDecode]"),
            FONT,
        ),
        "pages are pictures|memory|seconds|damaged",
    ),
}
READ: dict[str, bytes] = {
    "marked-utf-16.txt": (HEAD + "A text.").encode("utf-16"),
    "code-page.txt": (HEAD + "“A text”").encode("cp1252"),
    "old-mac.txt": (HEAD + "A text.").replace("\n", "\r").encode(),
    "one-line-of-a-megabyte.md": (HEAD + "word " * 200_000).encode(),
    "one-word-of-200-kb.md": (HEAD + "a" * 200_000).encode(),
    "five-thousand-earlier-letters.md": (
        HEAD + "We recall our letter AL XBV 1/2020 of 3 March 2020. " * 5_000
    ).encode(),
    "open-brackets.md": (HEAD + "[" * 50_000).encode(),
    "open-links.md": (HEAD + "[a](" * 20_000).encode(),
    "quotations-in-quotations.md": (HEAD + ">" * 20_000 + " x").encode(),
    "backticks.md": (HEAD + "".join("`" * each + " " for each in range(500))).encode(),
    "lists-in-lists.md": (HEAD + "\n".join(" " * 2 * each + "- a" for each in range(300))).encode(),
    "packed-in-packed.docx": repack(
        write_document("<w:p><w:r><w:t>AL XBV 7/2021</w:t></w:r></w:p>"), [("word/embeddings/a.zip", b"0" * 1_000_000)]
    ),
    "preceded-by-itself.pdf": write_pdf(CATALOG, PAGES, PAGE, write_stream(WORDS), FONT, previous=True),
    "a-length-that-is-itself.pdf": write_pdf(
        CATALOG, PAGES, PAGE, b"<</Length 4 0 R>>stream\n" + WORDS + b"\nendstream", FONT
    ),
    "a-stream-of-objects-that-extends-itself.pdf": write_pdf(
        CATALOG,
        PAGES,
        PAGE,
        write_stream(WORDS),
        FONT,
        write_stream(zlib.compress(b"7 0 8 3 [] []"), b"/Type/ObjStm/N 2/First 8/Filter/FlateDecode/Extends 6 0 R"),
    ),
    "a-hundred-thousand-objects.pdf": write_pdf(CATALOG, PAGES, PAGE, write_stream(WORDS), FONT, *[b"null"] * 100_000),
    "more-pages-promised-than-there-are.pdf": write_pdf(
        CATALOG, PAGES.replace(b"Count 1", b"Count 2000000000"), PAGE, write_stream(WORDS), FONT
    ),
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The registers and policy of the shipped record, without letters."""
    folder = tmp_path / "data"
    shutil.copytree(SHIPPED / "registers", folder / "registers")
    shutil.copy(SHIPPED / "policy.yml", folder)
    return folder


def run(record: Path, *files: Path) -> Result:
    given = ["--reference", "AL XBV 7/2021", "--sent", "2021-02-02"] if len(files) == 1 else []
    return CliRunner().invoke(main, ["import", "--data", str(record), *given, *map(str, files)])


def list_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.parent.name != "registers")


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_gives_one_line_and_leaves_nothing(name: str, record: Path, tmp_path: Path) -> None:
    content, message = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    result = run(record, tmp_path / name)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    (line,) = result.output.splitlines()
    assert f"{name}: not imported: " in line
    assert any(each in line for each in message.split("|")), line
    assert list_files(record) == ["policy.yml"]


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_that_has_a_text_becomes_a_whole_letter(name: str, record: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(READ[name])
    result = run(record, tmp_path / name)
    assert result.exit_code == 0, result.output
    assert result.exception is None
    kept = ["al-xbv-7-2021.pdf"] if name.endswith("pdf") else []
    assert list_files(record) == ["al-xbv-7-2021.md", *kept, "policy.yml"]


def test_a_pdf_that_ends_the_program_that_reads_it_is_refused_or_read(record: Path, tmp_path: Path) -> None:
    form = write_stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    (tmp_path / "a.pdf").write_bytes(write_pdf(CATALOG, PAGES, PAGE, write_stream(WORDS + b" /X Do"), FONT, form))
    result = run(record, tmp_path / "a.pdf")
    assert isinstance(result.exception, SystemExit | None)
    written = ["al-xbv-7-2021.md", "al-xbv-7-2021.pdf"]
    assert list_files(record) == [*([] if result.exit_code else written), "policy.yml"]


def test_what_is_no_file_is_refused_without_waiting_for_it(record: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle.md").symlink_to(tmp_path / "circle.md")
    files = [tmp_path / name for name in ("folder.md", "dangling.md", "circle.md", "absent.md")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.md")
        files.append(tmp_path / "pipe.md")
    if Path("/dev/zero").exists():
        (tmp_path / "zero.md").symlink_to("/dev/zero")
        files.append(tmp_path / "zero.md")
    for each in files:
        result = run(record, each)
        assert result.exit_code == 1
        assert len(result.output.splitlines()) == 1
        assert f"{each.name}: not imported: it " in result.output
    assert list_files(record) == ["policy.yml"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user who may not read every file")
def test_a_file_that_may_not_be_read_is_refused(record: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(HEAD, encoding="utf-8")
    (tmp_path / "letter.md").chmod(0)
    result = run(record, tmp_path / "letter.md")
    assert "not imported: it cannot be read: Permission denied" in result.output


def test_of_several_files_the_good_ones_are_written_and_the_table_names_every_one(record: Path, tmp_path: Path) -> None:
    names = {
        "first.md": HEAD + "A text.",
        "empty.md": "",
        "second.md": HEAD.replace("7/2021", "8/2021") + "A text.",
        "third.odt": "x",
    }
    for name, text in names.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(record, *(tmp_path / name for name in names))
    assert result.exit_code == 1
    table = result.output.rstrip().splitlines()[-len(names) :]
    for name, row in zip(names, table, strict=True):
        assert row.startswith(str(tmp_path / name))
        assert ("not imported: " in row) is (name in ("empty.md", "third.odt"))
        assert (" doubt" in row) is (name not in ("empty.md", "third.odt"))
    assert list_files(record) == ["al-xbv-7-2021.md", "al-xbv-8-2021.md", "policy.yml"]
