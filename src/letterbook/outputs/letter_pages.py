"""The page of a letter."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.derived.citation_index import Citing
from letterbook.derived.relations import Relations
from letterbook.derived.response_status import statuses
from letterbook.i18n import Interface
from letterbook.model.public import (
    Addressing,
    Communication,
    EarlierLetter,
    Public,
    Recipient,
    SigningMandate,
)
from letterbook.rendering import headline
from letterbook.rendering.layout import Paper
from letterbook.rendering.legal_references import references
from letterbook.rendering.page import OutputFile, Page
from letterbook.rendering.templates import Drawing
from letterbook.rendering.views import (
    Linked,
    file_links,
    files,
    headings,
    last_change,
    link,
    passage,
    text_headings,
    texts,
)


def letter_pages(
    public: Public, relations: Relations, citing: Citing, drawing: Drawing, paper: Paper
) -> Iterator[Page | OutputFile]:
    """A page for each communication, and the files that belong to it."""
    for communication in public.communications:
        yield _page(communication, relations, citing, drawing, paper)
        yield from files(communication.reference, communication.attachments)


def _page(communication: Communication, relations: Relations, citing: Citing, drawing: Drawing, paper: Paper) -> Page:
    address = urls.letter(communication.reference)
    interface = drawing.interface
    root = urls.root(address)
    title = headline.title(communication, interface)
    lead = headline.lead(communication, interface)
    responses = relations.responses(communication)
    summary = communication.summary and passage(communication.summary, communication.text.language, interface)
    text_views = texts(communication.text, communication.translations, communication.text_kept, citing, root, interface)
    annex = references(communication, None, citing, interface)
    without_text = _without_text(communication, interface)
    view = {
        "reference": str(communication.reference),
        "reference_as_printed": communication.reference_as_printed,
        "title": title,
        "lead": lead,
        "example": communication.example,
        "statuses": headline.status_lines(statuses(communication, responses), interface),
        "also_sent_to": _also_sent_to(communication, relations, interface),
        "files": file_links(communication.reference, communication.attachments),
        "source": communication.source,
        "summary": summary,
        "mandates": [_mandate(each, interface) for each in communication.mandates],
        "addressed": [_addressed(each, interface) for each in communication.recipients],
        "concerning": [_recipient(each, interface) for each in communication.concerning],
        "group": communication.group
        and Linked.named(communication.group.title, urls.group(communication.group.id), interface),
        "companions": [link(each) for each in relations.companions(communication)],
        "earlier": [_earlier(each, relations, interface) for each in communication.follows],
        "later": [link(each) for each in relations.later(communication)],
        "response_due": communication.response_due,
        "alleged_victims": communication.alleged_victims,
        "early": communication.early and interface.words(communication.early),
        "press_releases": communication.press_releases,
        "responses": [
            {
                "link": Linked(headline.response_title(each, interface), urls.response(each.letter, each.slug)),
                "facts": headline.response_facts(each, interface),
            }
            for each in responses
        ],
        "texts": text_views,
        "without_text": without_text,
        "annex": annex,
        "corrections": communication.corrections,
        "redacted": communication.redacted,
    }
    contents = [
        *headings(interface, summary=summary, facts=True, responses=responses),
        *text_headings(text_views),
        *headings(
            interface,
            text=without_text,
            legal_references=annex,
            corrections=communication.corrections or communication.redacted,
        ),
    ]
    return paper.page(
        address,
        title=f"{communication.reference}: {title.text}",
        description=lead,
        body=drawing.draw("letter.html", letter=view, root=root),
        contents=drawing.draw("contents.html", contents=contents),
        indexed=communication.indexed,
        changed=last_change(communication, responses),
        printed=str(communication.reference),
    )


def _also_sent_to(communication: Communication, relations: Relations, interface: Interface) -> list[Linked]:
    """As the letter says; a name is a link where a released letter of the same group went there."""
    companions = {
        addressing.recipient.id: urls.letter(each.reference)
        for each in relations.companions(communication)
        for addressing in each.recipients
    }
    return [
        Linked(each.others or "")
        if each.recipient is None
        else Linked.named(each.recipient.name, companions.get(each.recipient.id, ""), interface)
        for each in communication.also_sent_to
    ]


def _earlier(earlier: EarlierLetter, relations: Relations, interface: Interface) -> Linked:
    """As the letter says; a link where the earlier letter is released."""
    found = relations.earlier(earlier)
    if earlier.reference is not None:
        name = str(earlier.reference)
    else:
        day = interface.date(earlier.sent) if earlier.sent else ""
        to = earlier.recipient and interface.words(earlier.recipient.name)
        name = interface.text("earlier-to", date=day, name=to) if to else interface.text("earlier-on", date=day)
    return Linked(name, urls.letter(found.reference) if found else "")


def _mandate(each: SigningMandate, interface: Interface) -> dict[str, object]:
    notes = [each.authority] if each.authority else []
    if each.signed_by:
        notes.append(interface.text("signed-by", name=each.signed_by))
    resolution = each.resolution and Linked(
        interface.text("resolution", number=each.resolution), urls.resolution(each.resolution)
    )
    mandate = Linked.named(each.mandate.name, urls.mandate(each.mandate.id), interface)
    return {"mandate": mandate, "resolution": resolution, "notes": ", ".join(notes)}


def _recipient(recipient: Recipient, interface: Interface) -> Linked:
    return Linked.named(recipient.name, urls.recipient(recipient.id), interface)


def _addressed(each: Addressing, interface: Interface) -> dict[str, object]:
    notes = [each.addressee] if each.addressee else []
    if each.named_as:
        notes.append(interface.text("named-as", name=each.named_as))
    if each.via:
        notes.append(interface.text("via", name=each.via))
    return {"recipient": _recipient(each.recipient, interface), "resolution": None, "notes": ", ".join(notes)}


def _without_text(communication: Communication, interface: Interface) -> str:
    if communication.text_kept != "none":
        return ""
    sentences = [interface.text("text-none")]
    if communication.questions is not None:
        sentences.append(interface.plural("questions-count", communication.questions))
    return " ".join(sentences)
