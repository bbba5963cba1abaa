"""Rules of attachments: each PDF is where it is said to be, is the file that was meant, and somebody says so."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from letterbook.model.record import Attachment, Corpus, Letter, Response
from letterbook.model.reference import Reference
from letterbook.model.schema.known_ids import nearest
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks

FOLDER = "attachments"
NEEDS = ("attachments", "reference", "letter")

_CHUNK = 1 << 20
_EDGE = 1024  # a reader of PDF looks for the mark of its begin and of its end in so many bytes


@checks(Letter | Response, *NEEDS)
def misplaced_attachment(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """An attachment lies, or leads, outside the folder of its letter.

    Why: a path or a link can lead to any file on the machine that builds the site, and that file would be published.

    Example: `file: ../../policy.yml`, `file: annexes/map.pdf`, a symbolic link

    How to fix: put the PDF itself into `data/attachments/<slug of the letter>/`, and give its name alone.
    """
    for index, attachment in enumerate(filed.attachments):
        line = line_of(filed, index)
        if _leads_elsewhere(attachment.file):
            yield Finding(
                line,
                f"`{attachment.file}` is a path, not the name of a file",
                f"Put the file into {_folder(filed, context).as_posix()}/, and give its name alone.",
            )
        elif link := _link(filed, attachment, context):
            yield Finding(line, f"{link.as_posix()} is a symbolic link", "Put the file itself in its place.")


@checks(Letter | Response, *NEEDS)
def missing_attachment(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """An attachment is not there.

    Why: the page would offer a file that nobody can open.

    Example: `file: al-xaa-3-2024.pdf` with nothing of that name in the folder

    How to fix: add the PDF to `data/attachments/<slug of the letter>/`, or correct the name.
    """
    for index, attachment, path in in_folder(filed, context):
        if _is_file(path):
            continue
        meant = nearest(attachment.file, {each: each for each in _names(path.parent)})
        yield Finding(
            line_of(filed, index),
            f"there is no file {path.as_posix()}",
            f"Is `{meant}` meant?" if meant else "Add the file, or correct its name.",
        )


@checks(Letter | Response, *NEEDS)
def invalid_pdf(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """An attachment is no PDF, whatever its name says.

    Why: readers download it as a PDF. Another kind of file may open in nobody's program, or run as one.

    Example: a Word document renamed to `.pdf`; a PDF of which only the first half was copied

    How to fix: export the document as PDF again, and give the new sum.
    """
    for index, attachment, path in in_folder(filed, context):
        if _is_file(path) and (fault := _examine(path).fault):
            yield Finding(
                line_of(filed, index),
                f"`{attachment.file}` is no PDF: {fault}",
                "Export the document as PDF again, copy it whole, and give the new sum.",
            )


@checks(Letter | Response, *NEEDS)
def checksum_mismatch(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """An attachment is not the file that was declared: its SHA-256 sum is another.

    Why: the sum was given for the copy that somebody looked at. Another version may show a name that was redacted.

    Example: the PDF was exchanged, and `sha256` was not

    How to fix: look at the file. If it is the one to publish, give its sum, which the message tells.
    """
    for index, attachment, path in in_folder(filed, context):
        if not _is_file(path) or (found := _examine(path)).fault or found.sha256 == attachment.sha256:
            continue
        yield Finding(
            filed.place.line(f"attachments[{index}].sha256", "attachments"),
            f"`{attachment.file}` is not the file that this sum was given for",
            f"Look at the file. If it is the one to publish, write: sha256: {found.sha256}",
        )


@checks(Letter | Response, *NEEDS)
def invalid_attachment_name(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """The name of an attachment cannot be part of an address.

    Why: the name stands in the file's public address, which has to work everywhere and never changes.

    Example: `file: Letter (final).PDF`

    How to fix: rename the file: lower-case letters from a to z, digits, dashes, dots and underscores, with `.pdf` at
    the end.
    """
    for index, attachment in enumerate(filed.attachments):
        if not _leads_elsewhere(attachment.file) and not _NAME.fullmatch(attachment.file):
            yield Finding(
                line_of(filed, index),
                f"`{attachment.file}` cannot be part of an address",
                f"Rename the file, for example to {_tidy(attachment.file)}",
            )


@checks(Corpus)
def duplicate_attachment(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A letter and its responses declare the same file twice.

    Why: they share one folder. A file that one of them withholds would be published by the other.

    Example: `file: reply.pdf` in two responses to one letter

    How to fix: keep it with the one that it belongs to; give two different files two names.
    """
    first: dict[tuple[str, str], tuple[Letter | Response, int]] = {}
    for filed in _readable(corpus):
        for index, attachment in enumerate(filed.attachments):
            other, at = first.setdefault((_reference(filed).slug, attachment.file), (filed, index))
            if other is not filed or at != index:
                where = "above" if other is filed else f"in {other.place.path}"
                yield Finding(
                    line_of(filed, index),
                    f"`{attachment.file}` is declared already, {where}, line {line_of(other, at)}",
                    "Keep it with the one that it belongs to; give two different files two names.",
                    path=filed.place.path,
                )


