"""What of a record is withheld at the moment that a site shows, as sequences of words to be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letterbook.audit.decode import without_tags
from letterbook.audit.fingerprints import normal, sequences, tells
from letterbook.audit.furniture import furniture
from letterbook.audit.matcher import Finder
from letterbook.audit.public_text import Released, declared, names
from letterbook.model.record import Attachment, Corpus, Letter, Response
from letterbook.model.reference import LetterType, Reference
from letterbook.model.registers import REGISTERS
from letterbook.model.schema import Words
from letterbook.release.conversion import response_slug
from letterbook.text.markdown import to_html

_SHORTEST_NAME = 4
_SHORTEST_TITLE = 8


@dataclass(frozen=True, slots=True)
class Withheld:
    """`sequences` are words in a normal form (see `words`), each with the rule that its discovery breaks; `words` are
    all words of all of it, `sums` the SHA-256 sums of withheld files."""

    sequences: dict[str, str]
    words: frozenset[str]
    sums: frozenset[str]


def withheld(corpus: Corpus, released: Released) -> Withheld:
    """All that a record holds and does not release. What is said in public all the same (a letter may name another one)
    is for `said` to take away."""
    collector = _Collector(names(corpus, released))
    for letter in corpus.letters:
        collector.letter(letter, public=letter.reference.key in released.letters)
    for response in corpus.responses:
        key = (response.letter.key, response_slug(response))
        collector.response(response, public=key in released.responses)
    collector.registers(corpus)
    return Withheld(collector.found, frozenset(collector.words), frozenset(collector.sums - declared(released)))


class _Collector:
    """Gathers sequences, each with its rule; `names` are public, in their normal form."""

    def __init__(self, names: Iterable[str]) -> None:
        self.found: dict[str, str] = {}
        self.words: set[str] = set()
        self.sums: set[str] = set()
        self._names = Finder(names)

    def letter(self, letter: Letter, *, public: bool) -> None:
        """Of one that is public only what stays internal."""
        self._notes(letter)
        self._files(letter.attachments, public=public)
        if public:
            return
        self._note(_spellings(letter.reference), "withheld-reference")
        self._titles(
            *_words(letter.subject),
            letter.reference_as_printed,
            *(each for one in letter.recipients for each in (one.addressee, one.named_as, one.via)),
            *(each for one in letter.mandates for each in (one.signed_by, one.authority)),
            *(each for one in letter.annex for each in (one.document, one.cited_as, one.note)),
            *(each.translated_by for each in letter.translations),
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
        self._titles(
            slug,
            response.reference,
            response.cites_as,
            response.sent_by,
            response.source.url if response.source else None,
        )
        self._texts(response.body, *_words(response.summary), *(each.note for each in response.corrections))
        self._texts(*(each.body for each in response.translations))

    def registers(self, corpus: Corpus) -> None:
        """Every name of every entry; those that released letters use are said in public."""
        for register in REGISTERS:
            for id_, entry in getattr(corpus.registers, register).items():
                names = [id_, *getattr(entry, "aliases", ()), *getattr(entry, "formerly", ())]
                for field in ("name", "label", "title", "short"):
                    names += _words(getattr(entry, field, None))
                self._look_for("withheld-name", (each for each in names if len(each) >= _SHORTEST_NAME))
                self._texts(*_words(getattr(entry, "summary", None)))

    def _notes(self, filed: Letter | Response) -> None:
        for each in (filed, *filed.translations):
            self._texts(each.note_internal, *(allowed.reason for allowed in each.allow))

    def _files(self, attachments: Iterable[Attachment], *, public: bool) -> None:
        for each in attachments:
            if not (public and each.public_copy):
                self.sums.add(each.sha256)
                self._titles(each.title, each.sha256, each.file)

    def _titles(self, *texts: str | None) -> None:
        self._look_for("withheld-title", (each for each in texts if each and len(each) >= _SHORTEST_TITLE))

    def _texts(self, *texts: str | None) -> None:
        for text in filter(None, texts):
            self.words.update(normal(text).split())
            for each in (text, without_tags(to_html(text))):  # as it is kept, and as a page would show it
                self.found |= dict.fromkeys(sequences(each, self._names.places, furniture()), "withheld-text")

    def _look_for(self, rule: str, texts: Iterable[str]) -> None:
        """For what says anything: pages make titles of public names, dates and words of their own, as editors do."""
        self._note((each for each in map(normal, texts) if tells(each, self._names.places, furniture())), rule)

    def _note(self, sequences: Iterable[str], rule: str) -> None:
        for each in sequences:
            self.found[each] = rule
            self.words.update(each.split())


def _spellings(reference: Reference) -> Iterator[str]:
    """The reference with and without its type, also where a space was lost or a nought was put before the number."""
    code, number, year = reference.code, reference.number, reference.year
    for key in (
        f"{code} {number} {year}",
        f"{code}{number} {year}",
        f"{code} 0{number} {year}",
        f"{code} 00{number} {year}",
    ):
        yield normal(key)
        for type_ in LetterType:
            for joint in ("", "j"):
                yield normal(f"{joint}{type_}{key}")


def _words(words: Words | None) -> list[str]:
    return [text for _, text in words] if words else []
