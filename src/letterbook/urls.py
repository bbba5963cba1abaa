"""Makes every address of the site and of UN documents; no other module does.

An address of the site is a path from its root without a leading slash (`communications/al-xaa-3-2024/`), so that pages
can use relative links and the site works at `/` and at `/<repository>/`. The addresses of letters, responses and their
files never disappear and never change.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from letterbook.model.reference import Reference

COMMUNICATIONS = "communications/"
RECIPIENTS = "recipients/"
MANDATES = "mandates/"
INSTRUMENTS = "instruments/"
DOCUMENTS = "documents/"
GROUPS = "groups/"
EDITORS = "editors/"
WORDS = "words/"
THIS_SITE = "this-site/"
SEARCH = "search/"
STATISTICS = "statistics/"
SEARCH_ASSETS = "assets/search/"
FEED_STYLE = "assets/feed.css"
REPORTS = "reports/"
DATA = "data/"
DATA_PACKAGE = "data/datapackage.json"
CATALOG = "data/dcat.json"
TEXTS = "data/texts/"
SQLITE_FILE = "data/letterbook.sqlite"
CHANGES_FILE = "data/changes.json"
OPENSEARCH = "opensearch.xml"
RELEASE_FILE = "data/release.json"
SECURITY_FILE = ".well-known/security.txt"
FILE_LIST = "data/files.txt"
CHECKSUMS = "data/files.sha256"
"""The list by which the next build knows the files of a site for ours, and the checksums that a publication adds."""
RULES = "reference/rules/"
FIELDS = "reference/fields/"


def letter(reference: Reference) -> str:
    """The page of a letter."""
    return f"{COMMUNICATIONS}{reference.slug}/"


def response(reference: Reference, slug: str) -> str:
    """The page of a response to the letter `reference`."""
    return f"{letter(reference)}{slug}/"


def changes(reference: Reference) -> str:
    """The texts of a letter, and of the responses to it, before and after corrections."""
    return f"{letter(reference)}changes/"


def change_anchor(day: dt.date, response_slug: str = "") -> str:
    """The place on that page of a correction of the letter, or of the response with this slug."""
    return f"{response_slug}-corrected-{day}" if response_slug else f"corrected-{day}"


def attachment(reference: Reference, file: str) -> str:
    """A file attached to a letter or to a response to it."""
    return f"{letter(reference)}files/{quote(file)}"


def year(year_: int) -> str:
    """The list of communications released in a year."""
    return f"years/{year_}/"


def schema(name: str) -> str:
    """The JSON Schema of a kind of file."""
    return f"{DATA}schemas/{name}.schema.json"


def copy_of(page: str, suffix: str) -> str:
    """The copy of a letter's or response's page for programs, with a suffix such as `.json` or `.md`."""
    return page.rstrip("/") + suffix


def by_key(reference: Reference) -> str:
    """The short address of a letter, by its key, which redirects to the letter."""
    return f"{COMMUNICATIONS}{reference.key_slug}/"


def recipient(id_: str) -> str:
    """The page of a recipient: letters to it and letters that concern it."""
    return f"{RECIPIENTS}{id_}/"


def mandate(id_: str) -> str:
    """The page of a mandate: letters sent under it."""
    return f"{MANDATES}{id_}/"


def instrument(id_: str) -> str:
    """The page of an instrument: letters whose annex declares it."""
    return f"{INSTRUMENTS}{id_}/"


def main_provision(cited: str) -> str:
    """The provision that a cited part belongs to: `9` for `9(2)`, `19` for `19 (commentary)`, `8` for `8.7`."""
    return re.split(r"[ (.]", cited, maxsplit=1)[0]


def provision(instrument_: str, cited: str) -> str:
    """The page of a provision of an instrument, listing what cites it. A part such as `9(2)` is an anchor on it."""
    main = main_provision(cited)
    anchor = f"#{_slugify(cited)}" if cited != main else ""
    return f"{instrument(instrument_)}{_slugify(main)}/{anchor}"


def provision_place(cited: str) -> str:
    """The anchor of a part of a provision on its page: `9-2` for `9(2)`."""
    return _slugify(cited)


def provision_year(instrument_: str, cited: str, year_: int) -> str:
    """The part of a provision's list with items released in a year."""
    return f"{instrument(instrument_)}{_slugify(cited)}-{year_}/"


