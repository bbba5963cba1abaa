"""Turns the lines of a PDF's pages into running text, without page numbers and running headers, with whole words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from letterbook.text.normalize import fold
from letterbook.text.page_breaks import PAGE_NUMBER
from letterbook.text.pdf.content import BROKEN, LEAST_ON_A_PAGE, PdfContent

_EDGE = 3
"""How many lines at the top and at the foot of a page can be headers or footers."""
_LONGEST_EDGE = 120
_LEAST_PAGES = 2
_LEAST_SHARE = 1 / 3
"""The fewest pages, and the smallest share of them, with a line for it to be a header or footer."""
_SHORT_LINE = 0.8
"""A line that ends a sentence and is shorter than this share of the longest one ends a paragraph."""
_ENDS_SENTENCE = re.compile(r"[.:;?!…。：；？！؟۔।][\"'”’»)\]]*$")
_NUMBER = re.compile(r"\(?\w{1,3}[.)] ")
"""What a numbered paragraph begins with."""
_DIGITS = re.compile(r"[0-9]+")
_BROKEN_WORD = re.compile(rf"([^\W_]+){BROKEN}([^\W_]+)")
PARAGRAPH_EDGE = "\n\n"


def read_running_text(pdf: PdfContent) -> tuple[str, ...]:
    """Return the running text of each page, with a blank line between paragraphs; "" for a page that is a picture.

    A line that is at the top or at the foot of many pages is kept on the first of them. Nothing is returned for a PDF
    whose pages are all pictures, perhaps with a number or the name of a program on them.
    """
    if all(len("".join(page.split())) < LEAST_ON_A_PAGE for page in pdf.seen_pages):
        return ()
    pages = [[line.strip() for line in page.splitlines() if line.strip()] for page in pdf.seen_pages]
    texts = ["\n".join(lines) for lines in _drop_page_lines(pages)]
    join = _WordJoiner(texts)
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return tuple(_fill_paragraphs(join.join(text).split("\n"), longest) for text in texts)


def join_pages(pages: Iterable[str]) -> str:
    """Return the text of all pages, joining sentences that continue on the next page."""
    joined = ""
    for page in filter(None, pages):
        joined += (PARAGRAPH_EDGE if _ENDS_SENTENCE.search(joined) else " ") if joined else ""
        joined += page
    return joined


def _drop_page_lines(pages: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Yield the lines of each page without page numbers, and without running lines that an earlier page has."""
    counts = Counter(line for page in pages for line in {_normalize(each) for each in _list_edges(page)})
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    running = {line for line, count in counts.items() if count >= least}
    seen: set[str] = set()

    def belongs_to_page(line: str) -> bool:
        return _normalize(line) in seen or PAGE_NUMBER.fullmatch(fold(line)) is not None

    for page in pages:
        start, end = 0, len(page)
        while start < min(_EDGE, end) and belongs_to_page(page[start]):
            start += 1
        while end > max(start, len(page) - _EDGE) and belongs_to_page(page[end - 1]):
            end -= 1
        new = {_normalize(each) for each in _list_edges(page)} & running - seen
        seen |= new
        yield [f"\n{line}\n" if new and _normalize(line) in new else line for line in page[start:end]]


def _list_edges(page: Sequence[str]) -> Sequence[str]:
    """Return the lines at the top and at the foot of a page that are short and end no sentence."""
    edges = page if len(page) <= 2 * _EDGE else (*page[:_EDGE], *page[-_EDGE:])
    return [each for each in edges if len(each) <= _LONGEST_EDGE and not _ENDS_SENTENCE.search(each)]


def _normalize(line: str) -> str:
    return _DIGITS.sub("#", fold(line))


class _WordJoiner:
    """Joins words that are broken at the end of a line. The hyphen is kept only if the PDF has the word with it, and
    never without it, elsewhere."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._all = fold(" ".join(texts)) if any(BROKEN in each for each in texts) else ""

    def join(self, text: str) -> str:
        """Join the broken words of a text."""
        return _BROKEN_WORD.sub(self._join_word, text).replace(BROKEN, "-") if BROKEN in text else text

    def _join_word(self, match: re.Match[str]) -> str:
        first, rest = match.groups()
        hyphenated = f"{first}-{rest}"
        return hyphenated if fold(hyphenated) in self._all and fold(first + rest) not in self._all else first + rest


def _fill_paragraphs(lines: Sequence[str], longest: int) -> str:
    """Join lines into paragraphs. An empty line ends one, and so does the end of a sentence in a short line or before a
    number."""
    paragraphs: list[list[str]] = [[]]
    before = ""
    for line in lines:
        ended = _ENDS_SENTENCE.search(before) is not None
        if not line or (ended and (len(before) < _SHORT_LINE * longest or _NUMBER.match(line))):
            paragraphs.append([])
        paragraphs[-1] += [line] if line else []
        before = line
    return PARAGRAPH_EDGE.join(" ".join(each) for each in paragraphs if each)
