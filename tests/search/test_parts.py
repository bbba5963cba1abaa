"""Parts of the index are read as they were written, and nothing else is read at all."""

from __future__ import annotations

import random
import shutil
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.search.parts import Part, make_column, pack_part, unpack_part
from letterbook.search.reading import BrokenIndex, read_index
from letterbook.search.tokenize import tokenize
from letterbook.search.word_index import BOOSTS
from search_index import make_document, write_index

TEXTS = [
    "The detention of defenders.\n\nDetentions, detained; the defender",
    "人権理事会 and the Council",
    "une enquête, des enquêtes",
    "",
]


@given(st.text(), st.lists(st.lists(st.integers(0, 2**32 - 1)), max_size=5))
def test_a_part_is_read_as_it_was_written(text: str, columns: list[list[int]]) -> None:
    part = Part(text, tuple(map(make_column, columns)))
    assert unpack_part(pack_part(part)) == part


def test_equal_parts_have_equal_bytes() -> None:
    """Without a clock, a name or a system in the header."""
    assert pack_part(Part("a", (make_column([1]),)))[:10] == b"\x1f\x8b\x08\0\0\0\0\0\0\xff"


@pytest.mark.parametrize("more", [b"x", b"\0" * 8, pack_part(Part("more"))])
def test_a_part_with_something_behind_it_is_not_read(more: bytes) -> None:
    with pytest.raises(ValueError, match="end"):
        unpack_part(pack_part(Part("a")) + more)


def test_a_part_in_another_form_is_not_read() -> None:
    """More bytes for its numbers than they need could hide something."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    content = b"\1\0\0\0a\1\2\1\0\0\0\5\0"  # a column with a plane more than 5 needs
    packed = packer.compress(content) + packer.flush()
    file = b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + packed + zlib.crc32(content).to_bytes(4, "little") + b"\x0d\0\0\0"
    with pytest.raises(ValueError, match="not as it would be written"):
        unpack_part(file)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small index."""
    documents = [
        make_document(number, {"title": [(f"Title {number}", "en")], "text": [(text, "en"), ("Summary", "fr")]})
        for number, text in enumerate(TEXTS)
    ]
    return write_index(tmp_path / "site", documents)


def test_an_index_has_the_words_of_its_texts_in_their_order(site: Path) -> None:
    """So nothing is lost or added between the texts and the parts."""
    index = read_index(site)
    at = list(BOOSTS).index("text")
    for fields, text in zip(index.documents, TEXTS, strict=True):
        expected = [index.families[each] for each in (*tokenize(text), "summary")]
        assert [index.names[each] for each in fields[at]] == expected


def test_an_index_with_any_changed_byte_is_not_read(site: Path, tmp_path: Path) -> None:
    """Each part, the manifest's names, and a file that nothing lists."""
    chance = random.Random(3)  # noqa: S311 - not for secrets
    for path in sorted((site / "search").rglob("*.bin")):
        content = path.read_bytes()
        for at in {0, 9, len(content) - 1, *(chance.randrange(len(content)) for _ in range(5))}:
            copy = shutil.copytree(site, tmp_path / "copy")
            changed = bytearray(content)
            changed[at] ^= 1 << chance.randrange(8)
            (copy / path.relative_to(site)).write_bytes(changed)
            with pytest.raises(BrokenIndex):
                read_index(copy)
            shutil.rmtree(copy)
    (site / "search/words/more.bin").write_bytes(pack_part(Part("more")))
    with pytest.raises(BrokenIndex):
        read_index(site)
