"""Looks up what is known about a cited document, such as a general comment, a resolution or a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from letterbook.citations.comments import name_document
from letterbook.citations.lexicon.words import load_bodies, load_committees, load_mandates, load_reports

_NAMED = re.compile(r"[A-Z]+ general (?:comment|recommendation) No\. [0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDocument:
    """A general comment or recommendation, a resolution, a decision or a report: which, is its `kind`.

    `issuer` is the name of the committee, body or mandate by language, `number` its number there, if it is not a
    report. A general comment and a report have a `title` by language and a `year`.
    """

    kind: str
    issuer: Mapping[str, str]
    number: str
    title: Mapping[str, str]
    year: int | None


def has_symbol(document: str) -> bool:
    """Whether a document has a symbol of its own: not `CCPR general comment No. 20`."""
    return _NAMED.fullmatch(document) is None


def find_known(document: str) -> tuple[KnownDocument, ...]:
    """Return what is known about a document: nothing, one entry, or for a joint comment one for each committee."""
    return _map_comments().get(document, ()) or tuple(_find_resolution(document)) or tuple(_find_report(document))


@cache
def _map_comments() -> Mapping[str, tuple[KnownDocument, ...]]:
    found: dict[str, tuple[KnownDocument, ...]] = {}
    for id_, committee in load_committees().items():
        for number, comment in committee.comments.items():
            known = KnownDocument(
                kind="recommendation" if committee.recommends else "comment",
                issuer=committee.label,
                number=str(number),
                title=comment.title,
                year=comment.years[0],
            )
            for document in filter(None, (name_document(id_, number, comment), comment.former_symbol)):
                found[document] = (*found.get(document, ()), known)
    return found


def _find_resolution(document: str) -> Iterator[KnownDocument]:
    for body in load_bodies().values():
        for kind, symbol in (("resolution", body.symbol), ("decision", body.decision)):
            prefix = (symbol or "").partition("{")[0]
            number = document.removeprefix(prefix)
            if prefix and number != document and re.match(r"(?:S-)?[0-9]", number):
                yield KnownDocument(kind=kind, issuer=body.label, number=number, title={}, year=None)


def _find_report(document: str) -> Iterator[KnownDocument]:
    if report := load_reports().get(document):
        issuer = load_mandates()[report.mandate].label
        yield KnownDocument(kind="report", issuer=issuer, number="", title={"en": report.title}, year=report.year)
