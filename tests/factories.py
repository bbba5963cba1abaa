"""Makes values of a record for tests, which state only what they are about: `letter(sent="2021-03-12")`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from letterbook.model.partial import Place
from letterbook.model.policy import Policy, Reason, ReleaseRule, ReportingPeriod, Responses
from letterbook.model.record import (
    Addressing,
    Attachment,
    Corpus,
    EarlierText,
    Letter,
    Release,
    Response,
    ResponseKind,
    SigningMandate,
    Translation,
    Withdrawal,
)
from letterbook.model.reference import LetterType, Reference
from letterbook.model.registers import (
    Group,
    Instrument,
    Mandate,
    MandateKind,
    Recipient,
    RecipientKind,
    Registers,
)
from letterbook.model.schema import (
    FileName,
    LanguageTag,
    MandateId,
    ReasonId,
    RecipientId,
    ResolutionNumber,
    Sha256,
    StateCode,
    Words,
)

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Files beside the project, which users do not have."""


def day(text: str) -> dt.date:
    """`day("2021-03-12")`"""
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    """`moment("2021-05-11T00:00+02:00")`"""
    found = dt.datetime.fromisoformat(text)
    assert found.tzinfo is not None
    return found


def policy(**changes: Any) -> Policy:
    """Make the policy of the procedure, in Geneva's time zone."""
    given: dict[str, Any] = {
        "publisher": "The testers",
        "time_zone": "Europe/Zurich",
        "release": tuple(
            ReleaseRule(type=type_, days=days)
            for type_, days in ((LetterType.ALLEGATION, 60), (LetterType.URGENT, 60), (LetterType.OTHER, 3))
        ),
        "responses": Responses.COMPLETE,
        "reasons": (
            Reason(id="press-release", text=Words.plain("made public with a press release")),
            Reason(id="safety", text=Words.plain("for the safety of a person")),
        ),
    }
    return Policy(**{**given, **changes})


def period(id_: str, sent: str, replies: str, **changes: Any) -> ReportingPeriod:
    """Make a reporting period: `period("2021-05", "2020-12-01..2021-05-31", "2021-02-01..2021-07-31")`."""
    (sent_from, sent_to), (replies_from, replies_to) = (map(day, each.split("..")) for each in (sent, replies))
    return ReportingPeriod(
        id=id_, sent_from=sent_from, sent_to=sent_to, replies_from=replies_from, replies_to=replies_to, **changes
    )


def registers() -> Registers:
    """Make registers with two entries or more of most kinds."""
    return Registers(
        mandates={
            "business": Mandate(
                name=Words.plain("Working Group on business"), label=Words.plain("Business"), kind=MandateKind.THEMATIC
            ),
            "torture": Mandate(
                name=Words.plain("Special Rapporteur on torture"),
                label=Words.plain("Torture"),
                kind=MandateKind.THEMATIC,
            ),
        },
        recipients={
            "xaa": Recipient(name=Words.plain("Norland"), kind=RecipientKind.STATE, code=StateCode("XAA")),
            "xbb": Recipient(name=Words.plain("Sudland"), kind=RecipientKind.STATE, code=StateCode("XBB")),
            "northwind": Recipient(
                name=Words.plain("Northwind Textiles"), kind=RecipientKind.COMPANY, country=StateCode("XAA")
            ),
            "southwind": Recipient(
                name=Words.plain("Southwind Mining"), kind=RecipientKind.COMPANY, country=StateCode("XBB")
            ),
        },
        instruments={
            "ungp": Instrument(
                title=Words.plain("Guiding Principles on Business and Human Rights"),
                short=Words.plain("Guiding Principles"),
                provision=Words.plain("Principle"),
                provisions=31,
            )
        },
        groups={
            "mills": Group(title=Words.plain("The cotton mills")),
            "mines": Group(title=Words.plain("The cobalt mines")),
        },
    )


