"""Whether what was found in a site is said in public: then it is no leak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path, PurePosixPath

from letterbook.audit.decode import Reader
from letterbook.audit.fingerprints import normal, spaced
from letterbook.audit.index_terms import Suspects
from letterbook.audit.matcher import Finder
from letterbook.audit.public_text import Released, bodies, spelt, told
from letterbook.audit.walk import below, files
from letterbook.model.record import Corpus

PASSAGES = 5
"""How many sequences of withheld texts a file of ours may have: it may quote what all letters say."""


def unsaid(
    found: Mapping[str, str], words: Suspects, corpus: Corpus, released: Released, ours: Iterable[str]
) -> set[str]:
    """The sequences that nothing public says: neither a file of `ours`, nor a released letter. All that is public is
    told to `words`, too; what is ours first, since its words stand on every page.

    A hand-written page, a template or a script names no withheld letter, and has no passage of one: that is a letter in
    the wrong folder.
    """
    finder = Finder(found)
    left = set(found)
    reader = Reader()
    for path in ours:
        texts: set[str] = set()
        for text in _texts_of(reader, path):
            texts |= finder.found(text)
            words.hear(text)
        texts = {each for each in texts if found[each] != "withheld-reference"}
        passages = {each for each in texts if found[each] == "withheld-text"}
        left -= texts - passages if len(passages) > PASSAGES else texts
    for text in told(corpus, released):
        left -= finder.found(text)
        words.hear(text)
    return _unsaid_by_texts(left, finder, words, tuple(bodies(released)))


def _unsaid_by_texts(left: set[str], finder: Finder, words: Suspects, texts: Sequence[str]) -> set[str]:
    mark = Finder(map(_mark, left))  # without which a text need not be compared
    for body in texts:
        if not left and not words.left:
            break
        text = f" {spaced(body)} "
        words.hear(text)
        if left and mark.found(text):
            left -= finder.found(normal(text))
            if len(left) < len(mark.sequences) / 2:
                mark = Finder(map(_mark, left))
    # What is still left is said in another spelling, or by none: the texts that have the words first.
    for all_of_them in (False, True):
        mark = Finder(map(_mark, left))
        for body in texts if left else ():
            if all_of_them or mark.found(f" {spaced(body)} "):
                for text in spelt(body):
                    left -= finder.found(text)
    return left


def _mark(sequence: str) -> str:
    """The word of a sequence that is the rarest, by its length."""
    return f" {max(sequence.split(), key=len)} "


def read(ours: Iterable[Path], site: Path) -> Iterator[str]:
    """What else is public, in its normal form: files of ours, and pages of the site, which are searched themselves."""
    reader = Reader()
    pages = (str(site / name) for name, is_file in below(site) if is_file and name.endswith(".html"))
    for path in chain(written(ours, site), pages):
        yield from _texts_of(reader, path)


def _texts_of(reader: Reader, path: str) -> Iterator[str]:
    """Of a file that cannot be read nothing: where it stands in the site, the search tells it."""
    with suppress(ValueError):
        yield from reader.texts(path, Path(path).read_bytes())


def written(ours: Iterable[Path], site: Path) -> Iterator[str]:
    """The files of ours that readers see something of. A hand-written page that the engine did not publish says nothing
    to anybody."""
    for folder in ours:
        for path in files((folder,)):
            name = PurePosixPath(path).relative_to(folder.as_posix())
            if any(each.startswith(".") for each in name.parts) or name.name.endswith("~"):
                continue
            page = site / (name.parent if name.stem == "index" else name.with_suffix("")) / "index.html"
            if name.suffix != ".md" or page.is_file():
                yield path
