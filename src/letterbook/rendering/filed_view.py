"""The parts that pages of letters and of responses share: texts, files, legal references, corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from letterbook.derived.titles import Passage
from letterbook.i18n import Interface
from letterbook.model.public import Correction
from letterbook.rendering.legal_references import LegalReference, UnresolvedCitation
from letterbook.rendering.page import Heading
from letterbook.rendering.views import File, TextView, list_headings, list_text_headings


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledView:
    """The values that both templates use. Anything empty or None is left out of the page."""

    example: bool
    """Whether the letter or response is fictional."""
    tag: str
    """The key of the tag that says so, or that marks a real one among examples; or ""."""
    files: list[File]
    source: str | None
    """The address of the official page."""
    summary: Passage | None
    texts: list[TextView]
    """The text, if the record includes it, and its translations."""
    without_text: str
    """The note in place of a text that the record does not include."""
    elsewhere: str
    """The address of the text, if the record does not include all of it, or ""."""
    legal_references: list[LegalReference]
    unresolved: list[UnresolvedCitation]
    corrections: tuple[Correction, ...]
    compared: Mapping[Correction, str]
    """For each correction that changed the text: the place that shows the words before and after it."""
    redacted: tuple[dt.date, ...]
    """The dates of redactions."""


def list_contents(view: FiledView, interface: Interface, **first: object) -> list[Heading]:
    """List the headings of a page: those of its `first` sections that have content, then those of the texts and of the
    sections after them."""
    return [
        *list_headings(interface, **first),
        *list_text_headings(view.texts),
        *list_headings(
            interface,
            text=view.without_text,
            legal_references=view.legal_references or view.unresolved,
            corrections=view.corrections or view.redacted,
        ),
    ]
