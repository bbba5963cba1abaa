"""The citations in released texts, found after the gate with the names of public instruments alone.

What a text cites is found when its page is rendered, and kept for the provision pages and the data files. The address
of a citation is that of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from letterbook import urls
from letterbook.citations import (
    Citation,
    Lexicon,
    Link,
    Treaties,
    annotate_html,
    find_citations,
    list_treaties,
    resolve_citations,
)
from letterbook.citations.mentions import Mention
from letterbook.citations.named import NO_TREATIES
from letterbook.citations.provisions import expand_ranges
from letterbook.derived.citation_links import keep_existing, make_href, split_links
from letterbook.derived.citation_places import Place, locate_places, make_prefix
from letterbook.derived.document_titles import write_document_name
from letterbook.i18n import Interface
from letterbook.model.public import AnnexEntry, Communication, Instrument, Public, Response, Text, TextKept
from letterbook.model.reference import Reference
from letterbook.text.questions import read_questions
from letterbook.text.structure import TextStructure, structure_text
from letterbook.text.visible_text import read_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A citation in a letter or in a response to it: at a `place` in its text, or in an entry of its annex.
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
        """The citing letter or response."""
        return self.response or self.letter

    @property
    def page(self) -> str:
        """The address of the page of the letter or response, from the root of the site."""
        if self.response:
            return urls.response(self.response.letter, self.response.slug)
        return urls.letter(self.letter.reference)

    @property
    def address(self) -> str:
        """The address of the page, with the anchor of the citation."""
        return f"{self.page}#{self.place.anchor if self.place else 'legal-references'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is found in a text beside its HTML: the places of its citations, its questions (see `text.questions`), and
    the treaties that it names."""

    places: tuple[Place, ...]
    questions: Mapping[int, str]
    treaties: Treaties


