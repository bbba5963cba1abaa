"""A report in words: the one value from which its page and its Word documents are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from letterbook import urls
from letterbook.derived.reports import Report, ReportedLetter, ResponseFigures
from letterbook.derived.titles import choose_passage, write_period, write_response_title, write_title
from letterbook.i18n import Interface, get_sort_key
from letterbook.model.public import Communication, Publisher, ReportingPeriod, Response
from letterbook.model.registers import RecipientKind
from letterbook.model.schema import Words
from letterbook.rendering.headline import SEPARATOR, write_statuses
from letterbook.rendering.views import Linked

_COLUMNS = ("report-date", "recipients", "report-reference", "mandates", "summary", "responses")
"""The columns of both tables, by the keys of their headings."""
_NOT_A_STATE = "OTH"
"""The code of references to recipients that are not States."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a cell: its text, the address to which it links or "", its language or "" for the report's own, and
    whether it is bold or has to stay on one line."""

    text: str
    address: str = ""
    language: str = ""
    bold: bool = False
    unbroken: bool = False


Paragraph = tuple[Span, ...]
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """A section of a report: a table, or the sentence `without` if it has no rows."""

    anchor: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report in the words of one language.

    `label` is above the title on every page. `figures` and `abbreviations` are pairs of a label and a value. `document`
    is the United Nations document in which it was published, if there is one, and `published_as` the words before it.
    """

    language: str
    label: str
    title: str
    subtitle: str
    example: bool
    published_as: str
    document: Linked | None
    introduction_heading: str
    introduction: tuple[str, ...]
    figures_heading: str
    figures: tuple[tuple[str, str], ...]
    abbreviations_heading: str
    abbreviations: tuple[tuple[str, str], ...]
    sections: tuple[ReportSection, ...]


def view_report(report: Report, publisher: Publisher, interface: Interface) -> ReportView:
    """Write a report in the language of an interface."""
    period = report.period
    days = {
        name: interface.date(getattr(period, name)) for name in ("sent_from", "sent_to", "replies_from", "replies_to")
    }
    return ReportView(
        language=interface.language,
        label=_write_label(report, interface),
        title=write_period(period, interface),
        subtitle=interface.text("report-subtitle", **days),
        example=report.example,
        published_as=f"{interface.text('report-published-as')} ",
        document=_link_document(period),
        introduction_heading=interface.text("report-introduction"),
        introduction=tuple(_write_introduction(report, publisher, days, interface)),
        figures_heading=interface.text("report-figures"),
        figures=tuple(_list_figures(report, days, interface)),
        abbreviations_heading=interface.text("report-abbreviations"),
        abbreviations=tuple(_list_abbreviations(report, interface)),
        sections=(
            _view_section("a", report.sent, days, interface),
            _view_section("b", report.earlier, days, interface),
        ),
    )


def _write_label(report: Report, interface: Interface) -> str:
    """Write `Communications report · 2021-06`, marked if all in it is fictional."""
    parts = [interface.text("report"), report.period.id, *([interface.text("example")] if report.example else [])]
    return SEPARATOR.join(parts)


def _link_document(period: ReportingPeriod) -> Linked | None:
    if period.symbol is None:
        return Linked(period.url, period.url) if period.url else None
    return Linked(period.symbol, period.url or urls.document(period.symbol))


def _write_introduction(
    report: Report, publisher: Publisher, days: dict[str, str], interface: Interface
) -> Iterator[str]:
    yield interface.text("report-contents", **days)
    if not report.period.over:
        yield interface.text("report-open")
    public = interface.text("report-public")
    changed = report.changed and interface.text("report-changed", date=interface.date(report.changed))
    yield f"{public} {changed}" if changed else public
    if report.example:
        yield interface.text("report-example")
    yield f"{interface.text('allegations')} {interface.text('report-unofficial', publisher=publisher.name)}"


def _list_figures(report: Report, days: dict[str, str], interface: Interface) -> Iterator[tuple[str, str]]:
    figures = report.figures

    def count(number: int) -> str:
        return interface.number(number)

    yield interface.text("report-letters"), count(figures.letters)
    for type_, number in figures.by_type:
        yield interface.text(f"report-type-{type_}"), count(number)
    yield interface.text("report-joint"), count(figures.joint)
    yield interface.text("report-states"), count(figures.states)
    yield interface.text("report-others"), count(figures.others)
    yield interface.text("report-replied", date=days["replies_to"]), count(figures.replied)
    if figures.not_checked:
        yield interface.text("report-not-checked"), count(figures.not_checked)
    yield interface.text("report-responses"), _write_responses(figures.responses, interface)
    yield interface.text("report-earlier-letters"), count(figures.earlier_letters)
    yield interface.text("report-earlier-responses"), _write_responses(figures.earlier_responses, interface)