def letter(reference: str = "AL OTH 1/2021", sent: str = "2021-03-12", **changes: Any) -> Letter:
    """Make a letter to Northwind, or to another `recipient`, such as "xaa".

    `hold=True` puts it on hold; `released_early` and `withdrawn` are days, such as "2021-04-01".
    """
    parsed = Reference.parse(reference)
    recipient = changes.pop("recipient", "northwind")
    given: dict[str, Any] = {
        "reference": parsed,
        "sent": day(sent),
        "language": "en",
        "mandates": (SigningMandate(mandate=MandateId("business"), resolution=ResolutionNumber("44/15")),),
        "recipients": (Addressing(recipient=RecipientId(recipient)),),
        "body": "We have the honour to address you.",
        "place": _place(f"data/letters/{parsed.slug}.md"),
        **_expand(changes),
    }
    return Letter(**given)


def response(
    to: str = "AL OTH 1/2021", dated: str | None = "2021-04-01", kind: str = "reply", **changes: Any
) -> Response:
    """Make a response by Northwind. It takes the same short arguments as `letter`."""
    recipient = changes.pop("recipient", "northwind")
    received = changes.pop("received", None)
    slug = changes.pop("slug", f"{dated or received}-{recipient}")
    given: dict[str, Any] = {
        "letter": Reference.parse(to),
        "recipient": recipient,
        "dated": day(dated) if dated else None,
        "received": day(received) if received else None,
        "language": "en",
        "kind": ResponseKind(kind),
        "slug": slug,
        "body": "We thank you for your letter.",
        "place": _place(f"data/responses/{slug}.md"),
        **_expand(changes),
    }
    return Response(**given)


def attachment(file: str, *, public_copy: bool = True) -> Attachment:
    """Make an attachment, a PDF of a letter or response."""
    return Attachment(
        file=FileName(file),
        title=f"The file {file}",
        language=LanguageTag("en"),
        sha256=Sha256("0" * 64),
        public_copy=public_copy,
    )


def translation(language: str = "fr", **changes: Any) -> Translation:
    """Make an unofficial translation of a letter or response."""
    given: dict[str, Any] = {
        "translation_of": "al-oth-1-2021",
        "language": language,
        "official": False,
        "body": "Nous avons l’honneur de nous adresser à vous.",
        "place": _place("data/letters/al-oth-1-2021.fr.md"),
    }
    return Translation(**{**given, **changes})


def earlier_text(replaced: str, body: str, of: str = "AL OTH 1/2021", **changes: Any) -> EarlierText:
    """Make the text of a letter, or of a response to it, as it was until a correction."""
    path = f"data/earlier/{Reference.parse(of).slug}/{replaced}.md"
    return EarlierText(letter=Reference.parse(of), replaced=day(replaced), body=body, place=_place(path), **changes)


def texts(value: object) -> Iterator[str]:
    """Yield every text, date, number and path anywhere in a value."""
    if is_dataclass(value):
        for each in fields(value):
            yield from texts(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(key)
            yield from texts(inner)
    elif isinstance(value, tuple | list | set | frozenset):
        for inner in value:
            yield from texts(inner)
    elif value is not None:
        yield str(value)


def corpus(*filed: Letter | Response, rules: Policy | None = None, folder: Path = Path("data")) -> Corpus:
    """Make a record of letters and responses."""
    return Corpus(
        folder=folder,
        letters=tuple(each for each in filed if isinstance(each, Letter)),
        responses=tuple(each for each in filed if isinstance(each, Response)),
        registers=registers(),
        policy=rules or policy(),
    )


def _expand(changes: dict[str, Any]) -> dict[str, Any]:
    if changes.pop("hold", False):
        changes["release"] = Release(hold=True, review=day("2030-01-01"), reason=ReasonId("safety"))
    if early := changes.pop("released_early", None):
        changes["release"] = Release(date=day(early), reason=ReasonId("press-release"))
    if isinstance(gone := changes.get("withdrawn"), str):
        changes["withdrawn"] = Withdrawal(date=day(gone), reason=ReasonId("safety"))
    return changes


def _place(path: str) -> Place:
    return Place(path=path, lines={}, body_line=1)
