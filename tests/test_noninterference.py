"""Withheld things change nothing: no byte of the site, no word that a build prints, no exit code."""

from __future__ import annotations

import datetime as dt
import os
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.release import release
from letterbook.site.theme_engine import RenderedTheme, Settings
from release_oracle import drop_withheld
from site_rendering import render_site
from strategies import moments, records
from withheld_fixture import add_withheld, remove_withheld
from workspaces import Workspace

RECORDS = int(os.environ.get("RECORDS", "2000"))
"""How many records hypothesis generates."""
BUILDS = 10
SITE_URL = "https://letters.example/"
FORMATS = (
    *(".html", ".md", ".json", ".csv", ".xml", ".gz", ".sqlite", ".txt", ".docx"),
    *("data/datapackage.json", "data/dcat.json", "data/changes.json", "data/release.json"),
    *("feeds/communications.xml", "feeds/communications.json", "sitemap.xml", "llms.txt", "opensearch.xml"),
)
"""Suffixes and paths of files that the compared sites must have."""


@settings(max_examples=RECORDS, deadline=None)
@given(st.data())
def test_every_file_is_the_same_with_and_without_withheld_things(
    theme: tuple[RenderedTheme, Settings], data: st.DataObject
) -> None:
    """Letters, responses, attachments, groups, register entries, and letters that follow others.

    The site knows its address, since some formats need it.
    """
    rendered, mkdocs_settings = theme
    theme = rendered, replace(mkdocs_settings, site_url=SITE_URL)
    record = data.draw(records())
    at = data.draw(moments(record))

    assert render_site(release(record, at), theme) == render_site(release(drop_withheld(record, at), at), theme)


def moment(number: int) -> dt.datetime:
    """Return a random moment in the time of the shipped record, always the same for a number."""
    chance = random.Random(number)  # noqa: S311 - not for secrets
    first, last = dt.datetime(2020, 6, 1, tzinfo=dt.UTC), dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    return (first + (last - first) * chance.random()).replace(microsecond=0)


@pytest.mark.parametrize("number", range(BUILDS))
def test_a_build_prints_and_writes_the_same_with_and_without_withheld_things(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the shipped record with withheld things added, and of its public part alone."""
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("SITE_URL", SITE_URL)
    workspace, at = Workspace.create_shipped(tmp_path / "workspace"), moment(number)
    add_withheld(workspace, at)
    output, files = build_files(workspace, at)
    remove_withheld(workspace, at)
    public_output, public_files = build_files(workspace, at)
    assert set(FORMATS) <= {Path(each).suffix for each in files} | files.keys()
    assert sorted({path for path, _ in files.items() ^ public_files.items()}) == []
    assert output == public_output


def build_files(workspace: Workspace, at: dt.datetime) -> tuple[tuple[int, str], dict[str, bytes]]:
    """Build, and return the exit code, the output and every file."""
    result = workspace.run("build", "--as-of", at.isoformat())
    assert result.exit_code == 0, result.output + workspace.run("check").output
    site = workspace.site
    return (result.exit_code, result.output), {
        str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()
    }
