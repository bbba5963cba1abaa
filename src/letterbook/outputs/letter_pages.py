"""`/communications/<letter>/`: the page of a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived import titles
from letterbook.derived.changes import find_last_change
from letterbook.derived.titles import Passage, choose_passage
from letterbook.i18n import Interface
from letterbook.model.public import (
    Communication,
    EarlierLetter,
    PressRelease,
    Recipient,
    Response,
    SigningMandate,
    TextKept,
)
from letterbook.rendering import headline
from letterbook.rendering.answers import AnswerMatrix, view_matrix
from letterbook.rendering.citing import cite_letter, write_citations, write_metadata
from letterbook.rendering.context import Site
from letterbook.rendering.filed_view import FiledView
from letterbook.rendering.headline import StatusLine
from letterbook.rendering.legal_references import list_legal_references, list_unresolved
from letterbook.rendering.linked_texts import list_letter_texts
from letterbook.rendering.page import Heading, Page
from letterbook.rendering.recipients import RecipientView, view_recipients
from letterbook.rendering.timeline import TimelineView, view_timeline
from letterbook.rendering.views import (
    Linked,
    link_changes,
    link_comparisons,
    link_files,
    link_letter,
    link_report,
    list_headings,
    list_text_headings,
    render_texts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateView:
    """A mandate of a letter, with notes from the letter."""

    link: Linked
    resolution: Linked | None
    """The resolution that the letter cites for it."""
    notes: str
    signed_by: str | None
    """Who signed the letter for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseLink:
    """A response in the list on the page of a letter that it answers."""

    link: Linked
    facts: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView(FiledView):
    """The values of `letter.html`."""

    reference: str
    reference_as_printed: str | None
    """The reference as the letter prints it, if different."""
    title: Passage
    lead: str
    """Type, recipients and days in one line."""
    statuses: tuple[StatusLine, ...]
    """The status of each recipient's response, with a link to it."""
    recipients: list[RecipientView]
    also_sent_to: list[Linked]
    feeds: list[Linked]
    """The feeds of what is new about each recipient."""
    mandates: list[MandateView]
    concerning: list[Linked]
    """States and companies that the letter concerns but was not sent to."""
    group: Linked | None
    companions: list[Linked]
    """The other letters of the group."""
    compared_with: list[Linked]
    """Letters of the group that have a page beside this one."""
    earlier: list[Linked]
    """The earlier letters that this one mentions."""
    later: list[Linked]
    """The later letters that mention this one."""
    alleged_victims: int | None
    corrects: list[Linked]
    """The letters that this one corrects."""
    report: Linked | None
    """The report that lists the letter."""
    release: str
    """The reason for a release earlier or later than the rule's."""
    press_releases: tuple[PressRelease, ...]
    timeline: TimelineView
    responses: list[ResponseLink]
    questions_answered: AnswerMatrix | None
    """Which response answers which question."""


def render_letters(site: Site) -> Iterator[Page]:
    """Yield a page for each communication."""
    site.linked_texts.announce(list_letter_texts(site.public))
    for communication in site.public.communications:
        yield _render_letter(communication, site)


def _render_letter(communication: Communication, site: Site) -> Page:
    address = urls.letter(communication.reference)
    responses = site.relations.find_responses(communication)
    view = _view_letter(communication, responses, urls.root(address), site)
    cited = cite_letter(communication, site)
    return site.layout.build_page(
        address,
        title=titles.join_reference(communication.reference, titles.write_title(communication, site.interface).text),
        description=headline.write_lead(communication, site.interface),
        body=site.templates.render(
            "letter.html",
            letter=view,
            contents=_list_contents(view, site.interface),
            cited=write_citations(cited, site.interface),
            root=urls.root(address),
        ),
        contents="",  # they are beside the letter
        indexed=communication.indexed,
        changed=find_last_change(communication, responses),
        printed=str(communication.reference),
        feed=urls.recipient(communication.recipients[0].recipient.id) if communication.recipients else "",
        metadata=write_metadata(cited.work, communication, address, site, communication.reference),
    )


def _list_contents(view: LetterView, interface: Interface) -> list[Heading]:
    return [
        *list_headings(interface, text=view.without_text),
        *list_text_headings(view.texts),
        *list_headings(
            interface,
            responses=view.responses,
            questions_answered=view.questions_answered and view.questions_answered.rows,
            legal_references=view.legal_references or view.unresolved,
            corrections=view.corrections or view.redacted,
            facts=True,
        ),
    ]


