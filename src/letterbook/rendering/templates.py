"""Renders our Jinja templates, with every value escaped.

Letters are passed to a template as values, never as its source, so that none of their text is ever run.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from markupsafe import Markup

from letterbook import urls
from letterbook.errors import BuildFailure
from letterbook.i18n import PageInterface
from letterbook.i18n.isolation import isolate, write_isolates
from letterbook.i18n.marked_dates import write_dates
from letterbook.model.language import get_direction
from letterbook.rendering.headline import SEPARATOR

_INDENTATION = re.compile(r"(?m)^[ \t]+")


class Templates:
    """The templates of a folder, with the words of an interface."""

    def __init__(self, folder: Path, interface: PageInterface) -> None:
        """Raises BuildFailure if `macros.html` is missing or broken."""
        self.interface = interface
        self._folder = folder
        self._environment = jinja2.Environment(
            loader=_UnindentedLoader(folder),
            autoescape=True,
            auto_reload=False,  # a build reads each template once
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            t=interface.text,
            plural=interface.plural,
            date=interface.date,
            short_date=interface.short_date,
            number=interface.number,
            words=interface.words,
            language=interface.language,
            language_name=interface.language_name,
            direction=get_direction,
            isolate=isolate,
            urls=urls,
            separator=SEPARATOR,
            render_row=self._render_row,
        )
        self._templates: dict[str, jinja2.Template] = {}
        with self._report_errors("macros.html"):
            macros = self._get_template("macros.html")
            macros.render()  # an error then names its line, which one of `module` does not
            self._environment.globals["m"] = macros.module
        self._rows: dict[tuple[str, str], Markup] = {}

    def render(self, name: str, /, **values: object) -> Markup:
        """Render a template, such as `letter.html`. Raises BuildFailure if it is missing or broken."""
        with self._report_errors(name):
            return Markup(write_dates(write_isolates(self._get_template(name).render(values))))  # noqa: S704 - autoescape is on

    @contextmanager
    def _report_errors(self, name: str) -> Iterator[None]:
        """Turn anything that a template raises into a BuildFailure with its file and line."""
        try:
            yield
        except BuildFailure:  # of a template that it includes
            raise
        except Exception as error:
            raise BuildFailure(f"{locate_error(error) or self._folder / name}: {error}") from error

    def _get_template(self, name: str) -> jinja2.Template:
        if name not in self._templates:
            template = self._environment.get_template(name)
            template.globals = dict(template.globals)  # a chain of mappings otherwise, walked at every rendering
            self._templates[name] = template
        return self._templates[name]

    def _render_row(self, row: object, address: str, root: str) -> Markup:
        """Render a communication in a list, once for all lists at the same depth."""
        if (address, root) not in self._rows:
            self._rows[address, root] = self.render("row.html", row=row, root=root)
        return self._rows[address, root]


class _UnindentedLoader(jinja2.FileSystemLoader):
    """Loads templates without the indentation of their lines, which every page would have again and again."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, is_current = super().get_source(environment, template)
        return _INDENTATION.sub("", source), path, is_current


def locate_error(error: Exception) -> str:
    """Return the file and line of an error in a template: those of a syntax error, or of the last frame in a template,
    or ""."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}" if error.filename else ""
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(".html")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
