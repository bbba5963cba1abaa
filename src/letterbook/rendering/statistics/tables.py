"""Tables of figures: as readers see them, and as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.response_status import StatusKind
from letterbook.derived.statistics import Figures
from letterbook.derived.tables.table import Cell as DataCell
from letterbook.i18n import Interface
from letterbook.rendering.csv_text import write_csv
from letterbook.rendering.page import OutputFile

DATA_COLUMNS = (
    "letters",
    "letters_groups_once",
    "pairs",
    "pairs_counted",
    "replied",
    "rate",
    "acknowledged_only",
    "asked_for_time_only",
    "none_so_far",
    "not_checked",
    "not_checked_replied",
    "withdrawn",
    "median_days",
    "estimated_median_days",
)
"""The columns of every CSV of figures, after those that say whose figures they are."""
_COLUMNS = (
    "letters",
    "groups-once",
    "pairs",
    "counted",
    "replied",
    "rate",
    "acknowledged",
    "none-so-far",
    "left-out",
    "median",
    "estimated",
)
"""The columns that readers see; the interface has `column-…` for each."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, the address that it links to, if any, its shade in a heat table, and the language of a name."""

    text: str
    address: str = ""
    heat: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureTable:
    """A table whose first column heads its rows, and the CSV with the same figures. `heat` is whether it has shades."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    csv: OutputFile
    heat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Makes the addresses at which the letters behind a figure are found. `example` is which set is counted, and
    `mixed` whether there are both; the search then needs to be told which."""

    interface: Interface
    example: bool
    mixed: bool

    def find_letters(self, **filters: str) -> str:
        """Return the address of a search for the letters with a value of each of some filters."""
        chosen = {"document": self.interface.text("document-letter"), **filters}
        if self.mixed:
            chosen["example"] = self.interface.text("example" if self.example else "real")
        return urls.search(chosen)

    def year(self, year: int, anchor: str = "") -> str:
        """Return the address of the letters sent in a year, or of those with a status."""
        return urls.statistics_year(year, example=self.example) + (f"#{anchor}" if anchor else "")

    def write_csv(self, name: str, columns: Sequence[str], rows: Iterable[Iterable[DataCell | float]]) -> OutputFile:
        """Write figures as a file. Its first column says whether they are about fictional examples."""
        table = ([self.example, *each] for each in rows)
        return OutputFile(urls.statistics_csv(name, example=self.example), write_csv(("example", *columns), table))


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """The figures of one value of a property, such as a year or a mandate.

    `id` is the value in CSV, `name` its name with a link to its page, if it has one; `letters` is the address of its
    letters, and `statuses` that of a page on which they are listed by status, or "". `by_year` counts its letters in
    each of the years of the set.
    """

    id: str | int
    name: Cell
    figures: Figures
    letters: str = ""
    statuses: str = ""
    by_year: tuple[int, ...] = ()


def make_figure_table(name: str, caption: str, rows: Sequence[NamedRow], finder: Finder) -> FigureTable:
    """Make a table with the figures of each row. The file is named `by-mandate`, after the property."""
    interface = finder.interface
    data = [(each.id, each.name.text, *list_data(each.figures)) for each in rows]
    return FigureTable(
        caption=caption,
        columns=("", *(interface.text(f"column-{each}") for each in _COLUMNS)),
        rows=tuple((each.name, *_write_figures(each, interface)) for each in rows),
        csv=finder.write_csv(name, (name.rpartition("by-")[2], "name", *DATA_COLUMNS), data),
    )


def _write_figures(row: NamedRow, interface: Interface) -> tuple[Cell, ...]:
    """Write figures in the order of the columns. Figures for which there are too few cases are a dash."""
    figures, by_status, number = row.figures, row.figures.by_status, interface.number

    def link(count: int, status: str) -> Cell:
        return Cell(number(count), f"{row.statuses}#{status}" if count and row.statuses else "")

    return (
        Cell(number(figures.letters), row.letters if figures.letters else ""),
        Cell(number(figures.subjects)),
        Cell(number(figures.pairs)),
        Cell(number(len(figures.counted))),
        link(figures.replied, "replied"),
        Cell(_or_dash(figures.rate, interface.percent, interface)),
        link(by_status[StatusKind.ACKNOWLEDGED] + by_status[StatusKind.ASKED_FOR_TIME], "acknowledged"),
        link(by_status[StatusKind.NONE_SO_FAR], "none-so-far"),
        link(len(figures.unchecked) + len(figures.withdrawn), "left-out"),
        Cell(_or_dash(figures.median_days, number, interface)),
        Cell(_or_dash(figures.estimated_median, number, interface)),
    )


def list_data(figures: Figures) -> tuple[DataCell | float, ...]:
    """List figures for CSV, in the order of `DATA_COLUMNS`."""
    by_status = figures.by_status
    return (
        figures.letters,
        figures.subjects,
        figures.pairs,
        len(figures.counted),
        figures.replied,
        None if figures.rate is None else round(figures.rate, 4),
        by_status[StatusKind.ACKNOWLEDGED],
        by_status[StatusKind.ASKED_FOR_TIME],
        by_status[StatusKind.NONE_SO_FAR],
        len(figures.unchecked),
        figures.unchecked_replied,
        len(figures.withdrawn),
        figures.median_days,
        figures.estimated_median,
    )


def _or_dash(value: float | None, write: Callable[[float], str], interface: Interface) -> str:
    return interface.text("too-few") if value is None else write(value)