def _view_letter(communication: Communication, responses: tuple[Response, ...], root: str, site: Site) -> LetterView:
    interface, relations = site.page_interface, site.relations
    texts = render_texts(communication, None, site.linked_texts, root, interface)
    recipients = view_recipients(communication, relations, interface)
    summary, group = communication.summary, communication.group
    return LetterView(
        reference=str(communication.reference),
        reference_as_printed=communication.reference_as_printed,
        title=titles.write_title(communication, interface),
        lead=headline.write_lead(communication, interface),
        example=communication.example,
        tag="example" if communication.example else site.example_tags.choose(example=False),
        statuses=tuple(each.statuses[0] for each in recipients),
        recipients=recipients,
        also_sent_to=_link_also_sent_to(communication, site),
        feeds=_link_feeds(communication, site),
        files=link_files(communication.reference, communication.attachments),
        source=communication.source,
        summary=choose_passage(summary, communication.text.language, interface) if summary else None,
        mandates=[_view_mandate(each, interface) for each in communication.mandates],
        concerning=[_link_recipient(each, interface) for each in communication.concerning],
        group=Linked.to_entry(group.title, urls.group(group.id), interface) if group else None,
        companions=[link_letter(each) for each in relations.find_companions(communication)],
        compared_with=link_comparisons(communication, site.companions, interface),
        earlier=[_link_earlier(each, site) for each in communication.follows],
        later=[link_letter(each) for each in relations.find_later(communication)],
        alleged_victims=communication.alleged_victims,
        corrects=[link_letter(each) for each in relations.find_corrected(communication)],
        report=link_report(report, interface) if (report := site.reports.find_by_letter(communication)) else None,
        release=_write_release(communication, interface),
        press_releases=communication.press_releases,
        responses=[_view_response(each, interface) for each in responses],
        timeline=view_timeline(communication, responses, relations.find_withdrawn(communication), interface),
        questions_answered=view_matrix(communication, texts, interface),
        texts=texts,
        without_text=_write_without_text(communication, interface),
        elsewhere=communication.source or "" if communication.text_kept is not TextKept.FULL else "",
        legal_references=list_legal_references(communication, None, site.citation_index, interface),
        unresolved=list_unresolved(communication, None, site.citation_index, interface),
        corrections=communication.corrections,
        compared=link_changes(communication),
        redacted=communication.redacted,
    )


def _link_also_sent_to(communication: Communication, site: Site) -> list[Linked]:
    """List the other recipients that the letter names; a name links to a released letter to it in the same group."""
    companions = {
        addressing.recipient.id: urls.letter(each.reference)
        for each in site.relations.find_companions(communication)
        for addressing in each.recipients
    }
    return [
        Linked(each.others or "")
        if each.recipient is None
        else Linked.to_entry(each.recipient.name, companions.get(each.recipient.id, ""), site.interface)
        for each in communication.also_sent_to
    ]


def _link_earlier(earlier: EarlierLetter, site: Site) -> Linked:
    """Return an earlier letter as this one names it, with a link if it is released."""
    interface = site.page_interface
    found = site.relations.find_earlier(earlier)
    if earlier.reference is not None:
        name = str(earlier.reference)
    else:
        day = interface.date(earlier.sent) if earlier.sent else ""
        to = earlier.recipient and interface.to(interface.name("to", earlier.recipient))
        name = interface.text("earlier-to", date=day, to=to) if to else interface.text("earlier-on", date=day)
    return Linked(name, urls.letter(found.reference) if found else "")


def _link_feeds(communication: Communication, site: Site) -> list[Linked]:
    if not site.site_url:
        return []
    return [
        Linked(
            site.interface.text("follow-name", name=site.interface.words(each.recipient.name)),
            urls.atom_feed(urls.recipient(each.recipient.id)),
        )
        for each in communication.recipients
    ]


def _link_recipient(recipient: Recipient, interface: Interface) -> Linked:
    return Linked.to_entry(recipient.name, urls.recipient(recipient.id), interface)


def _view_mandate(each: SigningMandate, interface: Interface) -> MandateView:
    return MandateView(
        link=Linked.to_entry(each.mandate.name, urls.mandate(each.mandate.id), interface),
        resolution=Linked(interface.text("resolution", number=each.resolution), urls.resolution(each.resolution))
        if each.resolution
        else None,
        notes=interface.text("authority", name=each.authority) if each.authority else "",
        signed_by=each.signed_by,
    )


def _view_response(response: Response, interface: Interface) -> ResponseLink:
    title = titles.write_response_title(response, interface)
    return ResponseLink(
        link=Linked(title, urls.response(response.letter, response.slug)),
        facts=headline.write_response_facts(response, interface),
        marks=headline.list_marks(response, [response]),
    )


def _write_release(communication: Communication, interface: Interface) -> str:
    reasons = {"early": communication.early, "late": communication.late}
    return "".join(interface.text(key, reason=interface.words(found)) for key, found in reasons.items() if found)


def _write_without_text(communication: Communication, interface: Interface) -> str:
    if communication.text_kept is not TextKept.NONE:
        return ""
    sentences = [interface.text("text-none")]
    if communication.questions is not None:
        sentences.append(interface.plural("questions-count", communication.questions))
    return " ".join(sentences)
