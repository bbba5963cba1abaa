"""What holds of the gate for every record and at every moment, judged by an oracle that shares no code with it.

The oracle has a table of the zones' distances from UTC for the years of the records, and counts days by number.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import texts
from letterbook.public import Communication
from letterbook.record import Corpus, Letter, Response
from letterbook.registers import Registers
from letterbook.release import release
from strategies import DAYS, ZONES, moments, records

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
"""Zone -> from which moment in UTC it is how many minutes ahead."""

thorough = settings(max_examples=150, deadline=None)


def reached(day: int, record: Corpus, at: dt.datetime) -> bool:
    """Whether the calendar on the wall, where the policy counts, has come to a day, by number."""
    utc = at.astimezone(dt.UTC).replace(tzinfo=None)
    minutes = [ahead for since, ahead in ORACLE[record.policy.time_zone] if utc >= dt.datetime.fromisoformat(since)][-1]
    return (utc + dt.timedelta(minutes=minutes)).toordinal() >= day


def due(letter: Letter) -> int | None:
    """The number of the day on which a letter is released."""
    if letter.release is None:
        return letter.sent.toordinal() + DAYS[letter.reference.type]
    return None if letter.release.date is None else letter.release.date.toordinal()


def response_due(response: Response, letter: Letter) -> int | None:
    """The number of the day on which a response is released."""
    own = [each.toordinal() for each in (response.dated, response.received) if each is not None]
    day = due(letter)
    return None if day is None or response.release is not None else max([day, *own])


def is_public(letter: Letter, record: Corpus, at: dt.datetime) -> bool:
    """Whether a letter may be seen."""
    day = due(letter)
    return letter.withdrawn is None and day is not None and reached(day, record, at)


def response_is_public(response: Response, letter: Letter, record: Corpus, at: dt.datetime) -> bool:
    """Whether a response may be seen."""
    day = response_due(response, letter)
    shown = is_public(letter, record, at) and response.withdrawn is None
    return shown and day is not None and reached(day, record, at)


def letter_of(response: Response, record: Corpus) -> Letter:
    """The letter that a response answers."""
    return next(each for each in record.letters if each.reference == response.letter)


def visible(record: Corpus, at: dt.datetime) -> Iterator[Letter | Response]:
    """The letters and responses that may be seen."""
    yield from (each for each in record.letters if is_public(each, record, at))
    for each in record.responses:
        if response_is_public(each, letter_of(each, record), record, at):
            yield each


def had_been_public(filed: Letter | Response, record: Corpus, at: dt.datetime) -> bool:
    """Whether something that is withdrawn, or whose letter is, was public before that and by that moment."""
    letter = filed if isinstance(filed, Letter) else letter_of(filed, record)
    ends = [
        each.withdrawn.date.toordinal() for each in {id(filed): filed, id(letter): letter}.values() if each.withdrawn
    ]
    day = due(filed) if isinstance(filed, Letter) else response_due(filed, letter)
    return bool(ends) and day is not None and day <= min(ends) and reached(day, record, at)


def uses(filed: Letter | Response) -> set[tuple[str, str]]:
    """The entries of the registers that a letter or response refers to, its group aside."""
    if isinstance(filed, Response):
        return {("recipients", filed.recipient)}
    recipients = {each.recipient for each in filed.recipients} | {each.recipient for each in filed.also_sent_to}
    recipients |= {each.recipient for each in filed.follows}
    return {
        *(("recipients", each) for each in {*recipients, *filed.concerning} if each is not None),
        *(("mandates", each.mandate) for each in filed.mandates),
        *(("instruments", each.instrument) for each in filed.annex if each.instrument is not None),
    }


def entries(registers: Registers) -> dict[tuple[str, str], str]:
    """The name of every entry."""
    named = {("recipients", id_): entry.name for id_, entry in registers.recipients.items()}
    named |= {("mandates", id_): entry.name for id_, entry in registers.mandates.items()}
    named |= {("instruments", id_): entry.title for id_, entry in registers.instruments.items()}
    return {key: words.in_language("") for key, words in named.items()}


def everything(record: Corpus) -> Iterator[Letter | Response]:
    """Every letter and response of a record."""
    yield from record.letters
    yield from record.responses


@pytest.mark.parametrize("zone", ZONES)
def test_the_oracle_knows_what_time_it_is(zone: str) -> None:
    """Its table agrees with the zone database at every hour that the records can need."""
    hour, at = dt.timedelta(hours=1), dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    while at < dt.datetime(2022, 10, 1, tzinfo=dt.UTC):
        ahead = [minutes for since, minutes in ORACLE[zone] if at >= dt.datetime.fromisoformat(f"{since}Z")][-1]
        assert at.astimezone(ZoneInfo(zone)).utcoffset() == dt.timedelta(minutes=ahead)
        at += hour


@thorough
@given(st.data())
def test_exactly_what_has_come_to_its_day_is_public(data: st.DataObject) -> None:
    """Letters, responses and notices; of everything else neither the text nor a file is anywhere."""
    record = data.draw(records())
    at = data.draw(moments(record))
    public = release(record, at)

    seen = [letter.text.body for letter in public.communications]
    seen += [each.text.body for letter in public.communications for each in letter.responses]
    assert sorted(seen) == sorted(each.body for each in visible(record, at))
    gone = [each for each in everything(record) if had_been_public(each, record, at)]
    assert len(public.notices) == len(gone)
    left = "\n".join(texts(public))
    assert "internal" not in left
    for filed in everything(record):
        name = filed.body.removeprefix("body of ")
        told = filed.body in seen
        assert [f"{word} of {name}\n" in f"{left}\n" for word in ("body", "translation", "summary")] == [told] * 3
        assert (f"/{name}.pdf" in left) is told


@thorough
@given(st.data())
def test_what_is_public_on_a_day_is_public_on_every_later_day(data: st.DataObject) -> None:
    """A page can gain responses, its group, and links from its responses; nothing else of it ever changes."""
    record = data.draw(records())
    earlier, later = sorted((data.draw(moments(record)), data.draw(moments(record))))
    before, after = release(record, earlier), release(record, later)

    by_key = {each.reference.key: each for each in after.communications}
    for each in before.communications:
        assert_only_grown(each, by_key[each.reference.key])
    assert set(before.notices) <= set(after.notices)


def assert_only_grown(before: Communication, after: Communication) -> None:
    """Whether a letter's page has all that it had."""
    assert replace(before, group=after.group, responses=after.responses) == after
    assert before.group in (None, after.group)
    by_slug = {each.slug: each for each in after.responses}
    for each in before.responses:
        found = by_slug[each.slug]
        assert replace(each, also_answers=found.also_answers) == found
        assert set(each.also_answers) <= set(found.also_answers)


