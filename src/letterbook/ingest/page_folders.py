"""Finds what should not be published among the hand-written pages and the templates.

The engine copies every file in these folders into the site. So they are read as strictly as the record: no links, no
special files, only types of files that a site is made of, and front matter that can be parsed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from letterbook.ingest.folder_entries import SYMBOLIC_LINK, find_reserved_names, find_special_files, is_special, walk
from letterbook.ingest.front_matter import MAX_BYTES, Problem, ReadingFault, read_letter

UNEXPECTED_FILE = "unexpected-file"

_PAGES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
_TYPES = _PAGES | {
    *(".html", ".css", ".js", ".mjs", ".wasm", ".map"),
    *(".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"),
    *(".otf", ".ttf", ".woff", ".woff2"),
    *(".mp3", ".mp4", ".ogg", ".vtt", ".webm"),
    *(".asc", ".bib", ".csv", ".ics", ".json", ".pdf", ".txt", ".webmanifest", ".xml", ".yml"),
}
"""The types of files that a site is made of, or offers for download."""
_NEVER_PUBLISHED = frozenset({".py", ".pyc"})
"""What a folder of templates can hold beside them, such as hooks: the engine leaves it there."""
_NAMES = frozenset({"CNAME", "LICENSE", "NOTICE", "_headers", "_redirects"})
"""Files without an ending that hosts of sites and licences ask for."""
_LOCK_FILES = ("~", "#")
"""Word and LibreOffice begin the names of their lock files so, and Emacs those of what is not saved yet."""


def find_page_problems(folders: Sequence[Path]) -> Iterator[tuple[str, Problem]]:
    """Report what is wrong in the folder of pages and that of templates. Raises OSError if a page cannot be read."""
    for folder, types in zip(folders, (_TYPES, _TYPES | _NEVER_PUBLISHED), strict=False):
        if folder.is_symlink():
            yield folder.as_posix(), Problem(rule=SYMBOLIC_LINK, line=0)
            continue
        entries = tuple(walk(folder))
        yield from find_reserved_names(entries)
        yield from find_special_files(entries)
        for path in entries:
            yield from ((path.as_posix(), each) for each in _examine(path, types))


def find_page_folders(settings: Path) -> tuple[Path, ...]:
    """Return the folder of pages, then that of templates, which an `mkdocs.yml` names.

    Where it names none in plain words, that is the usual folder. None is returned if the file cannot be read, which the
    engine reports.
    """
    if not settings.is_file():
        return ()
    try:
        given = yaml.load(settings.read_bytes(), Loader=_Settings)  # noqa: S506 - a safe loader
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        return ()
    given = given if isinstance(given, dict) else {}
    theme = given["theme"] if isinstance(given.get("theme"), dict) else {}
    names = (given.get("docs_dir"), theme.get("custom_dir"))
    return tuple(
        settings.parent / (name if isinstance(name, str) else usual)
        for name, usual in zip(names, ("docs", "overrides"), strict=True)
    )


class _Settings(yaml.SafeLoader):
    """Reads the plain values of an `mkdocs.yml`; those with a tag, such as `!ENV`, are the engine's."""


def _skip_tagged(*_: Any) -> None:
    return None


_Settings.add_multi_constructor("", _skip_tagged)


def _examine(path: Path, types: frozenset[str]) -> Iterator[Problem]:
    """Report what is wrong with a file, which must be of one of `types`; folders and special files are fine."""
    if path.is_symlink():
        yield Problem(rule=SYMBOLIC_LINK, line=0)
    elif path.is_dir() or is_special(path):
        return
    elif path.name.startswith(_LOCK_FILES) or not (path.suffix.lower() in types or path.name in _NAMES):
        yield Problem(rule=UNEXPECTED_FILE, line=0)
    elif path.suffix.lower() in _PAGES:
        with path.open("rb") as file:
            problems = read_letter(file.read(MAX_BYTES + 1)).problems
        yield from (each for each in problems if each.rule != ReadingFault.MISSING_FRONT_MATTER)
