"""`letterbook attach` keeps a PDF in the record and enters it in the front matter, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pikepdf
import pytest

from drawn_pdf import Box, draw, set_paragraphs
from factories import letter
from import_blocks import Sample, read_blocks
from import_files import make_files
from workspaces import Workspace

PAGE = set_paragraphs("REFERENCE: AL XAA 3/2024", "3 March 2024", "Excellency,", "Her name is Ida Example.")
PDF = draw(PAGE)
OTHER = draw(set_paragraphs("REFERENCE: AL XAA 3/2024", "3 March 2024", "Excellency,", "The mill was closed."))
HEAD = """\
---
# Entered by hand.
reference: AL XAA 3/2024
sent:   2024-03-03   # checked
language: "en"
mandates:
- mandate: business
recipients:
- recipient: xaa
# attachments: none yet
note_internal: ours
---
Excellency,
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace.create(tmp_path)
    letter = workspace.letter("AL XAA 3/2024", "2024-03-03")
    letter.write_bytes(HEAD.replace("\n", "\r\n").encode())
    (tmp_path / "scan.pdf").write_bytes(PDF)
    return workspace


def letter_of(workspace: Workspace) -> Path:
    return workspace.data / "letters/2024/al-xaa-3-2024.md"


def list_copies(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.data / "attachments"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def make_entry(name: str, content: bytes, title: str = "The letter as sent", more: str = "") -> str:
    sum_ = hashlib.sha256(content).hexdigest()
    return f"  - file: {name}\n    title: {title}\n    language: en\n    sha256: {sum_}\n{more}"


def test_the_pdf_is_copied_and_entered_and_every_other_line_stays(workspace: Workspace, tmp_path: Path) -> None:
    result = workspace.run("attach", "al xaa 3/2024", str(tmp_path / "scan.pdf"))
    assert result.exit_code == 0, result.output
    assert list_copies(workspace) == {"al-xaa-3-2024/al-xaa-3-2024.pdf": PDF}
    expected = HEAD.replace(
        "- recipient: xaa\n", f"- recipient: xaa\nattachments:\n{make_entry('al-xaa-3-2024.pdf', PDF)}"
    )
    assert letter_of(workspace).read_bytes() == expected.replace("\n", "\r\n").encode()


def test_a_copy_is_public_only_on_request(workspace: Workspace, tmp_path: Path) -> None:
    workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"), "--public-copy", "--title", "As signed")
    assert "    title: As signed\r\n" in letter_of(workspace).read_bytes().decode()
    assert letter_of(workspace).read_bytes().count(b"    public_copy: true\r\n") == 1


def test_what_is_hidden_and_what_the_check_says_is_reported_and_not_quoted(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "scan.pdf").write_bytes(draw([*PAGE, Box(133, PAGE[-1].rise - 4, 80, 16)]))
    result = workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"))
    assert "page 1: 11 characters under a black box can be copied" in result.output
    assert "Before you publish the PDF (public_copy: true):\n    error[covered-words]" in result.output
    assert "Ida Example" not in result.output


def test_a_scan_can_be_attached_and_the_report_says_so(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(draw([Box(100, 100, 200, 200, 0.5)]))
    result = workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"))
    assert result.exit_code == 0, result.output
    assert "its pages are pictures" in result.output


def test_a_second_pdf_needs_a_title_and_gets_its_own_name(workspace: Workspace, tmp_path: Path) -> None:
    workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"))
    (tmp_path / "Karte (neu).PDF").write_bytes(OTHER)
    result = workspace.run("attach", "XAA 3/2024", str(tmp_path / "Karte (neu).PDF"))
    assert (result.exit_code, "give this one its own --title" in result.output) == (1, True)
    assert workspace.run("attach", "XAA 3/2024", str(tmp_path / "Karte (neu).PDF"), "--title", "Map").exit_code == 0
    assert sorted(list_copies(workspace)) == ["al-xaa-3-2024/al-xaa-3-2024.pdf", "al-xaa-3-2024/karte-neu.pdf"]
    assert make_entry("karte-neu.pdf", OTHER, "Map").replace("\n", "\r\n").encode() in letter_of(workspace).read_bytes()


def test_the_language_is_that_of_the_text_of_the_pdf(workspace: Workspace, tmp_path: Path) -> None:
    french = ["Nous avons l'honneur de nous adresser à vous au sujet de la filature et de la fermeture des écoles"] * 6
    (tmp_path / "scan.pdf").write_bytes(draw(set_paragraphs(*french)))
    workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"))
    assert b"    language: fr\r\n" in letter_of(workspace).read_bytes()


def test_a_response_has_attachments_too_and_no_two_texts_share_one(workspace: Workspace, tmp_path: Path) -> None:
    workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03", "--language", "en", "--kind", "reply")
    workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"))
    (tmp_path / "reply.pdf").write_bytes(OTHER)
    reply = ("XAA 3/2024", str(tmp_path / "reply.pdf"), "--response", "xaa")
    for force in ([], ["--force"]):
        result = workspace.run("attach", *reply, "--name", "al-xaa-3-2024.pdf", *force)
        assert (result.exit_code, "belongs to al-xaa-3-2024.md" in result.output) == (1, True)
    assert list_copies(workspace) == {"al-xaa-3-2024/al-xaa-3-2024.pdf": PDF}
    assert workspace.run("attach", *reply).exit_code == 0
    response = workspace.data / "responses/al-xaa-3-2024/2024-05-03-xaa.md"
    assert make_entry("2024-05-03-xaa.pdf", OTHER, "The response as received") in response.read_text(encoding="utf-8")


def test_a_confidential_response_gets_no_file(workspace: Workspace, tmp_path: Path) -> None:
    workspace.run("respond", "XAA 3/2024", "--dated", "2024-05-03", "--language", "en", "--kind", "reply")
    path = workspace.data / "responses/al-xaa-3-2024/2024-05-03-xaa.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("# confidential: ", "confidential: true"), encoding="utf-8"
    )
    result = workspace.run("attach", str(path), str(tmp_path / "scan.pdf"))
    assert (result.exit_code, "is confidential" in result.output) == (1, True)
    assert list_copies(workspace) == {}


def test_a_file_that_an_editor_has_put_in_its_place_is_only_entered(workspace: Workspace) -> None:
    copy = workspace.data / "attachments/al-xaa-3-2024/map.pdf"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(PDF)
    result = workspace.run("attach", "XAA 3/2024", str(copy), "--name", "map.pdf")
    assert result.exit_code == 0, result.output
    assert list_copies(workspace) == {"al-xaa-3-2024/map.pdf": PDF}
    assert make_entry("map.pdf", PDF).replace("\n", "\r\n").encode() in letter_of(workspace).read_bytes()


def test_nothing_is_replaced_without_force_and_a_new_file_is_not_public_at_once(
    workspace: Workspace, tmp_path: Path
) -> None:
    scan = str(tmp_path / "scan.pdf")
    workspace.run("attach", "XAA 3/2024", scan, "--public-copy", "--name", "scan.pdf")
    before = letter_of(workspace).read_bytes()
    assert "already has this file, as scan.pdf" in workspace.run("attach", "XAA 3/2024", scan).output
    (tmp_path / "scan.pdf").write_bytes(OTHER)
    result = workspace.run("attach", "XAA 3/2024", scan, "--name", "scan.pdf", "--title", "New")
    assert (result.exit_code, "exists already; use --force to replace it" in result.output) == (1, True)
    assert (list_copies(workspace), letter_of(workspace).read_bytes()) == ({"al-xaa-3-2024/scan.pdf": PDF}, before)

    result = workspace.run("attach", "XAA 3/2024", scan, "--force")
    assert result.exit_code == 0, result.output
    assert list_copies(workspace) == {"al-xaa-3-2024/scan.pdf": OTHER}
    after = letter_of(workspace).read_bytes().decode().replace("\r\n", "\n")
    assert make_entry("scan.pdf", OTHER, more="    public_copy: false\n") in after
    assert "`public_copy` is now false" in result.output


def lock(content: bytes) -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(saved, encryption=pikepdf.Encryption(owner="a", user="b"))
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is empty"),
        (b"Excellency,", "it is not a PDF"),
        (lock(PDF), "save a copy without one"),
        (PDF[:300], "export it as PDF again"),
        (None, "it cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_in_one_line(
    workspace: Workspace, tmp_path: Path, content: bytes | None, message: str
) -> None:
    file = tmp_path / "other.pdf"
    if content is not None:
        file.write_bytes(content)
    before = letter_of(workspace).read_bytes()
    result = workspace.run("attach", "XAA 3/2024", str(file))
    assert result.exit_code == 1
    (line,) = result.output.splitlines()
    assert line.startswith(f"Nothing was written: {file}: ")
    assert message in line
    assert (list_copies(workspace), letter_of(workspace).read_bytes()) == ({}, before)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["XAA 4/2024"], "did you mean AL XAA 3/2024?"),
        (["XAA 3/2024", "--response", "xaa"], "the record has no response to AL XAA 3/2024"),
        (["XAA 3/2024", "--name", "../x.pdf"], "a name has to work in a web address"),
    ],
)
def test_wrong_use_is_explained_and_nothing_is_written(
    workspace: Workspace, tmp_path: Path, arguments: list[str], message: str
) -> None:
    reference, *options = arguments
    result = workspace.run("attach", reference, str(tmp_path / "scan.pdf"), *options)
    assert (result.exit_code, message in result.output) == (1, True), result.output
    assert list_copies(workspace) == {}


