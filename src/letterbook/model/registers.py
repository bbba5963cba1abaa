"""What the letters refer to by an id: mandates, recipients, instruments, groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from letterbook.model.schema import (
    GroupId,
    InstrumentId,
    MandateId,
    ProvisionPattern,
    RecipientId,
    ResolutionNumber,
    StateCode,
    Symbol,
    Url,
    Words,
    about,
)
from letterbook.model.schema.known_ids import Known


class MandateKind(StrEnum):
    """What a mandate looks at."""

    THEMATIC = "thematic"
    COUNTRY = "country"


class MandateBody(StrEnum):
    """Who holds a mandate."""

    SPECIAL_RAPPORTEUR = "special-rapporteur"
    INDEPENDENT_EXPERT = "independent-expert"
    WORKING_GROUP = "working-group"
    OTHER = "other"


class RecipientKind(StrEnum):
    """What a recipient is."""

    STATE = "state"
    COMPANY = "company"
    INTERGOVERNMENTAL = "intergovernmental"
    DE_FACTO_AUTHORITY = "de-facto-authority"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """An entry of registers/mandates.yml."""

    name: Words = about(
        "The name in full, without article.", example="Special Rapporteur on the rights of lighthouse keepers"
    )
    label: Words = about("The short name for lists and filters.", example="Lighthouse keepers")
    kind: MandateKind = about("Whether the mandate looks at a theme or at a country.", example="thematic")
    body: MandateBody | None = about("Who holds it.", default=None, example="special-rapporteur")
    aliases: tuple[str, ...] = about("Other names, also former ones.", default=(), example="SR lighthouse keepers")
    formerly: tuple[MandateId, ...] = about("Former ids; their addresses lead here.", default=())
    resolutions: tuple[ResolutionNumber, ...] = about(
        "Resolutions of the Human Rights Council that letters name as its basis.", default=(), example="37/12"
    )
    example: bool = about("true: fictional, and marked so wherever it is listed.", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """What another register calls a recipient."""

    scheme: str = about("The register.", example="LEI")
    value: str = about("The number or name there.", example="529900T8BM49AURSDO55")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An entry of registers/recipients.yml."""

    name: Words = about("The name; in several languages where it has several.", example="Northwind Textiles")
    kind: RecipientKind = about("What the recipient is.", example="company")
    code: StateCode | None = about(
        "For a State: its code of ISO 3166-1 alpha-3, or XAA to XZZ for a fictional one.",
        default=None,
        example="XAA",
    )
    country: StateCode | None = about(
        "For a company: the code of the State where it has its seat.", default=None, example="XAA"
    )
    aliases: tuple[str, ...] = about("Other names that readers may look for.", default=(), example="Northwind")
    formerly: tuple[RecipientId, ...] = about("Former ids; their addresses lead here.", default=())
    identifiers: tuple[Identifier, ...] = about("What other registers call it.", default=())
    example: bool = about("true: fictional, and marked so wherever it is listed.", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """An entry of registers/instruments.yml."""

    title: Words = about("The title in full.", example="International Covenant on Civil and Political Rights")
    short: Words = about("What letters call it.", example="ICCPR")
    aliases: tuple[str, ...] = about(
        "Other names that letters use for it, in any language.",
        default=(),
        example="Covenant on Civil and Political Rights",
    )
    numbered: tuple[str, ...] = about(
        "Names that mean one of its provisions, or several, by the number behind them.",
        default=(),
        example="Guiding Principle",
    )
    provision: Words = about("What one of its provisions is called.", example="article")
    provisions: int | None = about("How many provisions it has.", default=None, example="53")
    symbol: Symbol | None = about("The symbol of the document.", default=None, example="A/RES/2200 A (XXI)")
    url: Url | None = about("The address of the official text.", default=None)
    provision_url: ProvisionPattern | None = about(
        "The address of one provision in the official text, where each has one; `{provision}` stands for its number.",
        default=None,
        example="https://example.org/covenant#article-{provision}",
    )
    formerly: tuple[InstrumentId, ...] = about("Former ids; their addresses lead here.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An entry of registers/groups.yml: letters on one subject to several recipients."""

    title: Words = about("What the letters are about.", example="Supply chain of a cotton mill")
    summary: Words | None = about("A few neutral sentences.", default=None)
    example: bool = about("true: fictional, and marked so wherever it is listed.", default=False)
    formerly: tuple[GroupId, ...] = about("Former ids; their addresses lead here.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All registers, each by id."""

    mandates: Mapping[str, Mandate]
    recipients: Mapping[str, Recipient]
    instruments: Mapping[str, Instrument]
    groups: Mapping[str, Group]

    def known(self, reasons: Mapping[str, Words]) -> Known:
        """The ids that a letter may use, each also by its names, so that a near miss can be told.

        `reasons` are the public reasons of the policy, by id.
        """
        names = {each.name: _names(getattr(self, each.name)) for each in fields(self)}
        return Known({**names, "reasons": {each: each for each in reasons}})

    def state_codes(self) -> frozenset[str]:
        """The codes that a reference may carry, OTH aside."""
        return frozenset(
            each.code for each in self.recipients.values() if each.kind is RecipientKind.STATE and each.code is not None
        )


REGISTERS: Mapping[str, type] = {
    "mandates": Mandate,
    "recipients": Recipient,
    "instruments": Instrument,
    "groups": Group,
}


def _names(register: Mapping[str, object]) -> dict[str, str]:
    """Every name of every entry -> its id; an id wins over a name."""
    names: dict[str, str] = {}
    for key, entry in register.items():
        for attribute in ("name", "label", "title", "short"):
            for _, name in getattr(entry, attribute, ()) or ():
                names.setdefault(name, key)
        if code := getattr(entry, "code", None):
            names.setdefault(code, key)
        for alias in getattr(entry, "aliases", ()):
            names.setdefault(alias, key)
    return {**names, **{key: key for key in register}}
