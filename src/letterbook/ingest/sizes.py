"""Finds files and sites that are too large for GitHub. Other hosts have other limits, so these are only warnings.

Sources: GitHub Docs, "About large files on GitHub" and "GitHub Pages limits".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG

from letterbook.ingest.attached_files import ATTACHMENTS
from letterbook.ingest.folder_entries import walk
from letterbook.ingest.front_matter import Problem
from letterbook.interruption import interruptible
from letterbook.model.record import Corpus, Letter, Response

LARGE_FILE = "large-file"
LARGE_SITE = "large-site"
FILE_LIMIT = 100 * 1024**2
"""Bytes. GitHub refuses a push with a larger file."""
SITE_LIMIT = 1_000_000_000
"""Bytes. GitHub Pages publishes no larger site."""
_NEARLY = 0.8
"""The part of the limit from which a site is reported."""


def find_size_problems(
    entries: Iterable[Path], corpus: Corpus | None, pages: Iterable[Path]
) -> Iterator[tuple[str, Problem]]:
    """Report each large file among the `entries` of the record and in the folders `pages`, and a site that will be too
    large: it holds the public copies of attachments and whatever is in `pages`. The rest is small beside them.
    """
    page_sizes = dict(_measure_files(path for folder in pages for path in walk(folder)))
    sizes = dict(_measure_files(entries)) | page_sizes
    for path, size in sizes.items():
        if size > FILE_LIMIT:
            yield path.as_posix(), Problem(rule=LARGE_FILE, line=0, detail=str(size))
    if corpus is not None:
        published = page_sizes.keys() | set(_list_public_copies(corpus))
        total = sum(sizes.get(path, 0) for path in published)
        if is_large_site(total):
            yield (corpus.folder / ATTACHMENTS).as_posix(), Problem(rule=LARGE_SITE, line=0, detail=str(total))


def is_large_site(size: int) -> bool:
    """Whether a site of so many bytes is nearly too large, or too large, for GitHub Pages."""
    return size > SITE_LIMIT * _NEARLY


def _measure_files(paths: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    for path in interruptible(paths):
        found = path.lstat()
        if S_ISREG(found.st_mode):
            yield path, found.st_size


def _list_public_copies(corpus: Corpus) -> Iterator[Path]:
    filed: tuple[Letter | Response, ...] = (*corpus.letters, *corpus.responses)
    for each in filed:
        if each.has_read("attachments", "reference" if isinstance(each, Letter) else "letter"):
            folder = corpus.folder / ATTACHMENTS / (each.reference if isinstance(each, Letter) else each.letter).slug
            yield from (folder / attachment.file for attachment in each.attachments if attachment.public_copy)
