"""A correction changes what it is about and nothing else, and is only made where there is no other."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.editing.files import write_files
from letterbook.editing.fixing import FixedFile, Fixer, render_diff
from letterbook.ingest.corpus import load
from letterbook.rules import check_record, list_rules
from letterbook.rules.diagnostics import Diagnostic

RULES = Path(__file__).resolve().parents[1] / "rules"
CASES = RULES / "cases"
NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
GOLDEN = Path(__file__).with_name("corrections")
"""What is corrected in the cases of the rules that correct something. FIX_CASES=1 rewrites it; read the changes."""
NAMES = sorted(
    path.relative_to(CASES).as_posix() for rule in list_rules() if rule.fixes for path in (CASES / rule.slug).glob("*/")
)


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a copy of the small record of the rules' cases."""
    shutil.copytree(RULES / "base", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Path("data")


def lay_over(record: Path, name: str) -> None:
    shutil.copytree(CASES / name, record, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))


def check(record: Path) -> tuple[Diagnostic, ...]:
    return check_record(load(record), NOW)


def fix(record: Path) -> tuple[FixedFile, ...]:
    """Make all corrections, those included that an editor is asked about one by one."""
    fixer = Fixer(record)
    fixed = fixer.fix(check(record))
    fixer.accept(fixed)
    write_files(record, fixer.contents, changed=fixer.contents)
    return fixed


def describe(fixed: tuple[FixedFile, ...]) -> Iterator[str]:
    for each in fixed:
        yield from render_diff(each)
        yield from (f"! line {diagnostic.line}: {why}" for diagnostic, why in each.refused)


def read_golden(name: str) -> str:
    path = GOLDEN / f"{name}.diff"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write_golden(name: str, diff: str) -> None:
    path = GOLDEN / f"{name}.diff"
    if diff:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(diff, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_is_corrected_as_expected_and_what_was_corrected_is_not_reported_again(name: str, record: Path) -> None:
    lay_over(record, name)
    before = check(record)
    fixed = fix(record)
    diff = "".join(f"{line}\n" for line in describe(fixed))
    if os.environ.get("FIX_CASES"):
        write_golden(name, diff)
    assert diff == read_golden(name)
    refused = [each for file in fixed for each, _ in file.refused]
    gone = {(each.path, each.rule, each.message) for each in before if each.fix and each not in refused}
    assert not gone & {(each.path, each.rule, each.message) for each in check(record)}


def test_every_expected_correction_is_that_of_a_case() -> None:
    found = {path.relative_to(GOLDEN).with_suffix("").as_posix() for path in GOLDEN.glob("*/*.diff")}
    assert found
    assert found <= {*NAMES}


SPELLINGS = {
    "reference": ("AL XAA 4/2024", ("JAL XAA 4/2024", "ALXAA 4/2024", "al-xaa-4-2024", "AL XAA 4.2024")),
    "sent": ("2024-03-13", ("13 March 2024", "13/03/2024", "2024/03/13", "20240313", "March 13, 2024", "13.03.2024")),
    "language": ("en", ("English", "EN", "english")),
    "text": ("none", ("None", "NONE")),
    "example": ("true", ("yes", "True", "ON")),
    "group": ("mills", ("The cotton mills",)),
    "mandate": ("business", ("Working Group on business", "BUSINESS")),
    "resolution": ("44/15", ("A/HRC/RES/44/15", "44 / 15", "HRC resolution 44/15")),
    "recipient": ("xaa", ("Norland", "XAA", "Nörland")),
    "provision": ("19 (commentary)", ("19 (Commentary)", "art. 19 (commentary)", "Principle 19 (commentary)")),
}
"""Fields of a letter: the right value, and others that can mean only that."""
TEMPLATE = """\
{0}reference: {reference}{1}
{2}sent: {sent}  # on the letter
language:   {language}
text: {text}{3}
example: {example}
{4}mandates:
  # one
  - mandate: {mandate}
    resolution: {resolution}{5}
recipients:
- recipient: {recipient}{6}
annex:
    - instrument: ungp
      provisions:
        - {provision}{7}
        - 13
"""
"""Each number is the place of a comment."""


@settings(deadline=None)
@given(st.data())
def test_each_known_spelling_is_corrected_and_nothing_else_changes(data: st.DataObject) -> None:
    """The record then reads as if the file had been right from the start, and every comment is there."""
    right = {field: value for field, (value, _) in SPELLINGS.items()}
    given_ = {field: data.draw(st.sampled_from((value, *others))) for field, (value, others) in SPELLINGS.items()}
    comments = [data.draw(st.sampled_from(("", f" # comment {place}"))) for place in range(8)]
    comments = [f"{text[1:]}\n" if place in (0, 2, 4) and text else text for place, text in enumerate(comments)]
    with TemporaryDirectory() as folder:
        record = Path(folder) / "data"
        shutil.copytree(RULES / "base", record)
        letter = record / "letters/2024/al-xaa-4-2024.md"
        write_letter(letter, TEMPLATE.format(*comments, **right))
        expected = read_values(record)
        write_letter(letter, TEMPLATE.format(*comments, **given_))
        fix(record)
        assert read_values(record) == expected
        text = letter.read_text(encoding="utf-8")
        assert [each for each in comments if each.strip() and each.strip() not in text] == []
        assert fix(record) == ()


def write_letter(path: Path, fields: str) -> None:
    path.write_text(f"---\n{fields}---\n", encoding="utf-8")


def read_values(record: Path) -> Any:
    """Return everything that is read of the record, without the places where it is."""
    corpus = load(record).corpus
    assert corpus is not None
    assert not any(each.place.unread for each in corpus.letters)
    return [
        {each.name: getattr(letter, each.name) for each in fields(letter) if each.name not in ("place", "translations")}
        for letter in corpus.letters
    ]


def make_letter(record: Path, fields: str) -> Path:
    path = record / "letters/2024/al-xaa-4-2024.md"
    start = (
        "reference: AL XAA 4/2024\nlanguage: en\nmandates:\n  - mandate: business\nrecipients:\n  - recipient: xaa\n"
    )
    write_letter(path, f"{start}{fields}")
    return path


def list_fixes(record: Path) -> list[object]:
    return [each.fix.value for each in check(record) if each.fix is not None]


@pytest.mark.parametrize(
    "sent",
    [
        "03/04/2024",
        "3.4.24",
        "soon",
        "March 2024",
        "31 February 2024",
        "2024-03-13T10:00",
        "13 or 14 March 2024",
        "13 March 1024",
    ],
)
def test_a_date_that_can_mean_two_days_or_none_is_left_to_the_editor(record: Path, sent: str) -> None:
    make_letter(record, f"sent: {sent}\n")
    assert list_fixes(record) == []


@pytest.mark.parametrize(
    "line",
    [
        "concerning: [northwnd]",
        "group: cotton",
        "subject: Case #12 of the mill",
        "example: perhaps",
        "alleged_victims: a dozen",
        "source: www.example.org",
        "subjct: The mill",
        "annex:\n  - instrument: ungp\n    provisions:\n      - art. 13 and 14",
        "annex:\n  - instrument: ungp\n    provisions:\n      - para. 13",
    ],
)
def test_what_is_only_similar_or_can_mean_two_things_is_left_to_the_editor(record: Path, line: str) -> None:
    make_letter(record, f"sent: 2024-03-13\n{line}\n")
    assert list_fixes(record) == []


def test_a_name_of_two_entries_is_left_to_the_editor(record: Path) -> None:
    with (record / "registers/recipients.yml").open("a", encoding="utf-8") as file:
        file.write("\nother:\n  name: Northwind\n  kind: company\n")
    make_letter(record, "sent: 2024-03-13\nconcerning:\n  - Northwind\n")
    assert list_fixes(record) == []


def test_a_former_id_is_replaced_by_the_present_one(record: Path) -> None:
    path = make_letter(record, "sent: 2024-03-13\n")
    path.write_text(path.read_text(encoding="utf-8").replace("mandate: business", "mandate: ill-treatment"))
    fix(record)
    assert "mandate: torture" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "subject: Mills: forced labour # first draft",
        "subject: Mills: forced labour\n  and more",
        "recipients: - recipient: xaa",
        "subject: 'Mills': forced labour",
        "subject: [Mills]: forced labour",
    ],
)
def test_a_broken_line_that_can_be_meant_otherwise_is_left_to_the_editor(record: Path, line: str) -> None:
    """The end may be a comment, the next line part of the value, and the value a list."""
    path = make_letter(record, f"sent: 2024-03-13\n{line}\n")
    before = path.read_bytes()
    assert not any(each.is_changed for each in fix(record))
    assert path.read_bytes() == before


