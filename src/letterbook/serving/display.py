"""What a browser is shown: the site as last built, newer pages of saved letters in place of its own, and errors."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from letterbook.rendering.page import OutputFile


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a browser is sent: a number that increases with every change, and the record's errors as text, or ""."""

    number: int
    faults: str


class Display:
    """Shows the site in `folder`. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pages: dict[str, bytes] = {}
        self._state = State(number=1, faults="")
        self._changed = threading.Condition()

    def show_pages(self, pages: Iterable[OutputFile]) -> None:
        """Show pages of a saved letter instead of those in the folder, until the next whole build, and no fault."""
        with self._changed:
            self._pages |= {each.path: each.content for each in pages if isinstance(each.content, bytes)}
            self._change(faults="")

    def show_site(self, is_outdated: Callable[[], bool]) -> None:
        """Show the folder alone, after a whole build has replaced it. If `is_outdated()`, something has been saved
        since that build began, whose pages and faults stay."""
        with self._changed:
            if is_outdated():
                self._change(faults=self._state.faults)
                return
            self._pages.clear()
            self._change(faults="")

    def show_faults(self, faults: str) -> bool:
        """Show faults above what was shown before. Returns whether they are new."""
        with self._changed:
            is_new = faults != self._state.faults
            if is_new:
                self._change(faults=faults)
            return is_new

    def _change(self, *, faults: str) -> None:
        self._state = State(number=self._state.number + 1, faults=faults)
        self._changed.notify_all()

    def find_page(self, path: str) -> bytes | None:
        """Return the page of a saved letter whose file in the site has that path, if there is one."""
        with self._changed:
            return self._pages.get(path)

    def wait_for_change(self, seen: int, seconds: float) -> State:
        """Return the state as soon as its number is not `seen`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.number != seen, timeout=seconds)
            return self._state
