"""Rules about personal data in texts to be published. Their findings are never quoted, and their lines never shown.

Where and how such data are recognised: `text.personal_data`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from itertools import groupby
from urllib.parse import unquote

from letterbook.model.policy import Policy
from letterbook.model.record import Letter, Response
from letterbook.rules.diagnostics import Severity
from letterbook.rules.published_texts import PublishedText, list_links, list_published_texts
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.normalize import fold, fold_in_place
from letterbook.text.pdf import Kind as PdfPart
from letterbook.text.personal_data.detector import Kind, keep_digits
from letterbook.text.personal_data.find import Found, find_personal_data
from letterbook.text.visible_text import read_visible_text


@checks(Letter | Response, severity=Severity.WARNING, guards=True, quotes=False)
def personal_email(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A text to be published contains an e-mail address that may be a person's.

    Why: people named in a letter, or who sent information, can be found, threatened or deceived through their address.
    Addresses of offices, such as info@ or press@, and those under `public_contacts` in policy.yml are not reported. The
    text, its translations, the fields, the names of files and published PDFs with their metadata are all searched.

    Example: "Please write to ana.example@example.org", "ana.example (at) example (dot) org"

    How to fix: replace it with `[redacted: contact]`, in the PDF too. If it is an office's, add it to `public_contacts`
    in policy.yml. If the person has made it public, allow this rule with a reason.
    """
    return _report(Kind.EMAIL, filed, context)


