"""Searches a site for what is withheld, and for files that nobody declared."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from letterbook import urls
from letterbook.audit.allowlist import read, unsaid, written
from letterbook.audit.decode import Reader
from letterbook.audit.fingerprints import decoded, normal
from letterbook.audit.index_terms import Suspects
from letterbook.audit.matcher import Finder
from letterbook.audit.public_text import Released, declared, lines, paragraphs, said
from letterbook.audit.walk import below, files
from letterbook.audit.withheld import Withheld, withheld
from letterbook.citations import CitationCache
from letterbook.model.public import Public
from letterbook.model.record import Corpus

_MADE = frozenset({".html", ".json", ".csv", ".xml", ".txt", ".sha256"})
"""What Letterbook and the engine write themselves, and the sums of all files that a publication adds. Any other file is
somebody's, and has to be declared."""
_INDEX = re.compile(rf"{urls.SEARCH}\w+/(index/\w+\.pf_index|pagefind\.\w+\.pf_meta)")

MANY = 20
"""In how many places a sequence is told."""


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """What is wrong with a file: its `path`, or "" where that itself tells what is withheld, and the `rule` that it
    breaks."""

    path: str
    rule: str

    def __str__(self) -> str:
        return f"{self.path or 'a path of the site'}: {self.rule}"


class LeaksFound(Exception):
    """A site shows what is withheld. `leaks` says where, never what."""

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        super().__init__("the site shows what is withheld")
        self.leaks = leaks


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders of files that may stand in a site as they are: `ours`, whose words are said in public (hand-written
    pages, templates, the program's own words), and those of installed `packages`; `sums` are those of files that a
    package holds in some other way."""

    ours: tuple[Path, ...]
    packages: tuple[Path, ...]
    sums: frozenset[str] = frozenset()


def audit(
    site: Path, corpus: Corpus, public: Public, sources: Sources, citations: CitationCache | None = None
) -> tuple[Leak, ...]:
    """Every leak of a finished site. `public` is what the gate let through of the record `corpus`; what the rule itself
    withholds is searched for all the same."""
    released = Released.of(corpus, public.as_of, citations)
    kept = withheld(corpus, released)
    search = _Search(kept, _Known(sources, declared(released)), paragraphs(released))
    for name, is_file in below(site):
        search.look(site, name, is_file=is_file)
    words = Suspects(site, kept.words)
    left = unsaid(search.found, words, corpus, released, written(sources.ours, site))
    words.thoroughly(chain(said(corpus, released), read(sources.ours, site)))
    return tuple(sorted({*_too_early(public, released), *_of_the_index(words), *search.leaks(left)}))


class _Search:
    """Looks for sequences and for files by their sums. Whether a sequence that was found is said in public is asked at
    the end, of the few that were."""

    def __init__(self, kept: Withheld, known: _Known, texts: Mapping[str, Iterable[str]]) -> None:
        self._kept = kept
        self._finder = Finder(kept.sequences)
        self._known = known
        self._texts = texts  # of public letters, by their slugs
        self._reader = Reader()
        self._places: dict[str, set[str]] = defaultdict(set)
        self._files: list[Leak] = []

    def look(self, site: Path, name: str, *, is_file: bool | None) -> None:
        """Search a file, or (`is_file` is False) a folder, and its name from the root of the site. None is neither."""
        self._note(name, normal(decoded(name)))
        if is_file is None:
            self._files.append(Leak(name, "unknown-file"))
        elif is_file:
            content = (site / name).read_bytes()
            sum_ = hashlib.sha256(content).hexdigest()
            file = PurePosixPath(name)
            if sum_ in self._kept.sums:
                self._files.append(Leak(name, "withheld-file"))
            elif self._known.as_it_is(file.name, sum_):
                return
            if _INDEX.fullmatch(name):
                return  # words alone, packed: they are asked for by themselves
            ours = self._known.ours(file.name, sum_)
            if file.suffix not in _MADE and not ours:
                self._files.append(Leak(name, "unknown-file"))
            own = next((self._texts[each] for each in file.parts if each in self._texts), ())
            try:
                for text in self._reader.texts(file.name, content, lines(own)):
                    self._note(name, text)
                if file.suffix in _MADE:
                    content.decode()  # what is written in another way than UTF-8 could hide anything
            except ValueError:
                self._files.append(Leak(name, "unknown-file"))

    @property
    def found(self) -> dict[str, str]:
        """The sequences that stand in the site, each with the rule that it breaks."""
        return {each: self._kept.sequences[each] for each in self._places}

    def leaks(self, unsaid: Iterable[str]) -> Iterator[Leak]:
        """Where what is said nowhere in public was found; a path that tells it is not told again."""
        telling = Finder(unsaid)
        leaks = [Leak(name, self._kept.sequences[each]) for each in telling.sequences for name in self._places[each]]
        for leak in (*leaks, *self._files):
            yield Leak("", leak.rule) if telling.found(normal(decoded(leak.path))) else leak

    def _note(self, name: str, text: str) -> None:
        for each in self._finder.found(text):
            if len(self._places[each]) < MANY:
                self._places[each].add(name)


class _Known:
    """Which files may stand in the site: public attachments by their declared sums and files of packages as they are,
    files of ours once they are searched."""

    def __init__(self, sources: Sources, declared: frozenset[str]) -> None:
        self._declared = declared | sources.sums
        self._ours, self._packages = _Files(sources.ours), _Files(sources.packages)

    def as_it_is(self, name: str, sum_: str) -> bool:
        """Whether nobody here wrote it."""
        return sum_ in self._declared or self._packages.has(name, sum_)

    def ours(self, name: str, sum_: str) -> bool:
        """Whether it is one of ours."""
        return self._ours.has(name, sum_)


class _Files:
    """Files of some folders by name and sum; one is read only where its name is asked for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._named: dict[str, list[str]] = defaultdict(list)
        for path in files(folders):
            self._named[path.rpartition("/")[2]].append(path)
        self._sums: dict[str, set[str]] = {}

    def has(self, name: str, sum_: str) -> bool:
        if name not in self._sums:
            self._sums[name] = {hashlib.sha256(Path(each).read_bytes()).hexdigest() for each in self._named[name]}
        return sum_ in self._sums[name]


def _too_early(public: Public, released: Released) -> Iterator[Leak]:
    """Whether the gate let something through that the rule withholds, shown or not."""
    for letter in public.communications:
        responses = {(each.letter.key, each.slug) for each in letter.responses}
        if letter.reference.key not in released.letters or not responses <= released.responses.keys():
            yield Leak("", "released-too-early")


def _of_the_index(words: Suspects) -> Iterator[Leak]:
    yield from (Leak(path, "unknown-index") for path in words.unknown)
    yield from (Leak(path, "withheld-word") for path in words.unsaid())
