"""Composes the steps from the record to the site. Pure of clocks and prints: the moment and the real clock are handed
down, and what was done is returned."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from letterbook import rules, search
from letterbook.audit import Leak, Sources, audit
from letterbook.derived.citation_index import Citing
from letterbook.derived.relations import Relations
from letterbook.errors import BuildFailure
from letterbook.i18n import Interface
from letterbook.ingest import corpus
from letterbook.model.policy import Policy
from letterbook.model.public import Public
from letterbook.model.record import Corpus, Letter, Response, Translation
from letterbook.model.registers import Group, Instrument, Mandate, Recipient
from letterbook.model.schema.render import json_schema
from letterbook.outputs import (
    citation_data,
    communication_list,
    editor_reference,
    letter_pages,
    provision_pages,
    redirects,
    register_pages,
    release_json,
    response_pages,
    robots_txt,
    search_page,
    sitemap,
    withdrawal_notices,
)
from letterbook.outputs.manifest import manifest
from letterbook.release import release
from letterbook.rendering import headline
from letterbook.rendering.layout import Paper
from letterbook.rendering.page import OutputFile, Page
from letterbook.rendering.templates import Drawing
from letterbook.rules.diagnostics import Diagnostic, errors
from letterbook.site import swap
from letterbook.site.specimens import merge
from letterbook.site.theme_engine import Drawn, Engine, Extra, Settings

TABLES = (
    editor_reference.Table("letter", "Letter", "data/letters/<year>/<slug>.md", Letter),
    editor_reference.Table(
        "response", "Response", "data/responses/<slug of the letter>/<date>-<recipient>.md", Response
    ),
    editor_reference.Table(
        "translation", "Translation", "<slug>.<language>.md, beside what it translates", Translation
    ),
    editor_reference.Table("mandate", "Mandate", "data/registers/mandates.yml, by id", Mandate),
    editor_reference.Table("recipient", "Recipient", "data/registers/recipients.yml, by id", Recipient),
    editor_reference.Table("instrument", "Instrument", "data/registers/instruments.yml, by id", Instrument),
    editor_reference.Table("group", "Group", "data/registers/groups.yml, by id", Group),
    editor_reference.Table("policy", "Policy", "data/policy.yml", Policy),
    editor_reference.Table(
        "citation", "Citation, as published", "/data/citations.csv and .json", citation_data.CitationRow
    ),
)
"""Every table of fields there is."""

THEME_WORDS = (
    "skip",
    "search",
    "search-box",
    "communications-all",
    "not-found",
    "not-found-lead",
    "find",
    "find-button",
    "no-reference",
)
"""The words that templates of the theme need, beside its own."""


class Leaking(Exception):
    """A site shows what is withheld; it took no other's place. `leaks` says where, never what."""

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        super().__init__("the site shows what is withheld")
        self.leaks = leaks


class FaultyRecord(Exception):
    """The record has errors; nothing was built. `diagnostics` has all of them, and the warnings."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        number = len(errors(diagnostics))
        super().__init__(f"{number} error{'' if number == 1 else 's'} in the record")
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made: all of it is public."""

    site: Path
    as_of: dt.datetime
    communications: int
    responses: int
    files: int
    engine_warnings: tuple[str, ...]


def sound_record(data: Path, now: dt.datetime) -> Corpus:
    """The record in `data`, read and checked. Raises FaultyRecord, or FileNotFoundError where there is none.

    `now` is the real clock, with its zone.
    """
    loaded = corpus.load(data)
    diagnostics = rules.check_record(loaded, now)
    if errors(diagnostics) or loaded.corpus is None:
        raise FaultyRecord(diagnostics)
    return loaded.corpus


def build(
    *,
    config_file: Path,
    record: Corpus,
    site: Path,
    as_of: dt.datetime,
    preview: bool,
    engine: str,
    progress: Callable[[str], None],
) -> Built:
    """Build the site of a sound record as of a moment into the folder `site`.

    Raises Leaking, BuildFailure, and OSError where the disk fails; whatever it raises, the old site is whole.
    `progress` is told each step in a word or two.
    """
    with tempfile.TemporaryDirectory(prefix="letterbook-") as folder:
        work = Path(folder)
        driver = Engine(config_file, work / "drawn", engine)
        if preview:
            _require_apart(site, driver.settings)
        swap.require_replaceable(site.absolute())
        progress("releasing")
        public = release(record, as_of)
        progress("drawing")
        drawn = driver.draw(extra(public, driver.settings, work, preview=preview))
        progress("writing")
        outputs = finished(public, drawn, driver.settings, preview=preview)
        count = swap.publish(outputs, site, lambda folder: prove(folder, record, public, driver.settings, progress))
    return Built(
        site=site,
        as_of=public.as_of,
        communications=len(public.communications),
        responses=sum(len(each.responses) for each in public.communications),
        files=count,
        engine_warnings=tuple(driver.warnings),
    )


