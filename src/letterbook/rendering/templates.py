"""Draws repeated HTML: Jinja partials of our own, with every value escaped.

Letters are handed to a partial as values, never as its source, so that no text of theirs is ever run.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from markupsafe import Markup

from letterbook import urls
from letterbook.errors import BuildFailure
from letterbook.i18n import Interface
from letterbook.model.language import direction


class Templates:
    """The partials of a folder, in the words of an interface."""

    def __init__(self, partials: Path, interface: Interface) -> None:
        """Raises BuildFailure where the folder has no partials."""
        self.interface = interface
        self._partials = partials
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(partials),
            autoescape=True,
            auto_reload=False,  # a build reads each partial once
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            t=interface.text,
            plural=interface.plural,
            date=interface.date,
            number=interface.number,
            words=interface.words,
            language=interface.language,
            language_name=interface.language_name,
            direction=direction,
            urls=urls,
            render_row=self._render_row,
        )
        self._templates: dict[str, jinja2.Template] = {}
        with self._telling("macros.html"):
            macros = self._template("macros.html")
            macros.render()  # tells a fault by its line, which `module` does not
            self._environment.globals["m"] = macros.module
        self._rows: dict[tuple[str, str], Markup] = {}

    def render(self, partial: str, **values: object) -> Markup:
        """The HTML of a partial, `letter.html`. Raises BuildFailure where it is broken."""
        with self._telling(partial):
            return Markup(self._template(partial).render(values))  # noqa: S704 - autoescape is on

    @contextmanager
    def _telling(self, partial: str) -> Iterator[None]:
        """A fault of a partial is whatever it raises: what it asks for may have another type than it thinks."""
        try:
            yield
        except BuildFailure:  # of a partial within it
            raise
        except Exception as error:
            raise BuildFailure(f"{place_of(error) or self._partials / partial}: {error}") from error

    def _template(self, partial: str) -> jinja2.Template:
        if partial not in self._templates:
            template = self._environment.get_template(partial)
            template.globals = dict(template.globals)  # a chain of mappings otherwise, walked at every drawing
            self._templates[partial] = template
        return self._templates[partial]

    def _render_row(self, row: object, address: str, root: str) -> Markup:
        """A communication in a list; the same in every list of one depth."""
        if (address, root) not in self._rows:
            self._rows[address, root] = self.render("row.html", row=row, root=root)
        return self._rows[address, root]


def place_of(error: Exception) -> str:
    """File and line of a template's fault: told by a fault of syntax, else by the last frame that is a template's;
    "" where it has none."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}" if error.filename else ""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(".html")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
