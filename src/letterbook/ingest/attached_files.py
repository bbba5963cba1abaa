"""Finds the attached files of a record, checks that they are PDFs, and computes their SHA-256 sums."""

from __future__ import annotations

import errno
import hashlib
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from letterbook.ingest.file_cache import cache_by_file
from letterbook.text.pdf import PdfContent, PdfReader

ATTACHMENTS = "attachments"

_CHUNK = 1 << 20
_EDGE = 1024  # PDF readers look for the marks of a file's beginning and end within this many bytes


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """The SHA-256 sum of a file, in lower-case hexadecimal, and why the file is not a PDF ("" if it is one)."""

    sha256: str
    fault: str


@cache_by_file(max_files=256)
def examine_file(path: Path) -> ExaminedFile:
    """Return the sum of a file and whether it is a PDF. Several rules ask about the same file in succession.

    Raises OSError if the file cannot be read.
    """
    sum_ = hashlib.sha256()
    begin = end = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sum_.update(chunk)
            begin = begin or chunk[:_EDGE]
            end = (end + chunk).rstrip(b"\0")[-_EDGE:]  # some programs fill up the last block with zeros
    fault = ""
    if not begin:
        fault = "it is empty"
    elif b"%PDF-" not in begin:
        fault = "it does not begin like one"
    elif b"%%EOF" not in end:
        fault = "its end is missing"
    return ExaminedFile(sum_.hexdigest(), fault)


def read_pdf(path: Path, pdfs: PdfReader) -> PdfContent:
    """Read all that is in a PDF. Raises OSError if the file cannot be read."""
    return pdfs.read_file(path, examine_file(path).sha256)


def find_sum(record: Path, slug: str, name: str) -> str:
    """Return the SHA-256 sum of the file `name` in a letter's folder of attachments, or "" where there is no such PDF.

    `record` is the folder of the record, `slug` that of the letter.
    """
    path = record / ATTACHMENTS / slug / name
    if is_path(name) or find_link(record, slug, name) is not None or not is_file(path):
        return ""
    found = examine_file(path)
    return "" if found.fault else found.sha256


def is_path(name: str) -> bool:
    """Whether a name is a path. On some systems, a backslash or a colon after the first letter makes it one."""
    return "/" in name or "\\" in name or name in {".", ".."} or name[1:2] == ":"


def find_link(record: Path, slug: str, name: str) -> Path | None:
    """Return the first symbolic link on the way from the folder of the record to an attachment."""
    folder = record / ATTACHMENTS / slug
    return next((each for each in (folder.parent, folder, folder / name) if S_ISLNK(_read_mode(each))), None)


def is_file(path: Path) -> bool:
    """Whether there is a regular file at a path. A symbolic link is not one."""
    return S_ISREG(_read_mode(path))


def _read_mode(path: Path) -> int:
    """Return the mode of a file without following symbolic links; 0 where no such file exists, or none could.

    Raises OSError where the folder cannot be read.
    """
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return 0
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return 0
        raise
