"""Remembers long texts in which a scan found nothing, so that their other copies need not be searched again.

A site has the text of each letter several times: in its page, in the downloads and in the database. What a text
contains does not depend on where it is. So only the two ends of a copy are searched, where a match may begin in what
comes before or end in what comes after.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from letterbook.audit.fingerprints import SEPARATOR, normalize

LEAST = 2000
"""Shorter texts are quicker to search than to remember."""
_DIGEST_BYTES = 16
_CODED = re.compile(r"[<&%\\]")
"""Characters that may change how a text is decoded: those of markup, entities, percent-encoding and escapes."""


class CleanTexts:
    """The checksums of texts in which nothing was found. `longest` is the number of words of the longest pattern."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self._clean: set[bytes] = set()
        self._new: list[bytes] = []

    def shorten(self, text: str) -> str:
        """Return the two ends of a text that is known to be clean, and any other text as it is."""
        if len(text) < LEAST or _CODED.search(text):
            return text
        checksum = blake2b(text.encode(errors="surrogatepass"), digest_size=_DIGEST_BYTES).digest()
        if checksum not in self._clean:
            self._new.append(checksum)
            return text
        ends = " ".join(text.split(None, self.longest)[:-1]), " ".join(text.rsplit(None, self.longest)[1:])
        if any(normalize(each).count(" ") <= self.longest for each in ends):
            return text  # so many of its words are punctuation that a match might be longer than an end
        return SEPARATOR.join(ends)

    def end_search(self, *, found: bool) -> None:
        """Remember the texts that were asked for since the last search, unless anything was `found` in them."""
        if not found:
            self._clean.update(self._new)
        self._new.clear()
