"""Builds the index of a large record, for Pagefind.

It is built in parts, whose words are then joined into one index for each language. So a reader loads no more than from
an index built at once, and results rank the same.
"""

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
from letterbook.search.assets import find_stems, read_engine_files
from letterbook.search.data_files import encode_runs, render_json_file
from letterbook.search.documents import Document
from letterbook.search.pagefind_format import Meta, Word, join_word, read_entry, read_weights, write_meta, write_words
from letterbook.search.shards import PROCESSES, Shard, build_shards
from letterbook.search.tokenize import tokenize

CHUNK = 60_000
"""The approximate size in bytes of a file with words before compression, the same as Pagefind's own."""
COMMON = 150_000
"""A word with more bytes, some 50,000 positions, is common: its positions would be too much to load and say little
about a document. So a file next to the index has only its documents."""
SAMPLE = 300
"""The number of documents of a language, the newest, that are searched for the forms of its common words."""


class PagefindIndex:
    """The files of the index.

    Once all files are rendered, `languages` has the name of each language's folder, and for it each form of the common
    words with the number of that word's file.
    """

    def __init__(self, documents: Sequence[Document], kept: Path) -> None:
        """Index `documents`. Parts are kept in the folder `kept` from one build to the next."""
        self._documents = documents
        self._kept = kept
        self.languages: dict[str, dict[str, int]] = {}

    def render_files(self) -> Iterator[OutputFile]:
        """Yield the files of the index. Raises BuildFailure if Pagefind fails or its files have an unknown format."""
        self._kept.mkdir(parents=True, exist_ok=True)
        lock = os.open(self._kept, os.O_RDONLY)
        collecting = gc.isenabled()
        gc.disable()  # millions of short-lived lists would make it traverse the whole record again and again
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)  # otherwise another build could remove our parts
            indexes = sorted(build_shards(self._documents, self._kept), key=lambda each: each.wasm)
            for name, own in groupby(indexes, key=lambda each: each.wasm):
                yield from self._render_language(name, tuple(own))
        finally:
            os.close(lock)
            if collecting:
                gc.enable()

    def _render_language(self, name: str, own: Sequence[Shard]) -> Iterator[OutputFile]:
        folder = f"{urls.SEARCH}{name}/"
        pages = tuple(
            (str(number), words)
            for shard in own
            for number, (_, words) in zip(shard.numbers, shard.meta.pages, strict=True)
        )
        common: list[str] = []
        ranges: list[tuple[str, str, str]] = []
        for words, content in _pack_chunks(_join_chunks(own)):
            named = f"{name}_{_hash(content)}"
            ranges.append((words[0].word.decode(), words[-1].word.decode(), named))
            yield OutputFile(f"{folder}index/{named}.pf_index", content)
            if len(words[0].content) > COMMON:
                positions = ((int(pages[page][0]), weight) for page, weight in read_weights(words[0].content))
                yield render_json_file(f"{name}/common/{len(common)}.json", _group_by_weight(positions))
                common.append(words[0].word.decode())
        self.languages[name] = self._find_forms(name, common, [number for shard in own for number in shard.numbers])
        meta = own[0].meta
        content = write_meta(Meta(meta.version, pages, ()), _separate_ranges(ranges))
        hash_ = f"{name}_{_hash(content)}"
        yield OutputFile(f"{folder}pagefind.{hash_}.pf_meta", content)
        _, entry = read_entry(own[0].folder)
        entry["languages"] = {name: {"hash": hash_, "wasm": name, "page_count": len(pages)}}
        yield OutputFile(f"{folder}pagefind-entry.json", json.dumps(entry, sort_keys=True).encode())
        yield from read_engine_files(folder, name)

    def _find_forms(self, name: str, common: Sequence[str], numbers: Sequence[int]) -> dict[str, int]:
        """Return the words with one of the stems `common`, each with the number of that stem's file."""
        own = (self._documents[each] for each in sorted(numbers)[:SAMPLE] if common)
        words = {word for each in own for texts in each.fields.values() for text in texts for word in tokenize(text)}
        stemmed = find_stems(name, words) if common else {}
        return {word: file for file, stem in enumerate(common) for word in sorted(stemmed.get(stem, ()))}


def _group_by_weight(positions: Iterable[tuple[int, float]]) -> dict[str, list[int]]:
    """Return the numbers of the documents for each weight of a word, encoded as runs."""
    found: dict[float, list[int]] = defaultdict(list)
    for number, weight in positions:
        found[weight].append(number)
    return {f"{weight:g}": encode_runs(sorted(numbers)) for weight, numbers in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class _Joined:
    word: bytes
    content: bytes


def _join_chunks(own: Sequence[Shard]) -> Iterator[list[_Joined]]:
    """Yield the words of each file, joined from all parts; a common word has a file of its own."""
    offsets = [sum(len(each.numbers) for each in own[:number]) for number in range(len(own))]

    def number_words(number: int, shard: Shard) -> Iterator[tuple[bytes, int, Word]]:
        return ((each.word, number, each) for each in shard.read_words())

    merged = heapq.merge(*(number_words(*each) for each in enumerate(own)), key=itemgetter(0, 1))
    chunk: list[_Joined] = []
    size = 0
    for word, parts in groupby(merged, key=itemgetter(0)):
        found = [(offsets[number], each) for _, number, each in parts]
        content = join_word(word, found)
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


def _pack_chunks(chunks: Iterator[list[_Joined]]) -> Iterator[tuple[list[_Joined], bytes]]:
    """Yield each chunk with its compressed file, in order. Compression releases the interpreter, so chunks overlap."""
    with ThreadPoolExecutor(PROCESSES) as pool:

        def submit(words: list[_Joined]) -> tuple[list[_Joined], Future[bytes]]:
            return words, pool.submit(write_words, [each.content for each in words], len(words))

        waiting = deque(map(submit, islice(chunks, PROCESSES)))
        while waiting:
            words, content = waiting.popleft()
            waiting.extend(map(submit, islice(chunks, 1)))
            yield words, content.result()


def _separate_ranges(ranges: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield the range of words of each file. Where two files meet, words are cut to what tells them apart, so that a
    search for the beginning of a word finds the file."""
    firsts = [first for first, _, _ in ranges]
    lasts = [last for _, last, _ in ranges]
    for number in range(1, len(ranges)):
        pairs = zip(lasts[number - 1], firsts[number], strict=False)
        same = 1 + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        lasts[number - 1], firsts[number] = lasts[number - 1][:same], firsts[number][:same]
    yield from zip(firsts, lasts, (name for _, _, name in ranges), strict=True)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
