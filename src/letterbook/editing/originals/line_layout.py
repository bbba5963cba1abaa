"""Turns lines of plain text into Markdown: paragraphs without line ends, and lines that stay apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FILLED = 0.75
"""The share of the usual width that a line has at least if its paragraph goes on in the next."""
_SPECIAL = re.compile(r"^(?:#{1,6}(?=\s)|[-+*](?=\s)|>|(?:-{3,}|\*{3,}|_{3,}|={3,})$|```|~~~|<(?=[A-Za-z/!?]))")
_INLINE = re.compile(r"[*`\\]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!])|\[(?=[^\]]*\]\()|&(?=#?\w+;)")
_ITEM = re.compile(r"^(?:[-–•]|\(?[a-z]{1,4}\)|[0-9]{1,3}[.)]|[ivxl]{1,5}\.)\s")
_NUMBERED = re.compile(r"^[0-9]{1,3}[.)]\s")
_RULE = re.compile(r"[-_*=]{3,}")


def lay_out_lines(lines: Sequence[str]) -> str:
    """Return lines as Markdown. A paragraph ends at a blank line, or where a line begins an item of a list."""
    width = find_width(lines)
    return "\n\n".join(_lay_out(paragraph, width) for paragraph in _split(lines))


def find_width(lines: Sequence[str]) -> int:
    """Return the usual width of a full line: that which a tenth of the lines exceed."""
    lengths = sorted((len(line.strip()) for line in lines if line.strip()), reverse=True)
    return lengths[len(lengths) // 10] if lengths else 0


def escape(text: str) -> str:
    """Escape what Markdown would take for markup in plain text."""
    escaped = _INLINE.sub(lambda match: f"\\{match[0]}", text)
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", escaped) if not _RULE.fullmatch(text) else "---"


def _split(lines: Sequence[str]) -> list[list[str]]:
    """Split lines into paragraphs."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        text = line.strip()
        if not text:
            paragraphs.append([])
        elif _RULE.fullmatch(text):
            paragraphs += [[text], []]
        else:
            if paragraphs[-1] and _ITEM.match(text):
                paragraphs.append([])
            paragraphs[-1].append(text)
    return [each for each in paragraphs if each]


def _lay_out(paragraph: Sequence[str], width: int) -> str:
    """Join the lines of a paragraph that fill the width; keep the ends of others, as in a list of signatories."""
    written = ""
    for at, line in enumerate(paragraph):
        text = line if _NUMBERED.match(line) and not at else escape(line)
        if not at:
            written = text
        elif len(paragraph[at - 1]) >= _FILLED * width or written.endswith("-"):
            written += f"\n{text}" if written.endswith("-") else f" {text}"
        else:
            written += f"  \n{text}"
    return written
