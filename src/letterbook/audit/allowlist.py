"""Removes the matches that are allowed: what a public text also contains is no leak."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from letterbook.audit.decode import Decoder
from letterbook.audit.fingerprints import NGRAM_WORDS, fold_characters, normalize, percent_decode
from letterbook.audit.index_terms import SuspectTerms
from letterbook.audit.matcher import Matcher
from letterbook.audit.public_text import Released, list_public_bodies, list_public_metadata, list_spellings
from letterbook.audit.walk import list_entries, list_files
from letterbook.audit.withheld import Withheld
from letterbook.model.record import Corpus
from letterbook.text.normalize import is_number
from letterbook.text.pdf import PdfReader, is_pdf

_LEAST_PASSAGES = 2
"""How many fingerprints of one text are more than a common phrase."""
MOST_PASSAGES = 5
"""How many fingerprints of withheld texts a hand-written file may contain: it may quote what all letters say."""

_SAMPLE = 50
"""The number of public texts that are read in all spellings from the start."""
_NO_LETTERS = dict.fromkeys(map(ord, f"{string.whitespace}{string.digits}"))
_HIDING = re.compile(r"[&%<\\]|\]\(")
"""What may hide letters of a body or put others between them: entities, codes, elements, addresses of links."""


@dataclass(frozen=True, slots=True)
class FirstPartyFile:
    """A file with words of our own: its path, and its `name` relative to the folder of such files that it is in."""

    path: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicContent:
    """Everything that is public: what `released` has of `corpus`, with its `bodies`, the likeliest to explain a match
    first, and the withheld `patterns` that were found there (see `find_public_patterns`); and the first-party files,
    `hand_written` and of the `program`."""

    corpus: Corpus
    released: Released
    bodies: Sequence[str]
    patterns: AbstractSet[str]
    hand_written: Sequence[FirstPartyFile]
    program: Sequence[FirstPartyFile]


@dataclass(frozen=True, slots=True)
class Unexplained:
    """The patterns that nothing public contains, and those of them that first-party files contain against the rules."""

    patterns: set[str]
    first_party: set[str]


def find_public_patterns(
    patterns: Iterable[str], terms: SuspectTerms, corpus: Corpus, released: Released
) -> frozenset[str]:
    """Return those withheld patterns that the public texts of a record have as they are written, and those that a
    sample of them has in any spelling: what all letters say as a page shows it.

    What is public somewhere is no leak anywhere, so nothing need look for them. The words of these texts are removed
    from `terms`.
    """
    matcher = Matcher(patterns)
    found = set[str]()
    bodies = tuple(list_public_bodies(released))
    for text in chain(list_public_metadata(corpus, released), map(normalize, bodies)):
        found |= matcher.find(text)
        terms.remove_words(text)
    for body in bodies[:: len(bodies) // _SAMPLE + 1]:
        found = found.union(*map(matcher.find, list_spellings(body)))
    return frozenset(found)


def remove_allowed(
    withheld: Withheld,
    matches: AbstractSet[str],
    public: PublicContent,
    terms: SuspectTerms,
    pdfs: PdfReader,
) -> Unexplained:
    """Return those patterns of `withheld` in `matches` that nothing public contains. The words of first-party files are
    removed from `terms`.

    A first-party file may not name a withheld letter. If a hand-written file has more than MOST_PASSAGES passages of
    withheld texts, none of them is allowed: it is then a letter in the wrong folder. It may not have most of a short
    withheld text either, or a title that is not made of common words. No letter comes with the program, whose labels
    and sentences are on every page.
    """
    matcher = Matcher(matches | public.patterns)
    decoder = Decoder(pdfs)
    left, wrong, titles, words = set(matches), set[str](), set[str](), set[str]()
    for file in public.hand_written:
        found = _find_in_file(decoder, file, matcher, terms, set())
        faults = _find_faults(found, withheld) | _find_short_texts(found, withheld)
        titles |= {each for each in found & withheld.titles if file.name.endswith(".md") or " " in each.strip()}
        wrong |= faults
        left -= found - faults - withheld.titles
    for file in public.program:
        found = _find_in_file(decoder, file, matcher, terms, words)
        wrong |= (references := _find_references(found, withheld))
        left -= found - references
    left -= public.patterns
    left -= _find_other_spellings(left, public.bodies)
    if titles & left:
        words.update(word for text in list_public_metadata(public.corpus, public.released) for word in text.split())
        words.update(word for body in public.bodies for word in fold_characters(body).split())
        common = {each for each in titles if not _is_telling(each, words)}
        left -= common
        wrong |= titles - common
    return Unexplained(left, left & wrong)


def _find_in_file(
    decoder: Decoder, file: FirstPartyFile, matcher: Matcher, terms: SuspectTerms, words: set[str]
) -> set[str]:
    """Return the patterns in a file and its name. Its words are removed from `terms`, and added to `words`."""
    found = matcher.find(normalize(percent_decode(file.name)))
    content = Path(file.path).read_bytes()
    if is_pdf(content):
        return found  # it may quote no withheld text at all
    for text in _decode_file(decoder, file.path, content):
        found |= matcher.find(text)
        terms.remove_words(text)
        words.update(text.split())
    return found


def _find_references(found: set[str], withheld: Withheld) -> set[str]:
    """Return those of the patterns in a first-party file that are references, unless they are public elsewhere."""
    return {each for each in found if withheld.patterns[each] == "withheld-reference"}


def _find_faults(found: set[str], withheld: Withheld) -> set[str]:
    """Return those of the patterns in a hand-written file that it may not have, unless they are public elsewhere."""
    passages = {each for each in found if withheld.patterns[each] == "withheld-text"}
    references = _find_references(found, withheld)
    return references | passages if len(passages) > MOST_PASSAGES else references


def _find_short_texts(found: set[str], withheld: Withheld) -> set[str]:
    """Return the passages of those withheld texts of which a file has more than half."""
    if not any(withheld.patterns[each] == "withheld-text" for each in found):
        return set()
    parts = ((each.passages, each.passages & found) for each in withheld.texts)
    return set().union(*(part for each, part in parts if len(part) >= _LEAST_PASSAGES and len(part) > len(each) / 2))


def _is_telling(title: str, common: AbstractSet[str]) -> bool:
    """Whether a title is of somebody or something in particular: long, or with a word that nothing public has."""
    words = title.split()
    return len(words) >= NGRAM_WORDS or any(each not in common and not is_number(each) for each in words)


def _find_other_spellings(patterns: AbstractSet[str], bodies: Iterable[str]) -> set[str]:
    """Return the patterns that a body has in another spelling than the record's.

    A body whose letters, one after another, are not those of a pattern has it only if markup or codes hide some; then
    it still has half of its words.
    """
    found = set[str]()
    by_letters: dict[str, set[str]] = defaultdict(set)
    for each in patterns:
        by_letters[_keep_letters(each)].add(each)
    letters = Matcher(by_letters)
    hiding: list[str] = []
    for body in bodies if patterns else ():
        folded = fold_characters(body)
        likely = set[str]().union(*map(by_letters.__getitem__, letters.find(_keep_letters(folded)))) - found
        found |= _find_in_body(likely, body)
        if patterns == found:
            return found
        if _HIDING.search(body):
            hiding.append(body)
    for body in hiding if patterns - found else ():
        folded = f" {fold_characters(body)} "
        found |= _find_in_body({each for each in patterns - found if _has_half(each, folded)}, body)
    return found


def _find_in_body(patterns: AbstractSet[str], body: str) -> set[str]:
    if not patterns:
        return set()
    return set[str]().union(*map(Matcher(patterns).find, list_spellings(body)))


def _has_half(pattern: str, folded: str) -> bool:
    words = pattern.split()
    return 2 * sum(f" {each} " in folded for each in words) >= len(words)


def _keep_letters(folded: str) -> str:
    """Return a folded text without spaces and digits: footnotes and lists have numbers that readers do not see."""
    return folded.translate(_NO_LETTERS)


def read_public_files(first_party: Iterable[Path], site: Path, pdfs: PdfReader) -> Iterator[str]:
    """Yield the normalised texts of first-party files and of the pages of the site, which are scanned themselves."""
    decoder = Decoder(pdfs)
    pages = (str(site / name) for name, is_file in list_entries(site) if is_file and name.endswith(".html"))
    for path in chain((each.path for each in list_published_files(first_party, site)), pages):
        yield from _decode_file(decoder, path, Path(path).read_bytes())


def _decode_file(decoder: Decoder, path: str, content: bytes) -> Iterator[str]:
    """Yield the texts of a file. One that cannot be decoded has none; if it is in the site, the scan reports it."""
    with suppress(ValueError):
        yield from decoder.decode(path, content)


def list_published_files(first_party: Iterable[Path], site: Path) -> Iterator[FirstPartyFile]:
    """Yield the files in the folders `first_party` that readers see something of.

    A hand-written page without a page in the site is not public.
    """
    for folder in first_party:
        for path in list_files((folder,)):
            name = PurePosixPath(path).relative_to((folder.parent if folder.is_file() else folder).as_posix())
            if any(each.startswith(".") for each in name.parts) or name.name.endswith("~"):
                continue
            page = site / (name.parent if name.stem == "index" else name.with_suffix("")) / "index.html"
            if name.suffix != ".md" or page.is_file():
                yield FirstPartyFile(path, str(name))