class CitationIndex:
    """The citations in all public letters and responses."""

    def __init__(self, public: Public) -> None:
        self._public = public
        self._instruments = {each.id: each for each in public.instruments}
        self._lexicon = Lexicon.of(self._instruments)
        self._places: dict[tuple[Text, Reference | None], tuple[Place, ...]] = {}
        self._named: dict[Text, Treaties] = {}
        self._questions: dict[Text, Mapping[int, str]] = {}
        self._occurrences: dict[tuple[str, str | None], tuple[Occurrence, ...]] = {}

    def link_citations(
        self, text: Text, root: str, interface: Interface, letter: Communication | None = None
    ) -> TextStructure:
        """Return a text for its page with citations as links. `root` is the path from the page to the site's root.

        `letter` is the one that a text answers or is an extract of, if any. Its treaty is meant where it names only one
        of a kind and the text none.
        """
        structure = structure_text(text.body, prefix=make_prefix(text))
        self._questions[text] = read_questions(structure.html) if structure.question_numbers else {}
        citations = self._cite(text, structure.html, letter)
        links = [
            Link(
                start=start,
                end=end,
                href=make_href(each, provisions, root),
                title=self.write_link_title(
                    each.instrument, each.document, provisions, interface, write_note(each, interface)
                ),
            )
            for each in citations
            if each.is_resolved
            for start, end, provisions in split_links(each)
        ]
        return replace(structure, html=annotate_html(structure.html, links))

    def find_questions(self, text: Text) -> Mapping[int, str]:
        """Find the questions in the text of a letter (see `text.questions`)."""
        if text not in self._questions:
            self._questions[text] = read_questions(structure_text(text.body).html)
        return self._questions[text]

    def write_link_title(
        self,
        instrument: str | None,
        document: str | None,
        provisions: tuple[str, ...],
        interface: Interface,
        note: str = "",
    ) -> str:
        """Return `International Covenant on Civil and Political Rights, article 19`, with the note on it, if any."""
        cited = self.describe(instrument, document, provisions, interface)
        return f"{cited} – {note}" if note else cited

    def describe(
        self, instrument: str | None, document: str | None, provisions: tuple[str, ...], interface: Interface
    ) -> str:
        """Describe in words what is cited."""
        if instrument is None:
            named = interface.enumeration([write_provision(each, interface) for each in provisions])
            title = write_document_name(document, interface) if document else ""
            return ", ".join(filter(None, (title, f"¶ {named}" if named else "")))
        entry = self._instruments[instrument]
        return ", ".join((interface.words(entry.title), *write_units(entry, provisions, interface)))

    def locate_citations(self, text: Text, letter: Communication | None = None) -> tuple[Place, ...]:
        """Find the citations of a text, each with its place. `letter` as in `link_citations`."""
        key = (text, letter.reference if letter else None)
        if key not in self._places:
            self._cite(text, structure_text(text.body, prefix=make_prefix(text)).html, letter)
        return self._places[key]

    def get_findings(self, text: Text, letter: Communication | None) -> Findings:
        """Return what was found in a text when its citations were linked. `letter` as in `link_citations`."""
        return Findings(
            places=self._places[text, letter.reference if letter else None],
            questions=self._questions[text],
            treaties=self._named[text],
        )

    def keep_findings(self, text: Text, letter: Communication | None, findings: Findings) -> None:
        """Keep what was found in a text before. `letter` as in `link_citations`."""
        self._places.setdefault((text, letter.reference if letter else None), findings.places)
        self._questions.setdefault(text, findings.questions)
        self._named.setdefault(text, findings.treaties)

    def find_unresolved(self, letter: Communication, response: Response | None = None) -> Iterator[Place]:
        """Find the citations of a letter or a response to it that are not resolved."""
        return (each for each in self._find_places(letter, response) if not each.citation.is_resolved)

    def _find_places(self, letter: Communication, response: Response | None) -> tuple[Place, ...]:
        """Find the citations in the text of a letter or response, or else in a translation."""
        source = response or letter
        own = find_own_letter(letter, response)
        texts = (source.text, *source.translations)
        return next((found for text in texts if (found := self.locate_citations(text, own))), ())

    def _find_treaties(self, letter: Communication) -> Treaties:
        """Find the treaties that a letter names, in its text or its annex, by head noun."""
        if letter.text not in self._named:
            self._find_mentions(letter.text, read_html(structure_text(letter.text.body).html))
        found = {head: set(each) for head, each in self._named[letter.text].items()}
        for entry in letter.annex:
            if entry.instrument is not None:
                found.setdefault(self._lexicon.heads[entry.instrument.id], set()).add(entry.instrument.id)
        return {head: frozenset(each) for head, each in found.items()}

    def _find_mentions(self, text: Text, seen: str) -> tuple[Mention, ...]:
        """Find what a text mentions, and keep the treaties that it names for the texts that answer it."""
        mentions = find_citations(seen, self._lexicon)
        self._named[text] = list_treaties(mentions, self._lexicon)
        return mentions

    def find_occurrences(self, letter: Communication, response: Response | None = None) -> tuple[Occurrence, ...]:
        """Find the citations of a letter or a response to it: first those in its text (or else in a translation), then
        those that only its annex declares."""
        key = (letter.reference.key, response.slug if response else None)
        if key not in self._occurrences:
            self._occurrences[key] = tuple(self._find_occurrences(letter, response))
        return self._occurrences[key]

    def _find_occurrences(self, letter: Communication, response: Response | None) -> Iterator[Occurrence]:
        places = self._find_places(letter, response)
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
                provisions=tuple(keep_existing(citation.provisions, citation)),
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

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All citations, newest release first. Found on first use: texts whose pages have been rendered by then
        are not searched again."""
        return tuple(self._find_all())

    def _find_all(self) -> Iterator[Occurrence]:
        sources: list[tuple[Communication, Response | None]] = []
        for letter in self._public.communications:
            sources += [(letter, None), *((letter, each) for each in letter.responses)]
        sources.sort(key=lambda each: (each[1] or each[0]).released, reverse=True)
        for letter, response in sources:
            yield from self.find_occurrences(letter, response)

    def _cite(self, text: Text, html: str, letter: Communication | None) -> tuple[Citation, ...]:
        """Find the citations of a text in its HTML, and keep their places for `locate_citations`."""
        seen = read_html(html)
        treaties = self._find_treaties(letter) if letter else NO_TREATIES
        citations = resolve_citations(self._find_mentions(text, seen), self._lexicon, treaties)
        key = (text, letter.reference if letter else None)
        if key not in self._places:
            self._places[key] = tuple(locate_places(text, html, seen, citations)) if citations else ()
        return citations


def find_own_letter(letter: Communication, response: Response | None) -> Communication | None:
    """Return the letter that a response answers, or that a text is an extract of; None for a whole letter."""
    return letter if response is not None or letter.text_kept is TextKept.EXTRACT else None


def write_note(citation: Citation, interface: Interface) -> str:
    """Write the note for readers on a resolved citation, or ""."""
    if citation.erratum is not None:
        notes = citation.erratum.notes
        return notes.get(interface.language, notes["en"])
    if citation.from_letter:
        return interface.text("from-letter")
    if citation.beyond and citation.last:
        return interface.text(
            "no-such-provision", provisions=interface.enumeration(citation.beyond), last=interface.number(citation.last)
        )
    return ""


def write_units(instrument: Instrument, provisions: Iterable[str], interface: Interface) -> Iterator[str]:
    """Write provisions of an instrument with the words for them: `article 9 and 10`, `goal 8`, `target 8.7`."""
    for unit, group in groupby(provisions, key=lambda each: write_unit(instrument, each, interface)):
        yield f"{unit} {interface.enumeration([write_provision(each, interface) for each in group])}"


def write_unit(instrument: Instrument, provision: str, interface: Interface) -> str:
    """Return the word for a provision, or for a numbered part of one: `8.7` is a target, `8` a goal."""
    return interface.words(instrument.part if instrument.part and "." in provision else instrument.provision)


def write_provision(provision: str, interface: Interface) -> str:
    """Write a provision, with the interface's word for `commentary`."""
    return provision.replace("-", "–").replace("(commentary)", f"({interface.text('commentary')})")


def provision_order(provision: str) -> tuple[int, str]:
    """The sort key of provisions: 9 comes before 9(2) and 10."""
    match = re.match(r"[0-9]+", provision)
    return (int(match[0]) if match else 0, provision)
