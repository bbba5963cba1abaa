"""What of a record is public at the moment that a site shows, by asking the rule anew: the proof does not believe the
gate, nor what was made of what it let through."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from html import escape
from itertools import chain
from typing import Any

from letterbook.audit.decode import without_tags
from letterbook.audit.fingerprints import NO_WORD, RUN, decoded, normal
from letterbook.citations import CitationCache
from letterbook.embargo import has_begun, letter_embargo, response_embargo
from letterbook.i18n.grammar import natural_order
from letterbook.model.record import Corpus, Letter, Response, TextKept
from letterbook.model.reference import LetterType, Reference
from letterbook.release.conversion import response_slug
from letterbook.text.markdown import to_html

_INTERNAL = frozenset({"note_internal", "allow", "place", "release", "attachments", "group", "also_answers", "body"})
"""The fields of a public letter that are not said as they stand; what is public of them is told apart."""
_OF_A_GROUP = 2
"""From how many public letters a group is told."""


@dataclass(frozen=True, slots=True)
class Released:
    """What may be seen of a record: `letters` by key, `responses` by the key of their letter and the last part of their
    address, `notices` of what was withdrawn from there, and `cited`, the ids of instruments that public texts cite."""

    letters: Mapping[str, Letter]
    responses: Mapping[tuple[str, str], Response]
    notices: frozenset[tuple[Reference, str]]
    cited: frozenset[str]

    @classmethod
    def of(cls, corpus: Corpus, as_of: dt.datetime, citations: CitationCache | None = None) -> Released:
        """What the rule releases at a moment. `citations` is the cache of whoever cited the texts of the corpus
        before."""
        policy = corpus.policy

        def is_public(day: dt.date | None) -> bool:
            return has_begun(day, policy.time_zone, as_of)

        filed = {each.reference.key: each for each in corpus.letters}
        letters = {key: letter_embargo(each, policy) for key, each in filed.items()}
        answers = {(each.letter.key, response_slug(each)): each for each in corpus.responses}
        responses = {
            (key, slug): response_embargo(each, filed[key], policy)
            for (key, slug), each in answers.items()
            if key in filed
        }
        notices = {(filed[key].reference, "") for key, each in letters.items() if is_public(each.notice_from)}
        notices |= {
            (answers[key, slug].letter, slug) for (key, slug), each in responses.items() if is_public(each.notice_from)
        }
        public_letters = {key: filed[key] for key, each in letters.items() if is_public(each.text_from)}
        public_responses = {key: answers[key] for key, each in responses.items() if is_public(each.text_from)}
        citations = citations or CitationCache.of(corpus.registers.instruments)
        public: list[Letter | Response] = [*public_letters.values(), *public_responses.values()]
        cited = chain.from_iterable(citations.cite(text) for each in public for text in _bodies(each))
        return cls(
            public_letters,
            public_responses,
            frozenset(notices),
            frozenset(each.instrument for each in cited if each.instrument is not None),
        )


def names(corpus: Corpus, released: Released) -> Iterator[str]:
    """The references and the names of register entries that are public, in their normal form."""
    for letter in released.letters.values():
        yield from (normal(each) for each in (letter.reference.key, str(letter.reference)))
    registers = corpus.registers
    used: dict[str, set[Any]] = {
        "recipients": {id_ for letter in released.letters.values() for id_ in _recipients(letter)}
        | {each.recipient for each in released.responses.values()},
        "mandates": {each.mandate for letter in released.letters.values() for each in letter.mandates},
        "instruments": {each.instrument for letter in released.letters.values() for each in letter.annex}
        | released.cited,
        "groups": {
            group
            for group, members in Counter(each.group for each in released.letters.values()).items()
            if members >= _OF_A_GROUP
        },
    }
    for register, ids in used.items():
        entries = getattr(registers, register)
        for id_ in sorted(filter(None, ids)):
            yield normal(id_)
            for each in _strings(entries[id_]):
                yield normal(each)
                if natural_order(each) != each:
                    yield normal(natural_order(each))  # as a sentence has it


def said(corpus: Corpus, released: Released) -> Iterator[str]:
    """All that is public, in its normal form."""
    yield from told(corpus, released)
    for body in bodies(released):
        yield from spelt(body)


def told(corpus: Corpus, released: Released) -> Iterator[str]:
    """All that is public beside texts, in its normal form."""
    yield normal(NO_WORD.join((*LetterType, *(f"J{each}" for each in LetterType))))  # as any reference may begin
    yield normal(NO_WORD.join(_strings(corpus.policy)))
    yield NO_WORD.join(names(corpus, released))
    for reference, slug in released.notices:
        yield normal(f"{reference.slug} {slug}{NO_WORD}{reference}{NO_WORD}{reference.slug}")
    for letter in released.letters.values():
        yield _told(letter, ())
    for (_, slug), response in released.responses.items():
        answered = (str(each) for each in response.also_answers if each.key in released.letters)
        yield _told(response, (f"{response.letter.slug} {slug}", *answered))


def bodies(released: Released) -> Iterator[str]:
    """The texts that are public, as they are kept."""
    filed: list[Letter | Response] = [*released.letters.values(), *released.responses.values()]
    return chain.from_iterable(map(_bodies, filed))


def spelt(body: str) -> Iterator[str]:
    """A text in its normal form, as it is kept, as a page shows it, and without the HTML that a page prints."""
    yield normal(decoded(body))
    shown = without_tags(to_html(body))
    yield normal(decoded(shown))
    if "<" in shown:
        yield normal(decoded(without_tags(shown)))


def paragraphs(released: Released) -> Mapping[str, list[str]]:
    """For each public letter, by its slug, what it and the public responses to it say, as it stands in a page. They are
    public as they are, so that they need not be searched."""
    found = {each.reference.slug: _bodies(each) for each in released.letters.values()}
    for response in released.responses.values():
        found[response.letter.slug] += _bodies(response)
    return found


def lines(bodies: Iterable[str]) -> frozenset[str]:
    """The lines of texts as they stand between two tags; not those that are shorter than a sequence, and could be part
    of one that is no line's."""
    found = chain.from_iterable(escape(each, quote=False).split("\n") for each in bodies)
    return frozenset(each for each in found if each.count(" ") >= RUN)


