"""Reads the files from which letters and responses are imported: Markdown, plain text, PDF and DOCX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from stat import S_ISREG

from letterbook.editing.originals.docx_file import read_docx
from letterbook.editing.originals.markdown_file import read_markdown
from letterbook.editing.originals.original import Original, UnreadableOriginal
from letterbook.editing.originals.pdf_file import read_pdf
from letterbook.editing.originals.plain_text import read_plain_text

__all__ = ["ENDINGS", "Original", "UnreadableOriginal", "read_content", "read_original"]

MOST_BYTES = 100 << 20
"""Larger files are not read."""
MOST_TEXT = 5_000_000
"""How many bytes the text of a letter may have. The record takes no larger files."""

_READERS: Mapping[str, Callable[[bytes], Original]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plain_text,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
ENDINGS = tuple(_READERS)


def read_original(path: Path) -> Original:
    """Read a file by the ending of its name. Raises UnreadableOriginal with a message for the editor."""
    reader = _READERS.get(path.suffix.lower())
    if path.is_dir():
        raise UnreadableOriginal("it is a folder; give the files in it")
    if reader is None:
        raise UnreadableOriginal(f"a file that ends in {path.suffix or 'nothing'} cannot be imported; {_WHICH}")
    original = reader(read_content(path))
    if len(original.text.encode()) > MOST_TEXT:
        raise UnreadableOriginal(f"its text is larger than {MOST_TEXT // 1_000_000} MB, too large for a letter")
    return original


def read_content(path: Path) -> bytes:
    """Return the content of a file that an editor names. Raises UnreadableOriginal with a message for the editor."""
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):  # reading from a named pipe can wait for ever
            raise UnreadableOriginal("it is a folder or a device, not a file")
        if status.st_size > MOST_BYTES:
            raise UnreadableOriginal(
                f"it is larger than {MOST_BYTES >> 20} MB; split it, or save it without its pictures"
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableOriginal(f"it cannot be read: {error.strerror or error}") from error
    if not content.strip():
        raise UnreadableOriginal("it is empty")
    return content


_WHICH = f"save it as {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
