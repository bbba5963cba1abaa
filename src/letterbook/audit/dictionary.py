"""The words of a search index: each of them has to be said in public, since an index has words alone and no sentence in
which `search` could find them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from letterbook import urls
from letterbook.audit.words import normal
from letterbook.failure import BuildFailure
from letterbook.search import dictionary, stems

LUNR = f"{urls.SEARCH}index.json"


def unsaid_words(site: Path, texts: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Each index, or folder of one, that has a word which is in none of `texts`, with the rule that it breaks; it may
    be that it has not the form of an index.

    `texts` are in their normal form, and come in parts; the next is asked for only where one does not do.
    """
    left: dict[str, set[str]] = {}
    for path, words in _dictionaries(site):
        if words is None:
            yield path, "unknown-index"
        else:
            left[path] = words
    vocabulary: set[str] = set()
    for part in texts:
        if not any(left.values()):
            return
        for text in part:
            vocabulary.update(text.split())
        for path, words in left.items():
            words.difference_update([each for each in words if vocabulary.issuperset(normal(each).split())])
            if words and path != LUNR:
                words.difference_update(stems(Path(path).name, vocabulary))
    for path, words in left.items():
        if words:
            yield path, "withheld-word"


def _dictionaries(site: Path) -> Iterator[tuple[str, set[str] | None]]:
    """The words of each index of a site; None where it has not the form of one."""
    if (site / LUNR).is_file():
        try:
            terms = [term for term, _ in json.loads((site / LUNR).read_bytes())["invertedIndex"]]
            yield LUNR, {word for term in terms for word in normal(term).split()}
        except (KeyError, TypeError, AttributeError, ValueError):
            yield LUNR, None
    for folder in sorted(each for each in (site / urls.SEARCH).glob("*") if any(each.rglob("*.pf_*"))):
        path = f"{folder.relative_to(site).as_posix()}/"
        try:
            yield path, dictionary(folder)
        except BuildFailure:
            yield path, None
