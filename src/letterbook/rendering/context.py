"""The `Site` value: everything an output may use, made once and passed to each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from letterbook import urls
from letterbook.cache import Cache
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.companions import Companions
from letterbook.derived.events import Event
from letterbook.derived.examples import ExampleTags
from letterbook.derived.relations import Relations
from letterbook.derived.reports import Reports
from letterbook.derived.statistics import Pair
from letterbook.derived.tables import TableSource
from letterbook.i18n import Interface, PageInterface
from letterbook.model.public import Public
from letterbook.model.schema import FieldTable
from letterbook.rendering.headline import LetterRow
from letterbook.rendering.layout import Layout
from letterbook.rendering.linked_texts import LinkedTexts
from letterbook.rendering.templates import Templates
from letterbook.text.pdf import PdfReader

MOST_TEXT_IN_DATABASE = 50_000_000
"""How many characters of text the database may hold; the file is about three times as large."""

MOST_TEXT_IN_COPIES = 150_000_000
"""How many characters of text there may be for each letter and response to have a copy as Markdown: a site of more
would come close to the 1 GB that GitHub Pages publishes."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule as its page shows it: `text` is its docstring."""

    slug: str
    severity: str
    allowable: bool
    allowable_in_policy: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The public value, the values derived from it, and the means of rendering them.

    `linked_texts` gives texts for their pages. `events` are newest first, as are `rows`, which has each communication
    as a row of a listing, by its key; `pairs` has each with its recipients, as figures count them. `example_tags`
    chooses what is tagged as real, or as an example. `text_size` is that of all texts, in characters. `page_interface`
    gives the texts of a page's body, and `interface` all others. `field_tables` and `rules` are those of the editors'
    reference. `assets` is the folder of our scripts and styles. `cache` has what earlier builds computed, and `pdfs`
    reads the attachments. `hand_written` has the addresses of the hand-written pages once the theme has rendered them.
    """

    public: Public
    relations: Relations
    companions: Companions
    reports: Reports
    citation_index: CitationIndex
    linked_texts: LinkedTexts
    events: tuple[Event, ...]
    text_size: int
    rows: Mapping[str, LetterRow]
    example_tags: ExampleTags
    pairs: Mapping[str, tuple[Pair, ...]]
    interface: Interface
    page_interface: PageInterface
    templates: Templates
    layout: Layout
    preview: bool
    field_tables: tuple[FieldTable, ...]
    rules: tuple[RuleText, ...]
    assets: Path
    cache: Cache = field(default_factory=Cache)
    pdfs: PdfReader = field(default_factory=PdfReader)
    hand_written: tuple[str, ...] = ()

    @property
    def table_source(self) -> TableSource:
        """What the rows of published tables are made from."""
        return TableSource(
            public=self.public,
            relations=self.relations,
            citation_index=self.citation_index,
            interface=self.interface,
            site_url=self.site_url,
        )

    @property
    def has_database(self) -> bool:
        """Whether the texts are small enough for a database in one file."""
        return self.text_size <= MOST_TEXT_IN_DATABASE

    @property
    def has_markdown(self) -> bool:
        """Whether the texts are small enough to be on the site a second time, as Markdown."""
        return self.text_size <= MOST_TEXT_IN_COPIES

    @property
    def site_url(self) -> str:
        """The address of the site's root, or "" if it is not known. A preview has none."""
        return self.layout.site_url

    def find_address(self, path: str) -> str:
        """Return the full address of a page, or "" if that of the site is not known: what is read elsewhere than on
        the site has no use for a path."""
        return urls.absolute(self.site_url, path) if self.site_url else ""
