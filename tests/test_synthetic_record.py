"""The record that the benchmarks measure, in small: it has something of everything that a build meets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from synthetic import AS_OF, write_record
from workspaces import PROJECT, Workspace

LETTERS = 200


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace.create(tmp_path_factory.mktemp("synthetic") / "project")
    shutil.rmtree(workspace.data)
    write_record(workspace.data, LETTERS, PROJECT / "data" / "registers", pdfs=20, translations=10)
    workspace.build("--as-of", AS_OF.isoformat())
    return workspace


def list_files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


def test_it_builds_and_withholds_the_letters_of_the_last_sixty_days(built: Workspace) -> None:
    pages = {each.parent.name for each in list_files(built.site, "communications/al-oth-*/index.html")}
    letters = {each.stem for each in list_files(built.data, "letters/*/*.md") if each.suffixes == [".md"]}
    assert len(letters) == LETTERS
    assert pages < letters
    assert {each[-4:] for each in letters - pages} == {"2026"}


def test_it_has_replies_translations_and_pdfs(built: Workspace) -> None:
    assert list_files(built.site, "communications/al-oth-*/xiaomi-*/index.html")
    assert list_files(built.site, "communications/al-oth-*/files/*.pdf")
    assert any('lang="fr"' in each.read_text() for each in list_files(built.site, "communications/*/index.html"))


def test_the_same_numbers_give_the_same_record(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for each in (first, second):
        write_record(each, 20, PROJECT / "data" / "registers", pdfs=2, translations=3)
    files = {each.relative_to(first): each.read_bytes() for each in first.rglob("*") if each.is_file()}
    assert files == {each.relative_to(second): each.read_bytes() for each in second.rglob("*") if each.is_file()}
