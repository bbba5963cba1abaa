"""`/communications/<letter>/<response>/`: the page of a response, linked with its letter both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived import titles
from letterbook.derived.changes import find_last_change
from letterbook.derived.titles import Passage, choose_passage
from letterbook.i18n import Interface
from letterbook.i18n.isolation import isolate
from letterbook.model.public import Communication, Response, TextKept
from letterbook.rendering import headline
from letterbook.rendering.citing import cite_response, write_citations, write_metadata
from letterbook.rendering.context import Site
from letterbook.rendering.filed_view import FiledView, list_contents
from letterbook.rendering.legal_references import list_legal_references, list_unresolved
from letterbook.rendering.letter_questions import LetterQuestions, view_questions
from letterbook.rendering.linked_texts import list_response_texts
from letterbook.rendering.page import Heading, Page
from letterbook.rendering.views import (
    Linked,
    link_changes,
    link_files,
    link_letter,
    link_report,
    list_headings,
    render_texts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The responses before and after one in the list on the page of a letter."""

    letter: Linked
    previous: Linked | None
    next: Linked | None


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
    sender: Linked
    """The State, company or other recipient of the letter that responds."""
    questions: LetterQuestions | None
    """The questions of the letter, and which of them it is recorded to answer."""
    neighbours: tuple[Neighbours, ...]
    """The responses before and after it, for each letter that it answers, if there are any."""
    notes: Mapping[str, Passage]
    """By label: its own reference, and its citation of the letter, as the response has them."""
    sent_by: str | None
    """Who signed it or sent it on."""


def render_responses(site: Site) -> Iterator[Page]:
    """Yield a page for each response."""
    site.linked_texts.announce(list_response_texts(site.public))
    for communication in site.public.communications:
        for response in communication.responses:
            yield _render_response(response, communication, site)


def _render_response(response: Response, communication: Communication, site: Site) -> Page:
    address = urls.response(response.letter, response.slug)
    view = _view_response(response, communication, urls.root(address), site)
    cited = cite_response(response, communication, site)
    title = titles.write_full_title(response, communication, site.interface)
    facts = headline.write_response_facts(response, site.interface)
    return site.layout.build_page(
        address,
        title=f"{title} ({response.letter}, {site.interface.date(response.date)})",
        description=f"{title}. {facts}",
        body=site.templates.render(
            "response.html",
            response=view,
            contents=_list_contents(view, site.interface),
            cited=write_citations(cited, site.interface),
            root=urls.root(address),
        ),
        contents="",  # they are beside the response
        indexed=response.indexed,
        changed=find_last_change(response),
        printed=titles.join_reference(response.letter, title),
        metadata=write_metadata(cited.work, response, address, site, communication.reference),
    )


def _list_contents(view: ResponseView, interface: Interface) -> list[Heading]:
    return [
        *list_contents(view, interface, letter_questions=view.questions),
        *list_headings(interface, facts=view.reports or view.notes),
    ]


def _view_response(response: Response, communication: Communication, root: str, site: Site) -> ResponseView:
    interface = site.page_interface
    language = response.text.language
    own_language = "" if language == interface.language else language
    notes = {
        interface.text("reference"): Passage(response.reference or "", own_language),
        interface.text("response-cites"): Passage(response.cites_as or "", own_language),
    }
    texts = render_texts(communication, response, site.linked_texts, root, interface)
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
        sender=Linked.to_entry(response.recipient.name, urls.recipient(response.recipient.id), interface),
        questions=view_questions(response, communication, texts, site.citation_index, interface),
        neighbours=tuple(_view_neighbours(response, site)),
        elsewhere=response.source or "" if response.text_kept is not TextKept.FULL else "",
        sent_by=isolate(response.sent_by) if response.sent_by else None,
        notes={label: note for label, note in notes.items() if note.text},
        summary=choose_passage(summary, language, interface) if summary else None,
        texts=texts,
        without_text=_write_without_text(response, interface),
        legal_references=list_legal_references(communication, response, site.citation_index, interface),
        unresolved=list_unresolved(communication, response, site.citation_index, interface),
        corrections=response.corrections,
        compared=link_changes(response),
        redacted=response.redacted,
    )


def _view_neighbours(response: Response, site: Site) -> Iterator[Neighbours]:
    for reference in (response.letter, *response.also_answers):
        letter = site.relations.get_communication(reference.key)
        previous, following = site.relations.find_neighbours(response, letter)
        if previous or following:
            yield Neighbours(
                letter=link_letter(letter),
                previous=_link_response(previous, site) if previous else None,
                next=_link_response(following, site) if following else None,
            )


def _link_response(response: Response, site: Site) -> Linked:
    title = titles.write_response_title(response, site.page_interface)
    return Linked(title, urls.response(response.letter, response.slug))


def _write_without_text(response: Response, interface: Interface) -> str:
    if response.confidential:
        return interface.text("text-confidential")
    return interface.text("text-none-response") if response.text_kept is TextKept.NONE else ""
