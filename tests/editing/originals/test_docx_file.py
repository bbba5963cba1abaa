"""A DOCX becomes a text with the numbers that Word prints, and what it hides is named."""

from __future__ import annotations

import io
import zipfile

import pytest

from drawn_docx import W, docx, paragraph, run
from letterbook.editing.originals import UnreadableOriginal
from letterbook.editing.originals.docx_file import read_docx


def test_a_list_interrupted_by_a_paragraph_keeps_counting() -> None:
    read = read_docx(
        docx(
            paragraph("First.", number=1),
            paragraph("Between."),
            paragraph("Second.", number=1),
            paragraph("Lettered.", number=2),
            paragraph("Dotted.", number=3),
        )
    )
    assert read.text == "1. First.\n\nBetween.\n\n2. Second.\n\n(a) Lettered.\n\n- Dotted."


def test_bold_words_links_and_line_breaks_stay() -> None:
    read = read_docx(
        docx(
            paragraph(run("The ") + run("mill", "<w:b/>") + run(" was closed.")),
            paragraph(f'<w:hyperlink r:id="rlink">{run("the website")}</w:hyperlink>'),
            paragraph(run("Ivo Tressane") + "<w:r><w:br/></w:r>" + run("Special Rapporteur")),
        )
    )
    assert read.text == (
        "The **mill** was closed.\n\n[the website](https://www.example.org/)\n\nIvo Tressane  \nSpecial Rapporteur"
    )


def test_markdown_characters_are_escaped() -> None:
    assert read_docx(docx(paragraph("# not a heading, 5 * 3 and _this_"))).text == (
        "\\# not a heading, 5 \\* 3 and \\_this\\_"
    )


def test_a_footnote_is_below_the_paragraph_with_its_mark() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="7">{paragraph("See the report.")}</w:footnote></w:footnotes>'
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    read = read_docx(docx(paragraph(run("The mill.") + mark), paragraph("Later."), footnotes=notes))
    assert read.text == "The mill.[^1]\n\n[^1]: See the report.\n\nLater."


def test_headers_are_removed_and_a_reference_in_one_goes_to_the_text() -> None:
    header = f"<w:hdr {W}>{paragraph('REFERENCE: AL XAA 3/2024')}{paragraph('Special Procedures')}</w:hdr>"
    read = read_docx(docx(paragraph("Excellency,"), header1=header))
    assert read.text == "REFERENCE: AL XAA 3/2024\n\nExcellency,"
    assert [each.text for each in read.removed] == ["Special Procedures"]


def test_a_table_stays_one_and_one_that_only_sets_text_in_places_becomes_paragraphs() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{paragraph(each)}</w:tc>" for each in row) for row in rows)
        return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"

    head, years = table(("REFERENCE:", "3 March 2024")), table(("Year", "Arrests"), ("2023", "4"), ("2024", "9"))
    read = read_docx(docx(head, years))
    assert read.text == "REFERENCE:\n\n3 March 2024\n\n| Year | Arrests |\n| --- | --- |\n| 2023 | 4 |\n| 2024 | 9 |"


@pytest.mark.parametrize(
    ("content", "said", "text"),
    [
        (
            run("Kept.") + '<w:del w:id="1"><w:r><w:delText>Gone.</w:delText></w:r></w:del>',
            "tracked deletions",
            "Kept.",
        ),
        (f'<w:ins w:id="1">{run("New.")}</w:ins>', "tracked insertions", "New."),
        (run("Seen.") + run("Hidden.", "<w:vanish/>"), "hidden text", "Seen."),
        (run("Seen.") + '<w:r><w:commentReference w:id="1"/></w:r>', "comments", "Seen."),
    ],
    ids=["deleted", "inserted", "hidden", "commented"],
)
def test_what_readers_of_the_page_do_not_see_is_named_and_not_printed(content: str, said: str, text: str) -> None:
    read = read_docx(docx(paragraph(content)))
    assert read.text == text
    assert said in read.hidden[0].text
    assert "Gone" not in str(read.hidden)
    assert "Hidden." not in str(read.hidden)


def pack(**files: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 and nothing else", "damaged"),
        (docx(paragraph("x"))[:200], "damaged"),
        (pack(a="b"), "not a DOCX"),
        (b"\xd0\xcf\x11\xe0 an old one", r"\.doc from an old version of Word"),
        (docx(paragraph("x" * 40_000_000)), "unpacks to more than 30 MB"),
        (docx("<!DOCTYPE a [<!ENTITY b 'c'>]>"), "entities|damaged"),
        (docx(paragraph("")), "no text"),
    ],
    ids=["another ZIP", "half of one", "no document", "a .doc", "a packed bomb", "entities", "an empty one"],
)
def test_a_file_that_cannot_be_read_gives_one_clear_line(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableOriginal, match=message) as raised:
        read_docx(content)
    assert "\n" not in str(raised.value)
