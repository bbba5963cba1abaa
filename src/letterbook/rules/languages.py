"""The rule about the language of a text."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.language import get_language_names
from letterbook.model.record import Letter, Response, Translation
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.visible_text import read_visible_text
from letterbook.text.written_language import OTHER_SCRIPT, find_other_language


@checks(Letter | Response | Translation, "language", severity=Severity.WARNING)
def language_mismatch(filed: Letter | Response | Translation, _: Context) -> Iterator[Finding]:
    """A text is plainly in a language other than `language`.

    Why: screen readers pronounce a text, and search finds its words, by the rules of its language.

    Example: `language: fr` above an English text

    How to fix: correct `language`; for a translation, the file name too.
    """
    other = find_other_language(read_visible_text(filed.body), filed.language)
    if other:
        names = get_language_names()
        found = "is not in Latin letters" if other == OTHER_SCRIPT else f"is in {names[other]}"
        yield Finding(
            filed.place.line("language"),
            f"the text {found}, but `language` is {filed.language}",
            "Correct language. If the text is in both languages, add allow: with rule: language-mismatch and a reason.",
        )
