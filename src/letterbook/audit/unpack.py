"""Unpacks files: archives, single compressed files, and the metadata of pictures."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import IO, cast

from letterbook.text.picture_data import find_picture_data

_GZIP = b"\x1f\x8b"
_GZIP_WITHOUT_FIELDS = b"\x1f\x8b\x08\x00"
_AT_A_TIME = 1 << 20
_ZIP = b"PK\x03\x04"
_END_OF_ZIP = b"PK\x05\x06"
"""A ZIP archive ends with a list of its files, so anything else may precede it."""
_NAME_AND_FIELD, _NAME_AND_FIELD_AT, _LOCAL_HEADER = struct.Struct("<HH"), 26, 30
"""The lengths of the name and of the extra field in the header of a file in an archive; where they are in it, and how
long it is without these two. Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.7)"""
_OPENERS: Mapping[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    _GZIP: lambda file: cast(IO[bytes], gzip.GzipFile(fileobj=file)),
    **{b"BZh%d1AY&SY" % level: lambda file: cast(IO[bytes], bz2.BZ2File(file)) for level in range(1, 10)},
    b"\xfd7zXZ\x00": lambda file: cast(IO[bytes], lzma.LZMAFile(file)),  # noqa: SIM115 - the caller closes it
}
"""The functions that open single compressed files, by the files' first bytes."""
PACKED = (*_OPENERS, _ZIP)
"""The first bytes of packed files that can be opened."""
_UNREADABLE = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"MSCF\0\0\0\0")
"""The first bytes of packed files that nothing here can open: 7z, RAR, Zstandard and Cabinet."""


def unpack(path: str, content: bytes, read: Callable[[IO[bytes]], bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file packed in a file, and of the metadata of a picture, up to a limit.

    Raises ValueError for one that cannot be unpacked.
    """
    for data in find_picture_data(content):
        yield path, data
    try:
        if content.startswith(_UNREADABLE):
            raise ValueError(f"{path} is packed in a way that cannot be read")
        opener = next((each for begin, each in _OPENERS.items() if content.startswith(begin)), None)
        if opener is not None:
            with opener(io.BytesIO(content)) as stream:
                yield PurePosixPath(path).stem, read(stream)
        elif content.startswith(_ZIP) or (_END_OF_ZIP in content and _is_zip(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as folder:
                for each in folder.infolist():
                    with folder.open(each) as member:
                        yield each.filename, read(member)
    except (
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
        lzma.LZMAError,
        zipfile.BadZipFile,
    ) as error:
        raise ValueError(f"{path} cannot be unpacked") from error


def is_single_member(content: bytes) -> bool:
    """Whether a file is one compressed file of gzip and nothing else: its header has no name, no comment and no field
    of another kind, and nothing follows (RFC 1952)."""
    return content.startswith(_GZIP_WITHOUT_FIELDS) and _measure_stream(content, zlib.MAX_WBITS | 16) is not None


def drop_packed_streams(content: bytes) -> bytes:
    """Return a ZIP archive with a space for each compressed stream that `unpack` reads whole, and any other file as it
    is.

    Such a stream is the packed form of what was read, and nothing else; among so many bytes, the letters of a short
    name are next to each other by chance. Headers, names, comments and whatever is between the streams are kept.
    """
    if not content.startswith(_ZIP):
        return content
    pieces: list[bytes] = []
    at = 0
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        for each in sorted(folder.infolist(), key=lambda each: each.header_offset):
            name, field = _NAME_AND_FIELD.unpack_from(content, each.header_offset + _NAME_AND_FIELD_AT)
            start = each.header_offset + _LOCAL_HEADER + name + field
            end = start + each.compress_size
            whole = each.compress_type == zipfile.ZIP_DEFLATED and start >= at
            if whole and _measure_stream(content[start:end], -zlib.MAX_WBITS) == each.file_size:
                pieces += (content[at:start], b" ")
                at = end
    return b"".join((*pieces, content[at:]))


def _measure_stream(content: bytes, window: int) -> int | None:
    """Return how many bytes a compressed stream unpacks to; None if it is cut short, or anything follows it."""
    stream = zlib.decompressobj(wbits=window)
    size = 0
    while not stream.eof and content:
        size += len(stream.decompress(content, _AT_A_TIME))
        content = stream.unconsumed_tail
    return size if stream.eof and not stream.unused_data else None


def _is_zip(content: bytes) -> bool:
    """Whether a file ends with a ZIP archive, after something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)):
            return True
    except zipfile.BadZipFile:
        return False
