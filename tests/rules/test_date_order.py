"""Every date of a letter or response has its limits: none is left out when a field is added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from letterbook.ingest.corpus import load
from letterbook.model.record import Letter, Response
from letterbook.model.schema import list_rows
from letterbook.model.schema.kinds import KINDS
from letterbook.rules import check_record

NOW = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)
BEFORE, AFTER = "2023-01-01", "2024-06-02"
FILES = {Letter: "letters/2024/al-xaa-3-2024.md", Response: "responses/al-xaa-3-2024/2024-05-03-xaa.md"}

CAN_PRECEDE = {"press_releases.date", "follows.sent"}
"""A letter mentions earlier letters and press releases."""
CAN_COME = {"release.review"}
"""A review is always ahead. A review that has passed is a warning (`overdue-review`)."""

ORDER = {"future-date", "future-sent-date", "date-before-sending", "release-before-sending", "late-release-date"}
ORDER |= {"withdrawal-before-sending", "response-before-letter", "received-before-dated", "follows-later-letter"}


def _list_date_fields(cls: type) -> Iterator[str]:
    for row in list_rows(cls):
        if row.kind is KINDS[dt.date]:
            yield row.name
        if row.nested is not None:
            yield from (f"{row.name}.{inner.name}" for inner in list_rows(row.nested) if inner.kind is KINDS[dt.date])


DATED = [(cls, field) for cls in FILES for field in _list_date_fields(cls)]


@pytest.mark.parametrize(("cls", "field"), DATED, ids=lambda each: getattr(each, "__name__", each))
def test_no_date_is_before_the_sending(record: Path, cls: type, field: str) -> None:
    if field not in CAN_PRECEDE | CAN_COME | {"sent"}:  # `sent` is compared with the reference and the text
        assert _check_date(record, cls, field, BEFORE)


@pytest.mark.parametrize(("cls", "field"), DATED, ids=lambda each: getattr(each, "__name__", each))
def test_no_date_is_in_the_future(record: Path, cls: type, field: str) -> None:
    if field not in CAN_COME:
        assert _check_date(record, cls, field, AFTER)


def test_the_exceptions_are_fields() -> None:
    assert {field for _, field in DATED} >= CAN_PRECEDE | CAN_COME


def _check_date(record: Path, cls: type, field: str, day: str) -> set[str]:
    """Return the errors about the order of dates where a field of the base record has this date."""
    path = record / FILES[cls]
    _, block, body = path.read_text("utf-8").split("---\n", 2)
    fields = yaml.safe_load(block)
    name, _, inner = field.partition(".")
    row = next(each for each in list_rows(cls) if each.name == name)
    value: object = day
    if row.nested is not None:
        rows = {each.name: each for each in list_rows(row.nested)}
        value = {each.name: each.about.example for each in rows.values() if each.required} | {inner: day}
        if name == "follows":
            value = {"sent": day, "recipient": "xaa"}
    fields[name] = [value] if row.many else value
    path.write_text(f"---\n{yaml.safe_dump(fields, sort_keys=False)}---\n{body}", encoding="utf-8")
    return ORDER & {each.rule for each in check_record(load(record), NOW)}
