"""The names of an instrument: those in its register entry, and other ways of writing them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from letterbook.citations.lexicon.pattern import CitationPattern
from letterbook.citations.lexicon.words import load_words
from letterbook.text.normalize import fold, fold_except_case


class Citable(Protocol):
    """The values that the lexicon needs of an instrument. Texts in several languages are (language, text) pairs."""

    @property
    def title(self) -> Iterable[tuple[str, str]]: ...
    @property
    def short(self) -> Iterable[tuple[str, str]]: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def numbered(self) -> tuple[str, ...]: ...
    @property
    def provision(self) -> Iterable[tuple[str, str]]: ...
    @property
    def provisions(self) -> int | None: ...
    @property
    def part(self) -> Iterable[tuple[str, str]] | None: ...
    @property
    def parts(self) -> tuple[str, ...]: ...


_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[\w-]+")
_PARENTHESES = re.compile(r" ?\((?:the |les |las |los )?(?P<inner>[^()]*)\)")
_SPANISH_ARTICLE = re.compile(r"\b(?P<preposition>de|sobre) (?:los|las|la|el)\b ")
SPANISH_TITLE = CitationPattern(
    r"^(?P<head>Declaración|Convención|Principios\ Rectores|Reglas)\ (?P<rest>sobre|contra|para|relativ)",
    citations=("Convención sobre los Derechos del Niño",),
)
"""The beginning of a title after whose head noun a letter may insert `de las Naciones Unidas`."""
FRENCH_TITLE = CitationPattern(
    r"^(?P<head>Déclaration|Convention|Principes\ directeurs|Règles)\ (?P<rest>sur|contre|pour|relativ)",
    citations=("Convention contre la torture",),
)
"""The same in French: `des Nations Unies`."""
PARAGRAPH_UNIT = "paragraph"
"""The unit of an instrument whose provisions are paragraphs: only then are these not parts of provisions."""
_YEAR = re.compile(r", [0-9]{4}\b")
_TITLE_HEAD = re.compile(r"^(?:conven\w+|protocol[eo]?)(?= (?:relating|relati|sobre))")
_BEFORE_TREATY = re.compile(r" [a-z' ]+ ")
_ILO_NUMBER = re.compile(r" ?\([^()]*[0-9]\)")
_ILO_ID = re.compile(r"ilo-c(?P<number>[0-9]+)")


def is_acronym(name: str) -> bool:
    """Whether a name is an acronym, which is found only in its own case."""
    return _ACRONYM.fullmatch(name) is not None


def is_full(name: str) -> bool:
    """Whether a name, in lower case, says more than a head noun and a region: not `European Convention` or `CAT`."""
    words = load_words()
    kinds = set(re.findall(r"[\w-]+", name)).difference(words["function words"], words["regional"], words["regions"])
    heads = {head for each in words["heads"].values() for head in each}
    return bool(kinds & heads) and bool(kinds - heads)


def list_names(instrument: Citable) -> tuple[str, ...]:
    """Return the names in an instrument's register entry, without repetition."""
    named = [name for words in (instrument.title, instrument.short) for _, name in words]
    return tuple(dict.fromkeys((*named, *instrument.aliases, *instrument.numbered)))


def normalize_name(name: str) -> str:
    """Return the form in which a name is looked for: in lower case, unless it is an acronym.

    Two names with the same form cannot be told apart in a text.
    """
    return fold_except_case(name) if is_acronym(name) else fold(name)


def get_ilo_number(id_: str) -> int | None:
    """Return the number of the ILO convention with this register id, or None if it is another instrument."""
    match = _ILO_ID.fullmatch(id_)
    return int(match["number"]) if match else None


def list_spellings(id_: str, instrument: Citable) -> Iterator[tuple[str, bool]]:
    """Yield every spelling of an instrument's names, and whether it precedes the number of a provision."""
    for name in instrument.numbered:
        for each in (name, f"UN {name}", f"United Nations {name}"):
            yield each, True
    number = get_ilo_number(id_)
    if number is not None:
        written = dict.fromkeys((f"C{number}", f"C{number:03}"))
        yield from ((f"{ilo} {each}", False) for ilo in ("ILO", "OIT") for each in written)
    for name in list_names(instrument):
        if name not in instrument.numbered:
            spell = _spell_name if number is None else _spell_ilo_title
            yield from ((each, False) for each in dict.fromkeys(spell(fold_except_case(name))))


