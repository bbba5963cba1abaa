"""A progress bar for a terminal, with the current step and the time it has taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from letterbook.processes import pause_during_fork

_SECONDS = 0.1
"""How often the bar moves."""


@contextmanager
def show_progress(step: str) -> Iterator[Callable[[str], None]]:
    """Show a bar for `step`, and yield a function that begins the next step by its name.

    The bar is on standard error and leaves nothing behind. If that is not a terminal, nothing is shown, whatever the
    environment says: `FORCE_COLOR` asks for colours in a log, where a bar would leave a line for each of its steps.
    """
    console = Console(stderr=True)
    shown = console.is_terminal and console.file.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    progress = Progress(*columns, console=console, transient=True, disable=not shown, auto_refresh=False)
    refresher = _Refresher(progress)
    with progress, refresher.run(), pause_during_fork(refresher.pause):
        task = progress.add_task(step, total=None)  # how long a step takes is not known: the bar pulses

        def begin(step: str) -> None:
            progress.reset(task, description=step, total=None)

        yield begin


class _Refresher:
    """A thread that moves a bar, if it is shown. A process with a thread cannot be copied, so it can pause."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    @contextmanager
    def run(self) -> Iterator[None]:
        """Run the thread during a block."""
        self._start()
        try:
            yield
        finally:
            self._stop()

    @contextmanager
    def pause(self) -> Iterator[None]:
        """Stop the thread during a block."""
        self._stop()
        try:
            yield
        finally:
            self._start()

    def _start(self) -> None:
        self._stopped = Event()
        self._thread = Thread(target=self._run, daemon=True)
        if not self._progress.disable:
            self._thread.start()

    def _stop(self) -> None:
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(_SECONDS):
            self._progress.refresh()
