"""Feeds and the list of changes have what became public, when it did, and never before."""

from __future__ import annotations

import json
import posixpath
import re
from typing import Any, cast

import feedparser
import pytest

from factories import corpus, day, letter, moment, response
from letterbook.i18n import languages
from letterbook.model.public import Public
from letterbook.model.record import Correction, Letter, Redaction, Response
from letterbook.outputs.changes_json import write_changes_json
from letterbook.outputs.communication_list import render_communication_list
from letterbook.outputs.feeds import MOST_ENTRIES, write_feeds
from letterbook.outputs.register_pages import render_registers
from letterbook.release import release
from sites import site_of
from workspaces import PROJECT, Workspace

RECORD = (
    letter("AL OTH 1/2021", corrections=(Correction(date=day("2021-05-20"), note="A date was corrected."),)),
    letter("AL XAA 2/2021", "2021-03-15", recipient="xaa", redactions=(Redaction(date=day("2021-05-21")),)),
    letter("AL OTH 3/2021", withdrawn="2021-05-30"),
    letter("AL OTH 4/2021", "2021-05-01"),
    response(dated="2021-05-25"),
)


def release_record(*filed: Letter | Response, at: str = "2021-06-01T00:00+02:00") -> Public:
    return release(corpus(*(filed or RECORD)), moment(at))


def read_files(public: Public) -> dict[str, str]:
    return {each.path: cast(bytes, each.content).decode() for each in write_feeds(site_of(public))}


def read_feed(public: Public, name: str) -> Any:
    parsed = feedparser.parse(read_files(public)[f"feeds/{name}.xml"])
    assert not parsed.bozo, parsed.bozo_exception
    assert parsed.version == "atom10"
    return parsed


def read_changes(public: Public) -> list[dict[str, Any]]:
    (file,) = write_changes_json(site_of(public))
    days: list[dict[str, Any]] = json.loads(cast(bytes, file.content))
    return days


def test_the_feed_of_everything_has_each_event_on_its_day() -> None:
    entries = read_feed(release_record(), "communications").entries
    assert [(each.title, each.published) for each in entries] == [
        ("Withdrawal: AL OTH 3/2021", "2021-05-30T00:00:00+02:00"),
        ("AL OTH 1/2021 · Northwind Textiles’ reply, 25 May 2021", "2021-05-25T00:00:00+02:00"),
        (
            "Redaction: AL XAA 2/2021 · Allegation letter to Norland, 15 March 2021",
            "2021-05-21T00:00:00+02:00",
        ),
        (
            "Correction: AL OTH 1/2021 · Allegation letter to Northwind Textiles, 12 March 2021",
            "2021-05-20T00:00:00+02:00",
        ),
        ("AL XAA 2/2021 · Allegation letter to Norland, 15 March 2021", "2021-05-14T00:00:00+02:00"),
        ("AL OTH 1/2021 · Allegation letter to Northwind Textiles, 12 March 2021", "2021-05-11T00:00:00+02:00"),
    ]
    assert entries[1].link == "https://letters.example/communications/al-oth-1-2021/northwind-2021-05-25/"
    assert entries[3].summary == "A date was corrected."
    assert len({each.id for each in entries}) == len(entries)


def test_a_withdrawn_letter_leaves_no_title_behind() -> None:
    withdrawn = read_feed(release_record(), "communications").entries[0]
    assert withdrawn.summary == "for the safety of a person"
    assert "Northwind" not in json.dumps(withdrawn.title)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("recipients/xaa", ["AL XAA 2/2021", "AL XAA 2/2021"]),
        ("recipients/northwind", ["AL OTH 1/2021", "AL OTH 1/2021", "AL OTH 1/2021"]),
        ("responses", ["AL OTH 1/2021"]),
    ],
)
def test_a_feed_has_only_its_own_subject(name: str, expected: list[str]) -> None:
    public = release_record()
    titles = [each.title for each in read_feed(public, name).entries]
    assert [next(each for each in ("AL OTH 1/2021", "AL XAA 2/2021") if each in title) for title in titles] == expected


def test_both_formats_have_the_same_entries() -> None:
    files = read_files(release_record())
    assert len(files) == 2 * len({each.rpartition(".")[0] for each in files})
    for path, text in files.items():
        if path.endswith(".xml"):
            entries = feedparser.parse(text).entries
            feed = json.loads(files[path.replace(".xml", ".json")])
            assert feed["version"] == "https://jsonfeed.org/version/1.1"
            assert feed["feed_url"] == f"https://letters.example/{path.replace('.xml', '.json')}"
            assert [(each["id"], each["url"], each["title"], each["date_published"]) for each in feed["items"]] == [
                (each.id, each.link, each.title, each.published) for each in entries
            ]


def test_a_letter_has_the_same_id_in_every_feed_and_on_every_day() -> None:
    first = read_feed(release_record(at="2021-05-12T00:00+02:00"), "communications").entries
    later = release_record()
    for name in ("communications", "recipients/northwind", "mandates/business"):
        assert first[0].id in {each.id for each in read_feed(later, name).entries}


@pytest.mark.parametrize(("at", "shown"), [("2021-05-10T23:59:59+02:00", False), ("2021-05-11T00:00:00+02:00", True)])
def test_an_entry_comes_on_its_day_and_not_before(at: str, shown: bool) -> None:
    public = release_record(at=at)
    assert ("AL OTH 1/2021" in "".join(read_files(public).values())) is shown
    assert ("AL OTH 1/2021" in json.dumps(read_changes(public))) is shown


