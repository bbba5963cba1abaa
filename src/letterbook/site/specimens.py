"""A mail merge: the theme draws a specimen of each kind of page, and letters are written on it.

A specimen is split once at its tokens (`@@body@@`); a page is its pieces joined with the page's own texts. These
texts are never searched for tokens, so that a letter cannot forge one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.errors import BuildFailure
from letterbook.rendering.page import OutputFile, Page

TOKENS = frozenset({"title", "head", "topic", "body", "contents"})
"""What differs from page to page: the window's title, the rest of the head, the title that the header shows when a
reader scrolls, the page itself, and its contents."""

TAB = "tab:"
"""Begins the token inside each tab of the navigation; behind it stands the tab's address (`tab:communications/`)."""
CURRENT = ' aria-current="true"'

_INDENT = re.compile(r"\s*\n\s*")
_AS_IT_IS = re.compile(r"(?is)(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)")
_TOKEN = re.compile(r"@@([a-z]+|tab:[a-z0-9/.-]*)@@")


class BrokenSpecimen(BuildFailure):
    """A theme that loses a token, or draws one twice."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """A page drawn by the theme: `pieces` of HTML, and between them the `tokens` that stand there."""

    pieces: tuple[str, ...]
    tokens: tuple[str, ...]

    @classmethod
    def parse(cls, name: str, html: str) -> Specimen:
        """Split a rendered specimen, without the indents and empty lines that templates leave in every page. Raises
        BrokenSpecimen where a token is missing, unknown or there twice."""
        parts = _TOKEN.split(_without_indents(html))
        tokens = tuple(parts[1::2])
        for token in sorted(TOKENS | set(tokens)):
            found = tokens.count(token)
            if token not in TOKENS and not token.startswith(TAB):
                raise BrokenSpecimen(f"the theme's page {name!r} has a token that is not known: @@{token}@@")
            if found != 1:
                what = "has lost the token" if not found else f"has {found} times the token"
                raise BrokenSpecimen(
                    f"the theme's page {name!r} {what} @@{token}@@; look at overrides/specimen.html, "
                    "and whether a new version of the theme draws its pages differently"
                )
        return cls(tuple(parts[0::2]), tokens)

    def fill(self, texts: Mapping[str, str]) -> str:
        """The page with `texts` in the places of the tokens, under the tab `texts["tab"]`.

        Raises KeyError where a text is missing.
        """
        own_tab = TAB + texts["tab"]
        written = [self.pieces[0]]
        for token, piece in zip(self.tokens, self.pieces[1:], strict=True):
            if token.startswith(TAB):
                written += (CURRENT if token == own_tab else "", piece)
            else:
                written += (texts[token], piece)
        return "".join(written)


def fill_specimens(specimens: Mapping[str, Specimen], outputs: Iterable[Page | OutputFile]) -> Iterator[OutputFile]:
    """Write each page on its specimen; files go through as they are."""
    for output in outputs:
        if isinstance(output, OutputFile):
            yield output
        else:
            html = specimens[output.specimen].fill(output.texts)
            yield OutputFile(urls.file_of(output.address), html.encode())


def _without_indents(html: str) -> str:
    """Where white space says nothing."""
    parts = _AS_IT_IS.split(html)
    parts[0::2] = [_INDENT.sub("\n", each) for each in parts[0::2]]
    return "".join(parts)
