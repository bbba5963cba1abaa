"""Reads and writes Pagefind's index files, as far as joining indexes needs: CBOR compressed with gzip.

The format is known from the files themselves and from Pagefind's source, `pagefind/src/index` (MIT). Pagefind does not
document it, so an unknown version is refused, and a test compares a joined index with one that Pagefind makes of all
pages at once.
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
"""The beginning of the versions whose files are known."""
_SIGNATURE = b"pagefind_dcd"
_LEVEL = 5  # of gzip; 6 takes twice as long to save two per cent
_ARRAY, _TEXT = 0x80, 0x60
_ONE = 24
_SIZES = struct.Struct("<5I")
_NUMBERS = re.compile(  # and the heads of lists
    rb"(?:\x19..|[\x18\x38\x98].|[\x00-\x17\x20-\x37\x80-\x97]++|[\x39\x99]..|[\x1a\x3a\x9a].{4})*+", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an index.

    `first` and `last` are the numbers of the first and the last of the `count` pages that have it. `pages` are the
    entries of those pages in CBOR, the first without its number.
    """

    word: bytes
    count: int
    first: int
    last: int
    pages: bytes


@dataclass(frozen=True, slots=True)
class Meta:
    """The metadata of an index: each page's name and number of words, and the names of the files with words, in the
    order of the words."""

    version: str
    pages: tuple[tuple[str, int], ...]
    chunks: tuple[str, ...]


def read_entry(bundle: Path) -> tuple[str, dict[str, Any]]:
    """Return an index's only language and its `pagefind-entry.json`. Raises BuildFailure for an unknown version."""
    content: dict[str, Any] = json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))
    if not content["version"].startswith(KNOWN):
        raise BuildFailure(
            f"Pagefind {content['version']} is installed; Letterbook knows only the files of {KNOWN}x. "
            "Run ./scripts/setup, or set search: lunr in mkdocs.yml"
        )
    (language,) = content["languages"]
    return language, content


def read_meta(content: bytes) -> Meta:
    """Read a `.pf_meta` file. Raises BuildFailure if its format is unknown."""
    version, pages, ranges = _parse_meta(content)
    return Meta(version, tuple(pages), tuple(name for _, _, name in ranges))


def _parse_meta(content: bytes) -> tuple[str, list[tuple[str, int]], list[tuple[str, str, str]]]:
    """Return the version, the pages with their numbers of words, and the files with words: first, last and name."""
    match _load(content):
        case [str(version), list(pages), list(ranges), [], [], []]:  # no filters, sort orders or fields
            if _have_types(pages, [str, int]) and _have_types(ranges, [str, str, str]):
                return (
                    version,
                    [(name, words) for name, words in pages],
                    [(one, two, name) for one, two, name in ranges],
                )
    raise _build_format_error()


def _have_types(lists: list[Any], types: list[type]) -> bool:
    return all(isinstance(each, list) and list(map(type, each)) == types for each in lists)


def write_meta(meta: Meta, ranges: Iterable[tuple[str, str, str]]) -> bytes:
    """Write a `.pf_meta` file; `ranges` are the first and last word of each file with words, and its name."""
    pages = [[name, words] for name, words in meta.pages]
    return pack(cbor2.dumps([meta.version, pages, [list(each) for each in ranges], [], [], []]))


def read_dictionary(bundle: Path) -> set[str]:
    """Return every word in the index in a folder. Raises BuildFailure if its format is unknown, or anything in it could
    hold another word."""
    words = read_terms(bundle)
    for path in bundle.glob("*.pf_meta"):
        _, pages, ranges = _parse_meta(path.read_bytes())
        bounds = [bound for first, last, _ in ranges for bound in (first, last)]
        inorder = sorted(words)
        begun = (any(each.startswith(bound) for each in inorder[bisect_left(inorder, bound) :][:1]) for bound in bounds)
        if not all(begun) or not all(name.isdecimal() for name, _ in pages):
            raise _build_format_error()
    return words


def read_terms(bundle: Path) -> set[str]:
    """Return every text in the files with words, wherever it is. Raises BuildFailure if a file has anything but texts,
    numbers and lists."""
    return {word for path in (bundle / "index").glob("*") for word in _read_texts(unpack(path.read_bytes()))}


def _read_texts(raw: bytes) -> Iterator[str]:
    """Yield every text; numbers are skipped, as there is one for each word of all letters and parsing them is slow."""
    at = 0
    while (found := _NUMBERS.match(raw, at)) and found.end() < len(raw):
        length, at = _decode_head(raw, found.end(), _TEXT)
        word = raw[at : at + length]
        if len(word) < length:
            raise _build_format_error()
        yield word.decode(errors="replace")
        at += length


