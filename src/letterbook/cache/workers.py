"""Processes that compute values, each with a thread of this one that talks to it.

They are programs of their own, started with the interpreter that runs this one, and not copies of it: that works alike
on every system, and under every program that uses this package. If one ends, for whatever reason, its inputs are
computed here. When this process ends, their input ends, and so do they.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from queue import SimpleQueue
from typing import IO, Any

_LENGTH = struct.Struct("<Q")
_PIECE = 16
"""How many inputs a process gets at a time."""
_MOST_PROCESSES = 8
_MOST_FAILURES = 2
"""How many times a process that ended is started again, less one."""

Result = tuple[bytes | None, dict[bytes, bytes]]
"""A value, or None if it was not computed, and what was put into the cache meanwhile."""


def count_processors() -> int:
    """Return how many processors this process may use, up to a limit."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(own, _MOST_PROCESSES)


class Workers:
    """`number` processes, started when they are first needed."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._threads: ThreadPoolExecutor | None = None
        self._free: SimpleQueue[_Process] = SimpleQueue()

    def compute(self, task: Any, inputs: Sequence[Any]) -> Iterator[Result]:
        """Yield the result of a task for each input, in order. Few are computed ahead, so that memory is bounded."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.number)
            for _ in range(self.number):
                self._free.put(_Process())
        threads = self._threads
        pieces = (inputs[at : at + _PIECE] for at in range(0, len(inputs), _PIECE))
        begun: deque[Future[list[Result]]] = deque()
        begun.extend(threads.submit(self._ask, task, piece) for piece in islice(pieces, 2 * self.number))
        try:
            while begun:
                yield from begun.popleft().result()
                begun.extend(threads.submit(self._ask, task, piece) for piece in islice(pieces, 1))
        finally:
            for each in begun:
                each.cancel()

    def _ask(self, task: Any, piece: Sequence[Any]) -> list[Result]:
        process = self._free.get()
        try:
            return process.compute(task, piece)
        finally:
            self._free.put(process)

    def close(self) -> None:
        """End the processes. The next computation starts others."""
        if self._threads is not None:
            self._threads.shutdown()
            self._threads = None
            while not self._free.empty():
                self._free.get().close()


class _Process:
    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._known: tuple[str, bytes] | None = None
        self._failures = 0

    def compute(self, task: Any, piece: Sequence[Any]) -> list[Result]:
        nothing: list[Result] = [(None, {})] * len(piece)
        if self._failures == _MOST_FAILURES:
            return nothing
        try:
            self._process = self._process or _start()
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            name = (task.name, task.identity)
            write_message(self._process.stdin, (None if name == self._known else task, piece))
            self._known = name
            results: list[Result] = read_message(self._process.stdout)
        except (OSError, EOFError, pickle.PickleError):
            self.close()
            self._failures += 1
            return nothing
        return results if len(results) == len(piece) else nothing

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            with suppress(OSError):
                self._process.communicate()
        self._process = None
        self._known = None


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "letterbook.cache.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def write_message(stream: IO[bytes], message: object) -> None:
    """Write a message for the process at the other end."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_message(stream: IO[bytes]) -> Any:
    """Read a message of the process at the other end, which is this program too. Raises EOFError if it has ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    length = _LENGTH.unpack(head)[0]
    content = stream.read(length)
    if len(content) < length:
        raise EOFError
    return pickle.loads(content)  # noqa: S301 - over a pipe between two processes of this program, never from the disk