def declared(released: Released) -> frozenset[str]:
    """The SHA-256 sums of the files that are public."""
    filed: list[Letter | Response] = [*released.letters.values(), *released.responses.values()]
    return frozenset(each.sha256 for one in filed for each in one.attachments if each.public_copy)


def _told(filed: Letter | Response, more: Iterable[str]) -> str:
    """All but its text."""
    of_files = (text for each in filed.attachments if each.public_copy for text in _strings(each))
    return normal(decoded(NO_WORD.join((*_strings(filed), *of_files, *more))))


def _bodies(filed: Letter | Response) -> list[str]:
    """Its text and its translations; nothing where the text is held elsewhere."""
    own = [] if filed.text is TextKept.NONE else [filed.body]
    return own + [each.body for each in filed.translations]


def _recipients(letter: Letter) -> Iterator[str | None]:
    """All that a letter names, by their ids."""
    yield from letter.concerning
    for named in (letter.recipients, letter.also_sent_to, letter.follows):
        yield from (each.recipient for each in named)


def _strings(value: Any) -> Iterator[str]:
    """Every text in a value, however deep, without what is internal."""
    left: list[Any] = [value]
    while left:
        each = left.pop()
        type_: Any = type(each)
        if type_ is str:
            yield each
        elif type_ is tuple:
            left += each
        elif type_ is Reference:
            yield from (str(each), each.slug)
        else:
            left += [getattr(each, name) for name in _said_fields(type_)]


@cache
def _said_fields(type_: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(type_) if each.name not in _INTERNAL) if is_dataclass(type_) else ()
