"""The table of outputs, which make up a site together with its hand-written pages and its search.

An output is a module with one function and one row of this table. It takes the `Site` and yields pages and files; no
output knows another. Those that describe the others take the stream of everything yielded before them, and pass it on.
The search is not a row: it builds its own index from the public value, as a separate step, and `build` passes its files
in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from letterbook.outputs.attachments import copy_attachments
from letterbook.outputs.catalog import write_catalog
from letterbook.outputs.change_pages import render_changes
from letterbook.outputs.changes_json import write_changes_json
from letterbook.outputs.communication_list import render_communication_list
from letterbook.outputs.comparison_pages import render_comparisons
from letterbook.outputs.copies import write_copies
from letterbook.outputs.data_package import append_data_package
from letterbook.outputs.data_page import render_data_page
from letterbook.outputs.data_tables import write_data_tables
from letterbook.outputs.editor_reference import render_editor_reference
from letterbook.outputs.feeds import write_feeds
from letterbook.outputs.full_texts import write_full_texts
from letterbook.outputs.json_schemas import write_json_schemas
from letterbook.outputs.letter_pages import render_letters
from letterbook.outputs.llms_txt import write_llms_txt
from letterbook.outputs.opensearch import write_opensearch
from letterbook.outputs.provision_pages import render_provisions
from letterbook.outputs.redirects import write_redirects
from letterbook.outputs.register_pages import render_registers
from letterbook.outputs.release_json import write_release_json
from letterbook.outputs.report_pages import render_reports
from letterbook.outputs.response_pages import render_responses
from letterbook.outputs.robots_txt import write_robots_txt
from letterbook.outputs.security_txt import write_security_txt
from letterbook.outputs.sitemap import append_sitemap
from letterbook.outputs.sqlite_file import write_sqlite_file
from letterbook.outputs.statistics_pages import render_statistics
from letterbook.outputs.withdrawal_notices import render_withdrawal_notices
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page

HTML, PDF, JSON, CSV, XML, TEXT, MARKDOWN, GZIP, SQLITE, DOCX = (
    "text/html",
    "application/pdf",
    "application/json",
    "text/csv",
    "application/xml",
    "text/plain",
    "text/markdown",
    "application/gzip",
    "application/vnd.sqlite3",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)

Stream = Iterable[Page | OutputFile]


class Turn(Enum):
    """When and where an output is made. The citations in texts are found when their pages are rendered, and other
    outputs use them."""

    FIRST = auto()
    THEN = auto()
    BESIDE = auto()
    """At the same time as the outputs of `THEN`, in a copy of the process."""


@dataclass(frozen=True, slots=True)
class Output:
    """A row of the table: a name, a description, the media types of its files, the function that yields them, and its
    turn."""

    name: str
    makes: str
    media_types: tuple[str, ...]
    render: Callable[[Site], Stream]
    turn: Turn = Turn.THEN


@dataclass(frozen=True, slots=True)
class StreamOutput:
    """An output made from all the others: `append` yields the stream that it is given, then its own files."""

    name: str
    makes: str
    media_types: tuple[str, ...]
    append: Callable[[Site, Stream], Stream]


OUTPUTS = (
    Output("letters", "a page for each letter", (HTML,), render_letters, Turn.FIRST),
    Output("responses", "a page for each response", (HTML,), render_responses, Turn.FIRST),
    Output("text-changes", "the words before and after corrections", (HTML,), render_changes),
    Output("comparisons", "letters of a group side by side", (HTML,), render_comparisons),
    Output("attachments", "the PDFs of letters and responses", (PDF,), copy_attachments),
    Output("withdrawals", "a notice for each withdrawn letter and response", (HTML,), render_withdrawal_notices),
    Output("communications", "the list of all communications", (HTML,), render_communication_list),
    Output("registers", "recipients, mandates, instruments and groups", (HTML,), render_registers),
    Output("provisions", "a page for each cited provision and document", (HTML,), render_provisions),
    Output("reports", "the periodic reports to the Human Rights Council", (HTML, CSV, DOCX), render_reports),
    Output("statistics", "figures about letters and replies", (HTML, CSV), render_statistics),
    Output("changes", "what changed, by day", (JSON,), write_changes_json),
    Output("catalog", "the data set for catalogues of open data", (JSON,), write_catalog),
    Output("feeds", "feeds of what is new", (XML, JSON), write_feeds),
    Output("data", "the page about the data", (HTML,), render_data_page),
    Output("redirects", "a redirect from each former or other address", (HTML,), write_redirects),
    Output("release", "the moment and the communications shown", (JSON,), write_release_json),
    Output("llms", "what is here, for programs that read pages", (TEXT,), write_llms_txt),
    Output("opensearch", "the search for a browser's address bar", (XML,), write_opensearch),
    Output("robots", "what crawlers may read", (TEXT,), write_robots_txt),
    Output("security", "where to report a security problem", (TEXT,), write_security_txt),
    Output("reference", "the editors' reference of fields and rules", (HTML,), render_editor_reference),
    Output("schemas", "a JSON Schema for each kind of file", (JSON,), write_json_schemas),
    Output("tables", "the tables of data", (JSON, CSV), write_data_tables, Turn.BESIDE),
    Output("copies", "a copy of each letter and response", (JSON, MARKDOWN), write_copies, Turn.BESIDE),
    Output("texts", "all texts, by year", (GZIP,), write_full_texts, Turn.BESIDE),
    Output("database", "all tables and texts in a database", (SQLITE,), write_sqlite_file, Turn.BESIDE),
)
"""Every output that is made from the `Site` alone, in the order in which they are made."""

STREAM_OUTPUTS = (
    StreamOutput("package", "the tables as a data package", (JSON,), append_data_package),
    StreamOutput("sitemap", "the addresses that may be indexed", (XML,), append_sitemap),
)
"""Every output that is made from all others."""


@dataclass(frozen=True, slots=True)
class _Step:
    """The place in a stream where the files of an output begin."""

    name: str


def render_outputs(
    site: Site, search: Stream = (), progress: Callable[[str], None] = lambda _: None
) -> Iterator[Page | OutputFile]:
    """Yield every page and file of a site, including those of the `search`, one at a time; none is kept. `progress` is
    called with the name of each output when its turn comes."""
    stream: Stream = _report_steps(_render_rows(site, search), progress)
    for each in STREAM_OUTPUTS:
        stream = each.append(site, stream)
    yield from stream


def _render_rows(site: Site, search: Stream) -> Iterator[Page | OutputFile | _Step]:
    """Yield what the rows of `OUTPUTS` make, in their order, and the search, with a step before each."""
    yield from _render_turn(Turn.FIRST, site)
    with (
        site.cache.run_beside(partial(_render_turn, Turn.BESIDE, site)) as beside,
        site.cache.run_beside(lambda: search) as found,
    ):
        yield from _render_turn(Turn.THEN, site)
        yield from beside
        yield _Step("search")
        yield from found
    yield _Step(" and ".join(each.name for each in STREAM_OUTPUTS))


def _render_turn(turn: Turn, site: Site) -> Iterator[Page | OutputFile | _Step]:
    for each in OUTPUTS:
        if each.turn is turn:
            yield _Step(each.name)
            yield from each.render(site)


def _report_steps(stream: Iterable[Page | OutputFile | _Step], progress: Callable[[str], None]) -> Stream:
    for each in stream:
        if isinstance(each, _Step):
            progress(f"writing {each.name}")
        else:
            yield each
