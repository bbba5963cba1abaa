"""What released texts cite, found after the gate with the names of public instruments alone.

A text is read once, when its page is drawn; what it cites is kept for the pages of provisions and for the data. A
citation stands in a paragraph, whose number is its address.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from letterbook import urls
from letterbook.citations import Citation, Lexicon, Link, annotate_html, cite, find_tags, read_visible_text
from letterbook.citations.provisions import expand_ranges
from letterbook.i18n import Interface
from letterbook.model.public import AnnexEntry, Communication, Instrument, Public, Response, Text
from letterbook.text.structure import TextStructure, structure_text

_NUMBER = re.compile(r'(<a class="lb-number" id="([^"]+)" href="[^"]+">)([^<]*)</a>')
_NUMBERED = '<a class="lb-number"'
_SENTENCE_ENDS = re.compile(r"[.;!?][”\"»)]* +(?=[A-ZÀ-Ý¿¡“\"«])|\n")
"""A parenthesis that follows belongs to the sentence before it: `“…” (Guiding Principle 13).`"""
_STATED = re.compile(r"(?<![\d(./])(\d+)(?:\.\d+)*(?: ?\([^()\s]{1,6}\))*")
"""The number of a provision with its paragraphs."""
_CUT = "…"
_FAR = 300
"""How many characters before and after a citation are quoted at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A citation in its text: the `anchor` of its paragraph, and the sentence that contains it from `start` up to
    `end`. `language` is that of the text."""

    citation: Citation
    anchor: str
    sentence: str
    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A citation by a letter or by a response to it: at a `place` in its text, or by an entry of its annex.
    `provisions` are those that the instrument has."""

    letter: Communication
    response: Response | None
    instrument: Instrument | None
    document: str | None
    provisions: tuple[str, ...]
    place: Place | None
    entry: AnnexEntry | None

    @property
    def source(self) -> Communication | Response:
        """The letter or response that cites."""
        return self.response or self.letter

    @property
    def page(self) -> str:
        """The address of the page of the letter or response, from the root of the site."""
        if self.response:
            return urls.response(self.response.letter, self.response.slug)
        return urls.letter(self.letter.reference)

    @property
    def address(self) -> str:
        """The page, and the place on it that cites."""
        return f"{self.page}#{self.place.anchor if self.place else 'legal-references'}"


