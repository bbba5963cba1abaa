"""The locks: everything that is installed, by version and hash, and nothing about where it comes from."""

import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from .small_project import TOP

LOCKS = ("build", "test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One package of a lock."""

    name: str
    version: str
    hashes: int


def pins(lock: str) -> dict[str, Pin]:
    """Read a lock by a grammar so narrow that an address, an option or a path in it is an error."""
    text = (TOP / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    found: dict[str, Pin] = {}
    for entry in re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE).replace(" \\\n", " ").splitlines():
        match = re.fullmatch(r"([a-z0-9-]+)==([\w.!+]+)(?: ; [\w '!=<>.]+)?((?: +--hash=sha256:[0-9a-f]{64})*)", entry)
        assert match, f"requirements/{lock}.txt: {entry[:80]}"
        assert match[1] not in found, f"requirements/{lock}.txt names {match[1]} twice"
        found[match[1]] = Pin(name=match[1], version=match[2], hashes=match[3].count("sha256:"))
    return found


def project() -> dict[str, Any]:
    return tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_version_and_hashes(lock: str) -> None:
    """pip refuses a file that differs from the one that was locked, and a package that was not."""
    assert pins(lock)
    assert [pin.name for pin in pins(lock).values() if not pin.hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    """Packages come from where the user's pip fetches them: no index, no link, no folder of a machine."""
    text = (TOP / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert re.findall(r".*(?:://|file:|--\w*index|--find-links|(?<![\w.])/\w|@).*", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_says_how_to_renew_it(lock: str) -> None:
    """Its first lines name the script that wrote it."""
    head = (TOP / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()[:3]
    assert any("./scripts/lock" in line for line in head)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_pyproject_asks_for(lock: str) -> None:
    """A dependency that was added or raised without `scripts/lock` would be missing from every fresh clone."""
    asked = [*project()["build-system"]["requires"], *project()["project"]["dependencies"]]
    if lock == "test":
        asked += project()["project"]["optional-dependencies"]["test"]
    locked = pins(lock)
    for requirement in map(Requirement, asked):
        pin = locked.get(canonicalize_name(requirement.name))
        assert pin, f"{requirement} is not in requirements/{lock}.txt: run ./scripts/lock"
        assert Version(pin.version) in requirement.specifier, f"{requirement}, but {pin.version} is locked"


def test_the_tests_run_what_a_build_runs() -> None:
    """The lock for tests holds the one for builds, version by version."""
    built, tested = pins("build"), pins("test")
    assert {name: tested.get(name) for name in built} == built


def test_the_lock_of_the_test_tools_names_no_place() -> None:
    """npm's lock has a version and a hash for every package, and no address."""
    text = (TOP / "tests/tools/package-lock.json").read_text(encoding="utf-8")
    packages = {name: package for name, package in json.loads(text)["packages"].items() if name}
    assert packages
    assert [name for name, each in packages.items() if not (each.get("version") and each.get("integrity"))] == []
    assert '"resolved"' not in text
