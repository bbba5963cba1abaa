"""Personal data that a rule finds are shown nowhere: not in its message, nor its line, nor by another rule."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from drawn_pdf import draw, set_paragraphs
from letterbook.rules import hide_personal_data, list_rules
from letterbook.rules.diagnostics import Diagnostic, Severity, as_github, as_json, as_text
from letterbook.text.normalize import fold
from letterbook.text.personal_data.detector import Kind

LETTER = "letters/2024/al-xaa-3-2024.md"
SENTINEL = "Sentinel"
DATA = {
    Kind.EMAIL: "sentinel.ana@example.org",
    Kind.PHONE: "Tel. +44 20 7946 0958 Sentinel",
    Kind.IDENTITY: "Sentinel, passport no. X1234567",
    Kind.BIRTH: "Sentinel, born on 3 March 1990",
    Kind.BANK: "Sentinel, GB82 WEST 1234 5698 7654 32",
    Kind.PLACE: "Sentinel, 46.2044° N, 6.1432° E",
}
"""A passage of each kind, which says on which line it is by a word that must not come out."""

Checked = Callable[[], tuple[Diagnostic, ...]]


def change(record: Path, old: str, new: str) -> None:
    path = record / LETTER
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def render(reported: tuple[Diagnostic, ...]) -> str:
    """Render diagnostics in every format, with and without words."""
    return "\n".join(
        (
            as_text(reported),
            as_text(reported, colour=True),
            as_json(reported),
            *(as_github(reported, words=words) for words in (False, True)),
        )
    )


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Excellency,\n", "Excellency,\n\n{}\n"),
        ("language: en\nsubject", "language: en\nsummary: >-\n  {}\nsubject"),
        ('subject: "Cotton mills: forced labour"', "subject: '{}'"),
        ("title: The letter as sent", "title: '{}'"),
        ("note: The date of the visit", "note: '{}"),
    ],
    ids=["text", "summary", "subject", "title-of-a-file", "note"],
)
def test_no_format_shows_what_was_found(kind: Kind, old: str, new: str, record: Path, checked: Checked) -> None:
    text = new.format(DATA[kind])
    change(record, old, text if not text.startswith("note") else f"{text}'\n    # ")

    reported = checked()

    assert str(kind) in {each.rule for each in reported}
    assert SENTINEL not in render(reported)
    assert "X1234567" not in render(reported)
    assert all(each.excerpt == "" for each in reported if each.rule == kind)


@pytest.mark.parametrize("kind", Kind)
def test_another_rule_does_not_show_the_line_either(kind: Kind, record: Path, checked: Checked) -> None:
    change(record, "Excellency,\n", f"Excellency,\n\n{DATA[kind]} [Redacted]\n")

    reported = checked()

    assert {str(kind), "unknown-redaction"} <= {each.rule for each in reported}
    assert SENTINEL not in render(reported)


@pytest.mark.parametrize("kind", Kind)
def test_a_pdf_is_searched_page_by_page(kind: Kind, record: Path, checked: Checked) -> None:
    page = ("Excellency,", "We write about a mill and those who work in it, day and night.")
    content = draw(set_paragraphs(*page), set_paragraphs(*page, DATA[kind].replace("°", "\u00b0")))
    (record / "attachments/al-xaa-3-2024/letter.pdf").write_bytes(content)
    before = "118e0dc9dac15c54b101393227a0ba7ea269ab612329be750eae0ab20983529d"
    change(record, before, sha256(content).hexdigest())

    reported = [each for each in checked() if each.rule == kind]

    assert [each.message.partition(" contains ")[0] for each in reported] == ["this PDF, on page 2,"]
    assert SENTINEL not in render(tuple(reported))


@pytest.mark.parametrize("name", ["passport-no-x1234567.pdf", "ida-sentinel.pdf"])
def test_another_rule_does_not_repeat_the_name_of_a_file(name: str, record: Path, checked: Checked) -> None:
    (record.parent / "confidential.txt").write_text("Ida Sentinel", encoding="utf-8")
    change(record, "file: letter.pdf", f"file: {name}")

    reported = checked()

    assert "missing-attachment" in {each.rule for each in reported}
    assert name not in render(tuple(each for each in reported if each.line))


def test_metadata_of_a_pdf_are_searched(record: Path, checked: Checked) -> None:
    """Both kinds: the document's information, and XMP."""
    page = ("Excellency,", "We write about a mill and those who work in it, day and night.")
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(draw(set_paragraphs(*page)))) as pdf:
        pdf.docinfo["/Subject"] = "Sentinel, passport no. X1234567"
        with pdf.open_metadata(update_docinfo=False) as xmp:
            xmp["dc:description"] = "Write to sentinel.ana@example.org"
        pdf.save(saved)
    (record / "attachments/al-xaa-3-2024/letter.pdf").write_bytes(saved.getvalue())
    before = "118e0dc9dac15c54b101393227a0ba7ea269ab612329be750eae0ab20983529d"
    change(record, before, sha256(saved.getvalue()).hexdigest())

    reported = checked()

    messages = {each.rule: each.message for each in reported}
    assert messages[Kind.IDENTITY].startswith("this PDF, in its metadata, contains")
    assert messages[Kind.EMAIL].startswith("this PDF, in its metadata, contains")
    assert "sentinel" not in fold(render(reported))


def test_a_changed_line_is_not_shown_either() -> None:
    """What merging would change is reported apart, at the lines that change."""
    line = Diagnostic(path="a.md", line=7, rule=Kind.EMAIL, severity=Severity.WARNING, message="It has one.")
    changed = replace(line, rule="unrecorded-change", excerpt="Sentinel")

    assert [each.excerpt for each in hide_personal_data((changed, line))] == ["", ""]
    assert [each.excerpt for each in hide_personal_data((changed, replace(line, line=8)))] == ["Sentinel", ""]


def test_personal_data_cannot_be_allowed_for_the_whole_record() -> None:
    rules = {rule.slug: rule for rule in list_rules()}
    for kind in Kind:
        assert rules[kind].allowable
        assert not rules[kind].allowable_in_policy
        assert not rules[kind].quotes
