"""What an instrument is called: the names that its entry of the register gives it, and how else they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from letterbook.citations.lexicon.words import forms


class Citable(Protocol):
    """What has to be known of an instrument. Texts in several languages are pairs of language and text."""

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


_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[\w-]+")
_PARENTHESES = re.compile(r" ?\((?:the |les |las |los )?([^()]*)\)")
_OF_THE = re.compile(r"\b(de|sobre) (?:los|las|la|el)\b ")
_OF_UN_ES = re.compile(r"^(Declaración|Convención|Principios Rectores|Reglas) (sobre|contra|para|relativ)")
_OF_UN_FR = re.compile(r"^(Déclaration|Convention|Principes directeurs|Règles) (sur|contre|pour|relativ)")
_YEAR = re.compile(r", \d{4}\b")
_LABOUR = re.compile(r"ilo-c(\d+)")


def is_acronym(name: str) -> bool:
    """Whether a name is found in its own case only."""
    return _ACRONYM.fullmatch(name) is not None


def list_names(instrument: Citable) -> tuple[str, ...]:
    """The names that an instrument is given, each once."""
    named = [name for words in (instrument.title, instrument.short) for _, name in words]
    return tuple(dict.fromkeys((*named, *instrument.aliases, *instrument.numbered)))


def normalize_name(name: str) -> str:
    """A name as it is looked for: in any case, but for an acronym. Names that are found in each other's place have the
    same."""
    plain = name.replace("’", "'")
    return plain if is_acronym(plain) else plain.lower()


def labour_number(id_: str) -> int | None:
    """The number of the convention of the ILO that an id names, or None."""
    match = _LABOUR.fullmatch(id_)
    return int(match[1]) if match else None


def written(id_: str, instrument: Citable) -> Iterator[tuple[str, bool]]:
    """Every form of the names of an instrument, and whether it stands before the number of a provision."""
    for name in instrument.numbered:
        for each in (name, f"UN {name}", f"United Nations {name}"):
            yield each, True
    if (number := labour_number(id_)) is not None:
        yield from ((f"{ilo} C{number}", False) for ilo in ("ILO", "OIT"))
    for name in list_names(instrument):
        if name in instrument.numbered:
            continue
        for each in dict.fromkeys(_variants(name.replace("’", "'"), labour=labour_number(id_) is not None)):
            yield each, False


def _variants(name: str, *, labour: bool) -> Iterator[str]:
    """The name, and how else it is written: without what stands in parentheses, or that alone; with or without UN."""
    yield name
    bare = _PARENTHESES.sub("", name).strip()
    if labour:  # Forced Labour Convention, 1930 (No. 29); by its number alone it is found by its number
        bare = _YEAR.split(bare)[0]
        if not re.search(r"\d", bare):
            yield bare
            yield f"ILO {bare}"
        return
    if bare != name:
        yield bare
        yield from (match[1] for match in _PARENTHESES.finditer(name))
    short = bare.removeprefix("United Nations ").removeprefix("UN ")
    if not is_acronym(short):
        yield from (short, f"UN {short}", f"United Nations {short}")
        yield from (_OF_THE.sub(r"\1 ", short), _OF_UN_FR.sub(r"\1 des Nations Unies \2", short, count=1))
        yield _OF_UN_ES.sub(r"\1 de las Naciones Unidas \2", short, count=1)


def unit_of(instrument: Citable) -> str:
    """What its provisions are called, as forms.yml has it."""
    words = {name.lower() for _, name in instrument.provision}
    for unit, each in forms()["units"].items():
        if words.intersection(each["one"]):
            return str(unit)
    return "article"


def head_of(instrument: Citable) -> str:
    """What it is called once it has been named, as forms.yml has it, or nothing."""
    titles = [name.lower() for _, name in instrument.title]
    heads = [
        (match.start(), -len(word), head)
        for head, words in forms()["heads"].items()
        for word in words
        for title in titles
        if (match := re.search(rf"\b{word}\b", title))
    ]
    return min(heads)[2] if heads else ""


def protocols_of(instruments: Mapping[str, Citable]) -> Mapping[str, tuple[str, ...]]:
    """By instrument those whose title says that they are protocols to it."""
    titles = {id_: {name.lower() for _, name in each.title} for id_, each in instruments.items()}
    protocols = [id_ for id_, each in instruments.items() if head_of(each) == "protocol"]
    return {
        id_: tuple(
            each
            for each in protocols
            if each != id_ and any(own in name for own in titles[id_] for name in titles[each])
        )
        for id_ in instruments
    }
