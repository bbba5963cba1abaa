"""Gives the values of a computation for many inputs: from the store, or else computed, in several processes if many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, repeat
from pathlib import Path
from typing import Any, Generic, TypeVar

from letterbook.cache.checksums import hash_program, hash_values, identify_program
from letterbook.cache.store import Store
from letterbook.cache.workers import Workers, count_processors

_Input = TypeVar("_Input")

_FEWEST = 400
"""The fewest missing values that are computed in worker processes: starting those takes longer than computing fewer."""
_BATCH = 512
"""How many inputs are looked up before the missing ones are computed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[_Input]):
    """A computation whose value depends on its input, on `settings`, on this program, and on nothing else.

    `prepare` is a function of a module. It takes the settings and a cache, and returns the function that computes a
    value, in bytes, from an input. `identity` is a checksum of the settings. Settings and inputs can be pickled.
    """

    name: str
    prepare: Callable[[Any, Cache], Callable[[_Input], bytes]]
    settings: Any
    identity: bytes


class Cache:
    """Values by the checksum of what they depend on. `folder` keeps them for the next build; None keeps them in memory.

    `processes` is how many processes compute missing values, by default as many as there are processors.
    """

    def __init__(self, folder: Path | None = None, processes: int | None = None) -> None:
        self._program = identify_program()
        self._store = Store(folder)
        self._used: set[bytes] = set()
        self._processes = count_processors() if processes is None else processes

    def get(self, name: str, *parts: str | bytes) -> bytes | None:
        """Return the value that was put for the same parts; None if there is none."""
        return self._get(self._make_key(name, *parts))

    def put(self, value: bytes, name: str, *parts: str | bytes) -> None:
        """Keep a value that depends on `parts` and on this program, and on nothing else."""
        self._put(self._make_key(name, *parts), value)

    def compute(self, task: Task[_Input], inputs: Iterable[tuple[bytes, _Input]]) -> Iterator[bytes]:
        """Yield the value of each input, in order. With each input comes a checksum of it."""
        waiting = iter(inputs)
        workers = Workers(self._processes)
        try:
            while batch := list(islice(waiting, _BATCH)):
                keys = [self._make_key(task.name, task.identity, checksum) for checksum, _ in batch]
                found = [self._get(key) for key in keys]
                missing = [at for at, value in enumerate(found) if value is None]
                for at, value in zip(
                    missing, self._compute(task, [batch[at][1] for at in missing], workers), strict=True
                ):
                    self._put(keys[at], value)
                    found[at] = value
                yield from (value for value in found if value is not None)
        finally:
            workers.close()

    def _compute(self, task: Task[_Input], inputs: list[_Input], workers: Workers) -> Iterator[bytes]:
        compute: Callable[[_Input], bytes] | None = None
        several = len(inputs) >= _FEWEST and workers.number > 1
        results = workers.compute(task, inputs) if several else repeat((None, {}))
        for each, (value, others) in zip(inputs, results, strict=False):
            for key, other in others.items():
                self._used.add(key)
                self._store.put_packed(key, other)
            if value is not None:
                yield value
                continue
            # Also if another process failed: an error is then raised here, where it can be seen.
            compute = compute or task.prepare(task.settings, self)
            yield compute(each)

    def finish(self) -> None:
        """Write what a build computed, and remove what it did not use, unless the program was changed meanwhile."""
        if hash_program() == self._program:
            self._store.keep_only(self._used)
        self._store.close()

    def save(self) -> None:
        """Write what was computed, unless the program was changed meanwhile, and remove nothing."""
        if hash_program() == self._program:
            self._store.flush()

    def take_packed(self) -> dict[bytes, bytes]:
        """Return what was put into a cache in memory, and forget it."""
        return self._store.take_packed()

    def _make_key(self, name: str, *parts: str | bytes) -> bytes:
        return hash_values(self._program, name, *parts)

    def _get(self, key: bytes) -> bytes | None:
        self._used.add(key)
        return self._store.get(key)

    def _put(self, key: bytes, value: bytes) -> None:
        self._used.add(key)
        self._store.put(key, value)
