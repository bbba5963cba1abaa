"""Watches the files from which a site is built."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_CHANGES = frozenset({"created", "modified", "moved", "deleted"})
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


class _Handler(FileSystemEventHandler):
    def __init__(self, changes: Changes, only: frozenset[Path]) -> None:
        self._changes = changes
        self._only = only

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        for name in (event.src_path, event.dest_path):
            path = Path(name if isinstance(name, str) else name.decode())
            if name and (not self._only or path in self._only):
                self._changes.add(path)


@contextmanager
def watch_files(folders: Iterable[Path], files: Iterable[Path]) -> Iterator[Changes]:
    """Watch whole folders, and single files, until the context ends."""
    changes = Changes()
    observer = Observer()
    for folder in folders:
        if folder.is_dir():
            observer.schedule(_Handler(changes, frozenset()), str(folder.resolve()), recursive=True)
    for file in files:
        handler = _Handler(changes, frozenset({file.resolve()}))
        observer.schedule(handler, str(file.resolve().parent), recursive=False)
    observer.start()
    try:
        yield changes
    finally:
        observer.stop()
        observer.join()
