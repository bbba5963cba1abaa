"""A report as two tables (CSV): the letters that it lists, and the responses that it carries. Their columns have the
meaning of those of the same name in the published tables; `section` is A or B."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook import urls
from letterbook.derived.reports import Report, ReportedLetter
from letterbook.derived.tables.table import Cell, join_values
from letterbook.derived.titles import choose_passage, write_response_title, write_title
from letterbook.i18n import Interface
from letterbook.i18n.isolation import drop_isolates
from letterbook.rendering.csv_text import write_csv

_LETTER_COLUMNS = (
    "section",
    "reference",
    "type",
    "sent",
    "recipients",
    "mandates",
    "title",
    "summary",
    "alleged_victims",
    "responses",
    "example",
    "url",
)
_RESPONSE_COLUMNS = (
    "section",
    "letter",
    "response",
    "recipient",
    "kind",
    "dated",
    "received",
    "confidential",
    "title",
    "example",
    "url",
)


def write_letters_csv(report: Report, interface: Interface, site_url: str) -> bytes:
    """Write the letters of a report; `responses` is how many responses to each the report carries."""
    return write_csv(_LETTER_COLUMNS, _list_letters(report, interface, site_url))


def write_responses_csv(report: Report, interface: Interface, site_url: str) -> bytes:
    """Write the responses that a report carries, with the letter under which it lists each."""
    return write_csv(_RESPONSE_COLUMNS, _list_responses(report, interface, site_url))


def _list_sections(report: Report) -> Iterator[tuple[str, ReportedLetter]]:
    yield from (("A", each) for each in report.sent)
    yield from (("B", each) for each in report.earlier)


def _list_letters(report: Report, interface: Interface, site_url: str) -> Iterator[tuple[Cell, ...]]:
    for section, each in _list_sections(report):
        letter = each.letter
        summary = choose_passage(letter.summary, letter.text.language, interface).text if letter.summary else None
        yield (
            section,
            str(letter.reference),
            str(letter.reference.type),
            letter.sent.isoformat(),
            join_values(interface.words(one.recipient.name) for one in letter.recipients),
            join_values(one.mandate.id for one in letter.mandates),
            drop_isolates(write_title(letter, interface).text),
            summary,
            letter.alleged_victims,
            len(each.responses),
            letter.example,
            _complete(site_url, urls.letter(letter.reference)),
        )


def _list_responses(report: Report, interface: Interface, site_url: str) -> Iterator[tuple[Cell, ...]]:
    for section, each in _list_sections(report):
        for response in each.responses:
            yield (
                section,
                str(each.letter.reference),
                response.slug,
                response.recipient.id,
                str(response.kind),
                response.dated.isoformat() if response.dated else None,
                response.received.isoformat() if response.received else None,
                response.confidential,
                drop_isolates(write_response_title(response, interface)),
                response.example,
                _complete(site_url, urls.response(response.letter, response.slug)),
            )


def _complete(site_url: str, address: str) -> str:
    return urls.absolute(site_url, address) if site_url else address
