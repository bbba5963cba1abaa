"""Builds the whole site in the background, and starts again when something else has been saved."""

from __future__ import annotations

import datetime as dt
import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from letterbook import rules
from letterbook.audit import LeaksFound
from letterbook.build import BuiltSite, write_site
from letterbook.errors import BuildFailure, describe_os_error
from letterbook.interruption import interrupt_when
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


class WholeSite:
    """Builds the site into the folder of `display`."""

    def __init__(self, options: BuildOptions, display: Display) -> None:
        self._options = options
        self._display = display
        self._saved = threading.Event()
        self.built: BuiltSite | None = None

    def build(self) -> str:
        """Build the site and show it. Returns the faults that prevented it, as text, or "". Raises Interrupted if it
        is superseded before the new site has taken the place of the old one, which then stays as it was."""
        self._saved.clear()
        try:
            with interrupt_when(self._saved.is_set):
                self.built = self._build()
        except rules.RecordErrors as error:
            return as_text(errors(error.diagnostics))
        except LeaksFound as error:
            return "\n".join([f"{error}:", *map(str, error.leaks)])
        except BuildFailure as error:
            return str(error)
        except OSError as error:
            return f"the site cannot be built: {describe_os_error(error)}"
        _collect_garbage()
        self._display.show_site(self._saved.is_set)
        return ""

    def supersede(self) -> None:
        """Let a build that is running end as soon as it can."""
        self._saved.set()

    def _build(self) -> BuiltSite:
        options = self._options
        now = options.get_time()
        record = rules.load_checked_record(options.data, now, options.config_file, options.confidential)
        built = write_site(
            config_file=options.config_file,
            record=record,
            site_dir=self._display.folder,
            as_of=options.as_of or now,
            preview=options.preview,
            engine=options.engine,
            progress=lambda _: None,
        )
        record.cache.save()  # and keep what other builds use, such as one for another day
        return built


def _collect_garbage() -> None:
    """Free what earlier builds left, and hide what stays from the collector: whenever it goes through a whole record, a
    letter that is saved then has to wait for it."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
