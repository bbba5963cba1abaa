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
def folder(tmp_path: Path) -> Path:
    """A folder with the registers and policy of the shipped record, and a module that Python runs as it starts."""
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


@pytest.mark.parametrize("name", sorted(set(main.commands) - {"audit", "build", "init", "watch"}))
def test_a_command_shows_its_help(folder: Path, name: str) -> None:
    """The modules of each command are there on Windows."""
    done = run(folder, name, "--help") if name != "help" else run(folder, "help")
    assert (done.returncode, output(done) != "") == (0, True)
