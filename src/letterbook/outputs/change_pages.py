"""`/communications/<letter>/changes/`: the words of a letter, and of the responses to it, before and after corrections.

Search engines are asked to leave these pages out: a reader who looks for a letter should find the letter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived import titles
from letterbook.derived.text_changes import TextChange, list_text_changes
from letterbook.derived.titles import Passage
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Correction, Response
from letterbook.rendering.compared_texts import ComparedPart, fold_unchanged
from letterbook.rendering.context import Site
from letterbook.rendering.page import Heading, Page
from letterbook.rendering.views import Linked, link_letter
from letterbook.text.comparison import compare_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A text before and after a correction. `notes` say what readers should know about the comparison."""

    anchor: str
    heading: str
    date: dt.date
    filed: Linked | None
    """The response that was corrected; None for the letter, to which the page leads at its head."""
    corrections: tuple[Correction, ...]
    notes: tuple[str, ...]
    language: str
    parts: tuple[ComparedPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """The values of `changes.html`."""

    letter: Linked
    title: Passage
    example: bool
    tag: str
    has_marks: bool
    """Whether any words are marked as removed or added."""
    changes: tuple[ChangeView, ...]


def render_changes(site: Site) -> Iterator[Page]:
    """Yield a page for each communication of which an earlier text is public, or one of a response to it."""
    for communication in site.public.communications:
        if communication.earlier or any(each.earlier for each in communication.responses):
            yield _render_changes(communication, site)


def _render_changes(communication: Communication, site: Site) -> Page:
    interface = site.page_interface
    address = urls.changes(communication.reference)
    changes = tuple(_list_changes(communication, interface))
    view = ChangesView(
        letter=link_letter(communication),
        title=titles.write_title(communication, interface),
        example=communication.example,
        tag="example" if communication.example else site.example_tags.choose(example=False),
        has_marks=any(part.marked for each in changes for part in each.parts),
        changes=changes,
    )
    return site.layout.build_page(
        address,
        title=site.interface.join_label(str(communication.reference), site.interface.text("what-changed")),
        description=site.interface.text("what-changed-lead"),
        body=site.templates.render("changes.html", view=view, root=urls.root(address)),
        contents=site.templates.render(
            "contents.html",
            contents=[Heading(each.anchor, each.heading) for each in changes],
        ),
        indexed=False,
        printed=str(communication.reference),
    )


def _list_changes(communication: Communication, interface: Interface) -> Iterator[ChangeView]:
    """Yield the changes of a letter, then those of the responses to it."""
    for each in list_text_changes(communication):
        heading = interface.text("letter-corrected", date=interface.date(each.date))
        yield _view_change(each, communication, heading, None, interface)
    for response in communication.responses:
        title = titles.write_response_title(response, interface)
        link = Linked(title, urls.response(response.letter, response.slug))
        for each in list_text_changes(response):
            heading = interface.text("response-corrected", title=title, date=interface.date(each.date))
            yield _view_change(each, response, heading, link, interface)


def _view_change(
    change: TextChange, published: Communication | Response, heading: str, filed: Linked | None, interface: Interface
) -> ChangeView:
    comparison = compare_texts(change.before, change.after)
    notes = {
        "changed-layout": not comparison.has_changes,
        "changed-too-much": comparison.has_whole_blocks,
    }
    return ChangeView(
        anchor=urls.change_anchor(change.date, published.slug if isinstance(published, Response) else ""),
        heading=heading,
        date=change.date,
        filed=filed,
        corrections=change.corrections,
        notes=tuple(interface.text(key) for key, applies in notes.items() if applies),
        language=published.text.language,
        parts=fold_unchanged(comparison) if comparison.has_changes else (),
    )
