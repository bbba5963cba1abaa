"""`letterbook respond` files a response to a letter, or starts one, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drawn_pdf import draw, set_paragraphs
from workspaces import Workspace

NOTE = """\
PM/117/2024

The Permanent Mission of Norland to the United Nations Office at Geneva presents its compliments and has the honour to
acknowledge receipt of communication AL XAA 3/2024.

Geneva, 3 May 2024
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path)
    workspace.letter("AL XAA 3/2024", "2024-03-03")
    return workspace


def list_responses(workspace: Workspace) -> list[str]:
    folder = workspace.data / "responses"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "reference",
    ["AL XAA 3/2024", "al xaa 3/2024", "al-xaa-3-2024", "XAA 3/2024", "xaa-3-2024", "JAL XAA 3.2024", "PATH"],
)
def test_the_letter_is_found_by_each_form_of_its_reference(workspace: Workspace, reference: str) -> None:
    name = str(workspace.data / "letters/2024/al-xaa-3-2024.md") if reference == "PATH" else reference
    result = workspace.run("respond", name, "--dated", "2024-05-03")
    assert result.exit_code == 0, result.output
    assert list_responses(workspace) == ["al-xaa-3-2024/2024-05-03-xaa.md"]


def test_a_started_response_has_every_field_and_passes_once_it_is_filled_in(workspace: Workspace) -> None:
    given = ("--dated", "2024-05-03", "--received", "2024-05-06", "--kind", "reply", "--language", "en")
    result = workspace.run("respond", "AL XAA 3/2024", *given)
    assert result.exit_code == 0, result.output
    assert "add the text below them, then run: " in result.output
    path = workspace.data / "responses/al-xaa-3-2024/2024-05-03-xaa.md"
    text = path.read_text(encoding="utf-8")
    for line in ("letter: AL XAA 3/2024", "recipient: xaa", "dated: 2024-05-03", "received: 2024-05-06", "kind: reply"):
        assert f"\n{line}\n" in text
    assert "# sent_by:" in text
    path.write_text(f"{text}The text.\n\nGeneva, 3 May 2024\n", encoding="utf-8")
    assert workspace.run("check").exit_code == 0, workspace.run("check").output


def test_a_file_becomes_the_same_response_as_with_import(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    result = workspace.run("respond", "XAA 3/2024", str(tmp_path / "note.md"))
    assert result.exit_code == 0, result.output
    path = workspace.data / "responses/al-xaa-3-2024/2024-05-03-xaa.md"
    written = path.read_bytes()
    path.unlink()
    workspace.run("import", "--response-to", "AL XAA 3/2024", str(tmp_path / "note.md"))
    assert path.read_bytes() == written
    assert b"kind: acknowledgement" in written


def test_what_an_editor_states_comes_before_what_the_text_says(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    given = ("--dated", "2024-05-04", "--received", "2024-05-09", "--kind", "reply", "--language", "fr")
    workspace.run("respond", "XAA 3/2024", str(tmp_path / "note.md"), *given)
    written = (workspace.data / "responses/al-xaa-3-2024/2024-05-04-xaa.md").read_text(encoding="utf-8")
    for line in ("dated: 2024-05-04", "received: 2024-05-09", "kind: reply", "language: fr"):
        assert f"\n{line}\n" in written


def test_a_pdf_is_kept_and_the_response_names_it(workspace: Workspace, tmp_path: Path) -> None:
    content = draw(set_paragraphs(*NOTE.strip().replace("\n", " ").split("  ")))
    (tmp_path / "note.pdf").write_bytes(content)
    result = workspace.run(
        "respond", "XAA 3/2024", str(tmp_path / "note.pdf"), "--dated", "2024-05-03", "--language", "en"
    )
    assert result.exit_code == 0, result.output
    assert (workspace.data / "attachments/al-xaa-3-2024/2024-05-03-xaa.pdf").read_bytes() == content
    written = (workspace.data / "responses/al-xaa-3-2024/2024-05-03-xaa.md").read_text(encoding="utf-8")
    assert "title: The response as received" in written
    assert "public_copy" not in written


def test_a_second_response_of_one_day_gets_a_number_and_the_first_stays(workspace: Workspace) -> None:
    for _ in range(2):
        assert workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03").exit_code == 0
    assert list_responses(workspace) == ["al-xaa-3-2024/2024-05-03-xaa-2.md", "al-xaa-3-2024/2024-05-03-xaa.md"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["AL XAA 4/2024", "--dated", "2024-05-03"], 1, "no letter AL XAA 4/2024; did you mean AL XAA 3/2024?"),
        (["QQQ 77/1999", "--dated", "2024-05-03"], 1, "import the letter first, or start it with new"),
        (["the letter", "--dated", "2024-05-03"], 1, "neither a reference, such as AL XAA 3/2024, nor the path"),
        (["XAA 3/2024"], 1, "give --dated or --received"),
        (["XAA 3/2024", "--dated", "3 May"], 2, "--dated 3 May: not a date; write it as 2024-03-03"),
        (["XAA 3/2024", "--dated", "20240503"], 2, "not a date"),
        (["XAA 3/2024", "--dated", "2024-01-03"], 2, "is before the letter that it answers"),
        (["XAA 3/2024", "--dated", "2999-01-03"], 2, "what you gave for a response to AL XAA 3/2024 is wrong"),
        (["XAA 3/2024", "--dated", "2024-05-03", "--recipient", "northwnd"], 2, "Did you mean `northwind`?"),
        (["XAA 3/2024", "--dated", "2024-05-03", "--language", "French"], 2, "not a language tag"),
        (["XAA 3/2024", "none.pdf"], 1, "none.pdf: not imported: it cannot be read"),
    ],
)
def test_wrong_use_gets_one_clear_line_and_nothing_is_written(
    workspace: Workspace, arguments: list[str], code: int, message: str
) -> None:
    result = workspace.run("respond", *arguments)
    assert result.exit_code == code
    assert message in result.output
    assert list_responses(workspace) == []
    assert not (workspace.data / "responses").exists()


