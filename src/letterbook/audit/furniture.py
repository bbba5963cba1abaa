"""The words that pages put beside public names by themselves: in titles that nobody wrote, labels and dates."""

from __future__ import annotations

from functools import cache

from babel.dates import get_month_names

from letterbook.audit.fingerprints import normal
from letterbook.i18n import Interface, languages
from letterbook.i18n.grammar import words_around_names

_KEYS = (
    *("type-AL", "type-UA", "type-OL", "title-of", "to", "sent", "public-since", "original"),
    *("response-title", "response-to", "response-dated", "response-received"),
    *("response-acknowledgement", "response-reply", "response-further-reply", "response-extension-request"),
    *("communications", "recipients", "mandates", "instruments", "groups"),
)


@cache
def furniture() -> frozenset[str]:
    """In all languages of the interface. What is made of these words, of public names and of figures alone tells
    nothing, whoever wrote it."""
    found = "de du le la el del the of letter lettre carta 1er"
    for language in languages():
        interface = Interface(language)
        found += " " + " ".join(interface.text(key, **dict.fromkeys(_VALUES, "")) for key in _KEYS)
        found += " " + words_around_names(language)
        found += " " + " ".join(get_month_names("wide", locale=language).values())
    return frozenset(normal(found).split())


_VALUES = ("type", "names", "to", "of", "date", "kind", "reference", "title")
