"""Remembers what was read from a file for as long as the file stays the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import TypeVar

_Value = TypeVar("_Value")


def cache_by_file(max_files: int) -> Callable[[Callable[[Path], _Value]], Callable[[Path], _Value]]:
    """Decorate a function of one path so that it reads an unchanged file once. The last `max_files` files are kept.

    A file is unchanged while its path, device, inode, size in bytes, and times of modification and of status change
    (both in nanoseconds) are. The status change counts too, since a tool can set the time of modification back. The
    decorated function raises OSError where there is no such file.
    """

    def decorate(read: Callable[[Path], _Value]) -> Callable[[Path], _Value]:
        @lru_cache(maxsize=max_files)
        def read_version(path: Path, _: tuple[int, ...]) -> _Value:
            return read(path)

        @wraps(read)
        def read_if_changed(path: Path) -> _Value:
            found = path.stat()
            version = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            return read_version(path, version)

        return read_if_changed

    return decorate
