"""Unpacks files: archives, single compressed files, and the metadata of pictures."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
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
    if not content.startswith(_GZIP_WITHOUT_FIELDS):
        return False
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    while not stream.eof and content:
        stream.decompress(content, _AT_A_TIME)
        content = stream.unconsumed_tail
    return stream.eof and not stream.unused_data


def _is_zip(content: bytes) -> bool:
    """Whether a file ends with a ZIP archive, after something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)):
            return True
    except zipfile.BadZipFile:
        return False
