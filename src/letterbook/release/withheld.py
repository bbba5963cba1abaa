"""Finds and counts what a record has and its site does not show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from letterbook.citations import CitationCache
from letterbook.model.record import Corpus, Letter, Response
from letterbook.release.conversion import derive_response_slug
from letterbook.release.gate import release


@dataclass(frozen=True, slots=True)
class WithheldCounts:
    """The numbers of letters and responses that the site has never shown, and of internal files and notes. Examples,
    which are invented letters, are not counted."""

    letters: int
    responses: int
    files: int
    notes: int

    def __bool__(self) -> bool:
        return bool(self.letters or self.responses or self.files or self.notes)


def find_withheld_keys(
    corpus: Corpus, as_of: dt.datetime, citations: CitationCache | None = None
) -> frozenset[tuple[str, str]]:
    """Return the keys of the letters and responses that have no page at the moment `as_of`.

    A key is that of the letter, with the last part of the response's address or "". Arguments are those of `release`.
    """
    public = release(corpus, as_of, citations)
    shown = public.list_keys() | {(each.reference.key, each.response or "") for each in public.notices}
    held = {(each.reference.key, "") for each in corpus.letters}
    return frozenset(held | {(each.letter.key, derive_response_slug(each)) for each in corpus.responses}) - shown


def count_withheld(corpus: Corpus, as_of: dt.datetime, citations: CitationCache | None = None) -> WithheldCounts:
    """Count what is withheld at the moment `as_of`: not yet due, on hold, or withdrawn before its release.

    Something withdrawn with a notice had been public and is not counted. Arguments are those of `release`.
    """
    withheld = find_withheld_keys(corpus, as_of, citations)
    invented = {each.reference.key for each in corpus.letters if each.example}
    real: list[Letter | Response] = [each for each in corpus.letters if not each.example]
    real += [each for each in corpus.responses if each.letter.key not in invented]
    return WithheldCounts(
        letters=sum(not response and key not in invented for key, response in withheld),
        responses=sum(bool(response) and key not in invented for key, response in withheld),
        files=sum(not file.public_copy for each in real for file in each.attachments),
        notes=sum(
            noted.note_internal is not None for each in real for noted in (each, *each.translations, *each.earlier)
        ),
    )
