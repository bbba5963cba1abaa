"""The shipped record with each search engine, at the root of a host and below a repository's name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from http_server import serve_folder
from search_results import AS_OF, HIGH
from shared_folder import prepare_once
from workspaces import Workspace


@pytest.fixture(scope="package", params=["lunr", "pagefind"])
def engine(request: pytest.FixtureRequest) -> str:
    """Each search engine."""
    name: str = request.param
    return name


@pytest.fixture(scope="package")
def search_workspace(shipped_workspace: Workspace, engine: str, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The shipped record, built with that engine. Read only."""
    if engine == "lunr":
        return shipped_workspace

    def build(folder: Path) -> None:
        workspace = Workspace.create_shipped(folder)
        workspace.use_search_engine(engine)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("letterbook.search.pagefind_index.COMMON", 500)  # so that some words count as common
            workspace.build("--as-of", AS_OF)

    workspace = Workspace(prepare_once(tmp_path_factory, engine, build))
    assert "rights" in (workspace.site / "search/search.json").read_text(encoding="utf-8").partition('"indexes"')[2]
    return workspace


@pytest.fixture(scope="package", params=["", "repository/"], ids=["at the root", "below a name"])
def site(
    search_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address at which its site is served."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(search_workspace.site, root / request.param, dirs_exist_ok=True)
    with serve_folder(root) as address:
        yield address + request.param


@pytest.fixture
def page(open_tab: Callable[..., Page]) -> Iterator[Page]:
    """A page on which no script may fail, so high that all results are loaded, as they are once they are seen."""
    with open_tab(1440, HIGH) as page:
        errors = collect_errors(page)
        yield page
        assert errors == []


@pytest.fixture(scope="package")
def shared_page(open_tab: Callable[..., Page], site: str) -> Iterator[tuple[Page, list[str]]]:  # noqa: ARG001 - one a site
    """A page like `page` that all tests of a site share, and its errors."""
    with open_tab(1440, HIGH) as page:
        yield page, collect_errors(page)


def collect_errors(page: Page) -> list[str]:
    """Return a list to which the page adds every error of its scripts."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors
