"""Fixtures for all tests."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from letterbook.site.theme_engine import RenderedTheme, Settings
from shared_folder import prepare_once
from site_rendering import rendered_theme
from workspaces import Workspace


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The project's pages and theme, with a record that has registers and no letter, outside CI."""
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return Workspace.create(tmp_path / "workspace")


@pytest.fixture(scope="session")
def shipped_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The record that the project ships, built as of a day on which every kind of page has content. Read only."""

    def build(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("CI", raising=False)
            patch.setenv("SITE_URL", "https://letters.example/")
            Workspace.create_shipped(folder).build("--as-of", "2026-11-20")

    return Workspace(prepare_once(tmp_path_factory, "shipped", build))


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RenderedTheme, Settings]]:
    """The rendered specimens of the project, and its settings, with which sites are rendered quickly."""
    with rendered_theme(tmp_path_factory.mktemp("theme")) as rendered:
        yield rendered


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the process of a test be copied even if a thread of the program that runs the tests waits in it."""
    monkeypatch.setattr("letterbook.processes._is_alone", lambda: True)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*multi-threaded", DeprecationWarning)
        yield
