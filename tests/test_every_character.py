"""Every letter, digit and mark of Unicode goes through check, build, search and leak check, on every day."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
import unicodedata
from functools import partial
from html import unescape

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from letterbook.build import scan_for_leaks
from letterbook.ingest import invisible_characters
from letterbook.release import release
from letterbook.rules.check import RecordErrors, load_checked_record
from letterbook.site.swap import replace_site
from letterbook.site.theme_engine import RenderedTheme, Settings
from letterbook.text.normalize import compose
from site_rendering import list_files
from workspaces import PROJECT, Workspace

SENT = dt.date(2026, 3, 2)
DUE = dt.date(2026, 5, 1)
LETTERS = 12
EXAMPLES = int(os.environ.get("RECORDS", "25"))
"""How many records hypothesis generates."""


def list_characters() -> list[str]:
    """List every letter, digit and mark that the check lets through."""
    found = (chr(each) for each in range(sys.maxunicode + 1) if unicodedata.category(chr(each))[0] in "LNM")
    return [each for each in found if not any(invisible_characters.find(each))]


def make_words(characters: list[str]) -> str:
    """Write characters as words of twenty, a paragraph for each hundred words. Marks follow a letter."""
    words = ["a" + "".join(characters[at : at + 20]) for at in range(0, len(characters), 20)]
    return "\n\n".join(" ".join(words[at : at + 100]) for at in range(0, len(words), 100))


def test_every_letter_digit_and_mark_is_published_on_its_day(workspace: Workspace) -> None:
    """And nothing about it before. Every digit is cited as a provision."""
    shutil.copy(PROJECT / "data/registers/instruments.yml", workspace.data / "registers")
    characters = list_characters()
    digits = [each for each in characters if unicodedata.category(each)[0] == "N"]
    cited = "\n\n".join(f"Article {each} of the ICCPR, resolution {each}{each}/{each}." for each in digits)
    size = len(characters) // LETTERS + 1
    for number in range(LETTERS):
        some = characters[number * size : (number + 1) * size]
        subject = "".join(some[:60]).replace("\\", "").replace('"', "")
        workspace.letter(
            f"AL XAA {number + 1}/2026",
            str(SENT),
            f"2 March 2026\n\n{make_words(some)}\n\n{cited if number == 0 else ''}",
            more=f'subject: "x {subject}"\n',
        )
    assert workspace.run("check").exit_code == 0

    workspace.build("--as-of", str(DUE - dt.timedelta(days=1)))
    assert not (workspace.site / "communications/al-xaa-1-2026").exists()
    workspace.build("--as-of", str(DUE))

    for number in range(LETTERS):
        page = unescape(workspace.page(f"communications/al-xaa-{number + 1}-2026"))
        words = make_words(characters[number * size : (number + 1) * size]).split()
        assert not [word for word in words if compose(word) not in page]


characters = st.characters(categories=("L", "N", "M", "P", "S", "Zs")).filter(
    lambda each: not any(invisible_characters.find(each))
)
PIECES = (
    *("article 19 of the ICCPR", "Article ", " of the ICCPR", "resolution ٤٤/١٥", "\n\n", "1. ", "[^1]", "\n[^1]: a\n"),
    *("ANNEX\n\n", "According to the information received", "<b>", "| a |\n|--|\n| b |\n", "A/HRC/", "& ", "# ", "**"),
)
texts = st.lists(st.text(characters, max_size=8) | st.sampled_from(PIECES), max_size=10).map("".join)
fields = st.text(characters, min_size=1, max_size=12).filter(lambda each: any(map(str.isalpha, each)))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(text=texts, subject=fields, addressee=fields, named_as=fields)
def test_what_passes_the_check_is_built_on_every_day(
    text: str,
    subject: str,
    addressee: str,
    named_as: str,
    workspace: Workspace,
    theme: tuple[RenderedTheme, Settings],
) -> None:
    """Before the letter's release, on its day and later."""
    values = {"subject": subject, "addressee": addressee, "named_as": named_as}
    quoted = {name: json.dumps(each, ensure_ascii=False) for name, each in values.items()}
    more = f"    addressee: {quoted['addressee']}\n    named_as: {quoted['named_as']}\nsubject: {quoted['subject']}\n"
    shutil.copy(PROJECT / "data/registers/instruments.yml", workspace.data / "registers")
    workspace.letter("AL XAA 1/2024", "2024-01-02", "2 January 2024\n\nA public letter.")
    workspace.letter("AL XAA 2/2026", str(SENT), f"2 March 2026\n\n{text}", more=more)
    now = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    try:
        record = load_checked_record(workspace.data, now)
    except RecordErrors:
        assume(False)
    for day in (SENT, DUE - dt.timedelta(days=1), DUE, now.date()):
        public = release(record.corpus, dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC), record.citations)
        check = partial(scan_for_leaks, record=record, public=public, settings=theme[1])
        replace_site(list_files(public, theme), workspace.site, check)