@thorough
@given(st.data())
def test_what_is_withheld_changes_nothing_that_is_public(data: st.DataObject) -> None:
    """A record gives the same with its withheld letters, responses and entries of the registers and without them."""
    record = data.draw(records())
    at = data.draw(moments(record))

    assert release(without_the_withheld(record, at), at) == release(record, at)


def without_the_withheld(record: Corpus, at: dt.datetime) -> Corpus:
    """The record as it would be had nothing else ever been written."""
    letters = tuple(each for each in record.letters if is_public(each, record, at) or had_been_public(each, record, at))
    kept = {each.reference for each in letters}
    responses = tuple(
        each
        for each in record.responses
        if each.letter in kept
        and (response_is_public(each, letter_of(each, record), record, at) or had_been_public(each, record, at))
    )
    used = {use for each in letters for use in uses(each)} | {use for each in responses for use in uses(each)}
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


@thorough
@given(st.data())
def test_an_entry_of_the_registers_is_public_through_what_is_public_and_uses_it(data: st.DataObject) -> None:
    record = data.draw(records())
    at = data.draw(moments(record))
    left = set(texts(release(record, at)))

    used = {use for each in visible(record, at) for use in uses(each)}
    for key, name in entries(record.registers).items():
        assert (name in left) is (key in used)
    for id_, group in record.registers.groups.items():
        members = [each for each in visible(record, at) if isinstance(each, Letter) and each.group == id_]
        assert (group.title.in_language("") in left) is (len(members) > 1)


@thorough
@given(st.data())
def test_a_response_answers_beside_its_letter_only_letters_that_are_public(data: st.DataObject) -> None:
    record = data.draw(records())
    public = release(record, data.draw(moments(record)))

    shown = {each.reference for each in public.communications}
    kept = {each.body: set(each.also_answers) for each in record.responses}
    for letter in public.communications:
        for each in letter.responses:
            assert set(each.also_answers) == kept[each.text.body] & shown


@thorough
@given(st.data())
def test_the_same_moment_in_another_zone_and_the_files_in_another_order_give_the_same_pages(
    data: st.DataObject,
) -> None:
    record = data.draw(records())
    at = data.draw(moments(record))
    elsewhere = at.astimezone(ZoneInfo(data.draw(st.sampled_from(ZONES))))
    shuffled = replace(record, letters=tuple(data.draw(st.permutations(record.letters))))

    assert release(shuffled, elsewhere) == release(record, at)
