"""Drives the engine (MkDocs): hand-written pages and specimens are drawn by the theme into a work folder.

The only module beside `mkdocs_hooks` that imports the engine. What the engine costs does not grow with the record,
since no letter passes through it.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from letterbook.errors import BuildFailure
from letterbook.i18n import languages
from letterbook.rendering.page import SPECIMENS, OutputFile
from letterbook.rendering.templates import place_of
from letterbook.site.specimens import BrokenSpecimen, Specimen

SPECIMEN_PATHS: Mapping[str, str] = {
    SPECIMENS[1]: "specimens/index.html",
    SPECIMENS[2]: "specimens/page/index.html",
    SPECIMENS[3]: "specimens/pages/page/index.html",
}
"""Where the engine draws the specimen for each depth of address."""

_SPECIMEN_FOLDER = "specimens/"
# Made by the engine from its own pages: it knows neither the letters nor that specimens are none.
_NOT_TAKEN = ("sitemap.xml", "sitemap.xml.gz")


class EngineError(BuildFailure):
    """The engine could not draw its pages; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `mkdocs.yml` says of the site: `site_url` is "" where none is set, `site` is the folder that is published,
    `sources` are those from which the engine takes what it publishes, `packages` those of installed themes, `search` is
    the engine of the search, or `auto`, and `kept` the folder for what a next build can take from this one."""

    site_name: str
    site_url: str
    language: str
    partials: Path
    site: Path
    sources: tuple[Path, ...]
    packages: tuple[Path, ...]
    search: str
    kept: Path


@dataclass(frozen=True, slots=True)
class RenderedTheme:
    """What the engine made: the specimens, the files of the site, and the addresses of hand-written pages."""

    specimens: Mapping[str, Specimen]
    files: tuple[OutputFile, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeContext:
    """What pages drawn by the theme may know: the path of the public manifest, the line that marks a preview, or "",
    and the words that the theme does not have, by their keys."""

    manifest: str
    preview: str
    words: Mapping[str, str]


class ThemeEngine:
    """An engine with the settings of a `mkdocs.yml`, which draws into `work`."""

    def __init__(self, config_file: Path, work: Path, name: str = "mkdocs") -> None:
        """Raises EngineError where there is no such engine, or where the settings are wrong."""
        self._work = work
        self.warnings: list[str] = []
        try:
            if name == "properdocs":  # the fork stands in for MkDocs in plugins and themes that import it
                importlib.import_module("properdocs.replacement")
            self._config_module = importlib.import_module(f"{name}.config")
            self._build_module = importlib.import_module(f"{name}.commands.build")
        except ModuleNotFoundError as error:
            raise EngineError(f"the engine {name} is not installed") from error
        with self._listening():
            try:
                self._config = self._config_module.load_config(config_file=str(config_file), site_dir=str(work))
            except Exception as error:  # the engine and its plugins raise what they like; told to the user
                raise EngineError("\n".join([f"{config_file}: {error}", *self.warnings])) from error
        self.settings = read_settings(self._config)

    def render(self, context: ThemeContext) -> RenderedTheme:
        """Draw hand-written pages and specimens. Raises EngineError where the engine fails, and BrokenSpecimen."""
        self._config.extra["letterbook"] = asdict(context) | {"driven": True}
        if context.preview:  # it is not the page that stands at the site's address
            self._config.site_url = None
        with self._listening():
            try:
                self._config.plugins.on_startup(command="build", dirty=False)
                self._build_module.build(self._config)
                self._config.plugins.on_shutdown()
            except (Exception, SystemExit) as error:  # as above
                told = [each for each in self.warnings if str(error) not in each]
                place = place_of(error) if isinstance(error, Exception) else ""
                raise EngineError("\n".join([*told, f"{place}: {error}" if place else str(error)])) from error
        return collect_theme(self._work)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Hear the engine's warnings, which it would print."""
        handler = _Listener(self.warnings)
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


def read_settings(config: Any) -> Settings:  # of whichever engine
    """What the engine's configuration says of the site."""
    if "letterbook" not in config.plugins:
        raise EngineError("mkdocs.yml needs the plugin letterbook")
    overrides = config.theme.custom_dir
    if overrides is None:
        raise EngineError("mkdocs.yml needs theme: custom_dir, the folder of templates and partials")
    language = config.theme.get("language", "en")
    if language not in languages():
        raise EngineError(f"mkdocs.yml says theme: language: {language}; there are words in {', '.join(languages())}")
    return Settings(
        site_name=config.site_name,
        site_url=config.site_url or "",
        language=language,
        partials=Path(overrides) / "partials" / "letterbook",
        site=Path(config.config_file_path).parent / config.plugins["letterbook"].config.site,
        sources=(Path(config.docs_dir), Path(overrides)),
        packages=tuple(Path(each) for each in config.theme.dirs if Path(each) != Path(overrides)),
        search=config.plugins["letterbook"].config.search,
        kept=Path(config.config_file_path).parent / ".letterbook" / "search",
    )


def collect_theme(folder: Path) -> RenderedTheme:
    """What the engine drew into `folder`. Raises BrokenSpecimen where the theme lost a token."""
    specimens = {name: _specimen(folder, path) for name, path in SPECIMEN_PATHS.items()}
    files, addresses = [], []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.is_dir() or relative.startswith(_SPECIMEN_FOLDER) or relative in _NOT_TAKEN:
            continue
        files.append(OutputFile(relative, path))
        if path.name == "index.html":
            addresses.append(relative.removesuffix("index.html"))
    return RenderedTheme(specimens, tuple(files), tuple(addresses))


def _specimen(folder: Path, path: str) -> Specimen:
    try:
        html = (folder / path).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BrokenSpecimen(f"the engine has not drawn {path}; is its page in docs/ gone?") from error
    return Specimen.parse(path, html)


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record.getMessage())
