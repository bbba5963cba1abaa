"""Searches the files of a site for anything withheld, and records where it was found."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path
from posixpath import splitext

from letterbook import urls
from letterbook.audit.allowlist import Unexplained
from letterbook.audit.clean_texts import CleanTexts
from letterbook.audit.compositions import PublicNames
from letterbook.audit.counterpart import Counterpart
from letterbook.audit.decode import Decoder
from letterbook.audit.documents import Documents
from letterbook.audit.fingerprints import normalize, percent_decode
from letterbook.audit.known_files import KnownFiles
from letterbook.audit.leaks import Leak
from letterbook.audit.matcher import Matcher
from letterbook.audit.public_text import split_into_lines
from letterbook.audit.site_parts import MOST_SEARCHED, Entry, Findings, divide_site
from letterbook.audit.walk import list_entries
from letterbook.audit.withheld import Withheld
from letterbook.cache import Cache
from letterbook.errors import BuildFailure
from letterbook.interruption import interruptible
from letterbook.text.confidential_names import ConfidentialNames
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


class Scanner:
    """Matches files against patterns and checksums. Whether a match is allowed is decided at the end, for the few that
    there are. Patterns that public texts have (`public_patterns`) are looked for in PDFs alone."""

    def __init__(
        self,
        withheld: Withheld,
        public_patterns: AbstractSet[str],
        documents: Documents,
        known: KnownFiles,
        bodies: Mapping[str, Iterable[str]],
        pdfs: PdfReader,
        confidential: ConfidentialNames,
    ) -> None:
        self._confidential = confidential
        self._documents = documents
        self._withheld = withheld
        self._matcher = Matcher(each for each in withheld.patterns if each not in public_patterns)
        self._known = known
        self._bodies = bodies  # of public letters, by their slugs
        self._pdfs = pdfs
        self._clean = CleanTexts(max((each.count(" ") for each in self._matcher.patterns), default=0))
        self._decoder = Decoder(pdfs, self._clean)
        self._pdf_decoder = Decoder(pdfs)  # other rules apply to PDFs, so a text clean elsewhere may not be here
        self._found = Findings()
        self._lines: dict[str, frozenset[str]] = {}

    def scan_site(self, site: Path, cache: Cache) -> None:
        """Scan everything in a site, in several processes if the `cache` has several. What is found, and in which
        order, does not depend on their number. Raises BuildFailure if any entry was not scanned."""
        entries = list(list_entries(site))
        first, *others = divide_site(site, entries)
        with ExitStack() as copies:
            waiting = [copies.enter_context(cache.run_beside(partial(self.scan_part, site, each))) for each in others]
            found = next(self.scan_part(site, first))
            for each in waiting:
                found.add(next(each))
        if found.scanned != [name for name, _ in entries]:
            raise BuildFailure("a part of the site was not scanned for leaks; build it again")
        self._found = found
        self._documents.matches = found.in_pdfs

    def scan_part(self, site: Path, entries: Iterable[Entry]) -> Iterator[Findings]:
        """Scan some entries of a site with a decoder of their own, as if there were no others, and yield what is in
        them. What was found before is forgotten here."""
        self._found = Findings()
        self._documents.matches = self._found.in_pdfs
        self._decoder, self._pdf_decoder = Decoder(self._pdfs, self._clean), Decoder(self._pdfs)
        for name, is_file in interruptible(entries):
            self._scan(site, name, is_file=is_file)
            self._found.scanned.append(name)
        yield self._found

    def _scan(self, site: Path, name: str, *, is_file: bool | None) -> None:
        """Scan a file, or (`is_file` is False) a folder, and its path `name` within the site. None is neither."""
        self._match(name, normalize(percent_decode(name)))
        if is_file is None:
            self._found.files.append(Leak(name, "unknown-file"))
        elif is_file:
            self._scan_file(site, name)

    def _scan_file(self, site: Path, name: str) -> None:
        with open(f"{site}/{name}", "rb") as file:  # noqa: PTH123 - a path for each of so many files takes time
            content = file.read()
        checksum = hashlib.sha256(content).hexdigest()
        file_name = name.rpartition("/")[2]
        if checksum in self._withheld.checksums:
            self._found.files.append(Leak(name, "withheld-file"))
        elif self._known.is_third_party(file_name, checksum) and not is_pdf(content):
            return
        if _INDEX.fullmatch(name):
            return  # part of the index, which is read as a whole
        is_ours = _is_written(name) or _PACKED.fullmatch(name)
        if not is_ours and not self._known.contains(file_name, checksum):
            self._found.files.append(Leak(name, "unknown-file"))
        if name == urls.FILE_LIST:
            content = _drop_paths(site, content)
        try:
            self._scan_content(name, content)
        except ValueError:
            self._found.files.append(Leak(name, "unreadable-file"))

    def _scan_content(self, name: str, content: bytes) -> None:
        """Scan all texts of a file. Raises ValueError for one that cannot be read whole."""
        file_name = name.rpartition("/")[2]
        if is_pdf(content):
            for text in self._pdf_decoder.decode(file_name, content):
                self.scan_pdf_text(name, text)
        else:
            self._clean.end_search(found=True)  # what an earlier file asked for, if it could not be read whole
            for text in self._decoder.decode(file_name, content, self._list_lines(self._find_letter(name))):
                self._clean.end_search(found=self._match(name, text))
        if _is_written(name):
            content.decode()  # text in any encoding but UTF-8 could hide anything

    def _find_letter(self, name: str) -> str:
        """Return the slug of the public letter that a file is about, by its path; "" if there is none."""
        return next((each for each in splitext(name)[0].split("/") if each in self._bodies), "")

    def _list_lines(self, slug: str) -> frozenset[str]:
        """Return the lines of a public letter's texts and of the responses to it, as pages have them."""
        if slug not in self._lines:  # the files of one letter follow each other
            self._lines = {slug: split_into_lines(self._bodies.get(slug, ()))}
        return self._lines[slug]

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
        return self._found.places.keys() | self._documents.found

    def list_bodies(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the bodies of all public letters and responses. First come those of letters in whose files something
        was found, one for each pattern, and of the letters with the files `names`: they are likely to explain it."""
        found = (next(filter(None, map(self._find_letter, each)), "") for each in self._found.places.values())
        likely = dict.fromkeys(filter(None, (*map(self._find_letter, names), *found)))
        for slug in likely | dict.fromkeys(self._bodies):
            yield from self._bodies[slug]

    def list_places(self, unexplained: Unexplained) -> dict[str, list[str]]:
        """Return where the patterns `unexplained` were found, besides PDFs and first-party files."""
        patterns = unexplained.patterns - unexplained.first_party
        places = self._found.places
        return {each: list(places[each]) for each in sorted(patterns) if places.get(each)}

    def forget_compositions(
        self, site: Path, unexplained: Unexplained, names: PublicNames, index: Mapping[str, str]
    ) -> None:
        """Forget those passages among the patterns `unexplained` that public names make up wherever the site has them.

        `index` has the texts of parts of the search index, by path.
        """
        left = self.list_places(unexplained)
        left = {each: own for each, own in left.items() if self._withheld.patterns[each] == "withheld-text"}
        left = {each: own for each, own in left.items() if len(own) < MOST_SEARCHED}
        for name in dict.fromkeys(chain.from_iterable(left.values())):
            own = [each for each, places in left.items() if name in places]
            texts = [each for each in self._read_again(site, name, index) if any(pattern in each for pattern in own)]
            for each in own:
                having = [text for text in texts if each in text]
                if not having or not all(names.make_up(each, text) for text in having):
                    del left[each]
        for each in left:
            self._found.places[each].clear()

    def _read_again(self, site: Path, name: str, index: Mapping[str, str]) -> Iterator[str]:
        """Yield all texts of a file or folder, its path among them, but for those of PDFs; none of one that cannot be
        read."""
        yield normalize(percent_decode(name))
        decoder = Decoder(self._pdfs)
        if name in index:
            yield from decoder.decode(f"{name}.json", index[name].encode())
        elif (site / name).is_file() and not is_pdf(content := (site / name).read_bytes()):
            with suppress(ValueError):
                yield from decoder.decode(name.rpartition("/")[2], content)

    def forget_coincidences(
        self, site: Path, counterpart: Counterpart, unexplained: Unexplained, index: Mapping[str, str]
    ) -> None:
        """Look again for the patterns `unexplained`, but only in what differs from the `counterpart` of the `site`.

        `index` has the texts of parts of the search index, by path.

        Patterns in first-party files, which the counterpart has too, stay where they were found.
        """
        differing = self.list_places(unexplained)
        for each in differing:
            self._found.places[each].clear()
        self._matcher = Matcher(differing)
        self._decoder = Decoder(self._pdfs, self._clean)  # which has met none of the tags
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
        leaks = [
            Leak(name, rules[each])
            for each in matcher.patterns
            for name in islice(self._found.places.get(each, ()), MOST_PLACES)
        ]
        leaks += [Leak(name, rules[each]) for name, each in self._documents.list_leaks(set(matcher.patterns))]
        for leak in (*leaks, *self._found.files):
            path = normalize(percent_decode(leak.path))
            yield Leak("", leak.rule) if matcher.find(path) or self._has_name(path) else leak

    def _look_for_names(self, name: str, text: str) -> bool:
        if has_name := self._has_name(text):
            self._found.files.append(Leak(name, "confidential-name"))
        return has_name

    def _has_name(self, text: str) -> bool:
        return bool(self._confidential.names) and self._confidential.are_in(text)

    def _match(self, name: str, text: str) -> bool:
        """Match a normalised text of the file `name`; return whether anything was found."""
        found = self._matcher.find(text)
        for each in found:
            self._found.places.add(each, name)
        return self._look_for_names(name, text) or bool(found)


def _is_written(name: str) -> bool:
    """Whether a file is a text that Letterbook or the engine writes."""
    return splitext(name)[1] in _WRITTEN


def _drop_paths(site: Path, content: bytes) -> bytes:
    """Return a list of files without the paths of the `site` that are on it. Each is scanned by itself; one after
    another, they might look like a text."""
    paths = {name.encode() for name, _ in list_entries(site)}
    return b"\n".join(each for each in content.split(b"\n") if each not in paths)
