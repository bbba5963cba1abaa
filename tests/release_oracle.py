"""Decides what is public of a generated record (see `strategies`) by other means than the gate.

It has its own table of the time zones' offsets from UTC in the years of the records, and counts days by number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from letterbook.model.record import Corpus, EarlierText, Letter, Response
from letterbook.model.registers import Registers
from strategies import DAYS, SENTENCES

_Filed = TypeVar("_Filed", Letter, Response)

ORACLE: dict[str, tuple[tuple[str, int], ...]] = {
    "Europe/Zurich": (
        ("2020-10-25T01:00", 60),
        ("2021-03-28T01:00", 120),
        ("2021-10-31T01:00", 60),
        ("2022-03-27T01:00", 120),
    ),
    "America/Havana": (
        ("2020-11-01T05:00", -300),
        ("2021-03-14T05:00", -240),
        ("2021-11-07T05:00", -300),
        ("2022-03-13T05:00", -240),
    ),
    "Asia/Beirut": (
        ("2020-10-24T21:00", 120),
        ("2021-03-27T22:00", 180),
        ("2021-10-30T21:00", 120),
        ("2022-03-26T22:00", 180),
    ),
    "Atlantic/Azores": (
        ("2020-10-25T01:00", -60),
        ("2021-03-28T01:00", 0),
        ("2021-10-31T01:00", -60),
        ("2022-03-27T01:00", 0),
    ),
    "Asia/Kathmandu": (("1986-01-01T00:00", 345),),
    "Pacific/Kiritimati": (("1995-01-01T00:00", 840),),
}
"""For each zone: the moments (in UTC) at which its offset changes, and the minutes that it is ahead of UTC since."""


def has_begun(day: int, record: Corpus, at: dt.datetime) -> bool:
    """Whether a day, by number, has begun in the time zone of the policy."""
    utc = at.astimezone(dt.UTC).replace(tzinfo=None)
    minutes = [ahead for since, ahead in ORACLE[record.policy.time_zone] if utc >= dt.datetime.fromisoformat(since)][-1]
    return (utc + dt.timedelta(minutes=minutes)).toordinal() >= day


def due(letter: Letter) -> int | None:
    """Return the number of the day on which a letter is released; None for never."""
    if letter.release is None:
        return letter.sent.toordinal() + DAYS[letter.reference.type]
    return None if letter.release.date is None else letter.release.date.toordinal()


def response_due(response: Response, letter: Letter) -> int | None:
    """Return the number of the day on which a response is released; None for never."""
    own = [each.toordinal() for each in (response.dated, response.received) if each is not None]
    if response.release is not None:
        own += [response.release.date.toordinal()] if response.release.date is not None else []
    day = due(letter)
    return None if day is None or (response.release is not None and response.release.hold) else max([day, *own])


def is_public(letter: Letter, record: Corpus, at: dt.datetime) -> bool:
    """Whether a letter may be seen."""
    day = due(letter)
    return letter.withdrawn is None and day is not None and has_begun(day, record, at)


def response_is_public(response: Response, letter: Letter, record: Corpus, at: dt.datetime) -> bool:
    """Whether a response may be seen."""
    day = response_due(response, letter)
    shown = is_public(letter, record, at) and response.withdrawn is None
    return shown and day is not None and has_begun(day, record, at)


def earlier_is_shown(earlier: EarlierText, filed: Letter | Response, record: Corpus, at: dt.datetime) -> bool:
    """Whether readers may see the text of something public as it was until a correction."""
    day = due(filed) if isinstance(filed, Letter) else response_due(filed, letter_of(filed, record))
    replaced = earlier.replaced.toordinal()
    return not filed.redactions and day is not None and day <= replaced and has_begun(replaced, record, at)


def letter_of(response: Response, record: Corpus) -> Letter:
    """Return the letter that a response answers."""
    return next(each for each in record.letters if each.reference == response.letter)


def visible(record: Corpus, at: dt.datetime) -> Iterator[Letter | Response]:
    """Yield the letters and responses that may be seen."""
    yield from (each for each in record.letters if is_public(each, record, at))
    for each in record.responses:
        if response_is_public(each, letter_of(each, record), record, at):
            yield each


def had_been_public(filed: Letter | Response, record: Corpus, at: dt.datetime) -> bool:
    """Whether something was public by a moment and before its withdrawal, or that of its letter."""
    letter = filed if isinstance(filed, Letter) else letter_of(filed, record)
    ends = [
        each.withdrawn.date.toordinal() for each in {id(filed): filed, id(letter): letter}.values() if each.withdrawn
    ]
    day = due(filed) if isinstance(filed, Letter) else response_due(filed, letter)
    return bool(ends) and day is not None and day <= min(ends) and has_begun(day, record, at)


def uses(filed: Letter | Response) -> set[tuple[str, str]]:
    """Return the register entries that a letter or response refers to, except its group."""
    if isinstance(filed, Response):
        return {("recipients", filed.recipient)}
    recipients = {each.recipient for each in filed.recipients} | {each.recipient for each in filed.also_sent_to}
    recipients |= {each.recipient for each in filed.follows}
    return {
        *(("recipients", each) for each in {*recipients, *filed.concerning} if each is not None),
        *(("mandates", each.mandate) for each in filed.mandates),
        *(("instruments", each.instrument) for each in filed.annex if each.instrument is not None),
    }


def bodies(filed: Letter | Response) -> Iterator[str]:
    """Yield the text of a letter or response, and its translations."""
    yield from (filed.body, *(each.body for each in filed.translations))


def cited(filed: Iterable[Letter | Response], registers: Registers) -> set[tuple[str, str]]:
    """Return the instruments of the registers that the texts of some letters and responses cite."""
    ids = {
        id_
        for each in filed
        for body in bodies(each)
        for sentence, ids in SENTENCES.items()
        if sentence in body
        for id_ in ids
    }
    ids &= registers.instruments.keys()
    if "keepers" not in ids or "keepers-wrecks" in ids:  # the treaty is not known, or has two protocols
        ids.discard("keepers-protocol")
    return {("instruments", id_) for id_ in ids}


def entries(registers: Registers) -> dict[tuple[str, str], str]:
    """Map every entry of the registers to its name."""
    named = {("recipients", id_): entry.name for id_, entry in registers.recipients.items()}
    named |= {("mandates", id_): entry.name for id_, entry in registers.mandates.items()}
    named |= {("instruments", id_): entry.title for id_, entry in registers.instruments.items()}
    return {key: words.in_language("") for key, words in named.items()}


def list_filed(record: Corpus) -> Iterator[Letter | Response]:
    """Yield every letter and response of a record."""
    yield from record.letters
    yield from record.responses


def _drop_earlier(filed: _Filed, record: Corpus, at: dt.datetime) -> _Filed:
    """Return a letter or response without the earlier texts that readers may not see."""
    return replace(filed, earlier=tuple(each for each in filed.earlier if earlier_is_shown(each, filed, record, at)))


def drop_withheld(record: Corpus, at: dt.datetime) -> Corpus:
    """Return the record as it would be if nothing withheld had ever been written."""
    letters = tuple(each for each in record.letters if is_public(each, record, at) or had_been_public(each, record, at))
    kept = {each.reference for each in letters}
    responses = tuple(
        each
        for each in record.responses
        if each.letter in kept
        and (response_is_public(each, letter_of(each, record), record, at) or had_been_public(each, record, at))
    )
    letters = tuple(_drop_earlier(each, record, at) for each in letters)
    responses = tuple(_drop_earlier(each, record, at) for each in responses)
    used = {use for each in letters for use in uses(each)} | {use for each in responses for use in uses(each)}
    used |= cited(visible(record, at), record.registers)
    groups = {each.group for each in letters}
    registers = record.registers
    return replace(
        record,
        letters=letters,
        responses=responses,
        registers=Registers(
            mandates={id_: each for id_, each in registers.mandates.items() if ("mandates", id_) in used},
            recipients={id_: each for id_, each in registers.recipients.items() if ("recipients", id_) in used},
            instruments={id_: each for id_, each in registers.instruments.items() if ("instruments", id_) in used},
            groups={id_: each for id_, each in registers.groups.items() if id_ in groups},
        ),
    )
