"""Removes the matches that are allowed: what a public text also contains is no leak."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class FirstPartyFile:
    """A file with words of our own: its path, and its `name` relative to the folder of such files that it is in."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Unexplained:
    """The patterns that nothing public contains, and those of them that first-party files contain against the rules."""

    patterns: set[str]
    first_party: set[str]


def remove_allowed(
    withheld: Withheld,
    matches: AbstractSet[str],
    terms: SuspectTerms,
    corpus: Corpus,
    released: Released,
    hand_written: Iterable[FirstPartyFile],
    program: Iterable[FirstPartyFile],
    pdfs: PdfReader,
) -> Unexplained:
    """Return those patterns of `withheld` in `matches` that nothing public contains.

    Public are the first-party files and what `released` has of `corpus`. Their words are also removed from `terms`,
    first-party files first, since their words are on every page.

    A first-party file may not name a withheld letter. If a `hand_written` file has more than MOST_PASSAGES passages of
    withheld texts, none of them is allowed: it is then a letter in the wrong folder. It may not have most of a short
    withheld text either, or a title that is not made of common words. No letter comes with the `program`, whose labels
    and sentences are on every page.
    """
    matcher = Matcher(matches)
    decoder = Decoder(pdfs)
    left, wrong, titles, words = set(matches), set[str](), set[str](), set[str]()
    for file in hand_written:
        found = _find_in_file(decoder, file, matcher, terms, set())
        faults = _find_faults(found, withheld) | _find_short_texts(found, withheld)
        titles |= {each for each in found & withheld.titles if file.name.endswith(".md") or " " in each.strip()}
        wrong |= faults
        left -= found - faults - withheld.titles
    for file in program:
        found = _find_in_file(decoder, file, matcher, terms, words)
        wrong |= (references := _find_references(found, withheld))
        left -= found - references
    for text in list_public_metadata(corpus, released):
        left -= matcher.find(text)
        terms.remove_words(text)
        words.update(text.split() if titles else ())
    left = _remove_by_bodies(left, matcher, terms, tuple(list_public_bodies(released)))
    if titles & left:
        words.update(word for body in list_public_bodies(released) for word in fold_characters(body).split())
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


def _remove_by_bodies(left: set[str], matcher: Matcher, terms: SuspectTerms, bodies: Sequence[str]) -> set[str]:
    rarest = Matcher(map(_pick_rarest_word, left))  # a body without any of these need not be matched
    for body in bodies:
        if not left and not terms.remaining:
            break
        text = f" {fold_characters(body)} "
        terms.remove_words(text)
        if left and rarest.find(text):
            left -= matcher.find(normalize(text))
            if len(left) < len(rarest.patterns) / 2:
                rarest = Matcher(map(_pick_rarest_word, left))
    # What remains is in a body in another spelling, or in none. Bodies with a rarest word are tried first.
    for try_all in (False, True):
        rarest = Matcher(map(_pick_rarest_word, left))
        for body in bodies if left else ():
            if try_all or rarest.find(f" {fold_characters(body)} "):
                for text in list_spellings(body):
                    left -= matcher.find(text)
    return left


def _pick_rarest_word(pattern: str) -> str:
    """Return the longest word of a pattern, as the likely rarest."""
    return f" {max(pattern.split(), key=len)} "


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
