"""Which files belong to the program, and which of its words are public."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from letterbook import package_files
from letterbook.audit.fingerprints import normalize
from letterbook.audit.walk import list_files
from letterbook.package_files import BEGINNINGS, PROGRAM, find_files, list_published_paths, project_folder
from workspaces import PROJECT


def test_the_project_of_an_editable_install_is_its_checkout() -> None:
    assert project_folder() == PROJECT


def test_everything_published_is_in_the_package() -> None:
    """A folder renamed without its entry would no longer count as public, and one outside would bring a record in."""
    package = PROJECT / "src" / "letterbook"
    assert all(each.exists() and each.is_relative_to(package) for each in list_published_paths())


def test_nothing_published_names_a_state_or_a_company_that_exists() -> None:
    """The leak audit treats these files as public: a name in a comment would hide a leak of that name.

    Australia is there as an area of time zones, which the schema of the policy lists.
    """
    recipients = yaml.safe_load((PROJECT / "data/registers/recipients.yml").read_text(encoding="utf-8"))
    real = [each for each in recipients.values() if not each.get("example")]
    names = {
        normalize(name) for each in real for name in (*each["name"].values(), *each.get("aliases", ())) if name[3:]
    }
    published = [path for path in list_files(list_published_paths()) if not path.endswith(".pyc")]
    texts = [normalize(Path(path).read_text(encoding="utf-8")) for path in published]

    assert {name for name in names for text in texts if name in text} == {" australia "}


def test_no_example_has_a_reference_that_a_letter_can_have() -> None:
    """A record that withholds the letter of that reference could not be built.

    Fictional States have the codes XAA to XZZ. The guide to a record of one's own begins with a number to be replaced.
    """
    recipients = yaml.safe_load((PROJECT / "data/registers/recipients.yml").read_text(encoding="utf-8"))
    real = {each["code"] for each in recipients.values() if "code" in each and not each.get("example")} | {"OTH"}
    folders = [*list_published_paths(), *(PROJECT / name for name in ("docs", "own-record", "overrides", "macros"))]
    files = [path for path in list_files(folders) if not path.endswith((".pyc", ".png"))]
    found = {
        (Path(path).name, reference["key"] or reference["slug"])
        for path in (*files, str(PROJECT / "mkdocs.yml"))
        for reference in _REFERENCE.finditer(Path(path).read_text(encoding="utf-8"))
        if (reference["code"] or reference["code_of_slug"]).upper() in real
    }

    assert len(files) > 100
    assert "CHN" in real
    assert "XAA" not in real
    assert {each for each in found if not re.search(r"\b999\b", each[1])} == set()


_REFERENCE = re.compile(
    r"(?:\b|(?<=AL)|(?<=UA)|(?<=OL))(?P<key>(?P<code>[A-Z]{3})[ ]?[0-9]{1,4}[ ]?[./][ ]?(?:19|20)[0-9]{2})\b"
    r"|\b(?:al|ua|ol)-(?P<slug>(?P<code_of_slug>[a-z]{3})-[0-9]{1,4}-(?:19|20)[0-9]{2})\b"
)
"""Also run together, `OLXAA 17/2020`, and as the name of a file, `ol-xaa-17-2020`."""


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
