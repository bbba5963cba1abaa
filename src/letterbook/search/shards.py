"""Parts of a large record, each indexed by Pagefind by itself: it needs about a megabyte for a letter, and gives it
back when it ends. A part that has not changed is taken from the work folder."""

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
from letterbook.search.pagefind_format import Meta, Word, beginning, entry, keep, kept, read_meta, read_words
from letterbook.search.tokenize import tokens

SIGNS = 9_000_000
"""How long the texts of a part may be: one of about 530 letters of 17 KB takes half a gigabyte."""
DOCUMENTS = 750
"""And how many it may have."""
PROCESSES = 2
_AT_ONCE = Semaphore(PROCESSES)
WEIGHTS: Mapping[str, int] = {"reference": 10, "title": 7, "recipients": 7, "mandates": 5, "instruments": 5, "text": 1}
"""How much a word of a field weighs; 10 is the most that Pagefind knows, and it squares them."""
_UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "km", "my"})
_NONE = "und"
_ADDRESS = re.compile(rb'\{"url":"/(\d+)\.html"')
_WORDS = "words"
_FORM = 2  # of what is kept; another number, and nothing that was kept is taken


@dataclass(frozen=True, slots=True)
class Shard:
    """An index of some documents in a folder of its own. `numbers` are those of its pages among all documents."""

    folder: Path
    wasm: str
    numbers: tuple[int, ...]
    meta: Meta

    def words(self) -> Iterator[Word]:
        """All of its words, in order."""
        return kept((self.folder / _WORDS).read_bytes())


def shards(documents: Sequence[Document], work: Path) -> Iterator[Shard]:
    """The indexes of all documents, in the order of time. They stand in the folder `work`, in which those of other
    times are found again and others removed. Raises BuildFailure."""
    work.mkdir(parents=True, exist_ok=True)
    used: set[str] = set()
    waiting = iter(parts(documents))
    with ThreadPoolExecutor(PROCESSES + 1) as pool:  # one reads what was made while the others make

        def begun(part: Sequence[int]) -> Future[Shard]:
            pages = [page_of(documents[each]) for each in part]
            language = _language(documents[part[0]])
            key = _key(language, pages)
            used.add(key)
            return pool.submit(_shard, work / key, language, pages, part)

        running = [begun(each) for each in islice(waiting, PROCESSES + 1)]
        while running:
            yield running.pop(0).result()
            running += [begun(each) for each in islice(waiting, 1)]
    for each in work.iterdir():
        if each.name not in used:
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def parts(documents: Sequence[Document]) -> Iterator[list[int]]:
    """The numbers of the documents of each part: of one language, and whole years where they are not too long, so that
    a new letter changes the last part alone."""
    for language in sorted(set(map(_language, documents))):
        own = [number for number, each in enumerate(documents) if _language(each) == language]
        own.sort(key=lambda number: (documents[number].date, documents[number].address))
        years: dict[int, list[int]] = {}
        for number in own:
            years.setdefault(documents[number].date.year, []).append(number)
        yield from _filled(years.values(), documents)


def _filled(years: Iterable[list[int]], documents: Sequence[Document]) -> Iterator[list[int]]:
    part: list[int] = []
    size = 0
    for year in years:
        whole = sum(_size(documents[each]) for each in year)
        if part and (size + whole > SIGNS or len(part) + len(year) > DOCUMENTS):
            yield part
            part, size = [], 0
        for number in year:
            own = _size(documents[number])
            if part and (size + own > SIGNS or len(part) == DOCUMENTS):
                yield part
                part, size = [], 0
            part.append(number)
            size += own
    if part:
        yield part


def _language(document: Document) -> str:
    """By which words are brought to their stems; those of scripts without spaces are no words of any."""
    language = document.language.partition("-")[0].lower()
    return _NONE if language in _UNSPACED else language


def _size(document: Document) -> int:
    return sum(map(len, document.fields["text"]))


def page_of(document: Document) -> str:
    """A page with the document's words as search compares them, and nothing else: no word has a sign of HTML."""
    fields = (
        f"<div data-pagefind-weight={weight}>{' '.join(words)}</div>"
        for field, weight in WEIGHTS.items()
        if (words := [token for text in document.fields[field] for token in tokens(text)])
    )
    return f"<!doctype html><html><body data-pagefind-body>{''.join(fields)}</body></html>"


def _key(language: str, pages: Iterable[str]) -> str:
    """The name of a part, by all that it is made of; no page has a sign that separates them."""
    whole = hashlib.sha256(f"{_FORM} {version('pagefind')} {language}".encode())
    for page in pages:
        whole.update(b"\0" + page.encode())
    return whole.hexdigest()[:32]


def _shard(folder: Path, language: str, pages: Sequence[str], part: Sequence[int]) -> Shard:
    if not folder.is_dir():
        _make(folder, language, pages)
    found, said = entry(folder)
    about = said["languages"][found]
    meta = read_meta((folder / f"pagefind.{about['hash']}.pf_meta").read_bytes())
    order = json.loads((folder / "order.json").read_text(encoding="utf-8"))
    return Shard(folder, about["wasm"] or "unknown", tuple(part[each] for each in order), meta)


def _make(folder: Path, language: str, pages: Sequence[str]) -> None:
    """Index pages into a folder, which is there whole or not at all."""
    with tempfile.TemporaryDirectory(prefix="letterbook-") as work:
        site, bundle = Path(work) / "site", Path(work) / "bundle"
        site.mkdir()
        for number, page in enumerate(pages):
            (site / f"{number:06}.html").write_text(page, encoding="utf-8")
        with _AT_ONCE:
            run_pagefind(site, bundle, language)
        found, said = entry(bundle)
        about = said["languages"][found]
        meta = read_meta((bundle / f"pagefind.{about['hash']}.pf_meta").read_bytes())
        order = [_number(bundle / "fragment" / f"{name}.pf_fragment") for name, _ in meta.pages]
        (bundle / "order.json").write_text(json.dumps(order), encoding="utf-8")
        chunks = [bundle / "index" / f"{name}.pf_index" for name in meta.chunks]
        (bundle / _WORDS).write_bytes(keep(word for each in chunks for word in read_words(each.read_bytes())))
        shutil.rmtree(bundle / "index")
        shutil.rmtree(bundle / "fragment")  # the texts once more: results show passages of the pages themselves
        for name in [each for each in bundle.iterdir() if each.suffix in {".js", ".css", ".pagefind"}]:
            name.unlink()
        staging = folder.with_name(f"{folder.name}.{os.getpid()}")
        shutil.move(bundle, staging)
        staging.rename(folder)


def _number(fragment: Path) -> int:
    """Of the page that a fragment tells of, which it does first."""
    found = _ADDRESS.match(beginning(fragment.read_bytes(), 40))
    if found is None:
        raise BuildFailure("Pagefind's fragments are not what Letterbook knows; say search: lunr in mkdocs.yml")
    return int(found[1])
