"""Values for partials that pages of letters and of responses share: links, files, summaries, texts, headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from letterbook import urls
from letterbook.derived.citation_index import Citing
from letterbook.i18n import Interface
from letterbook.model.public import Attachment, Communication, Response, Text
from letterbook.model.reference import Reference
from letterbook.model.schema import Words
from letterbook.rendering.page import OutputFile
from letterbook.rendering.templates import Heading
from letterbook.text.cues import Part
from letterbook.text.structure import Anatomy


@dataclass(frozen=True, slots=True)
class Linked:
    """A name, the address from the site's root that it links to, or "", and its language, or "" where it is the
    interface's."""

    name: str
    address: str = ""
    language: str = ""

    @classmethod
    def named(cls, words: Words, address: str, interface: Interface) -> Linked:
        """An entry of a register by its name."""
        name = passage(words, "", interface)
        return cls(name.text, address, name.language)


@dataclass(frozen=True, slots=True)
class File:
    """A PDF to be linked."""

    title: str
    language: str
    address: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of the editors and its language, or "" where it is the interface's."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A text ready for its page: under which heading, with what note, and the headings of its parts."""

    anchor: str
    heading: str
    note: str
    language: str
    html: Markup
    parts: tuple[Heading, ...]


def link(communication: Communication) -> Linked:
    """A communication by its reference."""
    return Linked(str(communication.reference), urls.letter(communication.reference))


def last_change(published: Communication | Response, responses: Iterable[Response] = ()) -> dt.date:
    """The day of its release, or of its last correction or redaction, or of the release of a response to it."""
    changes = (each.date for each in published.corrections)
    return max((published.released, *changes, *published.redacted, *(each.released for each in responses)))


def files(reference: Reference, attachments: tuple[Attachment, ...]) -> Iterator[OutputFile]:
    """The files of a letter or response, to be copied."""
    for each in attachments:
        yield OutputFile(urls.attachment(reference, each.file), each.origin)


def file_links(reference: Reference, attachments: tuple[Attachment, ...]) -> list[File]:
    """The same files, to be linked."""
    return [File(each.title, each.language, urls.attachment(reference, each.file)) for each in attachments]


def passage(words: Words, text_language: str, interface: Interface) -> Passage:
    """A text in the interface's language, else in that of the letter, else in the first given.

    Where the editors named no language it is that of the letter, `text_language`.
    """
    texts = dict(words.by_language)
    chosen = next(each for each in (interface.language, text_language, "", *texts) if each in texts)
    named = chosen or text_language
    return Passage(texts[chosen], "" if named == interface.language else named)


def texts(
    text: Text, translations: tuple[Text, ...], kept: str, citing: Citing, root: str, interface: Interface
) -> list[TextView]:
    """A text and its translations; without the text itself where it is held elsewhere (`kept` is `none`). What they
    cite is linked from a page whose way to the site's root is `root`."""

    def anatomy(each: Text) -> Anatomy:
        return citing.anatomy(each, root, interface)

    views = [] if kept == "none" else [_original(text, anatomy(text), kept, interface)]
    return views + [_translation(each, anatomy(each), interface) for each in translations]


def headings(interface: Interface, **sections: object) -> Iterator[Heading]:
    """The sections that have something in them; `legal_references` is the anchor and the word `legal-references`."""
    for section, content in sections.items():
        if content:
            anchor = section.replace("_", "-")
            yield Heading(anchor, interface.text(anchor))


def text_headings(views: list[TextView]) -> Iterator[Heading]:
    """The headings of texts, with their parts."""
    for view in views:
        yield Heading(view.anchor, view.heading, view.parts)


def _original(text: Text, anatomy: Anatomy, kept: str, interface: Interface) -> TextView:
    heading = interface.text("text-of", language=interface.language_name(text.language))
    notes = [interface.text("text-extract")] if kept == "extract" else []
    notes.append(interface.text("numbering"))
    return _view(text, anatomy, "", heading, " ".join(notes), interface)


def _translation(text: Text, anatomy: Anatomy, interface: Interface) -> TextView:
    status = interface.text("translation-official" if text.official else "translation-unofficial")
    by = [interface.text("translation-by", name=text.translated_by)] if text.translated_by else []
    heading = interface.text("translation", language=interface.language_name(text.language))
    return _view(text, anatomy, f"{text.language}-", heading, ", ".join([status, *by]), interface)


def _view(text: Text, anatomy: Anatomy, prefix: str, heading: str, note: str, interface: Interface) -> TextView:
    return TextView(
        anchor=f"{prefix}text",
        heading=heading,
        note=note,
        language=text.language,
        html=Markup(anatomy.html),  # noqa: S704 - sanitised by `markdown`
        parts=tuple(Heading(anchor, _part_name(part, anchor, interface)) for part, anchor in anatomy.parts),
    )


def _part_name(part: Part, anchor: str, interface: Interface) -> str:
    """`Annex`, and `Annex 2` for the one at `#annex-2`."""
    number = anchor.rpartition(part)[2].removeprefix("-")
    return f"{interface.text(f'part-{part}')} {number}".rstrip()
