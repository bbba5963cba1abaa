"""An unchanged file is read once, and a changed one again, however it changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from letterbook.ingest.file_cache import cache_by_file


class Reader:
    """Counts how often a file is read."""

    def __init__(self, max_files: int = 2) -> None:
        self.count = 0
        self.read = cache_by_file(max_files)(self._read)

    def _read(self, path: Path) -> str:
        self.count += 1
        return path.read_text(encoding="utf-8")


def _write_other_size(path: Path) -> None:
    path.write_text("longer", encoding="utf-8")


def _write_same_size_and_time(path: Path) -> None:
    """Set the time of modification back, as some tools do, so that only the time of status change differs."""
    before = path.stat()
    while path.stat().st_ctime_ns == before.st_ctime_ns:
        path.write_text("new", encoding="utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace_by_another_file(path: Path) -> None:
    other = path.with_name("other")
    other.write_text("new", encoding="utf-8")
    before = path.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "letter.md"
    path.write_text("old", encoding="utf-8")
    return path


def test_an_unchanged_file_is_read_once(path: Path) -> None:
    reader = Reader()
    assert [reader.read(path) for _ in range(3)] == ["old"] * 3
    assert reader.count == 1


@pytest.mark.parametrize("change", [_write_other_size, _write_same_size_and_time, _replace_by_another_file])
def test_a_changed_file_is_read_again(path: Path, change: Callable[[Path], None]) -> None:
    reader = Reader()
    reader.read(path)
    change(path)
    assert reader.read(path) == path.read_text(encoding="utf-8") != "old"
    assert reader.count == 2


@pytest.mark.parametrize("part", ["st_dev", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns"])
def test_each_part_of_a_files_identity_counts(path: Path, part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader()
    reader.read(path)

    class Changed:
        """The status of the file, with another value for one part."""

        def __getattr__(self, name: str) -> int:
            return int(getattr(real, name)) + (name == part)

    real = path.stat()
    monkeypatch.setattr(Path, "stat", lambda _: Changed())
    reader.read(path)
    assert reader.count == 2


def test_only_the_last_files_are_kept(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in "abc"]
    for each in paths:
        each.write_text(each.name, encoding="utf-8")
    reader = Reader(max_files=2)
    assert [reader.read(each) for each in (*paths, paths[2], paths[0])] == ["a", "b", "c", "c", "a"]
    assert reader.count == 4


def test_a_missing_file_raises_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Reader().read(tmp_path / "missing.md")
