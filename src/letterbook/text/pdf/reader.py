"""Reads PDFs through a process of their own, within limits, and keeps what it read by the sum of the file."""

from __future__ import annotations

import atexit
import hashlib
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from typing import IO, TypeVar

from letterbook.cache import Cache
from letterbook.text.pdf.content import PdfContent, pack_content, unpack_content
from letterbook.text.pdf.layout import PdfLayout, unpack_layout

_MARK = b"%PDF-"
_HEAD = 1024
"""The mark is within this many bytes of the start (Adobe, PDF Reference 1.7, appendix H.3, note 13)."""
_LENGTH = struct.Struct("<Q")
_CONTENT, _LAYOUT = b"C", b"L"
"""What the process is asked to read, as in `worker`."""
_Read = TypeVar("_Read")
SECONDS = 60
SECONDS_FOR_EACH_MEGABYTE = 4
"""How long a file may take, however busy the machine is."""
_NAME = "pdf"
_MOST_REMEMBERED = 8
_MOST_KEPT = 32 << 20
"""What is larger than this many bytes is not kept."""


class PdfReader:
    """Reads PDFs. What was read is kept in `cache`, if there is one, for the next build."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache
        self._last: dict[str, PdfContent] = {}

    def read(self, content: bytes) -> PdfContent:
        """Read a PDF. A fault of it is in the value."""
        return self._read(hashlib.sha256(content).hexdigest(), lambda: content)

    def read_file(self, path: Path, sum_: str) -> PdfContent:
        """Read the PDF at `path`, whose SHA-256 sum is `sum_`; not at all if what is in it was kept.

        Raises OSError if the file cannot be read.
        """
        return self._read(sum_, path.read_bytes)

    def _read(self, sum_: str, get_content: Callable[[], bytes]) -> PdfContent:
        if sum_ not in self._last:
            found = self._read_kept(sum_) or self._read_anew(sum_, get_content())
            while len(self._last) >= _MOST_REMEMBERED:
                del self._last[next(iter(self._last))]
            self._last[sum_] = found
        return self._last[sum_]

    def _read_kept(self, sum_: str) -> PdfContent | None:
        kept = self._cache.get(_NAME, sum_) if self._cache else None
        return unpack_content(kept) if kept is not None else None

    def _read_anew(self, sum_: str, content: bytes) -> PdfContent:
        found, fault = _PROCESS.read(_CONTENT, content, unpack_content)
        found = found or PdfContent(fault=fault)
        packed = pack_content(found)
        if self._cache and not found.fault and len(packed) < _MOST_KEPT:
            self._cache.put(packed, _NAME, sum_)
        return found


def read_layout(content: bytes) -> PdfLayout:
    """Read where the text of a PDF's pages is. A fault of it is in the value."""
    found, fault = _PROCESS.read(_LAYOUT, content, unpack_layout)
    return found or PdfLayout(fault=fault)


def is_pdf(content: bytes) -> bool:
    """Whether a file may be opened as a PDF: it has the mark of one, and is not a text that mentions it."""
    return _MARK in content[:_HEAD] and (content.startswith(_MARK) or not _is_text(content))


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


class _Process:
    """The process that reads, started when it is needed first, and again where it had to be ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._inherited: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def read(self, what: bytes, content: bytes, unpack: Callable[[bytes], _Read]) -> tuple[_Read | None, str]:
        """Return what was read, or None and the reason."""
        with self._lock:
            process = self._process = self._process or self._start()
            seconds = SECONDS + SECONDS_FOR_EACH_MEGABYTE * (len(content) >> 20)
            timed_out = Event()
            timer = Timer(seconds, _end, (process, timed_out))
            timer.start()
            try:
                found: _Read | None = unpack(_exchange(process, what, content))
            except (OSError, ValueError, struct.error):
                found = None
            finally:
                timer.cancel()
                timer.join()  # a process with another thread cannot be copied
            if found is None or timed_out.is_set():  # if time ran out just after the answer, the process is dead too
                self._stop()
            if found is not None:
                return found, ""
            if timed_out.is_set():
                return None, f"reading it takes more than {seconds} seconds"
            return None, "reading it needs too much memory, or ends the program that reads it"

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "letterbook.text.pdf.worker"]
        return subprocess.Popen(  # noqa: S603 - this program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            with suppress(OSError):
                self._process.communicate()
            self._process = None

    def close(self) -> None:
        with self._lock:
            self._stop()

    def begin_copy(self) -> None:
        """Leave the process to the one that started it: this one is a copy of that, and starts its own."""
        self._inherited, self._process = self._process, None


def _end(process: subprocess.Popen[bytes], timed_out: Event) -> None:
    timed_out.set()
    process.kill()


def _exchange(process: subprocess.Popen[bytes], what: bytes, content: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(_LENGTH.pack(len(what) + len(content)))
    process.stdin.write(what)
    process.stdin.write(content)
    process.stdin.flush()
    (length,) = _LENGTH.unpack(_read_exactly(process.stdout, _LENGTH.size))
    return _read_exactly(process.stdout, length)


def _read_exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) != length:
        raise OSError("the process ended")
    return found


_PROCESS = _Process()
atexit.register(_PROCESS.close)
if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=_PROCESS.begin_copy)
