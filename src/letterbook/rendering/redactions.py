"""Writes the redactions of a text in its language: files have them in English, whatever the language of the letter."""

from __future__ import annotations

import re

from letterbook.i18n import Interface, languages
from letterbook.text.phrases import REDACTIONS

_REDACTED = re.compile(rf"\[redacted: ({'|'.join(REDACTIONS)})\](?![^<>]*>)")
"""A redaction in HTML, but not in a tag, where it may be the title of a link."""


def translate_redactions(html: str, language: str) -> str:
    """Return the HTML of a text in a language, with its redactions in that language, or else in English, marked so."""
    if "[redacted: " not in html:
        return html
    return _REDACTED.sub(lambda match: _write_redaction(match[1], language), html)


def _write_redaction(kind: str, language: str) -> str:
    written = language.partition("-")[0]
    written = written if written in languages() else "en"
    return f'<span lang="{written}" dir="ltr">{Interface(written).text(f"redacted-{kind}")}</span>'
