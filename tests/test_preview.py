"""A preview says what will have appeared and changed by then, and says nothing where others may read it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from factories import moment
from letterbook.preview import SiteChanges, compare_with_preview, write_changes
from letterbook.release import release
from letterbook.rules import CheckedRecord, load_checked_record
from letterbook.site.theme_engine import RenderedTheme, Settings
from site_rendering import render_site
from workspaces import PROJECT, Workspace

CONFIG = PROJECT / "mkdocs.yml"
BEFORE, AFTER = moment("2021-05-10T12:00Z"), moment("2021-05-11T12:00Z")
"""Around the release of a letter sent on 12 March 2021."""


def compare(folder: Path, before: dt.datetime = BEFORE, after: dt.datetime = AFTER) -> SiteChanges:
    record = load_checked_record(folder, dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    return compare_with_preview(record, before, after, CONFIG, "mkdocs")


def add_letter(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021", "subject: Cotton mills\n")
    path = workspace.data / "responses/al-oth-1-2021/2021-04-01-northwind.md"
    path.parent.mkdir(parents=True)
    path.write_text(
        "---\nletter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-04-01\nkind: reply\nlanguage: en\n---\nText.\n",
        encoding="utf-8",
    )


def test_a_letter_appears_with_its_response_and_changes_the_pages_that_list_it(workspace: Workspace) -> None:
    workspace.letter("AL OTH 9/2020", "2020-01-02", "2 January 2020")
    add_letter(workspace)
    text = write_changes(compare(workspace.data))
    assert text.startswith(
        "Compared with today's site:\n"
        "Will appear:\n"
        "  2021-05-11  AL OTH 1/2021 · Cotton mills  communications/al-oth-1-2021/\n"
        "  2021-05-11  AL OTH 1/2021 · Northwind Textiles’ reply: Cotton mills"
        "  communications/al-oth-1-2021/northwind-2021-04-01/\n"
    )
    _, new, changed = re.split(r"[0-9]+ (?:other new pages?|pages will change):\n", text)
    assert "  years/2021/\n" in new
    for line in (
        "the home page",
        "communications/",
        "mandates/, mandates/business/",
        "recipients/, recipients/northwind/",
    ):
        assert f"  {line}\n" in changed
    assert "al-oth" not in new + changed


def test_a_later_moment_alone_changes_no_page_but_the_statistics(workspace: Workspace) -> None:
    """They are those of a day."""
    add_letter(workspace)
    changes = compare(workspace.data, AFTER, moment("2021-05-12T12:00Z"))
    assert changes == SiteChanges(events=(), new=(), changed=("statistics/",), gone=())


def test_a_preview_that_is_the_same_says_so() -> None:
    nothing = SiteChanges(events=(), new=(), changed=(), gone=())
    assert write_changes(nothing) == "This preview is the same as today's site.\n"


def test_an_earlier_moment_shows_what_was_not_there(workspace: Workspace) -> None:
    add_letter(workspace)
    changes = compare(workspace.data, AFTER, BEFORE)
    assert (changes.events, changes.new) == ((), ())
    assert "communications/al-oth-1-2021/" in changes.gone
    assert "pages will disappear:\n" in write_changes(changes)


def test_a_letter_on_hold_does_not_appear(workspace: Workspace) -> None:
    held = "release:\n  hold: true\n  review: 2999-01-01\n  reason: safety\n"
    held += "allow:\n  - rule: hold-after-release\n    reason: In time.\n"
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021", held)
    assert compare(workspace.data).events == ()


@pytest.mark.parametrize(("before", "after"), [("2024-04-01", "2024-07-01"), ("2026-04-11", "2026-09-01")])
def test_the_pages_that_change_are_those_that_differ_in_two_sites(
    theme: tuple[RenderedTheme, Settings], before: str, after: str
) -> None:
    """The sites are rendered whole here, with the theme, and compared file by file. The search is left out."""
    now, later = (moment(f"{day}T12:00Z") for day in (before, after))
    record = load_checked_record(PROJECT / "data", dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    old, new = (render_pages(record, each, theme) for each in (now, later))
    changes = compare_with_preview(record, now, later, CONFIG, "mkdocs")
    assert changes.new
    assert {*changes.new} == new.keys() - old.keys()
    assert {*changes.gone} == old.keys() - new.keys()
    assert {*changes.changed} - {""} == {each for each in new.keys() & old.keys() if new[each] != old[each]} - {
        "search/"
    }


def render_pages(record: CheckedRecord, as_of: dt.datetime, theme: tuple[RenderedTheme, Settings]) -> dict[str, bytes]:
    files = render_site(release(record.corpus, as_of, record.citations), theme)
    return {
        path.removesuffix("index.html"): content
        for path, content in files.items()
        if path.endswith("/index.html") and isinstance(content, bytes) and b'http-equiv="refresh"' not in content
    }


def test_a_preview_lists_its_changes_and_an_ordinary_build_does_not(workspace: Workspace) -> None:
    add_letter(workspace)
    later = workspace.letter("AL OTH 2/2021", "2026-11-29", "29 November 2026", "subject: Hidden matter\n")
    later.write_text(later.read_text(encoding="utf-8").replace("OTH 2/2021", "OTH 2/2026"), encoding="utf-8")
    later.rename(later.with_name("al-oth-2-2026.md"))
    ahead = str(workspace.folder / "ahead")
    listed = workspace.build("--preview", "--as-of", "2999-01-01", "--site-dir", ahead).output
    assert "AL OTH 2/2026 · Hidden matter  communications/al-oth-2-2026/" in listed
    assert "Hidden" not in workspace.build().output


def test_a_preview_is_to_be_viewed_on_this_machine_alone(workspace: Workspace) -> None:
    """The usual command for serving a site would show it to everybody in the same network."""
    ahead = str(workspace.folder / "ahead")
    output = workspace.build("--preview", "--as-of", "2999-01-01", "--site-dir", ahead).output

    assert f"python3 -m http.server --bind 127.0.0.1 --directory {ahead}\n" in output
    assert "--bind" not in workspace.build().output


def test_in_ci_a_preview_lists_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log can be read by others."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021", "subject: Hidden matter\n")
    monkeypatch.setenv("CI", "true")
    ahead = str(workspace.folder / "ahead")
    output = workspace.build("--preview", "--as-of", "2021-05-01", "--site-dir", ahead).output
    assert ("Hidden" in output, "Compared" in output, "same as today" in output) == (False, False, False)
