"""The names of States by their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from letterbook.i18n import Interface
from letterbook.model.public import Communication, Public, Recipient


def list_named(letter: Communication) -> Iterator[Recipient]:
    """Yield every recipient that a letter names: those it or a similar letter was sent to or is about."""
    yield from (each.recipient for each in letter.recipients)
    yield from letter.concerning
    yield from (each.recipient for each in letter.also_sent_to if each.recipient)


def name_states(public: Public, interface: Interface) -> Mapping[str, str]:
    """Map the code of each State that a released letter names to its name."""
    return {
        recipient.code: interface.words(recipient.name)
        for letter in public.communications
        for recipient in list_named(letter)
        if recipient.code is not None
    }
