"""Fills pages into specimens, as a mail merge does: the theme renders one specimen for each depth of address.

A specimen is split once at its tokens (`@@body@@`); a page is its pieces joined with the page's own texts. These
texts are never searched for tokens, so a letter cannot forge one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.errors import BuildFailure
from letterbook.rendering.page import OutputFile, Page

TOKENS = frozenset({"printed", "title", "head", "topic", "body", "contents"})
"""The parts that differ from page to page: the line at the foot of printed sheets, the window's title, the rest of the
head, the title that the header shows once a reader scrolls, the page itself, and its table of contents."""

TAB = "tab:"
"""The start of the token inside each link of the navigation, in the tabs and in the menu of narrow screens; the link's
address follows (`tab:communications/`)."""
CURRENT = ' aria-current="true"'

_INDENT = re.compile(r"\s*\n\s*")
_VERBATIM = re.compile(r"(?is)(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)")
_TOKEN = re.compile(r"@@([a-z]+|tab:[a-z0-9/.-]*)@@")


class BrokenSpecimen(BuildFailure):
    """The theme lost a token, or rendered one twice."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """A page rendered by the theme: `pieces` of HTML, and the `tokens` between them."""

    pieces: tuple[str, ...]
    tokens: tuple[str, ...]

    @classmethod
    def parse(cls, name: str, html: str) -> Specimen:
        """Split a rendered specimen, and drop the indentation and blank lines that templates leave in every page.

        Raises BrokenSpecimen if a token is missing or unknown, or repeated outside the navigation.
        """
        parts = _TOKEN.split(_strip_indentation(html))
        tokens = tuple(parts[1::2])
        for token in sorted(TOKENS | {each for each in tokens if not each.startswith(TAB)}):
            found = tokens.count(token)
            if token not in TOKENS:
                raise BrokenSpecimen(f"the theme's page {name!r} has an unknown token, @@{token}@@")
            if found != 1:
                what = "has lost the token" if not found else f"has {found} copies of the token"
                raise BrokenSpecimen(
                    f"the theme's page {name!r} {what} @@{token}@@; look at overrides/specimen.html, "
                    "and check whether a new version of the theme renders its pages differently"
                )
        return cls(tuple(parts[0::2]), tokens)

    def fill(self, texts: Mapping[str, str]) -> str:
        """Return the page with `texts` in place of the tokens, under the tab `texts["tab"]`.

        Raises KeyError if a text is missing.
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
    """Yield each page as a file, filled into its specimen; files pass through unchanged."""
    for output in outputs:
        if isinstance(output, OutputFile):
            yield output
        else:
            html = specimens[output.specimen].fill(output.texts)
            yield OutputFile(urls.file_of(output.address), html.encode())


def _strip_indentation(html: str) -> str:
    """Strip indentation where white space has no meaning."""
    parts = _VERBATIM.split(html)
    parts[0::2] = [_INDENT.sub("\n", each) for each in parts[0::2]]
    return "".join(parts)
