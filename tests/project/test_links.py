"""The links of the pages that are read on GitHub lead to a file of the repository, and to a heading that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from letterbook.scaffold import ENGLISH_PAGES

from .small_project import TOP

PAGES = [
    *TOP.glob("*.md"),
    TOP / ".github/pull_request_template.md",
    *(TOP / "docs/decisions").glob("*.md"),
    *(TOP / "docs" / name for name in (*ENGLISH_PAGES, "your-own-record.md", "large-records.md")),
    TOP / "own-record/README.md",
]
"""The other pages of docs/ are for the site's readers, and link to pages that only the site has."""


def read_prose(page: Path) -> str:
    """Return the text of a page without its blocks of code."""
    return re.sub(r"(?ms)^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"))


def find_links(page: Path) -> Iterator[str]:
    """Yield the targets of the links and images of a page that lead to no other site."""
    for target in re.findall(r"\]\(([^)\s]+)\)", read_prose(page)):
        if not re.match(r"[a-z]+:", target):
            yield target


def find_anchors(page: Path) -> set[str]:
    """Return the anchors that both GitHub and the site give to the headings of a page.

    GitHub does not know the ids that a page gives itself, `{ #hooks }`.
    """
    headings = re.findall(r"(?m)^#+ (.*)$", read_prose(page))
    return {
        re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in headings if not each.endswith("}")
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    folder = TOP if page.parent.name == "own-record" else page.parent  # it becomes the README of another repository
    for target in find_links(page):
        path, _, anchor = unquote(target).partition("#")
        file = (folder / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in find_anchors(file)):
            broken.append(target)
    assert broken == []


def test_the_readme_leads_to_the_page_for_editors() -> None:
    assert "docs/editors.md" in set(find_links(TOP / "README.md"))


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """So the tests above do look."""
    page = tmp_path / "page.md"
    page.write_text("# A page\n\n## A part: two\n\n[here](#a-part-two) [there](#a-part) [file](gone.md)\n", "utf-8")
    assert list(find_links(page)) == ["#a-part-two", "#a-part", "gone.md"]
    assert find_anchors(page) == {"a-page", "a-part-two"}
