"""Renders the files of many sites quickly, without the engine of the theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import jinja2
import pytest

from letterbook import build
from letterbook.model.public import Public
from letterbook.outputs import table
from letterbook.release import release
from letterbook.rendering.page import OutputFile
from letterbook.site.manifest import write_manifest, write_theme_context
from letterbook.site.theme_engine import RenderedTheme, Settings, ThemeEngine
from withheld_fixture import load_record
from workspaces import PROJECT, Workspace


class TemplateCache(jinja2.BytecodeCache):
    """Keeps compiled templates in memory, so that each is compiled once for all records."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


@contextmanager
def rendered_theme(work: Path) -> Iterator[tuple[RenderedTheme, Settings]]:
    """Render the specimens of the project in a folder; yield them and its settings.

    Meanwhile templates are compiled once, and outputs that are the same for every record are left out.
    """
    engine = ThemeEngine(PROJECT / "mkdocs.yml", work / "theme")
    empty = release(load_record(Workspace(PROJECT)), dt.datetime(1990, 1, 1, tzinfo=dt.UTC))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "letterbook.rendering.templates.jinja2.Environment",
            partial(jinja2.Environment, bytecode_cache=TemplateCache()),
        )
        varying = tuple(each for each in table.OUTPUTS if each.name not in ("reference", "schemas"))
        patch.setattr(table, "OUTPUTS", varying)
        site = build.assemble_site(empty, engine.settings, preview=False)
        yield engine.render(write_theme_context(site, work)), engine.settings


def list_files(public: Public, theme: tuple[RenderedTheme, Settings]) -> Iterator[OutputFile]:
    """Yield every file of a site."""
    rendered, mkdocs_settings = theme
    yield from build.render_files(build.assemble_site(public, mkdocs_settings, preview=False), rendered)


def render_site(public: Public, theme: tuple[RenderedTheme, Settings]) -> dict[str, object]:
    """Render every file of a site, and what its hand-written pages may use."""
    site = build.assemble_site(public, theme[1], preview=False)
    return {each.path: each.content for each in list_files(public, theme)} | {"manifest": write_manifest(site)}
