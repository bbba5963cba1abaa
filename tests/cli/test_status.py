"""`letterbook status`, as an editor runs it each morning."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import icalendar
import pytest

from letterbook.editing.agenda import Agenda, Item
from workspaces import PROJECT, Workspace

DAY = "2021-06-01"
EDITORS = PROJECT / "docs" / "editors.md"


def test_the_overview_names_each_thing_with_its_day_and_file(workspace: Workspace) -> None:
    file = workspace.letter("AL OTH 1/2021", "2021-03-12", more="subject: Cotton\nsummary: On cotton.\n")
    result = workspace.run("status", "--as-of", "2021-05-01")
    assert result.exit_code == 0
    assert result.output == (
        "Saturday 1 May 2021\n\nReleased in the next 14 days\n"
        "  2021-05-11  in 10 d  AL OTH 1/2021  Cotton; to Northwind Textiles, sent 2021-03-12\n"
        f"    {file.as_posix()}\n"
        "\nReleased last: none\n\nResponses expected: none\n\nResponses that were due: none\n"
        "\nNot yet checked for a response: none\n\nHolds to review: none\n\nIncomplete: none\n"
    )


def test_later_releases_are_counted(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    assert (
        "Released in the next 3 days (1 to be released later)"
        in workspace.run("status", "--as-of", "2021-05-01", "--days", "3").output
    )


def test_long_lists_are_cut_short_unless_all_is_asked_for(workspace: Workspace) -> None:
    for number in range(1, 13):
        workspace.letter(f"AL OTH {number}/2021", "2021-03-12", more="subject: x\nsummary: x\n")
    short = workspace.run("status", "--as-of", "2021-05-01")
    assert "… and 2 more; to list them, use --all" in short.output
    assert short.output.count("AL OTH") == 10
    assert workspace.run("status", "--as-of", "2021-05-01", "--all").output.count("AL OTH") == 12


def test_the_clock_is_asked_only_if_no_moment_is_given(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    assert "Released last\n  2021-05-11" in workspace.run("status").output


def test_json_has_the_fields_of_the_agenda_and_of_its_items(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    found = json.loads(workspace.run("status", "--as-of", "2021-05-01", "--format", "json").output)
    assert list(found) == [each.name for each in fields(Agenda)]
    assert found["as_of"] == "2021-04-30T22:00:00Z"
    (coming,) = found["coming"]
    assert list(coming) == [each.name for each in fields(Item)]
    assert coming["day"] == "2021-05-11"


@pytest.mark.parametrize("cls", [Agenda, Item])
def test_the_page_for_editors_explains_every_key_of_the_json(cls: type) -> None:
    text = EDITORS.read_text(encoding="utf-8")
    assert [each.name for each in fields(cls) if f"`{each.name}`" not in text] == []


def test_a_calendar_is_the_same_on_every_run(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    one, other = (workspace.run("status", "--as-of", "2021-05-01", "--format", "ics").stdout_bytes for _ in "12")
    assert one == other
    assert one.count(b"\n") == one.count(b"\r\n") > 0
    assert len(icalendar.Calendar.from_ical(one).walk("VEVENT")) == 1


def test_a_file_with_errors_is_named(workspace: Workspace) -> None:
    file = workspace.letter("AL OTH 1/2021", "soon")
    assert f"letterbook check)\n  {file.as_posix()}\n" in workspace.run("status").output


def test_without_a_policy_no_day_is_known(workspace: Workspace) -> None:
    (workspace.data / "policy.yml").write_text("publisher: x\n", encoding="utf-8")
    result = workspace.run("status")
    assert result.exit_code == 1
    assert "policy.yml has errors, so no dates can be given" in result.output


@pytest.mark.parametrize(
    "options", [("--days", "-1"), ("--days", "many"), ("--as-of", "tomorrow"), ("--format", "xml"), ("extra",)]
)
def test_wrong_use_is_exit_code_2(workspace: Workspace, options: tuple[str, ...]) -> None:
    assert workspace.run("status", *options).exit_code == 2


def test_any_day_of_the_calendar_will_do(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    for day in ("0001-01-02", "9999-12-30"):
        assert workspace.run("status", "--as-of", day, "--days", "3660").exit_code == 0


@pytest.mark.parametrize("form", ["text", "json", "ics"])
def test_it_refuses_to_write_to_a_log_that_others_may_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, form: str, tmp_path: Path
) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", more=f"release:\n  hold: true\n  review: {DAY}\n  reason: safety\n")
    event = tmp_path / "event.json"
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    for content, code in (('{"repository": {"private": false}}', 2), ("", 2), ('{"repository": {"private": true}}', 0)):
        event.write_text(content, encoding="utf-8")
        result = workspace.run("status", "--format", form)
        assert (result.exit_code, "OTH 1/2021" in result.output) == (code, not code)
