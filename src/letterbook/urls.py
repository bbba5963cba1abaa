"""Every address there is. The only module that makes one.

Addresses of the site are paths from its root without a leading slash (`communications/al-xaa-3-2024/`), so that a
page can link relatively and the site works at `/` and at `/<repository>/`. Addresses of letters, responses and their
files never disappear and never change.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from letterbook.model.reference import Reference

COMMUNICATIONS = "communications/"
RECIPIENTS = "recipients/"
MANDATES = "mandates/"
INSTRUMENTS = "instruments/"
DOCUMENTS = "documents/"
GROUPS = "groups/"
EDITORS = "editors/"
WORDS = "words/"
SEARCH = "search/"
SEARCH_ASSETS = "assets/search/"
CITATIONS_CSV = "data/citations.csv"
CITATIONS_JSON = "data/citations.json"
RELEASE_FILE = "data/release.json"
SCHEMAS = "data/schemas/"
RULES = "reference/rules/"
FIELDS = "reference/fields/"


def letter(reference: Reference) -> str:
    """The page of a letter."""
    return f"{COMMUNICATIONS}{reference.slug}/"


def response(reference: Reference, slug: str) -> str:
    """The page of a response to the letter `reference`."""
    return f"{letter(reference)}{slug}/"


def attachment(reference: Reference, file: str) -> str:
    """A file of a letter or of a response to it."""
    return f"{letter(reference)}files/{quote(file)}"


def year(year_: int) -> str:
    """The communications made public in a year."""
    return f"years/{year_}/"


def by_key(reference: Reference) -> str:
    """The other address of a letter, by its key: it leads to the letter."""
    return f"{COMMUNICATIONS}{reference.key_slug}/"


def recipient(id_: str) -> str:
    """The letters to a recipient, and those that concern it."""
    return f"{RECIPIENTS}{id_}/"


def mandate(id_: str) -> str:
    """The letters sent under a mandate."""
    return f"{MANDATES}{id_}/"


def instrument(id_: str) -> str:
    """The letters whose annex declares an instrument."""
    return f"{INSTRUMENTS}{id_}/"


def main_provision(cited: str) -> str:
    """The provision that a part of it belongs to: `9` of `9(2)`, `19` of `19 (commentary)`."""
    return re.split(r"[ (]", cited, maxsplit=1)[0]


def provision(instrument_: str, cited: str) -> str:
    """What cites a provision of an instrument; a part of it, `9(2)`, is a place there."""
    main = main_provision(cited)
    place = f"#{_dashed(cited)}" if cited != main else ""
    return f"{instrument(instrument_)}{_dashed(main)}/{place}"


def provision_place(cited: str) -> str:
    """The place of a part of a provision on its page: `9-2` for `9(2)`."""
    return _dashed(cited)


def provision_year(instrument_: str, cited: str, year_: int) -> str:
    """The part of a provision's list that was made public in a year."""
    return f"{instrument(instrument_)}{_dashed(cited)}-{year_}/"


def cited_document(symbol: str) -> str:
    """What cites a document, by its symbol: `documents/a-hrc-17-31/`."""
    return f"{DOCUMENTS}{_dashed(symbol)}/"


def group(id_: str) -> str:
    """The letters of a group."""
    return f"{GROUPS}{id_}/"


def year_of(address: str, year_: int) -> str:
    """The part of a long listing that was made public in a year."""
    return f"{address}{year_}/"


def rule(slug: str) -> str:
    """The page of a rule of the record."""
    return f"{RULES}{slug}/"


def document(symbol: str) -> str:
    """A document of the United Nations by its symbol, at docs.un.org."""
    return f"https://docs.un.org/en/{quote(symbol, safe='/().')}"


def resolution(number: str) -> str:
    """A resolution of the Human Rights Council by its number, `44/15`."""
    return document(f"A/HRC/RES/{number}")


def _dashed(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def root(path: str) -> str:
    """The way from a page up to the root of the site, for relative links: `../../`."""
    return "../" * path.count("/") or "./"


def absolute(site_url: str, path: str) -> str:
    """The whole address of a page. `site_url` is that of the site's root, with or without a slash at its end."""
    return f"{site_url.rstrip('/')}/{path}"


def file_of(path: str) -> str:
    """The file that a server sends for a page's address."""
    return f"{path}index.html" if path.endswith("/") or not path else path
