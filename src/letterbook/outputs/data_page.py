"""`/data/`: what can be downloaded, and the meaning of every column."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from letterbook import urls
from letterbook.derived.tables import DATA_TABLES
from letterbook.derived.tables.columns import describe_columns
from letterbook.rendering.context import Site
from letterbook.rendering.dataset import write_dataset
from letterbook.rendering.page import Heading, Page


def render_data_page(site: Site) -> Iterator[Page]:
    """Yield the page."""
    interface = site.interface
    title = interface.text("data-title")
    tables = [
        {
            "name": each.name,
            "title": each.title,
            "description": each.description,
            "key": each.key,
            "refers": each.refers,
            "csv": urls.table_csv(each.name),
            "json": urls.table_json(each.name),
            "columns": describe_columns(each),
        }
        for each in DATA_TABLES
    ]
    years = sorted({each.released.year for each in site.public.communications}, reverse=True)
    body = site.templates.render(
        "data.html",
        title=title,
        lead=interface.text("data-lead"),
        tables=tables,
        texts=[(str(year), urls.texts_of(year)) for year in years],
        database=urls.SQLITE_FILE if site.has_database else "",
        has_markdown=site.has_markdown,
        licence=site.public.publisher.licence,
        publisher=site.public.publisher.name,
        catalog=urls.CATALOG if site.site_url else "",
        home=site.site_url,
        root=urls.root(urls.DATA),
    )
    headings = [Heading(each.name, each.title) for each in DATA_TABLES]
    yield site.layout.build_page(
        urls.DATA,
        title=title,
        description=interface.text("data-lead"),
        body=body,
        contents=site.templates.render("contents.html", contents=headings),
        metadata=_write_metadata(site),
    )


def _write_metadata(site: Site) -> Iterator[str]:
    if site.site_url:
        catalog = escape(urls.absolute(site.site_url, urls.CATALOG))
        yield f'<link rel="describedby" type="application/ld+json" href="{catalog}">'
        yield write_dataset(site)
    if licence := site.public.publisher.licence:
        yield f'<link rel="license" href="{escape(licence.url)}">'
