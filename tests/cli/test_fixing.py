"""`letterbook check --fix` shows what it would change, asks, and writes nothing that was not accepted."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drawn_pdf import draw, set_paragraphs
from letterbook.cli import fixing, main
from workspaces import Workspace

ODD = "12 March 2021"


@pytest.fixture
def letter(workspace: Workspace) -> Path:
    """A letter with an odd date, and a comment."""
    path = workspace.letter("AL OTH 1/2021", "2021-03-12", text=ODD, more="# to do: the subject\n")
    path.write_text(path.read_text(encoding="utf-8").replace("sent: 2021-03-12", f"sent: {ODD}"), encoding="utf-8")
    return path


@pytest.fixture
def attached(workspace: Workspace) -> Path:
    """A letter whose published PDF was replaced by another."""
    pdf = workspace.data / "attachments/al-oth-1-2021/letter.pdf"
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(draw(set_paragraphs("AL OTH 1/2021", ODD)))
    more = f"attachments:\n  - file: letter.pdf\n    title: The letter\n    language: en\n    sha256: {OLD}\n"
    return workspace.letter("AL OTH 1/2021", "2021-03-12", text=ODD, more=f"{more}    public_copy: true\n")


OLD = hashlib.sha256(b"").hexdigest()


def answer(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, answers: str, *options: str) -> Result:
    """Run `check --fix` on a terminal on which somebody gives the answers."""
    monkeypatch.setattr(fixing, "_can_ask", lambda: True)
    return CliRunner().invoke(main, ["check", "--fix", "--data", str(workspace.data), *options], input=answers)


def test_without_a_terminal_the_change_is_shown_and_nothing_is_written(workspace: Workspace, letter: Path) -> None:
    before = letter.read_bytes()
    result = workspace.run("check", "--fix")
    assert result.exit_code == 1
    assert f"-sent: {ODD}\n+sent: 2021-03-12\n" in result.output
    assert "Nothing was written. To make these corrections, add --yes" in result.output
    assert letter.read_bytes() == before


def test_with_yes_it_is_written_and_the_check_reports_what_is_left(workspace: Workspace, letter: Path) -> None:
    letter.write_text(letter.read_text(encoding="utf-8").replace("business", "busines"), encoding="utf-8")
    result = workspace.run("check", "--fix", "--yes")
    assert "Corrected 1 file." in result.output
    text = letter.read_text(encoding="utf-8")
    assert ("sent: 2021-03-12\n" in text, "# to do: the subject\n" in text, "busines\n" in text) == (True, True, True)
    assert result.exit_code == 1
    assert "invalid-date" not in result.output
    assert "error[unknown-mandate]" in result.output


def test_a_file_that_cannot_be_written_is_reported_and_stays(
    workspace: Workspace, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = letter.read_bytes()
    monkeypatch.setattr("letterbook.editing.files.os.replace", fail)
    result = workspace.run("check", "--fix", "--yes")
    assert result.exit_code == 2
    assert "nothing was written: No space left on device" in result.output
    assert letter.read_bytes() == before


def test_on_a_terminal_it_asks(workspace: Workspace, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = letter.read_bytes()
    refused = answer(workspace, monkeypatch, "n\n")
    assert "Make these corrections in 1 file? [y/N]" in refused.output
    assert (refused.exit_code, letter.read_bytes()) == (1, before)
    accepted = answer(workspace, monkeypatch, "y\n")
    assert accepted.exit_code == 0
    assert b"sent: 2021-03-12" in letter.read_bytes()


def test_an_answer_that_never_comes_writes_nothing(
    workspace: Workspace, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = letter.read_bytes()
    assert answer(workspace, monkeypatch, "").exit_code == 1
    assert letter.read_bytes() == before


@pytest.mark.usefixtures("letter")
def test_the_check_says_how_many_faults_it_can_correct_except_in_a_log(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "1 error, 0 warnings. To correct 1 of these, add --fix.\n" in workspace.run("check").output
    monkeypatch.setenv("CI", "true")
    assert "--fix" not in workspace.run("check").output


def test_personal_data_beside_a_correction_are_not_shown(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", text=ODD, more="subject: ana.example@example.org\nexample: no\n")
    output = workspace.run("check", "--fix", "--yes").output
    assert "-example: no\n+example: false\n" in output
    assert "ana.example" not in output


def test_a_record_without_faults_has_nothing_to_correct(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", text=ODD)
    result = workspace.run("check", "--fix")
    assert result.exit_code == 0
    assert result.output.startswith("Nothing can be corrected automatically.\n")


def test_only_the_given_files_are_corrected(workspace: Workspace, letter: Path) -> None:
    other = workspace.letter("AL OTH 2/2021", "2021-03-12", text=ODD, more="example: no\n")
    workspace.run("check", "--fix", "--yes", str(other))
    assert "example: false" in other.read_text(encoding="utf-8")
    assert f"sent: {ODD}" in letter.read_text(encoding="utf-8")


def test_yes_does_not_accept_another_file_in_place_of_the_declared_one(workspace: Workspace, attached: Path) -> None:
    """It may show a name that was redacted. Both checksums are shown."""
    before = attached.read_bytes()
    result = workspace.run("check", "--fix", "--yes")
    assert attached.read_bytes() == before
    assert "letter.pdf, which is published, is not the file that the old checksum was given for" in result.output
    assert f"-    sha256: {OLD}" in result.output
    assert "+    sha256: " in result.output
    assert "Not corrected: run this on a terminal" in result.output
    assert "error[checksum-mismatch]" in result.output


def test_a_checksum_is_written_once_somebody_has_looked_at_the_file(
    workspace: Workspace, attached: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "checksum-mismatch" in answer(workspace, monkeypatch, "n\n").output
    answer(workspace, monkeypatch, "y\n")
    found = hashlib.sha256((workspace.data / "attachments/al-oth-1-2021/letter.pdf").read_bytes()).hexdigest()
    assert f"sha256: {found}" in attached.read_text(encoding="utf-8")


def test_control_characters_do_not_reach_the_terminal(workspace: Workspace, letter: Path) -> None:
    letter.write_text(letter.read_text(encoding="utf-8").replace("# to do", "# \u202eto do"), encoding="utf-8")
    assert "\u202e" not in workspace.run("check", "--fix").output.split("Nothing was written")[0]


@pytest.mark.parametrize("options", [("--yes",), ("--fix", "--format", "json"), ("--fix", "--format", "github")])
def test_options_that_do_not_go_together_are_a_usage_error(workspace: Workspace, options: tuple[str, ...]) -> None:
    assert workspace.run("check", *options).exit_code == 2


def test_it_refuses_to_show_words_in_a_log_that_others_may_read(
    workspace: Workspace, letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    before = letter.read_bytes()
    result = workspace.run("check", "--fix", "--yes")
    assert (result.exit_code, ODD in result.output, letter.read_bytes() == before) == (2, False, True)


def test_the_page_of_a_rule_says_that_it_can_be_corrected() -> None:
    said = "`letterbook check --fix` shows it, asks, and makes it."
    pages = {rule: CliRunner().invoke(main, ["explain", rule]).output for rule in ("invalid-date", "missing-policy")}
    assert (said in pages["invalid-date"], said in pages["missing-policy"]) == (True, False)
