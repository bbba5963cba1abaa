"""`/data/texts/<year>.jsonl.gz`: the texts of all letters and responses as readers see them, one to a line.

They are split by the year in which the letter was released, so that a file fits into memory and a past year stays as it
is.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from letterbook import urls
from letterbook.derived.text_rows import hash_texts, list_text_rows
from letterbook.model.public import Communication
from letterbook.rendering.cached_files import render_cached
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile

_LEVEL = 6
"""The default, 9, takes noticeably longer and makes the texts of letters hardly any smaller."""


def write_full_texts(site: Site) -> Iterator[OutputFile]:
    """Yield a file for each year: JSON Lines in UTF-8, compressed, newest release first."""
    for year, released in groupby(site.public.communications, key=lambda each: each.released.year):
        letters = tuple(released)
        render = partial(_write_year, year, letters)
        yield from render_cached(site.cache, "texts", hash_texts(letters), render, compress=False)


def _write_year(year: int, letters: Iterable[Communication]) -> Iterator[OutputFile]:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=_LEVEL, mtime=0, filename="") as lines:
        for row in list_text_rows(letters):
            lines.write((json.dumps(row, ensure_ascii=False) + "\n").encode())
    yield OutputFile(urls.texts_of(year), packed.getvalue())
