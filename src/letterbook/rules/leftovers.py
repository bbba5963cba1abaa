"""Rules about what other programs and earlier drafts leave behind in a text."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import EarlierText, Letter, Response, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.leftovers import ELEMENTS, find_conflict_marks, find_draft_marks, find_stray_asterisks, find_tags
from letterbook.text.loose_footnotes import find_loose_footnotes
from letterbook.text.markdown import is_kept_html
from letterbook.text.source import read_source


@checks(Letter | Response | Translation | EarlierText)
def conflict_marks(filed: Letter | Response | Translation | EarlierText, _: Context) -> Iterator[Finding]:
    """A text contains the marks of an unfinished merge.

    Why: both versions of the passage would be published, with the marks shown as headings and quotations.

    Example: a line `<<<<<<< HEAD`

    How to fix: keep the right version, and remove the other one and the three marks.
    """
    for line, mark in find_conflict_marks(filed.body):
        yield Finding(
            filed.place.body_line + line,
            f"`{mark}` was left by an unfinished merge",
            "Keep the right version, and remove the other one and the marks.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def raw_html(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A text contains HTML that readers would see as tags.

    Why: only line breaks and bold, italic, underlined, superscript and subscript text may be written in HTML. The page
    shows any other tag as typed, in angle brackets.

    Example: `<table>`

    How to fix: write it in Markdown, or remove the tags. Permitted tags have no attributes: `<sup>1</sup>`.
    """
    if "<" not in filed.body:
        return
    for line, tag, element in find_tags(read_source(filed.body)):
        plain = f"<{element}>"
        yield Finding(
            filed.place.body_line + line,
            f"`{' '.join(tag.split())}` is shown to readers as typed",
            f"Write {plain} without attributes and in lower case."
            if element in ELEMENTS and is_kept_html(plain)
            else "Write it in Markdown, or remove it.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def stray_asterisks(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    r"""Asterisks meant for bold text are shown to readers.

    Why: Markdown does not read `**` as bold if there is a space on its inner side, or if it is between punctuation and
    a letter, as often in Chinese.

    Example: `** Mandates of the Working Group **`; `**说明：**中文`

    How to fix: move the asterisks next to the bold words, or remove them. If the letter itself has them, write `\*\*`.
    """
    for line in find_stray_asterisks(filed.body):
        yield Finding(
            filed.place.body_line + line,
            "asterisks that were meant to make words bold are shown to readers",
            r"Move them next to the bold words, or remove them. If the letter itself has them, write \*\*.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def draft_mark(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A line marks the text as a draft or as confidential.

    Why: the file may hold a draft of the letter, or a text that is not for publication. What has once been public
    cannot be taken back.

    Example: a line with only "DRAFT", or "STRICTLY CONFIDENTIAL"

    How to fix: make sure that this is the text as sent and that it may be published. Then remove the line, or, if it is
    part of the original, allow this rule with a reason.
    """
    for line, mark in find_draft_marks(read_source(filed.body).blocks):
        yield Finding(
            filed.place.body_line + line,
            f"the text is marked “{mark}”",
            "Make sure that this is the text as sent and that it may be published. Then remove the line, or, if the"
            " original has it, add allow: with rule: draft-mark and a reason.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def dangling_footnote(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A text has a footnote without a mark, or a mark without its footnote.

    Why: a mark without a footnote is shown as `[^1]`, and readers cannot tell what a footnote without a mark belongs
    to. One of the two was lost, or a number is wrong.

    Example: "as reported.[^2]" in a text without a line `[^2]: …`

    How to fix: add what is missing, or correct the number. If the original has no such footnote, remove the mark.
    """
    for each in find_loose_footnotes(filed.body):
        label = f"[^{each.label}]"
        yield Finding(
            filed.place.body_line + each.line,
            f"`{label}` has no footnote" if each.is_mark else f"the footnote `{label}` has no mark in the text",
            f"Add the footnote on a line of its own, {label}: …, or correct the mark."
            if each.is_mark
            else f"Put {label} where the text has the footnote's number, or correct the number.",
        )
