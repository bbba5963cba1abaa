"""Builds the same letters with other programs: MkDocs with its theme Material, and Hugo with Pagefind."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from commands import Cost, measure_command

_MKDOCS = """\
site_name: Letters
theme:
  name: material
  font: false
"""
_HUGO = """\
title: Letters
baseURL: https://letters.example.org/
disableKinds: [taxonomy, term, RSS, sitemap]
"""
_PAGE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ with .Params.reference }}{{ . }}{{ else }}{{ .Title }}{{ end }}</title></head>
<body><main>%s</main></body>
</html>
"""
_HUGO_LAYOUTS = {
    "single.html": _PAGE % "<h1>{{ .Params.subject }}</h1><p>{{ .Params.sent }}</p>\n{{ .Content }}",
    "list.html": _PAGE
    % '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Params.reference }}</a></li>{{ end }}</ul>',
}
"""The barest templates: a page for each letter and response, and a list of a folder's pages."""


def build_with_mkdocs(data: Path, folder: Path) -> Cost:
    """Build the letters and responses below `data` as pages of MkDocs, with its search, and return the cost."""
    _copy_texts(data, folder / "docs")
    (folder / "docs" / "index.md").write_text("# Letters\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")
    return measure_command([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder, {"NO_MKDOCS_2_WARNING": "1"})


def build_with_hugo(data: Path, folder: Path, program: Path) -> Cost:
    """Build the letters and responses below `data` as pages of Hugo, without a search, and return the cost."""
    _copy_texts(data, folder / "content")
    (folder / "hugo.yaml").write_text(_HUGO, encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, content in _HUGO_LAYOUTS.items():
        (layouts / name).write_text(content, encoding="utf-8")
    return measure_command([program, "--quiet"], folder, {})


def index_with_pagefind(folder: Path, program: Path) -> Cost:
    """Make one index of the pages that Hugo built in `folder`, and return the cost."""
    return measure_command([program, "--site", "public", "--silent"], folder, {})


def _copy_texts(data: Path, folder: Path) -> None:
    for kind in ("letters", "responses"):
        shutil.copytree(data / kind, folder / kind)


def count_files(folder: Path) -> int:
    """Count the files below a folder."""
    return sum(1 for _ in _list_files(folder))


def measure_folder(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(each.stat().st_size for each in _list_files(folder))


def _list_files(folder: Path) -> Iterator[Path]:
    return (each for each in folder.rglob("*") if each.is_file())
