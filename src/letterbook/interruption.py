"""Ends a long computation early, when its result is no longer wanted.

`letterbook serve` builds the whole site in a thread. When a letter is saved, that build is out of date, and as long as
it goes on, it takes time from showing the letter. No thread can be ended from outside, so steps that take long ask, for
each letter, text, file or part, whether they are to end. Nobody has to pass that question down to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

_Value = TypeVar("_Value")


class Interrupted(BaseException):
    """A computation was ended early and has no result. Like KeyboardInterrupt, this is no `Exception`: code that takes
    every failure of a template or a file for a fault of the record must let it through."""


_is_over: ContextVar[Callable[[], bool]] = ContextVar("is_over", default=lambda: False)


@contextmanager
def interrupt_when(is_over: Callable[[], bool]) -> Iterator[None]:
    """Let what this thread computes in the block raise Interrupted as soon as `is_over()` is true. Other threads may
    make it so; what they compute goes on."""
    token = _is_over.set(is_over)
    try:
        yield
    finally:
        _is_over.reset(token)


def allow_interruption() -> None:
    """Raise Interrupted if what this thread computes is to end.

    Call this where giving up is safe: nothing half written must stay, and nothing may be taken for finished.
    """
    if _is_over.get()():
        raise Interrupted


def interruptible(values: Iterable[_Value]) -> Iterator[_Value]:
    """Yield each of `values`; before that, allow an interruption."""
    for each in values:
        allow_interruption()
        yield each
