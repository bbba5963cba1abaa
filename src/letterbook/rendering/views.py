"""Values for templates that several pages share: links, files, summaries, texts, headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from letterbook import urls
from letterbook.derived.answers import anchor_first, locate_question
from letterbook.derived.companions import Companions
from letterbook.derived.corrected_paragraphs import find_corrected_paragraphs
from letterbook.derived.reports import Report
from letterbook.derived.text_changes import map_changes_by_correction
from letterbook.derived.titles import choose_passage, describe_translation, write_period
from letterbook.i18n import Interface
from letterbook.i18n.isolation import isolate
from letterbook.model.language import get_direction
from letterbook.model.public import Attachment, Communication, Correction, Response, Text, TextKept
from letterbook.model.reference import Reference
from letterbook.model.schema import Words
from letterbook.rendering.linked_texts import LinkedTexts, list_requests
from letterbook.rendering.page import Heading
from letterbook.rendering.redactions import translate_redactions
from letterbook.text.cues import Part
from letterbook.text.structure import TextStructure


@dataclass(frozen=True, slots=True)
class Linked:
    """A name; the address that it links to, from the site's root, or ""; and its language, or "" if that is the
    interface's."""

    name: str
    address: str = ""
    language: str = ""

    @classmethod
    def to_entry(cls, words: Words, address: str, interface: Interface) -> Linked:
        """Link a register entry by its name."""
        name = choose_passage(words, "", interface)
        return cls(name.text, address, name.language)


@dataclass(frozen=True, slots=True)
class File:
    """A link to a PDF."""

    title: str
    language: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A text ready for its page: its heading, a note on it, the headings of its parts, the numbers of its questions,
    links to the other texts on the page, and whether it is one of two shown side by side."""

    anchor: str
    heading: str
    note: str
    language: str
    html: Markup
    parts: tuple[Heading, ...]
    questions: tuple[int, ...] = ()
    others: tuple[Linked, ...] = ()
    is_faced: bool = False


def link_letter(communication: Communication) -> Linked:
    """Link a communication by its reference."""
    return Linked(str(communication.reference), urls.letter(communication.reference))


def link_report(report: Report, interface: Interface) -> Linked:
    """Link a periodic report by its title."""
    return Linked(write_period(report.period, interface), urls.report(report.period.id))


def link_files(reference: Reference, attachments: tuple[Attachment, ...]) -> list[File]:
    """Link the files of a letter or response."""
    return [File(each.title, each.language, urls.attachment(reference, each.file)) for each in attachments]


def render_texts(
    letter: Communication, response: Response | None, linked: LinkedTexts, root: str, interface: Interface
) -> list[TextView]:
    """Render the text of a letter or of a response to it, if the record includes it, and its translations. Their
    citations are links; `root` is the relative path from the page to the site's root.

    The text comes first, prepared for columns beside a translation (see `facing`): the one in the language of the
    interface, or else the first.
    """
    filed = response or letter
    kept = filed.text_kept
    structures = [(each.text, linked.link(each)) for each in list_requests(letter, response, root)]
    views = [_view_original(*each, kept, interface) for each in structures if not each[0].translation]
    marks = [*_list_corrected(filed, interface), *(_list_answering(response, letter, interface) if response else ())]
    views = [replace(each, html=_mark_paragraphs(each.html, marks, root, interface)) for each in views]
    translations = [_view_translation(*each, interface) for each in structures if each[0].translation]
    translations.sort(key=lambda each: each.language != interface.language)
    return _link_others([*_face(linked, *views, *translations[:1]), *translations[1:]])


def _list_corrected(filed: Communication | Response, interface: Interface) -> Iterator[tuple[str, Linked]]:
    """Yield the anchor of each paragraph that a correction changed, with a link to its words before and after."""
    for anchor, day in find_corrected_paragraphs(filed).items():
        yield anchor, Linked(interface.text("corrected", date=interface.date(day)), _address_change(filed, day))


def _list_answering(response: Response, letter: Communication, interface: Interface) -> Iterator[tuple[str, Linked]]:
    """Yield the anchor of each paragraph at which a recorded answer begins, with a link to the question."""
    for answer in response.answers:
        for paragraphs in answer.paragraphs:
            name = interface.text("answers-question", number=answer.question)
            yield anchor_first(paragraphs), Linked(name, locate_question(letter, answer.question))


def _mark_paragraphs(html: Markup, marks: Iterable[tuple[str, Linked]], root: str, interface: Interface) -> Markup:
    """Put links at the beginning of paragraphs, each after the paragraph's number."""
    for anchor, link in marks:
        number = f'id="{anchor}" href="#{anchor}">{anchor.removeprefix("p")}</a>'
        note = Markup('<a class="lb-change" lang="{}" dir="{}" href="{}{}">{}</a>').format(
            interface.language, get_direction(interface.language), root, link.address, link.name
        )
        html = Markup(html.replace(Markup(number), Markup(number) + note, 1))  # noqa: S704 - of a text that is safe
    return html


