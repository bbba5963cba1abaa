"""The content security policy of every page: what a browser may load for it, run in it, and send from it.

A letter is other people's text. Should anything slip through the sanitiser, the browser will still not run it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser

_POLICY = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)
"""Nothing but the site's own files, and images inside its style sheets. `frame-ancestors` is missing because browsers
ignore it in a meta element."""

_HEAD = re.compile(
    r"(?i)\s*(?:<!doctype[^>]*>)?\s*(?:<html[^>]*>)?\s*(?:<head[^>]*>)?\s*(?:<meta charset=[^>]*>)?",
)
"""All that may come before the policy, which governs only what follows it."""
_CONTENT = re.compile(r"(?is)<article\b.*</article>")
_SCRIPT = re.compile(r"(?is)<script\b([^>]*)>(.*?)</script\s*>")
_HAS_SOURCE = re.compile(r"(?i)\ssrc\s*=")
_ELSEWHERE = re.compile(r"(?i)(?:https?:)?//")
_SCRIPT_LINK = re.compile(r"(?i)javascript:")
_FRAMES = ("iframe", "frame", "object", "embed")
_IS_DATA = re.compile(r"(?i)\stype\s*=\s*[\"']?[a-z]+/(?:ld\+)?json\b")


def add_policy(html: str) -> str:
    """Return a finished page with its policy. The inline scripts of its frame may run, by their hashes; those within
    its `<article>` may not, since that is where the texts of letters are."""
    frame = _CONTENT.sub("", html)
    hashes = dict.fromkeys(
        _hash(script)
        for attributes, script in _SCRIPT.findall(frame)
        if script and not _HAS_SOURCE.search(attributes) and not _IS_DATA.search(attributes)
    )
    head = _HEAD.match(html)
    end = head.end() if head else 0
    policy = "; ".join(_POLICY).format(hashes="".join(f" 'sha256-{each}'" for each in hashes))
    return f'{html[:end]}<meta http-equiv="Content-Security-Policy" content="{policy}">{html[end:]}'


def find_blocked(content: str) -> Iterator[str]:
    """Yield everything in a hand-written page's HTML that browsers ignore because of the policy."""
    reader = _ContentReader()
    reader.feed(content)
    reader.close()
    yield from dict.fromkeys(reader.blocked)


class _ContentReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attrs}
        loads = [given[name] for name in ("src", "poster", "data") if name in given]
        if tag == "link":
            loads.append(given.get("href", ""))
        self.blocked += [each for each in loads if _ELSEWHERE.match(each)]
        self.blocked += [f"an attribute {name}" for name in given if name == "style" or name.startswith("on")]
        if tag in ("style", *_FRAMES) or (tag == "script" and not loads and "json" not in given.get("type", "")):
            self.blocked.append(f"a <{tag}> element")
        if _SCRIPT_LINK.match(given.get("href", "")):
            self.blocked.append("a javascript: link")


def _hash(script: str) -> str:
    """Return the hash by which the policy allows an inline script."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
