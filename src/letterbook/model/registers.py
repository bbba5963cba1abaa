"""The registers of what letters name by an id: mandates, recipients, instruments and groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from letterbook.model.schema import (
    GroupId,
    InstrumentId,
    MandateId,
    Provision,
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
    """Whether a mandate is on a theme or on a country."""

    THEMATIC = "thematic"
    COUNTRY = "country"


class MandateBody(StrEnum):
    """The kind of mandate holder."""

    SPECIAL_RAPPORTEUR = "special-rapporteur"
    INDEPENDENT_EXPERT = "independent-expert"
    WORKING_GROUP = "working-group"
    OTHER = "other"


class RecipientKind(StrEnum):
    """The kinds of recipient."""

    STATE = "state"
    COMPANY = "company"
    INTERGOVERNMENTAL = "intergovernmental"
    DE_FACTO_AUTHORITY = "de-facto-authority"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """An entry of registers/mandates.yml."""

    name: Words = about(
        "The full name, without an article.", example="Special Rapporteur on the rights of lighthouse keepers"
    )
    label: Words = about("A short name for lists and filters.", example="Lighthouse keepers")
    kind: MandateKind = about("Whether the mandate is on a theme or on a country.", example="thematic")
    body: MandateBody | None = about("The kind of mandate holder.", default=None, example="special-rapporteur")
    aliases: tuple[str, ...] = about("Other names, including former ones.", default=(), example="SR lighthouse keepers")
    formerly: tuple[MandateId, ...] = about("Former ids, whose addresses lead to this entry.", default=())
    resolutions: tuple[ResolutionNumber, ...] = about(
        "Human Rights Council resolutions that letters cite for the mandate.", default=(), example="37/12"
    )
    example: bool = about("true: fictional, and marked as such wherever it is listed.", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """The identifier of a recipient or an instrument in another register."""

    scheme: str = about("The other register.", example="LEI")
    value: str = about("The identifier there.", example="529900T8BM49AURSDO55")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """An entry of registers/recipients.yml."""

    name: Words = about("The name: text, or one text for each language.", example="Northwind Textiles")
    kind: RecipientKind = about("The kind of recipient.", example="company")
    code: StateCode | None = about(
        "For a State: its ISO 3166-1 alpha-3 code, or XAA to XZZ if it is fictional.",
        default=None,
        example="XAA",
    )
    country: StateCode | None = about(
        "For a company: the code of the State where it is based.", default=None, example="XAA"
    )
    aliases: tuple[str, ...] = about("Other names that readers may search for.", default=(), example="Northwind")
    formerly: tuple[RecipientId, ...] = about("Former ids, whose addresses lead to this entry.", default=())
    identifiers: tuple[Identifier, ...] = about("Identifiers of the recipient in other registers.", default=())
    example: bool = about("true: fictional, and marked as such wherever it is listed.", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """An entry of registers/instruments.yml."""

    title: Words = about("The full title.", example="International Covenant on Civil and Political Rights")
    short: Words = about("The short title that letters use.", example="ICCPR")
    aliases: tuple[str, ...] = about(
        "Other titles that letters use, in any language.",
        default=(),
        example="Covenant on Civil and Political Rights",
    )
    numbered: tuple[str, ...] = about(
        "Names that, followed by numbers, mean provisions of the instrument.",
        default=(),
        example="Guiding Principle",
    )
    provision: Words = about("The word for one of its provisions.", example="article")
    provisions: int | None = about("The number of its provisions.", default=None, example="53")
    part: Words | None = about(
        "The word for a numbered part of a provision, if it has one: target 8.7 is part of goal 8.",
        default=None,
        example="target",
    )
    parts: tuple[Provision, ...] = about("The numbers of these parts.", default=(), example="8.1-8.10")
    symbol: Symbol | None = about("The symbol of its document.", default=None, example="A/RES/2200 A (XXI)")
    url: Url | None = about("The address of the official text.", default=None)
    provision_url: ProvisionPattern | None = about(
        "The address of one provision in the official text, if each has one; `{provision}` is replaced by its number.",
        default=None,
        example="https://example.org/covenant#article-{provision}",
    )
    identifiers: tuple[Identifier, ...] = about(
        "Identifiers of the instrument in other registers, such as that of the treaties of the United Nations.",
        default=(),
    )
    source: str | None = about(
        "Where the titles and numbers were looked up.", default=None, example="A/RES/43/173, annex"
    )
    formerly: tuple[InstrumentId, ...] = about("Former ids, whose addresses lead to this entry.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """An entry of registers/groups.yml: letters on one subject to several recipients."""

    title: Words = about("The subject of the letters.", example="Supply chain of a cotton mill")
    summary: Words | None = about("A short neutral summary by the editors.", default=None)
    example: bool = about("true: fictional, and marked as such wherever it is listed.", default=False)
    formerly: tuple[GroupId, ...] = about("Former ids, whose addresses lead to this entry.", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All registers; the entries of each are by id."""

    mandates: Mapping[str, Mandate]
    recipients: Mapping[str, Recipient]
    instruments: Mapping[str, Instrument]
    groups: Mapping[str, Group]

    def find_known_ids(self, reasons: Mapping[str, Words]) -> Known:
        """Collect the ids that a letter may use, and the names by which to suggest one that an editor may have meant.

        `reasons` are the public reasons of the policy, by id.
        """
        names = {each.name: _map_names(getattr(self, each.name)) for each in fields(self)}
        return Known({**names, "reasons": {each: each for each in reasons}})

    def state_codes(self) -> frozenset[str]:
        """Return the State codes that a reference may have; OTH comes in addition."""
        return frozenset(
            each.code for each in self.recipients.values() if each.kind is RecipientKind.STATE and each.code is not None
        )


REGISTERS: Mapping[str, type] = {
    "mandates": Mandate,
    "recipients": Recipient,
    "instruments": Instrument,
    "groups": Group,
}


def list_names(id_: str, entry: object) -> Iterator[str]:
    """Yield the names of a register's entry, in any language, with its code, former ids and id."""
    for attribute in ("name", "label", "title", "short"):
        yield from (text for _, text in getattr(entry, attribute, None) or ())
    if code := getattr(entry, "code", None):
        yield str(code)
    yield from getattr(entry, "aliases", ())
    yield from getattr(entry, "formerly", ())
    yield id_


def _map_names(register: Mapping[str, object]) -> dict[str, str]:
    """Map every name of every entry to its id. An id takes precedence over a name."""
    names: dict[str, str] = {}
    for key, entry in register.items():
        for name in list_names(key, entry):
            names.setdefault(name, key)
    return {**names, **{key: key for key in register}}
