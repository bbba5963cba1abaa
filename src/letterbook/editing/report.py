"""Renders what an import found, mended and removed, and what it leaves to the editor, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from letterbook.editing.attaching import Attached
from letterbook.editing.importing import Import
from letterbook.editing.mending.manuscript import Remark, Removed
from letterbook.editing.similar import SimilarLetter
from letterbook.editing.yaml_text import render_fields
from letterbook.model.reference import Reference
from letterbook.rules.diagnostics import Diagnostic, Severity, as_text

_LONGEST = 100
_HIDDEN = "Hidden in the original: look before you publish it"


def render_report(imported: Import) -> str:
    """Return the report of one import. Line numbers are those of the original, or of the new file if they name it."""
    return "\n".join(_list_lines(imported)) + "\n"


def render_similar(similar: SimilarLetter, reference: Reference) -> str:
    """Return the report of a letter that was started like the one with a reference."""
    lines = [
        f"{similar.started.path.as_posix()}: like {reference}",
        *_list_section("Left out, since it belongs to that letter alone", similar.left_out),
        *_list_section("Replaced in the text", (f"line {each.line}: {each.text}" for each in similar.replaced)),
        *_list_section("To change or keep", (f"line {each.line}: {each.text}" for each in similar.places)),
        *_list_diagnostics(similar.started.diagnostics),
    ]
    return "\n".join(lines) + "\n"


def render_attached(attached: Attached) -> str:
    """Return the report of a PDF that was attached."""
    lines = [
        f"{attached.path.as_posix()}: {attached.copy.as_posix()}",
        *(f"    {field}: {value}" for field, value in attached.entry.items()),
        *_list_section(_HIDDEN, (f"page {each.line}: {each.text}" for each in attached.hidden)),
        *_list_section("In doubt", attached.doubts),
        *_list_warnings_before_publishing(attached.before_publishing),
        *_list_diagnostics(attached.diagnostics),
    ]
    return "\n".join(lines) + "\n"


def _list_lines(imported: Import) -> Iterator[str]:
    draft, mended, original = imported.draft, imported.mended, imported.original
    yield f"{imported.source.name}: {imported.path.as_posix()}"
    yield "  Found:"
    for field, value in draft.order().items():
        note = "  (proposed: check)" if field in draft.proposed else ""
        yield f"    {field}: {_summarise(value)}{note}"
    if draft.questions:
        yield f"    questions in the text: {draft.questions}"
    was, is_ = _Places(imported, original.unit), _Places(imported, "" if not original.unit else None)
    yield from _list_section("Mended", [*was.list(original.mended), *is_.list(mended.mended)])
    removed = [*was.list(map(_describe, original.removed)), *is_.list(map(_describe, mended.removed))]
    yield from _list_section("Removed", removed)
    yield from _list_section(_HIDDEN, [*was.list(original.hidden)])
    doubts = [*was.list((*original.warnings, *original.doubts)), *is_.list(mended.doubts)]
    yield from _list_section(
        "In doubt", [*doubts, *(f"{_at_file(each.line, imported)}{each.text}" for each in draft.doubts)]
    )
    left = [f"{each.field}: {each.why}{_point(each.line, imported)}" for each in draft.left]
    yield from _list_section("Left to you", left)
    for entry in draft.entries:
        yield f"  Proposed for registers/{entry.register}.yml (correct it where needed, and add it):"
        yield from (f"    {line}" for line in render_fields({entry.id: entry.fields}).splitlines())
    yield from _list_warnings_before_publishing(imported.before_publishing)
    yield from _list_diagnostics(imported.diagnostics)


class _Places:
    """Puts the line or page of the original before each remark. Remarks on a text made of pages have neither."""

    def __init__(self, imported: Import, unit: str | None) -> None:
        self._name = imported.source.name
        self._unit = unit

    def list(self, remarks: Iterable[Remark]) -> Iterator[str]:
        for each in remarks:
            yield f"{self._write(each.line)}{each.text}"

    def _write(self, line: int) -> str:
        if not line or self._unit is None:
            return ""
        return f"{self._name}, {self._unit} {line}: " if self._unit else f"{self._name}:{line}: "


def _describe(removed: Removed) -> Remark:
    return Remark(removed.line, f"“{_shorten(removed.text)}” ({removed.why})")


def _list_section(title: str, lines: Iterable[str]) -> Iterator[str]:
    distinct = list(dict.fromkeys(lines))
    if distinct:
        yield f"  {title}:"
        yield from (f"    {line}" for line in distinct)


def _list_warnings_before_publishing(found: Sequence[Diagnostic]) -> Iterator[str]:
    if found:
        yield "  Before you publish the PDF (public_copy: true):"
        for each in found:
            yield f"    {each.severity}[{each.rule}] {each.message}"
            yield f"      = help: {each.help}"


def _list_diagnostics(found: Sequence[Diagnostic]) -> Iterator[str]:
    if not found:
        yield "  The check reports nothing."
        return
    wrong = sum(each.severity is Severity.ERROR for each in found)
    yield f"  The check reports (errors: {wrong}, warnings: {len(found) - wrong}):"
    yield from (f"    {line}" for line in as_text(found).splitlines())


def _point(line: int, imported: Import) -> str:
    return f" (line {line + imported.body_line - 1})" if line else ""


def _at_file(line: int, imported: Import) -> str:
    return f"{imported.path.as_posix()}:{line + imported.body_line - 1}: " if line else ""


def _summarise(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_write_item(each) for each in value)
    return str(value).lower() if isinstance(value, bool) else _shorten(str(value))


def _write_item(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    values = (
        "/".join(map(str, value)) if isinstance(value, list | tuple) else _shorten(str(value))
        for value in item.values()
    )
    return ", ".join(values)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"
