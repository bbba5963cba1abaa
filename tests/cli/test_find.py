"""`letterbook find`, as an editor uses it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from letterbook.cli import main
from workspaces import Workspace


def test_columns_are_aligned_and_name_the_file_of_a_letter(workspace: Workspace) -> None:
    file = workspace.letter("AL OTH 1/2021", "2021-03-12", more="subject: The cotton\n")
    result = workspace.run("find", "northwind")
    assert result.exit_code == 0
    assert result.output == (
        "northwind      company  Northwind Textiles\n"
        f"AL OTH 1/2021  letter   The cotton; to Northwind Textiles, sent 2021-03-12  {file.as_posix()}\n"
    )


def test_nothing_found_is_exit_code_1_with_suggestions(workspace: Workspace) -> None:
    result = workspace.run("find", "nortwhind")
    assert result.exit_code == 1
    assert result.output == (
        "Nothing in the record is called “nortwhind”.\nDid you mean:\n  northwind  company  Northwind Textiles\n"
    )
    assert workspace.run("find", "zzzz").output == "Nothing in the record is called “zzzz”.\n"


def test_json_has_what_was_found_and_what_is_near(workspace: Workspace) -> None:
    result = workspace.run("find", "--format", "json", "norland")
    assert json.loads(result.output) == {
        "found": [
            {
                "kind": "state",
                "id": "xaa",
                "name": "Norland (XAA)",
                "file": (workspace.data / "registers/recipients.yml").as_posix(),
            }
        ],
        "near": [],
    }


def test_only_the_newest_letters_are_listed_unless_all_are_asked_for(workspace: Workspace) -> None:
    for number in range(1, 24):
        workspace.letter(f"AL OTH {number}/2021", f"2021-03-{number:02}")
    newest = workspace.run("find", "northwind")
    assert "AL OTH 23/2021" in newest.output
    assert "AL OTH 3/2021 " not in newest.output
    assert newest.output.endswith("… and 3 more; to list them, use --all\n")
    assert "AL OTH 3/2021 " in workspace.run("find", "--all", "northwind").output


def test_a_faulty_file_is_found_as_far_as_it_can_be_read_and_the_rest_is_announced(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "soon", more="subject: The cotton\n")
    result = workspace.run("find", "cotton")
    assert "The cotton; to Northwind Textiles" in result.output
    assert "1 file could not be read in full" in result.stderr


def test_control_characters_in_a_subject_do_not_reach_the_terminal(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", more='subject: "The \\e[31mcotton"\n')
    assert "\x1b" not in workspace.run("find", "cotton").output


@pytest.mark.parametrize("words", [[""], ["  ", ""]])
def test_no_word_at_all_is_a_usage_error(workspace: Workspace, words: list[str]) -> None:
    assert "give at least one word" in workspace.run("find", *words).output
    assert workspace.run("find").exit_code == 2


@pytest.mark.parametrize("text", ["…", "((", "*", "\\", "%s", "0", "a" * 10_000])
def test_odd_words_find_nothing_and_break_nothing(workspace: Workspace, text: str) -> None:
    assert workspace.run("find", text).exit_code == 1


def test_a_missing_record_is_a_usage_error(workspace: Workspace) -> None:
    result = CliRunner().invoke(main, ["find", "--data", str(workspace.folder / "none"), "x"])
    assert result.exit_code == 2
    assert "there is no record in" in result.output


def run_in_actions(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, event: str) -> Result:
    path = workspace.folder / "event.json"
    path.write_text(event, encoding="utf-8")
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))
    return workspace.run("find", "norland")


@pytest.mark.parametrize("event", ['{"repository": {"private": false}}', "{}", "not JSON"])
def test_it_refuses_to_write_to_a_log_that_others_may_read(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    result = run_in_actions(workspace, monkeypatch, event)
    assert result.exit_code == 2
    assert "others may be able to read" in result.output
    assert "xaa" not in result.output


def test_in_a_private_repository_it_runs(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_in_actions(workspace, monkeypatch, '{"repository": {"private": true}}').exit_code == 0


def test_in_any_other_ci_it_refuses(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert workspace.run("find", "norland").exit_code == 2
