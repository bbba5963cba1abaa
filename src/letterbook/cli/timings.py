"""The time that each step of a command takes, and the memory of the command."""

from __future__ import annotations

import time
from dataclasses import dataclass

from letterbook.processes import read_peak_memory, read_processor_time


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clocks:
    """Elapsed and processor time, in seconds from a fixed moment."""

    clock: float
    processor: float

    @classmethod
    def read(cls) -> _Clocks:
        return cls(clock=time.perf_counter(), processor=read_processor_time())


class Timings:
    """Measures steps that follow one another."""

    def __init__(self) -> None:
        self._begun: list[tuple[str, _Clocks]] = []

    def begin(self, step: str) -> None:
        """End the current step, if there is one, and begin another."""
        self._begun.append((step, _Clocks.read()))

    def format_table(self) -> str:
        """End the current step and return a table of the elapsed and processor time of each step, and the peak
        memory of the largest process so far. What a copy of the process computed ahead counts as the processor time of
        the step that uses it."""
        ends = [*(each for _, each in self._begun[1:]), _Clocks.read()]
        lines = [f"{'step':<40}{'seconds':>10}{'processor':>11}"]
        for (step, start), end in zip(self._begun, ends, strict=True):
            lines.append(_format(step, start, end))
        if self._begun:
            lines.append(_format("total", self._begun[0][1], ends[-1]))
        lines.append(f"{'largest process, MB':<40}{read_peak_memory() / 1024**2:>10.0f}")
        return "\n".join(lines) + "\n"


def _format(step: str, start: _Clocks, end: _Clocks) -> str:
    return f"{step:<40}{end.clock - start.clock:>10.2f}{end.processor - start.processor:>11.2f}"
