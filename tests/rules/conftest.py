"""A small record to break: one State, one company, one letter with a translation and an attachment, one response."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from letterbook.cache import Cache
from letterbook.ingest.confidential_list import VARIABLE, read_confidential_names
from letterbook.ingest.corpus import Loaded, load
from letterbook.rules import check_record
from letterbook.rules.diagnostics import Diagnostic
from letterbook.text.confidential_names import ConfidentialNames

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
        loaded = load(record, record.parent / "mkdocs.yml")
        found = check_record(loaded, NOW, confidential=names)
        cache = Cache()
        _fill_without_files(cache, loaded, record, names)
        assert check_record(loaded, NOW, confidential=names, cache=cache) == found  # what is kept is what is found
        return found

    return check


def _fill_without_files(cache: Cache, loaded: Loaded, record: Path, names: ConfidentialNames) -> None:
    """Check a record while its files are away, so that nothing is kept of what a rule reads from one."""
    away = record.with_name("away")
    record.rename(away)
    with suppress(OSError):
        check_record(loaded, NOW, confidential=names, cache=cache)
    away.rename(record)
