"""Reads plain text: its lines become paragraphs, lists and separate lines in Markdown."""

from __future__ import annotations

from letterbook.editing.originals.line_layout import lay_out_lines
from letterbook.editing.originals.markdown_file import decode
from letterbook.editing.originals.original import Original


def read_plain_text(content: bytes) -> Original:
    """Read a plain text. A form feed is a page break."""
    text, doubts = decode(content)
    lines = text.replace("\f", "\n\n").expandtabs(4).split("\n")
    return Original(text=lay_out_lines(lines), doubts=doubts)
