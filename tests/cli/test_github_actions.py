"""In GitHub Actions `check` keeps what is withheld out of a public repository."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from letterbook.cli import main
from workspaces import PROJECT, Workspace

HELD = "release:\n  hold: true\n  review: 2999-01-01\n  reason: safety\nallow:\n"
HELD += "  - rule: hold-after-release\n    reason: In time.\n"
EARLY = "allow:\n  - rule: withdrawal-without-notice\n    reason: In time.\n"
PUBLIC = {"repository": {"full_name": "body/letters", "private": False, "visibility": "public"}}
PRIVATE = {"repository": {"full_name": "body/letters", "private": True, "visibility": "private"}}


@pytest.fixture
def event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which GitHub Actions tells of the event; it is not there yet."""
    path = tmp_path / "event.json"
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(path))
    return path


def letter(workspace: Workspace, reference: str, more: str = "", sent: str = "2021-03-12") -> Path:
    return workspace.letter(reference, sent, "12 March 2021", more=more)


def response(workspace: Workspace, to: str, more: str = "", dated: str = "2021-06-02") -> None:
    folder = workspace.data / "responses" / to
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{dated}-northwind.md").write_text(
        f"---\nletter: {to[:6].upper().replace('-', ' ')} {to[7:].replace('-', '/')}\nrecipient: northwind\n"
        f"dated: {dated}\nlanguage: en\nkind: reply\n{more}---\nYes.\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    "told",
    [
        PUBLIC,
        {"action": "opened", "pull_request": {"head": {"repo": {"private": True}}}, **PUBLIC},
        {"schedule": "7 22 * * *", **PUBLIC},
        {"repository": {"private": False}},
        {"repository": {"visibility": "public"}},
    ],
)
def test_what_is_withheld_must_not_be_in_a_public_repository(
    workspace: Workspace, event: Path, told: dict[str, Any]
) -> None:
    """It is told in numbers, and where to read on."""
    event.write_text(json.dumps(told), encoding="utf-8")
    letter(workspace, "AL OTH 1/2021")
    letter(workspace, "AL OTH 2/2021", HELD)
    letter(workspace, "AL OTH 3/2021", f"{EARLY}withdrawn:\n  date: 2021-04-01\n  reason: error\n")
    response(workspace, "al-oth-1-2021", HELD)
    for form in ("text", "github", "json"):
        result = workspace.run("check", "--format", form)
        assert result.exit_code == 1
        assert (
            "::error title=public-repository::2 withheld letters and 1 withheld response would be public in this"
            " repository’s history. See docs/where-the-record-may-live.md"
        ) in result.output
        assert "oth-2" not in result.output
    assert json.loads(workspace.run("check", "--format", "json").stdout) == []


@pytest.mark.parametrize(
    "told",
    [
        PRIVATE,
        {"repository": {"private": True}},
        {"repository": {"private": True, "visibility": "internal"}},
        {"repository": {"visibility": "private"}},
    ],
)
def test_in_a_private_repository_it_may_be(workspace: Workspace, event: Path, told: dict[str, Any]) -> None:
    event.write_text(json.dumps(told), encoding="utf-8")
    letter(workspace, "AL OTH 2/2021", HELD)
    result = workspace.run("check")
    assert result.exit_code == 0
    assert "repository" not in result.output