def cited_document(symbol: str) -> str:
    """The page of a cited document, by its symbol: `documents/a-hrc-17-31/`."""
    return f"{DOCUMENTS}{_slugify(symbol)}/"


def group(id_: str) -> str:
    """The page of a group: its letters."""
    return f"{GROUPS}{id_}/"


def comparison(group_: str, reference: Reference) -> str:
    """A letter of a group beside the group's first letter."""
    return f"{group(group_)}{reference.slug}/"


def year_of(address: str, year_: int) -> str:
    """The part of the long list at `address` with items released in a year."""
    return f"{address}{year_}/"


def report(period: str) -> str:
    """The report on a reporting period, by its id."""
    return f"{REPORTS}{period}/"


def report_document(period: str, language: str) -> str:
    """The report on a period as a Word document in a language."""
    return f"{report(period)}report.{language}.docx"


def report_letters(period: str) -> str:
    """The letters that the report on a period lists, as CSV."""
    return f"{report(period)}communications.csv"


def report_responses(period: str) -> str:
    """The responses that the report on a period carries, as CSV."""
    return f"{report(period)}responses.csv"


def search(filters: Mapping[str, str]) -> str:
    """The search page with a value chosen of each of some filters."""
    return f"{SEARCH}?{urlencode(filters)}"


def statistics_year(year_: int, *, example: bool) -> str:
    """The letters sent in a year that the figures count: real ones, or fictional examples."""
    return f"{STATISTICS}{year_}{'-examples' if example else ''}/"


def statistics_csv(name: str, *, example: bool) -> str:
    """Figures as CSV: those of real letters, or of fictional examples."""
    return f"{STATISTICS}{name}{'-examples' if example else ''}.csv"


def table_csv(name: str) -> str:
    """A table of the data, as CSV."""
    return f"{DATA}{name}.csv"


def table_json(name: str) -> str:
    """A table of the data, as JSON."""
    return f"{DATA}{name}.json"


def atom_feed(page: str) -> str:
    """The Atom feed of what is new on a page: `feeds/recipients/northwind.xml`."""
    return f"feeds/{page.rstrip('/')}.xml"


def json_feed(page: str) -> str:
    """The JSON Feed of what is new on a page."""
    return f"feeds/{page.rstrip('/')}.json"


def texts_of(year_: int) -> str:
    """The texts of the letters released in a year, and of the responses to them."""
    return f"{TEXTS}{year_}.jsonl.gz"


def rule(slug: str) -> str:
    """The page of a rule that `check` applies."""
    return f"{RULES}{slug}/"


def document(symbol: str) -> str:
    """A United Nations document at docs.un.org, by its symbol."""
    return f"https://docs.un.org/en/{quote(symbol, safe='/().')}"


def resolution(number: str) -> str:
    """A Human Rights Council resolution at docs.un.org, by its number, `44/15`."""
    return document(f"A/HRC/RES/{number}")


def _slugify(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def root(path: str) -> str:
    """The relative path from a page up to the root of the site: `../../`."""
    return "../" * path.count("/") or "./"


def absolute(site_url: str, path: str) -> str:
    """The full URL of a page. `site_url` is that of the site's root, with or without a trailing slash."""
    return f"{site_url.rstrip('/')}/{path}"


def file_of(path: str) -> str:
    """The path of the file that a server returns for an address of the site."""
    return f"{path}index.html" if path.endswith("/") or not path else path
