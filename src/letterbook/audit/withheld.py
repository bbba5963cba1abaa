"""Collects what a record withholds at the moment for which a site was built, as patterns to be matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, partial

from babel.dates import get_month_names

from letterbook.audit.fingerprints import fingerprint, is_distinctive, normalize
from letterbook.audit.matcher import Matcher
from letterbook.audit.public_text import Released, collect_public_checksums, list_public_names
from letterbook.audit.reference_spellings import list_spellings_of
from letterbook.audit.related_letters import find_related, list_answered
from letterbook.audit.withheld_pdfs import read_withheld_pdfs
from letterbook.i18n import Interface, languages
from letterbook.i18n.grammar import words_around_names
from letterbook.model.policy import Policy
from letterbook.model.record import Attachment, Corpus, Letter, Response
from letterbook.model.registers import REGISTERS, RecipientKind
from letterbook.model.schema import Words
from letterbook.release.conversion import derive_response_slug
from letterbook.release.used_entries import list_recipients
from letterbook.text.normalize import fold_words
from letterbook.text.pdf import PdfReader
from letterbook.text.salutation_phrases import OFFICES
from letterbook.text.visible_text import read_visible_text

_SHORTEST_NAME = 4
_SHORTEST_TITLE = 8
_LEAST_SUBJECT_WORDS = 4
"""A shorter subject, such as "Freedom of assembly", identifies no letter."""
_BOILERPLATE_KEYS = (
    *("type-AL", "type-UA", "type-OL", "title-of", "to", "sent", "released", "original"),
    *("response-name", "response-to", "response-dated", "response-received"),
    *("response-acknowledgement", "response-reply", "response-further-reply", "response-extension-request"),
    *("communications", "recipients", "mandates", "instruments", "groups"),
)
_PLACEHOLDERS = ("type", "names", "to", "of", "date", "kind", "reference", "title")


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is withheld: `patterns` are normalised (see `fingerprints`), each with the rule that a match breaks; `words`
    are all words of all of it, and `checksums` the SHA-256 checksums of withheld files.

    `titles` are those patterns that no hand-written page may contain by chance: subjects, addressees and other people,
    and names of companies. `texts` are the fingerprints of each text.

    `in_documents` are the patterns that no PDF may have. They leave out what any document of this field may say, such
    as the name of a State, the title of an office or the symbol of a resolution.
    """

    patterns: dict[str, str]
    words: frozenset[str]
    checksums: frozenset[str]
    titles: frozenset[str]
    texts: tuple[WithheldText, ...]
    in_documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class WithheldText:
    """The fingerprints of a withheld text. `related` are the slugs of the letters that it answers or repeats, of which
    it may have much; a letter, unlike a response, has its own reference in it."""

    passages: frozenset[str]
    related: frozenset[str] = frozenset()
    is_letter: bool = False


def find_withheld(corpus: Corpus, released: Released, pdfs: PdfReader | None = None) -> Withheld:
    """Collect everything that `corpus` has and `released` does not; `pdfs` reads its PDFs.

    Some of it may be public all the same, since a letter may name another; `allowlist` removes such matches.
    """
    collector = _Collector(corpus, list_public_names(corpus, released), pdfs or PdfReader())
    for letter in corpus.letters:
        collector.add_letter(letter, public=letter.reference.key in released.letters)
        collector.add_corrections(letter, released)
        collector.add_earlier_texts(letter, released.letters.get(letter.reference.key))
    for response in corpus.responses:
        key = (response.letter.key, derive_response_slug(response))
        collector.add_response(response, public=key in released.responses)
        collector.add_earlier_texts(response, released.responses.get(key))
    collector.add_registers(corpus, _list_withheld_recipients(corpus, released))
    collector.add_policy(corpus.policy)
    checksums = frozenset(collector.checksums - collect_public_checksums(released))
    return Withheld(
        collector.patterns,
        frozenset(collector.words),
        checksums,
        frozenset(collector.titles),
        tuple(each for each in collector.texts if each.passages),
        frozenset(collector.in_documents).union(*(each.passages for each in collector.texts)),
    )


