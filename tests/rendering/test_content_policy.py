"""The content security policy of a finished page."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from letterbook.rendering.content_policy import add_policy, find_blocked
from workspaces import Workspace


def policy(html: str) -> str:
    (found,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    return str(found)


def test_a_page_may_use_only_files_of_its_own_site() -> None:
    directives = dict(each.split(" ", 1) for each in policy(add_policy("<p>")).split("; "))
    assert directives["default-src"] == "'none'"
    assert {source for each in directives.values() for source in each.split()} == {"'none'", "'self'", "data:"}
    assert [name for name, sources in directives.items() if "data:" in sources] == ["img-src"]


@pytest.mark.parametrize(
    "head", ['<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">', "<head>", "<!DOCTYPE html>", ""]
)
def test_the_policy_comes_before_all_that_it_governs(head: str) -> None:
    html = add_policy(f"{head}<title>x</title>")
    assert html.startswith(f"{head}<meta http-equiv=")
    assert html.endswith("><title>x</title>")


def test_the_scripts_of_the_frame_may_run_and_those_of_the_text_may_not() -> None:
    """Even if the text pretends to end."""
    frame = add_policy("<script>a</script><article></article><script>b</script><script>a</script>")
    assert policy(frame).count("'sha256-") == 2
    text = add_policy("<article><script>a</script></article><script>b</script></article>")
    assert "sha256" not in policy(text)


@pytest.mark.parametrize("script", ["<script src=x></script>", '<script type="application/json">{}</script>'])
def test_a_script_that_is_not_inline_needs_no_hash(script: str) -> None:
    assert "sha256" not in policy(add_policy(script))


def test_every_page_of_a_site_has_a_policy_and_no_inline_style(shipped_workspace: Workspace) -> None:
    """Each inline script is one that the policy names."""
    pages = list(shipped_workspace.site.rglob("*.html"))
    assert pages
    for path in pages:
        html = path.read_text(encoding="utf-8")
        allowed = policy(html)
        assert not re.search(r"<style|<[^<>]* style=|<[^<>]* on[a-z]+=", html), path
        for script in re.findall(r"(?s)<script>(.+?)</script>", html):
            digest = sha256(script.encode()).digest()
            assert f"'sha256-{b64encode(digest).decode()}'" in allowed, path


def test_a_file_that_is_html_already_is_published_as_it_is(workspace: Workspace) -> None:
    """It is the publisher's own, and has no letter in it."""
    content = "<!-- é --><!doctype html><title>x</title><p style='color: red'>é</p>\r\n".encode()
    (workspace.folder / "docs/raw.html").write_bytes(content)
    workspace.build()
    assert (workspace.site / "raw.html").read_bytes() == content


BLOCKED = {
    '<p style="color: red">x</p>': "an attribute style",
    '<p onclick="go()">x</p>': "an attribute onclick",
    "<style>p {}</style>": "a <style> element",
    "<script>go()</script>": "a <script> element",
    '<iframe src="page.html"></iframe>': "a <iframe> element",
    '<img src="https://elsewhere.example/x.png">': "https://elsewhere.example/x.png",
    '<video src="//elsewhere.example/x.mp4"></video>': "//elsewhere.example/x.mp4",
    '<link rel="stylesheet" href="https://elsewhere.example/x.css">': "https://elsewhere.example/x.css",
    '<a href="javascript:go()">x</a>': "a javascript: link",
}


@pytest.mark.parametrize("html", BLOCKED)
def test_whatever_a_hand_written_page_may_not_do_is_listed(html: str) -> None:
    assert list(find_blocked(f"<p>x</p>{html}")) == [BLOCKED[html]]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="assets/x.png" alt="style=">',
        '<a href="https://elsewhere.example/">x</a>',
        "<code>&lt;script&gt;</code>",
        '<script src="assets/x.js"></script>',
        '<script type="application/ld+json">{}</script>',
        "<!-- <script>x</script> -->",
    ],
)
def test_what_the_policy_allows_is_not(html: str) -> None:
    assert list(find_blocked(html)) == []


def test_a_build_warns_of_what_browsers_will_ignore(workspace: Workspace) -> None:
    """And aligns the cells of tables in a way that works."""
    page = workspace.folder / "docs/about.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f'{text}\n\n<p style="color: red">x</p>\n\n| a | b |\n|---|--:|\n| c | d |\n', encoding="utf-8")
    assert "about.md: browsers will ignore an attribute style;" in workspace.build().output
    assert '<td class="lb-right">d</td>' in workspace.page("about/")
