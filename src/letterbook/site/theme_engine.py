"""Drives the engine (MkDocs): its theme renders hand-written pages and specimens into a work folder.

The only module besides `mkdocs_hooks` that imports the engine. The engine's cost does not grow with the record, since
no letter passes through it.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from letterbook.errors import BuildFailure
from letterbook.i18n import languages
from letterbook.rendering.content_policy import add_policy
from letterbook.rendering.page import SPECIMENS, OutputFile
from letterbook.rendering.templates import locate_error
from letterbook.site.specimens import BrokenSpecimen, Specimen

SPECIMEN_PATHS: Mapping[str, str] = {
    SPECIMENS[1]: "specimens/index.html",
    SPECIMENS[2]: "specimens/page/index.html",
    SPECIMENS[3]: "specimens/pages/page/index.html",
}
"""Where the engine writes the specimen for each depth of address."""

_SPECIMEN_FOLDER = "specimens/"
# The engine makes these from its own pages: it does not know the letters, and treats specimens as pages.
_LEFT_OUT = ("sitemap.xml", "sitemap.xml.gz")


class EngineError(BuildFailure):
    """The engine could not render its pages; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in `mkdocs.yml`.

    `site_url` is "" if none is set. `partials` is the folder of our templates, and `site` the one that is published.
    `sources` are the folders whose files the engine publishes, that of pages and that of templates, and `packages`
    those of installed themes. `assets` is the folder of our scripts and styles.
    """

    site_name: str
    site_url: str
    language: str
    partials: Path
    site: Path
    sources: tuple[Path, ...]
    packages: tuple[Path, ...]
    assets: Path


@dataclass(frozen=True, slots=True)
class RenderedTheme:
    """The engine's results: the specimens, the files of the site, and the addresses of hand-written pages."""

    specimens: Mapping[str, Specimen]
    files: tuple[OutputFile, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeContext:
    """The values for pages rendered by the theme: the path of the public manifest, the line that marks a preview and
    the one that says that most letters are examples, or "", and the words of the interface that the theme lacks, by
    key."""

    manifest: str
    preview: str
    notice: str
    words: Mapping[str, str]
    dataset: str
    """The description of the data set for the head of the home page, in HTML, or ""."""


class ThemeEngine:
    """An engine with the settings of a `mkdocs.yml`, which renders into the folder `work`."""

    def __init__(self, config_file: Path, work: Path, name: str = "mkdocs") -> None:
        """Raises EngineError if the engine is not installed or the settings are wrong."""
        self._work = work
        self.warnings: list[str] = []
        try:
            if name == "properdocs":  # the fork replaces MkDocs for plugins and themes that import it
                importlib.import_module("properdocs.replacement")
            self._config_module = importlib.import_module(f"{name}.config")
            self._build_module = importlib.import_module(f"{name}.commands.build")
        except ModuleNotFoundError as error:
            raise EngineError(f"the engine {name} is not installed") from error
        with self._catch_warnings():
            try:
                self._config = self._config_module.load_config(config_file=str(config_file), site_dir=str(work))
            except Exception as error:  # the engine and its plugins may raise anything
                raise EngineError("\n".join([f"{config_file}: {error}", *self.warnings])) from error
        self.settings = read_settings(self._config)

    def render(self, context: ThemeContext) -> RenderedTheme:
        """Render hand-written pages and specimens. Raises EngineError if the engine fails, OSError if the disk does,
        and BrokenSpecimen."""
        self._config.extra["letterbook"] = asdict(context) | {"driven": True}
        if context.preview:  # a preview is not the page at the site's address
            self._config.site_url = None
        with self._catch_warnings():
            try:
                self._config.plugins.on_startup(command="build", dirty=False)
                self._build_module.build(self._config)
                self._config.plugins.on_shutdown()
            except OSError:
                raise
            except (Exception, SystemExit) as error:  # as above
                warnings = [each for each in self.warnings if str(error) not in each]
                place = locate_error(error) if isinstance(error, Exception) else ""
                raise EngineError("\n".join([*warnings, f"{place}: {error}" if place else str(error)])) from error
        return collect_theme(self._work, self.settings)

    @contextmanager
    def _catch_warnings(self) -> Iterator[None]:
        """Collect the engine's warnings, which it would otherwise print."""
        handler = _WarningCollector(self.warnings)
        loggers = [logging.getLogger(each) for each in ("mkdocs", "properdocs")]
        for logger in loggers:
            logger.addHandler(handler)
            logger.propagate = False
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeHandler(handler)
                logger.propagate = True


def read_settings(config: Any) -> Settings:  # of either engine
    """Read the settings from the engine's configuration. Raises EngineError if one is missing or wrong."""
    if "letterbook" not in config.plugins:
        raise EngineError("mkdocs.yml needs the plugin letterbook")
    overrides = config.theme.custom_dir
    if overrides is None:
        raise EngineError("mkdocs.yml needs theme: custom_dir, the folder of templates and partials")
    language = config.theme.get("language", "en")
    if language not in languages():
        raise EngineError(
            f"mkdocs.yml says theme: language: {language}; the interface exists in {', '.join(languages())}"
        )
    for name in ("site_name", "site_description", "site_author"):
        if set('<>"') & set(getattr(config, name) or ""):
            raise EngineError(f'mkdocs.yml says {name}: with <, > or "; every page has it, so write plain text (“ ”)')
    return Settings(
        site_name=config.site_name,
        site_url=config.site_url or "",
        language=language,
        partials=Path(overrides) / "partials" / "letterbook",
        site=Path(config.config_file_path).parent / config.plugins["letterbook"].config.site,
        sources=(Path(config.docs_dir), Path(overrides)),
        packages=tuple(Path(each) for each in config.theme.dirs if Path(each) != Path(overrides)),
        assets=Path(config.docs_dir) / "assets",
    )


def collect_theme(folder: Path, settings: Settings, *, secure: bool = True) -> RenderedTheme:
    """Collect the files that the engine rendered into `folder`, its pages with a content security policy if `secure`.

    Files that were HTML already are left as they are: no letter is in them. Raises BrokenSpecimen if the theme lost a
    token.
    """
    finish = add_policy if secure else str
    specimens = {name: _read_specimen(folder, path, finish) for name, path in SPECIMEN_PATHS.items()}
    files: list[OutputFile] = []
    addresses: list[str] = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.is_dir() or relative.startswith(_SPECIMEN_FOLDER) or relative in _LEFT_OUT:
            continue
        is_rendered = path.suffix == ".html" and not (settings.sources[0] / relative).is_file()
        files.append(OutputFile(relative, finish(path.read_text(encoding="utf-8")).encode() if is_rendered else path))
        if path.name == "index.html":
            addresses.append(relative.removesuffix("index.html"))
    return RenderedTheme(specimens, tuple(files), tuple(addresses))


def _read_specimen(folder: Path, path: str, finish: Callable[[str], str]) -> Specimen:
    try:
        html = (folder / path).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BrokenSpecimen(f"the engine has not rendered {path}; is its page missing from docs/?") from error
    html = html.replace("<html ", '<html data-lb-printed="@@printed@@" ', 1)  # the theme has no block for it
    return Specimen.parse(path, finish(html))


class _WarningCollector(logging.Handler):
    def __init__(self, warnings: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._warnings = warnings

    def emit(self, record: logging.LogRecord) -> None:
        self._warnings.append(record.getMessage())
