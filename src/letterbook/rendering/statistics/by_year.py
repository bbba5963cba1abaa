"""The sections about years and days: letters sent, replies to them, and the days that these took."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.derived.response_status import StatusKind
from letterbook.derived.statistics import Curve, Figures, LetterSet
from letterbook.rendering.charts import draw_bars, draw_curve
from letterbook.rendering.statistics.section import Section, Topic
from letterbook.rendering.statistics.tables import Cell, FigureTable, Finder, NamedRow, make_figure_table

_MILESTONES = (30, 60, 90, 120, 180, 270, 360, 540, 720)
"""The days for which readers see the estimate; the CSV has every step."""


def count_letters_by_year(found: LetterSet, finder: Finder) -> Section:
    """Count the letters sent in each year, by type."""
    interface, topic = finder.interface, Topic.of("letters-by-year", finder)
    names = {each.key: interface.text(f"type-{each.key}") for each in found.by_type}
    counts = found.count_by_year(lambda each: (each.reference.type,))
    years = [(each.key, each.figures, [counts[type_, each.key] for type_ in names]) for each in found.by_year]

    def link(number: int, address: str) -> Cell:
        return Cell(interface.number(number), address if number else "")

    def write_row(year: int, figures: Figures, numbers: list[int]) -> Iterator[Cell]:
        yield Cell(str(year), finder.year(year) if figures.letters else "")
        for name, number in zip(names.values(), numbers, strict=True):
            yield link(number, finder.find_letters(year=str(year), type=name))
        yield link(figures.letters, finder.year(year))
        yield Cell(interface.number(figures.subjects))

    return Section(
        anchor=topic.anchor,
        heading=topic.heading,
        note=topic.note,
        table=FigureTable(
            caption=topic.heading,
            columns=(
                interface.text("filter-year"),
                *names.values(),
                interface.text("column-letters"),
                interface.text("column-groups-once"),
            ),
            rows=tuple(tuple(write_row(*each)) for each in years),
            csv=finder.write_csv(
                topic.name,
                ("year", *names, "letters", "letters_groups_once"),
                [(year, *numbers, figures.letters, figures.subjects) for year, figures, numbers in years],
            ),
        ),
        chart=draw_bars(
            topic.anchor,
            topic.heading,
            topic.note,
            [(str(year), numbers, interface.number(figures.letters)) for year, figures, numbers in years],
            fills=list(names.values()),
            write_number=interface.number,
        ),
        macro="bars",
    )


def count_replies_by_year(found: LetterSet, finder: Finder) -> Section:
    """Count the recipients that replied and those that did not, by the year in which their letter was sent."""
    interface, topic = finder.interface, Topic.of("responses-by-year", finder)
    rows = [
        NamedRow(
            id=each.key,
            name=Cell(str(each.key), finder.year(each.key) if each.figures.letters else ""),
            figures=each.figures,
            letters=finder.year(each.key),
            statuses=finder.year(each.key),
        )
        for each in found.by_year
    ]
    fills = ("column-replied", "column-acknowledged", "column-none-so-far", "column-left-out")
    return Section(
        anchor=topic.anchor,
        heading=topic.heading,
        note=topic.note,
        table=make_figure_table(topic.name, topic.heading, rows, finder),
        chart=draw_bars(
            topic.anchor,
            topic.heading,
            topic.note,
            [(each.name.text, _split(each.figures), interface.number(each.figures.pairs)) for each in rows],
            fills=list(map(interface.text, fills)),
            write_number=interface.number,
        ),
        macro="bars",
    )


def _split(figures: Figures) -> tuple[int, int, int, int]:
    by_status = figures.by_status
    acknowledged = by_status[StatusKind.ACKNOWLEDGED] + by_status[StatusKind.ASKED_FOR_TIME]
    left_out = len(figures.unchecked) + len(figures.withdrawn)
    return figures.replied, acknowledged, by_status[StatusKind.NONE_SO_FAR], left_out


def estimate_days(found: LetterSet, finder: Finder) -> Section:
    """Estimate the share of recipients without a reply by day."""
    interface, topic, curve = finder.interface, Topic.of("days-to-reply", finder), found.total.curve
    return Section(
        anchor=topic.anchor,
        heading=topic.heading,
        note=topic.note,
        table=FigureTable(
            caption=topic.heading,
            columns=tuple(map(interface.text, ("column-days", "column-replied-by", "column-observed"))),
            rows=tuple(
                (Cell(interface.number(day)), Cell(interface.percent(1 - share)), Cell(interface.number(observed)))
                for day, share, observed in _list_milestones(curve)
            ),
            csv=finder.write_csv(
                topic.name,
                ("day", "at_risk", "replied", "open", "share_without_reply"),
                [(each.day, each.at_risk, each.replied, each.open, round(each.share, 4)) for each in curve.steps],
            ),
        ),
        chart=draw_curve(
            topic.anchor,
            topic.heading,
            topic.note,
            curve,
            write_number=interface.number,
            write_share=interface.percent,
        ),
        macro="curve",
    )


def _list_milestones(curve: Curve) -> Iterator[tuple[int, float, int]]:
    """Yield days, the estimated share without a reply after each, and how many cases were without one and still
    observed after it."""
    for day in _MILESTONES:
        observed = sum(each.replied + each.open for each in curve.steps if each.day > day)
        if observed:
            yield day, next((each.share for each in reversed(curve.steps) if each.day <= day), 1.0), observed
