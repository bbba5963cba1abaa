"""By links alone, without JavaScript, a reader comes from the home page to everything that is public."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from workspaces import Workspace

HOST = "https://letters.example/"


class _Links(HTMLParser):
    """The targets of a page's links, and the ids that a link may lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids.add(named.get("id") or "")
        if tag == "a" and named.get("href"):
            self.targets.append(named["href"] or "")


def _file(site: Path, url: str) -> Path:
    path = unquote(urlsplit(url).path).lstrip("/")
    return site / (path + "index.html" if path.endswith("/") or not path else path)


def test_every_released_letter_and_response_is_reached(shipped_workspace: Workspace) -> None:
    """And every link on the way leads to a page that is there, and to a place on it that is there."""
    pages: dict[Path, _Links] = {}
    waiting = [HOST]
    broken: list[str] = []
    while waiting:
        url = waiting.pop()
        path = _file(shipped_workspace.site, url)
        if path in pages or path.suffix != ".html":
            continue
        pages[path] = _Links(path.read_text(encoding="utf-8"))
        for target in pages[path].targets:
            whole = urljoin(url, target)
            if not whole.startswith(HOST):
                continue
            if _file(shipped_workspace.site, whole).exists():
                waiting.append(whole)
            else:
                broken.append(f"{url} -> {target}")
    for path, found in pages.items():
        for target in found.targets:
            whole = urljoin(HOST + path.relative_to(shipped_workspace.site).as_posix(), target)
            file, place = _file(shipped_workspace.site, whole), urlsplit(whole).fragment
            if whole.startswith(HOST) and place and file in pages and place not in pages[file].ids:
                broken.append(f"{path.relative_to(shipped_workspace.site)} -> {target}")
    assert broken == []

    released = json.loads((shipped_workspace.site / "data/release.json").read_text(encoding="utf-8"))["communications"]
    letters = [each["address"] for each in released]
    responses = [response["address"] for each in released for response in each["responses"]]
    assert len(letters) == 31
    assert len(responses) == 31
    reached = {path.parent.relative_to(shipped_workspace.site).as_posix() + "/" for path in pages}
    assert [each for each in letters + responses if each not in reached] == []
