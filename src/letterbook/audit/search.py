"""Searches a site for what is withheld, and for files that nobody declared."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from letterbook.audit.finder import Finder
from letterbook.audit.reading import texts
from letterbook.audit.withheld import Released, Withheld, said, withheld
from letterbook.audit.words import decoded, normal
from letterbook.public import Public
from letterbook.record import Corpus

_MADE = frozenset({".html", ".json", ".xml", ".txt"})
"""What Letterbook and the engine write themselves. Any other file is somebody's, and has to be declared."""


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """What is wrong with a file: its `path`, or "" where that itself tells what is withheld, and the `rule` that it
    breaks."""

    path: str
    rule: str

    def __str__(self) -> str:
        return f"{self.path or 'a path of the site'}: {self.rule}"


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders of files that may stand in a site as they are: `ours`, whose words are said in public (hand-written
    pages, templates, the program's own words), and those of installed `packages`."""

    ours: tuple[Path, ...]
    packages: tuple[Path, ...]


def audit(site: Path, corpus: Corpus, public: Public, sources: Sources) -> tuple[Leak, ...]:
    """Every leak of a finished site. `public` is what the gate let through of the record `corpus`; what the rule itself
    withholds is searched for all the same."""
    released = Released.of(corpus, public.as_of)
    bounded = released.bounds(public)
    kept = withheld(corpus, released, bounded)
    search = _Search(_unsaid(kept, bounded, sources.ours), kept.sums, _Known(sources, bounded))
    leaks = {leak for path in sorted(site.rglob("*")) for leak in search.of(path, path.relative_to(site).as_posix())}
    if bounded != public:
        leaks.add(Leak("", "released-too-early"))
    return tuple(sorted(leaks))


class _Search:
    """Looks for sequences, each with its rule, and for files by their sums."""

    def __init__(self, rules: dict[str, str], sums: frozenset[str], known: _Known) -> None:
        self._rules = rules
        self._finder = Finder(rules)
        self._sums = sums
        self._known = known

    def of(self, path: Path, name: str) -> Iterator[Leak]:
        """The leaks of a file or folder, `name` from the root of the site."""
        telling = self._broken(normal(decoded(name)))
        if telling:
            name = ""
        yield from (Leak(name, rule) for rule in telling)
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield Leak(name, "unknown-file")
        elif path.is_file():
            content = path.read_bytes()
            sum_ = hashlib.sha256(content).hexdigest()
            if self._known(path.name, sum_):
                return
            if sum_ in self._sums:
                yield Leak(name, "withheld-file")
            if path.suffix not in _MADE:
                yield Leak(name, "unknown-file")
            for text in texts(path.name, content):
                yield from (Leak(name, rule) for rule in self._broken(text))

    def _broken(self, text: str) -> set[str]:
        return {self._rules[each] for each in self._finder.found(text)}


class _Known:
    """Whether a file may stand in the site as it is: a public attachment by its declared sum, or a file of a source. A
    file of a source is read only where one of its name is asked for."""

    def __init__(self, sources: Sources, public: Public) -> None:
        self._declared = {each.sha256 for letter in public.communications for each in letter.attachments} | {
            each.sha256
            for letter in public.communications
            for response in letter.responses
            for each in response.attachments
        }
        self._named: dict[str, list[Path]] = defaultdict(list)
        for path in _files((*sources.ours, *sources.packages)):
            self._named[path.name].append(path)
        self._sums: dict[str, set[str]] = {}

    def __call__(self, name: str, sum_: str) -> bool:
        if name not in self._sums:
            self._sums[name] = {hashlib.sha256(each.read_bytes()).hexdigest() for each in self._named[name]}
        return sum_ in self._declared or sum_ in self._sums[name]


def _unsaid(kept: Withheld, public: Public, ours: Iterable[Path]) -> dict[str, str]:
    """The sequences that nothing public says: neither a released letter nor a page of ours."""
    finder = Finder(kept.sequences)
    told: set[str] = set()
    for text in said(public):
        told |= finder.found(text)
    for path in _files(ours):
        for text in texts(path.name, path.read_bytes()):
            told |= finder.found(text)
    return {each: rule for each, rule in kept.sequences.items() if each not in told}


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
