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


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The record that the project ships, built as of a day on which every kind of page has something in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CI", raising=False)
        patch.setenv("SITE_URL", "https://letters.example/")
        house = House.shipped_in(tmp_path_factory.mktemp("shipped") / "house")
        house.build("--as-of", "2026-11-20")
    return house