def _spell_ilo_title(name: str) -> Iterator[str]:
    """Yield the title of an ILO convention with and without its year and number: `Forced Labour Convention, 1930 (No.
    29)`. A title that is nothing but a number is left to the parser of ILO conventions, and other parentheses stay: the
    Migrant Workers (Supplementary Provisions) Convention is not the Migrant Workers Convention."""
    yield name
    bare = _YEAR.split(_ILO_NUMBER.sub("", name).strip())[0]
    if not re.search(r"[0-9]", bare):
        for each in dict.fromkeys((bare, bare.replace("Organise", "Organize"), bare.replace("Labour", "Labor"))):
            yield each
            yield f"ILO {each}"


def _spell_name(name: str) -> Iterator[str]:
    """Yield a name, its parts outside and inside parentheses, and both with and without `United Nations`."""
    yield name
    bare = _PARENTHESES.sub("", name).strip()
    if bare != name:
        yield bare
        insides = (match["inner"] for match in _PARENTHESES.finditer(name))
        yield from (each for each in insides if each[:1].isupper())  # not `revised`
    short = bare.removeprefix("United Nations ").removeprefix("UN ")
    if not is_acronym(short):
        yield from (short, f"UN {short}", f"United Nations {short}")
        yield _SPANISH_ARTICLE.sub(r"\g<preposition> ", short)
        yield FRENCH_TITLE.regex.sub(r"\g<head> des Nations Unies \g<rest>", short, count=1)
        yield SPANISH_TITLE.regex.sub(r"\g<head> de las Naciones Unidas \g<rest>", short, count=1)


def get_unit(instrument: Citable) -> str:
    """Return the unit of an instrument's provisions, as words.yml has it: `article` unless its entry says otherwise."""
    return _find_unit(instrument.provision) or "article"


def get_part_unit(instrument: Citable) -> str:
    """Return the unit of the numbered parts of an instrument's provisions, as words.yml has it, or an empty string."""
    return _find_unit(instrument.part or ())


def _find_unit(words_by_language: Iterable[tuple[str, str]]) -> str:
    words = {fold(name) for _, name in words_by_language}
    for unit, each in load_words()["units"].items():
        if words.intersection(each["one"]):
            return str(unit)
    return ""


def get_head(instrument: Citable) -> str:
    """Return the head noun of an instrument's title, as words.yml has it, or an empty string.

    This is what a text calls the instrument once it has been named: `the Covenant`.
    """
    titles = [fold(name) for _, name in instrument.title]
    heads = [
        (match.start(), -len(word), head)
        for head, words in load_words()["heads"].items()
        for word in words
        for title in titles
        if word in title and (match := re.search(rf"\b{word}\b", title))
    ]
    return min(heads)[2] if heads else ""


def find_protocols(instruments: Mapping[str, Citable]) -> Mapping[str, tuple[str, ...]]:
    """Return, by instrument id, the ids of its protocols: their titles contain its title, or end as it does after the
    head noun."""
    titles = {id_: {fold(name) for _, name in each.title} for id_, each in instruments.items()}
    titles = {id_: each | {_TITLE_HEAD.sub("", name) for name in each} for id_, each in titles.items()}
    protocols = [id_ for id_, each in instruments.items() if get_head(each) == "protocol"]
    return {
        id_: tuple(
            each
            for each in protocols
            if each != id_ and any(own in name for own in titles[id_] for name in titles[each])
        )
        for id_ in instruments
    }


def find_plain_protocols(instruments: Mapping[str, Citable]) -> frozenset[str]:
    """Return the ids of the protocols that "the Optional Protocol to the Convention" can mean.

    Their title is no more than that, with the title of the treaty: `Optional Protocol to the Convention against
    Torture`, but not `Second Optional Protocol to …`, nor `Optional Protocol to … on the sale of children`.
    """
    words = load_words()["heads"]["protocol"]
    treaties = tuple({fold(name) for each in instruments.values() for _, name in each.title})
    return frozenset(
        id_
        for id_, each in instruments.items()
        if any(_is_plain_title(fold(name), words, treaties) for _, name in each.title)
    )


def _is_plain_title(title: str, words: Iterable[str], treaties: tuple[str, ...]) -> bool:
    """Whether a title is a word for a protocol, words such as `to the`, and the title of a treaty."""
    return any(
        title.startswith(f"{word} ")
        and any(
            title.endswith(f" {each}") and _BEFORE_TREATY.fullmatch(title[len(word) : len(title) - len(each)])
            for each in treaties
        )
        for word in words
    )
