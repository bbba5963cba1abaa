"""Rules about paragraphs, lists and tables that Markdown does not read as such."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter, Response, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.paragraphs import (
    find_broken_tables,
    find_indented_paragraphs,
    find_merged_paragraphs,
    find_request_without_list,
    find_split_words,
    find_unread_numbers,
)
from letterbook.text.repetition import find_repetitions
from letterbook.text.source import read_source


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def merged_paragraphs(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """Several paragraphs are run together, because there are no blank lines between them.

    Why: Markdown ends a paragraph only at a blank line. The page shows one long paragraph with one number, and the
    parts of the letter are not found.

    Example: a whole letter in which each paragraph begins on the line below the last

    How to fix: put a blank line between paragraphs.
    """
    for line in find_merged_paragraphs(read_source(filed.body).blocks):
        yield Finding(
            filed.place.body_line + line,
            "several paragraphs are shown as one, since there are no blank lines between them",
            "Put a blank line between paragraphs.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def repeated_passage(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A text contains the same paragraphs twice.

    Why: a passage that was pasted twice is published twice.

    Example: a paragraph repeated directly below itself, or three paragraphs in a row repeated further down

    How to fix: remove the repetition. If the original has it, allow this rule with a reason.
    """
    for each in find_repetitions(read_source(filed.body).blocks):
        what = (
            "this paragraph repeats the one" if each.paragraphs == 1 else f"{each.paragraphs} paragraphs repeat those"
        )
        yield Finding(
            filed.place.body_line + each.line,
            f"{what} on line {filed.place.body_line + each.first_line}",
            "Remove the repetition. If the original has it, add allow: with rule: repeated-passage and a reason.",
        )


@checks(Letter | Translation, severity=Severity.WARNING)
def missing_questions(filed: Letter | Translation, _: Context) -> Iterator[Finding]:
    """A request for observations ends with a colon, but no numbered list follows.

    Why: the numbered list after the request is the letter's questions. Without it, the page says that the letter has no
    questions, and readers cannot link to them.

    Example: "your observations on the following matters:" above paragraphs that begin with a), b), c)

    How to fix: begin each question on a line of its own with its number, a full stop and a space. If the letter's
    questions have no numbers, allow this rule with a reason.
    """
    line = find_request_without_list(read_source(filed.body).blocks)
    if line is not None:
        yield Finding(
            filed.place.body_line + line,
            "the request for observations ends with a colon, but no numbered list follows",
            "Begin each question on a line of its own: 1. …. If the letter's questions have no numbers, add allow: with"
            " rule: missing-questions and a reason.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def escaped_number(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    r"""A numbered list has backslashes or no-break spaces after its numbers, so it is not a list.

    Why: a program that converts texts to Markdown may write `1\.`, and word processors put no-break spaces after
    numbers. The page then shows paragraphs, and the questions of a letter cannot be found.

    Example: `1\. Please provide any additional information.`

    How to fix: remove the backslashes, or put ordinary spaces after the numbers.
    """
    for each in find_unread_numbers(read_source(filed.body).blocks):
        what, help_ = (
            ("a backslash", "Remove the backslashes after the numbers.")
            if each.has_backslash
            else ("a no-break or similar space", "Put ordinary spaces after the numbers.")
        )
        yield Finding(
            filed.place.body_line + each.line,
            f"{what} after the number keeps this from being a numbered list ({each.paragraphs} paragraphs)",
            help_,
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def indented_paragraph(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A paragraph is shown as code, because its line begins with a tab or with four spaces.

    Why: code has a typewriter font, long lines that do not wrap, and no paragraph number. A numbered question that is
    indented is not found.

    Example: a paragraph copied from a word processor with the tab before its first word

    How to fix: remove the tab or the spaces. To show a paragraph as a quotation, begin its line with `> `.
    """
    for line in find_indented_paragraphs(read_source(filed.body).blocks):
        yield Finding(
            filed.place.body_line + line,
            "a tab or spaces at the beginning of the line turn this into code",
            "Remove them. To show a paragraph as a quotation, begin its line with > and a space.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def broken_table(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """Rows of a table are shown as plain text, with their vertical bars.

    Why: Markdown makes a table only if its head has a line of dashes below it, with as many columns as the head.

    Example: `| Name | Date |` above `|---|`

    How to fix: below the head of the table, put a line such as `|---|---|`, with one `---` for each column.
    """
    for line in find_broken_tables(read_source(filed.body).blocks):
        yield Finding(
            filed.place.body_line + line,
            "these rows are not shown as a table but as text with vertical bars",
            "Below the head of the table, put a line such as |---|---|, with one --- for each column.",
        )


@checks(Letter | Response | Translation, severity=Severity.WARNING)
def split_word(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A hyphen at the end of a line splits a word.

    Why: the page shows a line's end as a space, so readers see two words, and nobody finds the word by searching. Texts
    copied from a PDF often have such hyphens.

    Example: a line that ends "the infor-", and the next one, "mation we received"

    How to fix: join the two parts, without the hyphen unless the word has one.
    """
    for each in find_split_words(read_source(filed.body).blocks):
        first, rest = each.parts
        others = each.words - 1
        more = f"; {others} more in this paragraph" if others else ""
        yield Finding(
            filed.place.body_line + each.line,
            f"a word is split at the end of the line and shown as “{first} {rest}”{more}",
            "Join the two parts, without the hyphen unless the word has one.",
        )
