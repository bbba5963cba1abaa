"""`/reports/` and `/reports/<period>/`: the periodic reports to the Council, as pages, CSV and Word documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letterbook import urls
from letterbook.derived.reports import Report
from letterbook.derived.titles import write_period
from letterbook.i18n import Interface, languages
from letterbook.rendering.context import Site
from letterbook.rendering.entry_table import Column, ColumnKind, EntryRow, EntryTable, write_amount
from letterbook.rendering.page import Heading, OutputFile, Page
from letterbook.rendering.reports.document import write_document
from letterbook.rendering.reports.tables import write_letters_csv, write_responses_csv
from letterbook.rendering.reports.view import ReportView, view_report
from letterbook.rendering.views import Linked


def render_reports(site: Site) -> Iterator[Page | OutputFile]:
    """Yield the list of reports and, for each, its page and its files."""
    yield _render_list(site)
    interfaces = [site.interface if each == site.interface.language else Interface(each) for each in languages()]
    for report in site.reports.all:
        view = view_report(report, site.public.publisher, site.interface)
        shown = view_report(report, site.public.publisher, site.page_interface)
        yield _render_report(report, view, shown, site)
        yield from _write_files(report, view, interfaces, site)


def _render_list(site: Site) -> Page:
    """Render the list of reports, newest period first."""
    interface = site.interface
    title, lead = interface.text("reports-title"), interface.text("reports-lead")
    table = EntryTable(
        first="column-period",
        columns=(Column("column-letters", ColumnKind.AMOUNT),),
        rows=tuple(
            EntryRow(
                link=Linked(write_period(each.period, interface), urls.report(each.period.id)),
                tag=site.example_tags.choose(example=each.example) if each.figures.letters else "",
                note="" if each.period.over else interface.text("reports-open"),
                cells=(write_amount(each.figures.letters, interface),),
            )
            for each in reversed(site.reports.all)
        ),
    )
    body = site.templates.render(
        "entries.html",
        title=title,
        lead=lead if table.rows else interface.text("reports-none"),
        links=(),
        tables=[table] if table.rows else [],
        root=urls.root(urls.REPORTS),
    )
    return site.layout.build_page(urls.REPORTS, title=title, description=lead, body=body, contents="")


def _render_report(report: Report, view: ReportView, shown: ReportView, site: Site) -> Page:
    """Render the page of a report: `shown` in its body, `view` in its head."""
    interface, address = site.interface, urls.report(report.period.id)
    downloads = [
        Linked(interface.text("report-word", language=interface.language_name(each)), _name_document(report, each))
        for each in languages()
    ]
    downloads += [
        Linked(interface.text("report-csv-letters"), urls.report_letters(report.period.id)),
        Linked(interface.text("report-csv-responses"), urls.report_responses(report.period.id)),
    ]
    headings = [Heading("introduction", view.introduction_heading), Heading("figures", view.figures_heading)]
    if view.abbreviations:
        headings.append(Heading("abbreviations", view.abbreviations_heading))
    headings += [Heading(each.anchor, each.heading) for each in view.sections]
    return site.layout.build_page(
        address,
        title=view.title,
        description=f"{view.title}. {view.subtitle}",
        body=site.templates.render("report.html", report=shown, downloads=downloads, root=urls.root(address)),
        contents=site.templates.render("contents.html", contents=headings),
        changed=report.changed,
        printed=view.label,
    )


def _name_document(report: Report, language: str) -> str:
    return urls.report_document(report.period.id, language)


def _write_files(report: Report, view: ReportView, interfaces: Iterable[Interface], site: Site) -> Iterator[OutputFile]:
    """Yield the tables of a report, and a document in the language of each interface."""
    period, site_url = report.period.id, site.site_url
    yield OutputFile(urls.report_letters(period), write_letters_csv(report, site.interface, site_url))
    yield OutputFile(urls.report_responses(period), write_responses_csv(report, site.interface, site_url))
    for each in interfaces:
        own = view if each is site.interface else view_report(report, site.public.publisher, each)
        yield OutputFile(_name_document(report, each.language), write_document(own, site_url, report.changed))
