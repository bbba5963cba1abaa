"""What the search page is made of: Pagefind's web components, and lunr with its stemmers, out of installed packages."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from pagefind_bin_extended import get_executable

from letterbook import urls
from letterbook.failure import BuildFailure
from letterbook.output_file import OutputFile

_COMPONENTS = ("pagefind-component-ui.js", "pagefind-component-ui.css")
_LUNR = (
    "templates/search/lunr.js",
    "lunr-language/lunr.stemmer.support.js",
    "lunr-language/lunr.fr.js",
    "lunr-language/lunr.es.js",
)
_EMPTY_PAGE = "<!doctype html><html lang=en><title>x</title><body data-pagefind-body>x</body></html>"


def component_files() -> Iterator[OutputFile]:
    """The scripts and styles of the page, as their packages have them."""
    yield from (OutputFile(f"{urls.SEARCH_ASSETS}{name}", content) for name, content in _components().items())
    for each in _LUNR:
        # MkDocs ships lunr.js and its stemmers; ours is the choice of the version, theirs the file.
        with as_file(files("mkdocs") / "contrib/search" / each) as path:
            yield OutputFile(f"{urls.SEARCH_ASSETS}lunr/{path.name}", path.read_bytes())


def sums() -> frozenset[str]:
    """The SHA-256 sums of these files."""
    contents = (each.content for each in component_files())
    return frozenset(hashlib.sha256(each).hexdigest() for each in contents if isinstance(each, bytes))


@cache
def _components() -> dict[str, bytes]:
    """Pagefind's program has its components inside, and writes them beside any index."""
    with tempfile.TemporaryDirectory(prefix="letterbook-") as folder:
        site, bundle = Path(folder) / "site", Path(folder) / "bundle"
        site.mkdir()
        (site / "index.html").write_text(_EMPTY_PAGE, encoding="utf-8")
        run_pagefind(site, bundle)
        return {name: (bundle / name).read_bytes() for name in _COMPONENTS}


def run_pagefind(site: Path, bundle: Path) -> None:
    """Index the pages of the folder `site` into the folder `bundle`. Raises BuildFailure where it cannot."""
    command = [get_executable(), "--site", site, "--output-path", bundle, "--silent"]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - the program of its own package
    except subprocess.CalledProcessError as error:
        raise BuildFailure(f"Pagefind could not index the pages: {error.stderr.strip()[-300:]}") from error
    except OSError as error:
        raise BuildFailure(f"Pagefind does not run here ({error.strerror}); ./scripts/setup installs it") from error
