"""What hand-written pages may call. It knows the public manifest and nothing else of the record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from letterbook import urls
from letterbook.drawing import Drawing
from letterbook.interface import Interface


def define_env(env: Any) -> None:
    """Called by mkdocs-macros, whose environment has no types: register the macros."""
    extra = env.conf["extra"]["letterbook"]
    manifest = json.loads(Path(extra["manifest"]).read_text(encoding="utf-8"))
    interface = Interface(manifest["language"])
    overrides = Path(env.conf["theme"].custom_dir)
    drawing = Drawing(overrides / "partials" / "letterbook", interface)

    @env.macro  # type: ignore[untyped-decorator]
    def newest(number: int = 5) -> str:
        """The newest communications, as a list; a sentence where there is none."""
        rows = manifest["newest"][:number]
        root = urls.root(env.page.url)
        if not rows:
            return f"<p>{interface.text('communications-none')}</p>"
        return str(drawing.draw("rows.html", rows=rows, root=root))

    @env.macro  # type: ignore[untyped-decorator]
    def communications() -> str:
        """`26 communications`"""
        return interface.plural("communications-count", manifest["communications"])

    @env.macro  # type: ignore[untyped-decorator]
    def responses() -> str:
        """`14 responses`"""
        return interface.plural("response-count", manifest["responses"])

    @env.macro  # type: ignore[untyped-decorator]
    def as_of() -> str:
        """The moment that the site shows."""
        return str(manifest["as_of"])

    @env.macro  # type: ignore[untyped-decorator]
    def days(letter_type: str) -> int:
        """After how many days letters of a type are released: `days("AL")`."""
        return int(manifest["days"][letter_type])

    @env.macro  # type: ignore[untyped-decorator]
    def publisher() -> str:
        """Who publishes the record."""
        return str(manifest["publisher"])
