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
_MOST_NAMES = 6
_SHORTEST_SENTENCE = 25
_SENTENCE_ENDS = (".", ",", ":", "?", "!")


def read_signatories(reading: Reading, names: RegisterNames) -> dict[str, str]:
    """Return who signed for each mandate, by its id. `names` are those of the register of mandates."""
    found: dict[str, str] = {}
    for name, title in _list_signatures(_list_lines(reading), names):
        named = names.find_in(title)
        if name and named:
            found.setdefault(named[0].id, name)
    return found


def _list_lines(reading: Reading) -> list[str]:
    """Return the lines below the closing words, up to the annex.

    If no closing words are known, these are the lines below the last sentence above the annex.
    """
    text = reading.visible.text
    closing = [*reading.search(CLOSING.pattern)]
    start = text.find("\n", reading.locate_end(closing[-1].end())) if closing else 0
    lines: list[str] = []
    for line in text[start:].split("\n") if start >= 0 else ():
        words = " ".join(line.replace(HIDDEN, "").split()).strip("*_ ")
        if is_annex_title(words):
            break
        if not closing and len(words) > _SHORTEST_SENTENCE and words.endswith(_SENTENCE_ENDS):
            lines = []
        elif words:
            lines.append(words)
    return lines


def _list_signatures(lines: list[str], names: RegisterNames) -> list[tuple[str, str]]:
    """Return the name and the title of each signatory. A title can take several lines."""
    found: list[tuple[str, str]] = []
    name = ""
    is_open = False  # whether the last line was one of a title
    for line in lines:
        own, title = _split_line(line)
        if title:
            if own or (is_open and names.find_in(found[-1][1])):
                name = own  # a title that names a mandate has taken the name above it
            found.append((name, title))
            is_open = True
        elif is_open and _goes_on(found[-1][1], line):
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}")
        else:
            name = line if len(line) < _LONGEST_NAME else ""
            is_open = False
    return found


def _split_line(line: str) -> tuple[str, str]:
    """Return the name, if there is one, and the title on a line; two empty texts if it has no title."""
    if TITLE.pattern.match(fold_name(line)):
        return "", line
    words = line.split()
    for at in range(2, min(len(words), _MOST_NAMES)):
        if not words[at - 1][:1].isupper() or not words[0][:1].isupper():
            break
        if TITLE.pattern.match(fold_name(" ".join(words[at:]))):
            return " ".join(words[:at]), " ".join(words[at:])
    return "", ""


def _goes_on(title: str, line: str) -> bool:
    """Whether a line continues a title: it begins with a lower-case letter, or the title is incomplete."""
    last = fold(title.rsplit(maxsplit=1)[-1])
    return line[0].islower() or last.endswith(",") or last in OPEN_WORDS
