"""Names of recipients in a sentence, with the article and the preposition that a language puts before them.

A file for each language gives the forms and the articles of States. CLDR has neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import yaml

from letterbook.model.registers import RecipientKind
from letterbook.model.schema import Words

_FOLDER = Path(__file__).parent
_NONE = "none"
_INVERTED = re.compile(r"(.+) \((.+(?: of| of the| de| del| de la| de las| de los| du| des|(?<= d)['’]))\)")


class Named(Protocol):
    """The parts of a recipient that its name in a sentence depends on; `code` is that of a State."""

    @property
    def name(self) -> Words: ...
    @property
    def kind(self) -> RecipientKind: ...
    @property
    def code(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class _Grammar:
    forms: Mapping[str, Mapping[str, tuple[str, str]]]
    modified: re.Pattern[str]
    named: Mapping[str, re.Pattern[str]]
    invented: Mapping[str, re.Pattern[str]]
    states: Mapping[str, str]


def name_in_sentence(form: str, recipient: Named, language: str) -> str:
    """The name of a recipient in a `form` of a language: `to`, `about` or `of`.

    A name that the register has only in other languages is used without an article.
    """
    grammar = _grammar(language)
    name = recipient.name.in_language(language, "")
    if recipient.kind is RecipientKind.STATE:
        name = natural_order(name)
    article = _article(name, recipient, grammar, language)
    if article != _NONE and recipient.kind is RecipientKind.DE_FACTO_AUTHORITY:
        name = f"{name[0].lower()}{name[1:]}"  # a common noun, capitalised only because it begins an entry
    plain, modified = grammar.forms[form][article]
    return (modified if grammar.modified.search(name) else plain).format(name=name)


def natural_order(name: str) -> str:
    """`Islamic Republic of Iran` for `Iran (Islamic Republic of)`; every other name as it is."""
    inverted = _INVERTED.fullmatch(name)
    if inverted is None:
        return name
    space = "" if inverted[2][-1] in "'’" else " "
    return f"{inverted[2]}{space}{inverted[1]}"


def words_around_names(language: str) -> str:
    """The articles and prepositions of a language."""
    forms = _grammar(language).forms.values()
    return " ".join(form.format(name="") for by_article in forms for both in by_article.values() for form in both)


def _article(name: str, recipient: Named, grammar: _Grammar, language: str) -> str:
    known = {each for each, _ in recipient.name}
    if recipient.kind is RecipientKind.COMPANY or not known & {language, ""}:
        return _NONE
    code = recipient.code or ""
    patterns = [*grammar.named.items(), *(grammar.invented.items() if code.startswith("X") else ())]
    by_name = (article for article, pattern in patterns if pattern.search(name))
    return next(by_name, grammar.states.get(code, _NONE))


@lru_cache
def _grammar(language: str) -> _Grammar:
    with (_FOLDER / f"{language}.yml").open(encoding="utf-8") as file:
        read = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    return _Grammar(
        forms=read["forms"],
        modified=re.compile(read["modified"]),
        named=_patterns(read["named"]),
        invented=_patterns(read["invented"]),
        states={code: article for article, codes in read["states"].items() for code in codes.split()},
    )


def _patterns(read: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    return {article: re.compile(pattern) for article, pattern in read.items()}
