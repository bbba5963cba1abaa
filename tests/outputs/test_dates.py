"""Programs can read the dates on pages: each is a `<time>`, in every language of the interface."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape

import pytest

from letterbook.i18n import Interface, PageInterface
from letterbook.i18n.isolation import write_isolates
from letterbook.i18n.marked_dates import mark_date, write_dates
from letterbook.ingest.corpus import load
from letterbook.model.public import Communication, Public, Response
from letterbook.outputs.table import render_outputs
from letterbook.release import release
from letterbook.rendering.page import OutputFile, Page
from sites import site_of
from workspaces import PROJECT

DAY = dt.date(2021, 3, 12)
NOT_OURS = re.compile(
    r'<section class="lb-text".*?(?=<section aria-labelledby="(?:legal-references|corrections)"|\Z)'
    r'|<details class="lb-cite".*?</details>'
    r'|<div class="[^"]*lb-compared".*?</div>'
    r'|<section aria-labelledby="summary">.*?</section>'
    r"|<blockquote.*?</blockquote>|<q\b.*?</q>",
    re.DOTALL,
)
"""The texts of letters and of editors, quotations, and citations to copy."""
TIME = re.compile(r'<time datetime="([^"]*)">([^<]*)</time>')


@pytest.fixture(scope="module")
def shipped() -> Public:
    record = load(PROJECT / "data").corpus
    assert record is not None
    return release(record, dt.datetime(2026, 11, 20, tzinfo=dt.UTC))


def list_days(public: Public) -> Iterator[dt.date]:
    """Yield the day of every event of the record."""
    filed: list[Communication | Response] = [*public.communications]
    filed += [response for each in public.communications for response in each.responses]
    for each in filed:
        yield from (each.released, *(one.date for one in each.corrections), *each.redacted)
        yield from (each.sent,) if isinstance(each, Communication) else filter(None, (each.dated, each.received))
    yield from (each.date for each in public.notices)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_date_on_a_page_is_a_time(language: str, shipped: Public) -> None:
    interface = Interface(language)
    days = {interface.date(day): day for day in list_days(shipped)}
    pattern = re.compile("|".join(rf"(?<!\d){re.escape(each)}" for each in days))
    in_their_words = [each.cites_as for one in shipped.communications for each in one.responses if each.cites_as]
    seen: set[dt.date] = set()
    for page in render_outputs(site_of(shipped, language)):
        if isinstance(page, OutputFile):
            continue
        ours = NOT_OURS.sub("", page.texts["contents"] + page.texts["body"])
        for iso, text in TIME.findall(ours):
            seen.add(dt.date.fromisoformat(iso))
            day = dt.date.fromisoformat(iso)
            assert unescape(text) in (interface.date(day), interface.short_date(day))
        left = unescape(re.sub(r"<[^>]*>", "", TIME.sub("", ours)))
        for words in in_their_words:
            left = left.replace(words, "")
        assert pattern.findall(left) == [], page.address
    assert set(days.values()) <= seen


def test_no_mark_of_a_date_is_left(shipped: Public) -> None:
    for each in render_outputs(site_of(shipped)):
        if isinstance(each, Page):
            content = "".join(each.texts.values())
        elif isinstance(each.content, bytes) and each.path.endswith((".json", ".md", ".csv", ".xml", ".txt")):
            content = each.content.decode()
        else:
            continue
        assert not re.search("[\U0001fffe\U0001ffff\U0002fffe]", content)


def test_a_date_is_not_taken_for_a_name_from_right_to_left() -> None:
    interface = PageInterface("en")
    assert write_dates(write_isolates(interface.text("sent", date=interface.date(DAY)))) == (
        'sent <time datetime="2021-03-12">12 March 2021</time>'
    )


def test_a_date_within_a_tag_is_plain_text() -> None:
    date = mark_date(DAY, "12 March 2021")
    assert write_dates(f'<a title="sent {date}">{date}</a>') == (
        '<a title="sent 12 March 2021"><time datetime="2021-03-12">12 March 2021</time></a>'
    )
