"""Finds gaps in a letter or response that readers would notice, although nothing is required there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from letterbook.editing.drafts.draft import PROPOSED
from letterbook.ingest.front_matter import MAX_BYTES, cut_body
from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response, ResponseKind, TextKept


def find_gaps(filed: Letter | Response, letter: Letter, policy: Policy) -> tuple[str, ...]:
    """Return in words what is missing, such as `subject`. `letter` is the letter itself, or the one answered."""
    found = _find_gaps_of_letter(filed, policy) if isinstance(filed, Letter) else _find_gaps_of_response(filed, letter)
    return (*found, *_find_proposals(Path(filed.place.path)))


def _find_gaps_of_letter(letter: Letter, policy: Policy) -> Iterator[str]:
    if letter.subject is None:
        yield "subject"
    if letter.summary is None:
        yield "summary"
    if letter.text is TextKept.NONE and not policy.official_page and not _has_original(letter):
        yield "text, source or public copy"


def _find_gaps_of_response(response: Response, letter: Letter) -> Iterator[str]:
    if response.confidential or response.kind is ResponseKind.ACKNOWLEDGEMENT:
        return
    if response.text is TextKept.NONE and not _has_original(response):
        yield "text, source or public copy"
    if response.language != letter.language and all(
        each.has_read("language") and each.language != letter.language for each in response.translations
    ):
        yield f"translation into the letter's language ({letter.language})"


def _has_original(filed: Letter | Response) -> bool:
    """Return whether readers can find the text elsewhere."""
    return filed.source is not None or any(each.public_copy for each in filed.attachments)


def _find_proposals(path: Path) -> Iterator[str]:
    """Yield the fields whose value was proposed by an import, and which still have its comment."""
    with path.open("rb") as file:
        lines = cut_body(file.read(MAX_BYTES)).decode("utf-8", errors="replace").splitlines()
    for above, line in pairwise(lines):
        if above.strip() == f"# {PROPOSED}":
            yield f"{line.partition(':')[0].strip()} as proposed by the import: check it"
