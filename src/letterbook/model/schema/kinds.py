"""The kinds of value that a field can hold: how each is parsed, described to editors, and published as JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NewType

from letterbook.model.language import is_language
from letterbook.model.reference import Reference

_ID = "[a-z0-9]+(-[a-z0-9]+)*"
ID_PATTERN = f"^{_ID}$"
"""What an id of a register looks like, as JSON Schema writes it."""

Url = NewType("Url", str)
LanguageTag = NewType("LanguageTag", str)
Sha256 = NewType("Sha256", str)
FileName = NewType("FileName", str)
Provision = NewType("Provision", str)
Paragraphs = NewType("Paragraphs", str)
ResolutionNumber = NewType("ResolutionNumber", str)
Symbol = NewType("Symbol", str)
StateCode = NewType("StateCode", str)
TimeZone = NewType("TimeZone", str)
PagePattern = NewType("PagePattern", str)
ProvisionPattern = NewType("ProvisionPattern", str)
PublicContact = NewType("PublicContact", str)
MandateId = NewType("MandateId", str)
RecipientId = NewType("RecipientId", str)
InstrumentId = NewType("InstrumentId", str)
GroupId = NewType("GroupId", str)
ReasonId = NewType("ReasonId", str)


@dataclass(frozen=True, slots=True)
class Words:
    """A text by the editors, in one language or several. The tag of a language that they did not name is `""`."""

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def plain(cls, text: str) -> Words:
        """Make a text whose language is not named."""
        return cls((("", text),))

    def in_language(self, *languages: str) -> str:
        """Return the text in the first of `languages` that it has, or else in its own first language."""
        texts = dict(self.by_language)
        return next((texts[each] for each in languages if each in texts), self.by_language[0][1])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.by_language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of value.

    `parse` turns text into a value, and raises ValueError if the text is not of this kind. `rule` is the rule that then
    reports it, and `register` the register that must have the value, or "".
    """

    name: str
    parse: Callable[[str], Any]
    rule: str = "invalid-value"
    json_schema: Mapping[str, object] = field(default_factory=lambda: {"type": "string"})
    register: str = ""


