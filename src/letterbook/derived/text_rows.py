"""The texts of letters and responses as rows of data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypedDict

from letterbook.cache import hash_record
from letterbook.interruption import interruptible
from letterbook.model.public import Communication, Response, Text, TextKept
from letterbook.text.visible_text import read_visible_text


class TextRow(TypedDict):
    """A text: the letter's reference, the last part of a response's address or None, the tag of its language, whether
    it is a translation, and the text as readers see it."""

    letter: str
    response: str | None
    language: str
    translation: bool
    text: str


def list_text_rows(letters: Iterable[Communication]) -> Iterator[TextRow]:
    """Yield every published text of letters; a response follows its letter, a translation its original."""
    for letter in interruptible(letters):
        for slug, text in _list_all_texts(letter):
            yield TextRow(
                letter=str(letter.reference),
                response=slug,
                language=text.language,
                translation=text.translation,
                text=read_visible_text(text.body).text,
            )


def hash_texts(letters: Iterable[Communication]) -> bytes:
    """Return the checksum of everything on which the rows of letters depend."""
    return hash_record(*((each.reference, tuple(_list_all_texts(each))) for each in interruptible(letters)))


def list_texts(filed: Communication | Response) -> Iterator[Text]:
    """Yield the text, if it is published here, and its translations."""
    if filed.text_kept is not TextKept.NONE:
        yield filed.text
    yield from filed.translations


def measure_texts(letters: Iterable[Communication]) -> int:
    """Return the size of all published texts of letters and their responses, in characters."""
    return sum(len(text.body) for letter in letters for _, text in _list_all_texts(letter))


def _list_all_texts(letter: Communication) -> Iterator[tuple[str | None, Text]]:
    """Yield the texts of a letter and of its responses, each of these with the last part of its address."""
    for text in list_texts(letter):
        yield None, text
    for response in letter.responses:
        for text in list_texts(response):
            yield response.slug, text
