"""`/communications/<letter>/<response>/`: the page of a response, linked with its letter both ways."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.changes import find_last_change
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Correction, Response, TextKept
from letterbook.rendering import headline
from letterbook.rendering.context import Site
from letterbook.rendering.legal_references import LegalReference, list_legal_references
from letterbook.rendering.page import Heading, Page
from letterbook.rendering.views import (
    File,
    Linked,
    Passage,
    TextView,
    choose_passage,
    link_files,
    link_letter,
    list_headings,
    list_text_headings,
    render_texts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseView:
    """The values of `response.html`. Whatever is empty or None has no place on the page."""

    title: str
    facts: str
    """When it was dated, received and made public."""
    letter: Linked
    """The letter that it answers."""
    letter_title: Passage
    example: bool
    """Whether the response is fictional."""
    files: list[File]
    source: str | None
    """The address of the official page."""
    also_answers: list[Linked]
    notes: Mapping[str, str]
    """Its own reference, who sent it and how it cites the letter: each by its label."""
    summary: Passage | None
    texts: list[TextView]
    """The text, unless it is held elsewhere, and its translations."""
    without_text: str
    """What is said in place of a text that is held elsewhere."""
    legal_references: list[LegalReference]
    corrections: tuple[Correction, ...]
    redacted: tuple[dt.date, ...]


def render_responses(site: Site) -> Iterator[Page]:
    """Yield a page for each response."""
    for communication in site.public.communications:
        for response in communication.responses:
            yield _render_response(response, communication, site)


def _render_response(response: Response, communication: Communication, site: Site) -> Page:
    address = urls.response(response.letter, response.slug)
    view = _view_response(response, communication, urls.root(address), site)
    return site.layout.build_page(
        address,
        title=f"{view.title} ({response.letter})",
        description=f"{view.title}. {view.facts}",
        body=site.templates.render("response.html", response=view, root=urls.root(address)),
        contents=site.templates.render("contents.html", contents=_list_contents(view, site.interface)),
        indexed=response.indexed,
        changed=find_last_change(response),
        printed=f"{response.letter} · {view.title}",
    )


def _view_response(response: Response, communication: Communication, root: str, site: Site) -> ResponseView:
    interface = site.interface
    notes = {
        interface.text("reference"): response.reference,
        interface.text("response-sent-by"): response.sent_by,
        interface.text("response-cites"): response.cites_as,
    }
    summary = response.summary
    return ResponseView(
        title=headline.write_response_title(response, interface),
        facts=headline.write_response_facts(response, interface),
        letter=link_letter(communication),
        letter_title=headline.write_title(communication, interface),
        example=response.example,
        files=link_files(response.letter, response.attachments),
        source=response.source,
        also_answers=[link_letter(site.relations.communication(each.key)) for each in response.also_answers],
        notes={label: note for label, note in notes.items() if note},
        summary=choose_passage(summary, response.text.language, interface) if summary else None,
        texts=render_texts(response, site.citation_index, root, interface),
        without_text=interface.text("text-none-response") if response.text_kept is TextKept.NONE else "",
        legal_references=list_legal_references(communication, response, site.citation_index, interface),
        corrections=response.corrections,
        redacted=response.redacted,
    )


def _list_contents(view: ResponseView, interface: Interface) -> list[Heading]:
    return [
        *list_headings(interface, facts=True, summary=view.summary),
        *list_text_headings(view.texts),
        *list_headings(
            interface,
            text=view.without_text,
            legal_references=view.legal_references,
            corrections=view.corrections or view.redacted,
        ),
    ]
