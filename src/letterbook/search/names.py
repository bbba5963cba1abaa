"""The names of what a letter is about, as readers type them. The index has those on a letter's page; a card is found by
any of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from letterbook.model.public import Group, Instrument, Mandate, Recipient
from letterbook.model.reference import Reference

Names = tuple[tuple[str, str], ...]
"""Names, each with its language; "" where that is not known."""

_RESOLUTION = re.compile(r"/RES/(?P<number>.+)$")
_GENERAL_COMMENT = re.compile(r"/GC/(?P<number>[0-9]+)")
_ILO_CONVENTION = re.compile(r"^ilo-c(?P<number>[0-9]+)$")
_RESOLUTIONS = ("resolution", "resolución")
_GENERAL_COMMENTS = (
    "general comment",
    "general recommendation",
    "observation générale",
    "recommandation générale",
    "observación general",
    "recomendación general",
)
_ILO_CONVENTIONS = ("Convention ", "ILO Convention ", "Convenio ")


def name_recipient(recipient: Recipient) -> Names:
    """Return the names of a recipient, including its code."""
    return (*recipient.name, *_name(*recipient.aliases, recipient.code or ""), *_name_former(recipient.formerly))


def name_mandate(mandate: Mandate) -> Names:
    """Return the names of a mandate."""
    return (*mandate.name, *mandate.label, *_name(*mandate.aliases), *_name_former(mandate.formerly))


def name_instrument(instrument: Instrument) -> Names:
    """Return the names of an instrument, without its symbol."""
    convention = _ILO_CONVENTION.match(instrument.id)
    numbers = [f"{each}{convention['number']}" for each in _ILO_CONVENTIONS] if convention else []
    others = _name(*instrument.aliases, *instrument.numbered, *numbers)
    return (*name_cited_instrument(instrument), *others, *_name_former(instrument.formerly))


def name_cited_instrument(instrument: Instrument) -> Names:
    """Return the titles of an instrument and, of an ILO convention, its usual abbreviation: C169."""
    convention = _ILO_CONVENTION.match(instrument.id)
    return (*instrument.title, *instrument.short, *_name(f"C{convention['number']}" if convention else ""))


def name_document(symbol: str) -> Names:
    """Return the names of a document: its symbol, and for a resolution or general comment the number.

    >>> [text for _, text in name_document("A/HRC/RES/44/15")]
    ['A/HRC/RES/44/15', 'resolution 44/15', 'resolución 44/15']
    """
    names = [symbol]
    if resolution := _RESOLUTION.search(symbol):
        names += [f"{each} {resolution['number']}" for each in _RESOLUTIONS]
    if comment := _GENERAL_COMMENT.search(symbol):
        names += [f"{each} {comment['number']}" for each in _GENERAL_COMMENTS]
    return _name(*names)


def name_group(group: Group) -> Names:
    """Return the names of a group."""
    return (*group.title, *_name_former(group.formerly))


def name_reference(reference: Reference) -> str:
    """Return the name of a letter by the parts of its reference that identify it: `XAA 3/2024`."""
    return f"{reference.code} {reference.number}/{reference.year}"


def _name(*texts: str) -> Names:
    """Return names whose language is not known."""
    return tuple(("", text) for text in texts if text)


def _name_former(ids: Iterable[str]) -> Names:
    return _name(*(each.replace("-", " ") for each in ids))
