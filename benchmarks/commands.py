"""Runs commands, and measures their elapsed time, processor time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Elapsed and processor time, in seconds, and the memory of the largest process, in megabytes."""

    clock: float
    processor: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        """The cost of two commands, one after the other."""
        return Cost(
            clock=self.clock + other.clock,
            processor=self.processor + other.processor,
            memory=max(self.memory, other.memory),
        )


def measure_command(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder, with some variables added to its environment. Return its cost, with that of all
    processes it started. If it fails, show its output and exit."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - all commands come from the benchmarks
            list(map(str, command)), cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=output
        )
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{' '.join(map(str, command))} failed:\n{output.read().decode(errors='replace')[-5_000:]}")
    return Cost(clock=clock, processor=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / 1024)


def take_median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(
        clock=median(each.clock for each in costs),
        processor=median(each.processor for each in costs),
        memory=median(each.memory for each in costs),
    )
