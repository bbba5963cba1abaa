"""A redaction is read in the language of its text."""

from __future__ import annotations

import pytest

from letterbook.i18n import languages
from letterbook.rendering.redactions import translate_redactions
from letterbook.text.phrases import REDACTIONS


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", '<span lang="en" dir="ltr">[redacted: identity]</span>'),
        ("fr", '<span lang="fr" dir="ltr">[supprimé\u00a0: identité]</span>'),
        ("fr-CH", '<span lang="fr" dir="ltr">[supprimé\u00a0: identité]</span>'),
        ("es", '<span lang="es" dir="ltr">[suprimido: identidad]</span>'),
        ("ar", '<span lang="ar" dir="rtl">[محذوف: الهوية]</span>'),
        ("ru", '<span lang="ru" dir="ltr">[изъято: сведения о личности]</span>'),
        ("zh-Hans", '<span lang="zh" dir="ltr">[已隐去：身份]</span>'),
        ("he", '<span lang="en" dir="ltr">[redacted: identity]</span>'),
    ],
)
def test_a_redaction_is_in_the_language_of_its_text_or_else_marked_as_english(language: str, written: str) -> None:
    assert translate_redactions("<p>A [redacted: identity].</p>", language) == f"<p>A {written}.</p>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>No such thing.</p>",
        "<p>A [redacted: name], and [redacted] too.</p>",
        '<p>A <a href="https://a.example/" title="[redacted: place]">link</a>.</p>',
    ],
)
def test_nothing_else_changes(html: str) -> None:
    assert translate_redactions(html, "fr") == html


@pytest.mark.parametrize("language", sorted({*languages(), "ar", "en", "es", "fr", "ru", "zh"}))
def test_each_kind_has_its_word_in_each_official_language_of_the_united_nations(language: str) -> None:
    written = {translate_redactions(f"[redacted: {kind}]", language) for kind in REDACTIONS}
    assert len(written) == len(REDACTIONS)
    assert all(f'lang="{language}"' in each for each in written)
