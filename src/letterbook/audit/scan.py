"""Scans a site for withheld content, and for files that nobody declared."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from letterbook import urls
from letterbook.audit.allowlist import Unexplained, list_published_files, read_public_files, remove_allowed
from letterbook.audit.counterpart import Counterpart, RenderAgain, compare_with_counterpart, drop_withheld
from letterbook.audit.decode import Decoder
from letterbook.audit.documents import Documents
from letterbook.audit.fingerprints import normalize, percent_decode
from letterbook.audit.index_pdfs import IndexedPdfs
from letterbook.audit.index_terms import SuspectTerms
from letterbook.audit.index_texts import SuspectTexts
from letterbook.audit.matcher import Matcher
from letterbook.audit.public_text import (
    Released,
    collect_public_checksums,
    find_released,
    list_pdfs_that_may_name,
    list_public_texts,
    map_bodies,
    split_into_lines,
)
from letterbook.audit.walk import list_entries, list_files
from letterbook.audit.withheld import Withheld, find_withheld
from letterbook.citations import CitationCache
from letterbook.model.public import Public
from letterbook.model.record import Corpus
from letterbook.search.reading import BrokenIndex, ReadIndex, read_index
from letterbook.text.confidential_names import NONE, ConfidentialNames
from letterbook.text.pdf import PdfReader, is_pdf

_WRITTEN = frozenset({".html", ".json", ".csv", ".xml", ".txt", ".md", ".sha256"})
"""The kinds of text that Letterbook and the engine write, and the checksums that a publication adds."""
_PACKED = re.compile(
    rf"{urls.SQLITE_FILE}|{urls.TEXTS}[0-9]{{4}}\.jsonl\.gz|{urls.REPORTS}[a-z0-9-]+/report\.[a-z]{{2}}\.docx"
)
"""The paths of the files that Letterbook writes in other formats. Any other file must be declared."""
_INDEX = re.compile(rf"{urls.SEARCH}\w+/\w+\.bin")

MOST_PLACES = 20
"""In how many files a pattern is reported."""


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A file that breaks a rule: its `path`, or "" if the path itself contains withheld content, and the `rule`."""

    path: str
    rule: str

    def __str__(self) -> str:
        return f"{self.path or 'a path in the site'}: {self.rule}"


class LeaksFound(Exception):
    """A site contains withheld content. `leaks` gives the files and rules, never the content."""

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        super().__init__("the site contains withheld content")
        self.leaks = leaks


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


def audit(
    site: Path,
    corpus: Corpus,
    public: Public,
    sources: Sources,
    citations: CitationCache | None = None,
    render_again: RenderAgain | None = None,
    pdfs: PdfReader | None = None,
    confidential: ConfidentialNames = NONE,
) -> tuple[Leak, ...]:
    """Return every leak of a finished site, in order; none if it is clean.

    `public` is what the gate let through of the record `corpus`; what the release rule withholds is looked for
    regardless. `citations` is a cache from an earlier step, if there is one. `render_again` renders the site of another
    record; with it, what the site would show if nothing withheld existed is no leak (see `counterpart`). `pdfs` is a
    reader of PDFs from an earlier step. `confidential` are names that must be nowhere, whatever is public.
    """
    released = find_released(corpus, public.as_of, citations)
    pdfs = pdfs or PdfReader()
    withheld = find_withheld(corpus, released, pdfs)
    declared = collect_public_checksums(released)
    known = _KnownFiles(sources, declared)
    documents = Documents(withheld, list_pdfs_that_may_name(released))
    scanner = _Scanner(withheld, documents, known, map_bodies(released), pdfs, confidential)
    for name, is_file in list_entries(site):
        scanner.scan(site, name, is_file=is_file)
    index, broken = _read_index(site)
    for path, content in index.texts.items():
        scanner.scan_text(path, content)
    in_pdfs = IndexedPdfs(site, index, declared, pdfs)
    for address, text in in_pdfs.list_texts():
        scanner.scan_pdf_text(address, text)
    terms = SuspectTerms(index.families, withheld.words)
    texts = SuspectTexts(index, withheld.patterns)
    own, program = (tuple(list_published_files(each, site)) for each in (sources.hand_written, sources.program))
    unexplained = remove_allowed(withheld, scanner.matches, terms, corpus, released, own, program, pdfs)
    public_files = read_public_files(sources.first_party, site, pdfs)
    by_pdfs = (text for _, text in in_pdfs.list_texts())  # which were scanned as such
    terms.remove_all_words(by_pdfs)
    terms.remove_all_words(chain(list_public_texts(corpus, released), public_files))
    by_pdfs = (text for _, text in in_pdfs.list_texts())
    found = {withheld.patterns[each] for each in texts.find_leaks(chain(list_public_texts(corpus, released), by_pdfs))}
    found |= {"withheld-word"} if terms.remaining else set()
    index_leaks = tuple(Leak(urls.SEARCH, each) for each in found)
    if render_again is not None and (unexplained.patterns or index_leaks):
        counterpart = compare_with_counterpart(site, drop_withheld(corpus, released), render_again)
        scanner.forget_coincidences(site, counterpart, unexplained, index.texts)
        index_leaks = tuple(each for each in index_leaks if not counterpart.has_index(site, each.path))
    too_early = _find_released_too_early(public, released)
    unlike = tuple(Leak(each, "unknown-index") for each in in_pdfs.find_unlike())
    leaks = (too_early, broken, unlike, index_leaks, scanner.find_leaks(unexplained.patterns))
    return tuple(sorted(set(chain.from_iterable(leaks))))


