"""The words of a search index: each of them has to be said in public, since an index has words alone and no sentence in
which `search` could find them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from letterbook import urls
from letterbook.audit.words import normal

INDEX = f"{urls.SEARCH}index.json"


def unsaid_words(site: Path, texts: Iterable[str]) -> bool:
    """Whether the index of a site has a word that is in none of `texts`, which are in their normal form.

    Raises ValueError where the index has not the form of lunr's. A site without an index has no such word.
    """
    path = site / INDEX
    if not path.is_file():
        return False
    try:
        terms = [term for term, _ in json.loads(path.read_bytes())["invertedIndex"]]
        left = {word for term in terms for word in normal(term).split()}
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{INDEX} is no index of lunr's") from error
    for text in texts:
        if not left:
            return False
        left.difference_update(text.split())
    return bool(left)
