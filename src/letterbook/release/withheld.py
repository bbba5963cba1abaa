"""What a record holds and its site does not show, in numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from letterbook.citations import CitationCache
from letterbook.model.record import Corpus, Letter, Response
from letterbook.release.conversion import response_slug
from letterbook.release.gate import release


@dataclass(frozen=True, slots=True)
class Unshown:
    """How many letters and responses the site has never told of, and how many files and notes there are for the editors
    alone; of invented letters none is counted."""

    letters: int
    responses: int
    files: int
    notes: int

    def __bool__(self) -> bool:
        return bool(self.letters or self.responses or self.files or self.notes)


def withheld_keys(
    corpus: Corpus, as_of: dt.datetime, citations: CitationCache | None = None
) -> frozenset[tuple[str, str]]:
    """What a site of that moment has no page for, by key: letters, and responses by the last part of their address."""
    public = release(corpus, as_of, citations)
    shown = public.list_keys() | {(each.reference.key, each.response or "") for each in public.notices}
    held = {(each.reference.key, "") for each in corpus.letters}
    return frozenset(held | {(each.letter.key, response_slug(each)) for each in corpus.responses}) - shown


def unshown(corpus: Corpus, as_of: dt.datetime, citations: CitationCache | None = None) -> Unshown:
    """Count what is withheld at a moment: what is not due, held, or was withdrawn before its day.

    What is withdrawn with a notice had been public. The corpus has to be free of errors.
    """
    withheld = withheld_keys(corpus, as_of, citations)
    invented = {each.reference.key for each in corpus.letters if each.example}
    real: list[Letter | Response] = [each for each in corpus.letters if not each.example]
    real += [each for each in corpus.responses if each.letter.key not in invented]
    return Unshown(
        letters=sum(not response and key not in invented for key, response in withheld),
        responses=sum(bool(response) and key not in invented for key, response in withheld),
        files=sum(not file.public_copy for each in real for file in each.attachments),
        notes=sum(noted.note_internal is not None for each in real for noted in (each, *each.translations)),
    )
