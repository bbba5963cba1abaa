"""Gives the values of a computation for many inputs: from the store, or else computed, in several processes if many."""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, starmap
from pathlib import Path
from typing import IO, Generic, TypeVar

from letterbook.cache.checksums import hash_program, hash_values, identify_program
from letterbook.cache.store import Store
from letterbook.interruption import interruptible
from letterbook.processes import can_copy, count_processors, run_beside

_Input = TypeVar("_Input")
_Value = TypeVar("_Value")

_FEWEST = 64
"""The fewest missing values that are computed in several processes: starting those takes longer than computing fewer.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[_Input]):
    """A computation whose value depends on its input, on the settings whose checksum is `identity`, on this program,
    and on nothing else.

    `prepare` takes a cache, and returns the function that computes a value, in bytes, from an input.
    """

    name: str
    prepare: Callable[[Cache], Callable[[_Input], bytes]]
    identity: bytes


@dataclass(frozen=True, slots=True)
class _News:
    """The keys that a copy of the process used, and where each packed value that it put is in the file of the copy: the
    first byte and the number of bytes."""

    used: set[bytes] = field(default_factory=set)
    put: dict[bytes, tuple[int, int]] = field(default_factory=dict)


class Cache:
    """Values by the checksum of what they depend on. `folder` keeps them for the next build; None keeps them in memory.

    `processes` is how many processes compute missing values, by default as many as there are processors.
    """

    def __init__(self, folder: Path | None = None, processes: int | None = None) -> None:
        self._program = identify_program()
        self._store = Store(folder)
        self._used: set[bytes] = set()
        self._processes = count_processors() if processes is None else processes
        self._news: _News | None = None
        self._file: IO[bytes] | None = None

    def get(self, name: str, *parts: str | bytes) -> bytes | None:
        """Return the value that was put for the same parts; None if there is none."""
        return self._get(self._make_key(name, *parts))

    def put(self, value: bytes, name: str, *parts: str | bytes, compress: bool = True) -> None:
        """Keep a value that depends on `parts` and on this program, and on nothing else. One that would not become
        much smaller is better not compressed."""
        self._put(self._make_key(name, *parts), value, compress=compress)

    @contextmanager
    def list_used(self) -> Iterator[list[bytes]]:
        """Yield a list, to which the keys of all values that are asked for or put in the block are added at its end."""
        before, self._used = self._used, set()
        used: list[bytes] = []
        try:
            yield used
        finally:
            used += sorted(self._used)
            before |= self._used
            self._used = before

    def use(self, keys: Iterable[bytes]) -> None:
        """Keep the values under some keys after this build, though nothing asked for them."""
        for each in keys:
            self._use(each)

    def compute(self, task: Task[_Input], inputs: Iterable[tuple[bytes, _Input]]) -> Iterator[bytes]:
        """Yield the value of each input, in order. With each input comes a checksum of it."""
        listed = [
            (self._make_key(task.name, task.identity, checksum), each) for checksum, each in interruptible(inputs)
        ]
        missing = [item for item in listed if not self._store.has(item[0])]
        absent = {key for key, _ in missing}
        prepare = functools.cache(partial(task.prepare, self))

        def compute(key: bytes, each: _Input) -> bytes:
            value = prepare()(each)
            self._put(key, value)
            return value

        with ExitStack() as copies:
            number = self._processes if len(missing) >= _FEWEST and can_copy() else 1
            shares = [partial(starmap, compute, missing[first::number]) for first in range(number)]
            turns = cycle([copies.enter_context(self.run_beside(each)) if number > 1 else each() for each in shares])
            for key, each in listed:
                value = next(next(turns)) if key in absent else self._get(key)
                yield compute(key, each) if value is None else value

    @contextmanager
    def run_beside(self, make: Callable[[], Iterable[_Value]]) -> Iterator[Iterator[_Value]]:
        """Yield an iterator over the values of `make()`, computed in a copy of this process (see
        `processes.run_beside`), or in this one if the cache has only one. What `make` puts into this cache is kept; it
        comes through a file without a name, so that it takes no memory meanwhile.
        """
        if self._processes == 1:
            yield iter(make())
            return
        self._store.flush()
        with (
            tempfile.TemporaryFile() as file,
            run_beside(lambda: self._report(make()), partial(self._begin_copy, file)) as reports,
            closing(self._receive(reports, file)) as values,
        ):
            yield values

    def _begin_copy(self, file: IO[bytes]) -> None:
        self._store.begin_copy()
        self._news, self._file = _News(), file

    def _report(self, values: Iterable[_Value]) -> Iterator[tuple[tuple[_Value, ...], _News]]:
        """Yield values, each with what this cache, if it is in a copy, did since the one before, and then the rest."""
        for each in values:
            yield (each,), self._take_news()
        yield (), self._take_news()

    def _take_news(self) -> _News:
        news = self._news or _News()
        if self._file is not None:
            self._file.flush()
            self._news = _News()
        return news

    def _receive(
        self, reports: Iterable[tuple[tuple[_Value, ...], _News]], file: IO[bytes]
    ) -> Generator[_Value, None, None]:
        for values, news in reports:
            self._keep(news, file)
            yield from values

    def _keep(self, news: _News, file: IO[bytes]) -> None:
        """Do what the cache of a copy did, which put its values into `file`."""
        self._used |= news.used
        if self._news is not None:  # this one is a copy too
            self._news.used.update(news.used)
        for key, (start, size) in news.put.items():
            packed = os.pread(file.fileno(), size, start)
            self._store.put_packed(key, packed)
            self._pass_on(key, packed)

    def finish(self) -> None:
        """Write what a build computed, and remove what it did not use, unless the program was changed meanwhile."""
        if hash_program() == self._program:
            self._store.keep_only(self._used)
        self._store.close()

    def save(self) -> None:
        """Write what was computed, unless the program was changed meanwhile, and remove nothing."""
        if hash_program() == self._program:
            self._store.flush()

    def _make_key(self, name: str, *parts: str | bytes) -> bytes:
        return hash_values(self._program, name, *parts)

    def _get(self, key: bytes) -> bytes | None:
        self._use(key)
        return self._store.get(key)

    def _put(self, key: bytes, value: bytes, *, compress: bool = True) -> None:
        self._use(key)
        packed = self._store.put(key, value, compress=compress)
        if packed is not None:
            self._pass_on(key, packed)

    def _pass_on(self, key: bytes, packed: bytes) -> None:
        """If this process is a copy, let the one that started it keep a value too."""
        if self._news is not None and self._file is not None:
            self._news.put[key] = self._file.tell(), len(packed)
            self._file.write(packed)

    def _use(self, key: bytes) -> None:
        self._used.add(key)
        if self._news is not None:
            self._news.used.add(key)
