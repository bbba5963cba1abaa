"""Folders for the work of a build. They may hold what is withheld: a preview's titles."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from letterbook.processes import is_running

_PREFIX = "letterbook-work-"


@contextmanager
def open_work_folder() -> Iterator[Path]:
    """Yield a temporary folder that nobody else may read, and remove it in the end.

    The folders of builds that were killed are removed first.
    """
    _remove_abandoned()
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as folder:
        yield Path(folder)


def _remove_abandoned() -> None:
    """Remove our folders of processes that have ended."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        try:
            ours = not folder.is_symlink() and folder.stat().st_uid == os.getuid()
        except FileNotFoundError:  # its build has just ended
            continue
        if ours and process.isascii() and process.isdecimal() and not is_running(int(process)):
            shutil.rmtree(folder, ignore_errors=True)
