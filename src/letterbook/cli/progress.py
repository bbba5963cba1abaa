"""A progress bar for a terminal, with the current step and the time it has taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def show_progress(step: str) -> Iterator[Callable[[str], None]]:
    """Show a bar for `step`, and yield a function that begins the next step by its name.

    The bar is on standard error and leaves nothing behind. If that is not a terminal, nothing is shown, whatever the
    environment says: `FORCE_COLOR` asks for colours in a log, where a bar would leave a line for each of its steps.
    """
    console = Console(stderr=True)
    shown = console.is_terminal and console.file.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task(step, total=None)  # how long a step takes is not known: the bar pulses

        def begin(step: str) -> None:
            progress.reset(task, description=step, total=None)

        yield begin
