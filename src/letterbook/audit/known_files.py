"""The files that may be in a site: where they come from, and their checksums."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from letterbook.audit.walk import list_files


@dataclass(frozen=True, slots=True)
class Sources:
    """Where files that may be in a site unchanged come from.

    The words of the folders `hand_written`, pages and templates, and `program`, the program's own words, are public.
    `packages` are folders of installed packages. `checksums` are the SHA-256 checksums of files that a package holds in
    another form.
    """

    hand_written: tuple[Path, ...]
    program: tuple[Path, ...]
    packages: tuple[Path, ...]
    checksums: frozenset[str] = frozenset()

    @property
    def first_party(self) -> tuple[Path, ...]:
        """The folders with words of our own."""
        return self.hand_written + self.program


class KnownFiles:
    """The files that may be in the site: public attachments, by their declared checksums, and files of packages as they
    are; first-party files once they are scanned."""

    def __init__(self, sources: Sources, declared: frozenset[str]) -> None:
        self._declared = declared | sources.checksums
        self._first_party, self._packages = _Files(sources.first_party), _Files(sources.packages)

    def is_third_party(self, name: str, checksum: str) -> bool:
        """Whether a file is a public attachment or comes from a package."""
        return checksum in self._declared or self._packages.contains(name, checksum)

    def contains(self, name: str, checksum: str) -> bool:
        """Whether a file is one of these."""
        return self.is_third_party(name, checksum) or self._first_party.contains(name, checksum)


class _Files:
    """The files in some folders, by name and checksum; a file is read only when its name is looked up."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._paths: dict[str, list[str]] = defaultdict(list)
        for path in list_files(folders):
            self._paths[path.rpartition("/")[2]].append(path)
        self._checksums: dict[str, set[str]] = {}

    def contains(self, name: str, checksum: str) -> bool:
        if name not in self._checksums:
            paths = map(Path, self._paths[name])
            self._checksums[name] = {hashlib.sha256(each.read_bytes()).hexdigest() for each in paths}
        return checksum in self._checksums[name]
