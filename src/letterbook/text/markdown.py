"""Turns untrusted Markdown into safe HTML.

CommonMark with tables and footnotes goes through a parser in Rust and then a sanitiser. HTML in the text is shown as
plain text, except for a few inline elements that PDFs converted to Markdown leave behind (`<sup>1</sup>`). Comments are
dropped. Links lead to other sites or to footnotes; any other link becomes plain text. Nothing is loaded from elsewhere:
an image is replaced by its description. Table columns keep their alignment, as a class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape

import nh3
import pyromark
from pyromark.event import Event

from letterbook.text import list_numbers
from letterbook.text.footnotes import keep_labels, link_footnotes

PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES)
ESCAPED = "&lt;"
"""What `escape_html` writes for `<`."""

_TAGS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br"}
    | {"strong", "em", "b", "i", "u", "sup", "sub", "a", "div", "table", "thead", "tbody", "tr", "th", "td"}
)
_INLINE_KEPT = re.compile(r"</?(?:sup|sub|b|i|u|em|strong)>|<br ?/?>")
_IMAGE = re.compile(r'<img src="[^"]*" alt="([^"]*)"(?: title="[^"]*")? ?/>')

_OVERLONG_ENTITY = re.compile(r"&#[xX]?[0-9a-fA-F]{9,};?")
# A link that leads neither to a site nor to a footnote. Browsers read "https:a" as an address on this site.
_DEAD_LINK = re.compile(
    r'<a (?<!<sup class="footnote-reference"><a )(?!(?i:href="(?:https?://[^/\\?#"]|mailto:)))[^>]*>(.*?)</a>',
    re.DOTALL,
)


_WORDS = frozenset({"Text", "Code", "InlineHtml", "FootnoteReference", "Strong", "Emphasis", "Link", "Image"})
"""The parser's names for the inline content of a paragraph."""
_ITEM = re.compile(rb"[ \t]*([0-9]+)([.)])")
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
_NESTING = re.compile(r"<(/?)(?:ul|ol|blockquote)\b")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)++")
_MANY_ELEMENTS = 4_000
_DEEPEST = 50
"""How deep lists and quotations may be nested. The sanitiser's work grows with the depth of each element."""


def _relative_link(url: str) -> str | None:
    return url if url.startswith("#") and url != "#" else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href", "title"}, "ol": {"start"}, "li": {"value"}},
    allowed_classes={
        "ol": {list_numbers.PARENTHESIS},
        "sup": {"footnote-reference", "footnote-definition-label"},
        "div": {"footnote-definition"},
        "th": {"lb-left", "lb-center", "lb-right"},
        "td": {"lb-left", "lb-center", "lb-right"},
    },
    url_schemes={"http", "https", "mailto"},
    url_relative=_relative_link,
    link_rel="noopener noreferrer nofollow",
)


def to_html(text: str, prefix: str = "") -> str:
    """Render a text in Markdown as safe HTML.

    `prefix` begins the ids of footnotes, so that one page can hold several texts. A text whose lists or quotations are
    nested too deep is shown as plain paragraphs.
    """
    source = escape_html(text)
    html = PARSER.html(source)
    if html.count("<") > _MANY_ELEMENTS and _is_too_deep(html):
        return "".join(
            f"<p>{escape(each, quote=False)}</p>\n" for each in _BLANK_LINES.split(strip_comments(text).strip())
        )
    if list_numbers.has_own_numbers(source, html):
        html = list_numbers.keep_numbers(html, _find_items(source))
    if "<table" in html:
        html = _ALIGNED.sub(r'<\1 class="lb-\2">', html)
    html = _CLEANER.clean(keep_labels(_IMAGE.sub(r"\1", html)))
    if "<table" in html:  # the keyboard can scroll a wide table sideways, too; its headings are of columns
        html = html.replace("<table>", '<div class="lb-scroll" tabindex="0"><table class="lb-table">')
        html = html.replace("<th ", '<th scope="col" ').replace("<th>", '<th scope="col">')
        html = html.replace("</table>", "</table></div>")
    if "<a " in html:
        html = _DEAD_LINK.sub(r"\1", html)
    return link_footnotes(html, prefix)


