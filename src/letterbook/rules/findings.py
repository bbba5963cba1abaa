"""Findings in a register or the policy, at the line of an entry or a field.

Line numbers are not kept when these files are read, so the line is looked up again.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from letterbook.ingest.front_matter import SequenceNode, read_register
from letterbook.ingest.loader import POLICY
from letterbook.model.record import Corpus
from letterbook.rules.registry import Finding


def report_in_register(corpus: Corpus, register: str, id_: str, message: str, help_: str) -> Finding:
    """Make a finding at the line of a register's entry."""
    path = corpus.folder / "registers" / f"{register}.yml"
    return Finding(_find_line(path, id_), message, help_, path=path.as_posix())


def report_in_policy(corpus: Corpus, field: str, message: str, help_: str) -> Finding:
    """Make a finding at the line of a field of the policy."""
    path = corpus.folder / POLICY
    return Finding(_find_line(path, field), message, help_, path=path.as_posix())


def _find_line(path: Path, key: str) -> int:
    """Return the line of a key in a file; 0 if the file does not have it."""
    return _read_lines(path.read_bytes()).get(key, 0) if path.is_file() else 0


@lru_cache(maxsize=8)
def _read_lines(content: bytes) -> Mapping[str, int]:
    """Return the line of each key, and of each item of a list: `allow[0]`."""
    lines: dict[str, int] = {}
    for each in fields.entries if (fields := read_register(content).fields) else ():
        lines[each.key] = each.line
        items = each.value.items if isinstance(each.value, SequenceNode) else ()
        lines |= {f"{each.key}[{index}]": item.line for index, item in enumerate(items)}
    return lines