def prove(
    folder: Path, record: Corpus, public: Public, settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> None:
    """Search every byte of a finished site for what is withheld. Raises Leaking."""
    progress("proving")
    leaks = audit(folder, record, public, sources(settings))
    if leaks:
        raise Leaking(leaks)


def sources(settings: Settings) -> Sources:
    """Whose files may stand in a site as they are."""
    ours = (*settings.sources, Path(__file__).parent)
    return Sources(ours=ours, packages=settings.packages, sums=search.sums())


def _require_apart(site: Path, settings: Settings) -> None:
    """A preview stands nowhere that is published, or that the next build publishes."""
    own = site.resolve()
    for folder in (settings.site.resolve(), *(each.resolve() for each in settings.sources)):
        if own.is_relative_to(folder) or folder.is_relative_to(own):
            raise BuildFailure(f"a preview needs a folder of its own, not {site}, so that it is never published")


def extra(public: Public, settings: Settings, work: Path, *, preview: bool) -> Extra:
    """What pages drawn by the theme may know; the manifest is written into the folder `work`."""
    interface = Interface(settings.language)
    work.mkdir(parents=True, exist_ok=True)
    path = work / "manifest.json"
    path.write_text(manifest(public, interface), encoding="utf-8")
    moment = public.as_of.astimezone(ZoneInfo(public.publisher.time_zone))
    return Extra(
        manifest=str(path),
        preview=interface.text("preview", moment=interface.moment(moment)) if preview else "",
        words={key: interface.text(key) for key in THEME_WORDS},
    )


def finished(public: Public, drawn: Drawn, settings: Settings, *, preview: bool) -> Iterator[OutputFile]:
    """Every file of the site: what the engine drew, and all pages and files of the letters.

    A preview names no address of the site itself.
    """
    if preview:
        settings = replace(settings, site_url="")
    yield from drawn.files
    outputs = made(public, settings, preview=preview)
    yield from merge(drawn.specimens, sitemap.with_sitemap(outputs, settings.site_url, drawn.addresses))


def made(public: Public, settings: Settings, *, preview: bool) -> Iterator[Page | OutputFile]:
    """All that is made of what is public."""
    drawing = Drawing(settings.partials, Interface(settings.language))
    paper = Paper(site_name=settings.site_name, site_url=settings.site_url)
    relations = Relations(public)
    citing = Citing(public)
    yield from letter_pages.letter_pages(public, relations, citing, drawing, paper)
    yield from response_pages.response_pages(public, relations, citing, drawing, paper)
    yield from withdrawal_notices.notice_pages(public, drawing, paper)
    rows = headline.rows(public.communications, relations, drawing.interface)
    yield from communication_list.communication_listing(tuple(rows.values()), drawing, paper)
    occurrences = tuple(citing.all())
    yield from register_pages.entry_pages(public, rows, occurrences, drawing, paper)
    yield from provision_pages.provision_pages(occurrences, drawing, paper)
    yield from citation_data.citation_files(occurrences, drawing.interface)
    yield from redirects.redirects(public, settings.site_url, drawing.interface)
    yield from release_json.release_file(public, preview=preview)
    engine = search.chosen(settings.search, public)
    name = search.a_name(public, drawing.interface)
    yield from search_page.search_page(search.FILTERS, name, drawing, paper, engine=engine.name, full=engine.full)
    yield from search.component_files()
    # What a preview has is for nobody to find in the work folder afterwards.
    kept = None if preview else settings.kept
    yield from search.search_files(engine, public, relations, citing, drawing.interface, kept)
    yield from robots_txt.robots(settings.site_url, preview=preview)
    yield from told_by_the_program(drawing, paper)


def told_by_the_program(drawing: Drawing, paper: Paper) -> Iterator[Page | OutputFile]:
    """What is the same for every record: its fields and rules."""
    yield from editor_reference.field_page(TABLES, drawing, paper)
    yield from editor_reference.rule_pages(
        (
            editor_reference.RuleText(each.slug, each.severity, each.allowable, each.text)
            for each in rules.registered_rules()
        ),
        drawing,
        paper,
    )
    yield from editor_reference.schemas({each.name: json_schema(each.cls, each.title) for each in TABLES})
