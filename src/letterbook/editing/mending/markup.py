"""Mends what a conversion leaves in Markdown: HTML, comments, pictures, links that lead nowhere, escaped characters."""

from __future__ import annotations

import re
from html import unescape

from letterbook.editing.mending.manuscript import Manuscript
from letterbook.text.leftovers import ELEMENTS
from letterbook.text.markdown import find_comments
from letterbook.text.normalize import fold

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)((?:\s[^<>]*)?)/?>|</?[movw]:[A-Za-z]+[^<>]*>")
_KEPT = frozenset(["sup", "sub", "b", "i", "u", "em", "strong"])
_BREAK = re.compile(r"<br\s*/?>\s*$")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(
    r"(?<!!)\[((?:[^\[\]\\]|\\.)*)\]\(\s*<?([^()\s>]*(?:\([^()\s]*\)[^()\s>]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)
_ADDRESS = re.compile(r"https?://\S+")
_IN_ADDRESS = re.compile(r"(https?://[^\s<>\[\]()]*?)\\+_")
_SITE = re.compile(r"https?://[^/\s?#]|mailto:")
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|apos|rsquo|lsquo|rdquo|ldquo|ndash|mdash|#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,5});")


def mend_markup(manuscript: Manuscript) -> None:
    """Mend the markup of a text that was converted from another form."""
    _remove_comments(manuscript)
    for at, line in enumerate(manuscript.lines):
        text = line.text
        if "![" in text:
            text = _remove_pictures(manuscript, at, text)
        if "](" in text:
            text = _mend_links(manuscript, at, text)
        if "\\" in text:
            text = _mend_escapes(manuscript, at, text)
        if "<" in text:
            text = _remove_tags(manuscript, at, text)
        if "&" in text:
            text = _ENTITY.sub(lambda match: unescape(match[0]), text)
        if text != line.text:
            manuscript.replace(at, text)


def _remove_comments(manuscript: Manuscript) -> None:
    text = manuscript.text
    for start, end in reversed(list(find_comments(text))):
        first, last = text.count("\n", 0, start), text.count("\n", 0, end)
        column = start - (text.rfind("\n", 0, start) + 1)
        rest = manuscript.lines[last].text[end - (text.rfind("\n", 0, end) + 1) :]
        manuscript.note_removed(first, text[start + 4 : end - 3], "a comment, which no page shows")
        manuscript.replace(first, manuscript.lines[first].text[:column] + rest)
        for at in range(first + 1, last + 1):
            manuscript.replace(at, "")
        text = manuscript.text


def _remove_pictures(manuscript: Manuscript, at: int, text: str) -> str:
    for match in _PICTURE.finditer(text):
        manuscript.note_removed(at, match[1], f"the picture {match[2]}, which pages do not show")
    return _PICTURE.sub("", text)


def _mend_links(manuscript: Manuscript, at: int, text: str) -> str:
    def mend(match: re.Match[str]) -> str:
        label, address = match[1], match[2]
        plain = re.sub(r"\\+(.)", r"\1", label).strip("<>")
        if _ADDRESS.fullmatch(plain):
            if plain != label or plain != address:
                manuscript.note_mended(at, f"the address {plain} was written as a plain link")
            if address.replace("\\", "") not in ("#", "", plain):
                manuscript.note_doubt(at, f"the link {plain} led to another address: {address}")
            return f"<{plain}>"
        if address.startswith("#") and "fn" in fold(address) and len(label) < 6:
            return match[0]
        if not _SITE.match(address):
            manuscript.note_mended(
                at, f"the link “{label}” leads nowhere ({address or 'no address'}); its words were kept"
            )
            return label
        return match[0]

    return _LINK.sub(mend, text)


def _mend_escapes(manuscript: Manuscript, at: int, text: str) -> str:
    mended = text
    while (shorter := _IN_ADDRESS.sub(r"\1_", mended)) != mended:
        mended = shorter
    mended = re.sub(r"(?<=\w)\\+_(?=\w)", "_", mended)
    if mended != text:
        manuscript.note_mended(at, "backslashes before underscores were removed")
    return mended


def _remove_tags(manuscript: Manuscript, at: int, text: str) -> str:
    removed: list[str] = []
    text = _BREAK.sub("  ", text)

    def remove(match: re.Match[str]) -> str:
        name = fold(match[1] or "")
        if name in _KEPT or (name and name not in ELEMENTS):
            return match[0]
        removed.append(match[0])
        if name == "br":
            return "<br>"
        return ""

    mended = _TAG.sub(remove, text)
    if others := [each for each in removed if not each.startswith("<br")]:
        manuscript.note_mended(at, f"HTML was removed: {' '.join(others[:4])}{' …' if len(others) > 4 else ''}")
    return mended
