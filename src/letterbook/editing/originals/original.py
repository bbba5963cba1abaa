"""The content of a file in which a letter or response was written or received."""

from __future__ import annotations

from dataclasses import dataclass

from letterbook.editing.mending.manuscript import Remark, Removed
from letterbook.editing.refusal import Refusal


class UnreadableOriginal(Refusal):
    """A file from which nothing can be imported. The message says why and what to do, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file as text in Markdown.

    `removed` is what was left out because it belongs to pages, and `page_lines` the lines among it, each once. `hidden`
    is what the file contains but does not show, to be examined before it is published; `doubts` are to be checked.
    `pdf` is the content of a file that the record can keep as an attachment.
    """

    text: str
    removed: tuple[Removed, ...] = ()
    page_lines: tuple[str, ...] = ()
    hidden: tuple[Remark, ...] = ()
    warnings: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()
    mended: tuple[Remark, ...] = ()
    pdf: bytes | None = None
    unit: str = ""
    """What remarks count: lines, if it is empty, or pages."""
