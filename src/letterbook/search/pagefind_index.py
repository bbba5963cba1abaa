"""The index of a large record: Pagefind's. It is made in parts, whose words are then joined into one index a language,
so that a reader loads no more than of an index made at once, and ranks as it does."""

from __future__ import annotations

import fcntl
import gc
import hashlib
import heapq
import json
import os
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby, islice, takewhile
from operator import itemgetter
from pathlib import Path

from letterbook import urls
from letterbook.rendering.page import OutputFile
from letterbook.search.assets import engine_files, stems
from letterbook.search.data_files import json_file, runs
from letterbook.search.documents import Document
from letterbook.search.pagefind_format import Meta, Word, entry, joined, weights, write_meta, write_words
from letterbook.search.shards import PROCESSES, Shard, shards
from letterbook.search.tokenize import tokens

CHUNK = 60_000
"""How many bytes a file with words has before it is packed, about: as many as Pagefind gives it."""
COMMON = 150_000
"""A word with more bytes, some 50,000 places, is common: to load where it stands would be too much, and says little of
a document. So a file beside the index has the documents alone."""
SAMPLE = 300
"""In so many documents of a language, the newest, the forms of its common words are looked for."""


class PagefindIndex:
    """The files of the index, and, once all of them have been asked for, what is to be known of the `languages`: the
    name of each one's folder, and each form of the words that are common in it with the number of that word's file."""

    def __init__(self, documents: Sequence[Document], kept: Path) -> None:
        """Parts are kept in the folder `kept` from build to build."""
        self._documents = documents
        self._kept = kept
        self.languages: dict[str, dict[str, int]] = {}

    def files(self) -> Iterator[OutputFile]:
        """Raises BuildFailure where Pagefind fails, or has made what is not known."""
        self._kept.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._kept, os.O_RDONLY)
        collecting = gc.isenabled()
        gc.disable()  # it would go through the whole record again and again, while millions of lists come and go
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)  # another build would remove our parts
            made = sorted(shards(self._documents, self._kept), key=lambda each: each.wasm)
            for name, own in groupby(made, key=lambda each: each.wasm):
                yield from self._language(name, tuple(own))
        finally:
            os.close(lock)
            if collecting:
                gc.enable()

    def _language(self, name: str, own: Sequence[Shard]) -> Iterator[OutputFile]:
        folder = f"{urls.SEARCH}{name}/"
        pages = tuple(
            (str(number), words)
            for shard in own
            for number, (_, words) in zip(shard.numbers, shard.meta.pages, strict=True)
        )
        common: list[str] = []
        ranges: list[tuple[str, str, str]] = []
        for words, content in _packed(_chunks(own)):
            named = f"{name}_{_sum(content)}"
            ranges.append((words[0].word.decode(), words[-1].word.decode(), named))
            yield OutputFile(f"{folder}index/{named}.pf_index", content)
            if len(words[0].content) > COMMON:
                standing = ((int(pages[page][0]), weight) for page, weight in weights(words[0].content))
                yield json_file(f"{name}/common/{len(common)}.json", _by_weight(standing))
                common.append(words[0].word.decode())
        self.languages[name] = self._forms(name, common, [number for shard in own for number in shard.numbers])
        meta = own[0].meta
        content = write_meta(Meta(meta.version, pages, ()), _apart(ranges))
        hash_ = f"{name}_{_sum(content)}"
        yield OutputFile(f"{folder}pagefind.{hash_}.pf_meta", content)
        _, said = entry(own[0].folder)
        said["languages"] = {name: {"hash": hash_, "wasm": name, "page_count": len(pages)}}
        yield OutputFile(f"{folder}pagefind-entry.json", json.dumps(said, sort_keys=True).encode())
        yield from engine_files(folder, name)

    def _forms(self, name: str, common: Sequence[str], numbers: Sequence[int]) -> dict[str, int]:
        """The words that have one of these stems."""
        own = (self._documents[each] for each in sorted(numbers)[:SAMPLE] if common)
        words = {word for each in own for texts in each.fields.values() for text in texts for word in tokens(text)}
        stemmed = stems(name, words) if common else {}
        return {word: file for file, stem in enumerate(common) for word in sorted(stemmed.get(stem, ()))}


def _by_weight(standing: Iterable[tuple[int, float]]) -> dict[str, list[int]]:
    """The numbers of the documents in which a word weighs so much, as `runs`."""
    found: dict[float, list[int]] = defaultdict(list)
    for number, weight in standing:
        found[weight].append(number)
    return {f"{weight:g}": runs(sorted(numbers)) for weight, numbers in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class _Joined:
    word: bytes
    content: bytes


def _chunks(own: Sequence[Shard]) -> Iterator[list[_Joined]]:
    """The words of all parts for file after file; a common one has its own."""
    offsets = [sum(len(each.numbers) for each in own[:number]) for number in range(len(own))]

    def numbered(number: int, shard: Shard) -> Iterator[tuple[bytes, int, Word]]:
        return ((each.word, number, each) for each in shard.words())

    merged = heapq.merge(*(numbered(*each) for each in enumerate(own)), key=itemgetter(0, 1))
    chunk: list[_Joined] = []
    size = 0
    for word, parts in groupby(merged, key=itemgetter(0)):
        found = [(offsets[number], each) for _, number, each in parts]
        content = joined(word, found)
        common = len(content) > COMMON
        if chunk and common:
            yield chunk
            chunk, size = [], 0
        chunk.append(_Joined(word, content))
        size += len(content)
        if common or size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _packed(chunks: Iterator[list[_Joined]]) -> Iterator[tuple[list[_Joined], bytes]]:
    """Each with its file, in their order. Packing needs no Python, so that others go on beside it."""
    with ThreadPoolExecutor(PROCESSES) as pool:

        def begun(words: list[_Joined]) -> tuple[list[_Joined], Future[bytes]]:
            return words, pool.submit(write_words, [each.content for each in words], len(words))

        waiting = deque(map(begun, islice(chunks, PROCESSES)))
        while waiting:
            words, content = waiting.popleft()
            waiting.extend(map(begun, islice(chunks, 1)))
            yield words, content.result()


def _apart(ranges: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The ranges of words of each file: between two files just as much of a word as tells them apart, since whoever
    looks for the beginning of a word has to find the file."""
    firsts = [first for first, _, _ in ranges]
    lasts = [last for _, last, _ in ranges]
    for number in range(1, len(ranges)):
        pairs = zip(lasts[number - 1], firsts[number], strict=False)
        same = 1 + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        lasts[number - 1], firsts[number] = lasts[number - 1][:same], firsts[number][:same]
    yield from zip(firsts, lasts, (name for _, _, name in ranges), strict=True)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
