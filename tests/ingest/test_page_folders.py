"""Which folders an `mkdocs.yml` names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from letterbook.ingest.page_folders import find_page_folders


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ["docs", "overrides"]),
        ("site_name: A site\ntheme: material\n", ["docs", "overrides"]),
        ("docs_dir: pages\ntheme:\n  name: material\n  custom_dir: theme/own\n", ["pages", "theme/own"]),
        ("docs_dir: pages\nsite_url: !ENV [SITE_URL, '']\nhooks: !!python/name:os.system\n", ["pages", "overrides"]),
        ("docs_dir: !ENV DOCS\n", ["docs", "overrides"]),
        ("- a list\n", ["docs", "overrides"]),
        ("not: valid: YAML\n", []),
    ],
)
def test_the_folders_are_read_from_plain_values(settings: str, expected: list[str], tmp_path: Path) -> None:
    """Without the engine, and whatever a tag asks for."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(settings, encoding="utf-8")
    assert find_page_folders(path) == tuple(tmp_path / each for each in expected)


def test_settings_that_are_no_file_name_no_folders(tmp_path: Path) -> None:
    assert find_page_folders(tmp_path / "mkdocs.yml") == ()
    os.mkfifo(tmp_path / "mkdocs.yml")
    assert find_page_folders(tmp_path / "mkdocs.yml") == ()
