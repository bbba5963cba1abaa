"""The titles of communications and responses, and the lines about them, for their pages and for every listing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.changes import find_last_change
from letterbook.derived.examples import ExampleTags
from letterbook.derived.relations import Relations
from letterbook.derived.response_status import Status, StatusKind, find_statuses
from letterbook.derived.titles import write_response_title, write_title
from letterbook.i18n import Interface
from letterbook.i18n.isolation import isolate
from letterbook.model.public import Communication, Response

SEPARATOR = "\N{NO-BREAK SPACE}· "
"""The dot between facts, which never begins a line; templates have it as `separator`."""
MARKS = ("corrected", "answers")
"""What lists say of a letter or response beside its status; the interface has `mark-…` for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLine:
    """A status in words, its kind, which chooses the mark beside it, and the address of a notice, if there is one.

    `text` begins with the recipient's name; `short` is without it.
    """

    kind: StatusKind
    text: str
    short: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """A communication in a listing; `address` is its page from the root of the site, `released` its release date.

    `type` is in words, and `recipients` are names. `tag` is a key of the interface's words: see `ExampleTags`. `marks`
    say what else a reader may look for: see `list_marks`.
    """

    reference: str
    released: dt.date
    address: str
    title: str
    title_language: str
    type: str
    recipients: tuple[str, ...]
    sent: dt.date
    statuses: tuple[StatusLine, ...]
    tag: str
    marks: tuple[str, ...]
    changed: dt.date


def write_lead(communication: Communication, interface: Interface) -> str:
    """`Joint allegation letter (7 mandates) · to Northwind Textiles (Ms. Ida Example) · sent … · released …`"""
    addressed = [
        isolate(interface.name("to", each.recipient)) + (f" ({isolate(each.addressee)})" if each.addressee else "")
        for each in communication.recipients
    ]
    return SEPARATOR.join(
        (
            interface.plural(f"joint-{communication.reference.type}", len(communication.mandates)),
            interface.to(*addressed),
            *_write_dates(communication, interface),
        )
    )


def make_rows(
    communications: Sequence[Communication], relations: Relations, interface: Interface
) -> dict[str, LetterRow]:
    """Make a row for each communication, by its key, in the same order."""
    tags = ExampleTags.of(communications)
    return {each.reference.key: _make_row(each, relations, interface, tags) for each in communications}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRow:
    """A response in the list of new responses; `released` is its release date, `subject` that of its letter, and
    `marks` are those of `list_marks`."""

    title: str
    address: str
    letter: str
    letter_address: str
    released: dt.date
    subject: str
    subject_language: str
    tag: str
    marks: tuple[str, ...]


def make_response_row(
    response: Response, letter: Communication, interface: Interface, tags: ExampleTags
) -> ResponseRow:
    """Make the row of a response to a letter."""
    subject = write_title(letter, interface)
    return ResponseRow(
        title=write_response_title(response, interface),
        address=urls.response(response.letter, response.slug),
        letter=str(response.letter),
        letter_address=urls.letter(response.letter),
        released=response.released,
        subject=subject.text,
        subject_language=subject.language,
        tag=tags.choose(example=response.example),
        marks=list_marks(response, [response]),
    )


def list_marks(published: Communication | Response, responses: Iterable[Response]) -> tuple[str, ...]:
    """List the marks of a letter, with the responses to it, or of a response: `corrected` if it was corrected, and
    `answers` if the editors recorded which questions a response answers."""
    found = {"corrected": bool(published.corrections), "answers": any(each.answers for each in responses)}
    return tuple(mark for mark in MARKS if found[mark])


def write_statuses(found: Iterable[Status], interface: Interface) -> tuple[StatusLine, ...]:
    """Write each status in words, with the name of its recipient."""
    return tuple(_write_status_line(each, interface) for each in found)


def _write_status_line(status: Status, interface: Interface) -> StatusLine:
    short, notice = _write_status(status, interface), status.notice
    return StatusLine(
        kind=status.kind,
        text=interface.join_label(interface.words(status.recipient.name), short),
        short=short,
        address=urls.response(notice.reference, notice.response or "") if notice else "",
    )


def _write_status(status: Status, interface: Interface) -> str:
    key = f"status-{status.kind}"
    if status.notice is not None:
        return interface.text(key, date=interface.date(status.notice.date))
    words = interface.text(key) if status.day is None else interface.plural(key, status.day)
    return words if status.after is None else f"{words}, {interface.plural('status-after', status.after)}"


def write_response_facts(response: Response, interface: Interface) -> str:
    """Write the dates on which a response was written, received and made public."""
    days = {"response-dated": response.dated, "response-received": response.received, "released": response.released}
    noun = f"response-{response.kind}"
    return SEPARATOR.join(
        interface.text(key, noun=noun, date=interface.date(day)) for key, day in days.items() if day is not None
    )


def _make_row(communication: Communication, relations: Relations, interface: Interface, tags: ExampleTags) -> LetterRow:
    called = write_title(communication, interface)
    return LetterRow(
        reference=str(communication.reference),
        released=communication.released,
        address=urls.letter(communication.reference),
        title=called.text,
        title_language=called.language,
        type=interface.text(f"type-{communication.reference.type}"),
        recipients=tuple(interface.words(each.recipient.name) for each in communication.recipients),
        sent=communication.sent,
        statuses=write_statuses(find_statuses(communication, relations), interface),
        tag=tags.choose(example=communication.example),
        marks=list_marks(communication, communication.responses),
        changed=find_last_change(communication, relations.find_responses(communication)),
    )


def _write_dates(communication: Communication, interface: Interface) -> tuple[str, str]:
    noun = f"type-{communication.reference.type}"
    return (
        interface.text("sent", noun=noun, date=interface.date(communication.sent)),
        interface.text("released", noun=noun, date=interface.date(communication.released)),
    )
