"""Serves the site, shows each saved letter at once, and rebuilds everything else in the background."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from letterbook.errors import BuildFailure
from letterbook.ingest.one_letter import find_letter_slug
from letterbook.interruption import Interrupted
from letterbook.rules.diagnostics import as_text, errors
from letterbook.serving.changes import Watched, watch_files
from letterbook.serving.display import Display
from letterbook.serving.saved_letter import render_saved_letter
from letterbook.serving.server import PageServer
from letterbook.serving.whole_site import BuildOptions, WholeSite
from letterbook.site.work_folder import open_work_folder

MOST_LETTERS = 5
"""If more letters change at once, as when a branch is checked out, only the whole site is built."""


class FirstBuildFailed(Exception):
    """There is nothing to serve. The message gives the faults."""


def serve(options: BuildOptions, port: int, report: Callable[[str], None]) -> None:
    """Build the site and serve it until it is interrupted. `report` is called with each line for the terminal.

    Raises FirstBuildFailed, PortUnavailable, and OSError if the system can watch no more files.
    """
    project = options.config_file.parent
    watched = Watched(
        folders=(options.data, *(project / each for each in ("docs", "overrides", "macros"))),
        files=(options.config_file,),
    )
    with open_work_folder() as work:
        display = Display(work / "site")
        with PageServer(display, port) as server:
            site = WholeSite(options, display)
            known = watched.take_stock()
            if faults := site.build():  # before any thread is started, so that all processors are used
                raise FirstBuildFailed(faults)
            with watch_files(watched, known) as changes:
                threading.Thread(target=server.serve_forever, daemon=True).start()
                report(f"Serving {server.address} (a saved letter is shown at once; stop with Ctrl+C)")
                session = _EditingSession(site, display, options, report)
                try:
                    while True:
                        session.follow(changes.wait())
                finally:
                    session.end()
                    server.shutdown()


class _EditingSession:
    """Shows what is saved: first the pages of the letter, then the whole site, which another thread builds."""

    def __init__(self, site: WholeSite, display: Display, options: BuildOptions, report: Callable[[str], None]) -> None:
        self._site = site
        self._display = display
        self._options = options
        self._report = report
        self._saved = threading.Event()
        self._ended = False
        self._builder = threading.Thread(target=self._build_again, daemon=True)
        self._builder.start()

    def follow(self, changed: Iterable[Path]) -> None:
        """Show the letters among the changed files, and have the whole site built."""
        self._site.supersede()
        slugs = {find_letter_slug(each.as_posix(), self._options.data.resolve()) for each in changed}
        if None not in slugs and len(slugs) <= MOST_LETTERS:
            for slug in sorted(filter(None, slugs)):
                self._show_letter(slug)
        self._saved.set()

    def end(self) -> None:
        """End a build that is running, so that its folders can be removed."""
        self._ended = True
        self._site.supersede()
        self._saved.set()
        self._builder.join()

    def _show_letter(self, slug: str) -> None:
        built = self._site.built
        if built is None:
            return
        start = time.perf_counter()
        try:
            saved = render_saved_letter(built, slug, self._options.get_time())
        except (BuildFailure, OSError):
            return  # a broken template, or a file that is gone: the whole build says what is wrong
        except Exception:  # noqa: BLE001 - the server goes on, and shows what went wrong
            self._show_faults(traceback.format_exc())
            return
        if faults := errors(saved.diagnostics):
            self._show_faults(as_text(faults))
        elif saved.pages:
            self._report(f"{slug}: shown after {time.perf_counter() - start:.1f} s")
            self._display.show_pages(saved.pages)
        else:
            self._report(f"{slug}: not public at this moment; to see it, use --as-of WHEN --preview")

    def _show_faults(self, faults: str) -> None:
        if self._display.show_faults(faults):
            self._report(faults.rstrip())

    def _build_again(self) -> None:
        while True:
            self._saved.wait()
            self._saved.clear()
            if self._ended:
                return
            start = time.perf_counter()
            try:
                faults = self._site.build()
            except Interrupted:
                continue
            except Exception:  # noqa: BLE001 - as above
                faults = traceback.format_exc()
            if faults:
                self._show_faults(faults)
            else:
                self._report(f"Rebuilt in {time.perf_counter() - start:.1f} s")
