"""An example of every kind of page on the site of the shipped record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

KINDS = {
    "home": "",
    "communications": "communications/",
    "year": "years/2024/",
    "letter": "communications/al-xbv-2-2024/",
    "letter to a company, text held elsewhere": "communications/al-oth-167-2021/",
    "letter of forty pages": "communications/al-oth-977-2023/",
    "letter whose annex has no heading": "communications/al-oth-963-2022/",
    "letter with corrections": "communications/al-xtv-4-2023/",
    "letter with redactions": "communications/ua-xbv-5-2024/",
    "letter in French, translated": "communications/ol-xil-1-2023/",
    "letter in Spanish": "communications/al-xsv-7-2021/",
    "letter in extract": "communications/al-oth-910-2021/",
    "texts before and after corrections": "communications/al-xtv-4-2023/changes/",
    "withdrawn letter": "communications/al-oth-952-2020/",
    "response in extract": "communications/al-oth-977-2023/heronfield-resources-2023-05-12/",
    "response in Arabic": "communications/ua-xtv-9-2021/tessavar-2022-01-27/",
    "response in Chinese": "communications/al-xls-6-2022/lumisar-2022-08-10/",
    "recipients": "recipients/",
    "recipient": "recipients/belvenor/",
    "mandates": "mandates/",
    "mandate": "mandates/business/",
    "instruments": "instruments/",
    "instrument": "instruments/iccpr/",
    "provision": "instruments/ungp/19/",
    "documents": "documents/",
    "document": "documents/a-hrc-res-17-4/",
    "statistics": "statistics/",
    "letters behind statistics": "statistics/2024-examples/",
    "search": "search/",
    "groups": "groups/",
    "group": "groups/marrow-gorge-dam/",
    "letters compared": "groups/tarnwell-supply-chain/al-oth-915-2024/",
    "reports": "reports/",
    "report": "reports/2024-05/",
    "about": "about/",
    "words": "words/",
    "about this site": "this-site/",
    "accessibility": "accessibility/",
    "contact": "contact/",
    "for editors": "editors/",
    "own record": "your-own-record/",
    "where the record may live": "where-the-record-may-live/",
    "published by mistake": "published-by-mistake/",
    "fields": "reference/fields/",
    "rules": "reference/rules/",
    "rule": "reference/rules/unknown-field/",
    "redirect": "communications/oth-167-2021/",
    "not found": "404.html",
}
"""The kinds that have a name, among them texts in several languages and letters in several states."""

MANY = 6
"""More pages than this beside one another are of one kind."""

ALL = (*(kind for kind in KINDS if kind != "redirect"), "a kind without a name")
"""The kinds that a test looks at; the last one stands for those that are on the site and not in KINDS."""

STOP_TRANSITIONS = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before { transition: none !important }");
  document.adoptedStyleSheets.push(sheet);
}"""
"""Stops what moves on a page, in a way that the page's content security policy allows."""


def list_addresses(kind: str, site: Path) -> list[str]:
    """List the examples of a kind on a site: one, or for the last of ALL one for each kind that has no name, so that a
    new kind of page is covered from its first day."""
    return [KINDS[kind]] if kind in KINDS else sorted(find_unnamed(site).values())


def find_unnamed(site: Path) -> dict[str, str]:
    """Return the address of the largest page of each kind of address on a site that no page in KINDS has."""
    paths = [path for path in site.glob("*/**/index.html") if not _leads_on(path)]
    pages = {f"{path.parent.relative_to(site).as_posix()}/": path.stat().st_size for path in paths}
    below = Counter(_find_parent(address) for address in pages)
    named = {_find_shape(address, below) for address in KINDS.values()}
    largest = {_find_shape(address, below): address for address in sorted(pages, key=pages.__getitem__)}
    return {shape: address for shape, address in largest.items() if shape not in named}


def _find_shape(address: str, below: Mapping[str, int]) -> str:
    """Return an address with `*` for each part that names one thing of many, as in `recipients/*/`: a part with a
    digit, or beside many others. `below` is the number of pages directly below each address."""
    shape, parent = "", ""
    for part in address.removesuffix("/").split("/"):
        is_one_of_many = bool(parent) and (below[parent] > MANY or re.search(r"[0-9]", part))
        shape += "*/" if is_one_of_many else f"{part}/"
        parent += f"{part}/"
    return shape


def _find_parent(address: str) -> str:
    return re.sub(r"[^/]+/$", "", address)


def _leads_on(page: Path) -> bool:
    return 'http-equiv="refresh"' in page.read_text(encoding="utf-8")[:2000]
