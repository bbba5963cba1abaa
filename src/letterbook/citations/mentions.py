"""Mentions, as `find_citations` returns them: passages of a text, before it is known what they mean.

Most mentions are citations. The last five kinds of target are not, but help to resolve those after them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument by a name of its own.

    The name is `ambiguous` if it also means other things: `CAT`. Only an `is_full` name says what the head noun alone
    means from there on: `the Covenant`.
    """

    instrument: str
    ambiguous: bool = False
    is_full: bool = False


@dataclass(frozen=True, slots=True)
class BackReference:
    """An instrument named before, by its head noun or unit: `the Covenant`, `Principle 3`.

    One that `points_back` means the instrument named last: `that Covenant`.
    """

    head: str
    points_back: bool = False


@dataclass(frozen=True, slots=True)
class PluralBackReference:
    """Several instruments named before, by their head noun: `both Covenants`."""

    head: str


@dataclass(frozen=True, slots=True)
class ProtocolReference:
    """The protocol to an instrument named before: `the Optional Protocol to the Convention`."""

    head: str


@dataclass(frozen=True, slots=True)
class IloConvention:
    """A convention by its number. `names_ilo` says whether the ILO is named with it."""

    number: int
    names_ilo: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its symbol, as in the text but without spaces."""

    symbol: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution by its number, and the id of the body named with it, or an empty string.

    Without a body, the resolution is that of a body named before if `may_recall` is true, else that of an unknown body.
    A decision is one, too, if `is_decision` is true.
    """

    number: str
    body: str
    may_recall: bool
    is_decision: bool = False


@dataclass(frozen=True, slots=True)
class GeneralComment:
    """A general comment or recommendation by its number, and the id of the committee named with it, or an empty
    string.

    The committee `is_certain` if it is named beside the comment and not only in its sentence. A joint comment may have
    the number that the `other` committee gave it.
    """

    number: int
    is_recommendation: bool
    committee: str
    is_certain: bool = True
    year: int | None = None
    other: int | None = None


@dataclass(frozen=True, slots=True)
class UnattributedProvision:
    """A provision without an instrument: `article 19`."""


@dataclass(frozen=True, slots=True)
class UnknownInstrument:
    """Not a citation: an instrument that is not in the register, by its head noun or unit. A later back reference with
    the same head may mean it."""

    head: str


@dataclass(frozen=True, slots=True)
class DefinedTerm:
    """Not a citation: the text defines what it calls an instrument from here on: `("the Covenant")`. The instrument is
    an empty string if it is not in the register."""

    head: str
    instrument: str


@dataclass(frozen=True, slots=True)
class BareHead:
    """Not a citation: a head noun without a provision: `ratified the Covenant`."""

    head: str


@dataclass(frozen=True, slots=True)
class NamedParent:
    """Not a citation: an instrument that is named only in the title of its protocol."""

    instrument: str


@dataclass(frozen=True, slots=True)
class NamedBody:
    """Not a citation: the text names a body that adopts resolutions, or the ILO (`ilo`)."""

    body: str


Target = (
    NamedInstrument
    | BackReference
    | PluralBackReference
    | ProtocolReference
    | IloConvention
    | Document
    | Resolution
    | GeneralComment
    | UnattributedProvision
    | UnknownInstrument
    | DefinedTerm
    | BareHead
    | NamedParent
    | NamedBody
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A passage of a text, and the `target` that it mentions.

    The passage runs from offset `start` up to but not including `end`, in code points of the text. `provisions` are
    written as in the record: `19`, `9(2)`, `19 (commentary)`. Those of a document are its paragraphs.
    """

    start: int
    end: int
    text: str
    target: Target
    provisions: tuple[str, ...] = ()
