"""The docstring of `letterbook.errors` draws the hierarchy of every exception of the package."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re

import letterbook
from letterbook import errors


def read_drawn_hierarchy() -> dict[str, str]:
    """Return the name of each exception in the docstring with that of the one it is below."""
    drawn: dict[str, str] = {}
    above: list[str] = []
    for indent, name in re.findall(r"^( *)\* (\w+)", errors.__doc__ or "", re.MULTILINE):
        depth = len(indent) // 2
        above[depth:] = [name]
        if depth:
            drawn[name] = above[depth - 1]
    return drawn


def find_exceptions() -> dict[str, str]:
    """Return the name of each public exception of the package with that of its base."""
    found: dict[str, str] = {}
    for module in pkgutil.walk_packages(letterbook.__path__, "letterbook."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            is_own = inspect.isclass(value) and value.__module__ == module.name and issubclass(value, BaseException)
            if is_own and not name.startswith("_"):
                found[name] = value.__base__.__name__
    return found


def test_every_exception_is_drawn_below_its_base() -> None:
    builtin = {"ValueError", "AttributeError", "ClickException"}
    drawn = read_drawn_hierarchy()
    assert {name: base for name, base in drawn.items() if name not in builtin} == find_exceptions()
    assert {drawn[name] for name in builtin} == {"Exception"}
