"""The titles of letters and responses, as pages, listings and tables show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letterbook.i18n import Interface
from letterbook.i18n.isolation import isolate
from letterbook.model.public import Addressing, Communication, ReportingPeriod, Response, Text
from letterbook.model.reference import Reference
from letterbook.model.schema import Words


@dataclass(frozen=True, slots=True)
class Passage:
    """A text by the editors and its language, or "" if that is the interface's."""

    text: str
    language: str = ""


def write_title(communication: Communication, interface: Interface) -> Passage:
    """Write the title: the editors' subject, or else type, recipients and date."""
    if communication.subject is not None:
        return choose_passage(communication.subject, communication.text.language, interface)
    text = interface.text(
        "title-of",
        type=interface.text(f"type-{communication.reference.type}"),
        to=write_addressees(communication.recipients, interface),
        date=interface.date(communication.sent),
    )
    return Passage(text)


def write_response_name(response: Response, interface: Interface) -> str:
    """`Northwind Textiles’ reply`"""
    return interface.text(
        "response-name",
        kind=interface.text(f"response-{response.kind}"),
        of=interface.name("of", response.recipient),
    )


def write_response_title(response: Response, interface: Interface) -> str:
    """`Northwind Textiles’ reply, 3 May 2024`, for places where the letter is named too."""
    return f"{write_response_name(response, interface)}, {interface.date(response.date)}"


def write_full_title(response: Response, letter: Communication, interface: Interface) -> str:
    """`Northwind Textiles’ reply: Working hours in three mills`, for places where the title stands alone.

    It ends with the subject of the letter, or else with the date.
    """
    if letter.subject is None:
        return write_response_title(response, interface)
    return interface.join_label(write_response_name(response, interface), write_title(letter, interface).text)


def write_addressees(recipients: Sequence[Addressing], interface: Interface) -> str:
    """`to A, B and C`"""
    return interface.to(*(interface.name("to", each.recipient) for each in recipients))


def join_reference(reference: Reference, title: str) -> str:
    """`AL XAA 3/2024 · A training scheme`: the one form in which a reference precedes a title."""
    return f"{reference} · {isolate(title)}"


def describe_translation(text: Text, interface: Interface) -> str:
    """`unofficial translation, by the Government`"""
    status = interface.text("translation-official" if text.official else "translation-unofficial")
    by = [interface.text("translation-by", name=text.translated_by)] if text.translated_by else []
    return ", ".join([status, *by])


def write_period(period: ReportingPeriod, interface: Interface) -> str:
    """Write the title of the report on a period."""
    if period.title is not None:
        return choose_passage(period.title, "", interface).text
    return interface.text("report-sent", first=interface.date(period.sent_from), last=interface.date(period.sent_to))


def choose_passage(words: Words, text_language: str, interface: Interface) -> Passage:
    """Choose the text in the interface's language, or else in the letter's, or else the first.

    If the editors named no language, the text is in the letter's, `text_language`.
    """
    texts = dict(words.by_language)
    chosen = next(each for each in (interface.language, text_language, "", *texts) if each in texts)
    named = chosen or text_language
    return Passage(texts[chosen], "" if named == interface.language else named)
