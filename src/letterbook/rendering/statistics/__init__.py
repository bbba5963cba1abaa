"""Figures in words: tables with their CSV, charts, and the line about them on a register entry's page."""

from letterbook.rendering.statistics.overview import list_overviews
from letterbook.rendering.statistics.section import Section
from letterbook.rendering.statistics.sections import list_sections
from letterbook.rendering.statistics.summary import list_key_figures, write_summaries, write_summary
from letterbook.rendering.statistics.tables import Cell, FigureTable, Finder

__all__ = [
    "Cell",
    "FigureTable",
    "Finder",
    "Section",
    "list_key_figures",
    "list_overviews",
    "list_sections",
    "write_summaries",
    "write_summary",
]