def test_a_letter_to_several_recipients_needs_the_one_that_responds(workspace: Workspace) -> None:
    path = workspace.data / "letters/2024/al-xaa-3-2024.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("- recipient: xaa", "- recipient: xaa\n  - recipient: northwind"), encoding="utf-8")
    result = workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03")
    assert "the letter went to xaa, northwind; name the one that responds with --recipient" in result.output
    assert workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03", "--recipient", "northwind").exit_code == 0
    assert list_responses(workspace) == ["al-xaa-3-2024/2024-05-03-northwind.md"]


def test_a_letter_with_errors_or_behind_a_link_is_refused(workspace: Workspace) -> None:
    path = workspace.data / "letters/2024/al-xaa-3-2024.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sent: 2024-03-03", "sent: soon"), encoding="utf-8")
    result = workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03")
    assert (result.exit_code, "has errors; run check on it first" in result.output) == (1, True)
    path.rename(workspace.folder / "elsewhere.md")
    path.symlink_to(workspace.folder / "elsewhere.md")
    result = workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03")
    assert (result.exit_code, "is a symbolic link" in result.output) == (1, True)
    assert list_responses(workspace) == []


@pytest.mark.parametrize("recipient", ["../../x", "xaa\nindexing: none", "xaa # and more"])
def test_a_recipient_cannot_lead_out_of_the_folder_or_smuggle_in_a_field(workspace: Workspace, recipient: str) -> None:
    result = workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03", "--recipient", recipient)
    assert (result.exit_code, "is not in registers/recipients.yml" in result.output) == (2, True)
    assert not (workspace.data / "responses").exists()


def test_a_letter_under_another_name_is_refused(workspace: Workspace) -> None:
    """What is attached to it would not be found."""
    path = workspace.data / "letters/2024/al-xaa-3-2024.md"
    path.rename(path.with_name("mill.md"))
    result = workspace.run("respond", str(path.with_name("mill.md")), "--dated", "2024-05-03")
    assert (result.exit_code, "is not named after its reference, AL XAA 3/2024" in result.output) == (1, True)


def test_a_disk_that_fails_leaves_nothing_behind(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    result = workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03")
    assert result.exit_code == 1
    assert "Nothing was written: " in result.output
    assert "No space left on device" in result.output
    assert not (workspace.data / "responses").exists()
