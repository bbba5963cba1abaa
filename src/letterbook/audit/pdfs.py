"""What a PDF says to whoever opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

_MARK = b"%PDF-"
_HEAD = 1024
"""Within so many bytes the mark stands (Adobe, PDF Reference 1.7, appendix H.3, note 13)."""


def texts(path: str, content: bytes) -> Iterator[str]:
    """What the file tells of itself, the titles of its bookmarks, and the text of each page; a page that is a picture
    has none, nor has what is no PDF. Raises ValueError where it cannot be read, as without a password."""
    with _opened(path, content) as document:
        if document is not None:
            yield "\n".join(document.get_metadata_dict(skip_empty=True).values())
            yield "\n".join(each.get_title() for each in document.get_toc())
            for page in document:
                yield page.get_textpage().get_text_bounded()


def members(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files that are packed in it, by their names. Raises ValueError as `texts` does."""
    with _opened(path, content) as document:
        if document is not None:
            for number in range(document.count_attachments()):
                member = document.get_attachment(number)
                yield member.get_name(), bytes(member.get_data())


@contextmanager
def _opened(path: str, content: bytes) -> Iterator[pypdfium2.PdfDocument | None]:
    if _MARK not in content[:_HEAD]:
        yield None
        return
    try:
        with pypdfium2.PdfDocument(content) as document:
            yield document
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"{path} cannot be read") from error
