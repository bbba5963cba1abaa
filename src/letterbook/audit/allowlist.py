"""Removes the matches that are allowed: what a public text also contains is no leak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePosixPath

from letterbook.audit.decode import Decoder
from letterbook.audit.fingerprints import fold_characters, normalize
from letterbook.audit.index_terms import SuspectTerms
from letterbook.audit.matcher import Matcher
from letterbook.audit.public_text import Released, list_bodies, list_public_metadata, list_spellings
from letterbook.audit.walk import list_entries, list_files
from letterbook.model.record import Corpus

MOST_PASSAGES = 5
"""How many fingerprints of withheld texts a first-party file may contain: it may quote what all letters say."""


def remove_allowed(
    matches: Mapping[str, str], terms: SuspectTerms, corpus: Corpus, released: Released, first_party: Iterable[str]
) -> set[str]:
    """Return the patterns in `matches`, each given with its rule, that nothing public contains.

    Public are the files `first_party` and what `released` has of `corpus`. Their words are also removed from `terms`,
    first-party files first, since their words are on every page.

    A first-party file may not name a withheld letter. If it has more than MOST_PASSAGES passages of withheld texts,
    none of them is allowed: it is then a letter in the wrong folder.
    """
    matcher = Matcher(matches)
    left = set(matches)
    decoder = Decoder()
    for path in first_party:
        found: set[str] = set()
        for text in _decode_file(decoder, path):
            found |= matcher.find(text)
            terms.remove_words(text)
        found = {each for each in found if matches[each] != "withheld-reference"}
        passages = {each for each in found if matches[each] == "withheld-text"}
        left -= found - passages if len(passages) > MOST_PASSAGES else found
    for text in list_public_metadata(corpus, released):
        left -= matcher.find(text)
        terms.remove_words(text)
    return _remove_by_bodies(left, matcher, terms, tuple(list_bodies(released)))


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


def read_public_files(first_party: Iterable[Path], site: Path) -> Iterator[str]:
    """Yield the normalised texts of first-party files and of the pages of the site, which are scanned themselves."""
    decoder = Decoder()
    pages = (str(site / name) for name, is_file in list_entries(site) if is_file and name.endswith(".html"))
    for path in chain(list_published_files(first_party, site), pages):
        yield from _decode_file(decoder, path)


def _decode_file(decoder: Decoder, path: str) -> Iterator[str]:
    """Yield the texts of a file. One that cannot be decoded has none; if it is in the site, the scan reports it."""
    with suppress(ValueError):
        yield from decoder.decode(path, Path(path).read_bytes())


def list_published_files(first_party: Iterable[Path], site: Path) -> Iterator[str]:
    """Yield the paths of the files in the folders `first_party` that readers see something of.

    A hand-written page without a page in the site is not public.
    """
    for folder in first_party:
        for path in list_files((folder,)):
            name = PurePosixPath(path).relative_to((folder.parent if folder.is_file() else folder).as_posix())
            if any(each.startswith(".") for each in name.parts) or name.name.endswith("~"):
                continue
            page = site / (name.parent if name.stem == "index" else name.with_suffix("")) / "index.html"
            if name.suffix != ".md" or page.is_file():
                yield path
