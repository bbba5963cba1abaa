"""Mends what page breaks leave in a text: running headers, page numbers, rules, cut sentences, words split in two."""

from __future__ import annotations

import re

from letterbook.editing.mending.footnotes import is_rule
from letterbook.editing.mending.manuscript import Manuscript
from letterbook.text.normalize import fold, fold_words
from letterbook.text.page_breaks import find_cuts, find_page_lines
from letterbook.text.paragraphs import find_split_words
from letterbook.text.source import read_source

_MOST_ROUNDS = 400
_LINE = 75
"""The characters of a usual line, of which a paragraph that was joined has many."""
_HYPHENATED = 0.04
"""The share of lines with a hyphen at their end from which on a text has been hyphenated by a program."""
_PREFIXES = frozenset(["non", "self", "well", "ex", "above", "below", "semi", "socio", "vice", "quasi"])
"""What begins a word with a hyphen, mostly."""
_LAST_WORD = re.compile(r"([^\W0-9_]+(?:-[^\W0-9_]+)*)-$")
_FIRST_WORD = re.compile(r"[^\W0-9_]+(?:-[^\W0-9_]+)*")
_OPEN_END = re.compile(r"[^\W_][,-]?\s*$")
_LONGEST_NAME = 180
_LONGEST_WORD = 120
PAGE_LINE = "from the edge of a page"


def mend_page_breaks(manuscript: Manuscript, names: frozenset[str]) -> None:
    """Remove what belongs to pages, and rejoin sentences cut by page breaks. `names` are recipients', folded."""
    for _ in range(_MOST_ROUNDS):
        found = list(find_page_lines(read_source(manuscript.text).blocks, names))
        if not found:
            break
        for each in found:
            start, end = manuscript.find_block(each.line)
            lines = [at for at in range(start, end) if fold(manuscript.lines[at].text) in fold(each.text)] or [
                each.line
            ]
            manuscript.remove_lines(lines, PAGE_LINE)
            _remove_rules(manuscript, each.line)
    _remove_names(manuscript, names)
    _join_sentences(manuscript)


def _remove_names(manuscript: Manuscript, names: frozenset[str]) -> None:
    """Remove a recipient's name that is in the middle of a sentence, or the last words of a text."""
    for at, line in enumerate(manuscript.lines):
        if not line.text.strip() or len(line.text) > _LONGEST_NAME or fold(line.text).strip("*_ ") not in names:
            continue
        if manuscript.find_block(at) != (at, at + 1):
            continue
        before = next((each for each in range(at - 1, -1, -1) if manuscript.lines[each].text.strip()), None)
        after = next(
            (each for each in range(at + 1, len(manuscript.lines)) if manuscript.lines[each].text.strip()), None
        )
        if before is None:
            continue
        if after is None:
            manuscript.remove_lines([at], PAGE_LINE)
            manuscript.note_doubt(at, f"“{line.text.strip()}” at the end of the text was taken for a page footer")
        elif _OPEN_END.search(manuscript.lines[before].text) and manuscript.lines[after].text[:1].islower():
            manuscript.remove_lines([at], PAGE_LINE)
            rest = manuscript.lines[after].text
            manuscript.replace(after, "")
            manuscript.replace(before, join_halves(manuscript, before, rest, hyphenated=False))
            manuscript.note_mended(before, f"joined the sentence around “{line.text.strip()}”")


def _remove_rules(manuscript: Manuscript, at: int) -> None:
    """Remove the horizontal rules beside a line that was removed."""
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(manuscript.lines) and not manuscript.lines[near].text.strip():
            near += step
        if 0 <= near < len(manuscript.lines) and is_rule(manuscript.lines[near].text):
            manuscript.replace(near, "")


def _join_sentences(manuscript: Manuscript) -> None:
    hyphenated = _is_hyphenated(manuscript)
    for _ in range(_MOST_ROUNDS):
        cut = next(find_cuts(read_source(manuscript.text).blocks), None)
        if cut is None:
            return
        start, end = manuscript.find_block(cut.line)
        rest = manuscript.lines[cut.line : end]
        for at in range(cut.from_line + 1, start):
            if is_rule(manuscript.lines[at].text):
                manuscript.replace(at, "")
        if cut.line != start or cut.from_line >= start:
            return
        del manuscript.lines[cut.line : end]
        joined = join_halves(manuscript, cut.from_line, rest[0].text, hyphenated=hyphenated)
        manuscript.replace(cut.from_line, joined)
        manuscript.lines[cut.from_line + 1 : cut.from_line + 1] = rest[1:]
        words = " ".join(rest[0].text.split()[:3])
        manuscript.note_mended(cut.from_line, f"joined a sentence cut by a page break: “{cut.last_words} | {words} …”")


def mend_split_words(manuscript: Manuscript) -> None:
    """Join words split by a hyphen at the end of a line within a paragraph."""
    hyphenated = _is_hyphenated(manuscript)
    for _ in range(_MOST_ROUNDS):
        found = next(find_split_words(read_source(manuscript.text).blocks), None)
        if found is None or found.line + 1 >= len(manuscript.lines):
            return
        following = manuscript.lines.pop(found.line + 1)
        manuscript.replace(found.line, join_halves(manuscript, found.line, following.text, hyphenated=hyphenated))


def join_halves(manuscript: Manuscript, at: int, rest: str, *, hyphenated: bool) -> str:
    """Return line `at` joined with the `rest` of its sentence. A word that a hyphen splits there becomes whole."""
    before, after = manuscript.lines[at].text.rstrip(), rest.lstrip()
    first, last = _find_last_word(before), _FIRST_WORD.match(after)
    if first is None or last is None or not last[0][0].islower():
        return f"{before} {after}" if not before.endswith("-") else before + after
    whole = fold_words(f"{first[1]}{last[0]}").replace(" ", "")
    parted = fold(f"{first[1]}-{last[0]}")
    words = fold(" ".join([*(line.text for line in manuscript.lines), rest]))
    as_one, as_two = len(re.findall(rf"\b{re.escape(whole)}\b", words)), words.count(parted)
    is_compound = fold(first[1]) in _PREFIXES or all(  # each half is a word elsewhere, too
        len(each) > 2 and len(re.findall(rf"\b{re.escape(fold(each))}\b", words)) > 1 for each in (first[1], last[0])
    )
    is_whole = as_one > as_two if as_one != as_two else hyphenated and not is_compound
    written = f"{first[1]}{'' if is_whole else '-'}{last[0]}"
    if as_one == as_two:
        manuscript.note_doubt(at, f"a line ends within the word “{written}”: is it written with a hyphen or without?")
    else:
        manuscript.note_mended(at, f"joined “{written}”, split at the end of a line")
    return (before[:-1] if is_whole else before) + after


def _find_last_word(line: str) -> re.Match[str] | None:
    """Find the part of a word before the hyphen at the end of a line."""
    return _LAST_WORD.search(line[-_LONGEST_WORD:])


def _is_hyphenated(manuscript: Manuscript) -> bool:
    """Whether so many lines end in a hyphen that a program must have hyphenated the text."""
    lines = [line.text for line in manuscript.lines if line.text.strip()]
    count = max(len(lines), sum(map(len, lines)) // _LINE)
    return sum(_find_last_word(line.rstrip()) is not None for line in lines) > max(2, _HYPHENATED * count)
