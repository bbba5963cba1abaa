"""Links footnotes there and back, each under the number or sign that the letter prints.

A footnote in Markdown has its label, `[^5]` or `[^†]`, which the parser would replace by a number of its own counting.
A text converted from a PDF has a bare number or sign in the text, `<sup>5</sup>`, and a paragraph that begins with it.
Where a label has several texts, only the first is linked. A label that nothing in the text defines is printed as it is.
"""

from __future__ import annotations

import re
from html import escape, unescape

from letterbook.text.normalize import fold

_NOTE = re.compile(r'<div class="footnote-definition" id="([^"]*)"><sup class="footnote-definition-label">[0-9]+</sup>')
_NOTE_TEXT = re.compile(
    r'<div class="footnote-definition">\s*<sup class="footnote-definition-label">([^<]*)</sup>\s*(<p>)?'
)
_REFERENCE = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)"[^>]*>[0-9]+</a></sup>')
_SIGN = r"\w{1,4}|[*†‡§¶#]{1,4}"
_CONVERTED_TEXT = re.compile(rf"<p><sup>({_SIGN})</sup>(?=\s)")
_CONVERTED_REFERENCE = re.compile(rf"<sup>({_SIGN})</sup>")
_BACK_LINK = re.compile(r'<sup><a href="#[^"]*fnref-([^"]*)">([^<]*)</a></sup>')
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_UNSAFE = re.compile("[^A-Za-z0-9-]")


def keep_labels(html: str) -> str:
    """Put the label of each footnote in Markdown back into its text, in HTML as the parser makes it."""
    if 'class="footnote-definition"' not in html:
        return html
    return _NOTE.sub(
        r'<div class="footnote-definition"><sup class="footnote-definition-label">\1</sup>',
        html,
    )


def link_footnotes(html: str, prefix: str) -> str:
    """Link footnotes and their references, in sanitised HTML. `prefix` begins their ids."""
    if "<sup" not in html:
        return html
    noted: set[str] = set()
    alike: dict[str, str] = {}
    referred: set[str] = set()

    def write_note(match: re.Match[str]) -> str:
        label, is_converted = unescape(match[1]), match.re is _CONVERTED_TEXT
        if label in noted:
            return match[0]
        noted.add(label)
        alike.setdefault(fold(label), label)
        id_ = _write_id(label)
        back = f'<sup><a href="#{prefix}fnref-{id_}">{_print(label)}</a></sup>'
        note = f'<p class="lb-footnote" id="{prefix}fn-{id_}">{back}'
        if is_converted:
            return note
        return f'<div class="footnote-definition">{note}{" " if match[2] else "</p>"}'

    def write_reference(match: re.Match[str]) -> str:
        label = unescape(match[1])
        target = label if label in noted else alike.get(fold(label)) if match.re is _REFERENCE else None
        if target is None:  # an exponent, or a footnote without a text
            return f"<sup>{_print(label)}</sup>"
        id_ = _write_id(target)
        own = "" if id_ in referred else f' id="{prefix}fnref-{id_}"'
        referred.add(id_)
        return f'<sup{own}><a href="#{prefix}fn-{id_}">{_print(label)}</a></sup>'

    html = _NOTE_TEXT.sub(write_note, html)
    html = _CONVERTED_TEXT.sub(write_note, html)
    html = _REFERENCE.sub(write_reference, html)
    html = _CONVERTED_REFERENCE.sub(write_reference, html)
    return _BACK_LINK.sub(lambda match: match[0] if match[1] in referred else f"<sup>{match[2]}</sup>", html)


def _print(label: str) -> str:
    """Return a label as a page prints it: without the backslashes and entities of Markdown."""
    return escape(unescape(_ESCAPED.sub(r"\1", label)), quote=False)


def _write_id(label: str) -> str:
    """Write a label so that it can be part of an id and of an address; two labels never get the same."""
    return _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}_", label)
