"""Fixtures that any test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from houses import House


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """The project's pages and theme, and a record with registers and no letter, on an editor's own machine."""
    monkeypatch.delenv("CI", raising=False)
    return House.made_in(tmp_path / "house")
