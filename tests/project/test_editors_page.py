"""The page for editors shows what its commands really print, for a letter that goes from PDF to release.

A block of the page that begins with `$` is a command and what it prints. A block of YAML is an edit: fields of the
letter, or a new entry of the register of recipients. The commands run in order, on 30 November 2026, in a copy of the
record. `FIX_CASES=1` writes what they print into the page; then review the diff.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml

from letterbook.model.record import Letter
from letterbook.model.schema import list_rows
from workspaces import PROJECT, Workspace

PAGE = PROJECT / "docs/editors.md"
LETTER = "letters/2026/al-xbv-7-2026.md"
BLOCK = re.compile(r"^```(console|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = f"""\
#!{sys.executable}
import datetime, sys


class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2026, 11, 30, 9, tzinfo=datetime.UTC).astimezone(tz)


datetime.datetime = Clock
sys.argv[0] = ".venv/bin/letterbook"
from letterbook.cli import main

main()
"""


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the project with the shipped record, and a program whose clock shows 30 November 2026."""
    workspace = Workspace.create_shipped(tmp_path_factory.mktemp("clone"))
    shutil.copytree(PROJECT / "examples", workspace.folder / "examples")
    program = workspace.folder / ".venv/bin/letterbook"
    program.parent.mkdir(parents=True)
    program.write_text(PROGRAM, encoding="utf-8")
    program.chmod(0o755)
    return workspace


def read_walk() -> tuple[str, str, str]:
    """Return the page up to its first section, that section, and the rest."""
    head, walk, *rest = re.split(r"(?m)^(?=## )", PAGE.read_text(encoding="utf-8"))
    return head, walk, "".join(rest)


def run(command: str, clone: Workspace) -> str:
    """Run a command in the copy of the project; return what it prints on standard output."""
    env = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(clone.folder),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        shlex.split(command), cwd=clone.folder, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert re.search("Traceback|Nothing was built", done.stderr) is None, done.stderr
    return done.stdout


def edit(block: str, clone: Workspace) -> None:
    """Put the fields of a block into the letter, or its entry into the register."""
    (first, *_) = yaml.safe_load(block)
    if first not in {row.name for row in list_rows(Letter)}:
        with (clone.data / "registers/recipients.yml").open("a", encoding="utf-8") as register:
            register.write(block)
        return
    path = clone.data / LETTER
    text = path.read_text(encoding="utf-8")
    for field in re.findall(r"^\w+:.*\n(?: .*\n)*", block, re.MULTILINE):
        name = field.partition(":")[0]
        text, replaced = re.subn(rf"(?m)^(?:# .*\n)?{name}:.*\n(?: .*\n)*", field, text, count=1)
        text = text if replaced else text.replace("\n---\n", f"\n{field}---\n", 1)
    path.write_text(text, encoding="utf-8")


def rewrite(walk: str, clone: Workspace) -> str:
    """Follow the walk; return it with what each command really prints, shortened as `keep_ellipses` says."""

    def follow(block: re.Match[str]) -> str:
        if block[1] == "yaml":
            edit(block[2], clone)
            return block[0]
        command, _, shown = block[2].removeprefix("$ ").partition("\n")
        return f"```console\n$ {command}\n{keep_ellipses(run(command, clone), shown)}```"

    return BLOCK.sub(follow, walk)


def keep_ellipses(printed: str, shown: str) -> str:
    """Shorten what a command printed as the page does: `…` is any part of a line or, on the last line, all the rest."""
    lines, kept = printed.splitlines(), shown.splitlines()
    rest = kept[-1:] == ["…"]
    lines = lines[: len(kept) - 1] if rest else lines
    for at, (line, short) in enumerate(zip(lines, kept, strict=False)):
        if re.fullmatch(".*".join(map(re.escape, short.split("…"))), line):
            lines[at] = short
    return "".join(f"{line}\n" for line in (*lines, *(kept[-1:] if rest else ())))


@pytest.fixture(scope="module")
def followed(clone: Workspace) -> str:
    """The walk with what its commands really print, after it was followed to the end."""
    return rewrite(read_walk()[1], clone)


def test_the_page_shows_what_its_commands_print(followed: str) -> None:
    head, walk, rest = read_walk()

    if os.environ.get("FIX_CASES"):
        PAGE.write_text(head + followed + rest, encoding="utf-8")
    assert followed == walk


@pytest.mark.usefixtures("followed")
def test_at_the_end_of_the_walk_the_letter_has_no_fault_and_nothing_proposed(clone: Workspace) -> None:
    assert "0 errors, 0 warnings." in run(f".venv/bin/letterbook check data/{LETTER}", clone)
    assert "proposed" not in (clone.data / LETTER).read_text(encoding="utf-8")


def test_only_what_the_page_leaves_out_may_differ() -> None:
    printed = "Built 1137 files into site/.\nDone.\nBye.\n"

    assert keep_ellipses(printed, "Built … files into site/.\n…\n") == "Built … files into site/.\n…\n"
    assert keep_ellipses(printed, "Built … files into home/.\nDone.\n") == printed
    assert keep_ellipses(printed, "Built … files into site/.\n") == "Built … files into site/.\nDone.\nBye.\n"
