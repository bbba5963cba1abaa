"""Writes the redactions of a text in its language: files have them in English, whatever the language of the letter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from letterbook.i18n import Interface, languages
from letterbook.model.language import get_direction
from letterbook.text.phrases import REDACTIONS

_REDACTED = re.compile(rf"\[redacted: ({'|'.join(REDACTIONS)})\](?![^<>]*>)")
"""A redaction in HTML, but not in a tag, where it may be the title of a link."""

_PATTERNS: Mapping[str, str] = {"ar": "[محذوف: {}]", "ru": "[изъято: {}]", "zh": "[已隐去：{}]"}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "ar": {
        "identity": "الهوية",
        "place": "المكان",
        "date": "التاريخ",
        "contact": "بيانات الاتصال",
        "health": "الحالة الصحية",
        "family": "الأسرة",
        "other": "معلومات أخرى",
    },
    "ru": {
        "identity": "сведения о личности",
        "place": "место",
        "date": "дата",
        "contact": "контактные данные",
        "health": "сведения о здоровье",
        "family": "сведения о семье",
        "other": "другое",
    },
    "zh": {
        "identity": "身份",
        "place": "地点",
        "date": "日期",
        "contact": "联系方式",
        "health": "健康状况",
        "family": "家庭情况",
        "other": "其他",
    },
}
"""The words in those official languages of the United Nations that the interface does not have."""


def translate_redactions(html: str, language: str) -> str:
    """Return the HTML of a text in a language, with its redactions in that language, or else in English, marked so."""
    if "[redacted: " not in html:
        return html
    return _REDACTED.sub(lambda match: _write_redaction(match[1], language), html)


def _write_redaction(kind: str, language: str) -> str:
    written = language.partition("-")[0]
    if written in _KINDS:
        text = _PATTERNS[written].format(_KINDS[written][kind])
    else:
        written = written if written in languages() else "en"
        text = Interface(written).text(f"redacted-{kind}")
    return f'<span lang="{written}" dir="{get_direction(written)}">{text}</span>'
