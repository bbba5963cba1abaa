"""A `Site` for tests of single outputs, with the templates of the project."""

from __future__ import annotations

from dataclasses import replace

from letterbook import build
from letterbook.model.public import Public
from letterbook.rendering.context import Site
from letterbook.site.theme_engine import Settings
from workspaces import PROJECT

SETTINGS = Settings(
    site_name="Letters",
    site_url="https://letters.example/",
    language="en",
    partials=PROJECT / "overrides/partials/letterbook",
    site=PROJECT / "site",
    sources=(),
    packages=(),
    assets=PROJECT / "docs/assets",
)


def site_of(public: Public, language: str = "en") -> Site:
    """The site of what is public."""
    return build.assemble_site(public, replace(SETTINGS, language=language), preview=False)
