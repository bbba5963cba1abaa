"""`letterbook correct` records a correction of a public text, and keeps the text as it was until then."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from workspaces import Workspace

TEXT = "12 March 2021\n\nThe mill has 40 beds.\n\n---\n\nAn end.  \nWith two lines."
TODAY = dt.datetime.now(ZoneInfo("Europe/Zurich")).date()  # noqa: TID251 - the command reads the clock too
NOTE = "The number of beds: it is 14."


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path)
    workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT)
    folder = workspace.data / "responses/al-oth-1-2021"
    folder.mkdir(parents=True)
    (folder / "2021-04-01-northwind.md").write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-04-01\nlanguage: en\nkind: reply\n---\n"
        "1 April 2021\n\nWe have 40 beds.\n",
        encoding="utf-8",
    )
    return workspace


def letter(workspace: Workspace) -> Path:
    return workspace.data / "letters/2021/al-oth-1-2021.md"


def test_the_text_is_kept_and_the_correction_recorded(workspace: Workspace) -> None:
    """Once the text is corrected, the check has nothing to say, and the page shows what changed."""
    result = workspace.run("correct", "OTH 1/2021", NOTE)

    kept = workspace.data / f"earlier/al-oth-1-2021/{TODAY}.md"
    assert result.exit_code == 0, result.output
    assert f"The text as it is now is kept in {kept.as_posix()}" in result.output
    assert kept.read_text("utf-8") == f"---\nletter: AL OTH 1/2021\nreplaced: {TODAY}\n---\n{TEXT}\n"
    text = letter(workspace).read_text("utf-8")
    assert f"corrections:\n  - date: {TODAY}\n    note: " in text
    letter(workspace).write_text(text.replace("40 beds", "14 beds"), "utf-8")
    assert "0 errors, 0 warnings" in workspace.run("check").output
    workspace.build()
    assert "Letter corrected on" in workspace.page("communications/al-oth-1-2021/changes")


def test_the_check_warns_until_the_text_is_corrected(workspace: Workspace) -> None:
    """Also the check that `correct` names, which reports on the two files alone."""
    result = workspace.run("correct", "OTH 1/2021", NOTE)

    kept = workspace.data / f"earlier/al-oth-1-2021/{TODAY}.md"
    command = f"check {letter(workspace).as_posix()} {kept.as_posix()}"
    assert result.output.endswith(f" {command}\n")
    assert "unchanged-earlier-text" in workspace.run(*command.split()).output
    assert "unchanged-earlier-text" in workspace.run("check").output


def test_a_second_correction_of_the_day_keeps_the_text_of_before_the_first(workspace: Workspace) -> None:
    workspace.run("correct", "OTH 1/2021", NOTE)
    letter(workspace).write_text(letter(workspace).read_text("utf-8").replace("40 beds", "14 beds"), "utf-8")
    result = workspace.run("correct", "OTH 1/2021", "The end.")

    assert result.exit_code == 0, result.output
    assert "40 beds" in (workspace.data / f"earlier/al-oth-1-2021/{TODAY}.md").read_text("utf-8")
    assert letter(workspace).read_text("utf-8").count(f"  - date: {TODAY}\n") == 2


def test_the_text_of_a_response_is_kept_in_a_folder_of_its_own(workspace: Workspace) -> None:
    result = workspace.run("correct", "OTH 1/2021", "The beds.", "--response", "northwind")

    assert result.exit_code == 0, result.output
    kept = workspace.data / f"earlier/al-oth-1-2021/2021-04-01-northwind/{TODAY}.md"
    assert kept.read_text("utf-8").endswith("---\n1 April 2021\n\nWe have 40 beds.\n")
    assert "corrections:" not in letter(workspace).read_text("utf-8")


def test_the_text_of_something_redacted_is_never_kept(workspace: Workspace) -> None:
    path = letter(workspace)
    path.write_text(path.read_text("utf-8").replace("An end", "[redacted: identity]"), "utf-8")
    result = workspace.run("correct", "OTH 1/2021", NOTE)

    assert result.exit_code == 0, result.output
    assert "was not kept, because something was redacted from it" in result.output
    assert not (workspace.data / "earlier").exists()
    assert f"  - date: {TODAY}\n" in path.read_text("utf-8")


def test_a_letter_that_is_not_public_has_no_corrections(workspace: Workspace) -> None:
    path = workspace.letter("AL OTH 2/2021", str(TODAY), "A text.")
    before = path.read_bytes()
    result = workspace.run("correct", "OTH 2/2021", NOTE)

    assert result.exit_code == 1
    assert "is not public, so no reader needs to know: just change its text" in result.output
    assert path.read_bytes() == before


def test_an_empty_note_is_refused(workspace: Workspace) -> None:
    assert workspace.run("correct", "OTH 1/2021", " ").exit_code == 2
