"""Folders that all workers of a test run share, so that what is costly to prepare is prepared once."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def prepare_once(factory: pytest.TempPathFactory, name: str, prepare: Callable[[Path], object]) -> Path:
    """Return the folder `name` of this test run. The first worker to ask fills it by `prepare`; the others wait.

    No test may change what is in it. `prepare` is given a folder that does not exist yet.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    complete = folder.with_name(f"{name}.complete")
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not complete.exists():
            shutil.rmtree(folder, ignore_errors=True)
            prepare(folder)
            complete.touch()
    return folder
