"""Writes a set of files of the record: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from letterbook.editing.refusal import Refusal


class WouldOverwrite(Refusal):
    """Files to be written exist already."""

    def __init__(self, *paths: Path) -> None:
        names = " and ".join(map(str, paths))
        exist, them = ("exists", "it") if len(paths) == 1 else ("exist", "them")
        super().__init__(f"{names} {exist} already; use --force to replace {them}")


class OutsideRecord(Refusal):
    """A file would be written outside the record, or through a symbolic link."""


def write_files(
    record: Path, files: Mapping[Path, bytes], *, force: bool = False, changed: Collection[Path] = ()
) -> None:
    """Write files of the record in the folder `record`, all of them or none.

    Every file is first written under a temporary name beside its own. Once all are complete, they are renamed in the
    order given, so a file that the others need should come first. If that fails, everything is undone, including new
    folders.
    `changed` are those that exist and whose content was changed, such as a register with a new entry.

    Raises WouldOverwrite if a file exists already and `force` is false; OutsideRecord if a path leads out of the
    record; OSError if something cannot be written. Nothing has changed then.
    """
    for path in files:
        _require_inside(record, path)
    existing = [path for path in files if path.exists() and (path.is_dir() or not (force or path in changed))]
    if existing:
        raise WouldOverwrite(*existing)
    made: list[Path] = []
    ready: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path, content in files.items():
            _make_folders(path.parent, made)
            ready[path] = _write_beside(path, content)
        for path in files:
            if path.exists():
                kept[path] = _write_beside(path, path.read_bytes())
                shutil.copymode(path, ready[path])
            ready[path].replace(path)
            del ready[path]
            placed.append(path)
    except BaseException:
        for path in reversed(placed):
            if path in kept:
                kept.pop(path).replace(path)
            else:
                path.unlink(missing_ok=True)
        _remove((*ready.values(), *kept.values()))
        for folder in reversed(made):
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        raise
    _remove(kept.values())


def _remove(files: Iterable[Path]) -> None:
    for each in files:
        each.unlink(missing_ok=True)


def _require_inside(record: Path, path: Path) -> None:
    if not path.is_relative_to(record) or ".." in path.relative_to(record).parts:
        raise OutsideRecord(f"{path} is outside the record, {record}")
    for each in (path, *path.parents):
        if each == record:
            break
        if each.is_symlink():
            raise OutsideRecord(f"{each} is a symbolic link")


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and add the new ones to `made`, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir()
        made.append(each)


def _write_beside(path: Path, content: bytes) -> Path:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        error.filename = str(path)  # not the temporary name, which means nothing to an editor
        raise
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        written.chmod(0o666 & ~_UMASK)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written


def _read_umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


_UMASK = _read_umask()
