"""Rules of translations: each stands beside what it translates, and is named after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from letterbook.ingest.front_matter import Problem
from letterbook.model.record import Letter, Response, Translation
from letterbook.rules.registry import Context, Finding, Wording, checks, explains


@explains()
def translation_without_original(_: Problem) -> Wording:
    """A translation stands beside no letter and no response.

    Why: it is shown with what it translates, and released with it.

    Example: `al-xaa-3-2024.fr.md` where there is no `al-xaa-3-2024.md`

    How to fix: put the translation into the folder of what it translates, and give it the same name, with the
    language before `.md`.
    """
    return (
        "this is a translation by its name, but what it translates is not beside it",
        "Put it beside the letter or response, and name it alike, with the language before .md.",
    )


@checks(Translation, "translation_of", "language")
def translation_file_name_mismatch(translation: Translation, _: Context) -> Iterator[Finding]:
    """A translation's file is not named after what it translates and its language.

    Why: the name is how a translation is found; if it says another thing than the fields, one of them is wrong.

    Example: `al-xaa-3-2024.fr.md` with `language: es`

    How to fix: correct the field, or name the file `<name of the original>.<language>.md`.
    """
    original, language = PurePosixPath(translation.place.path).stem.split(".", maxsplit=1)
    if translation.translation_of != original:
        yield Finding(
            translation.place.line("translation_of"),
            f"`translation_of` is {translation.translation_of}, but the file stands beside {original}.md",
            f"Write: translation_of: {original}",
        )
    if translation.language != language:
        yield Finding(
            translation.place.line("language"),
            f"the language is {translation.language}, but the file's name says {language}",
            f"Name the file {original}.{translation.language}.md, or correct language.",
        )


@checks(Letter | Response, "language")
def same_language_translation(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A translation is in the language of its original.

    Why: one of the two languages is a typing error; readers and browsers rely on it.

    Example: `language: en` in the letter, and in its translation

    How to fix: correct the one that is wrong.
    """
    for translation in filed.translations:
        if translation.language == filed.language:
            yield Finding(
                translation.place.line("language"),
                f"the language is {translation.language}, which is that of the original, too",
                "Correct the one that is wrong.",
                path=translation.place.path,
            )
