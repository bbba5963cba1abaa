"""`/llms.txt`: what is here and in which formats, for programs that read pages for people (https://llmstxt.org/)."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.derived.tables import DATA_TABLES
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile


def write_llms_txt(site: Site) -> Iterator[OutputFile]:
    """Yield the file, in Markdown and in the site's language."""
    interface, complete = site.interface, site.table_source.complete
    copies = {
        **({"llms-letter": complete(f"{urls.COMMUNICATIONS}al-xaa-3-2024.md")} if site.has_markdown else {}),
        "llms-data-of-letter": complete(f"{urls.COMMUNICATIONS}al-xaa-3-2024.json"),
    }
    files = {
        **{each.title: complete(urls.table_csv(each.name)) for each in DATA_TABLES},
        interface.text("data-package"): complete(urls.DATA_PACKAGE),
        interface.text("data-changes"): complete(urls.CHANGES_FILE),
    }
    lines = [
        f"# {site.layout.site_name}",
        "",
        f"> {interface.text('data-lead')} {interface.text('llms-caution')}",
        "",
        *(f"- {interface.text(word)}: `{address}`" for word, address in copies.items()),
        "",
        f"## {interface.text('data-title')}",
        "",
        *(f"- [{name}]({address})" for name, address in files.items()),
        f"- [{interface.text('data-columns')}]({complete(urls.DATA)})",
    ]
    yield OutputFile("llms.txt", ("\n".join(lines) + "\n").encode())
