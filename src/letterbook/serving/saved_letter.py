"""Renders the pages of one saved letter, with all else as it was when the site was last built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from letterbook import rules
from letterbook.build import BuiltSite
from letterbook.derived.relations import Relations
from letterbook.ingest.one_letter import load_letter
from letterbook.model.public import Communication, Public
from letterbook.model.record import Corpus
from letterbook.outputs.change_pages import render_changes
from letterbook.outputs.letter_pages import render_letters
from letterbook.outputs.response_pages import render_responses
from letterbook.release import release
from letterbook.rendering.page import OutputFile
from letterbook.rules.diagnostics import Diagnostic, errors
from letterbook.site.specimens import fill_specimens


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedLetter:
    """A saved letter: what the rules report about its files, and, if there is no error among it and the letter is
    public, its pages and those of its responses."""

    diagnostics: tuple[Diagnostic, ...]
    pages: tuple[OutputFile, ...]


def render_saved_letter(built: BuiltSite, slug: str, now: dt.datetime) -> SavedLetter:
    """Read, check and render the files of the letter `slug` again. `now` is the real time, with its zone.

    Links to letters that it did not mention before, its place in lists, and the search have to wait for the next whole
    build; so does the search for leaks. Raises OSError if a file cannot be read.
    """
    record = built.record
    loaded = load_letter(record.corpus, slug)
    found = rules.check_record(loaded, now, record.citations, record.pdfs, record.confidential, letter=slug)
    if errors(found) or loaded.corpus is None:
        return SavedLetter(diagnostics=found, pages=())
    released = release(_pick_letter(loaded.corpus, slug), built.site.public.as_of, record.citations)
    return SavedLetter(diagnostics=found, pages=tuple(_render(built, released.communications)))


def _pick_letter(corpus: Corpus, slug: str) -> Corpus:
    """Return the corpus with one letter, and the responses to it."""
    letters = tuple(each for each in corpus.letters if each.reference.slug == slug)
    keys = {each.reference.key for each in letters}
    return replace(
        corpus, letters=letters, responses=tuple(each for each in corpus.responses if each.letter.key in keys)
    )


def _render(built: BuiltSite, saved: tuple[Communication, ...]) -> Iterable[OutputFile]:
    site = built.site
    among_others = _replace_communications(site.public, saved)
    only_saved = replace(among_others, communications=saved)
    site = replace(site, public=only_saved, relations=Relations(among_others))
    return fill_specimens(
        built.theme.specimens, (*render_letters(site), *render_responses(site), *render_changes(site))
    )


def _replace_communications(public: Public, saved: tuple[Communication, ...]) -> Public:
    by_key = {each.reference.key: each for each in (*public.communications, *saved)}
    return replace(public, communications=tuple(by_key.values()))
