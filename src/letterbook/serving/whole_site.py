"""Builds the whole site in the background, and starts again when something else has been saved."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from letterbook import rules
from letterbook.audit import LeaksFound
from letterbook.build import BuiltSite, write_site
from letterbook.errors import BuildFailure, describe_os_error
from letterbook.rules.diagnostics import as_text, errors
from letterbook.serving.display import Display
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
    """Builds the site into the folder of `display`."""

    def __init__(self, options: BuildOptions, display: Display) -> None:
        self._options = options
        self._display = display
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
        except BuildFailure as error:
            return str(error)
        except OSError as error:
            return f"the site cannot be built: {describe_os_error(error)}"
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
        built = write_site(
            config_file=options.config_file,
            record=record,
            site_dir=self._display.folder,
            as_of=options.as_of or now,
            preview=options.preview,
            engine=options.engine,
            progress=self._require_current,
            before_file=self._require_current,
        )
        record.cache.save()  # and keep what other builds use, such as one for another day
        return built

    def _require_current(self, _: str = "") -> None:
        if self._saved.is_set():
            raise Superseded
