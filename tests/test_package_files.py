"""Which files belong to the program, and which of its words are public."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook import package_files
from letterbook.package_files import BEGINNINGS, PROGRAM, find_files, list_published_folders, project_folder
from workspaces import PROJECT


def test_the_project_of_an_editable_install_is_its_checkout() -> None:
    assert project_folder() == PROJECT


def test_every_published_folder_is_a_folder_of_the_package() -> None:
    """A folder renamed without its entry would no longer count as public, and one outside would bring a record in."""
    package = PROJECT / "src" / "letterbook"
    assert all(each.is_dir() and each.parent == package for each in list_published_folders())


def test_every_pattern_finds_something() -> None:
    assert [each for each in (*PROGRAM, *BEGINNINGS) if not find_files(PROJECT, [each])] == []


def test_a_checkout_and_a_wheel_have_their_files_under_the_same_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a wheel the modules lie around the other files, and are not mistaken for them."""
    package = tmp_path / "letterbook"
    wheel = {"src/letterbook/a.py": "a.py", "src/letterbook/b/c.yml": "b/c.yml", "macros/d.py": "project/macros/d.py"}
    for path in wheel.values():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).touch()
    monkeypatch.setattr(package_files, "_PACKAGE", package)
    patterns = ("src/letterbook/**/*.py", "src/letterbook/**/*.yml", "macros/*.py")
    assert find_files(project_folder(), patterns) == {name: package / path for name, path in wheel.items()}


def test_links_and_backups_are_left_out(tmp_path: Path) -> None:
    """A hidden file counts only where a pattern names it."""
    for name in (".#page.html", "page.html", ".gitignore"):
        (tmp_path / name).touch()
    (tmp_path / "link.html").symlink_to(tmp_path / "page.html")
    assert [*find_files(tmp_path, ("*.html", ".gitignore"))] == [".gitignore", "page.html"]
