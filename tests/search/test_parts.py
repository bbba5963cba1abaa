"""Parts of the index are read as they were written, and nothing else is read at all."""

from __future__ import annotations

import json
import random
import shutil
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.search import reading
from letterbook.search.fields import BOOSTS
from letterbook.search.parts import Part, make_column, name_part, pack_part, sort_words, unpack_part
from letterbook.search.reading import BrokenIndex, read_index
from letterbook.search.tokenize import tokenize
from search_index import list_families, make_document, write_index

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


@given(st.lists(st.text(st.sampled_from("az\ue000\uffee\U00010000\U0002f800"))))
def test_words_are_in_the_order_of_javascript(words: list[str]) -> None:
    """By units of UTF-16: a character of two units comes before others with a lower number."""
    units = {each: memoryview(each.encode("utf-16-le")).cast("H").tolist() for each in words}
    assert sort_words(words) == sorted(words, key=units.__getitem__)


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
    for fields, text in zip(list_families(index), TEXTS, strict=True):
        assert fields[at] == [index.families[each] for each in (*tokenize(text), "summary")]


def test_an_index_has_a_result_for_each_document(site: Path) -> None:
    """The leak check looks first in the letters whose addresses results show."""
    assert len(read_index(site).addresses) == len(TEXTS)
    (path,) = (each.relative_to(site) for each in (site / "search/results").iterdir())
    part = unpack_part((site / path).read_bytes())
    replace_part(site, path, Part(json.dumps(json.loads(part.text)[1:]), part.columns))
    with pytest.raises(BrokenIndex):
        read_index(site)


def test_an_index_with_more_families_than_two_bytes_can_number_is_read(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their characters are never surrogates, which are not characters by themselves."""
    expected = list(list_families(read_index(site)))
    monkeypatch.setattr(reading, "_FIRST_SURROGATE", 3)
    monkeypatch.setattr(reading, "_AFTER_SURROGATES", 0x10000)
    index = read_index(site)
    assert max(index.characters.values()) > "\U00010000"
    assert list(list_families(index)) == expected


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


@pytest.mark.parametrize("kind", ["postings", "positions", "lengths"])
def test_an_index_whose_numbers_disagree_is_not_read(site: Path, tmp_path: Path, kind: str) -> None:
    """One number more in a row of any column, in a part that is packed and listed as it should be."""
    chance = random.Random(4)  # noqa: S311 - not for secrets
    checked = {"postings": 3, "positions": 4, "lengths": len(BOOSTS)}[kind]
    for path in sorted((site / "search" / kind).iterdir()):
        part = unpack_part(path.read_bytes())
        for at, column in enumerate(part.columns[:checked]):
            for row in chance.sample(range(len(column)), min(len(column), 4)):
                columns = [make_column(each) for each in part.columns]
                columns[at][row] += 1
                copy = shutil.copytree(site, tmp_path / "copy")
                replace_part(copy, path.relative_to(site), Part(part.text, tuple(columns)))
                with pytest.raises(BrokenIndex):
                    read_index(copy)
                shutil.rmtree(copy)


@pytest.mark.parametrize(
    ("place", "lengths"),
    [(0, (2, 2)), (0, (1, 2)), (4, (2, 2)), (4, (1, 3))],
    ids=["at the place of another", "and counted as one", "in the next text", "and counted there"],
)
def test_each_word_has_a_place_of_its_own_in_its_text(tmp_path: Path, place: int, lengths: tuple[int, int]) -> None:
    """Whatever the lengths of the texts say: otherwise the leak check would read other texts than a browser."""
    texts = ("alpha beta", "gamma delta")
    documents = [make_document(number, {"text": [(text, "en")]}) for number, text in enumerate(texts)]
    site = write_index(tmp_path, documents)
    path, part = find_part(site, "positions", columns=6)
    assert part.text.split("\n")[1] == "beta"
    firsts = make_column(part.columns[4])
    firsts[1] = place
    replace_part(site, path, Part(part.text, (*part.columns[:4], firsts, part.columns[5])))
    path, part = find_part(site, "lengths", columns=len(BOOSTS) + 1)
    columns = list(part.columns)
    columns[list(BOOSTS).index("text")] = make_column(lengths)
    replace_part(site, path, Part(part.text, tuple(columns)))
    with pytest.raises(BrokenIndex):
        read_index(site)


def find_part(site: Path, kind: str, columns: int) -> tuple[Path, Part]:
    """Return the path and the content of the only part of a kind with so many columns."""
    paths = list((site / "search" / kind).iterdir())
    parts = [(path.relative_to(site), unpack_part(path.read_bytes())) for path in paths]
    (found,) = [(path, part) for path, part in parts if len(part.columns) == columns]
    return found


def replace_part(site: Path, path: Path, part: Part) -> None:
    """Put another part in the place of one, under its own name, and list it."""
    content = pack_part(part)
    (site / path).unlink()
    (site / path).with_name(f"{name_part(content)}.bin").write_bytes(content)
    manifest = site / "search/search.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(path.stem, name_part(content)), encoding="utf-8")
    for other in (site / "search").rglob("*.bin"):
        listing = unpack_part(other.read_bytes())
        if path.stem in listing.text:
            changed = Part(listing.text.replace(path.stem, name_part(content)), listing.columns)
            replace_part(site, other.relative_to(site), changed)
