"""A name on the confidential list stops a check and a build, and is printed by neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.ingest.confidential_list import VARIABLE
from workspaces import Workspace

TEXT = "12 March 2021\n\nExcellency,\n\nThe witness, Ida SENTINEL, is safe."


@pytest.fixture
def names(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A confidential list outside the workspace, which the environment names."""
    path = tmp_path_factory.mktemp("outside") / "list.txt"
    path.write_text("Sentinel, Ida\nBo Nobody\n", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(path))
    return path


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("form", ["text", "github", "json"])
@pytest.mark.parametrize("in_ci", [False, True])
def test_no_format_prints_a_name(form: str, in_ci: bool, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    if in_ci:
        monkeypatch.setenv("CI", "true")
    workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT)

    result = workspace.run("check", "--format", form)

    assert result.exit_code == 1
    assert "confidential-name" in result.output
    assert "sentinel" not in result.output.lower()


@pytest.mark.usefixtures("names")
def test_a_check_says_how_many_names_it_looked_for(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """On an editor's machine; a log that others may read does not say it."""
    monkeypatch.delenv("CI", raising=False)
    assert "Looked for the 2 names on the confidential list." in workspace.run("check").output
    assert "confidential list" not in workspace.run("check", "--format", "github").output
    monkeypatch.delenv(VARIABLE)
    assert "confidential list" not in workspace.run("check").output


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_list_that_cannot_be_used_stops_the_command(
    command: str, names: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise nobody would know that nothing was looked for."""
    monkeypatch.setenv(VARIABLE, str(names.with_name("sentinel.txt")))
    result = workspace.run(command)
    assert result.exit_code == 2
    assert f"{VARIABLE} does not name a file" in result.output
    assert "sentinel" not in result.output


@pytest.mark.usefixtures("names")
def test_a_build_is_stopped_by_a_name_in_a_letter(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT)
    result = workspace.run("build")
    assert result.exit_code == 1
    assert "sentinel" not in result.output.lower()
    assert not workspace.site.exists()


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("name", ["about.md", "assets/ida-sentinel.txt"])
def test_a_build_is_stopped_by_a_name_on_a_page_that_is_not_of_the_record(name: str, workspace: Workspace) -> None:
    """What no rule reads, the leak audit does: hand-written pages, and the names of files."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nExcellency,")
    with (workspace.folder / "docs" / name).open("a", encoding="utf-8") as page:
        page.write("\n\nWe thank <b>Ida</b>&nbsp;Sentinel.\n")

    result = workspace.run("build")

    assert result.exit_code == 1
    assert "confidential-name" in result.output
    assert "sentinel" not in result.output.lower()


@pytest.mark.usefixtures("names")
def test_a_site_without_the_names_is_said_to_be_free_of_them(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nIda met another Sentinel.")
    workspace.build()
    result = workspace.run("audit", "--config-file", str(workspace.folder / "mkdocs.yml"), str(workspace.site))
    assert result.exit_code == 0, result.output
    assert "nor any of the 2 names on the confidential list" in result.output


@pytest.mark.usefixtures("names")
def test_a_name_that_an_editor_allowed_may_be_published(workspace: Workspace) -> None:
    """The list has a name that somebody else bears, such as a mandate holder."""
    allow = "allow:\n  - rule: confidential-name\n    reason: She is the mandate holder.\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", TEXT, allow)
    workspace.build()
    assert "Ida SENTINEL" in workspace.page("communications/al-oth-1-2021")


@pytest.mark.usefixtures("names")
def test_an_import_does_not_repeat_a_name_that_the_check_finds(workspace: Workspace, tmp_path: Path) -> None:
    original = tmp_path / "original.txt"
    original.write_text(f"REFERENCE: AL XAA 1/2021\n\n{TEXT}\n", encoding="utf-8")
    result = workspace.run("import", str(original))
    assert "error[confidential-name] the text contains a name on the confidential list" in result.output
    assert "sentinel" not in result.output.lower()


UNREAD = {
    "a name in a field that cannot be read": "questions: Ida Sentinel\n",
    "a name as an id": "concerning:\n  - Ida Sentinel\n",
    "a name as a field": "Ida Sentinel: a witness\n",
    "a name in a value that needs quotation marks": "subject: On Ida Sentinel: the witness\n",
    "a name in a file that cannot be read": "subject: 'Ida Sentinel\n",
    "a name beside a fault": "subject: Ida Sentinel\nexample: yes\n",
    "a name on two lines beside a fault": "summary: We heard Ida\n  Sentinel\n  and others\nalleged_victims: many\n",
}


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("more", UNREAD.values(), ids=UNREAD)
@pytest.mark.parametrize("options", [(), ("--fix",), ("--fix", "--yes"), ("--format", "json")])
def test_no_other_rule_prints_a_name(
    more: str, options: tuple[str, ...], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the rule about names finds none, because the field or the file cannot be read."""
    monkeypatch.delenv("CI", raising=False)
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nExcellency,", more)
    assert "sentinel" not in workspace.run("check", *options).output.lower()


@pytest.mark.usefixtures("names")
def test_no_other_rule_prints_the_end_of_a_name_that_goes_on_on_the_next_line(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nWe met Ida\nSentinel, [redacted: nobody].")
    output = workspace.run("check").output
    assert "redaction" in output
    assert "sentinel" not in output.lower()


@pytest.mark.usefixtures("names")
def test_another_rule_still_shows_a_name_that_an_editor_allowed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    allow = "allow:\n  - rule: confidential-name\n    reason: She is the mandate holder.\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", f"{TEXT}\n\n[redacted: nobody] Ida Sentinel", allow)
    assert "| [redacted: nobody] Ida Sentinel" in workspace.run("check").output


@pytest.mark.usefixtures("names")
def test_an_import_does_not_repeat_a_name_in_the_fields_that_it_found(workspace: Workspace, tmp_path: Path) -> None:
    original = tmp_path / "original.txt"
    matter = (
        "We would like to bring to your attention information we have received concerning the killing of Ida Sentinel."
    )
    original.write_text(f"REFERENCE: AL OTH 1/2021\n\n12 March 2021\n\nExcellency,\n\n{matter}\n", encoding="utf-8")
    result = workspace.run("import", str(original), "--recipient", "northwind")
    assert "not shown" in result.output
    assert "sentinel" not in result.output.lower()


@pytest.mark.usefixtures("names")
def test_the_number_of_names_is_not_in_a_log(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nExcellency,")
    workspace.build()
    result = workspace.run("audit", "--config-file", str(workspace.folder / "mkdocs.yml"), str(workspace.site))
    assert "Nothing withheld was found" in result.output
    assert "nor any" not in result.output
