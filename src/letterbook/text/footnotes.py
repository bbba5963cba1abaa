"""Links footnotes there and back, each under the number or sign that the letter prints.

A footnote in Markdown has its label, `[^5]` or `[^†]`, which the parser would replace by a number of its own counting.
A text converted from a PDF has a bare number or sign in the text, `<sup>5</sup>`, and a paragraph that begins with it.
Where numbers begin again, as in an annex, a reference leads to the next footnote with its label, or else to the last. A
label that nothing in the text defines is printed as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape, unescape
from typing import NamedTuple

from letterbook.text.normalize import fold

_NOTE = re.compile(r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">[0-9]+</sup>')
_SIGN = r"\w{1,4}|[*†‡§¶#]{1,4}"
_PIECE = re.compile(
    r'<div class="footnote-definition">\s*<sup class="footnote-definition-label">(?P<note>[^<]*)</sup>\s*'
    r"(?P<words><p>)?"
    rf"|<p><sup>(?P<converted_note>{_SIGN})</sup>(?=\s)"
    r'|<sup class="footnote-reference"><a href="#(?P<reference>[^"]*)"[^>]*>[0-9]+</a></sup>'
    rf"|<sup>(?P<converted_reference>{_SIGN})</sup>"
)
"""The beginning of a footnote, or a reference to one, in each of its two forms."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNSAFE = re.compile("[^A-Za-z0-9-]")


class _Note(NamedTuple):
    place: int
    """Where it begins in the HTML."""
    id: str


def keep_labels(html: str) -> str:
    """Put the label of each footnote in Markdown back into its text, in HTML as the parser makes it."""
    if 'class="footnote-definition"' not in html:
        return html
    return _NOTE.sub(r'<div class="footnote-definition"><sup class="footnote-definition-label">\1</sup>', html)


def link_footnotes(html: str, prefix: str) -> str:
    """Link footnotes and their references, in sanitised HTML. `prefix` begins their ids."""
    if "<sup" not in html:
        return html
    notes = _find_notes(html)
    ids = {note.place: note.id for same in notes.values() for note in same}
    references = _find_references(html, notes)
    first = {note.id: place for place, note in reversed(references.items())}

    def write(match: re.Match[str]) -> str:
        printed, place = _print(_get_label(match)), match.start()
        if (note := references.get(place)) is not None:
            own = f' id="{prefix}fnref-{note.id}"' if first[note.id] == place else ""
            return f'<sup{own}><a href="#{prefix}fn-{note.id}">{printed}</a></sup>'
        if (id_ := ids.get(place)) is None:  # an exponent, or a footnote without a text
            return f"<sup>{printed}</sup>"
        back = f'<a href="#{prefix}fnref-{id_}">{printed}</a>' if id_ in first else printed
        opening = f'<p class="lb-footnote" id="{prefix}fn-{id_}"><sup>{back}</sup>'
        if match["converted_note"]:
            return opening
        return f'<div class="footnote-definition">{opening}{" " if match["words"] else "</p>"}'

    return _PIECE.sub(write, html)


def _find_notes(html: str) -> dict[str, list[_Note]]:
    """Find the footnotes of each label, in order."""
    notes: dict[str, list[_Note]] = {}
    for match in _PIECE.finditer(html):
        if match["note"] is not None or match["converted_note"]:
            label = _get_label(match)
            same = notes.setdefault(label, [])
            id_ = _UNSAFE.sub(lambda unsafe: f"_{ord(unsafe[0]):x}_", label)  # two labels never get the same
            same.append(_Note(match.start(), f"{id_}_{len(same) + 1}" if same else id_))
    return notes


def _find_references(html: str, notes: dict[str, list[_Note]]) -> dict[int, _Note]:
    """Map where each reference begins to the footnote that it leads to."""
    alike = {fold(label): label for label in reversed(notes)}
    references: dict[int, _Note] = {}
    for match in _PIECE.finditer(html) if notes else ():
        if match["reference"] is not None or match["converted_reference"]:
            label = _get_label(match)
            if label not in notes and match["reference"] is not None:  # Markdown ignores case
                label = alike.get(fold(label), label)
            if same := notes.get(label):
                following = bisect_right(same, match.start(), key=lambda note: note.place)
                references[match.start()] = same[min(following, len(same) - 1)]
    return references


def _get_label(match: re.Match[str]) -> str:
    return unescape(next(each for name, each in match.groupdict().items() if name != "words" and each is not None))


def _print(label: str) -> str:
    """Return a label as a page prints it: without the backslashes and entities of Markdown."""
    return escape(unescape(_ESCAPED.sub(r"\1", label)), quote=False)
