"""Rules about attachments: each PDF must be in its folder, must be the file that was meant, and must be declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from letterbook.ingest.attached_files import ATTACHMENTS, examine_file, find_link, is_file, is_path, read_pdf
from letterbook.ingest.folder_entries import is_special, walk
from letterbook.model.record import Attachment, Corpus, Letter, Response
from letterbook.model.reference import Reference
from letterbook.model.schema.known_ids import find_nearest
from letterbook.rules.diagnostics import Fix, Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.normalize import fold
from letterbook.text.pdf import LOCKED, PdfContent

NEEDS = ("attachments", "reference", "letter")


@checks(Letter | Response, *NEEDS)
def misplaced_attachment(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """An attachment is outside its letter's folder, or is reached through a link.

    Why: a path or a link can lead to any file on the machine that builds the site, and that file would be published.

    Example: `file: ../../policy.yml`, `file: annexes/map.pdf`, a symbolic link

    How to fix: put the PDF itself in `data/attachments/<slug of the letter>/`, and give only its name.
    """
    for index, attachment in enumerate(filed.attachments):
        line = line_of(filed, index)
        if is_path(attachment.file):
            yield Finding(
                line,
                f"`{attachment.file}` is a path, not a file name",
                f"Put the file in {_folder(filed, context).as_posix()}/, and give only its name.",
            )
        elif link := _find_link(filed, attachment, context):
            yield Finding(line, f"{link.as_posix()} is a symbolic link", "Replace it with the file or folder itself.")


@checks(Letter | Response, *NEEDS)
def missing_attachment(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """The file of an attachment does not exist.

    Why: the page would offer a file that nobody can open.

    Example: `file: al-xaa-3-2024.pdf` where the folder has no file of that name

    How to fix: add the PDF to `data/attachments/<slug of the letter>/`, or correct the name.
    """
    for index, attachment, path in list_files(filed, context):
        if is_file(path) or is_special(path):  # the latter is reported as what it is
            continue
        meant = find_nearest(attachment.file, {each: each for each in _list_names(path.parent)})
        yield Finding(
            line_of(filed, index),
            f"file not found: {path.as_posix()}",
            f"Did you mean `{meant}`?" if meant else "Add the file, or correct its name.",
        )


@checks(Letter | Response, *NEEDS)
def invalid_pdf(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """An attachment is not a PDF, whatever its name, or a PDF to be published that readers cannot open.

    Why: readers download it as a PDF. A file of another type may not open, or may run as a program. A PDF can be
    damaged, lack its pages or need a password although it looks complete. One that takes too long to read, or unpacks
    to hundreds of megabytes, cannot be searched for withheld content.

    Example: a Word document renamed to `.pdf`; a PDF of which only the first half was copied; a PDF with a password

    How to fix: export the document as PDF again, without a password, and give the new checksum.
    """
    for index, attachment, path in list_files(filed, context):
        if not is_file(path):
            continue
        help_ = "Export the document as PDF again, make sure that it is copied completely, and give the new checksum."
        if fault := examine_file(path).fault:
            yield Finding(line_of(filed, index), f"`{attachment.file}` is not a PDF: {fault}", help_)
        elif attachment.public_copy and (fault := read_pdf(path, context.pdfs).fault):
            if fault == LOCKED:
                help_ = "Save a copy without a password, and give the new checksum."
            yield Finding(line_of(filed, index), f"readers cannot open `{attachment.file}`: {fault}", help_)


@checks(Letter | Response, *NEEDS, fixes=True)
def checksum_mismatch(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """An attachment is not the file that was declared: its SHA-256 checksum differs.

    Why: the checksum was given for the copy that somebody looked at. Another version may show a name that was redacted.

    Example: the PDF was replaced, but `sha256` was not updated

    How to fix: look at the file. If it is the one to publish, give its checksum, which the message contains.
    """
    for index, attachment, path in list_files(filed, context):
        if not is_file(path) or (found := examine_file(path)).fault or found.sha256 == attachment.sha256:
            continue
        field = f"attachments[{index}].sha256"
        yield Finding(
            filed.place.line(field, "attachments"),
            f"`{attachment.file}` is not the file that this checksum was given for",
            f"Look at the file. If it is the one to publish, write: sha256: {found.sha256}",
            fix=Fix(
                field=field,
                old=attachment.sha256,
                value=found.sha256,
                look=_ask_to_look(path, public=attachment.public_copy),
            ),
        )


def _ask_to_look(path: Path, *, public: bool) -> str:
    published = ", which is published" if public else ""
    return f"{path.as_posix()}{published}, is not the file that the old checksum was given for. Open it first."


@checks(Letter | Response, *NEEDS)
def invalid_attachment_name(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """The file name of an attachment cannot be part of a web address.

    Why: the name becomes part of the file's public address, which must work everywhere and never changes.

    Example: `file: Letter (final).PDF`

    How to fix: rename the file. Use lower-case letters from a to z, digits, hyphens, dots and underscores, with `.pdf`
    at the end. Export a file of another type as PDF first.
    """
    for index, attachment in enumerate(filed.attachments):
        name = attachment.file
        if is_path(name) or NAME.fullmatch(name):
            continue
        if other := _OTHER_TYPE.search(name):
            message = f"`{name}` is not the name of a PDF"
            help_ = f"Export it as PDF, for example to {suggest_name(name[: other.start()])}"
        else:
            message = f"`{name}` cannot be part of a web address"
            help_ = f"Rename the file, for example to {suggest_name(name)}"
        yield Finding(line_of(filed, index), message, help_)


@checks(Corpus)
def duplicate_attachment(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A letter and its responses declare the same file more than once.

    Why: they share one folder. A file withheld by one of them would be published by the other.

    Example: `file: reply.pdf` in two responses to one letter

    How to fix: keep it where it belongs. If they are two different files, give them different names.
    """
    first: dict[tuple[str, str], tuple[Letter | Response, int]] = {}
    for filed in _list_readable(corpus):
        for index, attachment in enumerate(filed.attachments):
            other, at = first.setdefault((_reference(filed).slug, attachment.file), (filed, index))
            if other is not filed or at != index:
                where = "" if other is filed else f" of {other.place.path}"
                yield Finding(
                    line_of(filed, index),
                    f"`{attachment.file}` is already declared on line {line_of(other, at)}{where}",
                    "Keep it where it belongs. If they are two different files, give them different names.",
                    path=filed.place.path,
                )


