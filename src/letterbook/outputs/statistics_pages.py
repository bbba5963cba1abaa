"""`/statistics/`: who was written to, who replied and after how many days; and the letters behind these figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from letterbook import urls
from letterbook.derived.response_status import StatusKind
from letterbook.derived.statistics import LEAST_FOR_RATE, Figures, LetterSet, Pair, make_statistics
from letterbook.derived.titles import choose_passage, write_title
from letterbook.i18n import Interface
from letterbook.rendering.context import Site
from letterbook.rendering.page import Heading, OutputFile, Page
from letterbook.rendering.statistics import Finder, Section, list_key_figures, list_sections
from letterbook.rendering.views import Linked, link_letter

_COUNTING = ("pairs", "replied", "unchecked", "medians", "few", "names", "overview", "years")
"""The explanations of what is counted; the interface has `counting-…` for each."""
_LISTED = {
    "replied": (StatusKind.REPLIED,),
    "acknowledged": (StatusKind.ACKNOWLEDGED, StatusKind.ASKED_FOR_TIME),
    "none-so-far": (StatusKind.NONE_SO_FAR,),
}
"""The parts of a year's page, by their anchors; those left out of rates follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetView:
    """A set of letters: its anchor and heading, the address of the list of its letters, its key figures, each with
    sentences, and its sections, unless it has too few letters for them."""

    anchor: str
    heading: str
    key_figures: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A letter and a recipient on a year's page. `note` says why a pair is left out of rates."""

    letter: Linked
    title: Linked
    recipient: Linked
    type: str
    days: str
    note: str = ""


def render_statistics(site: Site) -> Iterator[Page | OutputFile]:
    """Yield the page, a page for each year with the letters that the figures count, and the figures as CSV."""
    sets = make_statistics(site.public, site.pairs, site.citation_index)
    views = []
    for found in sets:
        finder = Finder(interface=site.interface, example=found.example, mixed=len(sets) > 1)
        enough = found.total.letters >= LEAST_FOR_RATE
        sections = tuple(list_sections(found, finder)) if enough else ()
        heading = "example" if found.example else ("real" if finder.mixed else "all")
        views.append(_view_set(found, heading, sections, site))
        yield from (each.table.csv for each in sections)
        for row in found.by_year:
            if row.figures.letters:
                yield _render_year(row.key, row.figures, finder, site)
    yield _render_page(views, site)


def _view_set(found: LetterSet, heading: str, sections: tuple[Section, ...], site: Site) -> SetView:
    return SetView(
        anchor=f"{heading}-letters",
        heading=site.interface.text(f"figures-{heading}"),
        key_figures=tuple(list_key_figures(found, site.interface)),
        sections=sections,
    )


def _render_page(views: list[SetView], site: Site) -> Page:
    interface = site.interface
    title = interface.text("statistics")
    today = site.public.as_of.astimezone(ZoneInfo(site.public.publisher.time_zone)).date()
    lead = _write_lead(interface, today)
    body = site.templates.render(
        "statistics.html",
        title=title,
        lead=_write_lead(site.page_interface, today) if views else interface.text("communications-none"),
        sets=views,
        counting=[interface.text(f"counting-{each}", number=LEAST_FOR_RATE) for each in _COUNTING],
        root=urls.root(urls.STATISTICS),
    )
    contents = [
        *(Heading(each.anchor, each.heading, _list_headings(each)) for each in views),
        Heading("counting", interface.text("counting")),
    ]
    return site.layout.build_page(
        urls.STATISTICS,
        title=title,
        description=lead,
        body=body,
        contents=site.templates.render("contents.html", contents=contents),
        tab=urls.STATISTICS,
    )


def _write_lead(interface: Interface, today: dt.date) -> str:
    return interface.text("statistics-lead", date=interface.date(today))


def _list_headings(view: SetView) -> tuple[Heading, ...]:
    return tuple(Heading(each.anchor, each.heading) for each in view.sections)


def _render_year(year: int, figures: Figures, finder: Finder, site: Site) -> Page:
    interface, address = site.interface, finder.year(year)
    title = interface.text("sent-in-examples" if finder.example else "sent-in", year=year)
    parts = [(anchor, _pick(figures, *kinds)) for anchor, kinds in _LISTED.items()]
    parts.append(("left-out", [*figures.unchecked, *figures.withdrawn]))
    lead = interface.text("sent-in-lead")
    body = site.templates.render(
        "statistics_year.html",
        title=title,
        lead=lead,
        parts=[
            (anchor, interface.text(f"column-{anchor}"), [_view_pair(each, site) for each in pairs])
            for anchor, pairs in parts
            if pairs
        ],
        root=urls.root(address),
    )
    return site.layout.build_page(
        address, title=title, description=f"{title}. {lead}", body=body, contents="", tab=urls.STATISTICS
    )


def _pick(figures: Figures, *kinds: StatusKind) -> list[Pair]:
    return [each for each in figures.counted if each.status.kind in kinds]


def _view_pair(pair: Pair, site: Site) -> PairRow:
    interface, letter, status = site.page_interface, pair.letter, pair.status
    title, name = write_title(letter, interface), choose_passage(pair.recipient.name, "", interface)
    left_out = not pair.checked or status.kind is StatusKind.WITHDRAWN
    return PairRow(
        letter=link_letter(letter),
        title=Linked(title.text, language=title.language),
        recipient=Linked(name.text, urls.recipient(pair.recipient.id), name.language),
        type=interface.text(f"type-{letter.reference.type}"),
        days="" if status.day is None else interface.number(status.day),
        note=interface.text(f"answered-{status.kind}") if left_out else "",
    )
