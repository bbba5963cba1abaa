"""Copies of this process, which work beside it, and other processes, whose folders must not be touched.

A copy is forked. It has everything that this process has in memory, so nothing needs to be sent to it; what it computes
comes back through a temporary file. `docs/decisions/0026-cache.md` says why processes are copied, and when they are
not.
"""

from __future__ import annotations

import _thread
import ctypes
import gc
import os
import pickle
import signal
import struct
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import IO, Any, NoReturn, TypeVar

_Value = TypeVar("_Value")

_HEAD = struct.Struct("<Qd")
"""The length of a value, and how much processor time the copy had used when it was written."""
_MOST_SIGNALS = 65536
_MOST_PROCESSORS = 8
_MOST_TRIES = 20
_MOMENT = 0.005
"""How many times, and how many seconds apart, the threads of this process are counted before it is not copied."""
_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""

_copies: set[_Copy] = set()
_pauses: list[Callable[[], AbstractContextManager[None]]] = []


def count_processors() -> int:
    """Return how many processors this process may use, up to a limit."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(own, _MOST_PROCESSORS)


def read_processor_time() -> float:
    """Return how many seconds of processor time this process has used, with the processes that it started and that have
    ended, and with the copies of it, as far as their values have been taken."""
    return sum(os.times()[:4]) + sum(each.seconds for each in _copies)


def read_peak_memory() -> int:
    """Return how many bytes of memory the largest process has used at its peak: this one, or one that it started, such
    as a copy, and that has ended. Windows cannot tell: there it raises ImportError."""
    import resource  # noqa: PLC0415 - Windows lacks it, and editors' commands run there

    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, else kilobytes
    return unit * max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


@contextmanager
def run_beside(
    make: Callable[[], Iterable[_Value]], begin: Callable[[], None] = lambda: None
) -> Iterator[Iterator[_Value]]:
    """Yield an iterator over the values of `make()`, computed in a copy of this process while this one goes on.

    The copy begins with `begin()`, at once, and ends with the block at the latest. It never waits: its values, which
    must be picklable, are in a file without a name until they are asked for. Anything else that `make` changes in
    memory or prints is lost.

    Where this process cannot be copied, it computes the values itself, as they are asked for. It also computes what is
    missing if the copy fails, so that an error in `make` is raised here; `make` must yield the same values again.
    """
    with _pause_threads():
        copy = _start_copy(make, begin)
    if copy is None:
        yield iter(make())
        return
    with closing(copy), closing(copy.take()) as values:
        yield values


@contextmanager
def pause_during_fork(pause: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """Enter `pause()`, in which a thread of the caller's does not run, whenever this process is copied in the block."""
    _pauses.append(pause)
    try:
        yield
    finally:
        _pauses.remove(pause)


def can_copy() -> bool:
    """Whether this process can be copied now."""
    with _pause_threads():
        return _is_alone()


def is_running(process: int) -> bool:
    """Whether there is a process with this number."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _pause_threads() -> Iterator[None]:
    with ExitStack() as paused:
        for pause in _pauses:
            paused.enter_context(pause())
        yield


def _is_alone() -> bool:
    """Whether nothing else runs in this process, on a system that can copy it. The locks that another thread holds
    would stay locked in the copy, and the libraries of macOS do not support copies."""
    if sys.platform != "linux" or _thread._count():  # noqa: SLF001 - `threading` counts only the threads it started
        return False
    with suppress(OSError):
        for _ in range(_MOST_TRIES):  # a thread that has ended for Python is there a moment longer
            if sum(1 for _ in Path("/proc/self/task").iterdir()) == 1:
                return True
            time.sleep(_MOMENT)
    return False


def _start_copy(make: Callable[[], Iterable[Any]], begin: Callable[[], None]) -> _Copy | None:
    """Start a copy, unless this process may not be copied, or the system has no room for another."""
    with suppress(OSError):
        return _Copy(make, begin) if _is_alone() else None
    return None


class _Copy:
    """A copy of this process that computes the values of `make()`.

    It writes each to a file that has no name and only these two can open, and a byte to a pipe, whose end means that
    the copy has ended.
    """

    def __init__(self, make: Callable[[], Iterable[Any]], begin: Callable[[], None]) -> None:
        self._make = make
        self.seconds = 0.0
        self._values: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self._signals, signals = os.pipe()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()  # or what they hold would be printed twice
        library = ctypes.CDLL(None)
        self._parent = os.getpid()
        try:
            self._process = os.fork()
        except OSError:
            os.close(signals)
            os.close(self._signals)
            self._values.close()
            raise
        if not self._process:
            os.close(self._signals)
            _end_with(self._parent, library)
            _work(make, begin, self._values, signals)
        os.close(signals)
        _copies.add(self)

    def take(self) -> Generator[Any, None, None]:
        """Yield the values, waiting for those that are not there yet."""
        at = taken = 0
        ended = False
        while True:
            if (content := self._read(at)) is not None:
                yield pickle.loads(content)  # noqa: S301 - written by this program, to a file without a name
                at += _HEAD.size + len(content)
                taken += 1
            elif ended:
                break
            else:
                ended = not os.read(self._signals, _MOST_SIGNALS)
        if self._wait():
            yield from islice(self._make(), taken, None)

    def close(self) -> None:
        """End the copy, if it has not ended, and remove its values."""
        if os.getpid() != self._parent:  # in another copy, which has this value in memory too
            return
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            self._wait()
        os.close(self._signals)
        self._values.close()

    def _wait(self) -> int:
        """Wait for the end of the copy and return its status: 0 if it has written all values."""
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        _copies.discard(self)
        return status

    def _read(self, at: int) -> bytes | None:
        """Return the value at a place of the file, as it was pickled; None if it has not been written in full."""
        file = self._values.fileno()
        head = os.pread(file, _HEAD.size, at)
        if len(head) < _HEAD.size:
            return None
        length, seconds = _HEAD.unpack(head)
        content = os.pread(file, length, at + _HEAD.size)
        if len(content) < length:
            return None
        self.seconds = seconds
        return content


def _end_with(parent: int, library: ctypes.CDLL) -> None:
    """Let this process, which is a copy, end with its parent, and when it is asked to end."""
    library.prctl(_END_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before that
        os._exit(1)
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)


def _work(make: Callable[[], Iterable[Any]], begin: Callable[[], None], values: IO[bytes], signals: int) -> NoReturn:
    """Write what `make()` yields. Whatever fails here fails again in the parent, which reports it; nothing that the
    parent would do at its end is done here."""
    status = 1
    try:
        gc.freeze()  # what is shared stays shared
        _copies.clear()
        os.set_blocking(signals, False)
        begin()
        for each in make():
            content = pickle.dumps(each, pickle.HIGHEST_PROTOCOL)
            values.write(_HEAD.pack(len(content), read_processor_time()))
            values.write(content)
            values.flush()
            with suppress(BlockingIOError):  # the parent has many more to read
                os.write(signals, b"\0")
        status = 0
    finally:
        os._exit(status)
