"""Starts a letter like another: the next of several that differ only in recipient and reference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letterbook.editing.drafts.sentences import Reading
from letterbook.editing.filed import Filed
from letterbook.editing.mending.manuscript import Remark
from letterbook.editing.refusal import Refusal
from letterbook.editing.starting import LetterGiven, Started, Starter
from letterbook.editing.yaml_text import render_file
from letterbook.editing.yaml_trees import guess_types, read_tree
from letterbook.ingest.front_matter import read_letter
from letterbook.model.record import Letter, Response
from letterbook.model.reference import Reference
from letterbook.model.registers import Registers, list_names
from letterbook.model.schema.table import list_rows
from letterbook.text.letter_head import find_printed_dates
from letterbook.text.normalize import fold
from letterbook.text.visible_text import read_visible_text

ADDRESSEE = "add the addressee, as the salutation names them"
"""The comment above the recipients of the new letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarLetter:
    """A letter started like another.

    `left_out` are the fields that belong to the other alone, `replaced` and `places` the lines of the new file on which
    its reference was replaced, and those on which the text still mentions the other letter.
    """

    started: Started
    left_out: tuple[str, ...]
    replaced: tuple[Remark, ...]
    places: tuple[Remark, ...]


def start_similar(starter: Starter, old: Filed, given: LetterGiven) -> SimilarLetter:
    """Start a letter like `old`, with the values `given` for the new one, but write nothing.

    The table of fields says which fields belong to one letter alone (`own`); they are left out. In the text only the
    exact reference is replaced. Raises Refusal if `old` is no letter, or if the record has the new one already.
    """
    if isinstance(old.filed, Response) or old.path != old.letter_path:
        raise Refusal(f"{old.path.as_posix()} is a response; give the reference of a letter")
    document = read_letter(old.path.read_bytes())
    kept, left_out = _choose_fields(read_tree(document.fields))
    fields = guess_types(kept)
    fields |= {"reference": str(given.reference), "sent": given.sent, "language": given.language}
    fields["recipients"] = [{"recipient": each} for each in given.recipients]
    if given.mandates:
        by_id = {each["mandate"]: each for each in fields.get("mandates", ())}
        fields["mandates"] = [by_id.get(each, {"mandate": each}) for each in given.mandates]
    for name in ("also_sent_to", "concerning"):
        fields[name] = [each for each in fields.get(name, ()) if _name_recipient(each) not in given.recipients]
    mandates = [str(each["mandate"]) for each in fields.get("mandates", ())]
    if starter.is_fictional(given.recipients, mandates):
        fields["example"] = True
    ordered = {row.name: fields[row.name] for row in list_rows(Letter) if fields.get(row.name) not in (None, [])}
    body, replaced = _replace_reference(document.body.strip(), old.letter.reference, given.reference)
    content = render_file(ordered, body, {"recipients": [ADDRESSEE]} if _has_addressee(old.letter) else {})
    started = starter.check(starter.name_letter(given.reference, given.sent), content, _find_named(starter, ordered))
    above = content.count("\n", 0, content.index("\n---\n") + len("\n---\n"))
    words = _match_words(old.letter, given, starter.importer.registers)
    found = [
        *_find_in_fields(content.split("\n")[:above], words),
        *((above + line, text) for line, text in _find_in_text(body, old.letter, given, words)),
    ]
    return SimilarLetter(
        started=started,
        left_out=(*left_out, *_list_others(old)),
        replaced=tuple(Remark(above + line, f"{old.letter.reference} is now {given.reference}") for line in replaced),
        places=tuple(Remark(line, text) for line, text in sorted(set(found))),
    )