@pytest.mark.parametrize("told", [PRIVATE, PUBLIC, {"repository": {}}], ids=["private", "public", "unknown"])
@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_only_the_log_of_a_private_repository_has_the_words_of_a_letter(
    workspace: Workspace, event: Path, told: dict[str, Any], form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There the annotation says what is wrong and what to do; elsewhere only which rule, where."""
    monkeypatch.setenv("SITE_URL", "https://letters.example")
    event.write_text(json.dumps(told), encoding="utf-8")
    path = letter(workspace, "AL OTH 2/2021", HELD)
    path.write_text(path.read_text("utf-8").replace("recipient: northwind", "recipient: northwnid"), encoding="utf-8")
    result = workspace.run("check", "--format", form)
    assert result.exit_code == 1
    assert "unknown-recipient" in result.output
    for words in ("northwnid", "northwind"):
        assert (words in result.output) == (told == PRIVATE)
    if form != "json":
        assert "see: https://letters.example/reference/rules/unknown-recipient/" in result.output


def test_what_is_public_may_be_in_a_public_repository(workspace: Workspace, event: Path) -> None:
    """So may what had been public before it was withdrawn, and what is invented, with the responses to it."""
    event.write_text(json.dumps(PUBLIC), encoding="utf-8")
    letter(workspace, "AL XAA 1/2021")
    letter(workspace, "AL XAA 2/2021", "withdrawn:\n  date: 2021-06-01\n  reason: error\n")
    letter(workspace, "AL OTH 3/2021", f"example: true\n{HELD}")
    registers = workspace.data / "registers/recipients.yml"
    registers.write_text(registers.read_text("utf-8") + "  example: true\n", encoding="utf-8")
    response(workspace, "al-oth-3-2021")
    result = workspace.run("check")
    assert result.exit_code == 0, result.output
    assert "repository" not in result.output


def test_the_record_that_the_project_ships_may_be_public(event: Path) -> None:
    event.write_text(json.dumps(PUBLIC), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", "--data", str(PROJECT / "data")])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "told",
    ["", "[]", "{}", '{"repository": null}', '{"repository": "public"}', '{"repository": {}}', "[" * 100_000, "\x00",
     '{"repository": {"private": "false", "visibility": 3}}', None],
)  # fmt: skip
def test_where_nothing_is_known_that_is_said(workspace: Workspace, event: Path, told: str | None) -> None:
    """In the same words with and without anything withheld; and it is no fault of the record."""
    if told is not None:
        event.write_text(told, encoding="utf-8")
    before = workspace.run("check")
    letter(workspace, "AL OTH 2/2021", HELD)
    after = workspace.run("check")
    assert (before.output, before.exit_code) == (after.output, after.exit_code)
    assert after.exit_code == 0
    assert "Cannot tell whether this repository is public" in after.output


def test_an_event_that_is_not_named_tells_nothing(
    workspace: Workspace, event: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not event.exists()
    monkeypatch.delenv("GITHUB_EVENT_PATH")
    assert "Cannot tell whether" in workspace.run("check").output


def test_on_an_editors_own_machine_nothing_is_asked(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    letter(workspace, "AL OTH 2/2021", HELD)
    result = workspace.run("check")
    assert result.exit_code == 0
    assert "repository" not in result.output


def test_a_record_with_faults_elsewhere_is_checked_all_the_same(workspace: Workspace, event: Path) -> None:
    """Of a path without a fault; what is withheld in the whole record cannot be told then."""
    event.write_text(json.dumps(PUBLIC), encoding="utf-8")
    good = letter(workspace, "AL OTH 2/2021", HELD)
    letter(workspace, "AL XAA 1/2021", "subjct: x\n")
    assert workspace.run("check", str(good)).exit_code == 0
    assert workspace.run("check").exit_code == 1


def test_a_note_for_the_editors_must_not_be_in_a_public_repository(workspace: Workspace, event: Path) -> None:
    """Though its letter is public."""
    event.write_text(json.dumps(PUBLIC), encoding="utf-8")
    letter(workspace, "AL OTH 1/2021", "note_internal: The source is the night watchman\n")
    result = workspace.run("check", "--format", "github")
    assert result.exit_code == 1
    assert "1 internal note would be public in this repository’s history" in result.output
    assert "watchman" not in result.output


def test_the_summary_of_a_run_says_what_a_merge_makes_public_at_once(
    workspace: Workspace, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In numbers: letters, responses, and what goes. What is still to come counts for nothing."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    event.write_text(json.dumps(PRIVATE), encoding="utf-8")
    letter(workspace, "AL OTH 1/2021")
    letter(workspace, "AL OTH 2/2021")
    before = tmp_path / "before"
    shutil.copytree(workspace.data, before)
    letter(workspace, "AL OTH 2/2021", HELD)
    for number in (3, 4, 5):
        letter(workspace, f"AL OTH {number}/2021")
    letter(workspace, "AL OTH 6/2021", HELD)
    response(workspace, "al-oth-1-2021")
    result = workspace.run("check", "--format", "github", "--before", str(before))
    assert result.exit_code == 0, result.output
    told = "Public at once on merge: 3 letters and 1 response. No longer public after it: 1 letter."
    assert told in result.output
    assert result.output.startswith(
        "Public at once on merge: the response northwind-2021-06-02 to AL OTH 1/2021, since 2021-06-02\n"
    )
    assert "Public at once on merge: AL OTH 3/2021, since 2021-05-11\n" in result.output
    assert "AL OTH 6/2021, since" not in result.output
    assert told in summary.read_text(encoding="utf-8")
    assert "OTH" not in summary.read_text(encoding="utf-8")


def test_what_a_merge_changes_in_public_letters_is_told_in_numbers(workspace: Workspace, tmp_path: Path) -> None:
    """Texts, translations and files."""
    path = letter(workspace, "AL OTH 1/2021")
    before = tmp_path / "before"
    shutil.copytree(workspace.data, before)
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    path.with_suffix(".fr.md").write_text(
        "---\ntranslation_of: al-oth-1-2021\nlanguage: fr\nofficial: false\n---\n12 mars 2021\n", encoding="utf-8"
    )
    told = "Public at once on merge: 0 letters, 1 changed text, 1 translation."
    output = workspace.run("check", "--before", str(before)).output
    assert told in output
    assert output.startswith("Public at once on merge: the fr translation of AL OTH 1/2021\n")
    assert f"{path}:12: warning[unrecorded-change]" in output


def test_a_merge_makes_a_text_from_before_a_correction_public_at_once(workspace: Workspace, tmp_path: Path) -> None:
    path = letter(workspace, "AL OTH 1/2021")
    before = tmp_path / "before"
    shutil.copytree(workspace.data, before)
    path.unlink()
    letter(workspace, "AL OTH 1/2021", "corrections:\n  - date: 2021-06-01\n    note: A word.\n")
    earlier = workspace.data / "earlier/al-oth-1-2021/2021-06-01.md"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("---\nletter: AL OTH 1/2021\nreplaced: 2021-06-01\n---\nAs it was.\n", encoding="utf-8")
    output = workspace.run("check", "--before", str(before)).output
    assert "Public at once on merge: 0 letters, 1 earlier text." in output
    assert output.startswith("Public at once on merge: the text of AL OTH 1/2021 until 2021-06-01\n")


def test_of_a_record_with_errors_nobody_knows_what_a_merge_makes_public(workspace: Workspace, tmp_path: Path) -> None:
    letter(workspace, "AL OTH 1/2021")
    before = tmp_path / "before"
    shutil.copytree(workspace.data, before)
    (before / "policy.yml").write_text("release: none\n", encoding="utf-8")
    assert "is not known" in workspace.run("check", "--before", str(before)).output


@pytest.mark.parametrize("told", [PRIVATE, PUBLIC], ids=["private", "public"])
@pytest.mark.parametrize("given", ["", f"    sha256: {'0' * 64}\n"], ids=["without a sum", "with another sum"])
def test_the_annotation_gives_the_sum_of_a_pdf_where_only_readers_of_the_record_see_it(
    workspace: Workspace, event: Path, told: dict[str, Any], given: str
) -> None:
    """So that an editor without any program can copy it; a public log says nothing of the file."""
    event.write_text(json.dumps(told), encoding="utf-8")
    content = b"%PDF-1.4\n%%EOF\n"
    pdf = workspace.data / "attachments/al-oth-2-2021/letter.pdf"
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(content)
    letter(
        workspace, "AL OTH 2/2021", f"attachments:\n  - file: letter.pdf\n    title: A\n    language: en\n{given}{HELD}"
    )

    result = workspace.run("check", "--format", "github")

    assert result.exit_code == 1
    assert (f"sha256: {hashlib.sha256(content).hexdigest()}" in result.output) == (told == PRIVATE)
    assert ("letter.pdf" in result.output) == (told == PRIVATE and bool(given))
