"""What search engines are asked to leave out, and what is withdrawn, is so in every output."""

from __future__ import annotations

import gzip
import re
import sqlite3
from contextlib import closing

import pytest

from factories import corpus, letter, moment, response
from letterbook.model.public import Public
from letterbook.model.record import Indexing, Letter, Response
from letterbook.model.schema import Words
from letterbook.outputs.table import render_outputs
from letterbook.release import release
from letterbook.rendering.page import OutputFile, Page
from sites import site_of

BODY = "The overseer kept forty passports.\n"
SUBJECT = "Losses at the mill"
LETTER, RESPONSE = "communications/al-oth-1-2021/", "communications/al-oth-1-2021/northwind-2021-04-01/"
OTHER = letter("AL OTH 2/2021")


def release_filed(*filed: Letter | Response) -> Public:
    return release(corpus(OTHER, *filed), moment("2021-07-01T00:00+02:00"))


def render(public: Public) -> tuple[dict[str, Page], dict[str, str]]:
    """Return the pages by address, and the text of every other file by path."""
    pages, files = {}, {}
    for each in render_outputs(site_of(public)):
        if isinstance(each, Page):
            pages[each.address] = each
        elif isinstance(each.content, bytes):
            files[each.path] = read(each)
    return pages, files


def read(file: OutputFile) -> str:
    assert isinstance(file.content, bytes)
    if file.path.endswith(".sqlite"):
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(file.content)
            return "\n".join(database.iterdump())
    content = gzip.decompress(file.content) if file.path.endswith(".gz") else file.content
    return content.decode(errors="replace")


@pytest.mark.parametrize("address", [LETTER, RESPONSE])
def test_search_engines_are_asked_to_leave_a_page_out(address: str) -> None:
    """The page says so and has no metadata, and the sitemap leaves it out. What people follow and download has it."""
    hidden = Indexing.NONE
    filed = (
        (letter(subject=Words.plain(SUBJECT), indexing=hidden), response())
        if address == LETTER
        else (letter(subject=Words.plain(SUBJECT)), response(indexing=hidden))
    )
    pages, files = render(release_filed(*filed))
    head = pages[address].texts["head"]
    assert '<meta name="robots" content="noindex">' in head
    for name in ("og:", "dc.", "ld+json", "cite-as", "describedby"):
        assert name not in head
    assert 'class="lb-cite"' in pages[address].texts["body"]
    assert f"<loc>https://letters.example/{address}</loc>" not in files["sitemap.xml"]
    is_letter = address == LETTER  # with which its responses are left out
    assert ('<meta name="robots"' in pages[RESPONSE if is_letter else LETTER].texts["head"]) is is_letter
    for each in (RESPONSE,) if is_letter else (LETTER,):
        assert (f"<loc>https://letters.example/{each}</loc>" in files["sitemap.xml"]) is not is_letter
    for path in ("feeds/communications.xml", "feeds/communications.json", "data/changes.json"):
        assert f"https://letters.example/{address}" in files[path]
    assert SUBJECT in files["data/communications.csv"]


def test_a_withdrawn_letter_is_a_notice_and_nothing_else() -> None:
    """Its reference, day and reason are in the notice, the feeds and the data; its title and text are nowhere, nor is
    its response's."""
    gone = letter(subject=Words.plain(SUBJECT), body=BODY, withdrawn="2021-06-01")
    pages, files = render(release_filed(gone, response(body=BODY)))
    assert '<meta name="robots" content="noindex">' in pages[LETTER].texts["head"]
    assert "ld+json" not in pages[LETTER].texts["head"]
    assert f"{LETTER.rstrip('/')}.md" not in files
    assert f"{LETTER.rstrip('/')}.json" not in files
    assert LETTER not in files["sitemap.xml"]
    everything = {**files, **{address: "".join(page.texts.values()) for address, page in pages.items()}}
    for path, text in everything.items():
        assert SUBJECT not in text, path
        assert "forty passports" not in text, path
    naming = {path for path, text in everything.items() if re.search(r"AL OTH 1/2021|al-oth-1-2021", text)}
    assert naming == {
        LETTER,
        RESPONSE,
        "communications/oth-1-2021/index.html",
        "data/changes.json",
        "data/letterbook.sqlite",
        "data/withdrawals.csv",
        "data/withdrawals.json",
        "feeds/communications.json",
        "feeds/communications.xml",
    }


def test_a_withdrawn_response_leaves_its_letter() -> None:
    pages, files = render(release_filed(letter(), response(body=BODY, withdrawn="2021-06-01")))
    assert '<meta name="robots" content="noindex">' in pages[RESPONSE].texts["head"]
    assert RESPONSE not in files["sitemap.xml"]
    assert f"{RESPONSE.rstrip('/')}.md" not in files
    assert '<meta name="robots"' not in pages[LETTER].texts["head"]
    for path, text in {**files, **{address: "".join(page.texts.values()) for address, page in pages.items()}}.items():
        assert "forty passports" not in text, path
