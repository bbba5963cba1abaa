"""The process that reads PDFs, apart from the program, so that no file can take all its time and memory.

It reads PDFs from standard input and writes what is in them to standard output, each with its length in bytes before
it, until the input ends. The first byte of what it is sent says what to read: everything in a PDF, or where the text
of its pages is.
"""

from __future__ import annotations

import struct
import sys
from contextlib import suppress
from types import ModuleType
from typing import BinaryIO

import pikepdf.settings

from letterbook.text.pdf.content import PdfContent, pack_content
from letterbook.text.pdf.layout import PdfLayout, pack_layout
from letterbook.text.pdf.objects import MOST_BYTES
from letterbook.text.pdf.placed import read_layout
from letterbook.text.pdf.versions import read_versions

resource: ModuleType | None
try:
    import resource
except ImportError:  # on Windows
    resource = None

CONTENT, LAYOUT = b"C", b"L"
LENGTH = struct.Struct("<Q")
MEMORY = 2 << 30
"""How many bytes of memory the process may have, where the system can limit it."""
NEEDS_MEMORY = f"reading it needs more than {MEMORY >> 30} GB of memory"


def main() -> None:
    """Read one PDF after the other."""
    _limit_memory()
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_BYTES,
        run_length_max_memory=MOST_BYTES,
        png_max_memory=MOST_BYTES,
        tiff_max_memory=MOST_BYTES,
        dct_max_memory=MOST_BYTES,
    )
    while message := receive(sys.stdin.buffer):
        what, content = message[:1], message[1:]
        del message
        try:
            read = pack_layout(read_layout(content)) if what == LAYOUT else pack_content(read_versions(content))
        except MemoryError:
            read = (
                pack_layout(PdfLayout(fault=NEEDS_MEMORY))
                if what == LAYOUT
                else pack_content(PdfContent(fault=NEEDS_MEMORY))
            )
        send(sys.stdout.buffer, read)


def _limit_memory() -> None:
    if resource is not None:
        with suppress(OSError, ValueError):  # not every system lets a process limit itself
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def receive(stream: BinaryIO) -> bytes:
    """Read one message; b"" where the stream ends."""
    length = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(length)[0]) if len(length) == LENGTH.size else b""


def send(stream: BinaryIO, content: bytes) -> None:
    """Write one message."""
    stream.write(LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


if __name__ == "__main__":
    main()
