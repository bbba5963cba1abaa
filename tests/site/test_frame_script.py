"""What the theme writes into every page for its scripts alone is in one file of the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from letterbook.site.frame_script import FrameScript
from workspaces import Workspace

PAGE = """<head>
<script>__md_scope=new URL("{base}",location),__md_get=e=>e</script>
</head><body>
<form class="md-header__option" data-md-component="palette">
  <input id="__palette_0">
</form>
<script>var palette=__md_get("__palette")</script>
<p>Text</p>
<script id="__config" type="application/json">{{"base": "{base}", "search": "{search}", "tags": null}}</script>
</body>"""


def page(base: str) -> str:
    search = "search.js" if base == "." else f"{base}/search.js"
    return PAGE.format(base=base, search=search)


def test_pages_at_every_depth_share_one_file() -> None:
    script = FrameScript()
    short = {base: script.shorten(page(base)) for base in (".", "..", "../..", "../../..")}
    ((path, content),) = script.files.items()
    for base, html in short.items():
        assert re.findall(r"<script.*?</script>", html) == [f'<script src="{base}/{path}"></script>']
        assert "<form" not in html
        assert "<p>Text</p>" in html
    assert r"<input id=\"__palette_0\">" in content
    assert 'places = {"base": "", "search": "search.js"}' in content


def test_pages_with_other_settings_have_a_file_of_their_own() -> None:
    script = FrameScript()
    script.shorten(page(".."))
    script.shorten(page("..").replace("null", "{}"))
    assert len(script.files) == 2


@pytest.mark.parametrize("missing", ["__md_scope", "palette", "__config"])
def test_a_page_without_one_of_the_parts_stays_as_it_is(missing: str) -> None:
    script = FrameScript()
    html = page("..").replace(missing, "other")
    assert script.shorten(html) == html
    assert script.files == {}


def test_every_page_of_the_theme_uses_the_file(shipped_workspace: Workspace) -> None:
    site = shipped_workspace.site
    (file,) = site.glob("assets/frame.*.js")
    pages = [each for each in site.rglob("*.html") if 'http-equiv="refresh"' not in each.read_text(encoding="utf-8")]
    assert pages
    for each in pages:
        html = each.read_text(encoding="utf-8")
        (source,) = re.findall(r'<script src="([^"]*frame\.[^"]*)"', html)
        if each.name != "404.html":  # its addresses are from the root
            assert (each.parent / Path(source)).resolve() == file.resolve()
        assert "__palette" not in html
