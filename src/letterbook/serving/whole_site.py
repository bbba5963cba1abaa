"""Builds the whole site in the background, and starts again when something else has been saved."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from letterbook import build, rules
from letterbook.audit import LeaksFound
from letterbook.errors import BuildFailure
from letterbook.rendering.page import OutputFile
from letterbook.rules.diagnostics import as_text, errors
from letterbook.serving.display import Display
from letterbook.serving.saved_letter import BuiltSite
from letterbook.site.swap import replace_site
from letterbook.site.theme_engine import ThemeEngine
from letterbook.text.confidential_names import ConfidentialNames


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What to build, from where, and for when: `as_of` is a moment with its zone, or None for now. `get_time` reads the
    real clock."""

    data: Path
    config_file: Path
    confidential: ConfidentialNames
    engine: str
    as_of: dt.datetime | None
    preview: bool
    get_time: Callable[[], dt.datetime]


class Superseded(Exception):
    """Something else has been saved, so that what is being built is out of date."""


class WholeSite:
    """Builds the site into the folder of `display`. `work` is a folder for its work."""

    def __init__(self, options: BuildOptions, display: Display, work: Path) -> None:
        self._options = options
        self._display = display
        self._work = work
        self._saved = threading.Event()
        self.built: BuiltSite | None = None

    def build(self) -> str:
        """Build the site and show it. Returns the faults that prevented it, as text, or "". Raises Superseded."""
        self._saved.clear()
        try:
            self.built = self._build()
        except rules.RecordErrors as error:
            return as_text(errors(error.diagnostics))
        except LeaksFound as error:
            return "\n".join([f"{error}:", *map(str, error.leaks)])
        except (BuildFailure, OSError) as error:
            return str(error)
        self._display.show_site()
        return ""

    def supersede(self) -> None:
        """Let a build that is running end as soon as it can."""
        self._saved.set()

    def _build(self) -> BuiltSite:
        options = self._options
        now = options.get_time()
        record = rules.load_checked_record(
            options.data, now, options.config_file, options.confidential, self._require_current
        )
        as_of = options.as_of or now
        with TemporaryDirectory(dir=self._work) as folder:
            engine = ThemeEngine(options.config_file, Path(folder) / "theme", options.engine)
            site, theme = build.prepare_site(
                record, as_of, engine, Path(folder), self._require_current, preview=options.preview
            )
            again = partial(
                build.render_again,
                config_file=options.config_file,
                as_of=as_of,
                engine=options.engine,
                preview=options.preview,
                pdfs=record.pdfs,
            )
            replace_site(
                self._stop_if_superseded(build.render_files(site, theme, self._require_current)),
                self._display.folder,
                lambda staging: build.scan_for_leaks(
                    staging, record, site.public, engine.settings, self._require_current, again
                ),
            )
        record.cache.save()  # and keep what other builds use, such as one for another day
        return BuiltSite(record=record, site=site, theme=theme)

    def _require_current(self, _: str = "") -> None:
        if self._saved.is_set():
            raise Superseded

    def _stop_if_superseded(self, files: Iterable[OutputFile]) -> Iterator[OutputFile]:
        for each in files:
            self._require_current()
            yield each
