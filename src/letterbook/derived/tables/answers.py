"""The table of answers: which response answers which question, as the editors recorded it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.tables.table import DataTable, TableSource, join_values
from letterbook.model.reference import Reference
from letterbook.model.schema import RecipientId, about


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """A question of a letter that the editors recorded as answered by a response."""

    letter: Reference = about("The reference of the letter.", example="AL XAA 3/2024")
    response: str = about("The last part of the response's address.", example="northwind-2024-05-03")
    recipient: RecipientId = about("The id of the recipient that responded.", example="northwind")
    question: int = about("The number of the question in the letter.", example="2")
    paragraphs: str | None = about(
        "The paragraphs of the response that answer it, as its page numbers them, separated by semicolons.",
        default=None,
        example="4-6; 9",
    )
    example: bool = about("Whether the letter is a fictional example.", example="false")
    url: str = about(
        "The address of the response's page.", example="communications/al-xaa-3-2024/northwind-2024-05-03/"
    )


def make_answer_rows(source: TableSource) -> Iterator[AnswerRow]:
    """Yield a row for each recorded answer: by letter, newest release first, then by response."""
    for letter in source.public.communications:
        for response in letter.responses:
            for each in response.answers:
                yield AnswerRow(
                    letter=letter.reference,
                    response=response.slug,
                    recipient=RecipientId(response.recipient.id),
                    question=each.question,
                    paragraphs=join_values(each.paragraphs),
                    example=letter.example,
                    url=source.complete(urls.response(letter.reference, response.slug)),
                )


ANSWERS = DataTable(
    name="answers",
    title="Answers",
    description=(
        "One row for each question and response that answers it, as the editors recorded it. A question without a row "
        "is not recorded as answered, which does not mean that it was not answered."
    ),
    cls=AnswerRow,
    make_rows=make_answer_rows,
    key=("letter", "response", "question"),
    refers=(("letter", "communications", "reference"),),
)
