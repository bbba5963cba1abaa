"""What is in a PDF, as values, and their form between processes and builds."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Where in a PDF a text is that its pages do not show; the value is how messages call it."""

    BOOKMARKS = "its bookmarks"
    METADATA = "its metadata"
    DESCRIPTIONS = "its descriptions for screen readers"
    LAYERS = "the names of its layers"
    NOTES = "its annotations and form fields"
    FILES = "the files embedded in it"
    EARLIER = "the earlier versions of it that it still contains"
    DRAWINGS = "drawings that its pages do not show"
    LABELS = "its page labels"
    OTHER = "its other objects"
    PROGRAMS = "what programs wrote into it for themselves"
    NAMES = "the names of its objects"
    """Short identifiers, of which every PDF has many that mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A file, or a stream that is neither drawing nor image nor font, inside a PDF."""

    kind: Kind
    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfContent:
    """What is in a PDF.

    fault: why it cannot be opened or not read whole, or ""; then nothing else is given.
    pages: the text of each page, in which `BROKEN` is a hyphen at the end of a line.
    seen: the number, from 0, of each page of which readers see less or another order, with what they see.
    hidden: other texts, each with where it is.
    packed: the files inside it.
    unapplied: how many areas are marked for redaction, but not redacted.
    """

    fault: str = ""
    pages: tuple[str, ...] = ()
    seen: tuple[tuple[int, str], ...] = ()
    hidden: tuple[tuple[Kind, str], ...] = ()
    packed: tuple[Packed, ...] = ()
    unapplied: int = 0

    @property
    def has_text(self) -> bool:
        """Whether its pages have a text layer. Pages of a scan are pictures, perhaps with a number below them."""
        return sum(len("".join(each.split())) for each in self.pages) >= LEAST_ON_A_PAGE * len(self.pages)

    @property
    def seen_pages(self) -> tuple[str, ...]:
        """The text of each page as readers see it."""
        seen = dict(self.seen)
        return tuple(seen.get(number, text) for number, text in enumerate(self.pages))

    @property
    def text(self) -> str:
        """The text of all pages, with words whole that are broken at the end of a line."""
        return "\n".join(self.pages).replace(BROKEN, "")


DAMAGED = "it is damaged, or only a part of it was copied"
LOCKED = "it can be opened only with a password"
"""Two reasons why a file cannot be opened."""

LEAST_ON_A_PAGE = 30
"""How many characters a page of text has on average, at least."""
BROKEN = "\ufffe"
"""PDFium's character for a hyphen at the end of a line, where it takes the word to go on."""


def pack_content(content: PdfContent) -> bytes:
    """Return `content` as compressed JSON."""
    value = {
        "fault": content.fault,
        "pages": content.pages,
        "seen": content.seen,
        "hidden": content.hidden,
        "packed": [(each.kind, each.name, base64.b64encode(each.content).decode()) for each in content.packed],
        "unapplied": content.unapplied,
    }
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode("utf-8", "surrogatepass"), 1)


def unpack_content(packed: bytes) -> PdfContent:
    """Read what `pack_content` wrote. Raises ValueError for anything else."""
    try:
        value = json.loads(zlib.decompress(packed))
        return PdfContent(
            fault=value["fault"],
            pages=tuple(value["pages"]),
            seen=tuple((number, text) for number, text in value["seen"]),
            hidden=tuple((Kind(kind), text) for kind, text in value["hidden"]),
            packed=tuple(
                Packed(kind=Kind(kind), name=name, content=base64.b64decode(content))
                for kind, name, content in value["packed"]
            ),
            unapplied=value["unapplied"],
        )
    except (zlib.error, KeyError, TypeError) as error:
        raise ValueError("this is no content of a PDF") from error
