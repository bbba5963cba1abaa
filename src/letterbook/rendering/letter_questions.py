"""The questions of a letter above the text of a response to it, with the paragraphs that answer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from letterbook import urls
from letterbook.derived.answers import can_answer, list_questions, make_matrix
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.citation_places import make_prefix
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Response, Text, TextKept
from letterbook.rendering.answers import AnswerCell, name_question, view_cell
from letterbook.rendering.headline import SEPARATOR
from letterbook.rendering.redactions import translate_redactions
from letterbook.rendering.views import Linked, TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A question: a link to it, and its words, or "" if the record does not have them.

    `cell` is the record of its answer, or None if nothing is recorded for any question. `is_answered` is whether it is
    recorded as answered.
    """

    link: Linked
    html: Markup
    cell: AnswerCell | None
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQuestions:
    """The questions of a letter, the language they are in, the line that unfolds them, and a note on the answers."""

    summary: str
    note: str
    language: str
    questions: tuple[QuestionView, ...]


def view_questions(
    response: Response, letter: Communication, texts: Sequence[TextView], index: CitationIndex, interface: Interface
) -> LetterQuestions | None:
    """View the questions of a letter for the page of a response to it, which shows `texts`.

    Returns None if the response cannot answer any, or if no question is known. Search engines are asked to leave out
    the page of a response if they are asked to leave out its letter.
    """
    if response.confidential or not can_answer(response):
        return None
    text = next((each for each in _list_texts(letter, interface) if index.find_questions(each)), None)
    words: Mapping[int, str] = index.find_questions(text) if text else {}
    rows = make_matrix(list_questions(letter, words), (response,))
    if not rows:
        return None
    summary = interface.text("letter-questions")
    if letter.text_kept is not TextKept.EXTRACT:  # of an extract, nobody knows how many there are
        summary = f"{summary} ({interface.number(len(rows))})"
    if response.answers:
        summary = f"{summary}{SEPARATOR}{interface.plural('letter-questions-answered', len(response.answers))}"
    return LetterQuestions(
        summary=summary,
        note=interface.text("questions-answered-note" if response.answers else "letter-questions-not-recorded"),
        language=text.language if text else "",
        questions=tuple(
            QuestionView(
                link=_link_question(row.question, letter, text if row.question in words else None, interface),
                html=_write_words(words.get(row.question, ""), text) if text else Markup(),
                cell=_view_answer(response, row.answers[0], texts, interface) if response.answers else None,
                is_answered=row.answers[0] is not None,
            )
            for row in rows
        ),
    )


def _list_texts(letter: Communication, interface: Interface) -> list[Text]:
    """List the texts of a letter that the record includes, first those in the language of the interface."""
    texts = () if letter.text_kept is TextKept.NONE else (letter.text,)
    return sorted((*texts, *letter.translations), key=lambda each: each.language != interface.language)


def _link_question(number: int, letter: Communication, text: Text | None, interface: Interface) -> Linked:
    """Link a question to its words in a text of its letter, or else to the letter."""
    anchor = f"#{make_prefix(text)}q{number}" if text else ""
    return Linked(name_question(number, interface), f"{urls.letter(letter.reference)}{anchor}")


def _write_words(html: str, text: Text) -> Markup:
    return Markup(translate_redactions(html, text.language))  # noqa: S704 - from the page of the letter


def _view_answer(
    response: Response, paragraphs: tuple[str, ...] | None, texts: Sequence[TextView], interface: Interface
) -> AnswerCell:
    """View the answering paragraphs of the page itself, and of the translation that faces them, if that is the one in
    the language of the interface."""
    page = urls.response(response.letter, response.slug)
    cell = view_cell(response, paragraphs, interface)
    links = [replace(each, address=each.address.removeprefix(page)) for each in cell.paragraphs]
    if texts and texts[0].language != interface.language:
        for other in texts[1:2]:
            if other.is_faced and other.language == interface.language:
                links += _link_translated(links, other, interface)
    return replace(cell, paragraphs=tuple(links))


def _link_translated(links: Iterable[Linked], translation: TextView, interface: Interface) -> list[Linked]:
    """Link the same paragraphs of a translation, if it has them."""
    language = interface.language_name(translation.language)
    anchors = {each: f"{translation.anchor.removesuffix('text')}{each.address.removeprefix('#')}" for each in links}
    return [
        Linked(f"{each.name} ({language})", f"#{anchor}")
        for each, anchor in anchors.items()
        if f' id="{anchor}"' in translation.html
    ]
