"""What should not be in a folder, whatever its content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from letterbook.ingest.corpus import load
from letterbook.ingest.folder_entries import find_reserved_names, find_special_files, walk

DEVICES = ("aux", "AUX.pdf", "con.pdf", "nul.tar.gz", "prn .txt", "com1", "lpt9.pdf", "COM¹.md", "conin$")
WITH_SIGNS = ("a:b.pdf", "what?", "two\\parts", "a|b", "<a>", '"a"', "a*", "line\n", "\x1f")
WITH_ENDINGS = ("ends in a dot.", "ends in a space ")


@pytest.mark.parametrize("name", [*DEVICES, *WITH_SIGNS, *WITH_ENDINGS])
def test_a_name_that_is_not_possible_on_windows_is_found(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert [path for path, _ in find_reserved_names(walk(tmp_path))] == [str(tmp_path / name)]


@pytest.mark.parametrize(
    "name", ["auxiliary.pdf", "console.md", "a.aux", "al-con-3-2024.md", "com10.pdf", "null", "lpt", "é 人.pdf", ".aux"]
)
def test_other_names_are_fine(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    assert list(find_reserved_names(walk(tmp_path))) == []


def test_a_pipe_is_special_and_a_link_to_it_is_a_link(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "device").symlink_to("/dev/null")
    assert [path for path, _ in find_special_files(walk(tmp_path))] == [str(tmp_path / "pipe")]


def test_a_record_that_is_itself_a_link_is_examined_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "real/letters").mkdir(parents=True)
    os.mkfifo(tmp_path / "real/letters/a.md")
    (tmp_path / "data").symlink_to("real")
    problems = {(path, each.rule) for path, each in load(tmp_path / "data").problems}
    assert (str(tmp_path / "data/letters/a.md"), "special-file") in problems
