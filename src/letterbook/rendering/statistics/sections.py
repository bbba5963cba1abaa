"""All sections about a set of letters, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.derived.statistics import LetterSet
from letterbook.i18n import get_sort_key
from letterbook.rendering.statistics.by_year import count_letters_by_year, count_replies_by_year, estimate_days
from letterbook.rendering.statistics.entries import (
    draw_instruments,
    draw_shares,
    list_rows,
    name_instruments,
    name_mandates,
    name_recipients,
    shade_mandates,
)
from letterbook.rendering.statistics.section import Section
from letterbook.rendering.statistics.tables import Cell, Finder, NamedRow


def list_sections(found: LetterSet, finder: Finder) -> Iterator[Section]:
    """Yield the sections about a set of letters."""
    mandates, instruments = name_mandates(found, finder), name_instruments(found, finder)
    yield count_letters_by_year(found, finder)
    yield count_replies_by_year(found, finder)
    yield estimate_days(found, finder)
    yield list_rows("by-type", _name_types(found, finder), finder)
    yield list_rows("by-kind", _name_kinds(found, finder), finder)
    yield list_rows("by-recipient", name_recipients(found, finder), finder)
    yield draw_shares(mandates, found, finder)
    yield shade_mandates(mandates, found, finder)
    if instruments:
        yield list_rows("by-instrument", instruments, finder)
        yield draw_instruments(instruments, found, finder)
    yield list_rows("by-language", _name_languages(found, finder), finder)


def _name_types(found: LetterSet, finder: Finder) -> list[NamedRow]:
    names = {each.key: finder.interface.text(f"type-{each.key}") for each in found.by_type}
    return [
        NamedRow(
            id=each.key,
            name=Cell(names[each.key]),
            figures=each.figures,
            letters=finder.find_letters(type=names[each.key]),
        )
        for each in found.by_type
    ]


def _name_kinds(found: LetterSet, finder: Finder) -> list[NamedRow]:
    names = {each.key: finder.interface.text(f"kind-{each.key}") for each in found.by_kind}
    return [
        NamedRow(
            id=each.key,
            name=Cell(names[each.key], f"{urls.RECIPIENTS}#{each.key}"),
            figures=each.figures,
            letters=finder.find_letters(kind=names[each.key]),
        )
        for each in found.by_kind
    ]


def _name_languages(found: LetterSet, finder: Finder) -> list[NamedRow]:
    interface = finder.interface
    names = {each.key: interface.language_name(each.key) for each in found.by_language}
    rows = sorted(found.by_language, key=lambda each: get_sort_key(names[each.key], interface.language))
    return [
        NamedRow(
            id=each.key,
            name=Cell(names[each.key]),
            figures=each.figures,
            letters=finder.find_letters(language=names[each.key]),
        )
        for each in rows
    ]