def unescape_entities(text: str) -> str:
    """Replace the entities of a text or of HTML by their characters.

    An entity with more digits than any character has becomes a space.
    """
    return unescape(_OVERLONG_ENTITY.sub(" ", text) if "&#" in text else text)


def find_comments(text: str) -> Iterator[tuple[int, int]]:
    """Find the start and end offsets of each comment, from `<!--` to the next `-->`.

    An unclosed `<!--` begins no comment.
    """
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (closing := text.find("-->", start + 4)) >= 0:
        end = closing + 3
        yield start, end


def escape_html(text: str) -> str:
    """Return a text in Markdown without comments, and with HTML escaped except for the elements that are kept."""
    if "<" not in text:
        return text
    text = strip_comments(text)
    for _ in range(3):  # what looked like one element can hold another; the sanitiser does the rest
        source = text.encode()
        spans = [
            (where["start"], where["end"])
            for event, where in PARSER.events_with_range(text)
            if (html := get_html(event)) and not _INLINE_KEPT.fullmatch(html)
        ]
        if not spans:
            break
        pieces, at = [], 0
        for start, end in spans:
            pieces += [source[at:start], source[start:end].replace(b"<", ESCAPED.encode())]
            at = end
        text = b"".join([*pieces, source[at:]]).decode()
    return text


def strip_comments(text: str) -> str:
    """Return a text without its comments."""
    pieces, at = [], 0
    for start, end in find_comments(text):
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]])


def find_word_starts(text: str) -> list[int]:
    """Return where the words of each paragraph and list item outside footnotes begin, as offsets in UTF-8 bytes."""
    places: list[int] = []
    begun, notes = False, 0
    for event, where in PARSER.events_with_range(text):
        edge, kind = classify(event)
        if kind == "FootnoteDefinition":
            notes += 1 if edge == "Start" else -1
        if begun and kind in _WORDS and not notes and get_html(event) != "<sup>":  # a footnote converted from a PDF
            places.append(where["start"])
        begun = edge == "Start" and kind in ("Paragraph", "Item")
    return places


def strip_tags(html: str) -> str:
    """Return the words of sanitised HTML, without its tags; entities are kept."""
    return re.sub(r"<[^>]*>", "", html)


def is_kept_html(html: str) -> bool:
    """Whether HTML in a text is HTML on its page."""
    return _INLINE_KEPT.fullmatch(html) is not None


@lru_cache(maxsize=256)
def is_kept_link(address: str) -> bool:
    """Whether a link to an address in a text is a link on its page."""
    return "<a " in _DEAD_LINK.sub("", _CLEANER.clean(f'<a href="{escape(address)}">x</a>'))


def _is_too_deep(html: str) -> bool:
    depth = 0
    for match in _NESTING.finditer(html):
        depth += -1 if match[1] else 1
        if depth > _DEEPEST:
            return True
    return False


def classify(event: Event) -> tuple[str, str]:
    """Return whether an event of the parser is a Start, an End or neither (""), and its kind, such as Paragraph."""
    if isinstance(event, str):
        return "", event
    edge, what = next(iter(event.items()))
    if edge not in ("Start", "End"):
        return "", edge
    return edge, next(iter(what)) if isinstance(what, dict) else str(what)


def get_html(event: Event) -> str:
    """Return the HTML in an event of the parser, or ""."""
    if isinstance(event, str):
        return ""
    html = event.get("InlineHtml") or event.get("Html")
    return html if isinstance(html, str) else ""


def _find_items(text: str) -> Iterator[list_numbers.Item | None]:
    """Find the items of all lists, in order; None is an item of a list without numbers."""
    source = text.encode()
    lists: list[int | None] = []
    begun = 0
    for event, where in PARSER.events_with_range(text):
        edge, kind = classify(event)
        if kind == "List" and edge == "Start":
            is_numbered = event != {"Start": {"List": None}}
            lists.append(begun if is_numbered else None)
            begun += is_numbered
        elif kind == "List":
            lists.pop()
        elif kind == "Item" and edge == "Start":
            list_, marker = lists[-1], _ITEM.match(source, where["start"])
            if list_ is None or marker is None:
                yield None
                continue
            is_apart = source.endswith(b"\n\n\n", 0, where["start"])
            yield list_numbers.Item(list_, int(marker[1]), marker[2].decode(), is_apart)