def _choose_fields(tree: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the fields that a letter like this one takes over, and the names of those that it does not."""
    own = {row.name for row in list_rows(Letter) if row.about.own} - _GIVEN
    left_out = [name for name in tree if name in own]
    return {name: value for name, value in tree.items() if name not in own}, left_out


def _list_others(old: Filed) -> Iterator[str]:
    """Yield the other things that belong to the other letter alone: its files and its hold."""
    if old.letter.release is not None and old.letter.release.hold:
        yield "the hold: decide whether this letter needs one, too"
    if old.responses:
        yield f"responses: {len(old.responses)}"
    if old.letter.translations:
        yield f"translations: {', '.join(sorted(each.language for each in old.letter.translations))}"


def _name_recipient(item: Any) -> str:
    return str(item.get("recipient", "")) if isinstance(item, Mapping) else str(item)


def _has_addressee(letter: Letter) -> bool:
    return any(each.addressee for each in letter.recipients)


def _find_named(starter: Starter, fields: Mapping[str, Any]) -> list[Path]:
    """Return the files of the letters that a letter follows, without which rules would miss them."""
    named = [each.get("reference", "") if isinstance(each, Mapping) else each for each in fields.get("follows", ())]
    found: list[Path] = []
    for each in named:
        with suppress(ValueError):  # reported by the check
            found += starter.importer.filed.find_letters(Reference.parse(str(each)))
    return found


def _replace_reference(body: str, old: Reference, new: Reference) -> tuple[str, list[int]]:
    """Replace a reference that is written exactly; return the text, and the lines where it was, counted from 1."""
    pattern = re.compile(rf"(?<!\w){re.escape(str(old))}(?![\w/-])")
    lines = body.split("\n")
    found = [number for number, line in enumerate(lines, start=1) if pattern.search(line)]
    return "\n".join(pattern.sub(str(new), line) for line in lines), found


def _find_in_fields(lines: Sequence[str], words: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of the front matter, counted from 1, that name a recipient of the old letter."""
    for number, line in enumerate(lines, start=1):
        if found := words.search(fold(line)):
            yield number, f"“{found[0]}”: {_WHOSE}"


def _find_in_text(body: str, old: Letter, given: LetterGiven, words: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, counted from 1, that mention the old letter or its recipients, and how."""
    visible = read_visible_text(body)
    reading = Reading(visible)
    for match in reading.search(_match_other_forms(old.reference)):
        yield reading.find_line(match.start()), f"“{reading.write(*match.span())}”: the reference of the other letter"
    for match in reading.search(words):
        yield reading.find_line(match.start()), f"“{reading.write(*match.span())}”: {_WHOSE}"
    for at, days in find_printed_dates(visible, old.language):
        if given.sent not in days:
            yield visible.find_line(at) + 1, f"a date other than this letter's, {given.sent}"


def _match_words(old: Letter, given: LetterGiven, registers: Registers) -> re.Pattern[str]:
    """Return a pattern for those to whom the old letter was sent and the new one is not, in a folded text."""
    words = sorted(set(_list_words(old, given, registers)), key=lambda each: (-len(each), each))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)" if words else r"(?!)")


def _list_words(old: Letter, given: LetterGiven, registers: Registers) -> Iterator[str]:
    """Yield the folded names of those to whom the old letter was sent, and the new one is not."""
    for each in old.recipients:
        if each.recipient not in given.recipients:
            names = list_names(each.recipient, registers.recipients.get(each.recipient))
            yield from (fold(name) for name in names if len(name) >= _SHORTEST)
        yield from (fold(words) for words in (each.addressee, each.named_as, each.via) if words)
        yield from (fold(name) for name in (each.addressee or "").split()[-1:] if len(name) >= _SHORTEST)


def _match_other_forms(reference: Reference) -> re.Pattern[str]:
    """Return a pattern for the key of a reference in any form, in a folded text."""
    code, number, year = fold(reference.code), reference.number, reference.year
    return re.compile(rf"(?<!\w)(?:j?[a-z]{{2}}\W?)?{code}\W{{0,2}}{number}\W{year}(?!\w)")


_WHOSE = "a recipient or addressee of the other letter"
_SHORTEST = 4
"""Shorter names, such as codes, are also other words."""
_GIVEN = frozenset({"reference", "recipients"})
"""The fields of one letter that a new one always has, with its own values."""
