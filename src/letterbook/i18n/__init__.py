"""The interface's own texts, one file for each language, and dates and numbers as each language writes them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from letterbook.i18n.grammar import Named, name_in_sentence
from letterbook.i18n.isolation import isolate
from letterbook.i18n.marked_dates import mark_date
from letterbook.model.language import get_language_name
from letterbook.model.schema import Words
from letterbook.text.normalize import compose, fold_words

_FOLDER = Path(__file__).parent
_AGREEING = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
"""`[envoyé|envoyée]`: with a masculine noun, and with any other."""


class Interface:
    """The texts of the interface in one language.

    What is put into a text is isolated if it is written from right to left (see `isolation`).

    `Interface("en").text("sent", date="…")` puts values into a text; `plural` chooses its form by a number; `name` puts
    a recipient's name into a sentence.
    """

    def __init__(self, language: str) -> None:
        """Raises ValueError if there are no texts in `language`."""
        if language not in languages():
            raise ValueError(f"no words in the language {language!r}; there are: {', '.join(languages())}")
        self.language = language
        self._locale = _locale(language)
        self._texts = _texts(language)

    def text(self, key: str, *, noun: str = "", **values: object) -> str:
        """The text `key` with `values` put in.

        `noun` is the key of the noun that it must agree with. Raises KeyError if there is no such text.
        """
        found = self._texts[key]
        assert isinstance(found, str), f"{key} needs a number"
        if "|" in found:
            masculine = noun in self.text("masculine").split()
            found = _AGREEING.sub(lambda match: match[1] if masculine else match[2], found)
        return found.format(**_isolate_all(values)) if values else found

    def plural(self, key: str, number: int, **values: object) -> str:
        """The form of the text `key` for `number`, with `{number}` replaced.

        A form for exactly that number comes before the plural form of the language.
        """
        forms = self._texts[key]
        assert isinstance(forms, dict), f"{key} has no forms"
        form = forms.get(str(number)) or forms.get(_plural_form(number, self.language), forms["other"])
        return form.format(number=self.number(number), **_isolate_all(values))

    def join_label(self, label: str, value: str) -> str:
        """`Label: value`, with the colon of the language."""
        return f"{isolate(label)}{self.text('colon')}{isolate(value)}"

    def series(self, items: Iterable[str]) -> str:
        """`A; B; C`, for items that may contain commas."""
        return self.text("semicolon").join(map(isolate, items))

    def name(self, form: str, recipient: Named) -> str:
        """A recipient's name in a sentence, in the form `to`, `about` or `of`: `the Philippines`, `aux Philippines`."""
        return name_in_sentence(form, recipient, self.language)

    def to(self, *names: str) -> str:
        """`to China and the Philippines`, for names in the form `to`."""
        return self.text("to", names=self.enumeration(names))

    def date(self, day: dt.date) -> str:
        """`12 March 2021`."""
        return _date(day, self.language)

    def short_date(self, day: dt.date) -> str:
        """`12 Mar 2021`, for tables."""
        return _date(day, self.language, "medium")

    def moment(self, moment: dt.datetime) -> str:
        """`12 March 2021, 14:05 (Europe/Zurich)`, in the time zone of `moment`."""
        date = self.date(moment.date())
        return self.text("moment", date=date, hour=f"{moment:%H}", minute=f"{moment:%M}", zone=moment.tzinfo)

    def enumeration(self, items: Sequence[str]) -> str:
        """`A, B and C`."""
        return format_list([isolate(each) for each in items], locale=self._locale)

    def number(self, number: float) -> str:
        """`10,234` or `46.5`; in French with the no-break space that every font has, as in its texts."""
        return _number(number, self.language)

    def percent(self, share: float) -> str:
        """`58%` for 0.583."""
        return _widen_spaces(format_percent(share, locale=self._locale))

    def language_name(self, tag: str) -> str:
        """The name of the language `tag` in this language."""
        return get_language_name(tag, self.language)

    def words(self, words: Words) -> str:
        """A text by the editors in this language, or else in the first language that it has."""
        return words.in_language(self.language, "")


def _widen_spaces(number: str) -> str:
    return number.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


class PageInterface(Interface):
    """The texts of the interface for the body of a page, in which each date is marked (see `marked_dates`)."""

    def date(self, day: dt.date) -> str:
        return mark_date(day, super().date(day))

    def short_date(self, day: dt.date) -> str:
        return mark_date(day, super().short_date(day))


class LineInterface(Interface):
    """The texts of the interface for lines that a script shows as text, where no mark can keep a date on its line."""

    def date(self, day: dt.date) -> str:
        return super().date(day).replace(" ", "\N{NO-BREAK SPACE}")


def _isolate_all(values: Mapping[str, object]) -> dict[str, object]:
    return {name: isolate(value) for name, value in values.items()}


def languages() -> tuple[str, ...]:
    """The tags of the languages that the interface has, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yml")))


_LETTERS_OF_THEIR_OWN = {"es": {"ñ": "nя", "Ñ": "nя"}}
"""By language: the letters that have a place of their own in its alphabet, as keys that sort there."""


def get_sort_key(text: str, language: str = "en") -> str:
    """Return what to sort a name by in a language: its folded words, so that ‘Amran comes among the names in A, and Ærø
    too. In Spanish, Ñ comes after N."""
    keys = _LETTERS_OF_THEIR_OWN.get(language, {})
    text = compose(text)
    for letter, key in keys.items():
        text = text.replace(letter, key)
    return " ".join(fold_words(text).split())


@lru_cache
def _locale(language: str) -> Locale:
    # The United Nations uses British English: A, B and C.
    return Locale.parse("en_GB" if language == "en" else language)


@lru_cache(maxsize=4096)
def _date(day: dt.date, language: str, length: Literal["medium", "long"] = "long") -> str:
    written = format_date(day, length, locale=_locale(language))
    return f"1er{written[1:]}" if language == "fr" and day.day == 1 else written


@lru_cache(maxsize=4096)  # CLDR's rule takes a tenth of a millisecond in French and Spanish
def _plural_form(number: int, language: str) -> str:
    return _locale(language).plural_form(number)


@lru_cache(maxsize=4096)
def _number(number: float, language: str) -> str:
    return _widen_spaces(format_decimal(number, locale=_locale(language)))


@lru_cache
def _texts(language: str) -> Mapping[str, str | dict[str, str]]:
    with (_FOLDER / f"{language}.yml").open(encoding="utf-8") as file:
        texts: Mapping[str, str | dict[str, str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return texts
