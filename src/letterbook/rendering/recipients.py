"""The recipients of a letter, each with how it is addressed and the whole status of its response."""

from __future__ import annotations

from dataclasses import dataclass, replace

from letterbook import urls
from letterbook.derived.relations import Relations
from letterbook.derived.response_status import Status, StatusKind, find_response_status, find_statuses
from letterbook.i18n import Interface
from letterbook.i18n.isolation import isolate
from letterbook.model.public import Addressing, Communication, Response, ResponseKind
from letterbook.rendering.headline import StatusLine, write_statuses
from letterbook.rendering.views import Linked


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientView:
    """A recipient: a link to its page, how the letter is addressed to it, and its status. Further replies come after
    the first one."""

    link: Linked
    notes: str
    statuses: tuple[StatusLine, ...]


def view_recipients(letter: Communication, relations: Relations, interface: Interface) -> list[RecipientView]:
    """View the recipients of a letter in its order. Each status links to the response, or to the notice of one that was
    withdrawn."""
    responses = relations.find_responses(letter)
    return [
        RecipientView(
            link=Linked.to_entry(each.recipient.name, urls.recipient(each.recipient.id), interface),
            notes=_write_notes(each, interface),
            statuses=tuple(
                _write_lines(
                    status, letter, [one for one in responses if one.recipient.id == each.recipient.id], interface
                )
            ),
        )
        for each, status in zip(letter.recipients, find_statuses(letter, relations), strict=True)
    ]


def _write_lines(
    status: Status, letter: Communication, responses: list[Response], interface: Interface
) -> list[StatusLine]:
    """Write the status of a recipient, then its further replies."""
    (line,) = write_statuses((status,), interface)
    first = next(
        (
            each
            for each in responses
            if find_response_status(each.kind) is status.kind and (each.date - letter.sent).days == status.day
        ),
        None,
    )
    if first is not None:
        line = replace(line, address=urls.response(first.letter, first.slug))
    return [line] + [
        _write_further_reply(each, letter, interface)
        for each in responses
        if each.kind is ResponseKind.FURTHER_REPLY and each is not first
    ]


def _write_further_reply(response: Response, letter: Communication, interface: Interface) -> StatusLine:
    short = interface.plural("status-further-reply", (response.date - letter.sent).days)
    return StatusLine(
        kind=StatusKind.REPLIED,
        text=interface.join_label(interface.words(response.recipient.name), short),
        short=short,
        address=urls.response(response.letter, response.slug),
    )


def _write_notes(each: Addressing, interface: Interface) -> str:
    notes = [isolate(each.addressee)] if each.addressee else []
    if each.named_as:
        notes.append(interface.text("named-as", name=each.named_as))
    if each.via:
        notes.append(interface.text("via", name=each.via))
    return ", ".join(notes)
