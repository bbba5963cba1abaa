"""Takes the questions of a letter out of the HTML of its text, to be shown on another page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from letterbook.text.blocks import ELEMENT

_QUESTION = re.compile(r'<li id="(?:[A-Za-z0-9-]+-)?q([0-9]+)"[^>]*>')
_NOTE = re.compile(r'<div class="footnote-definition">.*?</div>|<p class="lb-footnote".*?</p>', re.DOTALL)
_MARK = re.compile(
    r"""
      <a\ class="lb-number"[^>]*>[^<]*</a>
    | <span\ class="lb-part"[^>]*></span>
    | <sup[^>]*><a\ href="\#[^"]*"[^>]*>[^<]*</a></sup>
    """,
    re.VERBOSE,
)
_LOCAL_LINK = re.compile(r'<a href="#[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ID = re.compile(r' id="[^"]*"')


def read_questions(html: str) -> Mapping[int, str]:
    """Map the number of each question to its HTML, from that of a text (`structure.TextStructure.html`).

    Anchors, paragraph numbers, footnotes and links within the text are left out, since they would be wrong elsewhere.
    """
    found: dict[int, str] = {}
    for match in _QUESTION.finditer(html):
        found[int(match[1])] = _strip_anchors(html[match.end() : _find_end(html, match.end())])
    return found


def _find_end(html: str, at: int) -> int:
    """Return where the item ends whose words begin at offset `at`."""
    depth = 1
    for match in ELEMENT.finditer(html, at):
        if match[2] == "li":
            depth += -1 if match[1] else 1
            if depth == 0:
                return match.start()
    return len(html)


def _strip_anchors(html: str) -> str:
    html = _LOCAL_LINK.sub(r"\1", _MARK.sub("", _NOTE.sub("", html)))
    return _TAG.sub(lambda tag: _ID.sub("", tag[0]), html).strip()