@checks(Corpus, severity=Severity.WARNING)
def undeclared_attachment(corpus: Corpus, context: Context) -> Iterator[Finding]:
    """A file is among the attachments, but no letter or response declares it.

    Why: it is never published. Either somebody put it there to be published, or it should not be in the record.

    Example: `data/attachments/al-xaa-3-2024/map.pdf`, which no `attachments:` names

    How to fix: declare it under `attachments` of its letter or response, or remove it.
    """
    root = corpus.folder / ATTACHMENTS
    declared = {
        (root / _reference(filed).slug / attachment.file).as_posix()
        for filed in _list_readable(corpus)
        for attachment in filed.attachments
    }
    for path in walk(root) if not root.is_symlink() else ():
        if path.is_dir() or is_special(path):
            continue
        if path.as_posix() not in declared and path.parent.name not in context.unreadable:
            yield Finding(
                0,
                "no letter or response declares this file, so it is never published",
                "Declare it under attachments of its letter or response, or remove it.",
                path=path.as_posix(),
            )


NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,95}\.pdf")
"""The name of a PDF, as it can be part of a web address."""
_OTHER_TYPE = re.compile(r"\.(?!pdf$)[a-z]{2,5}$", re.IGNORECASE)
"""The ending of a file of another type: `.docx`, `.odt`, `.jpeg`."""


def list_files(filed: Letter | Response, context: Context) -> Iterator[tuple[int, Attachment, Path]]:
    """Yield the attachments that belong in their letter's folder: index, attachment and path, which may not exist."""
    for index, attachment in enumerate(filed.attachments):
        if not is_path(attachment.file) and not _find_link(filed, attachment, context):
            yield index, attachment, _folder(filed, context) / attachment.file


def line_of(filed: Letter | Response, index: int) -> int:
    """The line of an attachment's file name."""
    return filed.place.line(f"attachments[{index}].file", "attachments")


def list_public_pdfs(filed: Letter | Response, context: Context) -> Iterator[tuple[int, Attachment, PdfContent]]:
    """Yield the attachments that will be published, and what is in them, if they are as declared and can be read."""
    for index, attachment, path in list_files(filed, context):
        if not attachment.public_copy or not is_file(path):
            continue
        found = examine_file(path)
        if not found.fault and found.sha256 == attachment.sha256 and not (pdf := read_pdf(path, context.pdfs)).fault:
            yield index, attachment, pdf


def _list_readable(corpus: Corpus) -> Iterator[Letter | Response]:
    """The letters and responses whose attachments could be read."""
    filed: tuple[Letter | Response, ...] = (*corpus.letters, *corpus.responses)
    return (each for each in filed if each.has_read(*NEEDS))


def _reference(filed: Letter | Response) -> Reference:
    return filed.reference if isinstance(filed, Letter) else filed.letter


def _folder(filed: Letter | Response, context: Context) -> Path:
    return context.corpus.folder / ATTACHMENTS / _reference(filed).slug


def _find_link(filed: Letter | Response, attachment: Attachment, context: Context) -> Path | None:
    return find_link(context.corpus.folder, _reference(filed).slug, attachment.file)


def _list_names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def suggest_name(name: str) -> str:
    """Return a file name close to `name` that can be part of a web address."""
    plain = fold(name)
    stem = plain.removesuffix(".pdf")
    return (re.sub(r"[^a-z0-9._]+", "-", stem).strip("-._") or "attachment")[:90] + ".pdf"
