"""Values that an output yields: files, and pages that still need the theme's layout around them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SPECIMENS = {1: "page-1", 2: "page-2", 3: "page-3"}
"""The name of the specimen for each depth of address, so that the theme's relative links fit."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site: its path from the root with forward slashes, and its bytes or the file that contains them."""

    path: str
    content: bytes | Path


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its address from the root, the specimen to fill, and a text for each token of that specimen
    (see `site.specimens`); whether search engines may index it, and the date of its last change, if known."""

    address: str
    specimen: str
    texts: Mapping[str, str]
    indexed: bool = True
    changed: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry in a page's table of contents: its anchor, its name, the headings below it, and the language of its
    name, or "" if that is the interface's."""

    anchor: str
    name: str
    parts: tuple[Heading, ...] = ()
    language: str = ""
