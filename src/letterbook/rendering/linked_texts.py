"""Texts with their citations as links, ready for their pages: cached by earlier builds, or rendered ahead of the pages
in several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from letterbook import urls
from letterbook.cache import Cache, Task, hash_record, pack_value, unpack_value
from letterbook.citations.citation import pack_citation, unpack_citation
from letterbook.derived.citation_index import CitationIndex, Findings, find_own_letter
from letterbook.derived.citation_places import Place
from letterbook.i18n import PageInterface
from letterbook.interruption import interruptible
from letterbook.model.public import Communication, Public, Response, Text, TextKept
from letterbook.model.reference import Reference
from letterbook.rendering.facing import face_texts
from letterbook.text.cues import Part
from letterbook.text.structure import Section, TextStructure

_Key = tuple[Text, str, Reference | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRequest:
    """A text, the path from its page to the site's root, and the letter that it answers or is an extract of, if any."""

    text: Text
    root: str
    letter: Communication | None

    @property
    def key(self) -> _Key:
        """What tells the text from all others of a site; it takes less time than the checksum."""
        return self.text, self.root, self.letter.reference if self.letter else None

    @property
    def checksum(self) -> bytes:
        """The checksum of all that decides what the text looks like, apart from the instruments and the language."""
        letter = (self.letter.text, self.letter.annex) if self.letter else None
        return hash_record(self.text, self.root, letter)


class LinkedTexts:
    """Links the citations in texts, and records in the citation index where they are."""

    def __init__(self, public: Public, citation_index: CitationIndex, interface: PageInterface, cache: Cache) -> None:
        self._citation_index = citation_index
        self._cache = cache
        self._interface = interface
        self._task = Task(
            name="text of a page",
            prepare=lambda _: self._link_anew,
            identity=hash_record(public.instruments, interface.language),
        )
        self._coming: Iterator[tuple[_Key, bytes]] = iter(())
        self._ready: dict[_Key, bytes] = {}

    def announce(self, requests: Iterable[TextRequest]) -> None:
        """Start to link texts that will be asked for, in this order."""
        listed = [(each.checksum, each) for each in interruptible(requests)]
        self._ready.clear()
        self._coming = zip((each.key for _, each in listed), self._cache.compute(self._task, listed), strict=True)

    def link(self, request: TextRequest) -> TextStructure:
        """Return a text for its page, with citations as links."""
        structure, findings = unpack_text(self._take(request), request.text)
        self._citation_index.keep_findings(request.text, request.letter, findings)
        return structure

    def _link_anew(self, request: TextRequest) -> bytes:
        text, letter = request.text, request.letter
        structure = self._citation_index.link_citations(text, request.root, self._interface, letter)
        return pack_text(structure, self._citation_index.get_findings(text, letter))

    def face(self, left: str, right: str) -> tuple[str, str]:
        """Return the HTML of a text and its translation for columns side by side (see `facing`)."""
        if (kept := self._cache.get("columns", left, right)) is not None:
            own, other = unpack_value(kept)
            return own, other
        faced = face_texts(left, right)
        self._cache.put(pack_value(faced), "columns", left, right)
        return faced

    def _take(self, request: TextRequest) -> bytes:
        own = request.key
        if own not in self._ready:
            for key, value in self._coming:
                self._ready[key] = value
                if key == own:
                    break
            else:
                return next(self._cache.compute(self._task, [(request.checksum, request)]))
        return self._ready.pop(own)


def list_requests(letter: Communication, response: Response | None, root: str) -> list[TextRequest]:
    """List the text of a letter or of a response to it, if the record includes it, and its translations."""
    filed = response or letter
    own = find_own_letter(letter, response)
    texts = (*(() if filed.text_kept is TextKept.NONE else (filed.text,)), *filed.translations)
    return [TextRequest(text=each, root=root, letter=own) for each in texts]


def list_letter_texts(public: Public) -> Iterator[TextRequest]:
    """Yield the texts of all letters, in the order of their pages."""
    for letter in public.communications:
        yield from list_requests(letter, None, urls.root(urls.letter(letter.reference)))


def list_response_texts(public: Public) -> Iterator[TextRequest]:
    """Yield the texts of all responses, in the order of their pages."""
    for letter in public.communications:
        for response in letter.responses:
            address = urls.response(response.letter, response.slug)
            yield from list_requests(letter, response, urls.root(address))


def pack_text(structure: TextStructure, findings: Findings) -> bytes:
    """Return a text for its page, and what was found in it, as bytes."""
    sections = [[each.anchor, each.part, each.title] for each in structure.sections]
    numbers: list[Any] = [structure.questions, structure.paragraphs, structure.question_numbers]
    places = [
        [pack_citation(each.citation), each.anchor, each.sentence, each.start, each.end] for each in findings.places
    ]
    found = [places, list(findings.questions.items()), {head: sorted(each) for head, each in findings.treaties.items()}]
    return pack_value([structure.html, sections, *numbers, sorted(structure.paragraph_numbers), *found])


def unpack_text(content: bytes, text: Text) -> tuple[TextStructure, Findings]:
    """Return what `pack_text` made into bytes."""
    html, sections, questions, paragraphs, question_numbers, paragraph_numbers, *found = unpack_value(content)
    structure = TextStructure(
        html,
        tuple(
            Section(anchor=anchor, part=Part(part) if part else None, title=title) for anchor, part, title in sections
        ),
        questions,
        paragraphs,
        tuple(question_numbers),
        frozenset(paragraph_numbers),
    )
    places, words, treaties = found
    findings = Findings(
        places=tuple(
            Place(
                citation=unpack_citation(citation),
                anchor=anchor,
                sentence=sentence,
                start=start,
                end=end,
                language=text.language,
            )
            for citation, anchor, sentence, start, end in places
        ),
        questions=dict(words),
        treaties={head: frozenset(each) for head, each in treaties.items()},
    )
    return structure, findings
