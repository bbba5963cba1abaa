"""What lies below folders, in an order that is the same on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def files(folders: Iterable[Path]) -> Iterator[str]:
    """The paths of all files below some folders, in order."""
    for folder in folders:
        for parent, below, names in os.walk(folder):
            below.sort()
            if not parent.endswith("__pycache__"):
                yield from (f"{parent}/{each}" for each in sorted(names))


def below(folder: Path, prefix: str = "") -> Iterator[tuple[str, bool | None]]:
    """Everything below a folder by its path from there, and whether it is a file; None for what is neither file nor
    folder, as a link is. The order is that of the paths."""
    with os.scandir(folder / prefix) as entries:
        found = sorted(entries, key=lambda each: each.name)
    for each in found:
        name = prefix + each.name
        if each.is_dir(follow_symlinks=False):
            yield name, False
            yield from below(folder, f"{name}/")
        else:
            yield name, True if each.is_file(follow_symlinks=False) else None
