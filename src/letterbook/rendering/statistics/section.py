"""A section about a set of letters: a table, its CSV, and perhaps a chart."""

from __future__ import annotations

from dataclasses import dataclass

from letterbook.rendering.charts import BarChart, CurveChart, StripChart
from letterbook.rendering.statistics.tables import FigureTable, Finder

MOST_DRAWN = 20
"""How many mandates or instruments a chart shows, and how many rows a table has before it is folded; the table always
has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: its anchor and heading, a note on what is counted, its table, and a chart with the macro that draws
    it. The table is folded beside a chart, or if it is `long`."""

    anchor: str
    heading: str
    note: str
    table: FigureTable
    chart: BarChart | CurveChart | StripChart | None = None
    macro: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """What a section is about: its name, as in the file of its figures, its anchor, its heading and its note."""

    name: str
    anchor: str
    heading: str
    note: str

    @classmethod
    def of(cls, name: str, finder: Finder, drawn: int = 0, rows: int = 0) -> Topic:
        """Describe a topic in the interface's words. The note says so if only some rows are drawn."""
        interface = finder.interface
        note = interface.text(f"figures-{name}-note")
        if drawn < rows:
            note = f"{note} {interface.text('drawn-most', number=interface.number(drawn))}"
        anchor = f"{name}-examples" if finder.example else name
        return cls(name, anchor, interface.text(f"figures-{name}"), note)
