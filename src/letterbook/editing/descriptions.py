"""Describes letters and responses to an editor in one line each, as far as they could be read."""

from __future__ import annotations

from letterbook.ingest.corpus import Heads
from letterbook.model.record import Letter, Response
from letterbook.model.schema import Words


class Describer:
    """Describes the letters and responses of a record."""

    def __init__(self, heads: Heads) -> None:
        self._recipients = heads.registers.recipients
        self._letters = {each.reference.key: each for each in heads.letters if each.has_read("reference")}

    def describe(self, filed: Letter | Response) -> str:
        """`The cotton mills; to Norland, sent 2024-03-03` or `Reply from Norland to AL XAA 3/2024`"""
        parties = ", ".join(map(self.name_recipient, list_parties(filed)))
        if isinstance(filed, Letter):
            subject = write_words(filed.subject) if filed.has_read("subject") and filed.subject else ""
            sent = f", sent {filed.sent}" if filed.has_read("sent") else ""
            return f"{subject}; to {parties}{sent}" if subject else f"To {parties}{sent}"
        letter = self._letters.get(filed.letter.key) if filed.has_read("letter") else None
        to = f" to {letter.reference if letter else filed.letter}" if filed.has_read("letter") else ""
        kind = filed.kind.replace("-", " ").capitalize() if filed.has_read("kind") else "Response"
        return f"{kind} from {parties}{to}"

    def name_recipient(self, id_: str) -> str:
        """Return the name of a recipient, or its id if the register does not have it."""
        entry = self._recipients.get(id_)
        return write_words(entry.name) if entry else id_


def list_parties(filed: Letter | Response) -> tuple[str, ...]:
    """Return the ids of a letter's recipients, or of a response's sender."""
    if isinstance(filed, Letter):
        return tuple(each.recipient for each in filed.recipients) if filed.has_read("recipients") else ()
    return (filed.recipient,) if filed.has_read("recipient") else ()


def write_words(words: Words) -> str:
    """Write a text in English, or else in its first language."""
    return words.in_language("en")
