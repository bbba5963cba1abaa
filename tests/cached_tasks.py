"""Tasks for tests of the cache."""

from __future__ import annotations

import os
from collections.abc import Callable

from letterbook.cache import Cache


def prepare_powers(power: int, cache: Cache) -> Callable[[int], bytes]:
    """Compute the power of a number, and put an intermediate value into the cache."""

    def compute(number: int) -> bytes:
        cache.put(b"half", "half", str(number))
        return str(number**power).encode()

    return compute


def prepare_failure(_: object, __: Cache) -> Callable[[int], bytes]:
    """Fail in every process."""

    def compute(number: int) -> bytes:
        raise ValueError(f"{number} was computed")

    return compute


def prepare_identity(_: object, __: Cache) -> Callable[[int], bytes]:
    """Return the number of the process."""
    return lambda _: str(os.getpid()).encode()


def prepare_in_own_process(own: int, _: Cache) -> Callable[[int], bytes]:
    """Compute in the process `own`; any other ends now and then."""

    def compute(number: int) -> bytes:
        if os.getpid() != own and number % 100 == 37:
            os._exit(9)
        return str(number).encode()

    return compute
