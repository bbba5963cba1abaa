"""Says what an import found, mended, removed, and leaves to a person, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from letterbook.editing.importing import Import
from letterbook.editing.mending.manuscript import Remark
from letterbook.editing.yaml_text import render_fields
from letterbook.rules.diagnostics import Severity, as_text

_LONGEST = 100


def render_report(imported: Import) -> str:
    """Return the report of one import. Lines of the original are counted in it, those of the result in its file."""
    return "\n".join(_list_lines(imported)) + "\n"


def _list_lines(imported: Import) -> Iterator[str]:
    draft, mended, original = imported.draft, imported.mended, imported.original
    name = imported.source.name
    yield f"{name}: {imported.path.as_posix()}"
    yield "  Found:"
    for field, value in draft.order().items():
        note = "  (proposed: check)" if field in draft.proposed else ""
        yield f"    {field}: {_summarise(value)}{note}"
    if draft.questions:
        yield f"    questions in the text: {draft.questions}"
    yield from _list_remarks("Mended", (*original.mended, *mended.mended), name)
    removed = [
        Remark(each.line, f"“{_shorten(each.text)}” ({each.why})") for each in (*original.removed, *mended.removed)
    ]
    yield from _list_remarks("Removed", removed, name)
    yield from _list_remarks("Hidden in the original, so look before you publish anything", original.hidden, name)
    doubts = [
        *(
            Remark(0, f"{_at(each, name)}{each.text}")
            for each in (*original.warnings, *original.doubts, *mended.doubts)
        ),
        *(Remark(0, f"{_at_file(each, imported)}{each.text}") for each in draft.doubts),
    ]
    yield from _list_remarks("In doubt", doubts, name)
    left = [Remark(0, f"{each.field}: {each.why}{_point(each.line, imported)}") for each in draft.left]
    yield from _list_remarks("Left to you", left, name)
    for entry in draft.entries:
        yield f"  Proposed for registers/{entry.register}.yml (add it, and correct it where needed):"
        yield from (f"    {line}" for line in render_fields({entry.id: entry.fields}).splitlines())
    if imported.diagnostics:
        count = sum(each.severity is Severity.ERROR for each in imported.diagnostics)
        yield f"  The check reports {count} errors and {len(imported.diagnostics) - count} warnings:"
        yield from (f"    {line}" for line in as_text(imported.diagnostics).splitlines())
    else:
        yield "  The check reports nothing."


def _list_remarks(title: str, remarks: Iterable[Remark], name: str) -> Iterator[str]:
    remarks = list(dict.fromkeys(remarks))
    if remarks:
        yield f"  {title}:"
        yield from (f"    {_at(each, name)}{each.text}" for each in remarks)


def _at(remark: Remark, name: str) -> str:
    return f"{name}:{remark.line}: " if remark.line else ""


def _point(line: int, imported: Import) -> str:
    return f" (line {line + imported.body_line - 1})" if line else ""


def _at_file(remark: Remark, imported: Import) -> str:
    return f"{imported.path.as_posix()}:{remark.line + imported.body_line - 1}: " if remark.line else ""


def _summarise(value: object) -> str:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        return _shorten(str(value))
    return "; ".join(_write_item(each) for each in value)


def _write_item(item: object) -> str:
    if isinstance(item, Mapping):
        return ", ".join(
            "/".join(map(str, value)) if isinstance(value, list | tuple) else _shorten(str(value))
            for value in item.values()
        )
    return str(item)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"
