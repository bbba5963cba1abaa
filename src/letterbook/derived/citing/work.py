"""A letter or response as a work that can be cited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from letterbook.derived.titles import write_addressees, write_full_title, write_title
from letterbook.i18n import Interface
from letterbook.i18n.isolation import drop_isolates
from letterbook.model.public import Communication, Response

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """What a citation says about a letter or response.

    `id` is unique on the site. `authors` and `recipients` are institutions; no person is named. `addressed_to`
    names the recipients in words. `genre` is the type of letter, or the kind of response, and `described` adds to whom
    or what the work is addressed. `date` is that of the letter or response, and `released` its release date. `url` is
    the full address of its page, or "" if that of the site is not known. `paragraph` is the number of the paragraph
    that is cited, or "" for the whole.
    """

    id: str
    reference: str
    title: str
    genre: str
    described: str
    authors: tuple[str, ...]
    recipients: tuple[str, ...]
    addressed_to: str
    date: dt.date
    released: dt.date
    language: str
    site_name: str
    url: str
    paragraph: str = ""

    @property
    def pinpoint(self) -> str:
        """What a citation adds for the paragraph: `, ¶ 12`, or ""."""
        return self.paragraph and f", ¶ {self.paragraph}"

    @property
    def fragment(self) -> str:
        """What the address has after it for the paragraph: `#p12`, or ""."""
        return self.paragraph and f"#p{self.paragraph}"

    @property
    def address(self) -> str:
        """The address of the page or the paragraph, or ""."""
        return self.url and f"{self.url}{self.fragment}"


def describe_letter(letter: Communication, interface: Interface, site_name: str, url: str) -> CitedWork:
    """Describe a letter: its authors are the mandates that sent it."""
    recipients = tuple(interface.words(each.recipient.name) for each in letter.recipients)
    kind = f"type-{letter.reference.type}"
    return CitedWork(
        id=letter.reference.slug,
        reference=str(letter.reference),
        title=drop_isolates(write_title(letter, interface).text),
        genre=interface.text(kind),
        described=drop_isolates(f"{interface.text(kind)} {write_addressees(letter.recipients, interface)}"),
        authors=_name_mandates(letter, interface),
        recipients=recipients,
        addressed_to=shorten(recipients),
        date=letter.sent,
        released=letter.released,
        language=letter.text.language,
        site_name=site_name,
        url=url,
    )


def describe_response(
    response: Response, letter: Communication, interface: Interface, site_name: str, url: str
) -> CitedWork:
    """Describe a response: its author is the recipient of the letter, and it is addressed to the mandates."""
    kind = f"response-{response.kind}"
    return CitedWork(
        id=f"{letter.reference.slug}-{response.slug}",
        reference=response.reference or str(letter.reference),
        title=drop_isolates(write_full_title(response, letter, interface)),
        genre=interface.text(kind),
        described=f"{interface.text(kind)} {interface.text('response-to', reference=letter.reference)}",
        authors=(interface.words(response.recipient.name),),
        recipients=_name_mandates(letter, interface),
        addressed_to=f"communication {letter.reference}",
        date=response.dated or response.date,
        released=response.released,
        language=response.text.language,
        site_name=site_name,
        url=url,
    )


def shorten(names: Sequence[str], others: str = "and others") -> str:
    """Join up to three names; of more, give the first and say that there are others."""
    if len(names) > _MOST_NAMES:
        return f"{names[0]} {others}"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _name_mandates(letter: Communication, interface: Interface) -> tuple[str, ...]:
    return tuple(interface.words(each.mandate.name) for each in letter.mandates)
