"""`letterbook schemas` writes files that git ignores, and the tasks of VS Code read what `check` prints."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from letterbook.editing.completions import SCHEMAS, SNIPPETS
from workspaces import PROJECT, Workspace


def test_the_files_lie_beside_the_record(workspace: Workspace) -> None:
    result = workspace.run("schemas")

    assert result.exit_code == 0
    assert (
        "northwind"
        in json.loads((workspace.folder / SCHEMAS / "letter.schema.json").read_text())["properties"]["concerning"][
            "items"
        ]["enum"]
    )
    assert "recipient northwind" in json.loads((workspace.folder / SNIPPETS).read_text())


def test_a_new_entry_is_there_after_the_next_run(workspace: Workspace) -> None:
    workspace.run("schemas")
    with (workspace.data / "registers/recipients.yml").open("a") as register:
        register.write("southwind:\n  name: Southwind Mills\n  kind: company\n")

    workspace.run("schemas")

    assert "recipient southwind" in json.loads((workspace.folder / SNIPPETS).read_text())


def test_a_folder_without_a_record_is_wrong_use(tmp_path: Path, workspace: Workspace) -> None:
    result = workspace.run("schemas", "--data", str(tmp_path / "nowhere"))

    assert result.exit_code == 2
    assert "there is no record in" in result.output


@pytest.mark.parametrize("path", [SCHEMAS / "letter.schema.json", SNIPPETS], ids=str)
def test_git_ignores_the_files(path: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_bytes((PROJECT / ".gitignore").read_bytes())

    ignored = subprocess.run(["git", "check-ignore", "-q", str(path)], cwd=tmp_path, check=False)
    kept = subprocess.run(["git", "check-ignore", "-q", ".vscode/settings.json"], cwd=tmp_path, check=False)

    assert (ignored.returncode, kept.returncode) == (0, 1)


def test_the_task_of_vs_code_finds_each_problem_that_check_prints(workspace: Workspace) -> None:
    letter = workspace.letter("AL OTH 1/2021", "2021-03-12", more="subjct: A\n")
    (workspace.data / "letters/notes.txt").touch()
    tasks = json.loads((PROJECT / ".vscode/tasks.json").read_text())["tasks"]
    (matchers,) = [each["problemMatcher"] for each in tasks if each["args"] == ["check"]]

    lines = workspace.run("check").output.splitlines()
    found = {
        (match[pattern["file"]], match[pattern["line"]] if "line" in pattern else "", match[pattern["code"]])
        for pattern in (each["pattern"] for each in matchers)
        for match in (re.match(pattern["regexp"], line) for line in lines)
        if match
    }

    assert {
        (letter.as_posix(), "9", "unknown-field"),
        (f"{workspace.data.as_posix()}/letters/notes.txt", "", "stray-file"),
    } <= found
    assert len(found) == len([line for line in lines if re.search(r": (?:error|warning)\[", line)])
