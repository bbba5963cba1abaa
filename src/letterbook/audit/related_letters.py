"""Finds the letters whose text another letter or a response may repeat without that being a leak."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from letterbook.model.record import Corpus, Letter, Response

_DAYS = 31
"""The number of days within which the letters on one subject are sent to all their recipients."""
_ByDay = Mapping[tuple[dt.date | None, str | None], str]
"""The slugs of letters by the day of sending and the recipient."""


def find_related(corpus: Corpus) -> Mapping[str, frozenset[str]]:
    """Return the slugs of the letters to which each letter is related, by its slug: the ones that it follows, those in
    its group, and those on the same subject to recipients that either letter names."""
    keys = {each.reference.key: each.reference.slug for each in corpus.letters}
    days: _ByDay = {
        (each.sent, one.recipient): each.reference.slug for each in corpus.letters for one in each.recipients
    }
    members: defaultdict[str, set[str]] = defaultdict(set)
    named: defaultdict[str, list[Letter]] = defaultdict(list)
    for letter in corpus.letters:
        if letter.group is not None:
            members[letter.group].add(letter.reference.slug)
        for one in letter.also_sent_to:
            if one.recipient is not None:
                named[one.recipient].append(letter)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for letter in corpus.letters:
        own = letter.reference.slug
        found[own] |= set(_list_earlier(letter, keys, days)) | members[letter.group or ""]
        for other in (other for one in letter.recipients for other in named[one.recipient]):
            if abs((other.sent - letter.sent).days) <= _DAYS:
                found[own].add(other.reference.slug)
                found[other.reference.slug].add(own)
    return {slug: frozenset(others) for slug, others in found.items()}


def list_answered(response: Response) -> frozenset[str]:
    """Return the slugs of the letters that a response answers."""
    return frozenset(each.slug for each in (response.letter, *response.also_answers))


def _list_earlier(
    letter: Letter, keys: Mapping[str, str], days: Mapping[tuple[dt.date | None, str | None], str]
) -> Iterator[str]:
    for each in letter.follows:
        slug = keys.get(each.reference.key) if each.reference else days.get((each.sent, each.recipient))
        if slug is not None:
            yield slug
