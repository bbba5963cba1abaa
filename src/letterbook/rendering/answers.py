"""Which response answers which question, as the pages of letters, responses and recipients show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.answers import list_answering, list_questions, locate_paragraph, locate_question, make_matrix
from letterbook.derived.titles import write_response_title
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Response
from letterbook.rendering.views import Linked, TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCell:
    """The record about a question and a response: the paragraphs that answer it, or a note if there are none."""

    paragraphs: tuple[Linked, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerMatrix:
    """The questions of a letter and the responses to it. `note` says what is shown; there are no `rows` if nothing is
    recorded."""

    note: str
    responses: tuple[Linked, ...] = ()
    rows: tuple[tuple[Linked, tuple[AnswerCell, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseAnswers:
    """A response, its letter, and the questions that it is recorded to answer."""

    response: Linked
    letter: Linked
    questions: tuple[tuple[Linked, AnswerCell], ...]


def view_matrix(letter: Communication, texts: Sequence[TextView], interface: Interface) -> AnswerMatrix | None:
    """View the questions of a letter, whose page shows `texts`. Returns None without a question or a reply."""
    shown = next((each for each in texts if each.questions), None)
    questions, responses = list_questions(letter, shown.questions if shown else ()), list_answering(letter)
    if not questions or not responses:
        return None
    if not any(each.answers for each in responses):
        return AnswerMatrix(note=interface.text("answers-none"))
    anchor = f"#{shown.anchor.removesuffix('text')}q" if shown else ""
    return AnswerMatrix(
        note=interface.text("questions-answered-note"),
        responses=tuple(
            Linked(write_response_title(each, interface), urls.response(each.letter, each.slug)) for each in responses
        ),
        rows=tuple(
            (
                Linked(
                    name_question(row.question, interface),
                    f"{anchor}{row.question}" if shown and row.question in shown.questions else "",
                ),
                tuple(
                    view_cell(response, found, interface)
                    for response, found in zip(responses, row.answers, strict=True)
                ),
            )
            for row in make_matrix(questions, responses)
        ),
    )


def list_answers(
    response: Response, letter: Communication, interface: Interface
) -> tuple[tuple[Linked, AnswerCell], ...]:
    """List the questions of its letter that a response is recorded to answer."""
    return tuple(
        (
            Linked(name_question(each.question, interface), locate_question(letter, each.question)),
            view_cell(response, each.paragraphs, interface),
        )
        for each in response.answers
    )


def collect_answers(letters: Iterable[Communication], interface: Interface) -> dict[str, tuple[ResponseAnswers, ...]]:
    """Collect, for each recipient, its responses that are recorded to answer questions; those to new letters first."""
    found: dict[str, tuple[ResponseAnswers, ...]] = {}
    for letter in letters:
        for response in list_answering(letter):
            if response.answers:
                answers = ResponseAnswers(
                    response=Linked(
                        write_response_title(response, interface), urls.response(response.letter, response.slug)
                    ),
                    letter=Linked(
                        interface.text("response-to", reference=letter.reference), urls.letter(letter.reference)
                    ),
                    questions=list_answers(response, letter, interface),
                )
                found[response.recipient.id] = (*found.get(response.recipient.id, ()), answers)
    return found


def name_question(number: int, interface: Interface) -> str:
    """`Question 3`"""
    return interface.text("question-number", number=number)


def view_cell(response: Response, found: tuple[str, ...] | None, interface: Interface) -> AnswerCell:
    """View the paragraphs of a response that answer a question, as `QuestionRow.answers` has them."""
    if found is None:
        return AnswerCell(note=interface.text("answer-not-recorded"))
    if not found:
        return AnswerCell(note=interface.text("answer-recorded"))
    return AnswerCell(
        paragraphs=tuple(Linked(f"¶ {each.replace('-', '–')}", locate_paragraph(response, each)) for each in found)
    )
