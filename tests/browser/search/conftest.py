"""The shipped record, at the root of a host and below a repository's name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from http_server import serve_folder
from workspaces import Workspace


@pytest.fixture(scope="package")
def search_workspace(shipped_workspace: Workspace) -> Workspace:
    """The shipped record. Read only."""
    return shipped_workspace


@pytest.fixture(scope="package")
def site(search_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which its site is served, below a name."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(search_workspace.site, root / "repository")
    with serve_folder(root) as address:
        yield f"{address}repository/"


@pytest.fixture
def page(open_tab: Callable[..., Page]) -> Iterator[Page]:
    """A page on which no script may fail."""
    with open_tab(1440, 1000) as page:
        errors = collect_errors(page)
        yield page
        assert errors == []


def collect_errors(page: Page) -> list[str]:
    """Return a list to which the page adds every error of its scripts."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors
