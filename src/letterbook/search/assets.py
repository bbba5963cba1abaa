"""Reads the scripts of the search page from installed packages (Pagefind's web components and engine, lunr and its
stemmers), and runs Pagefind."""

from __future__ import annotations

import hashlib
import html
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from babel.localedata import locale_identifiers
from pagefind_bin_extended import get_executable

from letterbook import urls
from letterbook.errors import BuildFailure
from letterbook.rendering.page import OutputFile
from letterbook.search.pagefind_format import read_positions
from letterbook.search.tokenize import tokenize

_COMPONENTS = ("pagefind-component-ui.js", "pagefind-component-ui.css")
_ENGINE = ("pagefind.js", "pagefind-worker.js")
_KINDS = frozenset({".js", ".css", ".pagefind"})
_LUNR = (
    "templates/search/lunr.js",
    "lunr-language/lunr.stemmer.support.js",
    "lunr-language/lunr.fr.js",
    "lunr-language/lunr.es.js",
)


def read_component_files() -> Iterator[OutputFile]:
    """Yield the scripts and styles of the search page, unchanged from their packages."""
    yield from (OutputFile(f"{urls.SEARCH_ASSETS}{name}", _read_bundle()[name]) for name in _COMPONENTS)
    for each in _LUNR:
        # MkDocs ships lunr.js and its stemmers: we pin its version and use its files.
        with as_file(files("mkdocs") / "contrib/search" / each) as path:
            yield OutputFile(f"{urls.SEARCH_ASSETS}lunr/{path.name}", path.read_bytes())


def read_engine_files(folder: str, wasm: str) -> Iterator[OutputFile]:
    """Yield Pagefind's engine for a language, or for `unknown`, placed in `folder` of the site."""
    for name in (*_ENGINE, f"wasm.{wasm}.pagefind"):
        yield OutputFile(folder + name, _read_bundle()[name])


def hash_asset_files() -> frozenset[str]:
    """Return the SHA-256 checksums of all these files."""
    contents = (*(each.content for each in read_component_files()), *_read_bundle().values())
    return frozenset(hashlib.sha256(each).hexdigest() for each in contents if isinstance(each, bytes))


def find_stems(language: str, words: Iterable[str]) -> dict[str, set[str]]:
    """Return the stems that Pagefind finds for `words` in a language, or in an `unknown` one, each with its words.

    Raises BuildFailure if Pagefind fails.
    """
    terms = sorted({token for word in words for token in tokenize(word)})
    if not terms:  # Pagefind rejects an empty page
        return {}
    with tempfile.TemporaryDirectory(prefix="letterbook-") as folder:
        site, bundle = Path(folder) / "site", Path(folder) / "bundle"
        site.mkdir()
        page = html.escape(" ".join(terms))
        (site / "0.html").write_text(
            f"<!doctype html><html><body data-pagefind-body>{page}</body></html>", encoding="utf-8"
        )
        run_pagefind(site, bundle, language)
        return {stem: {terms[each] for each in positions} for stem, positions in read_positions(bundle)}


@cache
def _read_bundle() -> dict[str, bytes]:
    """Return Pagefind's own files by name. Its program contains them and writes them next to any index: the engine
    for each language in which it finds a page."""
    with tempfile.TemporaryDirectory(prefix="letterbook-") as folder:
        site, bundle = Path(folder) / "site", Path(folder) / "bundle"
        site.mkdir()
        for language in sorted({each for each in locale_identifiers() if len(each) == 2}):
            page = f"<!doctype html><html lang={language}><body data-pagefind-body>x</body></html>"
            (site / f"{language}.html").write_text(page, encoding="utf-8")
        run_pagefind(site, bundle, None)
        return {path.name: path.read_bytes() for path in bundle.iterdir() if path.is_file() and path.suffix in _KINDS}


def run_pagefind(site: Path, bundle: Path, language: str | None) -> None:
    """Index the pages in the folder `site`, all in `language` if it is given, into the folder `bundle`.

    Raises BuildFailure if Pagefind is missing or fails.
    """
    command = [get_executable(), "--site", site, "--output-path", bundle, "--silent"]
    command += ["--force-language", language] if language else []
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - the program in Pagefind's package
    except subprocess.CalledProcessError as error:
        raise BuildFailure(f"Pagefind could not index the pages: {error.stderr.strip()[-300:]}") from error
    except OSError as error:
        raise BuildFailure(f"Pagefind does not run here ({error.strerror}); ./scripts/setup installs it") from error
