"""Turns footnotes that a copy left in the text into Markdown: between rules, in brackets, at the foot of a page.

A footnote goes below the paragraph that has its mark, so that numbers which begin again in an annex do no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterbook.editing.mending.manuscript import Line, Manuscript
from letterbook.text.normalize import fold

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RULE = re.compile(r"\s{0,3}(?:-{3,}|_{3,}|\*{3,}|(?:[-_*] ){2,}[-_*])\s*")


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to write footnotes: how a paragraph with one begins, and how its mark is written in the text."""

    note: re.Pattern[str]
    mark: str
    after_rule: bool = False
    """Whether only a paragraph below a horizontal rule counts, since others begin like that, too."""


_FORMS = (
    _Form(re.compile(r"<sup>\s*(?P<label>[0-9]{1,3}|[*†‡§¶]{1,3})\s*</sup>\s*(?=\S)"), r"<sup>\s*{}\s*</sup>"),
    _Form(re.compile(r"(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(?=\S)"), "{superscript}"),
    _Form(re.compile(r"\\?\[(?P<label>[0-9]{1,3})\\?\](?![(:])\s*(?=\S)"), r"\\?\[{}\\?\](?![(:])"),
    _Form(
        re.compile(r"\((?P<label>[0-9]{1,3})\)\s*(?=\S)"),
        r"(?<=[^\s(])\({}\)|(?<=[\w.,;:”\"»’)]) \({}\)(?=[\s.,;])",
        True,
    ),
    _Form(re.compile(r"(?P<label>[0-9]{1,3})[.)]?\s+(?=\S)"), r"<sup>\s*{}\s*</sup>|{superscript}", True),
)
"""Between rules with <sup>1</sup> · ¹ · [1] · (1) · 1 below a rule."""


def mend_footnotes(manuscript: Manuscript) -> None:
    """Turn other footnotes into Markdown ones, each below the paragraph or list that has its mark."""
    at = 0
    while at < len(manuscript.lines):
        start, end = manuscript.find_block(at) if manuscript.lines[at].text.strip() else (at, at + 1)
        moved = _mend_note(manuscript, start, end)
        at = start if moved else max(end, at + 1)
    _mend_lone_marks(manuscript)


def is_rule(text: str) -> bool:
    """Whether a line is a horizontal rule."""
    return _RULE.fullmatch(text) is not None


def _mend_note(manuscript: Manuscript, start: int, end: int) -> bool:
    """Move the footnote that the block between two lines begins with; return whether there was one."""
    text = manuscript.lines[start].text
    for form in _FORMS:
        match = form.note.match(text)
        if match is None:
            continue
        rule = _find_rule_above(manuscript, start)
        if form.after_rule and rule is None:
            continue
        label = fold(match["label"].translate(_SUPERSCRIPTS))
        mark = _find_mark(manuscript, form, label, start)
        if mark is None:
            continue
        number = _find_end(manuscript, start, end)
        _move(manuscript, label, match.end(), (start, number), mark, rule)
        return True
    return False


def _find_end(manuscript: Manuscript, start: int, end: int) -> int:
    """Return where a footnote ends in a block, since several may be on lines of their own."""
    for at in range(start + 1, end):
        if any(form.note.match(manuscript.lines[at].text) for form in _FORMS if not form.after_rule):
            return at
    return end


def _find_rule_above(manuscript: Manuscript, at: int) -> int | None:
    while at > 0 and not manuscript.lines[at - 1].text.strip():
        at -= 1
    return at - 1 if at > 0 and is_rule(manuscript.lines[at - 1].text) else None


def _find_mark(manuscript: Manuscript, form: _Form, label: str, note: int) -> tuple[int, int, int] | None:
    """Return the line, start and end of the mark of a footnote: the last above it, or else the first below it."""
    superscript = label.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    around = rf"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹]){superscript}(?![⁰¹²³⁴⁵⁶⁷⁸⁹])"
    pattern = re.compile(form.mark.replace("{superscript}", around).replace("{}", re.escape(label)))
    below = range(note + 1, len(manuscript.lines))
    for at in (*reversed(range(note)), *below):
        line = manuscript.lines[at].text
        for match in reversed(list(pattern.finditer(line))):
            if line[: match.start()].strip(" >*_"):  # not the beginning of another footnote
                return at, match.start(), match.end()
    return None


def _move(
    manuscript: Manuscript,
    label: str,
    begin: int,
    note: tuple[int, int],
    mark: tuple[int, int, int],
    rule: int | None,
) -> None:
    start, end = note
    words = " ".join(" ".join(line.text.split()) for line in manuscript.lines[start:end])
    words = words[len(" ".join(manuscript.lines[start].text[:begin].split())) :].strip()
    number = manuscript.lines[start].number
    at, first, last = mark
    line = manuscript.lines[at].text
    manuscript.replace(
        at, f"{line[:first].rstrip() if line[first - 1 : first] == ' ' else line[:first]}[^{label}]{line[last:]}"
    )
    manuscript.note_mended(start, f"footnote {label} became a Markdown footnote, below the paragraph with its mark")
    del manuscript.lines[start:end]
    _, below = manuscript.find_block(at if at < start else at - (end - start))
    manuscript.lines[below:below] = [Line(number, ""), Line(number, f"[^{label}]: {words}"), Line(number, "")]
    if rule is not None:
        at = rule if rule < below else rule + 3
        manuscript.replace(at, "")
        following = next(
            (each for each in range(at + 1, len(manuscript.lines)) if manuscript.lines[each].text.strip()), at
        )
        if is_rule(manuscript.lines[following].text):
            manuscript.replace(following, "")


def _mend_lone_marks(manuscript: Manuscript) -> None:
    """Record as doubts the marks that are left without a footnote."""
    notes = set(re.findall(r"^\[\^([^\]]+)\]:", manuscript.text, re.MULTILINE))
    for at, line in enumerate(manuscript.lines):
        for match in re.finditer(r"<sup>\s*([0-9]{1,3})\s*</sup>", line.text):
            if match[1] not in notes:
                manuscript.note_doubt(at, f"no footnote was found for the mark {match[1]}")
