"""Reads Markdown, such as a program makes from a PDF."""

from __future__ import annotations

import re

from letterbook.editing.mending.manuscript import Remark
from letterbook.editing.originals.original import Original, UnreadableOriginal

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<block>(?:[A-Za-z_][\w-]*[ \t]*:.*\n|[ \t#-].*\n|\n)*?)---[ \t]*\n")
_MOST_BYTES = 5_000_000


def read_markdown(content: bytes) -> Original:
    """Read a file in Markdown. Front matter of another program is left out and reported."""
    text, doubts = decode(content)
    front = _FRONT_MATTER.match(text)
    if front and ":" in front["block"]:
        doubts += (Remark(1, "the front matter of the file was not used"),)
        text = text[front.end() :]
    return Original(text=text, doubts=doubts)


def decode(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    """Decode a text in UTF-8, in UTF-16 with a byte order mark, or else in Windows-1252."""
    if len(content) > _MOST_BYTES:
        raise UnreadableOriginal(f"it is larger than {_MOST_BYTES // 1_000_000} MB, too large for a letter")
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if content.startswith(mark):
            try:
                return _read_lines(content.decode(encoding)), ()
            except UnicodeDecodeError:
                break
    if b"\0" in content:
        raise UnreadableOriginal("it is not a text file; save it as text in UTF-8")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableOriginal("its encoding is unknown; save it as text in UTF-8") from error
    return _read_lines(text), (
        Remark(0, "the file was read in the Windows code page 1252: check its accents and quotation marks"),
    )


def _read_lines(text: str) -> str:
    if "\0" in text:
        raise UnreadableOriginal("it is not a text file; save it as text in UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
