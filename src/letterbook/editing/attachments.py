"""Makes the entries of PDFs in front matter, and finds out what the rules would report if one were published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from letterbook.editing.trial import Trial
from letterbook.editing.yaml_changes import set_field
from letterbook.editing.yaml_text import Value
from letterbook.model.record import Letter
from letterbook.rules.diagnostics import Diagnostic


def make_entry(name: str, content: bytes, title: str, language: str, *, public_copy: bool = False) -> dict[str, Value]:
    """Make the entry of a PDF under `attachments`."""
    entry: dict[str, Value] = {
        "file": name,
        "title": title,
        "language": language,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return entry | ({"public_copy": True} if public_copy else {})


def make_title(cls: type) -> str:
    """Return the title of the only PDF of a letter or response."""
    return "The letter as sent" if cls is Letter else "The response as received"


def check_public_copy(
    trial: Trial,
    path: Path,
    files: Mapping[Path, bytes],
    index: int,
    beside: Sequence[Path],
    known: Sequence[Diagnostic],
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics, besides those `known`, that the rules would report if an attachment of `path` were
    published.

    `index` is its place in `attachments`, `files` are the new files and `beside` the others to be checked with them.
    """
    public = set_field(files[path], f"attachments[{index}].public_copy", True)
    reported = {(each.rule, each.message) for each in known}
    found = trial.check(path, {**files, path: public}, beside)
    return tuple(each for each in found if (each.rule, each.message) not in reported)
