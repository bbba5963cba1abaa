"""Splits a large record into parts and has Pagefind index each one by itself.

Pagefind needs about a megabyte of memory for each letter, which it frees when it ends. A part that has not changed is
taken from the work folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from threading import Semaphore

from letterbook.errors import BuildFailure
from letterbook.search.assets import run_pagefind
from letterbook.search.documents import Document
from letterbook.search.pagefind_format import (
    Meta,
    Word,
    dump_words,
    load_words,
    read_entry,
    read_meta,
    read_words,
    unpack_beginning,
)
from letterbook.search.tokenize import tokenize

MOST_CHARACTERS = 9_000_000
"""The most characters of text in a part: one of about 530 letters of 17 KB takes half a gigabyte."""
MOST_DOCUMENTS = 750
"""The most documents in a part."""
PROCESSES = 2
_AT_ONCE = Semaphore(PROCESSES)
WEIGHTS: Mapping[str, int] = {"reference": 10, "title": 7, "recipients": 7, "mandates": 5, "instruments": 5, "text": 1}
"""The weight of a word in each field; 10 is Pagefind's maximum, and it squares them."""
_UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "km", "my"})
_NONE = "und"
_ADDRESS = re.compile(rb'\{"url":"/(\d+)\.html"')
_WORDS = "words"
_FORM = 2  # the version of the kept files; a new number discards all that older versions kept


@dataclass(frozen=True, slots=True)
class Shard:
    """An index of some documents, in a folder of its own. `numbers` are those of its pages among all documents."""

    folder: Path
    wasm: str
    numbers: tuple[int, ...]
    meta: Meta

    def read_words(self) -> Iterator[Word]:
        """Yield all words of the index, in order."""
        return load_words((self.folder / _WORDS).read_bytes())


def build_shards(documents: Sequence[Document], work: Path) -> Iterator[Shard]:
    """Yield the indexes of all documents, in chronological order. Raises BuildFailure.

    They are kept in the folder `work`: those of earlier builds are used again, and the others removed.
    """
    work.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()
    waiting = iter(split_documents(documents))
    with ThreadPoolExecutor(PROCESSES + 1) as pool:  # one loads a finished index while the others build

        def submit(part: Sequence[int]) -> Future[Shard]:
            pages = [render_page(documents[each]) for each in part]
            language = _choose_language(documents[part[0]])
            key = _hash_part(language, pages)
            used.add(key)
            return pool.submit(_load_shard, work / key, language, pages, part)

        running = [submit(each) for each in islice(waiting, PROCESSES + 1)]
        while running:
            yield running.pop(0).result()
            running += [submit(each) for each in islice(waiting, 1)]
    for each in work.iterdir():
        if each.name not in used:
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def split_documents(documents: Sequence[Document]) -> Iterator[list[int]]:
    """Yield the numbers of the documents in each part.

    A part has one language and whole years, unless they are too long, so a new letter changes only the last part.
    """
    for language in sorted(set(map(_choose_language, documents))):
        own = [number for number, each in enumerate(documents) if _choose_language(each) == language]
        own.sort(key=lambda number: (documents[number].date, documents[number].address))
        years: dict[int, list[int]] = {}
        for number in own:
            years.setdefault(documents[number].date.year, []).append(number)
        yield from _fill_parts(years.values(), documents)


def _fill_parts(years: Iterable[list[int]], documents: Sequence[Document]) -> Iterator[list[int]]:
    part: list[int] = []
    size = 0
    for year in years:
        whole = sum(_count_characters(documents[each]) for each in year)
        if part and (size + whole > MOST_CHARACTERS or len(part) + len(year) > MOST_DOCUMENTS):
            yield part
            part, size = [], 0
        for number in year:
            own = _count_characters(documents[number])
            if part and (size + own > MOST_CHARACTERS or len(part) == MOST_DOCUMENTS):
                yield part
                part, size = [], 0
            part.append(number)
            size += own
    if part:
        yield part


def _choose_language(document: Document) -> str:
    """Return the language whose stemmer is used; none for scripts without spaces, as their tokens are not words."""
    language = document.language.partition("-")[0].lower()
    return _NONE if language in _UNSPACED else language


def _count_characters(document: Document) -> int:
    return sum(map(len, document.fields["text"]))


def render_page(document: Document) -> str:
    """Render a page with only the document's words, as search compares them; none has a character special to HTML."""
    fields = (
        f"<div data-pagefind-weight={weight}>{' '.join(words)}</div>"
        for field, weight in WEIGHTS.items()
        if (words := [token for text in document.fields[field] for token in tokenize(text)])
    )
    return f"<!doctype html><html><body data-pagefind-body>{''.join(fields)}</body></html>"


def _hash_part(language: str, pages: Iterable[str]) -> str:
    """Return the name of a part, a hash of its whole content; no page contains the separator."""
    whole = hashlib.sha256(f"{_FORM} {version('pagefind')} {language}".encode())
    for page in pages:
        whole.update(b"\0" + page.encode())
    return whole.hexdigest()[:32]


def _load_shard(folder: Path, language: str, pages: Sequence[str], part: Sequence[int]) -> Shard:
    if not folder.is_dir():
        _build_shard(folder, language, pages)
    found, entry = read_entry(folder)
    about = entry["languages"][found]
    meta = read_meta((folder / f"pagefind.{about['hash']}.pf_meta").read_bytes())
    order = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    return Shard(folder, about["wasm"] or "unknown", tuple(part[each] for each in order), meta)


def _build_shard(folder: Path, language: str, pages: Sequence[str]) -> None:
    """Index pages into a folder, which appears complete or not at all."""
    with tempfile.TemporaryDirectory(prefix="letterbook-") as work:
        site, bundle = Path(work) / "site", Path(work) / "bundle"
        site.mkdir()
        for number, page in enumerate(pages):
            (site / f"{number:06}.html").write_text(page, encoding="utf-8")
        with _AT_ONCE:
            run_pagefind(site, bundle, language)
        found, entry = read_entry(bundle)
        about = entry["languages"][found]
        meta = read_meta((bundle / f"pagefind.{about['hash']}.pf_meta").read_bytes())
        order = [_read_page_number(bundle / "fragment" / f"{name}.pf_fragment") for name, _ in meta.pages]
        (bundle / "order.json").write_text(json.dumps(order), encoding="utf-8")
        chunks = [bundle / "index" / f"{name}.pf_index" for name in meta.chunks]
        (bundle / _WORDS).write_bytes(dump_words(word for each in chunks for word in read_words(each.read_bytes())))
        shutil.rmtree(bundle / "index")
        shutil.rmtree(bundle / "fragment")  # copies of the texts; results show passages from the pages themselves
        for name in [each for each in bundle.iterdir() if each.suffix in {".js", ".css", ".pagefind"}]:
            name.unlink()
        staging = folder.with_name(f"{folder.name}.{os.getpid()}")
        shutil.move(bundle, staging)
        staging.rename(folder)


def _read_page_number(fragment: Path) -> int:
    """Return the number of the page in a fragment's address, with which it begins."""
    found = _ADDRESS.match(unpack_beginning(fragment.read_bytes(), 40))
    if found is None:
        raise BuildFailure("Pagefind's fragments have an unknown format; set search: lunr in mkdocs.yml")
    return int(found[1])
