"""A set of files is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from letterbook.editing.files import OutsideRecord, WouldOverwrite, write_files


def list_files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_files(tmp_path, {tmp_path / "a/b/letter.md": b"text", tmp_path / "c.pdf": b"%PDF-"})

    assert list_files(tmp_path) == {"a/b/letter.md": b"text", "c.pdf": b"%PDF-"}


def test_nothing_is_written_where_one_of_the_files_exists(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_bytes(b"an editor's")

    with pytest.raises(WouldOverwrite, match=r"letter\.md exists already"):
        write_files(tmp_path, {tmp_path / "new/letter.pdf": b"%PDF-", tmp_path / "letter.md": b"ours"})
    assert list_files(tmp_path) == {"letter.md": b"an editor's"}
    assert not (tmp_path / "new").exists()


def test_every_file_that_force_would_replace_is_named(tmp_path: Path) -> None:
    files = {tmp_path / "letter.pdf": b"%PDF-", tmp_path / "letter.md": b"ours"}
    write_files(tmp_path, files)

    with pytest.raises(
        WouldOverwrite, match=r"letter\.pdf and .*letter\.md exist already; use --force to replace them"
    ):
        write_files(tmp_path, files)


def test_force_replaces_a_file_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_bytes(b"an editor's")
    path.chmod(0o600)

    write_files(tmp_path, {path: b"ours"}, force=True)
    assert list_files(tmp_path) == {"letter.md": b"ours"}
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_failure_on_the_way_undoes_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "first.md").write_bytes(b"old")
    replaced: list[str] = []
    real = os.replace

    def fail_at_the_second(source: str | Path, target: str | Path) -> None:
        if Path(target).name == "second.md":
            raise OSError("no space left")
        replaced.append(Path(target).name)
        real(source, target)

    monkeypatch.setattr(os, "replace", fail_at_the_second)
    with pytest.raises(OSError, match="no space left"):
        write_files(tmp_path, {tmp_path / "first.md": b"new", tmp_path / "deep/er/second.md": b"new"}, force=True)
    assert replaced == ["first.md", "first.md"]  # put in its place, and put back
    assert list_files(tmp_path) == {"first.md": b"old"}
    assert not (tmp_path / "deep").exists()


def test_a_folder_that_cannot_be_written_to_is_reported_with_the_file_that_was_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(prefix: str, dir: Path) -> None:  # noqa: A002
        raise PermissionError(13, "Permission denied", f"{dir}/{prefix}x7")

    monkeypatch.setattr(tempfile, "mkstemp", fail)
    with pytest.raises(PermissionError) as raised:
        write_files(tmp_path, {tmp_path / "new/letter.md": b"text"})
    assert raised.value.filename == str(tmp_path / "new/letter.md")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_no_part_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space left"):
        write_files(tmp_path, {tmp_path / "deep/er/letter.md": b"text"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../letter.md", "a/../../letter.md"])
def test_nothing_is_written_outside_the_record(tmp_path: Path, path: str) -> None:
    record = tmp_path / "data"
    record.mkdir()
    with pytest.raises(OutsideRecord):
        write_files(record, {record / path: b"text"})
    assert list_files(tmp_path) == {}


def test_a_record_beside_the_current_folder_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    write_files(Path("../data"), {Path("../data/letter.md"): b"text"})
    assert list_files(tmp_path) == {"data/letter.md": b"text"}


def test_nothing_is_written_through_a_symbolic_link(tmp_path: Path) -> None:
    record, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    record.mkdir()
    elsewhere.mkdir()
    (record / "letters").symlink_to(elsewhere)

    with pytest.raises(OutsideRecord, match="symbolic link"):
        write_files(record, {record / "letters/letter.md": b"text"})
    assert list_files(elsewhere) == {}
