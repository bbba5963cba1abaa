"""The page of a response: an address of its own, linked with its letter both ways."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.derived.citation_index import Citing
from letterbook.derived.relations import Relations
from letterbook.model.public import Communication, Public, Response
from letterbook.rendering import headline
from letterbook.rendering.layout import Paper
from letterbook.rendering.legal_references import references
from letterbook.rendering.page import OutputFile, Page
from letterbook.rendering.templates import Drawing
from letterbook.rendering.views import (
    file_links,
    files,
    headings,
    last_change,
    link,
    passage,
    text_headings,
    texts,
)


def response_pages(
    public: Public, relations: Relations, citing: Citing, drawing: Drawing, paper: Paper
) -> Iterator[Page | OutputFile]:
    """A page for each response, and the files that belong to it."""
    for communication in public.communications:
        for response in communication.responses:
            yield _page(response, communication, relations, citing, drawing, paper)
            yield from files(response.letter, response.attachments)


def _page(
    response: Response,
    communication: Communication,
    relations: Relations,
    citing: Citing,
    drawing: Drawing,
    paper: Paper,
) -> Page:
    address = urls.response(response.letter, response.slug)
    interface = drawing.interface
    title = headline.response_title(response, interface)
    facts = headline.response_facts(response, interface)
    summary = response.summary and passage(response.summary, response.text.language, interface)
    text_views = texts(response.text, response.translations, response.text_kept, citing, urls.root(address), interface)
    without_text = interface.text("text-none-response") if response.text_kept == "none" else ""
    notes = {
        interface.text("reference"): response.reference,
        interface.text("response-sent-by"): response.sent_by,
        interface.text("response-cites"): response.cites_as,
    }
    legal_references = references(communication, response, citing, interface)
    view = {
        "title": title,
        "facts": facts,
        "letter": link(communication),
        "letter_title": headline.title(communication, interface),
        "example": response.example,
        "files": file_links(response.letter, response.attachments),
        "source": response.source,
        "also_answers": [link(relations.communication(each.key)) for each in response.also_answers],
        "notes": {name: note for name, note in notes.items() if note},
        "summary": summary,
        "texts": text_views,
        "without_text": without_text,
        "legal_references": legal_references,
        "corrections": response.corrections,
        "redacted": response.redacted,
    }
    contents = [
        *headings(interface, facts=True, summary=summary),
        *text_headings(text_views),
        *headings(
            interface,
            text=without_text,
            legal_references=legal_references,
            corrections=response.corrections or response.redacted,
        ),
    ]
    return paper.page(
        address,
        title=f"{title} ({response.letter})",
        description=f"{title}. {facts}",
        body=drawing.draw("response.html", response=view, root=urls.root(address)),
        contents=drawing.draw("contents.html", contents=contents),
        indexed=response.indexed,
        changed=last_change(response),
        printed=f"{response.letter} · {title}",
    )
