"""`/communications/<letter>/<response>/`: the page of a response, linked with its letter both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived import titles
from letterbook.derived.changes import find_last_change
from letterbook.derived.titles import Passage, choose_passage
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Response, TextKept
from letterbook.rendering import headline
from letterbook.rendering.answers import AnswerCell, list_answers
from letterbook.rendering.citing import cite_response, write_citations, write_metadata
from letterbook.rendering.context import Site
from letterbook.rendering.filed_view import FiledView, list_contents
from letterbook.rendering.legal_references import list_legal_references, list_unresolved
from letterbook.rendering.page import Page
from letterbook.rendering.views import Linked, link_changes, link_files, link_letter, link_report, render_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseView(FiledView):
    """The values of `response.html`."""

    name: str
    """Whose response of which kind it is, or with its date if the letter has no subject."""
    subject: Passage | None
    """The subject of the letter, with which the title ends."""
    facts: str
    """The dates on which it was written, received and made public."""
    letter: Linked
    """The letter that it answers."""
    letter_title: Passage
    also_answers: list[Linked]
    reports: list[Linked]
    """The reports that carry it."""
    questions_answered: tuple[tuple[Linked, AnswerCell], ...]
    """The questions of the letter that it is recorded to answer."""
    notes: Mapping[str, str]
    """By label: its own reference, its sender, and its citation of the letter."""


def render_responses(site: Site) -> Iterator[Page]:
    """Yield a page for each response."""
    for communication in site.public.communications:
        for response in communication.responses:
            yield _render_response(response, communication, site)


def _render_response(response: Response, communication: Communication, site: Site) -> Page:
    address = urls.response(response.letter, response.slug)
    view = _view_response(response, communication, urls.root(address), site)
    work = cite_response(response, communication, site)
    title = titles.write_full_title(response, communication, site.interface)
    facts = headline.write_response_facts(response, site.interface)
    return site.layout.build_page(
        address,
        title=f"{title} ({response.letter}, {site.interface.date(response.date)})",
        description=f"{title}. {facts}",
        body=site.templates.render(
            "response.html", response=view, cited=write_citations(work, site.interface), root=urls.root(address)
        ),
        contents=site.templates.render(
            "contents.html", contents=list_contents(view, site.interface, facts=True, summary=view.summary)
        ),
        indexed=response.indexed,
        changed=find_last_change(response),
        printed=titles.join_reference(response.letter, title),
        metadata=write_metadata(work, response, address, site, communication.reference),
    )


def _view_response(response: Response, communication: Communication, root: str, site: Site) -> ResponseView:
    interface = site.page_interface
    notes = {
        interface.text("reference"): response.reference,
        interface.text("response-sent-by"): response.sent_by,
        interface.text("response-cites"): response.cites_as,
    }
    summary = response.summary
    return ResponseView(
        name=titles.write_response_name(response, interface)
        if communication.subject
        else titles.write_response_title(response, interface),
        subject=titles.write_title(communication, interface) if communication.subject else None,
        facts=headline.write_response_facts(response, interface),
        letter=link_letter(communication),
        letter_title=titles.write_title(communication, interface),
        example=response.example,
        tag="example" if response.example else site.example_tags.choose(example=False),
        files=link_files(response.letter, response.attachments),
        source=response.source,
        also_answers=[link_letter(site.relations.get_communication(each.key)) for each in response.also_answers],
        reports=[link_report(each, interface) for each in site.reports.find_by_response(response)],
        questions_answered=list_answers(response, communication, interface),
        notes={label: note for label, note in notes.items() if note},
        summary=choose_passage(summary, response.text.language, interface) if summary else None,
        texts=render_texts(communication, response, site.citation_index, root, interface),
        without_text=_write_without_text(response, interface),
        legal_references=list_legal_references(communication, response, site.citation_index, interface),
        unresolved=list_unresolved(communication, response, site.citation_index, interface),
        corrections=response.corrections,
        compared=link_changes(response),
        redacted=response.redacted,
    )


def _write_without_text(response: Response, interface: Interface) -> str:
    if response.confidential:
        return interface.text("text-confidential")
    return interface.text("text-none-response") if response.text_kept is TextKept.NONE else ""
