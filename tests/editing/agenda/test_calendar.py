"""The calendar is one that other programs read, and the same for equal records."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.editing.agenda import Agenda, Item
from letterbook.editing.agenda.calendar import write_calendar

DAY = dt.date(2021, 5, 11)


def item(title: str = "Cotton mills", day: dt.date | None = DAY, response: str = "", note: str = "") -> Item:
    return Item(
        day=day,
        kind="response" if response else "letter",
        reference="AL OTH 1/2021",
        response=response,
        title=title,
        file="data/letters/2021/al-oth-1-2021.md",
        written=dt.date(2021, 3, 12),
        notes=(note,) if note else (),
    )


def agenda(coming: tuple[Item, ...] = (), expected: tuple[Item, ...] = (), holds: tuple[Item, ...] = ()) -> Agenda:
    return Agenda(
        as_of=dt.datetime(2021, 5, 1, tzinfo=dt.UTC),
        today=dt.date(2021, 5, 1),
        coming=coming,
        released=(),
        expected=expected,
        unchecked=(),
        holds=holds,
        incomplete=(),
        faulty=(),
    )


def read(text: str) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    assert not calendar.errors
    events = calendar.events
    assert not any(each.errors for each in events)
    return events


def test_each_date_is_an_event_of_a_whole_day() -> None:
    events = read(write_calendar(agenda((item(),), (item(note="from Norland"),), (item(response="2021-04-01-xaa"),))))
    assert [(str(each["SUMMARY"]), each.decoded("DTSTART")) for each in events] == [
        ("Release: AL OTH 1/2021", DAY),
        ("Response due: AL OTH 1/2021", DAY),
        ("Review of hold: response to AL OTH 1/2021", DAY),
    ]
    assert not any(isinstance(each.decoded("DTSTART"), dt.datetime) for each in events)
    assert str(events[1]["DESCRIPTION"]) == "Cotton mills\nfrom Norland\ndata/letters/2021/al-oth-1-2021.md"


def test_events_are_marked_confidential_and_keep_nobody_busy() -> None:
    (event,) = read(write_calendar(agenda((item(),))))
    assert (str(event["CLASS"]), str(event["TRANSP"])) == ("CONFIDENTIAL", "TRANSPARENT")


def test_an_id_stays_when_the_day_and_the_title_change() -> None:
    """So a calendar moves an event that it has, and does not add another."""
    letter = item(), item("Mills", dt.date(2022, 1, 1))
    (one,), (other,) = (read(write_calendar(agenda((each,)))) for each in letter)
    assert one["UID"] == other["UID"]


def test_ids_differ_by_purpose_letter_and_response() -> None:
    items = (item(), item(response="2021-04-01-xaa"))
    ids = [str(each["UID"]) for each in read(write_calendar(agenda(items, items[:1], items)))]
    assert len(ids) == len({*ids}) == 5


def test_the_time_stamp_is_the_date_of_the_letter_and_not_the_clock_s() -> None:
    (event,) = read(write_calendar(agenda((item(),))))
    assert event.decoded("DTSTAMP") == dt.datetime(2021, 3, 12, tzinfo=dt.UTC)


def test_what_has_no_day_or_was_due_before_today_is_left_out() -> None:
    past = item(day=dt.date(2021, 4, 30))
    assert read(write_calendar(agenda(expected=(past,), holds=(item(day=None),)))) == []
    assert len(read(write_calendar(agenda(expected=(item(day=dt.date(2021, 5, 1)),))))) == 1


def test_signs_with_a_meaning_are_escaped() -> None:
    """As RFC 5545 says in section 3.3.11; some readers are lenient."""
    text = write_calendar(agenda((item("a;b,c\\d\ne"),))).replace("\r\n ", "")
    assert "DESCRIPTION:a\\;b\\,c\\\\d\\ne\\ndata/" in text


@pytest.mark.parametrize("character", ["x", "é", "中", "𐌰"])
@pytest.mark.parametrize("before", range(4))
def test_a_long_line_is_folded_at_75_octets_between_characters(character: str, before: int) -> None:
    title = "x" * before + character * 100
    text = write_calendar(agenda((item(title),)))
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) in range(72, 76)
    assert [line.decode() for line in lines]
    assert title in text.replace("\r\n ", "")


@given(st.text())
def test_any_title_is_read_back_as_it_was_and_no_line_is_longer_than_75_octets(title: str) -> None:
    text = write_calendar(agenda((item(title),)))
    lines = text.encode("utf-8", errors="surrogatepass").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(not any(byte < 32 and byte != 9 for byte in line) for line in lines)
    (event,) = read(text)
    allowed = "".join(each for each in title if each in "\t\n" or not (each < " " or each == "\x7f"))
    assert str(event["DESCRIPTION"]) == f"{allowed}\ndata/letters/2021/al-oth-1-2021.md"
