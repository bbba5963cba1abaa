"""The search index has what is public at a moment, and its bytes depend on neither the clock nor the machine."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from factories import corpus, letter, moment, response
from letterbook.release import release
from letterbook.search.documents import list_documents
from letterbook.search.parts import unpack_part
from letterbook.search.reading import read_index
from letterbook.text.visible_text import read_visible_text
from sites import site_of
from workspaces import Workspace


def terms(workspace: Workspace) -> set[str]:
    """Return the words of the index of a workspace's site."""
    return set(read_index(workspace.site).families)


def test_a_letter_is_found_from_its_midnight_on(workspace: Workspace) -> None:
    """A second before, neither its words nor its reference are in the index."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe zygodont word.")
    workspace.letter("AL OTH 7654/2021", "2021-03-13", "13 March 2021\n\nThe grimoir of it.")
    workspace.build("--as-of", "2021-05-11T23:59:59+02:00")
    assert "zygodont" in terms(workspace)
    assert not {"grimoir", "7654"} & terms(workspace)
    workspace.build("--as-of", "2021-05-12T00:00:00+02:00")
    assert {"grimoir", "7654"} <= terms(workspace)


def test_equal_records_give_equal_bytes(workspace: Workspace) -> None:
    """On any day, and whatever was built before."""
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe text.")
    found = []
    for day in ("2022-01-01", "2022-01-02"):
        workspace.build("--as-of", day)
        found.append({path: path.read_bytes() for path in (workspace.site / "search").rglob("*.*")})
        shutil.rmtree(workspace.folder / ".letterbook", ignore_errors=True)
    assert found[0] == found[1]


def test_a_new_letter_does_not_renumber_the_others(workspace: Workspace) -> None:
    """Documents are numbered by release, so parts with what results show keep their names."""
    for number in range(1, 42):
        day = number % 28 + 1
        workspace.letter(f"AL OTH {number}/2021", f"2021-03-{day:02}", f"{day} March 2021\n\nThe text.")
    workspace.build("--as-of", "2022-01-01")
    before = {each.name for each in (workspace.site / "search/results").iterdir()}
    workspace.letter("AL OTH 99/2021", "2021-04-12", "12 April 2021\n\nAnother text.")
    workspace.build("--as-of", "2022-01-01")
    after = {each.name for each in (workspace.site / "search/results").iterdir()}
    assert len(before) == len(after) == 3
    assert len(before & after) == 2


def test_a_record_without_a_letter_has_an_empty_index(workspace: Workspace) -> None:
    workspace.build()
    assert terms(workspace) == set()
    assert json.loads((workspace.site / "search/search.json").read_bytes())["documents"] == 0


def test_the_summary_of_a_text_that_is_held_elsewhere_is_searched(workspace: Workspace) -> None:
    workspace.letter("AL OTH 1/2021", "2021-03-12", "", "text: none\nsummary: The zygodont word.\n")
    workspace.build()
    assert "zygodont" in terms(workspace)


def test_what_readers_see_is_searched(workspace: Workspace) -> None:
    """And not how it is written: no comment, no address of a link, no name of an entity; words are whole."""
    workspace.letter(
        "AL OTH 1/2021",
        "2021-03-12",
        "12 March 2021\n\n<!-- grimoir --> caf&eacute;&nbsp;here, re**open**ed[^1], "
        "[protest](https://zygodont.example/), tarn&shy;well.\n\n[^1]: Footnote.",
    )
    workspace.build()
    assert {"cafe", "reopened", "protest", "tarnwell", "footnote"} <= terms(workspace)
    assert not {"grimoir", "zygodont", "eacute", "nbsp", "shy", "sup"} & terms(workspace)


def test_a_text_is_read_once(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between builds, too, also where nothing changed in one of them: only the texts of the group that has a changed
    text are read again. Here each group has one."""
    monkeypatch.setattr("letterbook.search.groups._MEAN_SIZE", 1)
    monkeypatch.setattr("letterbook.processes._is_alone", lambda: False)  # what a copy counts is lost
    counted: list[str] = []
    monkeypatch.setattr("letterbook.search.word_store.read_visible_text", _record_calls(counted))
    workspace.letter("AL OTH 1/2021", "2021-03-12", "12 March 2021\n\nThe zygodont word.")
    workspace.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021\n\nThe grimoir word.")
    workspace.letter("AL OTH 3/2021", "2021-12-31", "31 December 2021\n\nThe quillon word.")
    workspace.build("--as-of", "2022-01-01")
    assert len(counted) == 2
    workspace.build("--as-of", "2022-01-01")
    assert len(counted) == 2
    workspace.letter("AL OTH 2/2021", "2021-03-12", "12 March 2021\n\nThe grimoires word.")
    workspace.build("--as-of", "2022-01-01")
    assert [each for each in counted[2:] if "word" in each] == ["12 March 2021\n\nThe grimoires word."]
    assert {"zygodont", "grimoires"} <= terms(workspace)


def _record_calls(counted: list[str]) -> object:
    def read(source: str) -> object:
        counted.append(source.strip())
        return read_visible_text(source)

    return read


def test_the_old_setting_warns_and_builds(workspace: Workspace) -> None:
    """There was a second engine, chosen by `search: pagefind`."""
    settings = workspace.folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for value in ("pagefind", "lunr", "auto"):
        settings.write_text(text.replace("      site: site\n", f"      site: site\n      search: {value}\n"))
        result = workspace.build()
        assert ("Pagefind is no longer used" in result.output) == (value == "pagefind")
    assert not [each for each in workspace.site.rglob("*") if "pagefind" in each.name.lower()]


def test_results_show_the_facts_of_letters(shipped_workspace: Workspace) -> None:
    """A part has them as JSON, which the leak check reads as text."""
    parts: list[Path] = sorted((shipped_workspace.site / "search/results").iterdir())
    texts = "".join(unpack_part(each.read_bytes()).text for each in parts)
    assert "AL XBV 2/2024" in texts


def test_a_date_in_a_result_stays_on_its_line() -> None:
    """A script shows these lines as text, so only the spaces within a date can keep it together."""
    filed = (letter("AL OTH 1/2021"), response("AL OTH 1/2021", withdrawn="2021-05-20"), letter("AL OTH 2/2021"))
    public = release(corpus(*filed, response("AL OTH 2/2021")), moment("2021-06-01T00:00+02:00"))
    site = site_of(public)
    found = list_documents(public, site.relations, site.citation_index, site.interface)
    lines = [line for each in found for line in each.shown.values()]
    dates = [date for line in lines for date in re.findall(r"[0-9]+\s[A-Z][a-z]+\s20[0-9]{2}", line)]
    assert set(dates) == {
        "1\u00a0April\u00a02021",
        "12\u00a0March\u00a02021",
        "11\u00a0May\u00a02021",
        "20\u00a0May\u00a02021",
    }
