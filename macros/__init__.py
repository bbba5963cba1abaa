"""The macros that hand-written pages may call. They read the public manifest and nothing else of the record."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs_macros.errors import format_error

from letterbook import urls
from letterbook.errors import BuildFailure
from letterbook.i18n import PageInterface
from letterbook.i18n.marked_dates import write_dates
from letterbook.rendering.templates import Templates


def define_env(env: Any) -> None:
    """Called by mkdocs-macros, whose environment has no types: register every public method of `Macros`."""
    # The plugin offers the last commit, the machine and the clock, too; a page that asks for one of them fails.
    env.variables.clear()
    env.macros.clear()
    try:
        macros = Macros(env)
    except BuildFailure as error:
        raise Abort(str(error)) from error
    for name in vars(Macros):
        if not name.startswith("_"):
            env.macro(getattr(macros, name), name)


@format_error.register(Exception)
def _stop(error: Exception, markdown: str, page: Any) -> str:  # noqa: ARG001 - the plugin hands it over
    """Replaces the plugin's own, which prints a traceback and exits, even from a server."""
    raise Abort(str(error) if isinstance(error, BuildFailure) else f"{page.file.abs_src_path}: {error}") from error


class Macros:
    """The macros; each returns HTML or a value to insert into the page."""

    def __init__(self, env: Any) -> None:
        """Read the manifest that the build has written."""
        self._env = env
        self._manifest = json.loads(Path(env.conf["extra"]["letterbook"]["manifest"]).read_text(encoding="utf-8"))
        self._interface = PageInterface(self._manifest["language"])
        self._templates = Templates(Path(env.conf["theme"].custom_dir) / "partials" / "letterbook", self._interface)

    def latest(self, number: int = 5) -> str:
        """The letters and responses released last, each list under its heading; a sentence if there are none."""
        return str(
            self._templates.render(
                "latest.html",
                letters=[_read_dates(each) for each in self._manifest["newest"][:number]],
                responses=[_read_dates(each) for each in self._manifest["newest_responses"][:number]],
                root=urls.root(self._env.page.url),
            )
        )

    def overview(self) -> str:
        """The number of letters, and of those answered, apart for real letters and fictional examples."""
        root = urls.root(self._env.page.url)
        return str(self._templates.render("overview.html", overviews=self._manifest["overviews"], root=root))

    def communications(self) -> str:
        """The number of letters: `26 letters`."""
        return self._interface.plural("communications-count", self._manifest["communications"])

    def as_of(self) -> str:
        """The moment for which the site is built, as HTML."""
        return write_dates(str(self._manifest["as_of"]))

    def days(self, letter_type: str) -> int:
        """The number of days after which letters of a type are released: `days("AL")`."""
        return int(self._manifest["days"][letter_type])

    def search(self, *examples: str) -> str:
        """A search field that leads to the search page, with sample queries."""
        root = urls.root(self._env.page.url)
        return str(self._templates.render("search_field.html", examples=examples, root=root))

    def has_feeds(self) -> bool:
        """Whether the site has feeds, which need its address."""
        return bool(self._env.conf["site_url"])

    def follow(self) -> str:
        """A link to the feed of all communications, if the site has feeds, and to how it can be followed."""
        root = urls.root(self._env.page.url)
        how = f'<a href="{root}{urls.THIS_SITE}#following">{escape(self._interface.text("follow-how"))}</a>'
        if not self.has_feeds():
            return how
        feed = urls.atom_feed(urls.COMMUNICATIONS)
        return f'<a href="{root}{feed}">{escape(self._interface.text("follow"))}</a> ({how})'

    def publisher(self) -> str:
        """Who publishes the record."""
        return _plain(self._manifest["publisher"])

    def contact(self) -> str:
        """The contact for corrections and removals, as a link if it is an address; "" if the policy gives none."""
        contact = str(self._manifest["contact"] or "")
        if re.fullmatch(r"https?://[\w./?=&#%+~:-]+", contact):
            return f'<a href="{escape(contact)}">{escape(contact)}</a>'
        if re.fullmatch(r"[\w.+-]+@[\w.-]+", contact):
            return f'<a href="mailto:{escape(contact)}">{escape(contact)}</a>'
        return _plain(contact)

    def time_zone(self) -> str:
        """The time zone whose midnight begins a day: `Europe/Zurich`."""
        return str(self._manifest["time_zone"])

    def responses_complete(self) -> bool:
        """Whether the record holds every response received."""
        return bool(self._manifest["responses_complete"])


def _read_dates(row: dict[str, Any]) -> dict[str, Any]:
    """Turn the dates of a row, which JSON holds as text, into dates again."""
    return row | {key: dt.date.fromisoformat(row[key]) for key in row.keys() & {"released", "sent"}}


def _plain(text: str) -> str:
    """Escape text so that no character has a meaning in Markdown or HTML."""
    return re.sub(r"([^\w\s.,’'-])", lambda match: f"&#{ord(match[0])};", text)
