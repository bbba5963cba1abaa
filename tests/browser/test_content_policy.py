"""Every page has a content security policy, under which all of it works and nothing foreign runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from http_server import serve_folder
from page_kinds import KINDS
from workspaces import Workspace

RECORD = """() => addEventListener("securitypolicyviolation", (event) =>
  console.error(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`))"""
ALIGNED = """\
The table[^1]:

| left | right |
|:--|--:|
| a | 1 |

```
A line of code.
```

[^1]: With a footnote.
"""


HAND_WRITTEN = """\
---
language: en
title: About
---
# About

| a | b |
|:--|--:|
| c | d |

=== "First"

    ```python
    print("a line of code")
    ```

=== "Second"

    A note[^1].

!!! note

    Marked.

[^1]: With a footnote.
"""
FEATURES = "    - content.code.copy\n    - content.tooltips\n    - content.footnote.tooltips\n    - navigation.footer\n"
EXTENSIONS = """\
markdown_extensions:
  - admonition
  - footnotes
  - pymdownx.superfences
  - pymdownx.highlight:
      linenums: true
  - pymdownx.tabbed:
      alternate_style: true
"""


@contextmanager
def watched(page: Page) -> Iterator[list[str]]:
    """Collect what a page's policy blocks, and everything else in its console, for as long as it is used."""
    told: list[str] = []
    page.add_init_script(f"({RECORD})()")
    page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield told
    page.wait_for_timeout(50)  # for what a script does last


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "not found"])
def test_a_page_of_every_kind_works_under_its_policy(
    open_tab: Callable[..., Page], shipped_site: str, kind: str, scheme: Literal["light", "dark"]
) -> None:
    """The theme switches its palette, opens its drawer and follows a reader down the page; nothing is blocked."""
    with open_tab(390) as page, watched(page) as told:
        page.emulate_media(color_scheme=scheme)
        page.goto(shipped_site + KINDS[kind], wait_until="load")
        page.wait_for_selector(".lb-menu")
        colours = page.evaluate("[document.body.dataset.mdColorScheme, getComputedStyle(document.body).color]")
        assert colours[0] == {"light": "default", "dark": "slate"}[scheme]
        page.click(".lb-menu")
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 1440, "height": 700})
        page.click(".lb-palette")
        page.evaluate("scrollTo(0, 1e6)")
        page.evaluate("scrollTo(0, 300)")
        page.evaluate("localStorage.clear()")  # tabs share the chosen palette
    assert told == []


def test_the_search_works_under_the_policy(open_tab: Callable[..., Page], shipped_site: str) -> None:
    """Results, filters, a card, and the words marked on the page that a result leads to."""
    with open_tab(1440) as page, watched(page) as told:
        page.goto(f"{shipped_site}communications/")
        page.fill("[data-lb-search-box]", "forced labour")
        page.press("[data-lb-search-box]", "Enter")
        page.wait_for_selector("li.lb-result mark")
        page.locator("[data-lb-filter] summary").nth(2).click()
        page.goto(f"{shipped_site}search/?q=AL+XBV+2%2F2024")
        page.wait_for_selector(".lb-card, [data-lb-cards] a, li.lb-result")
        page.goto(f"{shipped_site}search/?q=%22forced+labour%22")
        page.wait_for_selector("li.lb-result mark")
        page.locator("li.lb-result a").first.click()
        page.wait_for_selector("mark")
    assert told == []


def test_a_page_that_is_not_there_works_under_the_policy(open_tab: Callable[..., Page], shipped_site: str) -> None:
    with open_tab(1440) as page, watched(page) as told:
        page.goto(f"{shipped_site}nothing/here/")
        page.fill("#reference", "AL XBV 2/2024")
        page.press("#reference", "Enter")
        page.wait_for_url("**/al-xbv-2-2024/")
    assert [each for each in told if "404" not in each] == []


def test_a_page_opened_as_a_file_works_under_the_policy(
    open_tab: Callable[..., Page], shipped_workspace: Workspace
) -> None:
    """Styles, scripts and the drawer; only a search needs a server."""
    with open_tab(390) as page, watched(page) as told:
        page.goto((shipped_workspace.site / KINDS["letter"] / "index.html").as_uri())
        page.click(".lb-menu")
    assert told == []


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A preview of a site with a table, code and a footnote in a letter and in a hand-written page, for which features
    of the theme are on that a publisher may choose: its address, and its folder."""
    workspace = Workspace.create(tmp_path_factory.mktemp("policy") / "workspace")
    workspace.letter("AL OTH 1/2021", "2021-03-12", ALIGNED)
    (workspace.folder / "docs/about.md").write_text(HAND_WRITTEN, encoding="utf-8")
    settings = workspace.folder / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("markdown_extensions:\n", EXTENSIONS)
    settings.write_text(text.replace("  features:\n", f"  features:\n{FEATURES}"), encoding="utf-8")
    site = workspace.folder / "preview"
    workspace.build("--as-of", "2099-01-01", "--preview", "--site-dir", str(site))
    with serve_folder(site) as address:
        yield address, site


@pytest.mark.parametrize("address", ["", "communications/al-oth-1-2021/", "about/"])
def test_tables_code_and_footnotes_work_under_the_policy(
    open_tab: Callable[..., Page], preview: tuple[str, Path], address: str
) -> None:
    """And in a preview."""
    with open_tab(1440) as page, watched(page) as told:
        page.goto(preview[0] + address)
        if address:
            cell = page.locator("td.lb-right").first
            assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "right"
        if address == "about/":
            page.locator(".md-clipboard, [data-clipboard-target], .md-code__button").first.click()
            page.get_by_text("Second", exact=True).click()
            page.wait_for_selector("text=A note")
        if page.locator("sup a").count():
            page.hover("sup a")
            page.click("sup a")
    assert told == []


INJECTED = {
    "inline script": "<script>document.title = 'run'</script>",
    "event handler": "<img src=/ onerror=\"document.title = 'run'\">",
    "foreign script": "<script src='//127.0.0.1:9/x.js'></script>",
    "foreign image": "<img src='//127.0.0.1:9/x.png'>",
    "foreign frame": "<iframe src='//127.0.0.1:9/x.html'></iframe>",
    "style": "<p style='color: red'>",
    "base": "<base href='//127.0.0.1:9/'>",
}
"""What must not work if it ever slipped through the sanitiser of texts."""


@pytest.mark.parametrize("kind", INJECTED)
@pytest.mark.parametrize("address", ["communications/al-oth-1-2021/", "about/"])
def test_the_policy_blocks_what_a_text_must_not_do(
    browser: Browser, preview: tuple[str, Path], kind: str, address: str
) -> None:
    path = preview[1] / address / "index.html"
    sound = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?=</article>)", lambda _: INJECTED[kind], sound), encoding="utf-8")
    page = browser.new_page()
    with watched(page) as told:
        page.goto(preview[0] + address)
        assert page.title() != "run"
    page.close()
    path.write_text(sound, encoding="utf-8")
    assert [each for each in told if each.startswith("violation: ")] != []
