"""Finds what should not be in a folder whatever its content: judged by kind and name, without opening anything."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

from letterbook.ingest.front_matter import Problem
from letterbook.interruption import interruptible

SPECIAL_FILE = "special-file"
RESERVED_NAME = "reserved-file-name"
SYMBOLIC_LINK = "symbolic-link"

_DEVICE = re.compile(r"(?:aux|con|nul|prn|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE | re.DOTALL)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def find_special_files(entries: Iterable[Path]) -> Iterator[tuple[str, Problem]]:
    """Report everything that is neither a file, a folder nor a link, such as a named pipe."""
    return ((path.as_posix(), Problem(rule=SPECIAL_FILE, line=0)) for path in entries if is_special(path))


def find_reserved_names(entries: Iterable[Path]) -> Iterator[tuple[str, Problem]]:
    """Report each file or folder whose name is not possible on Windows, with the reason.

    Source: Microsoft, "Naming Files, Paths, and Namespaces". A device's name is reserved in any case and with any
    ending.
    """
    for path in entries:
        if reason := _find_reservation(path.name):
            yield path.as_posix(), Problem(rule=RESERVED_NAME, line=0, subject=path.name, detail=reason)


def walk(folder: Path) -> Iterator[Path]:
    """Yield every file, folder and link below `folder` that is not hidden, in order. Links in it are not followed."""
    for parent, folders, files in interruptible(os.walk(folder)):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted((*folders, *files)):
            if not name.startswith("."):
                yield Path(parent, name)


def is_special(path: Path) -> bool:
    """Whether a path is that of something other than a file, a folder or a link."""
    try:
        mode = path.lstat().st_mode
    except (OSError, ValueError):
        return False
    return not (S_ISREG(mode) or S_ISDIR(mode) or S_ISLNK(mode))


def _find_reservation(name: str) -> str:
    """Say why a name is not possible on Windows; return "" if it is."""
    if _DEVICE.fullmatch(name):
        return f"`{name.partition('.')[0].rstrip()}` is the name of a device"
    if found := _NOT_IN_NAMES.search(name):
        return f"it contains {found[0]!r}"
    return "it ends in a dot or a space" if name.endswith((".", " ")) else ""
