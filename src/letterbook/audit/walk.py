"""Walks folders in an order that is the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from letterbook.interruption import interruptible


def list_files(folders: Iterable[Path]) -> Iterator[str]:
    """Yield the paths of all files below `folders`, in order, without those in `__pycache__`.

    A file among `folders` is yielded as it is. Raises OSError if a folder cannot be read.
    """
    for folder in folders:
        if folder.is_file():
            yield folder.as_posix()
            continue
        for parent, subfolders, names in os.walk(folder, onerror=_raise):
            subfolders.sort()
            if not parent.endswith("__pycache__"):
                yield from (f"{parent}/{each}" for each in sorted(names))


def _raise(error: OSError) -> None:
    raise error


def list_entries(folder: Path, prefix: str = "") -> Iterator[tuple[str, bool | None]]:
    """Yield the path of everything below `folder`, relative to it, with whether it is a file.

    That is None for what is neither a file nor a folder, such as a symbolic link. Entries come in the order of their
    paths.
    """
    with os.scandir(folder / prefix) as entries:
        found = sorted(entries, key=lambda each: each.name)
    for each in interruptible(found):
        name = prefix + each.name
        if each.is_dir(follow_symlinks=False):
            yield name, False
            yield from list_entries(folder, f"{name}/")
        else:
            yield name, True if each.is_file(follow_symlinks=False) else None
