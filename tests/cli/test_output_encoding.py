"""What is printed where the output is not in UTF-8, or not a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from letterbook.rules import list_rules
from workspaces import Workspace

ENCODINGS = ("latin-1", "cp1252", "koi8-r", "utf-8")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("command", ["check", "check --format json", "check --format github", "build"])
def test_characters_that_the_output_cannot_encode_are_escaped(
    encoding: str, command: str, workspace: Workspace
) -> None:
    """In the excerpt of a line, in a file's name, and in a name that is not valid UTF-8."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", more='subjct: "é人😀"\n')
    for name in ("人.txt".encode(), b"caf\xe9.txt"):
        Path(os.fsdecode(os.fsencode(workspace.data / "letters") + b"/" + name)).touch()

    stopped = _run(workspace, *command.split(), PYTHONIOENCODING=encoding)

    assert stopped.returncode == 1
    assert "Traceback" not in stopped.stderr.decode(encoding)
    output = (stopped.stdout + stopped.stderr).decode(encoding)
    if command.endswith("json"):
        assert 'subjct: "é人😀"' in [each["excerpt"] for each in json.loads(output)]
    else:
        assert ("人.txt" if encoding == "utf-8" else r"\u4eba.txt") in output


def test_what_the_engine_prints_of_a_record_is_escaped_too(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", more='subjct: "é人"\n')
    stopped = _run(workspace, "build", program="mkdocs", PYTHONIOENCODING="latin-1")
    assert (stopped.returncode, r'subjct: "é\u4eba"' in stopped.stdout.decode("latin-1")) == (1, True)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_cite_and_explain_print_every_text_in_every_encoding(encoding: str, workspace: Workspace) -> None:
    text = workspace.folder / "text.md"
    text.write_text("статья; see article 19 ICCPR – and A/HRC/17/31 (人)\n", encoding="utf-8")
    for arguments in ((), *((rule.slug,) for rule in list_rules()[:3])):
        assert _run(workspace, "explain", *arguments, PYTHONIOENCODING=encoding).returncode == 0
    found = _run(workspace, "cite", str(text), "人", PYTHONIOENCODING=encoding)
    assert (found.returncode, b"Traceback" in found.stderr) == (2, False)  # there is no second file


def test_a_log_has_no_progress_bar_even_if_it_may_be_coloured(workspace: Workspace) -> None:
    """As in CI, where FORCE_COLOR is often set."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    checked = _run(workspace, "check", FORCE_COLOR="1", TTY_COMPATIBLE="1", CI="true")
    assert (checked.returncode, checked.stderr) == (0, b"")


def _run(
    workspace: Workspace, *arguments: str, program: str = "letterbook", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=workspace.folder,
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )
