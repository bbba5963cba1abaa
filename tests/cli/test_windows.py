"""The editors' commands run on Windows: without what only Linux and macOS have, and in Windows' own encoding.

On Windows these tests show that they do. Elsewhere they take away the modules and functions that Windows lacks.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drawn_docx import docx, paragraph
from drawn_pdf import draw, set_paragraphs
from letterbook.cli import main
from workspaces import PROJECT

LIKE_WINDOWS = """\
import os, signal, sys
for name in ("_curses", "curses", "fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
for module, names in (
    (os, "chown fchmod fork forkpty getegid geteuid getgid getpgid getuid killpg lchown mkfifo setsid sysconf uname"),
    (signal, "SIGALRM SIGHUP SIGQUIT SIGUSR1 alarm pthread_kill pthread_sigmask setitimer"),
):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""
LETTER = """\
Mandate of the Working Group on the issue of human rights and transnational corporations

REFERENCE: AL XBV 7/2026

2 February 2026

Excellency,

We have the honour to address you in our capacity as Working Group on the issue of human rights and transnational
corporations and other business enterprises, pursuant to Human Rights Council resolution 44/15.

In this connection, we would like to bring to the attention of your Excellency’s Government information we have
received concerning the closure of the “Łódź” spinning mill in Harrow – 人.

1. Please provide any additional information.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the registers and policy of the shipped record, and a module that Python runs as it starts. In it,
    commands run as outside CI."""
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(PROJECT / "data/registers", tmp_path / "data/registers")
    shutil.copy(PROJECT / "data/policy.yml", tmp_path / "data")
    (tmp_path / "like-windows").mkdir()
    (tmp_path / "like-windows/sitecustomize.py").write_text(LIKE_WINDOWS, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as in a Windows terminal of Western Europe."""
    env = {each: value for each, value in os.environ.items() if each not in ("LANG", "LC_CTYPE")}
    env |= {"LC_ALL": "C", "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    env |= {"PYTHONPATH": str(folder / "like-windows")}
    command = [sys.executable, "-m", "letterbook", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, env=env)


def output(done: subprocess.CompletedProcess[bytes]) -> str:
    text = (done.stdout + done.stderr).decode("cp1252")
    assert "Traceback" not in text, text
    return text


def write_original(folder: Path, kind: str) -> Path:
    path = folder / f"letter.{kind}"
    paragraphs = LETTER.strip().replace("\n\n", "\0").replace("\n", " ").split("\0")
    if kind == "pdf":
        plain = [each.replace("“Łódź”", "Lodz").replace(" – 人", "").replace("’", "'") for each in paragraphs]
        path.write_bytes(draw(set_paragraphs(*plain)))
    elif kind == "docx":
        path.write_bytes(docx(*map(paragraph, paragraphs)))
    else:
        path.write_bytes(b"\xef\xbb\xbf" + LETTER.replace("\n", "\r\n").encode())
    return path


@pytest.mark.parametrize("kind", ["txt", "md", "pdf", "docx"])
def test_a_letter_is_imported_and_checked(folder: Path, kind: str) -> None:
    """The file has Unix line ends and forward slashes, so that it is the same as on any other system."""
    write_original(folder, kind)

    imported = run(folder, "import", f"letter.{kind}")
    said = output(imported)
    checked = run(folder, "check", "--format", "json")

    assert imported.returncode == 0, said
    assert "data/letters/2026/al-xbv-7-2026.md" in said
    content = (folder / "data/letters/2026/al-xbv-7-2026.md").read_bytes()
    assert b"\r" not in content
    assert ("Lodz spinning mill" if kind == "pdf" else "“Łódź” spinning mill") in content.decode()
    output(checked)
    assert all("\\" not in each["path"] for each in json.loads(checked.stdout.decode("cp1252")))


def test_what_belongs_to_a_letter_is_added_and_the_line_ends_of_its_file_stay(folder: Path) -> None:
    write_original(folder, "txt")
    write_original(folder, "pdf")
    run(folder, "import", "letter.txt")
    letter = folder / "data/letters/2026/al-xbv-7-2026.md"
    letter.write_bytes(letter.read_bytes().replace(b"\n", b"\r\n"))

    for arguments in (
        ("attach", str(Path("data/letters/2026/al-xbv-7-2026.md")), "letter.pdf"),
        ("respond", "xbv 7/2026", "--dated", "2026-02-20"),
        ("respond", "xbv 7/2026", "letter.txt", "--dated", "2026-02-21"),
        ("translate", "xbv-7-2026", "fr", "letter.txt"),
        ("new", "AL XBV 8/2026", "--like", "xbv 7/2026", "--recipient", "belvenor"),
    ):
        done = run(folder, *arguments)
        assert (done.returncode, "\\" in output(done)) == (0, False), output(done)
    written = letter.read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n")
    assert b"  - file: al-xbv-7-2026.pdf\r\n" in written
    for path in ("responses/al-xbv-7-2026/2026-02-21-belvenor.md", "letters/2026/al-xbv-7-2026.fr.md"):
        assert b"\r" not in (folder / "data" / path).read_bytes()


@pytest.mark.parametrize("name", sorted(set(main.commands) - {"audit", "build", "init", "watch"}))
def test_a_command_shows_its_help(folder: Path, name: str) -> None:
    """The modules of each command are there on Windows."""
    done = run(folder, name, "--help") if name != "help" else run(folder, "help")
    assert (done.returncode, output(done) != "") == (0, True)


def test_a_file_with_windows_line_ends_is_read_and_corrected_as_it_is(folder: Path) -> None:
    """Notepad may also begin it with a byte-order mark."""
    write_original(folder, "txt")
    run(folder, "import", "letter.txt")
    path = folder / "data/letters/2026/al-xbv-7-2026.md"
    odd = path.read_text(encoding="utf-8").replace("reference: AL XBV 7/2026", "reference: JAL XBV 7/2026")
    path.write_bytes(b"\xef\xbb\xbf" + odd.replace("\n", "\r\n").encode())

    fixed = run(folder, "check", "--fix", "--yes")

    assert "AL XBV 7/2026" in output(fixed)
    content = path.read_bytes()
    assert b"reference: AL XBV 7/2026\r\n" in content
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_letter_is_started_and_a_response_a_translation_and_a_pdf_are_added(folder: Path) -> None:
    """Nobody's own line ends get into the record."""
    write_original(folder, "txt")
    write_original(folder, "pdf")
    reply = folder / "reply.txt"
    reply.write_bytes("Excellencies,\r\n\r\nThe Government replies as follows …\r\n".encode())

    for command in (
        ["import", "letter.txt"],
        ["new", "AL XBV 8/2026", "--sent", "2026-02-03", "--recipient", "belvenor", "--mandate", "business"],
        ["respond", "AL XBV 7/2026", "reply.txt", "--dated", "2026-04-01"],
        ["translate", "AL XBV 7/2026", "fr"],
        ["attach", "AL XBV 7/2026", "letter.pdf"],
    ):
        done = run(folder, *command)
        assert done.returncode == 0, output(done)

    made = sorted((folder / "data").rglob("al-xbv-*.md")) + sorted((folder / "data/responses").rglob("*.md"))
    assert [each.name for each in made] == [
        "al-xbv-7-2026.fr.md",
        "al-xbv-7-2026.md",
        "al-xbv-8-2026.md",
        "2026-04-01-belvenor.md",
    ]
    assert [each.name for each in made if b"\r" in each.read_bytes()] == []
    assert (folder / "data/attachments/al-xbv-7-2026/al-xbv-7-2026.pdf").is_file()


def test_no_file_is_written_with_the_line_ends_of_the_system() -> None:
    """`write_text` ends lines as Windows does where it runs there; bytes are the same everywhere."""
    modules = [*(PROJECT / "src/letterbook").rglob("*.py")]
    assert [each.name for each in modules if ".write_text(" in each.read_text(encoding="utf-8")] == []
