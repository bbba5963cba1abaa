"""Works out which texts of a record are public at the moment for which a site was built.

It asks the release rule itself: the leak audit trusts neither the gate nor anything made from what the gate let
through.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from html import escape
from itertools import chain
from typing import Any, TypeVar

from letterbook import urls
from letterbook.audit.fingerprints import NGRAM_WORDS, SEPARATOR, normalize, percent_decode
from letterbook.audit.html_pieces import strip_tags
from letterbook.citations import CitationCache
from letterbook.embargo import Embargo, earlier_text_from, has_begun, letter_embargo, response_embargo
from letterbook.i18n.grammar import natural_order
from letterbook.interruption import interruptible
from letterbook.model.record import Corpus, Letter, Response
from letterbook.model.reference import LetterType, Reference
from letterbook.model.registers import REGISTERS
from letterbook.release.conversion import derive_response_slug
from letterbook.release.used_entries import UsedEntries, find_used_entries, list_bodies
from letterbook.text.visible_text import read_visible_text

_Filed = TypeVar("_Filed", Letter, Response)
_INTERNAL = frozenset({"note_internal", "allow", "place", "release", "attachments", "group", "also_answers", "body"})
"""The fields of a public letter that are not public as they are; the public part of each is added separately."""
_MENTION = "withheld-letter-mention"
"""The rule of `check` about released texts that name a withheld letter."""


@dataclass(frozen=True, slots=True)
class Released:
    """The public part of a record.

    `letters` are by key, and `responses` by the key of their letter and the last part of their address. `notices` are
    the references of withdrawn letters with "", and of letters with the last part of the address of a withdrawn
    response. Letters and responses have only those earlier texts that are public. `used` are the ids of the register
    entries that any of this uses.
    """

    letters: Mapping[str, Letter]
    responses: Mapping[tuple[str, str], Response]
    notices: frozenset[tuple[Reference, str]]
    used: UsedEntries


def find_released(corpus: Corpus, as_of: dt.datetime, citations: CitationCache | None = None) -> Released:
    """Find what the release rule makes public at `as_of`, a moment with its zone.

    `citations` is a cache from an earlier step that read the texts of the corpus, if there is one.
    """
    policy = corpus.policy

    def is_public(day: dt.date | None) -> bool:
        return has_begun(day, policy.time_zone, as_of)

    filed = {each.reference.key: each for each in corpus.letters}
    letters = {key: letter_embargo(each, policy) for key, each in interruptible(filed.items())}
    answers = {(each.letter.key, derive_response_slug(each)): each for each in corpus.responses}
    responses = {
        (key, slug): response_embargo(each, filed[key], policy) for (key, slug), each in answers.items() if key in filed
    }
    notices = {(filed[key].reference, "") for key, each in letters.items() if is_public(each.notice_from)}
    notices |= {
        (answers[key, slug].letter, slug) for (key, slug), each in responses.items() if is_public(each.notice_from)
    }

    def keep_public(each: _Filed, embargo: Embargo) -> _Filed:
        """Return a public letter or response without the earlier texts that its page does not show."""
        shown = (one for one in each.earlier if is_public(earlier_text_from(one, each, embargo)))
        return replace(each, earlier=tuple(shown))

    public_letters = {
        key: keep_public(filed[key], each) for key, each in interruptible(letters.items()) if is_public(each.text_from)
    }
    public_responses = {
        key: keep_public(answers[key], each) for key, each in responses.items() if is_public(each.text_from)
    }
    citations = citations or CitationCache.of(corpus.registers.instruments)
    return Released(
        public_letters,
        public_responses,
        frozenset(notices),
        find_used_entries(public_letters.values(), public_responses.values(), citations),
    )


def list_public_names(corpus: Corpus, released: Released) -> Iterator[str]:
    """Yield the public references and names of register entries, normalised."""
    for letter in released.letters.values():
        yield from (normalize(each) for each in (letter.reference.key, str(letter.reference)))
    used = released.used.pick(corpus.registers)
    for register in REGISTERS:
        for id_, entry in sorted(getattr(used, register).items()):
            yield normalize(id_)
            for each in _list_strings(entry):
                yield normalize(each)
                if natural_order(each) != each:
                    yield normalize(natural_order(each))  # as in running text


def list_public_texts(corpus: Corpus, released: Released, bodies: Iterable[str]) -> Iterator[str]:
    """Yield everything that is public, normalised: the metadata, and then the `bodies` in their order."""
    yield from list_public_metadata(corpus, released)
    for body in bodies:
        yield from list_spellings(body)


def list_public_metadata(corpus: Corpus, released: Released) -> Iterator[str]:
    """Yield everything that is public besides the bodies of letters and responses, normalised."""
    yield normalize(SEPARATOR.join((*LetterType, *(f"J{each}" for each in LetterType))))  # how a reference may begin
    yield normalize(SEPARATOR.join(_list_strings(corpus.policy)))
    yield SEPARATOR.join(list_public_names(corpus, released))
    for reference, slug in released.notices:
        yield normalize(f"{reference.slug} {slug}{SEPARATOR}{reference}{SEPARATOR}{reference.slug}")
    for letter in released.letters.values():
        yield _join_metadata(letter, ())
    for (_, slug), response in released.responses.items():
        answered = (str(each) for each in response.also_answers if each.key in released.letters)
        yield _join_metadata(response, (f"{response.letter.slug} {slug}", *answered))


def list_public_bodies(released: Released) -> Iterator[str]:
    """Return the public bodies of letters, responses, their translations and earlier texts, as the record has them."""
    filed: list[Letter | Response] = [*released.letters.values(), *released.responses.values()]
    return chain.from_iterable(map(_list_all_bodies, filed))


def _list_all_bodies(filed: Letter | Response) -> list[str]:
    return [*list_bodies(filed), *(each.body for each in filed.earlier)]


def list_spellings(body: str) -> Iterator[str]:
    """Yield a body normalised as the record has it, as a page shows it, and without any HTML that a page prints."""
    yield normalize(percent_decode(body))
    shown = read_visible_text(body).text
    yield normalize(percent_decode(shown))
    if "<" in shown:
        yield normalize(percent_decode(strip_tags(shown)))


def map_bodies(released: Released) -> Mapping[str, list[str]]:
    """Return the bodies of each public letter and of the public responses to it, by the letter's slug.

    They are public as they are, so the letter's page need not be scanned for them.
    """
    found = {each.reference.slug: _list_all_bodies(each) for each in released.letters.values()}
    for response in released.responses.values():
        found[response.letter.slug] += _list_all_bodies(response)
    return found


def split_into_lines(bodies: Iterable[str]) -> frozenset[str]:
    """Return the lines of `bodies` as HTML has them between two tags.

    Lines no longer than an n-gram are left out: they might be part of a match that goes beyond the line.
    """
    found = chain.from_iterable(escape(each, quote=False).split("\n") for each in bodies)
    return frozenset(each for each in found if each.count(" ") >= NGRAM_WORDS)


def collect_public_checksums(released: Released) -> frozenset[str]:
    """Return the SHA-256 checksums of the public attachments."""
    filed: list[Letter | Response] = [*released.letters.values(), *released.responses.values()]
    return frozenset(each.sha256 for one in filed for each in one.attachments if each.public_copy)


def list_pdfs_that_may_name(released: Released) -> frozenset[str]:
    """Return the paths in the site of the PDFs that may name a withheld letter: editors allow it, with a reason."""
    filed: list[Letter | Response] = [*released.letters.values(), *released.responses.values()]
    return frozenset(
        urls.attachment(each.reference if isinstance(each, Letter) else each.letter, file.file)
        for each in filed
        if any(allowed.rule == _MENTION for allowed in each.allow)
        for file in each.attachments
    )


def _join_metadata(filed: Letter | Response, more: Iterable[str]) -> str:
    """Return everything of a public letter or response but its text, normalised."""
    of_files = (text for each in filed.attachments if each.public_copy for text in _list_strings(each))
    return normalize(percent_decode(SEPARATOR.join((*_list_strings(filed), *of_files, *more))))


def _list_strings(value: Any) -> Iterator[str]:
    """Yield every text in a value, however deeply nested, except in internal fields."""
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
            left += [getattr(each, name) for name in _public_fields(type_)]


@cache
def _public_fields(type_: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(type_) if each.name not in _INTERNAL) if is_dataclass(type_) else ()
