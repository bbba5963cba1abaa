"""No public words stop a build, whatever withheld letters have of them; and a withdrawal always gets out."""

from __future__ import annotations

import datetime as dt
import os
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from factories import attachment, corpus, day, letter, response
from letterbook import build
from letterbook.citations import CitationCache
from letterbook.model.record import Attachment, Corpus, Letter, SigningMandate, Withdrawal
from letterbook.model.schema import MandateId, ReasonId, ResolutionNumber, Sha256, Words
from letterbook.release import release
from letterbook.rendering.page import OutputFile
from letterbook.rules import CheckedRecord
from letterbook.site.swap import replace_site
from letterbook.site.theme_engine import RenderedTheme, Settings
from pdf import pdf
from site_rendering import list_files

EXAMPLES = int(os.environ.get("RECORDS", "500")) // 50
"""How many records are generated."""
DAYS = ("2021-01-04", "2021-02-01", "2021-03-01", "2021-04-01")
LAST = day("2021-08-01")
NAMES = ("annex.pdf", "appendix.pdf", "the-letter.pdf", "al-oth-1-2021.pdf")
PEOPLE = ("Ana Example", "Ms. Ida Example", "Ines Publica")
PHRASES = (
    *("Annex", "Appendix", "annex.pdf", "A/HRC/RES/53/3", "Resolution 53/3", "Signed by Ana Example", "Back to top"),
    *(
        "Table of contents",
        "Allegation letter to Norland",
        "Letter of 4 January 2021",
        "Excellency,",
        "Norland",
        "53/3",
    ),
    *("We have the honour to address you in our capacity as Special Rapporteur on torture.", "Northwind Textiles"),
    *("Reply of Northwind Textiles", "1 February 2021", "Please accept the assurances of our consideration."),
)


@pytest.fixture(scope="module")
def words(theme: tuple[RenderedTheme, Settings], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """All words of the pages of a record, in their order: labels, names and texts."""
    folder = tmp_path_factory.mktemp("words")
    filed = [_letter(number, sent, "Annex", PHRASES[0], 0, folder) for number, sent in enumerate(DAYS, 1)]
    public = release(corpus(*filed, response("AL OTH 1/2021", "2021-04-01"), folder=folder), _noon(LAST))
    pages = [each.content for each in list_files(public, theme) if each.path.startswith(("communications/", "recip"))]
    return tuple(
        word
        for page in pages
        if isinstance(page, bytes)
        for word in unescape(re.sub(r"<[^>]*>", " ", page.decode())).split()
    )


@pytest.mark.parametrize("seed", range(EXAMPLES))
def test_letters_with_the_words_of_each_other_and_of_pages_raise_no_alarm(
    seed: int, words: tuple[str, ...], theme: tuple[RenderedTheme, Settings], tmp_path: Path
) -> None:
    """On the day of each release and the day before it; nor after a withdrawal for safety."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets

    def choose() -> str:
        first = chance.randrange(len(words) - 12)
        found = " ".join(words[first : first + chance.randint(1, 12)])
        return found if chance.random() < 1 / 2 and any(map(str.isalpha, found)) else chance.choice(PHRASES)

    def choose_text() -> str:
        return "\n\n".join(choose() for _ in range(chance.randint(1, 5)))

    filed = [
        _letter(number, sent, choose(), choose_text(), chance.randrange(3), tmp_path)
        for number, sent in enumerate(DAYS, 1)
    ]
    answer = response("AL OTH 1/2021", "2021-04-01", body=choose_text())
    record = corpus(*filed, answer, folder=tmp_path)
    for each in DAYS:
        for before in (0, 1):
            _publish(record, day(each) + dt.timedelta(days=60 - before), theme, tmp_path)
    withdrawn = replace(filed[0], withdrawn=Withdrawal(date=LAST, reason=ReasonId("safety")))
    site = _publish(corpus(withdrawn, *filed[1:], answer, folder=tmp_path), LAST, theme, tmp_path)
    assert "safety" in (site / "communications/al-oth-1-2021/index.html").read_text(encoding="utf-8")


def _letter(number: int, sent: str, title: str, text: str, choice: int, folder: Path) -> Letter:
    return letter(
        f"AL OTH {number}/2021",
        sent,
        subject=Words.plain(title),
        body=text,
        mandates=(
            SigningMandate(
                mandate=MandateId(("business", "torture")[choice % 2]),
                resolution=ResolutionNumber(("53/3", "44/15")[number % 2]),
                signed_by=PEOPLE[choice],
            ),
        ),
        recipient=("xaa", "northwind", "southwind")[choice],
        group=("mills", None)[choice % 2],
        attachments=(
            _attach(folder, f"al-oth-{number}-2021", NAMES[choice], "Annex", public=True),
            _attach(folder, f"al-oth-{number}-2021", NAMES[choice + 1], title, public=number % 2 == 0),
        ),
    )


def _attach(folder: Path, slug: str, name: str, title: str, *, public: bool) -> Attachment:
    content = pdf(f"{name} of {slug}")
    path = folder / "attachments" / slug / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return replace(attachment(name, public_copy=public), title=title, sha256=Sha256(sha256(content).hexdigest()))


def _publish(record: Corpus, on: dt.date, theme: tuple[RenderedTheme, Settings], folder: Path) -> Path:
    """Build the site of a day, with its leak audit; return its folder."""
    public = release(record, _noon(on))
    checked = CheckedRecord(corpus=record, citations=CitationCache.of(record.registers.instruments))

    def check(staging: Path) -> None:
        def again(other: Corpus) -> Iterator[OutputFile]:
            return list_files(release(other, _noon(on)), theme)

        build.scan_for_leaks(staging, checked, public, theme[1], again=again)

    replace_site(list_files(public, theme), folder / "site", check)
    return folder / "site"


def _noon(on: dt.date) -> dt.datetime:
    return dt.datetime(on.year, on.month, on.day, 12, tzinfo=dt.UTC)
