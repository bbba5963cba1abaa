"""Finds what is in the wrong place: a file in the folder of others, and a field below the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from letterbook.ingest.front_matter import Document, MappingNode, Problem
from letterbook.model.record import Letter, Response
from letterbook.model.reference import Reference
from letterbook.model.schema import list_rows

_FOREIGN_FIELDS = 2
"""How many fields of a response, and none of a letter's own, make a file in `letters/` a response; and vice versa."""
_REFERENCE_FIELDS = {Letter: "reference", Response: "letter"}
_FIELD_NAME = re.compile(r"([a-z_]+):(?:\s|$)")
_MISPLACED_WITHIN = 5_000
"""How many characters of a text are searched for fields that belong in the front matter above it."""


def find_misnamed_translation(path: Path, node: MappingNode) -> Problem | None:
    """Report a translation whose file name is not that of a translation, so that it would be read as a letter."""
    given = {entry.key: entry for entry in node.entries}
    if "translation_of" not in given:
        return None
    of, language = (
        getattr(given[key].value, "text", "") if key in given else "" for key in ("translation_of", "language")
    )
    name = f"{of or '<name of the original>'}.{language or '<language>'}.md"
    return Problem(rule="misnamed-translation", line=given["translation_of"].line, subject=path.name, detail=name)


def find_misplaced_file(cls: type, path: Path, node: MappingNode) -> Problem | None:
    """Report a response among the letters, or a letter among the responses, by the fields that only one of them has."""
    other = Response if cls is Letter else Letter
    own_names, other_names = ({row.name for row in list_rows(each)} for each in (cls, other))
    given = {entry.key: entry for entry in node.entries}
    foreign = [key for key in given if key in other_names - own_names]
    if len(foreign) < _FOREIGN_FIELDS or given.keys() & (own_names - other_names):
        return None
    reference = getattr(given[_REFERENCE_FIELDS[other]].value, "text", "") if _REFERENCE_FIELDS[other] in given else ""
    try:
        slug = Reference.parse(reference).slug
    except ValueError:
        slug = "<slug of the letter>"
    place = f"responses/{slug}/{path.name}" if other is Response else f"letters/<year>/{slug}.md"
    return Problem(
        rule="misplaced-file", line=given[foreign[0]].line, subject=other.__name__.lower(), detail=f"data/{place}"
    )


def find_misplaced_field(cls: type, document: Document) -> Iterator[Problem]:
    """Report the first field below the front matter: at the start of the text, or in a second block there."""
    names = {row.name for row in list_rows(cls)}
    in_block = False
    for offset, line in enumerate(document.body[:_MISPLACED_WITHIN].split("\n")):
        is_end = line.rstrip() == "---"
        if is_end and in_block:
            return
        field = _FIELD_NAME.match(line)
        if field and field[1] in names:
            yield Problem(rule="misplaced-field", line=document.body_line + offset, subject=field[1])
            return
        in_block = in_block or is_end
        if line.strip() and not in_block:
            return
