"""Pages and templates are checked with the record, since the engine publishes whatever lies among them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workspaces import Workspace


@pytest.mark.parametrize("path", ["docs/about.md~", "docs/assets/~$notes.docx", "overrides/main.html.orig"])
def test_a_leftover_stops_every_way_to_build_a_site(path: str, workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    leftover = workspace.folder / path
    leftover.write_text("An editor's backup.", encoding="utf-8")

    for command in ("check", "build"):
        stopped = workspace.run(command)
        assert (stopped.exit_code, f"{leftover}: error[unexpected-file]" in stopped.output) == (1, True)
    by_the_engine = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=workspace.folder, capture_output=True, text=True, check=False
    )

    assert (by_the_engine.returncode, f"{path}: error[unexpected-file]" in by_the_engine.stdout) == (1, True)
    assert not workspace.site.exists()


def test_a_pipe_among_the_pages_is_never_opened(workspace: Workspace) -> None:
    """It would be copied into the site until somebody writes to it."""
    os.mkfifo(workspace.folder / "docs/new.md")
    assert "docs/new.md: error[special-file]" in workspace.run("build").output


def test_check_of_a_page_reports_its_problems_alone(workspace: Workspace, tmp_path: Path) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", more="subjct: x\n")
    page = workspace.folder / "docs/new.md"
    page.write_text("---\ntitle: a: b\n---\n# New\n", encoding="utf-8")

    checked = workspace.run("check", str(page))

    assert (checked.exit_code, checked.output.splitlines()[-1]) == (1, "1 error, 0 warnings.")
    assert f"{page}:2: error[invalid-yaml]" in checked.output
    assert "outside" in workspace.run("check", str(tmp_path)).output


def test_a_record_without_a_site_beside_it_is_checked_alone(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021")
    (workspace.folder / "docs/about.md~").touch()
    (workspace.folder / "mkdocs.yml").unlink()
    assert workspace.run("check").exit_code == 0
