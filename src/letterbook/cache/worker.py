"""The program of a process that computes values: `python -m letterbook.cache.worker`, started by `workers`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import IO, Any

from letterbook.cache.cache import Cache
from letterbook.cache.workers import Result, read_message, write_message


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more. A request is a task, or None for the last one, and inputs."""
    cache = Cache(processes=1)
    compute: Callable[[Any], bytes] | None = None
    while True:
        try:
            task, inputs = read_message(requests)
        except EOFError:
            return
        if task is not None:
            compute = task.prepare(task.settings, cache)
        assert compute is not None
        write_message(answers, [_compute(compute, each, cache) for each in inputs])


def _compute(compute: Callable[[Any], bytes], each: Any, cache: Cache) -> Result:
    try:
        return compute(each), cache.take_packed()
    except Exception:  # noqa: BLE001 - whatever it is, it is raised again by the process that asked, where it is seen
        return None, cache.take_packed()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
