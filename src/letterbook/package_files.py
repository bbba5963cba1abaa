"""Where the program keeps its files, both in a checkout and in an installed wheel.

In a checkout the project's own folders are beside `src/`. A wheel carries the files that `letterbook init` copies in
`letterbook/project/`, under the same paths, except that modules are copied from the package itself. `hatch_build.py`
packs the files named here. It runs before anything is installed, so this module imports only the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

PROGRAM = (
    "src/letterbook/**/*.py",
    "src/letterbook/**/*.yml",
    "src/letterbook/**/*.js",
    "src/letterbook/py.typed",
    "macros/*.py",
    "overrides/**/*.html",
    "docs/assets/**/*",
    "docs/specimens.md",
    "docs/specimens/**/*.md",
    "scripts/build",
    "scripts/serve",
    "scripts/setup",
    "requirements/build.txt",
    "hatch_build.py",
    "pyproject.toml",
    "LICENSE",
    ".githooks/*",
    ".github/workflows/check.yml",
    ".github/workflows/clock.yml",
    ".github/workflows/publish.yml",
)
"""Patterns of the files that `init` copies into every record."""

BEGINNINGS = (
    "own-record/**/*",
    "mkdocs.yml",
    "docs/*.md",
    "data/policy.yml",
    "data/registers/*.yml",
    ".editorconfig",
    ".gitattributes",
    ".gitignore",
    ".vscode/*.json",
    ".github/pull_request_template.md",
)
"""Patterns of the files from which a publisher's own files are written."""

PUBLISHED = (
    *("derived", "model", "outputs", "rendering", "rules", "search"),
    *("i18n/en.yml", "i18n/es.yml", "i18n/fr.yml"),
)
"""The folders and files of the package whose words a site shows: the interface, the reference of fields and rules, and
what outputs write. The leak audit takes these words as public, so nothing that holds a record belongs here, and no
file of theirs names a State or a company that exists."""

_PACKAGE = Path(__file__).resolve().parent
_IN_WHEEL = "project"
_SOURCE = "src/letterbook/"


def project_folder() -> Path:
    """Return the folder of the project's files: in a wheel, part of the package; in a checkout, its top folder."""
    packed = _PACKAGE / _IN_WHEEL
    return packed if packed.is_dir() else _PACKAGE.parents[1]


def list_published_paths() -> tuple[Path, ...]:
    """Return the folders and files of `PUBLISHED`, wherever the package is installed."""
    return tuple(_PACKAGE / name for name in PUBLISHED)


def find_files(project: Path, patterns: Iterable[str]) -> dict[str, Path]:
    """Find the files below `project`, as returned by `project_folder`, that match `patterns`: each by its path in a
    checkout, in order. Links, and hidden files that no pattern names (an editor's backups), are left out."""
    found: dict[str, Path] = {}
    for pattern in patterns:
        folder, prefix = project, ""
        if pattern.startswith(_SOURCE) and not (project / _SOURCE).is_dir():
            folder, prefix = project.parent, _SOURCE
        for path in folder.glob(pattern.removeprefix(prefix)):
            if _is_taken(path, pattern) and not (prefix and path.is_relative_to(project)):
                found[prefix + path.relative_to(folder).as_posix()] = path
    return dict(sorted(found.items()))


def _is_taken(path: Path, pattern: str) -> bool:
    hidden = path.name.startswith(".") and not PurePosixPath(pattern).name.startswith(".")
    return path.is_file() and not path.is_symlink() and not hidden
