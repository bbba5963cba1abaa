"""Which paragraphs of a text its corrections changed, as far as the record has the text before them.

A paragraph counts as corrected if no paragraph of the earlier text has its words. So one that only moved, or whose
number changed, does not, and neither does one that is gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from letterbook.derived.text_changes import list_text_changes
from letterbook.model.public import Communication, Response
from letterbook.text.normalize import HIDDEN
from letterbook.text.structure import structure_text
from letterbook.text.visible_text import BLOCK_EDGE, find_tags, read_html

_NUMBERED = '<a class="lb-number"'


def find_corrected_paragraphs(published: Communication | Response) -> Mapping[str, dt.date]:
    """Map the anchor of each corrected paragraph of a text to the date of the last correction that changed it."""
    corrected: dict[str, dt.date] = {}
    for change in reversed(list_text_changes(published)):  # oldest first
        before = {words for _, words in _list_paragraphs(change.before)}
        corrected |= {anchor: change.date for anchor, words in _list_paragraphs(change.after) if words not in before}
    return corrected


def _list_paragraphs(body: str) -> Iterator[tuple[str, str]]:
    """Yield the anchor and the words of each numbered paragraph of a text in Markdown."""
    html = structure_text(body).html
    seen = read_html(html)
    for at, tag in find_tags(html, _NUMBERED):
        paragraph = seen[at:].partition(BLOCK_EDGE)[0]
        yield tag.split('"')[3], " ".join(paragraph.replace(HIDDEN, "").split())
