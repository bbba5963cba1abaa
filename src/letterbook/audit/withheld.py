"""What of a record is withheld at the moment that a site shows, as sequences of words to be looked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from html import escape
from pathlib import Path
from typing import cast

from letterbook.audit.finder import Finder
from letterbook.audit.words import NO_WORD, decoded, normal, sequences
from letterbook.public import Communication, Group, Instrument, Mandate, Public, Recipient
from letterbook.record import Attachment, Corpus, Letter, Response
from letterbook.reference import LetterType, Reference
from letterbook.registers import REGISTERS
from letterbook.release import begins, letter_release, response_release
from letterbook.release.publishing import response_slug
from letterbook.schema import Words

_ENTRIES = (Recipient, Mandate, Instrument, Group)
_SHORTEST_NAME = 4
_SHORTEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Withheld:
    """`sequences` are words in a normal form (see `words`), each with the rule that its discovery breaks; `sums` are
    the SHA-256 sums of withheld files."""

    sequences: dict[str, str]
    sums: frozenset[str]


@dataclass(frozen=True, slots=True)
class Released:
    """What may be seen at a moment, by asking the rule anew for each letter and response: the proof does not believe
    the gate. `letters` are keys, `responses` keys with the slug of the address."""

    letters: frozenset[str]
    responses: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, corpus: Corpus, as_of: dt.datetime) -> Released:
        """What of a record the rule releases at a moment."""

        def has_come(day: dt.date | None) -> bool:
            return day is not None and begins(day, corpus.policy.time_zone) <= as_of

        letters = {
            each.reference.key: each
            for each in corpus.letters
            if each.withdrawn is None and has_come(letter_release(each, corpus.policy))
        }
        responses = {
            (each.letter.key, response_slug(each))
            for each in corpus.responses
            if each.withdrawn is None
            and each.letter.key in letters
            and has_come(response_release(each, letters[each.letter.key], corpus.policy))
        }
        return cls(frozenset(letters), frozenset(responses))

    def bounds(self, public: Public) -> Public:
        """What the gate let through, without what the rule withholds."""
        return replace(
            public,
            communications=tuple(
                replace(
                    letter,
                    responses=tuple(
                        each for each in letter.responses if (each.letter.key, each.slug) in self.responses
                    ),
                )
                for letter in public.communications
                if letter.reference.key in self.letters
            ),
        )


def withheld(corpus: Corpus, released: Released, public: Public) -> Withheld:
    """All that a record holds and does not release. `public` is what it does release, for its names. What is said in
    public all the same (a letter may name another one) is for `said` to take away."""
    collector = _Collector(_names(public))
    for letter in corpus.letters:
        collector.letter(letter, public=letter.reference.key in released.letters)
    for response in corpus.responses:
        key = (response.letter.key, response_slug(response))
        collector.response(response, public=key in released.responses)
    collector.registers(corpus)
    return Withheld(collector.found, frozenset(collector.sums))


def said(public: Public) -> Iterator[str]:
    """Every text that the public side holds, in its normal form: what is short first."""
    yield normal(NO_WORD.join(_strings(public.publisher)))
    yield NO_WORD.join(_names(public))
    seen = {id(each) for letter in public.communications for each in _entries(letter)}
    for letter in public.communications:
        yield normal(decoded(NO_WORD.join(_strings(letter, seen))))
    for notice in public.notices:
        yield normal(NO_WORD.join(_strings(notice)))
        yield normal(f"{notice.reference.slug} {notice.response or ''}")


def paragraphs(letter: Communication) -> frozenset[str]:
    """The lines of the texts of a letter and of the responses to it, as they stand between two tags of a page. They are
    public as they are, so that they need not be searched."""
    texts = [letter.text, *letter.translations]
    for response in letter.responses:
        texts += [response.text, *response.translations]
    return frozenset(line for each in texts for line in escape(each.body, quote=False).split("\n") if line)


class _Collector:
    """Gathers sequences, each with its rule; `names` are public, in their normal form."""

    def __init__(self, names: Iterable[str]) -> None:
        self.found: dict[str, str] = {}
        self.sums: set[str] = set()
        self._names = Finder(names)

    def letter(self, letter: Letter, *, public: bool) -> None:
        """Of one that is public only what stays internal."""
        self._notes(letter)
        self._files(letter.attachments, public=public)
        if public:
            return
        self.found |= dict.fromkeys(_spellings(letter.reference), "withheld-reference")
        self._titles(
            *_words(letter.subject),
            letter.reference_as_printed,
            *(each for addressing in letter.recipients for each in (addressing.addressee, addressing.named_as)),
            *(each.signed_by for each in letter.mandates),
            *(each.others for each in letter.also_sent_to),
            *(each for release in letter.press_releases for each in (release.title, release.url)),
            letter.source.url if letter.source else None,
        )
        self._texts(letter.body, *_words(letter.summary), *(each.note for each in letter.corrections))
        self._texts(*(each.body for each in letter.translations))

    def response(self, response: Response, *, public: bool) -> None:
        """As `letter`."""
        self._notes(response)
        self._files(response.attachments, public=public)
        if public:
            return
        slug = f"{response.letter.slug} {response_slug(response)}"
        self._titles(slug, response.cites_as, response.sent_by, response.source.url if response.source else None)
        self._texts(response.body, *_words(response.summary), *(each.note for each in response.corrections))
        self._texts(*(each.body for each in response.translations))

    def registers(self, corpus: Corpus) -> None:
        """Every name of every entry; those that released letters use are said in public."""
        for register in REGISTERS:
            for id_, entry in getattr(corpus.registers, register).items():
                names = [id_, *getattr(entry, "aliases", ()), *getattr(entry, "formerly", ())]
                for field in ("name", "label", "title", "short"):
                    names += _words(getattr(entry, field, None))
                self.found |= {normal(each): "withheld-name" for each in names if len(each) >= _SHORTEST_NAME}
                self._texts(*_words(getattr(entry, "summary", None)))

    def _notes(self, filed: Letter | Response) -> None:
        self._texts(filed.note_internal, *(each.note_internal for each in filed.translations))

    def _files(self, attachments: Iterable[Attachment], *, public: bool) -> None:
        for each in attachments:
            if not (public and each.public_copy):
                self.sums.add(each.sha256)
                self._titles(each.title, each.sha256, each.file)

    def _titles(self, *texts: str | None) -> None:
        self.found |= {normal(each): "withheld-title" for each in texts if each and len(each) >= _SHORTEST_TITLE}

    def _texts(self, *texts: str | None) -> None:
        for text in filter(None, texts):
            self.found |= dict.fromkeys(sequences(text, self._names.places), "withheld-text")


def _names(public: Public) -> Iterator[str]:
    """The references and the names of register entries that are public, in their normal form."""
    seen: set[int] = set()  # each entry of a register is one object, however many letters name it
    for letter in public.communications:
        yield from (normal(each) for each in (letter.reference.key, str(letter.reference)))
        yield from (normal(text) for each in _entries(letter) for text in _strings(each, seen))


def _entries(letter: Communication) -> Iterator[object]:
    """The entries of registers that a released letter names."""
    named = [
        *(each.recipient for each in letter.recipients),
        *(each.recipient for each in letter.also_sent_to),
        *letter.concerning,
        *(each.mandate for each in letter.mandates),
        *(each.instrument for each in letter.annex),
        letter.group,
    ]
    return filter(None, named)


def _spellings(reference: Reference) -> Iterator[str]:
    """The reference with and without its type, also where a space was lost."""
    yield normal(reference.key)
    for type_ in LetterType:
        for joint in ("", "j"):
            yield normal(f"{joint}{type_}{reference.key}")


def _words(words: Words | None) -> list[str]:
    return [text for _, text in words] if words else []


def _strings(value: object, seen: set[int] | None = None) -> Iterator[str]:
    """Every text in a public value, however deep; of an entry of a register in `seen` none, and it is put there."""
    left = [value]
    while left:
        each = left.pop()
        type_ = type(each)
        if type_ is str:
            yield cast(str, each)
        elif type_ is tuple:
            left += cast("tuple[object, ...]", each)
        elif type_ is Reference:
            yield from (str(each), cast(Reference, each).slug)
        elif isinstance(each, Path):
            yield each.name
        elif isinstance(each, Mapping):
            left += each.values()
        elif is_dataclass(each):
            if seen is not None and isinstance(each, _ENTRIES):
                if id(each) in seen:
                    continue
                seen.add(id(each))
            left += [getattr(each, field.name) for field in fields(each)]