def _parse_text(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def _match(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def parse(text: str) -> str:
        if compiled.fullmatch(text) is None:
            raise ValueError(text)
        return text

    return parse


def _parse_date(text: str) -> date:
    day = date.fromisoformat(_match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(text))
    if day.year < 1946:  # the United Nations Commission on Human Rights first met in 1946
        raise ValueError(text)
    return day


def _parse_number(text: str) -> int:
    return int(_match(r"[0-9]{1,6}")(text))


def _parse_truth(text: str) -> bool:
    return {"true": True, "false": False}[_match("true|false")(text)]


def _parse_url(text: str) -> str:
    return _match(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?([/?#][^\s<>\"{}|\\^`]*)?")(text)


def _parse_language(text: str) -> str:
    if not is_language(text):
        raise ValueError(text)
    return text


@cache
def list_time_zones() -> frozenset[str]:
    """Return the time zones that a policy can name: those of an area and a city in tzdata, and UTC.

    A machine's own zone (`localtime`), fixed offsets (`Etc/GMT-14`, whose sign means the opposite) and old short names
    are left out.
    """
    names = (files("tzdata") / "zones").read_text(encoding="ascii").splitlines()
    return frozenset(each for each in names if each.split("/")[0] in _AREAS) | {"UTC"}


def _parse_time_zone(text: str) -> str:
    if text not in list_time_zones():
        raise ValueError(text)
    return text


def _parse_page_pattern(text: str) -> str:
    _parse_url(re.sub(r"\{(?:code|number|year)\}", "1", text))
    return text


def _parse_provision_pattern(text: str) -> str:
    if "{provision}" not in text:
        raise ValueError(text)
    _parse_url(text.replace("{provision}", "1"))
    return text


def _make_id_kind(name: str, register: str) -> Kind:
    return Kind(
        name=name,
        parse=_match(_ID),
        rule=f"unknown-{register.removesuffix('s')}",
        register=register,
        json_schema={"type": "string", "pattern": ID_PATTERN},
    )


def _make_pattern_kind(name: str, pattern: str, rule: str = "invalid-value") -> Kind:
    return Kind(
        name=name,
        parse=_match(pattern),
        rule=rule,
        json_schema={"type": "string", "pattern": f"^(?:{pattern})$"},
    )


_AREAS = frozenset(
    ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
)

# A/HRC/17/31, CCPR/C/21/Rev.1/Add.13, A/RES/217 A (III), A/RES/2106 (XX), S/RES/1325 (2000)
_PROVISION = (
    r"[0-9]{1,3}(\([0-9a-z]+\))*(-[0-9]{1,3})?( \(commentary\))?|[IVXLC]+|preamble"
    r"|[0-9]{1,3}\.([0-9]{1,2}|[a-z])(-[0-9]{1,3}\.([0-9]{1,2}|[a-z]))?"
)
_PARAGRAPHS = r"[0-9]{1,4}[a-z]?(-[0-9]{1,4}[a-z]?)?"
_SYMBOL = r"[A-Z]+(/[A-Za-z0-9]+(\.[A-Za-z0-9]+)*)+( ?[A-Z])?( ?\(([IVXLC]+|[0-9]{4})\))?"

# ohchr-*@un.org, +41 22 917*
_PUBLIC_CONTACT = r"[\w.+*'-]+@[\w*-]+(\.[\w-]+)+|\+[0-9]([ ().-]{0,2}[0-9]){4,14} ?\*?"

# Text editors with a schema take a bare 2.10 or true for something other than text.
TEXT_SCHEMA: Mapping[str, object] = {"type": ["string", "number", "boolean"], "minLength": 1}

KINDS: Mapping[object, Kind] = {
    str: Kind(name="text", parse=_parse_text, json_schema=TEXT_SCHEMA),
    int: Kind(
        name="a whole number",
        parse=_parse_number,
        json_schema={"oneOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^\\d+$"}]},
    ),
    bool: Kind(
        name="true or false",
        parse=_parse_truth,
        json_schema={"enum": [True, False, "true", "false"]},
    ),
    date: Kind(
        name="a date like 2021-03-12 (year-month-day)",
        parse=_parse_date,
        rule="invalid-date",
        json_schema={"type": "string", "format": "date"},
    ),
    Reference: Kind(
        name="a reference like AL XAA 3/2024",
        parse=Reference.parse,
        rule="invalid-reference",
        json_schema={"type": "string", "examples": ["AL XAA 3/2024"]},
    ),
    Url: Kind(
        name="an address that begins with http:// or https://",
        parse=_parse_url,
        rule="invalid-url",
        json_schema={"type": "string", "format": "uri", "pattern": "^https?://"},
    ),
    LanguageTag: Kind(
        name="a language tag like en, fr or zh-Hans (BCP 47)",
        parse=_parse_language,
        rule="unknown-language",
    ),
    Sha256: Kind(
        name="a SHA-256 checksum of 64 hexadecimal digits",
        parse=lambda text: _match("[0-9a-f]{64}")(text.lower()),
        json_schema={"type": "string", "pattern": "^[0-9A-Fa-f]{64}$"},
    ),
    FileName: Kind(name="the name of a file in the letter's folder of attachments", parse=_parse_text),
    Provision: Kind(
        name="a provision like 13, 25-31, 9(2), 8.7 or 19 (commentary)",
        parse=_match(_PROVISION),
        rule="invalid-provision",
        # Text editors with a schema take a bare 13 or 8.7 for a number.
        json_schema={
            "oneOf": [
                {"type": "number", "minimum": 0, "maximum": 999},
                {"type": "string", "pattern": f"^(?:{_PROVISION})$"},
            ]
        },
    ),
    Paragraphs: Kind(
        name="the number of a paragraph, or a range of numbers, like 4, 4a or 4-6",
        parse=_match(_PARAGRAPHS),
        json_schema={
            "oneOf": [
                {"type": "integer", "minimum": 1, "maximum": 9999},
                {"type": "string", "pattern": f"^(?:{_PARAGRAPHS})$"},
            ]
        },
    ),
    ResolutionNumber: _make_pattern_kind(
        "the number of a resolution of the Human Rights Council like 44/15", r"[0-9]{1,3}/[0-9]{1,3}"
    ),
    Symbol: _make_pattern_kind("the symbol of a document like A/HRC/17/31", _SYMBOL),
    StateCode: _make_pattern_kind("a code of three letters (ISO 3166-1 alpha-3)", "[A-Z]{3}"),
    PagePattern: Kind(
        name="an address that begins with http:// or https:// and may contain {code}, {number} and {year}",
        parse=_parse_page_pattern,
        rule="invalid-url",
    ),
    ProvisionPattern: Kind(
        name="an address that begins with http:// or https:// and contains {provision}",
        parse=_parse_provision_pattern,
        rule="invalid-url",
        json_schema={"type": "string", "pattern": "^https?://.*\\{provision\\}"},
    ),
    PublicContact: _make_pattern_kind(
        "an e-mail address, or a telephone number that begins with +; * stands for any part of an address, or for the"
        " end of a number",
        _PUBLIC_CONTACT,
    ),
    TimeZone: Kind(
        name="a time zone named after an area and a city, like Europe/Zurich, or UTC", parse=_parse_time_zone
    ),
    MandateId: _make_id_kind("the id of a mandate in registers/mandates.yml", "mandates"),
    RecipientId: _make_id_kind("the id of a recipient in registers/recipients.yml", "recipients"),
    InstrumentId: _make_id_kind("the id of an instrument in registers/instruments.yml", "instruments"),
    GroupId: _make_id_kind("the id of a group in registers/groups.yml", "groups"),
    ReasonId: _make_id_kind("the id of a reason in policy.yml", "reasons"),
}
