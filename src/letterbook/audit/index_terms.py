"""Checks the words of the search index: each one that withheld content has must also be public.

What withheld content has in common with public texts, `index_texts` finds: here every word is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from letterbook.audit.fingerprints import normalize
from letterbook.audit.matcher import Matcher
from letterbook.interruption import interruptible

_FIRST = 1_000_000
"""The number of public characters of which every word is collected; after them most terms are known to be public."""
_PREFIX, _SUFFIX = 3, 2
"""The least number of letters at the start of a term that words are looked for by, and how many at its end may differ
from it."""


class SuspectTerms:
    """The words of withheld content that no public text was yet seen to have: `remaining`."""

    def __init__(self, withheld: AbstractSet[str]) -> None:
        """Take the normalised words of withheld content."""
        self.remaining = set(withheld)
        self._public_words: set[str] = set()
        self._matcher: Matcher | None = None
        self._matched = 0
        self._characters = 0

    def list_remaining(self) -> frozenset[str]:
        """Return the terms that no text had."""
        self._remove_public()
        return frozenset(self.remaining)

    def keep_only(self, words: Iterable[str]) -> None:
        """Remove the terms that are not among the `words` of the index."""
        self.remaining &= {piece for word in words for piece in normalize(word).split()}

    def remove_words(self, text: str) -> None:
        """Remove the terms that a public text has; `text` is words between spaces (see `fold_characters`).

        After the first texts only words that begin like a remaining term are looked for.
        """
        if not self.remaining:
            return
        if self._matcher is None:
            self._public_words.update(text.split())
        else:
            self.remaining -= {text[at : text.index(" ", at)] for at, _ in self._matcher.find_spans(text)}
        self._characters += len(text)
        if self._matcher is None and self._characters > _FIRST:
            self._remove_public()
            self._build_matcher()
        elif len(self.remaining) < self._matched / 2:
            self._build_matcher()

    def remove_all_words(self, texts: Iterable[str]) -> None:
        """Remove every term that the public `texts` have. They are not read if no term remains."""
        self._remove_public()
        for text in interruptible(texts) if self.remaining else ():
            self.remaining.difference_update(text.split())

    def _remove_public(self) -> None:
        self.remaining -= self._public_words
        self._public_words.clear()

    def _build_matcher(self) -> None:
        self._matcher = Matcher(f" {each[: max(len(each) - _SUFFIX, _PREFIX)]}" for each in self.remaining)
        self._matched = len(self.remaining)
