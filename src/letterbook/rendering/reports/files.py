"""A report as files that need no site around them: Word, a web page and two tables, for `letterbook report`."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.derived.reports import Report
from letterbook.i18n import Interface
from letterbook.model.public import Publisher
from letterbook.rendering.page import OutputFile
from letterbook.rendering.reports.document import write_document
from letterbook.rendering.reports.tables import write_letters_csv, write_responses_csv
from letterbook.rendering.reports.view import view_report
from letterbook.rendering.templates import Templates


def write_report_files(
    report: Report, publisher: Publisher, templates: Templates, site_url: str, *, tables: bool
) -> Iterator[OutputFile]:
    """Yield a report in the language of `templates` as a Word document and as a web page, and its `tables` if wanted.

    References link to their pages if the address of the site's root, `site_url`, is known. Raises BuildFailure if a
    template is missing or broken.
    """
    interface = Interface(templates.interface.language)
    view = view_report(report, publisher, interface)
    yield OutputFile(f"report.{view.language}.docx", write_document(view, site_url, report.changed))
    root = f"{site_url.rstrip('/')}/" if site_url else None
    shown = view_report(report, publisher, templates.interface)
    page = templates.render("report_file.html", report=shown, title=view.title, root=root, downloads=())
    yield OutputFile(f"report.{view.language}.html", page.encode())
    if tables:
        yield OutputFile("communications.csv", write_letters_csv(report, interface, site_url))
        yield OutputFile("responses.csv", write_responses_csv(report, interface, site_url))