@checks(Letter | Response, severity=Severity.WARNING, guards=True, quotes=False)
def personal_phone(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A text to be published contains a telephone number that may be a person's.

    Why: people can be threatened or traced through their telephone number. Fax numbers, and the numbers under
    `public_contacts` in policy.yml, are not reported.

    Example: "Mobile: +44 7700 900123"

    How to fix: replace it with `[redacted: contact]`, in the PDF too. If it is an office's, such as the number in the
    letterhead of a response, add it to `public_contacts` in policy.yml, or allow this rule with a reason.
    """
    return _report(Kind.PHONE, filed, context)


@checks(Letter | Response, allowable=True, guards=True, quotes=False)
def identity_number(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A text to be published contains a passport, identity card or personal identification number.

    Why: it identifies one person for life, opens their files, and makes it easy to pose as them.

    Example: "passport no. X1234567", "DNI 12345678Z"

    How to fix: replace it with `[redacted: identity]`, in the PDF too. If it is a number of something else, allow this
    rule with that as the reason.
    """
    return _report(Kind.IDENTITY, filed, context)


@checks(Letter | Response, severity=Severity.WARNING, guards=True, quotes=False)
def date_of_birth(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A text to be published contains somebody's date of birth.

    Why: with a name or a place it is enough to single out one person, and many offices accept it as proof of identity.

    Example: "born on 3 March 1990", "née le 3 mars 1990"

    How to fix: replace it with `[redacted: date]`, or give the age or the year, in the PDF too. If the date is not a
    person's, or has long been public, allow this rule with a reason.
    """
    return _report(Kind.BIRTH, filed, context)


@checks(Letter | Response, allowable=True, guards=True, quotes=False)
def bank_number(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A text to be published contains the number of a bank account or a payment card.

    Why: it can be used for fraud, and leads to its owner.

    Example: "IBAN GB82 WEST 1234 5698 7654 32"

    How to fix: replace it with `[redacted: other]`, in the PDF too. If it is a number of something else, or an account
    that its owner has made public, allow this rule with that as the reason.
    """
    return _report(Kind.BANK, filed, context)


@checks(Letter | Response, severity=Severity.WARNING, guards=True, quotes=False)
def coordinates(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """A text to be published contains geographical coordinates.

    Why: they can lead to a home, a shelter or a hiding place. Those of a mine or a dam are harmless, and often the
    point of the letter.

    Example: "46.2044° N, 6.1432° E"

    How to fix: if people could be harmed at that place, replace them with `[redacted: place]`, in the PDF too.
    Otherwise allow this rule with a reason.
    """
    return _report(Kind.PLACE, filed, context)


def _report(kind: Kind, filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """Report the data of one kind, once for each line of a text, for each field, and for each PDF."""
    found = context.compute_once(_Search).find(filed, context)
    help_ = f"{_HELP[kind]} add allow: with rule: {kind} and a reason."
    for (path, line, where), number in found.get(kind, {}).items():
        noun = _NOUNS[kind][number > 1]
        yield Finding(line, f"{where} contains {noun}", help_, path=path)


_Places = dict[tuple[str, int, str], int]


class _Search:
    """Searches each letter or response once for all kinds."""

    def __init__(self, context: Context) -> None:
        self._contacts = _PublicContacts(context.corpus.policy)
        self._last: tuple[object, Mapping[Kind, _Places]] = (None, {})

    def find(self, filed: Letter | Response, context: Context) -> Mapping[Kind, _Places]:
        """Return how many data of each kind are at each place."""
        if self._last[0] is not filed:
            self._last = (filed, self._search(filed, context))
        return self._last[1]

    def _search(self, filed: Letter | Response, context: Context) -> Mapping[Kind, _Places]:
        found: dict[Kind, _Places] = {}
        pdfs: dict[tuple[Kind, str, int], list[PublishedText]] = {}
        for text in list_published_texts(filed, context):
            if text.part in _OF_PROGRAMS:
                continue
            for kind, line in self._find_in(text):
                if text.is_in_pdf:
                    pdfs.setdefault((kind, text.path, text.line), []).append(text)
                else:
                    places = found.setdefault(kind, {})
                    place = (text.path, line, text.name)
                    places[place] = places.get(place, 0) + 1
        for (kind, path, line), texts in pdfs.items():
            found.setdefault(kind, {})[path, line, f"this PDF, {_list_parts(texts)},"] = len(texts)
        return found

    def _find_in(self, text: PublishedText) -> Iterator[tuple[Kind, int]]:
        if not text.is_body:
            words = re.sub(r"[-_]", " ", text.words) if text.name == _FILES else text.words
            yield from ((each.kind, text.line) for each in self._keep(find_personal_data(words)))
            return
        visible = read_visible_text(text.words)
        for each in self._keep(find_personal_data(visible.running)):
            start, _ = fold_in_place(visible.running).locate(each.start, each.end)
            yield each.kind, text.line + visible.find_line(start)
        for line, address in list_links(text):
            if address not in visible.running:
                found = find_personal_data(unquote(address).replace("tel:", "tel: "))
                yield from ((each.kind, line) for each in self._keep(found))

    def _keep(self, found: Iterable[Found]) -> Iterator[Found]:
        return (each for each in found if each not in self._contacts)


class _PublicContacts:
    """The contacts that any text may contain, according to the policy."""

    def __init__(self, policy: Policy) -> None:
        given = [fold(each) for each in (*policy.public_contacts, policy.contact or "")]
        self._addresses = tuple(each for each in given if "@" in each)
        self._numbers = tuple((keep_digits(each), each.endswith("*")) for each in given if each.startswith("+"))

    def __contains__(self, found: Found) -> bool:
        if found.kind is Kind.EMAIL:
            address = re.sub(r"[ \n]", "", found.words)
            return any(fnmatchcase(address, each) for each in self._addresses)
        if found.kind is Kind.PHONE:
            digits = keep_digits(re.sub(r"\( ?0 ?\)", "", found.words)).removeprefix("00")
            return any(digits.startswith(own) if any_end else digits == own for own, any_end in self._numbers)
        return False


def _list_parts(texts: list[PublishedText]) -> str:
    """`on pages 1 and 3 and in its metadata`."""
    pages = sorted({each.page for each in texts if each.page})
    numbers = ", ".join(map(str, pages[:-1])) + f" and {pages[-1]}" if len(pages) > 1 else "".join(map(str, pages))
    parts = [f"on page{'s' if len(pages) > 1 else ''} {numbers}"] if pages else []
    parts += [f"in {part}" for part, _ in groupby(sorted({each.part for each in texts if each.part}))]
    return " and ".join(parts)


_OF_PROGRAMS = (PdfPart.PROGRAMS, PdfPart.NAMES)
"""The parts of a PDF in which long numbers mean nothing."""
_FILES = "`attachments`"
"""The field with names of files, in which hyphens and underscores are spaces."""
_NOUNS = {
    Kind.EMAIL: ("an e-mail address", "e-mail addresses"),
    Kind.PHONE: ("a telephone number", "telephone numbers"),
    Kind.IDENTITY: ("an identity number", "identity numbers"),
    Kind.BIRTH: ("a date of birth", "dates of birth"),
    Kind.BANK: ("the number of a bank account or card", "bank account or card numbers"),
    Kind.PLACE: ("geographical coordinates", "geographical coordinates"),
}
_CONTACT = (
    "If it is a person's, replace it with [redacted: contact]. If it is an office's, add it to public_contacts in"
    " policy.yml, or"
)
_HELP = {
    Kind.EMAIL: _CONTACT,
    Kind.PHONE: _CONTACT,
    Kind.IDENTITY: "Replace it with [redacted: identity]. If it is a number of something else,",
    Kind.BIRTH: "Replace it with [redacted: date], or give the age or the year. If it may be published,",
    Kind.BANK: "Replace it with [redacted: other]. If it is a number of something else, or public,",
    Kind.PLACE: "If people could be harmed at that place, replace them with [redacted: place]; otherwise",
}