def test_a_correction_of_a_later_day_is_not_announced() -> None:
    public = release_record(at="2021-05-19T12:00+02:00")
    assert "Correction" not in read_files(public)["feeds/communications.xml"]
    assert all(day["date"] <= "2021-05-19" for day in read_changes(public))


def test_a_long_feed_has_the_newest_entries_and_the_changes_have_all() -> None:
    public = release_record(*(letter(f"AL OTH {number}/2021") for number in range(1, MOST_ENTRIES + 12)))
    assert len(read_feed(public, "communications").entries) == MOST_ENTRIES
    assert sum(len(each["changes"]) for each in read_changes(public)) == MOST_ENTRIES + 11


def test_changes_are_listed_by_day() -> None:
    days = read_changes(release_record())
    assert [(each["date"], [one["change"] for one in each["changes"]]) for each in days] == [
        ("2021-05-30", ["withdrawn"]),
        ("2021-05-25", ["answered"]),
        ("2021-05-21", ["redacted"]),
        ("2021-05-20", ["corrected"]),
        ("2021-05-14", ["released"]),
        ("2021-05-11", ["released"]),
    ]
    assert days[3]["changes"] == [
        {
            "change": "corrected",
            "letter": "AL OTH 1/2021",
            "title": "AL OTH 1/2021 · Allegation letter to Northwind Textiles, 12 March 2021",
            "url": "https://letters.example/communications/al-oth-1-2021/",
            "note": "A date was corrected.",
        }
    ]


def test_a_copy_that_applies_every_change_has_what_the_site_has() -> None:
    """Somebody who reads the changes from the oldest on ends with the letters and responses that are public."""
    public = release_record()
    kept = set()
    for each in (one for listed in reversed(read_changes(public)) for one in listed["changes"]):
        if each["change"] == "withdrawn":
            kept.discard(each["url"])
        else:
            kept.add(each["url"])
    address = "https://letters.example/communications"
    assert kept == {
        f"{address}/al-oth-1-2021/",
        f"{address}/al-oth-1-2021/northwind-2021-05-25/",
        f"{address}/al-xaa-2-2021/",
    }


def test_an_example_is_marked_as_one() -> None:
    public = release_record(letter(example=True))
    assert read_feed(public, "communications").entries[0].summary.startswith("Fictional example\u00a0· ")
    assert read_changes(public)[0]["changes"][0]["example"] is True


def test_pages_lead_to_their_feeds() -> None:
    site = site_of(release_record())
    pages = {each.address: each.texts for each in (*render_registers(site), *render_communication_list(site))}
    for address in ("communications/", "recipients/northwind/", "mandates/business/"):
        feed = f"feeds/{address.rstrip('/')}.xml"
        assert f'<a href="{"../" * address.count("/")}{feed}">Follow (feed)</a>' in pages[address]["body"]
        assert 'rel="alternate feed" type="application/atom+xml"' in pages[address]["head"]
        assert f'href="https://letters.example/{feed}"' in pages[address]["head"]


def test_a_site_that_does_not_know_its_address_has_no_feeds(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build("--as-of", "2021-06-01")
    assert not (workspace.site / "feeds").exists()
    page = workspace.page("recipients/northwind")
    assert "AL OTH 1/2021" in page
    assert "feeds/" not in page


def test_a_letter_leads_to_the_feeds_of_its_recipients_by_name(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    workspace.build("--as-of", "2021-06-01")
    assert ">Follow Northwind" in workspace.page("communications/al-oth-1-2021")


def test_the_home_page_leads_to_the_feed_and_says_how_to_follow(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = '<a href="./this-site/#following">how to follow, including by e-mail</a>'
    workspace.build()
    home = workspace.page("")
    assert how in home
    assert "feeds/" not in home
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    workspace.build()
    home = workspace.page("")
    assert f'<a href="./feeds/communications.xml">Follow (feed)</a> ({how})' in home
    assert '<link rel="alternate feed" type="application/atom+xml" href="feeds/communications.xml"' in home


def test_the_page_about_the_site_says_whether_it_has_feeds(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.build()
    page = workspace.page("this-site")
    assert "This copy of the site has no feeds" in page
    assert "into a feed reader" not in page
    monkeypatch.setenv("SITE_URL", "https://letters.example/")
    workspace.build()
    page = workspace.page("this-site")
    assert "This copy of the site has no feeds" not in page
    assert "into a feed reader" in page


def test_a_feed_opened_in_a_browser_has_a_style_sheet() -> None:
    """Whatever the depth of the feed's address. The style sheet says what a feed is for, in the site's language."""
    files = read_files(release_record())
    feeds = {path: text for path, text in files.items() if path.endswith(".xml")}
    assert {path.count("/") for path in feeds} == {1, 2}
    for path, text in feeds.items():
        [style] = re.findall(r'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>', text)
        assert posixpath.normpath(f"{posixpath.dirname(path)}/{style}") == "assets/feed.css"
    sheet = (PROJECT / "docs/assets/feed.css").read_text(encoding="utf-8")
    assert all(f"feed:lang({each})" in sheet for each in languages() if each != "en")