@cache
def collect_boilerplate() -> frozenset[str]:
    """Return the normalised words that pages put next to public names, in titles, labels and dates, in all languages.

    A text made of only these words, public names and numbers reveals nothing, no matter who wrote it.
    """
    found = "de du le la el del the of letter lettre carta 1er"
    for language in languages():
        interface = Interface(language)
        texts = (interface.text(key, **dict.fromkeys(_PLACEHOLDERS, "")) for key in _BOILERPLATE_KEYS)
        found += " " + " ".join(texts)
        found += " " + words_around_names(language)
        found += " " + " ".join(get_month_names("wide", locale=language).values())
    return frozenset(normalize(found).split())


class _Collector:
    """Collects patterns, each with its rule; `public_names` are normalised."""

    def __init__(self, corpus: Corpus, public_names: Iterable[str], pdfs: PdfReader) -> None:
        self._read_pdfs = partial(read_withheld_pdfs, folder=corpus.folder, pdfs=pdfs)
        self._related = find_related(corpus)
        self.patterns: dict[str, str] = {}
        self.words: set[str] = set()
        self.checksums: set[str] = set()
        self.titles: set[str] = set()
        self.texts: list[WithheldText] = []
        self.in_documents: set[str] = set()
        self._public_names = Matcher(public_names)

    def add_letter(self, letter: Letter, *, public: bool) -> None:
        """Add a withheld letter, or the internal parts of a public one."""
        self._add_notes(letter)
        self._add_attachments(letter.attachments, public=public)
        if public:
            return
        self._add(list_spellings_of(letter.reference), "withheld-reference", in_documents=True)
        self._add_titles(letter.reference_as_printed, in_documents=True)
        for subject in _list_translations(letter.subject):
            self._add_titles(subject, in_documents=len(subject.split()) >= _LEAST_SUBJECT_WORDS)
        self._add_titles(
            *_list_translations(letter.subject),
            *(each for one in letter.recipients for each in _list_people(one.addressee, one.named_as)),
            *(each.translated_by for each in letter.translations),
            anywhere=True,
        )
        self._add_titles(
            *(each for one in letter.recipients for each in (one.addressee, one.via)),
            *(each for one in letter.mandates for each in (one.signed_by, one.authority)),
            *(each for one in letter.annex for each in (one.document, one.cited_as, one.note)),
            *(each.others for each in letter.also_sent_to),
            *(each for release in letter.press_releases for each in (release.title, release.url)),
            letter.source.url if letter.source else None,
        )
        related = self._related.get(letter.reference.slug, frozenset())
        self._add_texts(*_list_texts(letter), *self._read_pdfs(letter), related=related, is_letter=True)

    def add_response(self, response: Response, *, public: bool) -> None:
        """Add a withheld response, or the internal parts of a public one."""
        self._add_notes(response)
        self._add_attachments(response.attachments, public=public)
        if public:
            return
        # Its address gives it away, though it is made of public names and numbers.
        self._add([normalize(f"{response.letter.slug} {derive_response_slug(response)}")], "withheld-reference")
        self._add_titles(response.reference, in_documents=True)
        self._add_titles(
            response.cites_as,
            response.sent_by,
            *(each.translated_by for each in response.translations),
            response.source.url if response.source else None,
        )
        self._add_texts(*_list_texts(response), *self._read_pdfs(response), related=list_answered(response))

    def add_corrections(self, letter: Letter, released: Released) -> None:
        """Add the corrections of a letter by letters that are withheld, and so its page leaves out."""
        by_others = ((each.letter, each.note) for each in letter.corrections if each.letter)
        self._add_texts(*(note for reference, note in by_others if reference.key not in released.letters))

    def add_earlier_texts(self, filed: Letter | Response, public: Letter | Response | None) -> None:
        """Add those earlier texts of a letter or response, `public` as far as it is, that its page does not show."""
        if public is not None:
            self._add_texts(*(each.body for each in filed.earlier if each not in public.earlier))

    def add_registers(self, corpus: Corpus, named: AbstractSet[str]) -> None:
        """Add every name of every register entry; the allowlist has those that released letters use.

        `named` are the ids of the recipients that withheld letters and responses name. No PDF may have the names of the
        companies and the like among them.
        """
        for register in REGISTERS:
            for id_, entry in getattr(corpus.registers, register).items():
                company = getattr(entry, "kind", None) is RecipientKind.COMPANY
                names = [*getattr(entry, "aliases", ()), *getattr(entry, "formerly", ())]
                for field in ("name", "label", "title", "short"):
                    names += _list_translations(getattr(entry, field, None))
                for each, anywhere in ((id_, False), *((name, company) for name in names)):
                    if len(each) >= _SHORTEST_NAME:
                        in_documents = company and anywhere and id_ in named and len(each) >= _SHORTEST_TITLE
                        self._add_distinctive([each], "withheld-name", anywhere=anywhere, in_documents=in_documents)
                self._add_texts(*_list_translations(getattr(entry, "summary", None)))

    def add_policy(self, policy: Policy) -> None:
        """Add the reasons for what the policy allows, which are for the editors."""
        self._add_texts(*(each.reason for each in policy.allow))

    def _add_notes(self, filed: Letter | Response) -> None:
        for each in (filed, *filed.translations, *filed.earlier):
            self._add_texts(each.note_internal, *(allowed.reason for allowed in each.allow))

    def _add_attachments(self, attachments: Iterable[Attachment], *, public: bool) -> None:
        for each in attachments:
            if not (public and each.public_copy):
                self.checksums.add(each.sha256)
                self._add_titles(each.title, each.sha256, each.file)

    def _add_titles(self, *texts: str | None, anywhere: bool = False, in_documents: bool = False) -> None:
        long_enough = [each for each in texts if each and len(each) >= _SHORTEST_TITLE]
        self._add_distinctive(long_enough, "withheld-title", anywhere=anywhere, in_documents=in_documents)

    def _add_texts(self, *texts: str | None, related: frozenset[str] = frozenset(), is_letter: bool = False) -> None:
        for text in filter(None, texts):
            self.words.update(normalize(text).split())
            for each in (text, read_visible_text(text).text):  # as the record has it, and as a page would show it
                found = fingerprint(each, self._public_names.find_spans, collect_boilerplate())
                self.patterns |= dict.fromkeys(found, "withheld-text")
                self.texts.append(WithheldText(frozenset(found), related, is_letter))

    def _add_distinctive(self, texts: Iterable[str], rule: str, *, anywhere: bool, in_documents: bool = False) -> None:
        """Add texts that are distinctive: both pages and editors make titles of public names, dates and boilerplate.

        `anywhere` means that hand-written pages may not contain them either, and `in_documents` that PDFs may not.
        """
        boilerplate = collect_boilerplate()
        found = [
            each for each in map(normalize, texts) if is_distinctive(each, self._public_names.find_spans, boilerplate)
        ]
        self._add(found, rule, in_documents=in_documents)
        if anywhere:
            self.titles.update(found)

    def _add(self, patterns: Iterable[str], rule: str, *, in_documents: bool = False) -> None:
        for each in patterns:
            self.patterns[each] = rule
            if in_documents:
                self.in_documents.add(each)
            self.words.update(each.split())


def _list_withheld_recipients(corpus: Corpus, released: Released) -> frozenset[str]:
    """Return the ids of the recipients that withheld letters and responses name."""
    letters = (each for each in corpus.letters if each.reference.key not in released.letters)
    named = {id_ for letter in letters for id_ in list_recipients(letter)}
    for response in corpus.responses:
        if (response.letter.key, derive_response_slug(response)) not in released.responses:
            named.add(response.recipient)
    return frozenset(named)


def _list_people(*names: str | None) -> Iterator[str]:
    """Yield those of `names` that are more than an office, which any page may mention."""
    for name in filter(None, names):
        if not set(fold_words(name).split()) <= OFFICES:
            yield name


def _list_texts(filed: Letter | Response) -> Iterator[str]:
    yield filed.body
    yield from _list_translations(filed.summary)
    yield from (each.note for each in filed.corrections)
    yield from (each.body for each in filed.translations)
    yield from (each.body for each in filed.earlier)


def _list_translations(words: Words | None) -> list[str]:
    return [text for _, text in words] if words else []
