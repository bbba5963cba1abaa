"""Which response answers which question of a letter, as the editors recorded it. Nothing is guessed or graded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from letterbook import urls
from letterbook.model.public import Communication, Response, ResponseKind, TextKept

_ANSWERING = (ResponseKind.REPLY, ResponseKind.FURTHER_REPLY)
"""The kinds of response that can answer questions: an acknowledgement does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question of a letter with, for each response, the paragraphs that answer it; none if the editors recorded only
    that it is answered, and None if they recorded nothing."""

    question: int
    answers: tuple[tuple[str, ...] | None, ...]


def can_answer(response: Response) -> bool:
    """Whether a response is of a kind that can answer questions."""
    return response.kind in _ANSWERING


def list_answering(letter: Communication) -> tuple[Response, ...]:
    """List the replies to a letter, oldest first. A reply to another letter that also answers this one is left out,
    because the questions it names are those of the other."""
    found = (each for each in letter.responses if can_answer(each))
    return tuple(sorted(found, key=lambda each: (each.date, each.slug)))


def list_questions(letter: Communication, in_text: Iterable[int]) -> tuple[int, ...]:
    """List the numbers of a letter's questions: those found in its text, or as many as the editors counted."""
    return tuple(in_text) or tuple(range(1, (letter.questions or 0) + 1))


def make_matrix(questions: Iterable[int], responses: tuple[Response, ...]) -> tuple[QuestionRow, ...]:
    """Make a row for each question, and for each that is answered but not in the extract of a letter."""
    recorded = [{answer.question: answer.paragraphs for answer in each.answers} for each in responses]
    numbers = sorted({*questions, *(question for found in recorded for question in found)})
    return tuple(QuestionRow(question=each, answers=tuple(found.get(each) for found in recorded)) for each in numbers)


def locate_question(letter: Communication, question: int) -> str:
    """Return the address of a question of a letter, from the site's root, or of the table of its questions if the text
    is not here in full."""
    anchor = f"q{question}" if letter.text_kept is TextKept.FULL else "questions-answered"
    return f"{urls.letter(letter.reference)}#{anchor}"


def locate_paragraph(response: Response, paragraphs: str) -> str:
    """Return the address of a paragraph of a response, or of the first of a range such as `4-6`, from the site's root.

    The text comes before its translations; a response without either has only its page.
    """
    page = urls.response(response.letter, response.slug)
    if response.text_kept is TextKept.NONE and not response.translations:
        return page
    prefix = f"{response.translations[0].language}-" if response.text_kept is TextKept.NONE else ""
    return f"{page}#{prefix}{anchor_first(paragraphs)}"


def anchor_first(paragraphs: str) -> str:
    """Return the anchor of a paragraph in the text, or of the first of a range: `p4` for `4-6`."""
    return f"p{paragraphs.partition('-')[0]}"
