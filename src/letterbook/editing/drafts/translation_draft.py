"""Fills in the front matter of a translation, and compares its text with the original's."""

from __future__ import annotations

from dataclasses import dataclass

from letterbook.editing.drafts.draft import Draft
from letterbook.model.record import Letter, Response, TextKept, Translation
from letterbook.text.structure import structure_text
from letterbook.text.visible_text import read_visible_text
from letterbook.text.written_language import OTHER_SCRIPT, find_other_language


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationGiven:
    """What an editor stated about a translation: its language, who made it, and whether it is official."""

    language: str
    translated_by: str = ""
    official: bool = False


def read_translation(body: str, original: Letter | Response, name: str, given: TranslationGiven) -> Draft:
    """Fill in the fields of a translation of `original`, whose file has the name `name` without `.md`.

    `body` is its text in Markdown, or empty if it is yet to be written.
    """
    draft = Draft(Translation)
    draft.put("translation_of", name)
    draft.put("language", given.language)
    draft.put("translated_by", given.translated_by)
    draft.put("official", given.official)
    if not given.translated_by:
        draft.leave("translated_by", "give it with --by")
    if not given.official:
        draft.doubt("it is marked as unofficial; give --official if the publisher or the sender made it")
    if body.strip():
        _compare(body, original, given.language, draft)
    return draft


def _compare(body: str, original: Letter | Response, language: str, draft: Draft) -> None:
    """Report where the two texts differ in the number of questions or paragraphs."""
    other = find_other_language(read_visible_text(body), language)
    if other:
        found = "another script" if other == OTHER_SCRIPT else f"`{other}`"
        draft.doubt(f"the language is `{language}`, but the text is in {found}")
    own = structure_text(body)
    draft.questions = own.questions
    if original.text is TextKept.NONE:
        asked = original.questions if isinstance(original, Letter) else None
        if asked is not None and asked != own.questions:
            draft.doubt(f"it has {_count(own.questions, 'question')}, but `questions` of the letter is {asked}")
        return
    theirs = structure_text(original.body)
    for counted, expected, noun in (
        (own.questions, theirs.questions, "question"),
        (own.paragraphs, theirs.paragraphs, "paragraph"),
    ):
        if counted != expected:
            draft.doubt(f"it has {_count(counted, noun)}, but the original has {expected}: compare the two")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
