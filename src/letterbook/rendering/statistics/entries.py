"""The sections about register entries: recipients, mandates and instruments, each listed by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from letterbook import urls
from letterbook.derived.statistics import Figures, LetterSet
from letterbook.derived.titles import choose_passage
from letterbook.i18n import get_sort_key
from letterbook.model.schema import Words
from letterbook.rendering.charts import draw_bars, draw_strips, find_heat
from letterbook.rendering.statistics.section import MOST_DRAWN, Section, Topic
from letterbook.rendering.statistics.tables import Cell, FigureTable, Finder, NamedRow, make_figure_table


def name_recipients(found: LetterSet, finder: Finder) -> list[NamedRow]:
    """Name the rows of recipients, and sort them by name."""
    words = finder.interface.words
    return _sort(
        (
            _name_entry(
                each.key.id,
                each.key.name,
                urls.recipient(each.key.id),
                each.figures,
                finder,
                letters=finder.find_letters(recipient=words(each.key.name)),
            )
            for each in found.by_recipient
        ),
        finder,
    )


def name_mandates(found: LetterSet, finder: Finder) -> list[NamedRow]:
    """Name the rows of mandates, and sort them by name."""
    words = finder.interface.words
    counts = found.count_by_year(lambda each: [one.mandate.id for one in each.mandates])
    return _sort(
        (
            _name_entry(
                each.key.id,
                each.key.label,
                urls.mandate(each.key.id),
                each.figures,
                finder,
                letters=finder.find_letters(mandate=words(each.key.label)),
                by_year=_list_years(counts, each.key.id, found),
            )
            for each in found.by_mandate
        ),
        finder,
    )


def name_instruments(found: LetterSet, finder: Finder) -> list[NamedRow]:
    """Name the rows of instruments, and sort them by name."""
    counts = found.count_by_year(lambda each: [one.id for one in found.cited.get(each.reference.key, ())])
    return _sort(
        (
            _name_entry(
                each.key.id,
                each.key.short,
                urls.instrument(each.key.id),
                each.figures,
                finder,
                letters=urls.instrument(each.key.id),
                by_year=_list_years(counts, each.key.id, found),
            )
            for each in found.by_instrument
        ),
        finder,
    )


def list_rows(name: str, rows: Sequence[NamedRow], finder: Finder) -> Section:
    """Make a section that has only a table."""
    topic = Topic.of(name, finder)
    return Section(
        anchor=topic.anchor,
        heading=topic.heading,
        note=topic.note,
        table=make_figure_table(name, topic.heading, rows, finder),
        long=len(rows) > MOST_DRAWN,
    )


def draw_shares(rows: Sequence[NamedRow], found: LetterSet, finder: Finder) -> Section:
    """Make the section about mandates, with the share of all letters that each has."""
    interface, drawn = finder.interface, _pick_most(rows)
    topic = Topic.of("by-mandate", finder, len(drawn), len(rows))

    def write_share(figures: Figures) -> str:
        return f"{interface.number(figures.letters)} ({interface.percent(figures.letters / found.total.letters)})"

    return Section(
        anchor=topic.anchor,
        heading=topic.heading,
        note=topic.note,
        table=make_figure_table(topic.name, topic.heading, rows, finder),
        chart=draw_bars(
            topic.anchor,
            topic.heading,
            topic.note,
            [(each.name.text, (each.figures.letters,), write_share(each.figures)) for each in drawn],
            above=True,
        ),
        macro="bars",
    )


def draw_instruments(rows: Sequence[NamedRow], found: LetterSet, finder: Finder) -> Section:
    """Make the section about the instruments cited in each year."""
    drawn = _pick_most(rows)
    topic = Topic.of("instruments-by-year", finder, len(drawn), len(rows))
    return Section(
        anchor=topic.anchor,
        heading=topic.heading,
        note=topic.note,
        table=_make_heat_table(topic, "instrument", rows, found, finder),
        chart=draw_strips(
            topic.anchor,
            topic.heading,
            topic.note,
            found.years,
            [(each.name.text, each.by_year) for each in drawn],
            write_number=finder.interface.number,
        )
        if drawn
        else None,
        macro="strips",
    )


def shade_mandates(rows: Sequence[NamedRow], found: LetterSet, finder: Finder) -> Section:
    """Make the heat table of mandates and years."""
    topic = Topic.of("mandates-by-year", finder)
    table = _make_heat_table(topic, "mandate", rows, found, finder)
    return Section(anchor=topic.anchor, heading=topic.heading, note=topic.note, table=table)


def _make_heat_table(
    topic: Topic, id_column: str, rows: Sequence[NamedRow], found: LetterSet, finder: Finder
) -> FigureTable:
    number = finder.interface.number
    most = max((count for each in rows for count in each.by_year), default=0)
    data = [
        (each.id, each.name.text, year, count)
        for each in rows
        for year, count in zip(found.years, each.by_year, strict=True)
    ]
    return FigureTable(
        caption=topic.heading,
        columns=("", *map(str, found.years)),
        rows=tuple(
            (
                each.name,
                *(Cell(number(count) if count else "", heat=find_heat(count, most)) for count in each.by_year),
            )
            for each in rows
        ),
        csv=finder.write_csv(topic.name, (id_column, "name", "year", "letters"), data),
        heat=True,
    )


def _name_entry(
    id_: str,
    words: Words,
    address: str,
    figures: Figures,
    finder: Finder,
    *,
    letters: str,
    by_year: tuple[int, ...] = (),
) -> NamedRow:
    name = choose_passage(words, "", finder.interface)
    cell = Cell(name.text, address, language=name.language)
    return NamedRow(id=id_, name=cell, figures=figures, letters=letters, by_year=by_year)


def _list_years(counts: Mapping[tuple[str, int], int], id_: str, found: LetterSet) -> tuple[int, ...]:
    return tuple(counts[id_, year] for year in found.years)


def _sort(rows: Iterable[NamedRow], finder: Finder) -> list[NamedRow]:
    """Sort rows by name: nobody is ranked."""
    return sorted(rows, key=lambda each: (get_sort_key(each.name.text, finder.interface.language), str(each.id)))


def _pick_most(rows: Sequence[NamedRow]) -> list[NamedRow]:
    """Pick the rows with the most letters, in the order in which they are given."""
    picked = sorted(range(len(rows)), key=lambda at: (-rows[at].figures.letters, at))[:MOST_DRAWN]
    return [rows[at] for at in sorted(picked)]
