"""Reads who signed a letter for which mandate: below the closing words, a name above the lines of a title."""

from __future__ import annotations

from letterbook.editing.drafts.phrases import CLOSING, TITLE
from letterbook.editing.drafts.sentences import Reading
from letterbook.editing.register_names import RegisterNames
from letterbook.text.annex_titles import is_annex_title
from letterbook.text.capacities import fold_name
from letterbook.text.normalize import HIDDEN, fold
from letterbook.text.phrases import OPEN_WORDS

_LONGEST_NAME = 90


def read_signatories(reading: Reading, names: RegisterNames) -> dict[str, str]:
    """Return who signed for each mandate, by its id. `names` are those of the register of mandates."""
    closing = [*reading.search(CLOSING.pattern)]
    found: dict[str, str] = {}
    for name, title in _list_signatures(_list_lines(reading, closing[-1].end()) if closing else []):
        named = names.find_in(title)
        if name and named:
            found.setdefault(named[0].id, name)
    return found


def _list_lines(reading: Reading, at: int) -> list[str]:
    """Return the lines below an offset of the folded text, up to the annex."""
    text = reading.visible.text
    start = text.find("\n", reading.locate_end(at))
    lines: list[str] = []
    for line in text[start:].split("\n") if start > 0 else ():
        words = " ".join(line.replace(HIDDEN, "").split()).strip("*_ ")
        if is_annex_title(words):
            break
        if words:
            lines.append(words)
    return lines


def _list_signatures(lines: list[str]) -> list[tuple[str, str]]:
    """Return the name and the title of each signatory. A title can take several lines."""
    found: list[tuple[str, str]] = []
    name = ""
    is_open = False  # whether the last line was one of a title
    for line in lines:
        if TITLE.pattern.match(fold_name(line)):
            found.append((name, line))
            is_open = True
        elif is_open and _goes_on(found[-1][1], line):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
        else:
            name = line if len(line) < _LONGEST_NAME else ""
            is_open = False
    return found


def _goes_on(title: str, line: str) -> bool:
    """Whether a line continues a title: it begins with a lower-case letter, or the title is incomplete."""
    last = fold(title.rsplit(maxsplit=1)[-1])
    return line[0].islower() or last.endswith(",") or last in OPEN_WORDS
