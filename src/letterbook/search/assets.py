"""What the search page is made of, out of installed packages: Pagefind's web components and its engine, and lunr with
its stemmers. And Pagefind itself."""

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
from letterbook.search.pagefind_format import indexed_places
from letterbook.search.tokenize import tokens

_COMPONENTS = ("pagefind-component-ui.js", "pagefind-component-ui.css")
_ENGINE = ("pagefind.js", "pagefind-worker.js")
_KINDS = frozenset({".js", ".css", ".pagefind"})
_LUNR = (
    "templates/search/lunr.js",
    "lunr-language/lunr.stemmer.support.js",
    "lunr-language/lunr.fr.js",
    "lunr-language/lunr.es.js",
)


def component_files() -> Iterator[OutputFile]:
    """The scripts and styles of the page, as their packages have them."""
    yield from (OutputFile(f"{urls.SEARCH_ASSETS}{name}", _bundle()[name]) for name in _COMPONENTS)
    for each in _LUNR:
        # MkDocs ships lunr.js and its stemmers; ours is the choice of the version, theirs the file.
        with as_file(files("mkdocs") / "contrib/search" / each) as path:
            yield OutputFile(f"{urls.SEARCH_ASSETS}lunr/{path.name}", path.read_bytes())


def engine_files(folder: str, wasm: str) -> Iterator[OutputFile]:
    """Pagefind's engine for a language, or for the `unknown`, in a folder of the site."""
    for name in (*_ENGINE, f"wasm.{wasm}.pagefind"):
        yield OutputFile(folder + name, _bundle()[name])


def sums() -> frozenset[str]:
    """The SHA-256 sums of all these files."""
    contents = (*(each.content for each in component_files()), *_bundle().values())
    return frozenset(hashlib.sha256(each).hexdigest() for each in contents if isinstance(each, bytes))


def stems(language: str, words: Iterable[str]) -> dict[str, set[str]]:
    """What Pagefind makes of words in a language, or in one that is `unknown`: each stem with its words."""
    standing = sorted({token for word in words for token in tokens(word)})
    if not standing:  # Pagefind takes no empty page
        return {}
    with tempfile.TemporaryDirectory(prefix="letterbook-") as folder:
        site, bundle = Path(folder) / "site", Path(folder) / "bundle"
        site.mkdir()
        page = html.escape(" ".join(standing))
        (site / "0.html").write_text(
            f"<!doctype html><html><body data-pagefind-body>{page}</body></html>", encoding="utf-8"
        )
        run_pagefind(site, bundle, language)
        return {stem: {standing[each] for each in places} for stem, places in indexed_places(bundle)}


@cache
def _bundle() -> dict[str, bytes]:
    """Pagefind's program has all of it inside, and writes it beside any index: the engine for each language in which
    it finds a page."""
    with tempfile.TemporaryDirectory(prefix="letterbook-") as folder:
        site, bundle = Path(folder) / "site", Path(folder) / "bundle"
        site.mkdir()
        for language in sorted({each for each in locale_identifiers() if len(each) == 2}):
            page = f"<!doctype html><html lang={language}><body data-pagefind-body>x</body></html>"
            (site / f"{language}.html").write_text(page, encoding="utf-8")
        run_pagefind(site, bundle, None)
        return {path.name: path.read_bytes() for path in bundle.iterdir() if path.is_file() and path.suffix in _KINDS}


def run_pagefind(site: Path, bundle: Path, language: str | None) -> None:
    """Index the pages of the folder `site`, all in one language where it is given, into the folder `bundle`. Raises
    BuildFailure where it cannot."""
    command = [get_executable(), "--site", site, "--output-path", bundle, "--silent"]
    command += ["--force-language", language] if language else []
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - the program of its own package
    except subprocess.CalledProcessError as error:
        raise BuildFailure(f"Pagefind could not index the pages: {error.stderr.strip()[-300:]}") from error
    except OSError as error:
        raise BuildFailure(f"Pagefind does not run here ({error.strerror}); ./scripts/setup installs it") from error
