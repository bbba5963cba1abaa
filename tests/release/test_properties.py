"""Properties of the gate for every record and moment, checked by an oracle that shares no code with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import texts
from letterbook.model.public import Communication
from letterbook.model.record import Letter
from letterbook.release import release
from release_oracle import (
    ORACLE,
    cited,
    drop_withheld,
    earlier_is_shown,
    entries,
    had_been_public,
    list_filed,
    uses,
    visible,
)
from strategies import ZONES, moments, records

thorough = settings(max_examples=150, deadline=None)


@pytest.mark.parametrize("zone", ZONES)
def test_the_oracle_knows_the_offsets_of_time_zones(zone: str) -> None:
    """Its table agrees with the zone database at every hour that the records can need."""
    hour, at = dt.timedelta(hours=1), dt.datetime(2021, 1, 1, tzinfo=dt.UTC)
    while at < dt.datetime(2022, 10, 1, tzinfo=dt.UTC):
        ahead = [minutes for since, minutes in ORACLE[zone] if at >= dt.datetime.fromisoformat(f"{since}Z")][-1]
        assert at.astimezone(ZoneInfo(zone)).utcoffset() == dt.timedelta(minutes=ahead)
        at += hour


@thorough
@given(st.data())
def test_exactly_what_is_due_is_public(data: st.DataObject) -> None:
    """Letters, responses and notices; no text or file of anything else appears."""
    record = data.draw(records())
    at = data.draw(moments(record))
    public = release(record, at)

    seen = [letter.text.body for letter in public.communications]
    seen += [each.text.body for letter in public.communications for each in letter.responses]
    assert sorted(seen) == sorted(each.body for each in visible(record, at))
    gone = [each for each in list_filed(record) if had_been_public(each, record, at)]
    assert len(public.notices) == len(gone)
    left = "\n".join(texts(public))
    assert "internal" not in left
    for filed in list_filed(record):
        name = filed.body.rpartition("body of ")[2]
        shown = filed.body in seen
        assert [f"{word} of {name}\n" in f"{left}\n" for word in ("body", "translation", "summary")] == [shown] * 3
        assert (f"/{name}.pdf" in left) is shown
        for each in filed.earlier:
            assert (each.body in left) is (shown and earlier_is_shown(each, filed, record, at))


@thorough
@given(st.data())
def test_what_is_public_on_a_day_is_public_on_every_later_day(data: st.DataObject) -> None:
    """A page can gain responses, its group, corrections, earlier texts, and links from its responses; nothing else ever
    changes."""
    record = data.draw(records())
    earlier, later = sorted((data.draw(moments(record)), data.draw(moments(record))))
    before, after = release(record, earlier), release(record, later)

    by_key = {each.reference.key: each for each in after.communications}
    for each in before.communications:
        assert_only_grown(each, by_key[each.reference.key])
    notices = {(each.reference.key, each.response): each for each in after.notices}
    for notice in before.notices:
        grown = notices[notice.reference.key, notice.response]
        assert replace(notice, also_answers=grown.also_answers) == grown
        assert set(notice.also_answers) <= set(grown.also_answers)


def assert_only_grown(before: Communication, after: Communication) -> None:
    """Whether a letter's page still has everything that it had."""
    grown = replace(before, group=after.group, responses=after.responses, corrections=after.corrections)
    assert replace(grown, earlier=after.earlier) == after
    assert set(before.corrections) <= set(after.corrections)
    assert set(before.earlier) <= set(after.earlier)
    assert before.group in (None, after.group)
    by_slug = {each.slug: each for each in after.responses}
    for each in before.responses:
        found = by_slug[each.slug]
        assert replace(each, also_answers=found.also_answers, earlier=found.earlier) == found
        assert set(each.earlier) <= set(found.earlier)
        assert set(each.also_answers) <= set(found.also_answers)


@thorough
@given(st.data())
def test_what_is_withheld_changes_nothing_that_is_public(data: st.DataObject) -> None:
    """A record gives the same result with and without its withheld letters, responses and register entries."""
    record = data.draw(records())
    at = data.draw(moments(record))

    assert release(drop_withheld(record, at), at) == release(record, at)


@thorough
@given(st.data())
def test_a_register_entry_is_public_only_if_something_public_uses_it(data: st.DataObject) -> None:
    record = data.draw(records())
    at = data.draw(moments(record))
    left = set(texts(release(record, at)))

    used = {use for each in visible(record, at) for use in uses(each)}
    used |= cited(visible(record, at), record.registers)
    for key, name in entries(record.registers).items():
        assert (name in left) is (key in used)
    for id_, group in record.registers.groups.items():
        members = [each for each in visible(record, at) if isinstance(each, Letter) and each.group == id_]
        assert (group.title.in_language("") in left) is (len(members) > 1)


@thorough
@given(st.data())
def test_a_response_also_answers_only_public_letters(data: st.DataObject) -> None:
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
