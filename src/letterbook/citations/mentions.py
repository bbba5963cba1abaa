"""What is found in a text, before it is known what is meant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument by a name of its own; where that is `doubtful`, other things have it, too."""

    instrument: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Recalled:
    """`the Covenant`: an instrument that was named before, by what such instruments are called."""

    head: str


@dataclass(frozen=True, slots=True)
class Several:
    """`both Covenants`: instruments that were named before, which is for the text to have said."""

    head: str


@dataclass(frozen=True, slots=True)
class Protocol:
    """`the Optional Protocol to the Convention`: the one of an instrument that was named before."""

    head: str


@dataclass(frozen=True, slots=True)
class Labour:
    """A convention by its number; `said`: the ILO is named with it."""

    number: int
    said: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its symbol, as the text has it but for spaces."""

    symbol: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution by its number, and the id of the body that is named with it, or nothing; then it can be of one that
    was named before where it `recalls`, and else is somebody's who is not known."""

    number: str
    body: str
    recalls: bool


@dataclass(frozen=True, slots=True)
class Comment:
    """A general comment or recommendation by its number, and the id of the committee named with it, or nothing."""

    number: int
    recommends: bool
    committee: str


@dataclass(frozen=True, slots=True)
class Nameless:
    """An article of nothing."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """No citation: an instrument that is not known, of a head by which another might be recalled."""

    head: str


@dataclass(frozen=True, slots=True)
class Defined:
    """No citation: from here on the text calls the instrument so, `("the Covenant")`."""

    head: str
    instrument: str


@dataclass(frozen=True, slots=True)
class Mentioned:
    """No citation: a body that adopts resolutions, or the ILO, is named."""

    body: str


Target = (
    Named
    | Recalled
    | Several
    | Protocol
    | Labour
    | Document
    | Resolution
    | Comment
    | Nameless
    | Stranger
    | Defined
    | Mentioned
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A piece of a text, from `start` up to `end` in code points, and what it speaks of.

    `provisions` are as the record has them: `19`, `9(2)`, `19 (commentary)`; of a document its paragraphs.
    """

    start: int
    end: int
    text: str
    target: Target
    provisions: tuple[str, ...] = ()
