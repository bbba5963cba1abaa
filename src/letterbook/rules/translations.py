"""Rules about translations: each belongs beside its original, is named after it, and agrees with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from letterbook.ingest.front_matter import Problem
from letterbook.model.record import Letter, Response, TextKept, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, Wording, checks, explains
from letterbook.text.phrases import REDACTION
from letterbook.text.structure import structure_text
from letterbook.text.visible_text import BLOCK_EDGE, read_visible_text


@explains()
def translation_without_original(_: Problem) -> Wording:
    """A translation has no letter or response beside it.

    Why: it is shown and released together with its original.

    Example: `al-xaa-3-2024.fr.md` where there is no `al-xaa-3-2024.md`

    How to fix: put the translation in the folder of its original, under the same name with the language before `.md`.
    """
    return (
        "the file name is that of a translation, but the original is not beside it",
        "Put it beside its letter or response, under the same name with the language before .md.",
    )


@checks(Translation, "translation_of", "language")
def translation_file_name_mismatch(translation: Translation, _: Context) -> Iterator[Finding]:
    """A translation's file name does not match its original or its language.

    Why: a translation is found by its name. If the name and the fields disagree, one of them is wrong.

    Example: `al-xaa-3-2024.fr.md` with `language: es`

    How to fix: correct the field, or name the file `<name of the original>.<language>.md`.
    """
    original, language = PurePosixPath(translation.place.path).stem.split(".", maxsplit=1)
    if translation.translation_of != original:
        yield Finding(
            translation.place.line("translation_of"),
            f"`translation_of` is {translation.translation_of}, but the file is named after {original}.md",
            f"Write: translation_of: {original}",
        )
    if translation.language != language:
        yield Finding(
            translation.place.line("language"),
            f"`language` is {translation.language}, but the file name says {language}",
            f"Name the file {original}.{translation.language}.md, or correct language.",
        )


@checks(Letter, "text", "questions", severity=Severity.WARNING)
def questions_mismatch(letter: Letter, _: Context) -> Iterator[Finding]:
    """`questions` is not the number of questions in a translation of the letter.

    Why: the page gives the number, and the letter's own text is not in the record to check it against.

    Example: `text: none` and `questions: 18`, and a translation with 8 questions

    How to fix: count the questions, and correct `questions`. If the translation leaves some out, allow this rule with a
    reason.
    """
    if letter.text is not TextKept.NONE or letter.questions is None:
        return
    for each in letter.translations:
        counted = structure_text(each.body).questions
        if counted and counted != letter.questions:
            yield Finding(
                letter.place.line("questions"),
                f"`questions` is {letter.questions}, but {PurePosixPath(each.place.path).name} has {counted}",
                "Count the questions, and correct the number. If the translation leaves some out, add allow: with rule:"
                " questions-mismatch and a reason.",
            )


@checks(Letter | Response, "text", allowable=True, guards=True)
def untranslated_redaction(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A text has fewer redactions than its original, or than a translation of it.

    Why: what was removed from one of them to protect somebody would be published in the other. The page shows them side
    by side, so readers would see at once what was removed. A text with fewer than half of the other's paragraphs is an
    excerpt, and is not compared.

    Example: two passages that read `[redacted: identity]` in the letter, and one in its French translation

    How to fix: redact the same words in both. If one text has no such words, because it leaves out a sentence or names
    a person only once, allow this rule in its file, with that as the reason.
    """
    texts = (filed, *filed.translations)
    seen = [read_visible_text(each.body).running for each in texts]
    counts = [len(REDACTION.findall(each)) for each in seen]
    at = counts.index(max(counts))
    other = PurePosixPath(texts[at].place.path).name
    least = len(seen[at].split(BLOCK_EDGE)) / 2
    for each, text, count in zip(texts, seen, counts, strict=True):
        if text.strip() and count < counts[at] and len(text.split(BLOCK_EDGE)) >= least:
            yield Finding(
                each.place.body_line,
                f"the text has fewer redactions ({count}) than {other} ({counts[at]})",
                "Redact the same words here. If this text has no such words, add allow: with rule:"
                " untranslated-redaction and that as the reason.",
                path=each.place.path,
            )


@checks(Letter | Response, "language")
def same_language_translation(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A translation is in the language of its original.

    Why: one of the two languages must be wrong, and readers and browsers rely on them.

    Example: `language: en` in both the letter and its translation

    How to fix: correct the language that is wrong.
    """
    for translation in filed.translations:
        if translation.has_read("language") and translation.language == filed.language:
            yield Finding(
                translation.place.line("language"),
                f"the language is {translation.language}, the same as the original's",
                "Correct the language that is wrong.",
                path=translation.place.path,
            )