def test_an_entry_of_a_register_is_corrected_in_its_place(record: Path) -> None:
    path = record / "registers/recipients.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("code: XBB", "code: xbb  # South"), encoding="utf-8")
    fix(record)
    assert "  code: XBB  # South\n" in path.read_text(encoding="utf-8")
    assert "  code: XAA\n" in path.read_text(encoding="utf-8")


def test_the_policy_is_corrected(record: Path) -> None:
    path = record / "policy.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("responses: ", "responses: C").replace("Cc", "C"))
    fix(record)
    assert "responses: complete\n" in path.read_text(encoding="utf-8")


def test_line_ends_of_windows_and_a_byte_order_mark_stay(record: Path) -> None:
    path = make_letter(record, "sent: 13 March 2024\nsubject: Mills: forced labour\n")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    fix(record)  # first it can be parsed
    fix(record)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf---\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b"sent: 2024-03-13\r\n" in content


def test_a_missing_checksum_goes_where_the_table_has_it(record: Path) -> None:
    path = record / "letters/2024/al-xaa-3-2024.md"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(each for each in lines if "sha256" not in each), encoding="utf-8")
    fix(record)
    assert path.read_text(encoding="utf-8") == "".join(lines)


def test_a_checksum_of_a_replaced_file_says_what_to_look_at(record: Path) -> None:
    lay_over(record, "checksum-mismatch/exchanged")
    ((each,),) = [[found.fix for found in check(record) if found.fix]]
    assert each.look.startswith("data/attachments/al-xaa-3-2024/letter.pdf, which is published, is not the file")


def test_corrections_come_on_top_of_accepted_ones(record: Path) -> None:
    path = make_letter(record, "sent: 13 March 2024\nexample: yes\n")
    one, other = (each for each in check(record) if each.fix)
    fixer = Fixer(record)
    fixer.accept(fixer.fix([one]))
    (second,) = fixer.fix([other])
    assert (b"sent: 2024-03-13" in second.new, b"example: true" in second.new) == (True, True)
    assert second.path == path


def test_a_file_that_has_changed_meanwhile_is_left_alone(record: Path) -> None:
    path = make_letter(record, "sent: 13 March 2024\n")
    found = check(record)
    make_letter(record, "sent: 14 March 2024\n")
    (fixed,) = Fixer(record).fix(found)
    assert not fixed.is_changed
    assert fixed.path == path
    assert [why for _, why in fixed.refused] == ["this is not the value of a field"]