class CitationIndex:
    """What all public letters and responses cite."""

    def __init__(self, public: Public) -> None:
        self._public = public
        self._instruments = {each.id: each for each in public.instruments}
        self._lexicon = Lexicon.of(self._instruments)
        self._places: dict[Text, tuple[Place, ...]] = {}
        self._occurrences: tuple[Occurrence, ...] | None = None

    def link_citations(self, text: Text, root: str, interface: Interface) -> TextStructure:
        """Return a text for its page with each citation a link. `root` is the way from the page to the site's root."""
        structure = structure_text(text.body, prefix=_make_prefix(text))
        bare = _NUMBER.sub(r"\1</a>", structure.html)  # the number of a paragraph is no part of what it says
        citations = self._cite(text, bare)
        links = [
            Link(
                start=start,
                end=end,
                href=_make_href(each, provisions, root),
                title=self.write_link_title(
                    each.instrument, each.document, provisions, interface, write_note(each, interface)
                ),
            )
            for each in citations
            if each.is_resolved
            for start, end, provisions in _split_links(each)
        ]
        if not links:
            return structure
        numbers = iter(_NUMBER.findall(structure.html))
        html = _NUMBER.sub(lambda match: f"{match[1]}{next(numbers)[2]}</a>", annotate_html(bare, links))
        return replace(structure, html=html)

    def write_link_title(
        self,
        instrument: str | None,
        document: str | None,
        provisions: tuple[str, ...],
        interface: Interface,
        note: str = "",
    ) -> str:
        """`International Covenant on Civil and Political Rights, article 19`, with the note that there may be on it."""
        cited = self.describe(instrument, document, provisions, interface)
        return f"{cited} – {note}" if note else cited

    def describe(
        self, instrument: str | None, document: str | None, provisions: tuple[str, ...], interface: Interface
    ) -> str:
        """Say in words what is cited."""
        named = interface.enumeration([write_provision(each, interface) for each in provisions])
        if instrument is None:
            return ", ".join(filter(None, (document, f"¶ {named}" if named else "")))
        entry = self._instruments[instrument]
        unit = interface.words(entry.provision)
        return interface.words(entry.title) + (f", {unit} {named}" if named else "")

    def locate_citations(self, text: Text) -> tuple[Place, ...]:
        """Find the citations of a text, each with its place."""
        if text not in self._places:
            self._cite(text, _NUMBER.sub(r"\1</a>", structure_text(text.body, prefix=_make_prefix(text)).html))
        return self._places[text]

    def find_occurrences(self, letter: Communication, response: Response | None = None) -> Iterator[Occurrence]:
        """Find what a letter, or a response to it, cites: first what its text does (or else a translation), then what
        only its annex declares."""
        source = response or letter
        texts = (source.text, *source.translations)
        places = next((found for text in texts if (found := self.locate_citations(text))), ())
        seen_provisions: set[tuple[str | None, str | None, str]] = set()
        for place in places:
            citation = place.citation
            if not citation.is_resolved:
                continue
            seen_provisions.update(
                (citation.instrument, citation.document, each) for each in ("", *citation.provisions)
            )
            yield Occurrence(
                letter=letter,
                response=response,
                instrument=self._instruments[citation.instrument] if citation.instrument else None,
                document=citation.document,
                provisions=tuple(_keep_existing(citation.provisions, citation)),
                place=place,
                entry=None,
            )
        for entry in letter.annex if response is None else ():
            id_ = entry.instrument and entry.instrument.id
            provisions = tuple(expand_ranges(entry.provisions))
            left = tuple(each for each in provisions if (id_, entry.document, each) not in seen_provisions)
            if left or (not provisions and (id_, entry.document, "") not in seen_provisions):
                yield Occurrence(
                    letter=letter,
                    response=response,
                    instrument=entry.instrument,
                    document=entry.document,
                    provisions=left,
                    place=None,
                    entry=entry,
                )

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Everything that is cited, newest release first. Found when first asked for: the texts whose pages have been
        rendered by then are not searched again."""
        if self._occurrences is None:
            self._occurrences = tuple(self._find_all())
        return self._occurrences

    def _find_all(self) -> Iterator[Occurrence]:
        sources: list[tuple[Communication, Response | None]] = []
        for letter in self._public.communications:
            sources += [(letter, None), *((letter, each) for each in letter.responses)]
        sources.sort(key=lambda each: (each[1] or each[0]).released, reverse=True)
        for letter, response in sources:
            yield from self.find_occurrences(letter, response)

    def _cite(self, text: Text, bare: str) -> tuple[Citation, ...]:
        """Find the citations of a text in its HTML without paragraph numbers."""
        seen = read_visible_text(bare)
        citations = cite(seen, self._lexicon)
        if text not in self._places:
            self._places[text] = tuple(_locate(text, bare, seen, citations)) if citations else ()
        return citations


def write_note(citation: Citation, interface: Interface) -> str:
    """Write what a reader should know about a resolved citation, or ""."""
    if citation.erratum is not None:
        notes = citation.erratum.notes
        return notes.get(interface.language, notes["en"])
    if citation.beyond and citation.last:
        return interface.text(
            "no-such-provision", provisions=interface.enumeration(citation.beyond), last=interface.number(citation.last)
        )
    return ""


def write_provision(provision: str, interface: Interface) -> str:
    """Write a provision in words, `commentary` in those of the interface."""
    return provision.replace("-", "–").replace("(commentary)", f"({interface.text('commentary')})")


def provision_order(provision: str) -> tuple[int, str]:
    """The sort key of provisions: 9 comes before 9(2) and 10."""
    match = re.match(r"\d+", provision)
    return (int(match[0]) if match else 0, provision)


def _make_prefix(text: Text) -> str:
    return f"{text.language}-" if text.translation else ""


def _make_href(citation: Citation, provisions: tuple[str, ...], root: str) -> str:
    if citation.instrument is None:
        return urls.document(citation.document or "")
    existing = list(_keep_existing(provisions, citation))
    if len({urls.main_provision(each) for each in existing}) == 1:
        return f"{root}{urls.provision(citation.instrument, existing[0])}"
    return f"{root}{urls.instrument(citation.instrument)}"


def _keep_existing(provisions: Iterable[str], citation: Citation) -> Iterator[str]:
    """The provisions that the instrument has: only these have pages."""
    return (each for each in provisions if each not in citation.beyond)


def _split_links(citation: Citation) -> list[tuple[int, int, tuple[str, ...]]]:
    """The parts of a citation that are links of their own: `Articles 19`, `21` and `22 of the ICCPR`, each with its
    provisions. The numbers within a range are not printed, and so have none."""
    own: dict[str, list[str]] = {}
    for each in _keep_existing(citation.provisions, citation) if citation.instrument else ():
        own.setdefault(urls.main_provision(each), []).append(each)
    found = {match[1]: match.span() for match in reversed(list(_STATED.finditer(citation.text))) if match[1] in own}
    if len(found) < 2:
        return [(citation.start, citation.end, citation.provisions)]
    stated = sorted((span, tuple(own[each])) for each, span in found.items())
    begins = [0, *(start for (start, _), _ in stated[1:])]
    ends = [*(end for (_, end), _ in stated[:-1]), len(citation.text)]
    return [
        (citation.start + begin, citation.start + end, provisions)
        for begin, end, (_, provisions) in zip(begins, ends, stated, strict=True)
    ]


def _locate(text: Text, bare: str, seen: str, citations: tuple[Citation, ...]) -> Iterator[Place]:
    numbered = [(0, f"{_make_prefix(text)}text")]
    numbered += ((at, tag.split('"')[3]) for at, tag in find_tags(bare, _NUMBERED))
    begins = [at for at, _ in numbered]
    sentences: dict[str, str] = {}
    for each in citations:
        sentence, begin = _cut_sentence(seen, each.start, each.end)
        yield Place(
            citation=each,
            anchor=numbered[bisect_right(begins, each.start) - 1][1],
            sentence=sentences.setdefault(sentence, sentence),
            start=each.start - begin,
            end=each.end - begin,
            language=text.language,
        )


def _cut_sentence(seen: str, start: int, end: int) -> tuple[str, int]:
    """The sentence around a citation, and where it begins. A long one is cut at a word, and the cut is marked."""
    low, high = max(0, start - _FAR), min(len(seen), end + _FAR)
    begin, stop = low, high
    lead = tail = ""
    if before := [found.end() for found in _SENTENCE_ENDS.finditer(seen, low, start + 1) if found.end() <= start]:
        begin = before[-1]
    elif low:
        begin, lead = seen.find(" ", low - 1, start) + 1 or low, f"{_CUT} "
    if behind := _SENTENCE_ENDS.search(seen, end, high):
        stop = behind.end()
    elif high < len(seen):
        space = seen.rfind(" ", end, high + 1)
        stop, tail = high if space < 0 else space, f" {_CUT}"
    return f"{lead}{seen[begin:stop].rstrip()}{tail}", begin - len(lead)
