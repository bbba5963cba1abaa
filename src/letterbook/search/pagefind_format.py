"""Pagefind's files, as far as joining indexes needs to know them: gzip around CBOR, of the versions named here.

Known from the files themselves and from Pagefind's source, `pagefind/src/index` (MIT): nothing of it is a promise of
Pagefind's, so a version that is not known is refused, and a test compares what is joined with what Pagefind makes of
all pages at once.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from typing import Any

import cbor2

from letterbook.errors import BuildFailure

KNOWN = "1.5."
"""How the versions begin whose files are known."""
_SIGNATURE = b"pagefind_dcd"
_LEVEL = 5  # of gzip: 6 takes twice as long for two per cent
_ARRAY, _TEXT = 0x80, 0x60
_ONE = 24
_SIZES = struct.Struct("<5I")
_NUMBERS = re.compile(  # and heads of lists
    rb"(?:\x19..|[\x18\x38\x98].|[\x00-\x17\x20-\x37\x80-\x97]++|[\x39\x99]..|[\x1a\x3a\x9a].{4})*+", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an index: `first` is the number of the first page that has it and `last` that of the last, and `pages`
    the entries of its `count` pages as CBOR, the first of them without its number."""

    word: bytes
    count: int
    first: int
    last: int
    pages: bytes


@dataclass(frozen=True, slots=True)
class Meta:
    """What an index says of itself: each page's name and its number of words, and the names of files with words, in the
    order of the words."""

    version: str
    pages: tuple[tuple[str, int], ...]
    chunks: tuple[str, ...]


def entry(bundle: Path) -> tuple[str, dict[str, Any]]:
    """The only language of an index, and what `pagefind-entry.json` says. Raises BuildFailure where it is unknown."""
    content: dict[str, Any] = json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))
    if not content["version"].startswith(KNOWN):
        raise BuildFailure(
            f"Pagefind {content['version']} is installed; Letterbook knows the files of {KNOWN}x alone. "
            "Run ./scripts/setup, or say search: lunr in mkdocs.yml"
        )
    (language,) = content["languages"]
    return language, content


def read_meta(content: bytes) -> Meta:
    """Raises BuildFailure where it is not what it was."""
    version, pages, ranges = _meta(content)
    return Meta(version, tuple(pages), tuple(name for _, _, name in ranges))


def _meta(content: bytes) -> tuple[str, list[tuple[str, int]], list[tuple[str, str, str]]]:
    """Version, pages with their numbers of words, and files with words: first, last, name."""
    match _loaded(content):
        case [str(version), list(pages), list(ranges), [], [], []]:  # no filter, no order, no field to show
            if _are(pages, [str, int]) and _are(ranges, [str, str, str]):
                return (
                    version,
                    [(name, words) for name, words in pages],
                    [(one, two, name) for one, two, name in ranges],
                )
    raise _unknown()


def _are(lists: list[Any], types: list[type]) -> bool:
    return all(isinstance(each, list) and list(map(type, each)) == types for each in lists)


def write_meta(meta: Meta, ranges: Iterable[tuple[str, str, str]]) -> bytes:
    """With the first and the last word of each file with words, and its name."""
    pages = [[name, words] for name, words in meta.pages]
    return packed(cbor2.dumps([meta.version, pages, [list(each) for each in ranges], [], [], []]))


def dictionary(bundle: Path) -> set[str]:
    """Every word that the index in a folder has. Raises BuildFailure where anything in it is not what is known, or
    could hold another."""
    words = indexed(bundle)
    for path in bundle.glob("*.pf_meta"):
        _, pages, ranges = _meta(path.read_bytes())
        bounds = [bound for first, last, _ in ranges for bound in (first, last)]
        inorder = sorted(words)
        begun = (any(each.startswith(bound) for each in inorder[bisect_left(inorder, bound) :][:1]) for bound in bounds)
        if not all(begun) or not all(name.isdecimal() for name, _ in pages):
            raise _unknown()
    return words


def indexed(bundle: Path) -> set[str]:
    """The words that the files with words have: every text in them, wherever it stands. Raises BuildFailure where one
    of them has anything but texts, numbers and lists."""
    return {word for path in (bundle / "index").glob("*") for word in _texts(unpacked(path.read_bytes()))}


def _texts(raw: bytes) -> Iterator[str]:
    """Numbers are passed over, since there are as many as words in all letters, and reading them takes seconds."""
    at = 0
    while (found := _NUMBERS.match(raw, at)) and found.end() < len(raw):
        length, at = _head(raw, found.end(), _TEXT)
        word = raw[at : at + length]
        if len(word) < length:
            raise _unknown()
        yield word.decode(errors="replace")
        at += length


