"""Rules about `answers`: the questions and paragraphs that a response names must exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.model.record import Letter, Response, TextKept
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.structure import structure_text


@checks(Response, "letter", "answers", "confidential")
def unknown_question(response: Response, context: Context) -> Iterator[Finding]:
    """`answers` names a question that the letter does not have, or names one twice.

    Why: the page of the letter shows, question by question, which response answers it. An answer to a question that
    does not exist would be lost.

    Example: `question: 9` in a response to a letter with eight questions

    How to fix: give the number that the question has in the letter, and list each question once with all its
    paragraphs. If the letter has more questions than the site finds, mend its numbered list. An extract may leave
    questions out.
    """
    letter = context.letters.get(response.letter.key)
    if not response.answers or response.confidential or letter is None or not letter.has_read("text", "questions"):
        return
    known = _list_questions(letter)
    is_whole = letter.text is not TextKept.EXTRACT
    seen: set[int] = set()
    for index, each in enumerate(response.answers):
        line = response.place.line(f"answers[{index}].question", "answers")
        if is_whole and each.question not in known:
            yield Finding(
                line,
                f"{letter.reference} has no question {each.question}{_describe(known)}",
                "Give the number that the question has in the letter.",
            )
        elif each.question in seen:
            yield Finding(
                line,
                f"question {each.question} is listed twice",
                "List it once, with all the paragraphs that answer it.",
            )
        seen.add(each.question)


@checks(Response, "text", "answers", "confidential")
def unknown_paragraph(response: Response, _: Context) -> Iterator[Finding]:
    """`answers` names a paragraph that the response does not have.

    Why: readers follow the number to the paragraph that answers a question.

    Example: `paragraphs: [31]` in a response of thirty paragraphs, or `6-4`, in which the greater number comes first

    How to fix: give the number that the site shows beside the paragraph. A response without a text has no numbers:
    remove `paragraphs`.
    """
    if response.confidential or not any(each.paragraphs for each in response.answers):
        return
    bodies = [] if response.text is TextKept.NONE else [response.body]
    bodies += [each.body for each in response.translations]
    known = frozenset(number for body in bodies for number in structure_text(body).paragraph_numbers)
    for index, answer in enumerate(response.answers):
        for position, paragraphs in enumerate(answer.paragraphs):
            first, last = (*paragraphs.split("-"), "")[:2]
            missing = [each for each in (first, last) if each and each not in known]
            if missing:
                fault, advice = f"the response has no paragraph {missing[0]}", _NUMBERED
            elif last and _order(last) <= _order(first):
                fault, advice = f"the paragraphs {paragraphs} are not in order", "Put the smaller number first."
            else:
                continue
            yield Finding(
                response.place.line(f"answers[{index}].paragraphs[{position}]", f"answers[{index}].paragraphs"),
                fault,
                advice,
            )


_NUMBERED = (
    "Give the number that the site shows beside the paragraph. Without a text there are none: remove paragraphs."
)


def _list_questions(letter: Letter) -> tuple[int, ...]:
    """List the numbers of a letter's questions: those in its text, or as many as its editors counted."""
    if letter.text is TextKept.NONE:
        return tuple(range(1, (letter.questions or 0) + 1))
    return structure_text(letter.body).question_numbers


def _describe(known: tuple[int, ...]) -> str:
    if not known:
        return "; no question was found in it"
    return f"; its questions are numbered {known[0]} to {known[-1]}" if len(known) > 1 else ""


def _order(number: str) -> tuple[int, str]:
    """Return a key that sorts a paragraph's number: 4a comes after 4."""
    digits = re.match("[0-9]+", number)
    return (int(digits[0]) if digits else 0, number)
