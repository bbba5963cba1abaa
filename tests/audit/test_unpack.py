"""What is packed in a file, or said by a picture, is read like any text; what nobody can open is refused."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib

import pytest

from letterbook.audit.decode import Decoder
from letterbook.audit.fingerprints import normalize
from pdf import pdf

SENTENCE = "The overseer kept forty passports in a locked iron chest."
FOLDED = "the overseer kept forty passports in a locked iron chest"


def make_zip(text: str, name: str = "notes.txt") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, text)
    return packed.getvalue()


def make_jpeg(marker: int, data: bytes) -> bytes:
    """Make a JPEG with one segment before its pixels, which are noise."""
    segment = bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data
    return b"\xff\xd8" + segment + b"\xff\xda\x00\x02" + bytes(range(256)) + b"\xff\xd9"


def make_png(name: bytes, data: bytes) -> bytes:
    """Make a PNG with one chunk."""
    body = name + data
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


TEXT = SENTENCE.encode()
DOCUMENT = (
    '<?xml version="1.0"?><w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A public row</w:t></w:r></w:p></w:tc>'
    '<w:tc><w:p><w:pPr><w:pStyle w:val="CellText"/></w:pPr><w:r><w:t xml:space="preserve">The over</w:t></w:r>'
    '<w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>seer kept for</w:t></w:r>'
    '<w:hyperlink r:id="l1"><w:r><w:t>ty passports in</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>a locked</w:t></w:r>'
    "</w:p><w:p><w:r><w:t>iron</w:t><w:br/><w:t>chest.</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
)
"""A Word document in which runs begin in the middle of words; a tab, a break and a paragraph separate others."""


READ = {
    "a.gz": gzip.compress(TEXT),
    "a.bz2": bz2.compress(TEXT),
    "a.xz": lzma.compress(TEXT),
    "a.zip": make_zip(SENTENCE),
    "a.docx": make_zip(DOCUMENT, "word/document.xml"),
    "a.zip in a.xz": lzma.compress(make_zip(SENTENCE)),
    "a.pdf with a ZIP behind it": pdf("A public text.") + make_zip(SENTENCE),
    "comment.jpg": make_jpeg(0xFE, TEXT),
    "exif.jpg": make_jpeg(0xE1, b"Exif\0\0" + SENTENCE.encode("utf-16-le")),
    "text.png": make_png(b"tEXt", b"Comment\0" + TEXT),
    "packed.png": make_png(b"zTXt", b"Comment\0\0" + zlib.compress(TEXT)),
    "international.png": make_png(b"iTXt", b"Comment\0\1\0en\0\0" + zlib.compress(TEXT)),
}


@pytest.mark.parametrize("name", READ)
def test_packed_texts_are_read(name: str) -> None:
    assert any(FOLDED in text for text in Decoder().decode(name, READ[name]))


GZIP = gzip.compress(b"A public text.", mtime=0)
HIDDEN = {
    "name": GZIP[:3] + b"\x08" + GZIP[4:10] + TEXT + b"\0" + GZIP[10:],
    "comment": GZIP[:3] + b"\x10" + GZIP[4:10] + TEXT + b"\0" + GZIP[10:],
    "field of another kind": GZIP[:3] + b"\x04" + GZIP[4:10] + struct.pack("<H", len(TEXT)) + TEXT + GZIP[10:],
    "second file": GZIP + gzip.compress(TEXT),
    "second file with a comment": GZIP + GZIP[:3] + b"\x10" + GZIP[4:10] + TEXT + b"\0" + GZIP[10:],
}
"""Places in a file of gzip besides its content."""


@pytest.mark.parametrize("place", HIDDEN)
def test_what_a_file_of_gzip_has_besides_its_content_is_read(place: str) -> None:
    assert any(FOLDED in text for text in Decoder().decode("a.gz", HIDDEN[place]))


def test_a_text_behind_a_file_of_gzip_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be unpacked"):
        list(Decoder().decode("a.gz", GZIP + TEXT))


def test_of_a_file_of_gzip_alone_only_the_content_is_read() -> None:
    assert set(Decoder().decode("a.gz", GZIP)) == {" a ", " a public text "}


def hide_in_zip(place: str) -> bytes:
    """Make an archive of a public text, and put a sentence into some other place of it."""
    packed = make_zip("A public text.", "notes.txt")
    with zipfile.ZipFile(io.BytesIO(packed)) as folder:
        [file] = folder.infolist()
        directory = folder.start_dir
    end = packed.rindex(b"PK\x05\x06")
    moved = packed[directory:end] + packed[end : end + 16] + struct.pack("<I", directory + len(TEXT)) + packed[-2:]
    match place:
        case "before the directory":
            return packed[:directory] + TEXT + moved
        case "comment":
            return packed[:-2] + struct.pack("<H", len(TEXT)) + TEXT
        case "behind the stream":  # which counts as part of it
            size = struct.pack("<I", file.compress_size + len(TEXT))
            return packed[:18] + size + packed[22:directory] + TEXT + moved[:20] + size + moved[24:]
        case "field in the file's own header":
            return packed[:26] + struct.pack("<HH", 9, len(TEXT)) + packed[30:39] + TEXT + packed[39:directory] + moved
    raise ValueError(place)


@pytest.mark.parametrize(
    "place", ["before the directory", "comment", "behind the stream", "field in the file's own header"]
)
def test_what_an_archive_has_besides_its_files_is_read(place: str) -> None:
    with zipfile.ZipFile(io.BytesIO(hide_in_zip(place))) as folder:
        assert folder.read("notes.txt") == b"A public text."
    assert any(FOLDED in text for text in Decoder().decode("a.zip", hide_in_zip(place)))


def test_of_a_file_in_an_archive_only_the_content_is_read() -> None:
    """In compressed bytes, any short name occurs by chance."""
    public = " ".join(f"{number * 7919 % 1000003:x}" for number in range(100_000))
    packed = make_zip(public)
    texts = [each for each in Decoder().decode("a.zip", packed) if each != normalize(public)]
    assert sum(map(len, texts)) < 200


@pytest.mark.parametrize("begin", [b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x00", b"\x28\xb5\x2f\xfd", b"MSCF\0\0\0\0"])
def test_a_packed_file_that_cannot_be_opened_is_refused(begin: bytes) -> None:
    with pytest.raises(ValueError, match="packed in a way that cannot be read"):
        list(Decoder().decode("a.bin", begin + bytes(40)))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_ends_in_a_fault(pack: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letterbook.audit.decode.MOST_BYTES", 1 << 20)
    with pytest.raises(ValueError, match="unpacks to more than"):
        list(Decoder().decode("a.packed", pack(bytes(2 << 20))))


def test_a_bomb_in_a_picture_ends_in_a_fault() -> None:
    with pytest.raises(ValueError, match="too long"):
        list(Decoder().decode("a.png", make_png(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(2 << 20)))))


def test_a_file_that_happens_to_have_the_mark_of_an_archive_is_not_taken_for_one() -> None:
    assert list(Decoder().decode("a.txt", b"PK\x05\x06 is how an archive ends"))