def read_words(content: bytes) -> Iterator[Word]:
    """The words of a file, in order. Raises BuildFailure where it is not what it was."""
    raw = unpacked(content)
    file = io.BytesIO(raw)
    decoder = cbor2.CBORDecoder(file)
    outer, at = _head(raw, 0, _ARRAY)
    number, at = _head(raw, at, _ARRAY)
    if outer != 1:
        raise _unknown()
    file.seek(at)
    for _ in range(number):
        start = at
        word, pages, variants = decoder.decode()
        at = file.tell()
        if variants:  # as words with accents are listed: those that are given have none
            raise _unknown()
        _, inside = _head(raw, start, _ARRAY)
        length, inside = _head(raw, inside, _TEXT)
        _, inside = _head(raw, inside + length, _ARRAY)
        _, inside = _head(raw, inside, _ARRAY)
        first, inside = _head(raw, inside, 0)
        yield Word(
            word=word.encode(),
            count=len(pages),
            first=first,
            last=sum(map(itemgetter(0), pages)),  # each number is the distance from the one before
            pages=raw[inside : at - 1],
        )


def keep(words: Iterable[Word]) -> bytes:
    """Words as `kept` reads them: what took long to find out comes first."""
    fields = ((each, (len(each.word), each.count, each.first, each.last, len(each.pages))) for each in words)
    return b"".join(part for each, sizes in fields for part in (_SIZES.pack(*sizes), each.word, each.pages))


def kept(content: bytes) -> Iterator[Word]:
    """What `keep` made."""
    at = 0
    while at < len(content):
        length, count, first, last, size = _SIZES.unpack_from(content, at)
        at += _SIZES.size
        word, at = content[at : at + length], at + length
        yield Word(word=word, count=count, first=first, last=last, pages=content[at : at + size])
        at += size


def write_words(words: Iterable[bytes], number: int) -> bytes:
    """A file of that many words, each as `joined` gives it."""
    return packed(b"".join([_headed(1, _ARRAY), _headed(number, _ARRAY), *words]))


def joined(word: bytes, parts: Iterable[tuple[int, Word]]) -> bytes:
    """A word of several indexes as CBOR: each part with the number that its index's first page has among all."""
    count, last, pages = 0, 0, []
    for offset, part in parts:
        pages += [_headed(3, _ARRAY), _headed(offset + part.first - last, 0), part.pages]
        count += part.count
        last = offset + part.last
    head = [_headed(3, _ARRAY), _headed(len(word), _TEXT), word, _headed(count, _ARRAY)]
    return b"".join([*head, *pages, _headed(0, _ARRAY)])


def weights(content: bytes) -> Iterator[tuple[int, float]]:
    """Of a word as `joined` gives it: each page by its number in the index, and the most that the word weighs there."""
    _, pages, _ = cbor2.loads(content)
    page = 0
    for distance, places, _ in pages:
        page += distance
        # A number below nought tells the weight of the places behind it: 24 times that weight, and one more.
        yield page, max((-each - 1) / _ONE for each in places if each < 0)


def indexed_places(bundle: Path) -> Iterator[tuple[str, list[int]]]:
    """The words of an index of one page, each with its places there. Raises BuildFailure."""
    for path in (bundle / "index").glob("*"):
        for each in read_words(path.read_bytes()):
            _, ((_, places, _),), _ = cbor2.loads(joined(each.word, [(0, each)]))
            yield each.word.decode(), list(accumulate(place for place in places if place >= 0))


def _loaded(content: bytes) -> Any:
    try:
        return cbor2.loads(unpacked(content))
    except cbor2.CBORDecodeError as error:
        raise _unknown() from error


def unpacked(content: bytes) -> bytes:
    """Raises BuildFailure where it is not packed as it was."""
    try:
        raw = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise _unknown() from error
    if not raw.startswith(_SIGNATURE):
        raise _unknown()
    return raw[len(_SIGNATURE) :]


def beginning(content: bytes, length: int) -> bytes:
    """Of a file that is unpacked no further."""
    return zlib.decompressobj(wbits=31).decompress(content, len(_SIGNATURE) + length)[len(_SIGNATURE) :]


def packed(raw: bytes) -> bytes:
    """The same bytes on every day."""
    return gzip.compress(_SIGNATURE + raw, _LEVEL, mtime=0)


def _unknown() -> BuildFailure:
    return BuildFailure("Pagefind's index is not what Letterbook knows; say search: lunr in mkdocs.yml")


def _head(raw: bytes, at: int, kind: int) -> tuple[int, int]:
    """The number that the head of a CBOR item holds, and where it ends. Raises BuildFailure where it is another."""
    if raw[at] & 0xE0 != kind:
        raise _unknown()
    short = raw[at] & 0x1F
    if short < 24:
        return short, at + 1
    size = 1 << (short - 24)
    return int.from_bytes(raw[at + 1 : at + 1 + size], "big"), at + 1 + size


def _headed(number: int, kind: int) -> bytes:
    if number < 24:
        return bytes([kind | number])
    size = 1 if number < 1 << 8 else 2 if number < 1 << 16 else 4
    return bytes([kind | (23 + size.bit_length())]) + number.to_bytes(size, "big")