def _write_responses(figures: ResponseFigures, interface: Interface) -> str:
    """Write `4 replies, 1 acknowledgement`; `0` if there are none."""
    counts = {
        "report-replies": figures.replies,
        "report-acknowledgements": figures.acknowledgements,
        "report-extension-requests": figures.extension_requests,
    }
    return ", ".join(interface.plural(key, number) for key, number in counts.items() if number) or "0"


def _list_abbreviations(report: Report, interface: Interface) -> Iterator[tuple[str, str]]:
    """Yield the abbreviations that the tables use: types of letter, codes of references, short names of mandates."""
    letters = tuple(report.letters)
    for type_ in dict.fromkeys(sorted(each.reference.type for each in letters)):
        yield str(type_), interface.text(f"type-{type_}")
    codes = {each.reference.code: _name_code(each, interface) for each in letters}
    yield from ((code, name) for code, name in sorted(codes.items()) if name)
    mandates = {signing.mandate.id: signing.mandate for each in letters for signing in each.mandates}
    named = ((interface.words(each.label), interface.words(each.name)) for each in mandates.values())
    yield from sorted(
        (pair for pair in named if pair[0] != pair[1]), key=lambda pair: get_sort_key(pair[0], interface.language)
    )


def _name_code(letter: Communication, interface: Interface) -> str:
    """Name the State whose code is in a letter's reference, or say that the code is no State's."""
    code = letter.reference.code
    if code == _NOT_A_STATE:
        return interface.text("report-not-a-state")
    states = (each.recipient for each in letter.recipients if each.recipient.kind is RecipientKind.STATE)
    return next((interface.words(each.name) for each in states if each.code == code), "")


def _view_section(
    letter: str, reported: Iterable[ReportedLetter], days: dict[str, str], interface: Interface
) -> ReportSection:
    return ReportSection(
        anchor=f"section-{letter}",
        heading=interface.text(f"report-section-{letter}", **days),
        columns=tuple(interface.text(each) for each in _COLUMNS),
        rows=tuple(_view_row(each, interface) for each in reported),
        without=interface.text(f"report-section-{letter}-empty"),
    )


def _view_row(reported: ReportedLetter, interface: Interface) -> tuple[Cell, ...]:
    letter = reported.letter
    return (
        ((Span(interface.date(letter.sent)),),),
        tuple(_write_recipients(letter, interface)),
        (
            (Span(str(letter.reference), urls.letter(letter.reference), unbroken=True),),
            (Span(interface.plural(f"joint-{letter.reference.type}", len(letter.mandates))),),
        ),
        tuple((_write_words(each.mandate.label, interface),) for each in letter.mandates),
        tuple(_write_summary(letter, interface)),
        tuple(_write_responses_cell(reported, interface)),
    )


def _write_recipients(letter: Communication, interface: Interface) -> Iterator[Paragraph]:
    for each in letter.recipients:
        yield (_write_words(each.recipient.name, interface),)


@lru_cache(maxsize=4096)
def _write_words(words: Words, interface: Interface) -> Span:
    passage = choose_passage(words, "", interface)
    return Span(passage.text, language=passage.language)


def _write_summary(letter: Communication, interface: Interface) -> Iterator[Paragraph]:
    """Yield the subject, the summary, each with its language if that is another, and the number of alleged victims."""
    if letter.subject is not None:
        title = write_title(letter, interface)
        yield tuple(_mark_language(Span(title.text, language=title.language, bold=True), interface))
    if letter.summary is not None:
        summary = choose_passage(letter.summary, letter.text.language, interface)
        yield tuple(_mark_language(Span(summary.text, language=summary.language), interface))
    elif letter.subject is None:
        yield (Span(interface.text("report-no-summary")),)
    if letter.alleged_victims is not None:
        victims = interface.number(letter.alleged_victims)
        yield (Span(interface.join_label(interface.text("alleged-victims"), victims)),)


def _mark_language(span: Span, interface: Interface) -> Iterator[Span]:
    """Yield a text, after the name of its language if that is not the report's: `[French] …`"""
    if span.language:
        yield Span(f"[{interface.language_name(span.language)}] ")
    yield span


def _write_responses_cell(reported: ReportedLetter, interface: Interface) -> Iterator[Paragraph]:
    for each in reported.responses:
        yield tuple(_write_response(each, interface))
    for each in reported.later:
        later = interface.text("report-later", noun=f"response-{each.kind}")
        yield (Span(later + interface.text("colon")), *_write_response(each, interface))
    for status in write_statuses(reported.unanswered, interface):
        yield (Span(status.text, status.address),)


def _write_response(response: Response, interface: Interface) -> Iterator[Span]:
    yield Span(write_response_title(response, interface), urls.response(response.letter, response.slug))
    if response.confidential:
        yield Span(f" ({interface.text('report-confidential', noun=f'response-{response.kind}')})")
