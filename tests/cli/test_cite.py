"""`letterbook cite`, as an editor or a program uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gold import PROJECT
from letterbook.cli import main
from workspaces import Workspace

TEXT = """Dear all 😀,

see article 9(2) of the ICCPR,
and the Covenant.
Guiding Principles 25 to 27; resolution 34/18.
"""


def cite(*arguments: str, text: str | bytes = TEXT) -> Result:
    return CliRunner().invoke(main, ["cite", "--data", str(PROJECT / "data"), *arguments], input=text)


def test_people_read_line_column_and_what_is_meant() -> None:
    result = cite()
    assert result.exit_code == 0
    assert result.stdout == (
        "3:5: article 9(2) of the ICCPR -> iccpr 9(2)\n"
        "5:1: Guiding Principles 25 to 27 -> ungp 25, 26, 27\n"
        "5:30: resolution 34/18 -> unresolved (the text does not say whose resolution this is)\n"
    )
    assert result.stderr == "3 citations, 1 unresolved.\n"


def test_programs_read_json_in_the_order_of_the_text() -> None:
    """Offsets are code points, so that text[start:end] is the citation."""
    result = cite("--format", "json")
    found = json.loads(result.stdout)
    assert found[0] == {
        "text": "article 9(2) of the ICCPR",
        "start": 17,
        "end": 42,
        "instrument": "iccpr",
        "document": None,
        "provisions": ["9(2)"],
        "note": None,
    }
    assert all(TEXT[each["start"] : each["end"]] == each["text"] for each in found)
    assert [each["start"] for each in found] == sorted(each["start"] for each in found)
    assert result.stderr == ""


def test_each_of_several_files_is_named(tmp_path: Path) -> None:
    one, two = tmp_path / "one.md", tmp_path / "two.txt"
    one.write_text("A/HRC/29/32, párrafo 56", encoding="utf-8")
    two.write_text("nothing", encoding="utf-8")
    (found,) = json.loads(cite(str(one), str(two), "--format", "json").stdout)
    assert (found["file"], found["document"], found["provisions"]) == (str(one), "A/HRC/29/32", ["56"])
    assert "file" not in json.loads(cite(str(one), "--format", "json").stdout)[0]
    assert cite(str(one), str(two)).stdout == f"{one}:1:1: A/HRC/29/32, párrafo 56 -> A/HRC/29/32 56\n"


def test_a_text_without_citations_gives_an_empty_list() -> None:
    assert json.loads(cite("--format", "json", text="").stdout) == []


def test_windows_line_endings_move_no_offset() -> None:
    (found,) = json.loads(cite("--format", "json", text=b"x\r\narticle\r\n19 of the ICCPR").stdout)
    assert (found["start"], found["text"]) == (3, "article\r\n19 of the ICCPR")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_and_columns_are_those_of_an_editor(end: bytes) -> None:
    text = end.join([b"\xef\xbb\xbfSee article 7 of the ICCPR", b"", b"and article 19 of the ICCPR"])

    assert cite(text=text).stdout == (
        "1:5: article 7 of the ICCPR -> iccpr 7\n3:5: article 19 of the ICCPR -> iccpr 19\n"
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "No such file"),
        (b"caf\xe9", "not in UTF-8 (byte 3)"),
        (b"%PDF-1.7\0\xff", "is not a text"),
    ],
)
def test_a_file_that_is_not_a_text_is_reported_in_one_line(tmp_path: Path, content: bytes | None, told: str) -> None:
    file = tmp_path / "letter"
    if content is not None:
        file.write_bytes(content)
    result = cite(str(file))
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert told in line
    assert str(file) in line


def test_a_folder_is_reported_too(tmp_path: Path) -> None:
    assert "Is a directory" in cite(str(tmp_path)).stderr


def test_a_missing_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    """Citations name their file, since several were given, and the exit code says that something was wrong."""
    there, missing = tmp_path / "there.md", tmp_path / "missing.md"
    there.write_text("A/HRC/29/32", encoding="utf-8")
    result = cite(str(missing), str(there), "--format", "json")
    assert result.exit_code == 2
    (found,) = json.loads(result.stdout)
    assert (found["file"], found["document"]) == (str(there), "A/HRC/29/32")
    (line,) = result.stderr.splitlines()
    assert str(missing) in line
    result = cite(str(there), str(missing))
    assert result.exit_code == 2
    assert result.stdout == f"{there}:1:1: A/HRC/29/32 -> A/HRC/29/32\n"


def test_without_a_record_the_shipped_instruments_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["cite"], input="article 19 of the ICCPR")
    assert result.stdout == "1:1: article 19 of the ICCPR -> iccpr 19\n"
    assert CliRunner().invoke(main, ["cite", "--data", "data"], input="x").exit_code == 2


def test_a_missing_record_is_reported(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["cite", "--data", str(tmp_path / "none")], input="x")
    assert result.exit_code == 2
    assert "no record" in result.stderr


def test_it_explains_why_a_citation_means_what_it_means() -> None:
    text = "Article 3 of the Convention. General comment No. 14 (2000). General comment No. 20."
    first, year, unresolved = json.loads(cite("--explain", "--format", "json", text=text).stdout)
    assert first["reason"] == "no convention was named before"
    assert year["reason"] == "of the Committee on Economic, Social and Cultural Rights, by its number and year"
    assert unresolved["reason"].startswith("the text does not say which committee's: Human Rights Committee or ")
    result = cite("--explain", text="article 19 of the ICCPR")
    assert result.stdout == "1:1: article 19 of the ICCPR -> iccpr 19 (named with it)\n"


def test_it_lists_instruments_that_are_not_in_the_register_by_frequency(tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text(
        "The Convention on Harbour Lights binds, and the Convention applies. The Convention on Harbour Lights and the "
        "Charter of the Sea; el Convenio sobre Faros de Puerto, and the ICCPR.",
        encoding="utf-8",
    )
    result = cite("--unknown", str(text))
    assert result.stdout.splitlines() == [
        "     2  Convention on Harbour Lights",
        "     1  Charter of the Sea",
        "     1  Convenio sobre Faros de Puerto",
    ]
    assert result.stderr == "3 names not in the register.\n"


def test_without_a_file_it_lists_the_unknown_instruments_of_the_record(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "site")
    workspace.letter("AL OTH 1/2021", "2021-03-12", "The Convention on Harbour Lights binds.")
    result = CliRunner().invoke(main, ["cite", "--unknown", "--data", str(workspace.data)])
    assert result.stdout == "     1  Convention on Harbour Lights\n"
