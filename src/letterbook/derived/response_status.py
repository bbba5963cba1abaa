"""The status of a recipient's response to a communication. It never claims more than the record does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from letterbook.derived.relations import Relations
from letterbook.model.public import Communication, Notice, Recipient, Response, ResponseKind


class StatusKind(StrEnum):
    """The kinds of status that one recipient's response to a communication can have."""

    REPLIED = "replied"
    WITHDRAWN = "withdrawn"
    ACKNOWLEDGED = "acknowledged"
    ASKED_FOR_TIME = "asked-for-time"
    NONE_SO_FAR = "none-so-far"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The status for one recipient. `day` is that of the first response of the kind, counted from sending: day 1 is the
    day after. `after` is the time for reply in days, if there is one and it had passed. `notice` is that of a withdrawn
    response, whose kind is no longer shown."""

    recipient: Recipient
    kind: StatusKind
    day: int | None = None
    after: int | None = None
    notice: Notice | None = None


_BY_RESPONSE = {
    ResponseKind.REPLY: StatusKind.REPLIED,
    ResponseKind.FURTHER_REPLY: StatusKind.REPLIED,
    ResponseKind.ACKNOWLEDGEMENT: StatusKind.ACKNOWLEDGED,
    ResponseKind.EXTENSION_REQUEST: StatusKind.ASKED_FOR_TIME,
}
_STRONGEST = (StatusKind.REPLIED, StatusKind.WITHDRAWN, StatusKind.ACKNOWLEDGED, StatusKind.ASKED_FOR_TIME)


def find_response_status(kind: ResponseKind) -> StatusKind:
    """Find the status that a response of a kind gives its recipient. A further reply is a reply."""
    return _BY_RESPONSE[kind]


def find_statuses(communication: Communication, relations: Relations) -> tuple[Status, ...]:
    """Find the status for each recipient, in the letter's order."""
    responses, notices = relations.find_responses(communication), relations.find_withdrawn(communication)
    return tuple(_find_status(communication, each.recipient, responses, notices) for each in communication.recipients)


def _find_status(
    communication: Communication,
    recipient: Recipient,
    responses: tuple[Response, ...],
    notices: tuple[Notice, ...],
) -> Status:
    notice = next((each for each in reversed(notices) if each.recipient == recipient.id), None)
    days: dict[StatusKind, int] = {}
    for response in responses:
        if response.recipient.id == recipient.id:
            kind = find_response_status(response.kind)
            day = (response.date - communication.sent).days
            days[kind] = min(day, days.get(kind, day))
    for kind in _STRONGEST:
        if kind is StatusKind.WITHDRAWN and notice is not None:
            return Status(recipient=recipient, kind=kind, notice=notice)
        if kind in days:
            return Status(
                recipient=recipient, kind=kind, day=days[kind], after=_find_passed_time(communication, days[kind])
            )
    known = communication.responses_known
    return Status(recipient=recipient, kind=StatusKind.NONE_SO_FAR if known else StatusKind.NOT_KNOWN)


def _find_passed_time(communication: Communication, day: int) -> int | None:
    """Return the time for reply in days, if it had passed on that day."""
    if communication.response_due is None:
        return None
    time = (communication.response_due - communication.sent).days
    return time if day > time else None
