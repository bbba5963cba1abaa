"""Runs the steps from the record to the site.

It reads no clock and prints nothing: it is given the moment, and returns the result.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from letterbook import rules, search
from letterbook.audit import LeaksFound, RenderAgain, Sought, Sources, audit, find_sought
from letterbook.cache import Cache
from letterbook.citations import CitationCache
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.companions import Companions
from letterbook.derived.events import list_events
from letterbook.derived.examples import ExampleTags
from letterbook.derived.relations import Relations
from letterbook.derived.reports import Reports
from letterbook.derived.statistics import map_pairs
from letterbook.derived.text_rows import measure_texts
from letterbook.errors import BuildFailure
from letterbook.i18n import Interface, PageInterface
from letterbook.model.documented_tables import RECORD_TABLES
from letterbook.model.public import Public
from letterbook.model.record import Corpus
from letterbook.outputs.table import render_outputs
from letterbook.package_files import list_published_paths
from letterbook.release import release
from letterbook.rendering.context import RuleText, Site
from letterbook.rendering.headline import make_rows
from letterbook.rendering.layout import Layout
from letterbook.rendering.linked_texts import LinkedTexts
from letterbook.rendering.page import OutputFile
from letterbook.rendering.templates import Templates
from letterbook.rules import CheckedRecord
from letterbook.site.manifest import write_theme_context
from letterbook.site.specimens import fill_specimens
from letterbook.site.swap import measure_site, replace_site, require_replaceable
from letterbook.site.theme_engine import RenderedTheme, Settings, ThemeEngine
from letterbook.site.work_folder import open_work_folder
from letterbook.text.pdf import PdfReader


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """The result of a build; all of it is public. `size` is in bytes."""

    site: Path
    as_of: dt.datetime
    communications: int
    responses: int
    files: int
    size: int
    engine_warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """What a build leaves in memory: the record, the values derived from it, the rendered theme, the number of files
    written, and the engine's warnings. Of the theme, the specimens can still be used; its files were in a work folder.
    """

    record: CheckedRecord
    site: Site
    theme: RenderedTheme
    files: int
    engine_warnings: tuple[str, ...]


def build(
    *,
    config_file: Path,
    record: CheckedRecord,
    site_dir: Path,
    as_of: dt.datetime,
    preview: bool,
    engine: str,
    progress: Callable[[str], None],
) -> BuildResult:
    """Build the site of a record without errors, as of a moment, into the folder `site_dir`. Raises as `write_site`
    does. `progress` is called with the name of each step."""
    built = write_site(
        config_file=config_file,
        record=record,
        site_dir=site_dir,
        as_of=as_of,
        preview=preview,
        engine=engine,
        progress=progress,
    )
    if preview:
        record.cache.save()
    else:
        record.cache.finish()
    public = built.site.public
    return BuildResult(
        site=site_dir,
        as_of=public.as_of,
        communications=len(public.communications),
        responses=sum(len(each.responses) for each in public.communications),
        files=built.files,
        size=measure_site(site_dir),
        engine_warnings=built.engine_warnings,
    )


def write_site(
    *,
    config_file: Path,
    record: CheckedRecord,
    site_dir: Path,
    as_of: dt.datetime,
    preview: bool,
    engine: str,
    progress: Callable[[str], None],
) -> BuiltSite:
    """Write the site of a record without errors, scan it for leaks, and put it in place of the folder `site_dir`.

    Raises LeaksFound, BuildFailure, OSError if the disk fails, and what `progress` raises; in each case the old site is
    unchanged. `progress` is called with the name of each step.
    """
    with open_work_folder() as work:
        theme_engine = ThemeEngine(config_file, work / "theme", engine)
        settings = theme_engine.settings
        _require_apart(site_dir, settings, record, preview=preview)
        require_replaceable(site_dir.absolute())
        look_for = partial(find_sought, record.corpus, as_of, record.citations, record.pdfs)
        with record.cache.run_beside(look_for) as sought:
            site, theme = _prepare(record, as_of, theme_engine, work, progress, preview=preview)
            again = partial(
                render_again, config_file=config_file, as_of=as_of, engine=engine, preview=preview, pdfs=record.pdfs
            )
            files = replace_site(
                render_files(site, theme, progress),
                site_dir,
                lambda staging: scan_for_leaks(staging, record, site.public, settings, progress, again, sought),
            )
    return BuiltSite(record=record, site=site, theme=theme, files=files, engine_warnings=tuple(theme_engine.warnings))


def _prepare(
    record: CheckedRecord,
    as_of: dt.datetime,
    theme_engine: ThemeEngine,
    work: Path,
    progress: Callable[[str], None],
    *,
    preview: bool,
) -> tuple[Site, RenderedTheme]:
    """Release a record, derive the values that outputs share, and render the theme in the folder `work`."""
    progress("releasing")
    public = release(record.corpus, as_of, record.citations)
    progress("rendering the theme")
    site = assemble_site(public, theme_engine.settings, preview=preview, pdfs=record.pdfs, cache=record.cache)
    return site, theme_engine.render(write_theme_context(site, work))


def render_again(
    corpus: Corpus,
    *,
    config_file: Path,
    as_of: dt.datetime,
    pdfs: PdfReader,
    engine: str = "mkdocs",
    preview: bool = False,
) -> Iterator[OutputFile]:
    """Yield every file of the site of another record: the leak audit compares a site with it (see `Counterpart`).

    Nothing is taken from the cache, which may have been filled by the build whose site is audited.
    """
    with open_work_folder() as work:
        theme_engine = ThemeEngine(config_file, work / "theme", engine)
        citations = CitationCache.of(corpus.registers.instruments)
        record = CheckedRecord(corpus=corpus, citations=citations, pdfs=pdfs)
        yield from render_files(*_prepare(record, as_of, theme_engine, work, lambda _: None, preview=preview))


def assemble_site(
    public: Public, settings: Settings, *, preview: bool, pdfs: PdfReader | None = None, cache: Cache | None = None
) -> Site:
    """Derive, from the public value, the values that outputs share. A preview names no address of the site itself.
    `pdfs` is a reader of PDFs from an earlier step, and `cache` has what was computed in earlier builds.

    Raises BuildFailure if a template is missing or broken.
    """
    interface, page_interface = Interface(settings.language), PageInterface(settings.language)
    relations, citation_index = Relations(public), CitationIndex(public)
    cache = cache or Cache()
    return Site(
        public=public,
        relations=relations,
        companions=Companions(public.communications),
        reports=Reports(public, relations),
        citation_index=citation_index,
        linked_texts=LinkedTexts(public, citation_index, page_interface, cache),
        events=list_events(public, interface),
        text_size=measure_texts(public.communications),
        example_tags=ExampleTags.of(public.communications),
        rows=make_rows(public.communications, relations, page_interface),
        pairs=map_pairs(public, relations),
        interface=interface,
        page_interface=page_interface,
        templates=Templates(settings.partials, page_interface),
        layout=Layout(site_name=settings.site_name, site_url="" if preview else settings.site_url),
        preview=preview,
        field_tables=RECORD_TABLES,
        rules=tuple(
            RuleText(each.slug, each.severity, each.allowable, each.allowable_in_policy, each.text)
            for each in rules.list_rules()
        ),
        assets=settings.assets,
        cache=cache,
        pdfs=pdfs or PdfReader(),
    )


def render_files(
    site: Site, theme: RenderedTheme, progress: Callable[[str], None] = lambda _: None
) -> Iterator[OutputFile]:
    """Yield every file of the site: those of the theme, all outputs, and the search. `progress` is called with the name
    of each step."""
    site = replace(site, hand_written=theme.addresses)
    progress("writing hand-written pages")
    yield from theme.files
    yield from fill_specimens(theme.specimens, render_outputs(site, search.render_search(site), progress))


def scan_for_leaks(
    folder: Path,
    record: CheckedRecord,
    public: Public,
    settings: Settings,
    progress: Callable[[str], None] = lambda _: None,
    again: RenderAgain | None = None,
    sought: Iterator[Sought] | None = None,
) -> None:
    """Search every byte of a finished site for anything withheld and for confidential names. Raises LeaksFound if there
    is any.

    Without `again`, which renders the site of another record, public words that happen to be next to each other on a
    page, as they are in a withheld text, are taken for a leak. `sought` yields what to look for, if that is worked out
    already.
    """
    progress("scanning for leaks")
    leaks = audit(
        folder,
        record.corpus,
        public,
        list_sources(settings),
        record.citations,
        again,
        record.pdfs,
        record.confidential,
        record.cache,
        sought,
    )
    if leaks:
        raise LeaksFound(leaks)


def list_sources(settings: Settings) -> Sources:
    """List the sources whose files may be in a site unchanged. Of the package, these are only the folders whose words
    are published: the wheel also holds registers, whose names may be withheld."""
    return Sources(
        hand_written=settings.sources,
        program=list_published_paths(),
        packages=settings.packages,
        checksums=search.hash_asset_files(settings.assets),
    )


def _require_apart(site_dir: Path, settings: Settings, record: CheckedRecord, *, preview: bool) -> None:
    """Raise BuildFailure if the site would be among the files from which it is built, or a preview in a folder that is
    published."""
    own = site_dir.resolve()
    published = [settings.site.resolve()] if preview else []
    for folder in (*published, record.corpus.folder.resolve(), *(each.resolve() for each in settings.sources)):
        if own.is_relative_to(folder) or folder.is_relative_to(own):
            if preview:
                raise BuildFailure(
                    f"a preview needs a folder of its own, not {site_dir}, so that it is never published"
                )
            raise BuildFailure(f"the site needs a folder of its own, not {site_dir}; choose another with --site-dir")
