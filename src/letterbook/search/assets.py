"""Writes the scripts of the search page: lunr and its stemmers, which MkDocs brings, and our own modules in one file.

A browser would load some twenty modules one after another, as each names the next. Comments are left out of both, apart
from those on copyright; the modules are in the site as they are, too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from letterbook import urls
from letterbook.rendering.page import OutputFile

SCRIPT = "search.js"
_FIRST_MODULE = "page.js"
_LUNR = (
    "templates/search/lunr.js",
    "lunr-language/lunr.stemmer.support.js",
    "lunr-language/lunr.fr.js",
    "lunr-language/lunr.es.js",
)
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment with lines of its own."""
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:class|const|function)\b\*? (\w+))", re.MULTILINE)


def render_scripts(assets: Path) -> Iterator[OutputFile]:
    """Yield the scripts; `assets` is the folder of our own ones."""
    for name, content in _read_scripts(assets).items():
        yield OutputFile(f"{urls.SEARCH_ASSETS}{name}", content)


def hash_asset_files(assets: Path) -> frozenset[str]:
    """Return the SHA-256 checksums of these scripts."""
    return frozenset(hashlib.sha256(each).hexdigest() for each in _read_scripts(assets).values())


def join_modules(folder: Path, first: str) -> str:
    """Join a module with those that it imports, each before those that import it, into one module.

    Each becomes a function with names of its own, which returns what the module exports.
    """
    written: dict[str, str] = {}

    def add(name: str) -> None:
        if name in written:
            return
        source = (folder / name).read_text(encoding="utf-8")
        for _, imported in _IMPORT.findall(source):
            add(imported)
        exports = ", ".join(_EXPORT.findall(source))
        source = _IMPORT.sub(lambda match: f"const {match[1]} = {_name_module(match[2])};\n", source)
        body = strip_comments(_EXPORT.sub("", source))
        written[name] = f"const {_name_module(name)} = (() => {{\n{body}return {{ {exports} }};\n}})();\n"

    add(first)
    return "".join(written.values())


def strip_comments(script: str) -> str:
    """Return a script without the comments that have lines of their own, except those on copyright."""

    def keep(match: re.Match[str]) -> str:
        return match[0] if re.search(r"copyright|license", match[0], re.IGNORECASE) else ""

    return _COMMENT.sub(keep, script)


def _name_module(name: str) -> str:
    """Return the name of a module's constant: `small_index_js` for `small-index.js`."""
    return re.sub(r"\W", "_", name)


def _read_scripts(assets: Path) -> dict[str, bytes]:
    modules = assets / "search"
    own = {SCRIPT: join_modules(modules, _FIRST_MODULE).encode()} if modules.is_dir() else {}
    return own | _read_lunr()


@cache
def _read_lunr() -> dict[str, bytes]:
    scripts = {}
    for each in _LUNR:
        # MkDocs ships lunr.js and its stemmers: we pin its version and use its files.
        with as_file(files("mkdocs") / "contrib/search" / each) as path:
            scripts[f"lunr/{path.name}"] = strip_comments(path.read_text(encoding="utf-8")).encode()
    return scripts