@checks(Corpus, severity=Severity.WARNING)
def undeclared_attachment(corpus: Corpus, context: Context) -> Iterator[Finding]:
    """No letter and no response declares a file that lies among the attachments.

    Why: it is never published, though somebody put it there for that; or it was never to be in the record.

    Example: `data/attachments/al-xaa-3-2024/map.pdf`, and no `attachments:` names it

    How to fix: declare it under `attachments` of its letter or response, or remove it.
    """
    root = corpus.folder / FOLDER
    claimed = {
        (root / _reference(filed).slug / attachment.file).as_posix()
        for filed in _readable(corpus)
        for attachment in filed.attachments
    }
    for path in _everything(root):
        if path.as_posix() not in claimed and path.parent.name not in context.unreadable:
            yield Finding(
                0,
                "no letter and no response declares this file, so that it is never published",
                "Declare it under attachments of its letter or response, or remove it.",
                path=path.as_posix(),
            )


_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,95}\.pdf")


@dataclass(frozen=True, slots=True)
class _Examined:
    """What a file turned out to be: its sum, and why it is no PDF (empty where it is one)."""

    sha256: str
    fault: str


def _examine(path: Path) -> _Examined:
    """Read a file, once for all the rules: they are asked about one letter right after each other."""
    found = path.stat()
    return _read(path, (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns))


@lru_cache(maxsize=256)
def _read(path: Path, _: tuple[int, ...]) -> _Examined:
    sum_ = hashlib.sha256()
    begin = end = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sum_.update(chunk)
            begin = begin or chunk[:_EDGE]
            end = (end + chunk)[-_EDGE:]
    fault = ""
    if not begin:
        fault = "it is empty"
    elif b"%PDF-" not in begin:
        fault = "it does not begin as one"
    elif b"%%EOF" not in end:
        fault = "its end is missing"
    return _Examined(sum_.hexdigest(), fault)


def _readable(corpus: Corpus) -> Iterator[Letter | Response]:
    """The letters and responses of which it is known what they declare."""
    filed: tuple[Letter | Response, ...] = (*corpus.letters, *corpus.responses)
    return (each for each in filed if each.place.unread.isdisjoint(NEEDS))


def in_folder(filed: Letter | Response, context: Context) -> Iterator[tuple[int, Attachment, Path]]:
    """The attachments that lie in their folder, if they are there at all."""
    for index, attachment in enumerate(filed.attachments):
        if not _leads_elsewhere(attachment.file) and not _link(filed, attachment, context):
            yield index, attachment, _folder(filed, context) / attachment.file


def line_of(filed: Letter | Response, index: int) -> int:
    """The line of an attachment's name."""
    return filed.place.line(f"attachments[{index}].file", "attachments")


def _reference(filed: Letter | Response) -> Reference:
    return filed.reference if isinstance(filed, Letter) else filed.letter


def _folder(filed: Letter | Response, context: Context) -> Path:
    return context.corpus.folder / FOLDER / _reference(filed).slug


def _leads_elsewhere(name: str) -> bool:
    """Whether a name is a path: on some machine a backslash, or a colon behind a letter, makes one."""
    return "/" in name or "\\" in name or name in {".", ".."} or name[1:2] == ":"


def _link(filed: Letter | Response, attachment: Attachment, context: Context) -> Path | None:
    """The first symbolic link on the way to an attachment, from the folder of the record on."""
    folder = _folder(filed, context)
    way = (folder.parent, folder, folder / attachment.file)
    return next((each for each in way if S_ISLNK(_mode(each))), None)


def is_as_declared(attachment: Attachment, path: Path) -> bool:
    """Whether the file is a PDF, and the one that was meant."""
    return _is_file(path) and not (found := _examine(path)).fault and found.sha256 == attachment.sha256


def _is_file(path: Path) -> bool:
    return S_ISREG(_mode(path))


def _mode(path: Path) -> int:
    """What is there, links not followed; 0 where nothing is, or no file could have that name."""
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return 0


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def _everything(root: Path) -> Iterator[Path]:
    """Every file under a folder that is not hidden; what a symbolic link leads to is not looked at."""
    for folder, folders, files in os.walk(root) if not root.is_symlink() else ():
        folders.sort()
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(folder, name)


def _tidy(name: str) -> str:
    """A name near `name` that can be part of an address."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = plain.removesuffix(".pdf")
    return (re.sub(r"[^a-z0-9._]+", "-", stem).strip("-._") or "attachment")[:90] + ".pdf"