def read_words(content: bytes) -> Iterator[Word]:
    """Yield the words of a `.pf_index` file, in order. Raises BuildFailure if its format is unknown."""
    raw = unpack(content)
    file = io.BytesIO(raw)
    decoder = cbor2.CBORDecoder(file)
    outer, at = _decode_head(raw, 0, _ARRAY)
    number, at = _decode_head(raw, at, _ARRAY)
    if outer != 1:
        raise _build_format_error()
    file.seek(at)
    for _ in range(number):
        start = at
        word, pages, variants = decoder.decode()
        at = file.tell()
        if variants:  # spellings with accents; the words that we index have none
            raise _build_format_error()
        _, inside = _decode_head(raw, start, _ARRAY)
        length, inside = _decode_head(raw, inside, _TEXT)
        _, inside = _decode_head(raw, inside + length, _ARRAY)
        _, inside = _decode_head(raw, inside, _ARRAY)
        first, inside = _decode_head(raw, inside, 0)
        yield Word(
            word=word.encode(),
            count=len(pages),
            first=first,
            last=sum(map(itemgetter(0), pages)),  # each number is the distance from the one before
            pages=raw[inside : at - 1],
        )


def dump_words(words: Iterable[Word]) -> bytes:
    """Serialise words for `load_words`, with what is slow to work out stored first."""
    fields = ((each, (len(each.word), each.count, each.first, each.last, len(each.pages))) for each in words)
    return b"".join(part for each, sizes in fields for part in (_SIZES.pack(*sizes), each.word, each.pages))


def load_words(content: bytes) -> Iterator[Word]:
    """Yield the words that `dump_words` serialised."""
    at = 0
    while at < len(content):
        length, count, first, last, size = _SIZES.unpack_from(content, at)
        at += _SIZES.size
        word, at = content[at : at + length], at + length
        yield Word(word=word, count=count, first=first, last=last, pages=content[at : at + size])
        at += size


def write_words(words: Iterable[bytes], number: int) -> bytes:
    """Write a `.pf_index` file of `number` words, each as `join_word` returns it."""
    return pack(b"".join([_encode_head(1, _ARRAY), _encode_head(number, _ARRAY), *words]))


def join_word(word: bytes, parts: Iterable[tuple[int, Word]]) -> bytes:
    """Return a word of several indexes in CBOR. Each part comes with the number of its index's first page among all."""
    count, last, pages = 0, 0, []
    for offset, part in parts:
        pages += [_encode_head(3, _ARRAY), _encode_head(offset + part.first - last, 0), part.pages]
        count += part.count
        last = offset + part.last
    head = [_encode_head(3, _ARRAY), _encode_head(len(word), _TEXT), word, _encode_head(count, _ARRAY)]
    return b"".join([*head, *pages, _encode_head(0, _ARRAY)])


def read_weights(content: bytes) -> Iterator[tuple[int, float]]:
    """Yield the number of each page of a word, as `join_word` returns it, with the word's greatest weight there."""
    _, pages, _ = cbor2.loads(content)
    page = 0
    for distance, places, _ in pages:
        page += distance
        # A negative number is the weight of the positions after it: 24 times that weight, plus one.
        yield page, max((-each - 1) / _ONE for each in places if each < 0)


def read_positions(bundle: Path) -> Iterator[tuple[str, list[int]]]:
    """Yield each word of an index of one page, with its positions there. Raises BuildFailure."""
    for path in (bundle / "index").glob("*"):
        for each in read_words(path.read_bytes()):
            _, ((_, places, _),), _ = cbor2.loads(join_word(each.word, [(0, each)]))
            yield each.word.decode(), list(accumulate(place for place in places if place >= 0))


def _load(content: bytes) -> Any:
    try:
        return cbor2.loads(unpack(content))
    except cbor2.CBORDecodeError as error:
        raise _build_format_error() from error


def unpack(content: bytes) -> bytes:
    """Return the CBOR in a file of Pagefind. Raises BuildFailure if it has another form."""
    try:
        raw = gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise _build_format_error() from error
    if not raw.startswith(_SIGNATURE):
        raise _build_format_error()
    return raw[len(_SIGNATURE) :]


def unpack_beginning(content: bytes, length: int) -> bytes:
    """Return at most `length` bytes from the beginning of a file, without unpacking the rest."""
    return zlib.decompressobj(wbits=31).decompress(content, len(_SIGNATURE) + length)[len(_SIGNATURE) :]


def pack(raw: bytes) -> bytes:
    """Return a file of Pagefind whose bytes do not depend on the clock."""
    return gzip.compress(_SIGNATURE + raw, _LEVEL, mtime=0)


def _build_format_error() -> BuildFailure:
    return BuildFailure("Pagefind's index has an unknown format; set search: lunr in mkdocs.yml")


def _decode_head(raw: bytes, at: int, kind: int) -> tuple[int, int]:
    """Return the number in the head of a CBOR item of a `kind`, and its end. Raises BuildFailure for another kind."""
    if raw[at] & 0xE0 != kind:
        raise _build_format_error()
    short = raw[at] & 0x1F
    if short < 24:
        return short, at + 1
    size = 1 << (short - 24)
    return int.from_bytes(raw[at + 1 : at + 1 + size], "big"), at + 1 + size


def _encode_head(number: int, kind: int) -> bytes:
    if number < 24:
        return bytes([kind | number])
    size = 1 if number < 1 << 8 else 2 if number < 1 << 16 else 4
    return bytes([kind | (23 + size.bit_length())]) + number.to_bytes(size, "big")
