"""A small record to break: one State, one company, one letter with a translation and an attachment, one response."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from letterbook.ingest.confidential_list import VARIABLE, read_confidential_names
from letterbook.ingest.corpus import load
from letterbook.rules import check_record
from letterbook.rules.diagnostics import Diagnostic

BASE = Path(__file__).parent / "base"
CONFIDENTIAL = "confidential.txt"
NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)

Checked = Callable[[], tuple[Diagnostic, ...]]


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a copy of the small record; paths in diagnostics are relative to its parent."""
    shutil.copytree(BASE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Path("data")


@pytest.fixture
def checked(record: Path) -> Checked:
    """A function that checks the record as it is, and what is beside it: pages, and a confidential list. It is 1 June
    2024."""

    def check() -> tuple[Diagnostic, ...]:
        path = record.parent / CONFIDENTIAL
        environment = {VARIABLE: str(path)} if path.exists() else {}
        names = read_confidential_names(environment, record)
        return check_record(load(record, record.parent / "mkdocs.yml"), NOW, confidential=names)

    return check
