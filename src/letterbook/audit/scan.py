"""Scans a site for withheld content, and for files that nobody declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from letterbook import urls
from letterbook.audit.allowlist import (
    PublicContent,
    list_published_files,
    read_public_files,
    remove_allowed,
)
from letterbook.audit.compositions import PublicNames
from letterbook.audit.counterpart import RenderAgain, compare_with_counterpart, drop_withheld
from letterbook.audit.documents import Documents
from letterbook.audit.index_pdfs import IndexedPdfs
from letterbook.audit.index_terms import SuspectTerms
from letterbook.audit.index_texts import SuspectTexts
from letterbook.audit.known_files import KnownFiles, Sources
from letterbook.audit.leaks import Leak
from letterbook.audit.public_text import (
    Released,
    collect_public_checksums,
    find_released,
    list_pdfs_that_may_name,
    list_public_texts,
    map_bodies,
)
from letterbook.audit.scanner import Scanner
from letterbook.audit.sought import Sought, find_sought
from letterbook.cache import Cache
from letterbook.citations import CitationCache
from letterbook.model.public import Public
from letterbook.model.record import Corpus
from letterbook.search.reading import BrokenIndex, ReadIndex, read_index
from letterbook.text.confidential_names import NONE, ConfidentialNames
from letterbook.text.pdf import PdfReader


def audit(
    site: Path,
    corpus: Corpus,
    public: Public,
    sources: Sources,
    citations: CitationCache | None = None,
    render_again: RenderAgain | None = None,
    pdfs: PdfReader | None = None,
    confidential: ConfidentialNames = NONE,
    cache: Cache | None = None,
    sought: Iterator[Sought] | None = None,
) -> tuple[Leak, ...]:
    """Return every leak of a finished site, in order; none if it is clean.

    `public` is what the gate let through of the record `corpus`; what the release rule withholds is looked for
    regardless. `citations` is a cache from an earlier step, if there is one. `render_again` renders the site of another
    record; with it, what the site would show if nothing withheld existed is no leak (see `counterpart`). `pdfs` is a
    reader of PDFs from an earlier step. `confidential` are names that must be nowhere, whatever is public. If the
    `cache` has several processes, part of the work is done in copies of this one; nothing that is found is kept.
    `sought` yields what `find_sought` does for the same record and moment, if that is worked out already.
    """
    citations = citations or CitationCache.of(corpus.registers.instruments)
    released = find_released(corpus, public.as_of, citations)
    pdfs = pdfs or PdfReader()
    cache = cache or Cache()
    wanted = next(sought or find_sought(corpus, public.as_of, citations, pdfs))
    withheld, public_patterns = wanted.withheld, wanted.public_patterns
    declared = collect_public_checksums(released)
    with cache.run_beside(partial(_search_index, site, withheld.patterns)) as searched:
        known = KnownFiles(sources, declared)
        documents = Documents(withheld, list_pdfs_that_may_name(released))
        scanner = Scanner(withheld, public_patterns, documents, known, map_bodies(released), pdfs, confidential)
        scanner.scan_site(site, cache)
        index, texts, broken = next(searched)
    terms = SuspectTerms(wanted.words)
    terms.keep_only(index.families)
    texts.remove(public_patterns)
    for path, content in index.texts.items():
        scanner.scan_text(path, content)
    in_pdfs = IndexedPdfs(site, index, declared, pdfs)
    for address, text in in_pdfs.list_texts():
        scanner.scan_pdf_text(address, text)
    own, program = (tuple(list_published_files(each, site)) for each in (sources.hand_written, sources.program))
    bodies = tuple(scanner.list_bodies(index.addresses[each] for each in texts.list_documents()))
    published = PublicContent(
        corpus=corpus,
        released=released,
        bodies=bodies,
        patterns=public_patterns,
        hand_written=own,
        program=program,
    )
    unexplained = remove_allowed(withheld, scanner.matches, published, terms, pdfs)
    public_files = read_public_files(sources.first_party, site, pdfs)
    by_pdfs = (text for _, text in in_pdfs.list_texts())  # which were scanned as such
    terms.remove_all_words(by_pdfs)
    terms.remove_all_words(chain(list_public_texts(corpus, released, bodies), public_files))
    by_pdfs = (text for _, text in in_pdfs.list_texts())
    public_texts = chain(list_public_texts(corpus, released, bodies), by_pdfs)
    found = {withheld.patterns[each] for each in texts.find_leaks(public_texts)}
    found |= {"withheld-word"} if terms.remaining else set()
    index_leaks = tuple(Leak(urls.SEARCH, each) for each in found)
    if scanner.list_places(unexplained):
        names = PublicNames(corpus, released, citations)
        scanner.forget_compositions(site, unexplained, names, index.texts)
    if render_again is not None and (scanner.list_places(unexplained) or index_leaks):
        counterpart = compare_with_counterpart(site, drop_withheld(corpus, released), render_again)
        scanner.forget_coincidences(site, counterpart, unexplained, index.texts)
        index_leaks = tuple(each for each in index_leaks if not counterpart.has_index(site, each.path))
    too_early = _find_released_too_early(public, released)
    unlike = tuple(Leak(each, "unknown-index") for each in in_pdfs.find_unlike())
    leaks = (too_early, broken, unlike, index_leaks, scanner.find_leaks(unexplained.patterns))
    return tuple(sorted(set(chain.from_iterable(leaks))))


def _find_released_too_early(public: Public, released: Released) -> Iterator[Leak]:
    """Yield a leak for each letter that the gate let through against the release rule, or with a response or an earlier
    text that it should have kept back, even if no page shows it."""
    for letter in public.communications:
        responses = {(each.letter.key, each.slug): each for each in letter.responses}
        if letter.reference.key not in released.letters or not responses.keys() <= released.responses.keys():
            yield Leak("", "released-too-early")
            continue
        shown = [(letter.earlier, released.letters[letter.reference.key].earlier)]
        shown += [(each.earlier, released.responses[key].earlier) for key, each in responses.items()]
        if any({each.body for each in found} - {each.body for each in public} for found, public in shown):
            yield Leak("", "released-too-early")


def _search_index(site: Path, patterns: Iterable[str]) -> Iterator[tuple[ReadIndex, SuspectTexts, tuple[Leak, ...]]]:
    """Yield the search index of a site, without the texts of its documents, those of the `patterns` that they have, and
    a leak if a file is not as the build writes it."""
    index, broken = _read_index(site)
    yield replace(index, documents=()), SuspectTexts(index, patterns), broken


def _read_index(site: Path) -> tuple[ReadIndex, tuple[Leak, ...]]:
    """Read the search index of a site; empty, and with a leak, if a file is not as the build writes it."""
    if not (site / urls.SEARCH).is_dir():
        return ReadIndex({}, {}, {}, (), ()), ()
    try:
        return read_index(site), ()
    except BrokenIndex as error:
        return ReadIndex({}, {}, {}, (), ()), (Leak(error.path, "unknown-index"),)
