"""The engine's plugin, with which plain `mkdocs build` and `mkdocs serve` also build the whole site.

Under `letterbook build`, which drives the engine itself, it does nothing. An edge: it reads the clock, and writes to
the engine's log.
"""

from __future__ import annotations

import datetime as dt
import errno
import logging
import os
import re
import shutil
import socket
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.pages import Page

from letterbook import build
from letterbook.audit import LeaksFound
from letterbook.errors import BuildFailure, describe_os_error
from letterbook.ingest.confidential_list import UnusableList, read_confidential_names
from letterbook.ingest.sizes import is_large_site
from letterbook.model.public import Public
from letterbook.output_encoding import escape_unencodable_output
from letterbook.release import release
from letterbook.rendering.content_policy import find_blocked
from letterbook.rendering.context import Site
from letterbook.rules import CheckedRecord, RecordErrors, load_checked_record
from letterbook.rules.diagnostics import as_text, errors
from letterbook.site.manifest import write_theme_context
from letterbook.site.swap import measure_site, replace_site, write_files
from letterbook.site.theme_engine import collect_theme, read_settings
from letterbook.site.work_folder import open_work_folder

_log = logging.getLogger("mkdocs.plugins.letterbook")
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')
"""A cell of a hand-written table, whose style the page's policy would block."""


_CODE = re.compile(r"(<pre>(?:<span></span>)?)<code\b")
"""A block of code, which the keyboard must be able to scroll if it is wide."""
_TABLE_PARTS = re.compile(r'<h[1-6] id="(?P<id>[^"]+)"|<th(?![^>]*\sscope=)(?P<th>[ >])|<table>|</table>')


class _Search(c.Choice[str]):
    """The search engine: there is only lunr, by either of two names. Another one that there was is still accepted."""

    def run_validation(self, value: object) -> str:
        if value == "pagefind":
            self.warnings.append(
                "Pagefind is no longer used: lunr now searches records of every size. Remove the option."
            )
            return "lunr"
        return super().run_validation(value)


class _Options(Config):  # type: ignore[no-untyped-call]
    record = c.Type(str, default="data")  # not `data`: that is where the engine keeps all options
    site = c.Type(str, default="site")
    search = _Search(("auto", "lunr"), default="auto")


class LetterbookPlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call]
    """Checks and releases the record before the engine renders, and writes the letters afterwards."""

    def __init__(self) -> None:
        self._serving = False
        self._announced = False
        self._shown: tuple[CheckedRecord, Public] | None = None
        self._site: Site | None = None
        self._open = ExitStack()
        self._work: Path | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Called once. Because it is defined, the engine keeps this plugin between the builds of a server."""
        escape_unencodable_output()
        if dirty:
            raise Abort("a dirty build would leave pages that are no longer public; build without --dirty")
        if command == "gh-deploy":
            raise Abort("gh-deploy would publish the engine's work folder; publish.yml publishes the site")
        self._serving = command == "serve"

    @event_priority(100)  # before the macros, which need the manifest
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Check and release the record. A server whose record has errors goes on showing the last good version."""
        if self._is_driven(config):
            return config
        if self._serving and self._shown is None:
            _require_free(*config.dev_addr)
        if Path(config.site_dir) == self._site_dir(config):
            raise Abort("site_dir is the engine's work folder; the site itself is set by the plugin's option `site`")
        if not self._serving:
            _require_replaceable(Path(config.site_dir))
        self._shown = self._release(config)
        if self._work is None:
            self._work = self._open.enter_context(open_work_folder())
        try:
            record, public = self._shown
            settings = read_settings(config)
            self._site = build.assemble_site(public, settings, preview=False, pdfs=record.pdfs, cache=record.cache)
            context = write_theme_context(self._site, self._work)
        except (BuildFailure, OSError) as error:
            raise Abort(str(error)) from error
        config.extra["letterbook"] = asdict(context)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Empty the folder that a server serves: the engine would leave hidden files there, such as .well-known."""
        if self._serving and Path(config.site_dir).is_dir():
            _empty(Path(config.site_dir))

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, **_: object) -> Environment:
        """Let our templates include those of the theme that they replace, as `theme/…`."""
        own = config.theme.custom_dir
        theirs = FileSystemLoader([each for each in config.theme.dirs if each != own])
        if env.loader is not None:
            env.loader = ChoiceLoader([env.loader, PrefixLoader({"theme": theirs})])
        return env

    def on_page_content(self, html: str, /, *, page: Page, **_: object) -> str:
        """Align the cells of tables by classes, frame the tables, and report what the page's policy will block."""
        html = frame_tables(_ALIGNED.sub(r'<\1 class="lb-\2">', html))
        html = _CODE.sub(r'\1<code tabindex="0"', html)
        for each in find_blocked(html):
            _log.warning(
                "%s: browsers will ignore %s; put styles and scripts into files under docs/assets/ and name these in "
                "mkdocs.yml, and keep a copy of what is on other sites",
                page.file.src_uri,
                each,
            )
        return html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the letters: for a server into the folder that it serves, otherwise into the site."""
        if self._is_driven(config) or self._shown is None or self._site is None:
            return
        try:
            self._write(*self._shown, self._site, config)
        except LeaksFound as error:
            raise Abort("\n".join([f"{error}:", *map(str, error.leaks)])) from error
        except (BuildFailure, OSError) as error:
            raise Abort(str(error)) from error

    def _write(self, record: CheckedRecord, public: Public, site: Site, config: MkDocsConfig) -> None:
        settings, folder = read_settings(config), Path(config.site_dir)
        # A server puts a script of its own into each page, to load it again after a change.
        files = build.render_files(site, collect_theme(folder, settings, secure=not self._serving))
        again = partial(
            build.render_again, config_file=Path(config.config_file_path), as_of=public.as_of, pdfs=record.pdfs
        )
        if self._serving:
            if self._announced and _is_quiet():
                click.echo("Rebuilt.")
            with open_work_folder() as staging:
                write_files(files, staging)
                build.scan_for_leaks(staging, record, public, settings, again=again)
                _empty(folder)
                shutil.copytree(staging, folder, dirs_exist_ok=True)
        else:
            site_dir = self._site_dir(config)
            replace_site(
                files,
                site_dir,
                lambda staging: build.scan_for_leaks(staging, record, public, settings, again=again),
            )
            _log.info("The site is in %s", site_dir)
            if is_large_site(size := measure_site(site_dir)):
                _log.warning("The site is %.2f GB. GitHub Pages accepts at most 1 GB.", size / 1e9)
        record.cache.finish()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ARG002
        """Make the server watch the record and the templates as well."""
        if not self._serving:
            raise Abort("serve --clean would show the site without its letters; serve without --clean")
        if _is_quiet():
            click.echo(f"Serving {server.url} (every saved change is rebuilt; stop with Ctrl+C)")
            self._announced = True
        server.watch(str(self._data_dir(config)))
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        return server

    def on_shutdown(self) -> None:
        """Remove the work folder."""
        self._open.close()

    def _is_driven(self, config: MkDocsConfig) -> bool:
        return bool(config.extra.get("letterbook", {}).get("driven"))

    def _site_dir(self, config: MkDocsConfig) -> Path:
        return Path(config.config_file_path).parent / self.config.site

    def _data_dir(self, config: MkDocsConfig) -> Path:
        return _shorten(Path(config.config_file_path).parent / self.config.record)

    def _release(self, config: MkDocsConfig) -> tuple[CheckedRecord, Public]:
        now = dt.datetime.now(dt.UTC)
        try:
            data = self._data_dir(config)
            names = read_confidential_names(os.environ, data)
            record = load_checked_record(data, now, _shorten(config.config_file_path), names)
            return record, release(record.corpus, now, record.citations)
        except UnusableList as error:
            raise Abort(str(error)) from None
        except OSError as error:
            if error.errno is None:
                raise Abort(f"there is no record in {error}") from error
            raise Abort(f"the record cannot be read: {describe_os_error(error)}") from error
        except RecordErrors as error:
            # The log of a publishing run may be public even if the record is not.
            problems = str(error) if os.environ.get("CI") else as_text(errors(error.diagnostics))
            if self._shown is None or not self._serving:
                raise Abort(f"nothing was built, since the record has errors:\n{problems}") from error
            _log.error("The record has errors; this is still the site without the last change:\n%s", problems)
            return self._shown


def frame_tables(html: str) -> str:
    """Return a page with each table in Markdown named by the heading before it, its headings marked as those of
    columns, and a frame around it that the keyboard can scroll. A table with a class has all this from its template.
    """
    heading, is_framed = "", False

    def mark(found: re.Match[str]) -> str:
        nonlocal heading, is_framed
        if found["id"]:
            heading = found["id"]
        elif found["th"]:
            return f'<th scope="col"{found["th"]}'
        elif found[0] == "<table>" and heading:
            is_framed, name = True, f'aria-labelledby="{heading}"'
            return f'<div class="lb-scroll" tabindex="0" role="group" {name}><table class="lb-table" {name}>'
        elif is_framed:
            is_framed = False
            return "</table></div>"
        return found[0]

    return _TABLE_PARTS.sub(mark, html)


def _shorten(path: str | Path) -> Path:
    """Return a path relative to the current folder if it is below it, as messages show it."""
    return Path(path).relative_to(Path.cwd()) if Path(path).is_relative_to(Path.cwd()) else Path(path)


def _require_replaceable(work: Path) -> None:
    """Raise Abort if the engine, which empties its work folder, would delete what it did not write."""
    if work.is_dir() and any(work.iterdir()) and not (work / "specimens").is_dir():
        raise Abort(f"site_dir in mkdocs.yml is {work}, whose files would be deleted; give the engine its own folder")


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _is_quiet() -> bool:
    """Return whether the engine logs no progress (`--quiet`): then this plugin prints the address itself."""
    return not logging.getLogger("mkdocs").isEnabledFor(logging.INFO)


def _require_free(host: str, port: int) -> None:
    """Raise Abort if a server could not start, before the site is built for it."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
    except (OSError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            why = f"{address} is in use, perhaps by another serve"
        else:
            why = f"cannot serve at {address} ({error})"
        raise Abort(f"{why}; --dev-addr chooses another address") from error
