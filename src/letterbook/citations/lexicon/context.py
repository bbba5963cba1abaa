"""Patterns that are made of the words of the data files: what stands before or behind something and says what it is.

They are tried at one place of a folded text in lower case, if not said otherwise, or up to the end of a piece of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from letterbook.citations.lexicon.grammar import A_NUMBER_SIGN, NUMBER_SIGN
from letterbook.citations.lexicon.words import bodies, committees, forms


@cache
def before_commentary() -> re.Pattern[str]:
    """`commentary to`, before principles."""
    words = "|".join(forms()["commentaries"])
    return re.compile(
        rf"(?:{words}) (?:to|on|of|de|du|al|a|del|sur|relatifs? aux?|relatifs? à|aux?)\b ?(?:the |la |le |l'|los )?"
    )


@cache
def behind_commentary() -> re.Pattern[str]:
    """`and its commentary` or `(commentary)`, behind principles."""
    words = "|".join(forms()["commentaries"])
    return re.compile(
        rf",? (?:(?P<both>(?:and|y|et) (?:its|the|their|su|sus|son|ses|leurs?)) (?:{words})\b"
        rf"(?! (?:to|on|of|de|du|al|a|del|sur|relatif|aux?)\b)|\((?:{words})\))"
    )


@cache
def labour_before() -> re.Pattern[str]:
    """The ILO, up to the end of a piece of text: `ILO `, `International Labour Organization (ILO) `."""
    return re.compile(rf"\b(?:{_any(forms()['labour']['before'])})(?:'s)?(?: \((?:ilo|oit)\))? $")


@cache
def labour_after() -> re.Pattern[str]:
    """The ILO behind a number."""
    return re.compile(rf",? (?:{_any(forms()['labour']['after'])})\b(?: \((?:ilo|oit)\))?")


@cache
def body_before() -> re.Pattern[str]:
    """A body right before the word resolution, up to the end of a piece of text."""
    names = (f"(?P<{id_}>{_any((*each.names, *each.short))})" for id_, each in bodies().items())
    return re.compile(rf"\b(?:{'|'.join(names)})(?:'s)?(?: \([a-z]{{2,5}}\))? $")


@cache
def body_after() -> re.Pattern[str]:
    """A body right behind the number of a resolution."""
    names = (f"(?P<{id_}>{_any(each.names)})" for id_, each in bodies().items())
    return re.compile(rf",? (?:of the |de la |de l'|du |del |des )(?:united nations |un )?(?:{'|'.join(names)})\b")


@cache
def committee_before() -> re.Pattern[str]:
    """A committee right before the word comment, up to the end of a piece of text."""
    names = (f"(?P<{id_}>{_any((*each.names, *each.short))})" for id_, each in committees().items())
    return re.compile(rf"\b(?:{'|'.join(names)})(?:'s)?(?: \([a-z]{{2,6}}\))?,? $")


@cache
def committee_after() -> re.Pattern[str]:
    """A committee right behind the number of a comment."""
    names = (f"(?P<{id_}>{_any((*each.names, *each.short))})" for id_, each in committees().items())
    return re.compile(
        r",? (?:(?P<open>\()|of the |of |by the |de la |de l'|du |del |des )(?:united nations |un )?"
        rf"(?:{'|'.join(names)})\b(?(open)\))"
    )


@cache
def united_nations() -> re.Pattern[str]:
    """Whose instruments these are: what is of the United Nations is of nobody else."""
    return re.compile(rf"(?:{_any(forms()['united nations'])})\b")


@cache
def united_nations_before() -> re.Pattern[str]:
    """The United Nations, up to the end of a piece of text."""
    return re.compile(rf"\b(?:{_any(forms()['united nations'])}) $")


@cache
def adopts() -> re.Pattern[str]:
    """Who adopts a resolution, up to the end of a piece of text: `the Board has adopted its `, `the Board, in its `."""
    words = forms()["resolutions"]
    return re.compile(
        rf"(?<!\S)(?P<who>[^\s,.;:!?]+)(?: (?:(?:{_any(words['auxiliaries'])}) )*(?P<verb>{_any(words['adopts'])})"
        rf"|,? (?:{_any(words['in'])})) (?:(?:{_any(words['its'])}) )?$"
    )


@cache
def short_bodies() -> Mapping[str, str]:
    """The ids of those that adopt resolutions, by their short names."""
    return {name: id_ for id_, each in bodies().items() for name in each.short}


def is_plain(word: str) -> bool:
    """Whether a word can stand before a name and be no part of it, even with a capital letter: The, Under."""
    return word.lower() in _plain() and (len(word) == 1 or not word.isupper())


@cache
def _plain() -> frozenset[str]:
    return frozenset(forms()["plain"])


@cache
def of_others() -> re.Pattern[str]:
    """`of` and something with a name behind a number, in the case of the text."""
    return re.compile(r" (?:of|del?|de l'|de la|du|des) ?(?:the |la |el )?(?=[A-ZÀ-Ý])")


@cache
def elsewhere() -> re.Pattern[str]:
    """What makes a declaration or convention that of a region, up to the end of a piece of text."""
    return re.compile(rf"\b(?:{_any(forms()['elsewhere'])}) $")


def goes_on(word: str) -> bool:
    """Whether a text goes on with a word behind the head of an instrument, in French or Spanish, where it could be an
    adjective: `le Pacte garantit`, not `la Convention collective`."""
    return word in _goes_on()


@cache
def _goes_on() -> frozenset[str]:
    return frozenset(forms()["goes on"])


@cache
def no_document() -> re.Pattern[str]:
    """What has a number that looks like a symbol, up to the end of a piece of text: `Case No. `."""
    words = forms()["no documents"]
    return re.compile(rf"\b(?:(?:{_any(words['alone'])}) {NUMBER_SIGN}|(?:{_any(words['numbered'])}) {A_NUMBER_SIGN})$")


@cache
def things() -> re.Pattern[str]:
    """What else is called by the short name of a treaty, by the word behind it: `a CAT scan`."""
    return re.compile(rf" (?:{'|'.join(forms()['things'])})\b")


@cache
def court_named() -> re.Pattern[str]:
    """A court or a committee that is given a short name, up to it: `the European Court of Human Rights (`."""
    words = "|".join(forms()["courts"]["names"])
    return re.compile(rf"\b(?:{words})\b(?:[^.;\n]{{0,100}}\(| (?:de la |del |de |du )?)$")


@cache
def court_before() -> re.Pattern[str]:
    """What only a court or a committee has or is brought, up to its name: `a ruling of the `, `filed with the `."""
    words = forms()["courts"]
    works, brought, to, the = ("|".join(words[each]) for each in ("works", "brought", "to", "the"))
    return re.compile(
        rf"\b(?:(?:{works}) (?:of|by|from|de|du|del)|(?:{brought})\b[^.;,\n]{{0,30}} (?:{to})) ?(?:{the})? ?$"
    )


@cache
def court_behind() -> re.Pattern[str]:
    """What only a court or a committee does or has, behind its name: `ruled`, `'s judgment`."""
    words = forms()["courts"]
    return re.compile(rf"(?: (?:{'|'.join(words['says'])})|(?:'s)? (?:{'|'.join(words['works'])}))\b")


@cache
def treaty_before() -> re.Pattern[str]:
    """What is done with a treaty alone, up to its name: `ratified the `."""
    words = forms()["treaties"]
    return re.compile(rf"\b(?:{'|'.join(words['before'])}) (?:{'|'.join(forms()['courts']['the'])})? ?$")


@cache
def treaty_behind() -> re.Pattern[str]:
    """What a treaty alone does, behind its name: `was ratified`."""
    return re.compile(rf" (?:{'|'.join(forms()['treaties']['behind'])})\b")


@cache
def domestic() -> re.Pattern[str]:
    """A word of the law of a State."""
    return re.compile(rf"\b(?:{'|'.join(forms()['domestic'])})\b")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(each.lower()) for each in sorted(words, key=len, reverse=True))
