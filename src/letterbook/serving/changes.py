"""Watches the files from which a site is built."""

from __future__ import annotations

import queue
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from watchdog import events
from watchdog.observers import Observer

_CHANGES: list[type[events.FileSystemEvent]] = [
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
    events.FileCreatedEvent,
    events.FileDeletedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
]
"""What the system reports. If it also reported each file that is opened, reading a large record would fill its queue,
and changes would be lost."""
SETTLED = 0.05
"""After how many seconds without another change a change counts as complete: a program may write a file in parts."""


class Changes:
    """The changed files, as a watcher reports them."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Path] = queue.Queue()

    def add(self, path: Path) -> None:
        """Report a change of a file. Hidden files and the copies that text editors keep are no part of a site."""
        if not path.name.startswith(".") and not path.name.endswith("~"):
            self._queue.put(path)

    def wait(self) -> frozenset[Path]:
        """Wait until files have changed and no more do, and return their paths."""
        changed = {self._queue.get()}
        while True:
            try:
                changed.add(self._queue.get(timeout=SETTLED))
            except queue.Empty:
                return frozenset(changed)


class _Handler(events.FileSystemEventHandler):
    def __init__(self, changes: Changes, only: frozenset[Path]) -> None:
        self._changes = changes
        self._only = only

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        for name in (event.src_path, event.dest_path):
            path = Path(name if isinstance(name, str) else name.decode())
            if name and (not self._only or path in self._only):
                self._changes.add(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Whole folders, and single files, from which a site is built."""

    folders: Sequence[Path]
    files: Sequence[Path]

    def take_stock(self) -> dict[Path, tuple[int, int]]:
        """Return each file with the moment of its last change, in nanoseconds, and its size in bytes."""
        inside = (each.resolve().rglob("*") for each in self.folders)
        found = {}
        for path in chain(*inside, (each.resolve() for each in self.files)):
            with suppress(OSError):  # it was removed meanwhile
                if stat.S_ISREG((state := path.stat()).st_mode):
                    found[path] = (state.st_mtime_ns, state.st_size)
        return found


@contextmanager
def watch_files(watched: Watched, known: Mapping[Path, tuple[int, int]] | None = None) -> Iterator[Changes]:
    """Watch files until the context ends. If `known` is what `take_stock` returned earlier, the first changes are
    those since then."""
    changes = Changes()
    observer = Observer()
    for folder in watched.folders:
        if folder.is_dir():
            handler = _Handler(changes, frozenset())
            observer.schedule(handler, str(folder.resolve()), recursive=True, event_filter=_CHANGES)
    for file in watched.files:
        handler = _Handler(changes, frozenset({file.resolve()}))
        observer.schedule(handler, str(file.resolve().parent), recursive=False, event_filter=_CHANGES)
    observer.start()
    try:
        if known is not None:
            for path, _ in known.items() ^ watched.take_stock().items():
                changes.add(path)
        yield changes
    finally:
        observer.stop()
        observer.join()