class _Scanner:
    """Matches files against patterns and checksums. Whether a match is allowed is decided at the end, for the few that
    there are."""

    def __init__(
        self,
        withheld: Withheld,
        documents: Documents,
        known: _KnownFiles,
        bodies: Mapping[str, Iterable[str]],
        pdfs: PdfReader,
        confidential: ConfidentialNames,
    ) -> None:
        self._confidential = confidential
        self._documents = documents
        self._withheld = withheld
        self._matcher = Matcher(withheld.patterns)
        self._known = known
        self._bodies = bodies  # of public letters, by their slugs
        self._decoder = Decoder(pdfs)
        self._places: dict[str, set[str]] = defaultdict(set)
        self._files: list[Leak] = []

    def scan(self, site: Path, name: str, *, is_file: bool | None) -> None:
        """Scan a file, or (`is_file` is False) a folder, and its path `name` within the site. None is neither."""
        self._match(name, normalize(percent_decode(name)))
        if is_file is None:
            self._files.append(Leak(name, "unknown-file"))
        elif is_file:
            self._scan_file(site, name)

    def _scan_file(self, site: Path, name: str) -> None:
        content = (site / name).read_bytes()
        checksum = hashlib.sha256(content).hexdigest()
        file = PurePosixPath(name)
        if checksum in self._withheld.checksums:
            self._files.append(Leak(name, "withheld-file"))
        elif self._known.is_third_party(file.name, checksum) and not is_pdf(content):
            return
        if _INDEX.fullmatch(name):
            return  # part of the index, which is read as a whole
        is_ours = _is_written(name) or _PACKED.fullmatch(name)
        if not is_ours and not self._known.contains(file.name, checksum):
            self._files.append(Leak(name, "unknown-file"))
        if name == urls.FILE_LIST:
            content = _drop_paths(site, content)
        try:
            self._scan_content(name, content)
        except ValueError:
            self._files.append(Leak(name, "unreadable-file"))

    def _scan_content(self, name: str, content: bytes) -> None:
        """Scan all texts of a file. Raises ValueError for one that cannot be read whole."""
        file = PurePosixPath(name)
        own = next((self._bodies[each] for each in (*file.parts, file.stem) if each in self._bodies), ())
        match = self.scan_pdf_text if is_pdf(content) else self._match
        for text in self._decoder.decode(file.name, content, split_into_lines(own)):
            match(name, text)
        if _is_written(name):
            content.decode()  # text in any encoding but UTF-8 could hide anything

    def scan_text(self, name: str, text: str) -> None:
        """Scan a text that is part of the file `name`."""
        for each in self._decoder.decode(f"{name}.json", text.encode()):
            self._match(name, each)

    def scan_pdf_text(self, name: str, text: str) -> None:
        """Scan a normalised text of the PDF `name`."""
        self._documents.match(name, text)
        self._look_for_names(name, text)

    @property
    def matches(self) -> AbstractSet[str]:
        """The patterns that occur in the site."""
        return self._places.keys() | self._documents.found

    def forget_coincidences(
        self, site: Path, counterpart: Counterpart, unexplained: Unexplained, index: Mapping[str, str]
    ) -> None:
        """Look again for the patterns `unexplained`, but only in what differs from the `counterpart` of the `site`.

        `index` has the texts of parts of the search index, by path.

        Patterns in first-party files, which the counterpart has too, stay where they were found.
        """
        differing = unexplained.patterns - unexplained.first_party
        for each in differing:
            self._places[each].clear()
        self._matcher = Matcher(differing)
        for name, is_file in list_entries(site):
            if name not in counterpart.paths:
                self._match(name, normalize(percent_decode(name)))
            if is_file and name not in counterpart.contents and not name.endswith(".pdf"):
                self._scan_file(site, name)
                self.scan_text(name, index.get(name, ""))

    def find_leaks(self, leaking: Iterable[str]) -> Iterator[Leak]:
        """Yield where the patterns `leaking` occur, and the files at fault. A path that contains one is not given."""
        matcher = Matcher(leaking)
        rules = self._withheld.patterns
        leaks = [Leak(name, rules[each]) for each in matcher.patterns for name in self._places.get(each, ())]
        leaks += [Leak(name, rules[each]) for name, each in self._documents.list_leaks(set(matcher.patterns))]
        for leak in (*leaks, *self._files):
            path = normalize(percent_decode(leak.path))
            yield Leak("", leak.rule) if matcher.find(path) or self._has_name(path) else leak

    def _look_for_names(self, name: str, text: str) -> None:
        if self._has_name(text):
            self._files.append(Leak(name, "confidential-name"))

    def _has_name(self, text: str) -> bool:
        return bool(self._confidential.names) and self._confidential.are_in(text)

    def _match(self, name: str, text: str) -> None:
        self._look_for_names(name, text)
        for each in self._matcher.find(text):
            if len(self._places[each]) < MOST_PLACES:
                self._places[each].add(name)