def test_front_matter_that_cannot_be_changed_safely_is_left_and_the_line_named(
    workspace: Workspace, tmp_path: Path
) -> None:
    sum_ = "0" * 64
    flow = f"attachments: [{{file: a.pdf, title: A, language: en, sha256: {sum_}}}]"
    letter_of(workspace).write_text(HEAD.replace("# attachments: none yet", flow), encoding="utf-8")
    before = letter_of(workspace).read_bytes()
    result = workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"), "--title", "Map")
    assert result.exit_code == 1
    assert (
        "al-xaa-3-2024.md, line 10: `attachments`: the list is in brackets; write by hand:\nattachments:\n  - file:"
        in (result.output)
    )
    assert (list_copies(workspace), letter_of(workspace).read_bytes()) == ({}, before)


def test_a_disk_that_fails_at_the_second_file_undoes_the_first(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace = letter_of(workspace).read_bytes(), os.replace

    def fail_at_the_letter(source: Path, target: Path) -> None:
        if Path(target) == letter_of(workspace):
            raise PermissionError(13, "Permission denied", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_at_the_letter)
    result = workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"))
    assert (result.exit_code, "al-xaa-3-2024.md: Permission denied" in result.output) == (1, True)
    assert letter_of(workspace).read_bytes() == before
    assert not (workspace.data / "attachments").exists()


def test_a_folder_behind_a_link_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (workspace.data / "attachments").symlink_to(tmp_path / "elsewhere")
    result = workspace.run("attach", "XAA 3/2024", str(tmp_path / "scan.pdf"))
    assert (result.exit_code, "is a symbolic link" in result.output) == (1, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


TEXT = """\
REFERENCE: AL XAA 3/2024

3 March 2024

Excellency,

We have the honour to write to you about the mill, whose workers say that they were not paid for three months.

We would be grateful for your observations on the following matters:

1. Please provide any additional information.

2. Please explain the closure of the mill.
"""


@pytest.mark.parametrize("producer", ["chromium.pdf", "libreoffice.pdf", "typst.pdf"])
def test_a_printed_pdf_is_attached_to_its_letter_and_imported_as_a_translation(
    workspace: Workspace, tmp_path: Path, producer: str
) -> None:
    blocks = read_blocks(TEXT)
    printed = Sample(
        name="letter", filed=letter(), blocks=blocks, foot=(), printed="", layout="footer", producer=producer
    )
    files, missing = make_files([printed], tmp_path)
    if missing:
        pytest.skip(f"{missing[0]} is not installed, so no file is made with it")
    result = workspace.run("attach", "XAA 3/2024", str(files["letter"]))
    assert result.exit_code == 0, result.output
    assert "In doubt" not in result.output
    assert "Hidden" not in result.output
    assert list_copies(workspace) == {"al-xaa-3-2024/al-xaa-3-2024.pdf": files["letter"].read_bytes()}

    head = letter_of(workspace).read_bytes().decode().partition("Excellency,")[0]
    letter_of(workspace).write_bytes(f"{head}{TEXT}".encode())
    result = workspace.run("translate", "XAA 3/2024", "fr", str(files["letter"]))
    assert result.exit_code == 0, result.output
    assert "questions in the text: 2" in result.output
    assert "but the original has 2" not in result.output
