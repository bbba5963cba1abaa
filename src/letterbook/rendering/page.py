"""What a build makes: files, and pages that still have to be written on the theme's paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the site: its path from the root with forward slashes, and its bytes or the file that has them."""

    path: str
    content: bytes | Path


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its address from the root, the specimen that it is written on, and a text for each token
    of that specimen (see `merge`); whether search engines are welcome, and the day on which what it says last
    changed, where that is known."""

    address: str
    specimen: str
    texts: Mapping[str, str]
    indexed: bool = True
    changed: dt.date | None = None
