"""Attaches a PDF to a letter or response: keeps a copy of it, and adds an entry to the front matter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterbook.editing.attachments import check_public_copy, make_entry, make_title
from letterbook.editing.filed import Filed
from letterbook.editing.files import WouldOverwrite
from letterbook.editing.mending.manuscript import Remark
from letterbook.editing.originals import UnreadableOriginal, read_content
from letterbook.editing.originals.pdf_file import list_hidden
from letterbook.editing.refusal import Refusal
from letterbook.editing.trial import Trial
from letterbook.editing.yaml_changes import UnsafeChange, append_item, set_field
from letterbook.editing.yaml_text import Value
from letterbook.ingest.attached_files import ATTACHMENTS
from letterbook.model.record import Attachment, Letter, Response
from letterbook.model.schema.table import list_rows
from letterbook.rules.attachments import NAME, suggest_name
from letterbook.rules.diagnostics import Diagnostic
from letterbook.text.pdf import LOCKED, PageLayout, PdfLayout, is_pdf, read_layout
from letterbook.text.pdf.content import LEAST_ON_A_PAGE
from letterbook.text.visible_text import read_visible_text
from letterbook.text.written_language import find_language

_NO_TEXT = "its pages are pictures: readers cannot search or copy its text; run text recognition (OCR) to add it"
_REPLACED = "it replaces another file, so `public_copy` is now false: look at the new file before you publish it"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentGiven:
    """What an editor stated about a PDF. `name` is that of the copy in the record."""

    title: str = ""
    language: str = ""
    name: str = ""
    public_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """The files of an attached PDF, its entry in the front matter, and the report about it.

    `hidden` is what the PDF contains but does not show, `doubts` are to be checked; the diagnostics are those of
    `importing.Import`.
    """

    path: Path
    copy: Path
    files: Mapping[Path, bytes]
    entry: Mapping[str, Value]
    hidden: tuple[Remark, ...]
    doubts: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    before_publishing: tuple[Diagnostic, ...]


def attach(trial: Trial, filed: Filed, source: Path, given: AttachmentGiven, *, force: bool = False) -> Attached:
    """Make the files of a PDF that is attached to a letter or response of the record, but write nothing.

    The copy is named like the letter or response or, if that name is taken, like `source`. With `force`, it replaces a
    file of that name, and its entry is changed. Raises Refusal if the PDF cannot be read or given a name, or the front
    matter cannot be changed.
    """
    if isinstance(filed.filed, Response) and filed.filed.confidential:
        raise Refusal(f"{filed.path.as_posix()} is confidential, so the record must not hold its file")
    content = read_content(source)
    layout = _read_layout(content)
    folder = trial.record / ATTACHMENTS / filed.slug
    copy = folder / _choose_name(filed, folder, source, content, given.name, force=force)
    declared: list[str] = [each.file for each in filed.filed.attachments]
    index = declared.index(copy.name) if copy.name in declared else len(declared)
    old = filed.filed.attachments[index] if index < len(declared) else None
    entry = make_entry(
        copy.name,
        content,
        given.title or (old.title if old else _default_title(filed)),
        given.language or (old.language if old else _find_language(layout) or filed.filed.language),
        public_copy=given.public_copy,
    )
    doubts = [] if any(map(_has_text, layout.pages)) else [_NO_TEXT]
    if old is not None and old.public_copy and not given.public_copy:
        entry["public_copy"] = False
        doubts.append(_REPLACED)
    files = {copy: content, filed.path: _change(filed, index, old, entry)}
    beside = [*filed.beside, *_list_attached(folder)]
    found = trial.check(filed.path, files, beside)
    return Attached(
        path=filed.path,
        copy=copy,
        files={path: each for path, each in files.items() if path != copy or not _is_same(source, copy)},
        entry=entry,
        hidden=tuple(list_hidden(layout.pages)),
        doubts=tuple(doubts),
        diagnostics=found,
        before_publishing=()
        if given.public_copy
        else check_public_copy(trial, filed.path, files, index, beside, found),
    )


def _read_layout(content: bytes) -> PdfLayout:
    if not is_pdf(content):
        raise UnreadableOriginal("it is not a PDF; the record keeps PDFs only, so export it as PDF")
    layout = read_layout(content)
    if layout.fault:
        what = "save a copy without one" if layout.fault == LOCKED else "export it as PDF again"
        raise UnreadableOriginal(f"{layout.fault}; {what}")
    return layout


def _choose_name(filed: Filed, folder: Path, source: Path, content: bytes, wanted: str, *, force: bool) -> str:
    """Return the name of the copy in the record."""
    if wanted and not NAME.fullmatch(wanted):
        raise Refusal(f"--name {wanted}: a name has to work in a web address, for example {suggest_name(wanted)}")
    sum_ = hashlib.sha256(content).hexdigest()
    own: dict[str, str] = {each.file: each.sha256 for each in filed.filed.attachments}
    same = [name for name, each in own.items() if each == sum_]
    if same and not force:
        raise Refusal(f"{filed.path.as_posix()} already has this file, as {same[0]}; use --force to change its entry")
    names = [wanted] if wanted else [f"{filed.path.stem}.pdf", suggest_name(source.name)]
    if force:
        for name in (*same, *reversed(names)):
            if name in own:
                return name
    others = _list_names_of_others(filed)
    for name in names:
        copy = folder / name
        if name not in others and name not in own and (force or not copy.exists() or _is_same(source, copy)):
            return name
    taken = next((each for each in names if each in others), None)
    if taken:
        raise Refusal(f"{folder.as_posix()}/{taken} belongs to {others[taken]}; give another name with --name")
    raise WouldOverwrite(folder / names[-1])


def _list_names_of_others(filed: Filed) -> dict[str, str]:
    """Return the files that the other texts of the same letter declare, and by which text."""
    texts: Sequence[Letter | Response] = (filed.letter, *filed.responses)
    return {
        attachment.file: Path(each.place.path).name
        for each in texts
        if each is not filed.filed and each.has_read("attachments")
        for attachment in each.attachments
    }


def _list_attached(folder: Path) -> list[Path]:
    return sorted(each for each in folder.glob("*") if each.is_file() and not each.is_symlink())


def _is_same(source: Path, copy: Path) -> bool:
    """Whether an editor has already put the file where the record keeps it."""
    return copy.is_file() and source.resolve() == copy.resolve()


def _default_title(filed: Filed) -> str:
    if filed.filed.attachments:
        raise Refusal("another PDF is attached already; give this one its own --title")
    return make_title(type(filed.filed))


def _has_text(page: PageLayout) -> bool:
    return sum(len("".join(each.text.split())) for each in page.segments) >= LEAST_ON_A_PAGE


def _find_language(layout: PdfLayout) -> str:
    text = "\n".join(each.text for page in layout.pages for each in page.segments)
    return find_language(read_visible_text(text))


def _change(filed: Filed, index: int, old: Attachment | None, entry: Mapping[str, Value]) -> bytes:
    """Return the letter or response with a new entry, or with the `old` one at `index` changed."""
    content = filed.path.read_bytes()
    try:
        if old is None:
            order = [row.name for row in list_rows(Letter if isinstance(filed.filed, Letter) else Response)]
            return append_item(content, "attachments", entry, order=order)
        inner = [row.name for row in list_rows(Attachment)]
        for name, value in entry.items():
            if getattr(old, name) != value:
                content = set_field(content, f"attachments[{index}].{name}", value, order=inner)
    except UnsafeChange as error:
        raise Refusal(f"{filed.path.as_posix()}, {error}") from error
    return content