def _is_written(name: str) -> bool:
    """Whether a file is a text that Letterbook or the engine writes."""
    return PurePosixPath(name).suffix in _WRITTEN


def _drop_paths(site: Path, content: bytes) -> bytes:
    """Return a list of files without the paths of the `site` that are on it. Each is scanned by itself; one after
    another, they might look like a text."""
    paths = {name.encode() for name, _ in list_entries(site)}
    return b"\n".join(each for each in content.split(b"\n") if each not in paths)


class _KnownFiles:
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


def _find_released_too_early(public: Public, released: Released) -> Iterator[Leak]:
    """Yield a leak for each letter that the gate let through against the release rule, or with a response or an earlier
    text that it should have kept back, even if no page shows it."""
    for letter in public.communications:
        responses = {(each.letter.key, each.slug): each for each in letter.responses}
        if letter.reference.key not in released.letters or not responses.keys() <= released.responses.keys():
            yield Leak("", "released-too-early")
            continue
        shown = [(letter.earlier, released.letters[letter.reference.key].earlier)]
        shown += [(each.earlier, released.responses[key].earlier) for key, each in responses.items()]
        if any({each.body for each in found} - {each.body for each in public} for found, public in shown):
            yield Leak("", "released-too-early")


def _read_index(site: Path) -> tuple[ReadIndex, tuple[Leak, ...]]:
    """Read the search index of a site; empty, and with a leak, if a file is not as the build writes it."""
    if not (site / urls.SEARCH).is_dir():
        return ReadIndex({}, {}, (), ()), ()
    try:
        return read_index(site), ()
    except BrokenIndex as error:
        return ReadIndex({}, {}, (), ()), (Leak(error.path, "unknown-index"),)