def _face(linked: LinkedTexts, *views: TextView) -> tuple[TextView, ...]:
    """Prepare a text and its translation, if there are both, for columns side by side."""
    if len(views) != 2:
        return views
    pieces = linked.face(views[0].html, views[1].html)
    return tuple(
        replace(each, html=Markup(html), is_faced=True)  # noqa: S704 - the same HTML in cells
        for each, html in zip(views, pieces, strict=True)
    )


def _link_others(views: Sequence[TextView]) -> list[TextView]:
    links = [Linked(each.heading, f"#{each.anchor}") for each in views]
    return [replace(each, others=(*links[:at], *links[at + 1 :])) for at, each in enumerate(views)]


def link_changes(published: Communication | Response) -> Mapping[Correction, str]:
    """Map each correction that changed a text to the place that shows the words before and after it."""
    return {
        correction: _address_change(published, day) for correction, day in map_changes_by_correction(published).items()
    }


def _address_change(published: Communication | Response, day: dt.date) -> str:
    reference, slug = (
        (published.letter, published.slug) if isinstance(published, Response) else (published.reference, "")
    )
    return f"{urls.changes(reference)}#{urls.change_anchor(day, slug)}"


def link_comparisons(communication: Communication, companions: Companions, interface: Interface) -> list[Linked]:
    """Link the pages that show a communication beside another of its group, by the name of the other."""
    return [
        Linked(name_letter(other, interface), urls.comparison(other.group.id, paged.reference))
        for other, paged in companions.list_compared(communication)
        if other.group is not None
    ]


def name_letter(communication: Communication, interface: Interface) -> str:
    """`AL XAA 3/2024 (Belvenor)`, for readers who know a letter by its recipients."""
    names = ", ".join(isolate(interface.words(each.recipient.name)) for each in communication.recipients)
    return f"{communication.reference} ({names})" if names else str(communication.reference)


def list_headings(interface: Interface, **sections: object) -> Iterator[Heading]:
    """Yield a heading for each section that has content; `legal_references` gives the anchor, and the interface's word,
    `legal-references`."""
    for section, content in sections.items():
        if content:
            anchor = section.replace("_", "-")
            yield Heading(anchor, interface.text(anchor))


def list_text_headings(views: list[TextView]) -> Iterator[Heading]:
    """Yield the headings of texts, with those of their parts."""
    for view in views:
        yield Heading(view.anchor, view.heading, view.parts)


def _view_original(text: Text, structure: TextStructure, kept: TextKept, interface: Interface) -> TextView:
    heading = interface.text("text-of", language=interface.language_name(text.language))
    notes = [interface.text("text-extract")] if kept is TextKept.EXTRACT else []
    notes.append(interface.text("numbering"))
    return _view_text(text, structure, "", heading, " ".join(notes), interface)


def _view_translation(text: Text, structure: TextStructure, interface: Interface) -> TextView:
    heading = interface.text("translation", language=interface.language_name(text.language))
    return _view_text(text, structure, f"{text.language}-", heading, describe_translation(text, interface), interface)


def _view_text(
    text: Text, structure: TextStructure, prefix: str, heading: str, note: str, interface: Interface
) -> TextView:
    return TextView(
        anchor=f"{prefix}text",
        heading=heading,
        note=note,
        language=text.language,
        html=Markup(translate_redactions(structure.html, text.language)),  # noqa: S704 - sanitised by `markdown`
        parts=tuple(_list_parts(structure, text.language, interface)),
        questions=structure.question_numbers,
    )


def _list_parts(structure: TextStructure, language: str, interface: Interface) -> Iterator[Heading]:
    """Yield the parts of a text, each with the headings in it, and before them the headings of no part."""
    part: Heading | None = None
    for each in structure.sections:
        if each.title:
            heading = Heading(each.anchor, each.title, language="" if language == interface.language else language)
        else:
            assert each.part is not None
            heading = Heading(each.anchor, _name_part(each.part, each.anchor, interface))
        if each.part is None and part is not None:
            part = replace(part, parts=(*part.parts, heading))
        elif each.part is None:
            yield heading
        else:
            if part is not None:
                yield part
            part = heading
    if part is not None:
        yield part


def _name_part(part: Part, anchor: str, interface: Interface) -> str:
    """Return `Annex`, or `Annex 2` for the one at `#annex-2`."""
    number = anchor.rpartition(part)[2].removeprefix("-")
    return f"{interface.text(f'part-{part}')} {number}".rstrip()
