"""Moves the parts of every page that the theme writes for its scripts alone into one file of the site.

These are the scripts themselves, the buttons that choose a palette, and the settings of the theme's program: four
kilobytes of each page, none of which does anything in a browser without scripts.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from letterbook import urls

_SCOPE = re.compile(r'<script>(?P<code>__md_scope=new URL\("(?P<base>[./]*)",location\).*?)</script>\s*', re.DOTALL)
"""Where a reader's choices are kept. The address of the site's root is relative to the page."""
_PALETTE = re.compile(
    r'(?P<buttons><form class="md-header__option" data-md-component="palette">.*?</form>)\s*'
    r"<script>(?P<code>.*?)</script>",
    re.DOTALL,
)
_SETTINGS = re.compile(r'<script id="__config" type="application/json">(?P<json>.*?)</script>', re.DOTALL)
_PLACES = ("base", "search")
"""The settings that are addresses, relative to the page."""
_INDENT = re.compile(r"\s*\n\s*")


class FrameScript:
    """Shortens the pages of a site, and collects the files that they then need."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        """The content of each file by its path. There is one, unless pages differ in their settings."""

    def shorten(self, html: str) -> str:
        """Return a page with a link to the file in place of the parts that the file holds.

        A page that is not as expected, such as one without a choice of palettes, stays as it is: it is only longer.
        """
        found = [list(pattern.finditer(html)) for pattern in (_SCOPE, _PALETTE, _SETTINGS)]
        if any(len(each) != 1 for each in found):
            return html
        (scope,), (palette,), (settings,) = found
        script = _write(scope, palette, settings)
        path = urls.frame_script(hashlib.sha256(script.encode()).hexdigest()[:8])
        self.files[path] = script
        link = f'<script src="{scope["base"].rstrip("/")}/{path}"></script>'
        return _cut(html, [(scope, ""), (palette, link), (settings, "")])


def _write(scope: re.Match[str], palette: re.Match[str], settings: re.Match[str]) -> str:
    """Write the script. It makes of its own address what pages make of theirs, so that it is the same for all."""
    base = scope["base"]
    values: dict[str, Any] = json.loads(settings["json"])
    places = {name: values.pop(name).removeprefix(base).removeprefix("/") for name in _PLACES if name in values}
    buttons = _INDENT.sub("\n", palette["buttons"])
    return "\n".join(
        (
            "{",
            "const own = document.currentScript, root = new URL('..', own.src);",
            f"const settings = {_quote(values)}, places = {_quote(places)};",
            "for (const name in places) settings[name] = new URL(places[name], root).href;",
            'settings.base = root.href.replace(/[/]$/, "");',
            "const element = document.createElement('script');",
            "Object.assign(element, { id: '__config', type: 'application/json', text: JSON.stringify(settings) });",
            f"own.insertAdjacentHTML('beforebegin', {_quote(buttons)});",
            "document.body.prepend(element);",
            "}",
            scope["code"].replace(f'new URL("{base}",location)', 'new URL("..",document.currentScript.src)', 1) + ";",
            palette["code"],
            "",
        )
    )


def _quote(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _cut(text: str, parts: Iterable[tuple[re.Match[str], str]]) -> str:
    """Replace parts of a text."""
    for match, other in sorted(parts, key=lambda each: -each[0].start()):
        text = text[: match.start()] + other + text[match.end() :]
    return text
