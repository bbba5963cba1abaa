"""The record as a data set, for search engines and for catalogues of open data.

Sources: schema.org (`Dataset`, `DataDownload`); DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from letterbook import urls
from letterbook.derived.tables import DATA_TABLES
from letterbook.rendering.context import Site

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """A file to download: its title, its complete address and its media type."""

    title: str
    url: str
    media_type: str


def write_dataset(site: Site) -> str:
    """Write the data set in the vocabulary of schema.org, as the script of a page's head, in HTML.

    Returns "" if the site does not know its address, since files are named by complete ones.
    """
    if not site.site_url:
        return ""
    text = json.dumps(_describe_dataset(site), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def describe_catalog(site: Site) -> dict[str, object]:
    """Describe the data set in DCAT, as JSON-LD that needs no other file."""
    publisher, interface = site.public.publisher, site.interface
    licence = publisher.licence
    terms: dict[str, object] = (
        {"dct:license": {"@id": licence.url, "dct:title": licence.title}}
        if licence
        else {"dct:rights": interface.text("licence-none", publisher=publisher.name)}
    )
    modified = _find_last_change(site)
    return {
        "@context": _CONTEXT,
        "@id": urls.absolute(site.site_url, urls.DATA),
        "@type": "dcat:Dataset",
        "dct:title": _say(site.layout.site_name, site),
        "dct:description": _say(interface.text("data-lead"), site),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher.name},
        **({"dct:modified": {"@type": "xsd:date", "@value": modified}} if modified else {}),
        **terms,
        "dcat:landingPage": {"@id": urls.absolute(site.site_url, urls.DATA)},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": each.title,
                "dcat:downloadURL": {"@id": each.url},
                "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}{each.media_type}"},
                **({"dct:license": {"@id": licence.url}} if licence else {}),
            }
            for each in _list_files(site)
        ],
    }


def _describe_dataset(site: Site) -> dict[str, object]:
    publisher = site.public.publisher
    modified = _find_last_change(site)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": site.layout.site_name,
        "description": site.interface.text("data-lead"),
        "url": urls.absolute(site.site_url, urls.DATA),
        "publisher": {"@type": "Organization", "name": publisher.name},
        "isAccessibleForFree": True,
        **({"dateModified": modified} if modified else {}),
        **({"license": publisher.licence.url} if publisher.licence else {}),
        "distribution": [
            {"@type": "DataDownload", "name": each.title, "contentUrl": each.url, "encodingFormat": each.media_type}
            for each in _list_files(site)
        ],
    }


def _list_files(site: Site) -> Iterator[_File]:
    interface = site.interface

    def file(title: str, path: str, media_type: str) -> _File:
        return _File(title=title, url=urls.absolute(site.site_url, path), media_type=media_type)

    for table in DATA_TABLES:
        yield file(f"{table.title} (CSV)", urls.table_csv(table.name), "text/csv")
        yield file(f"{table.title} (JSON)", urls.table_json(table.name), "application/json")
    for year in sorted({each.released.year for each in site.public.communications}, reverse=True):
        yield file(
            interface.join_label(str(year), interface.text("data-texts")), urls.texts_of(year), "application/gzip"
        )
    if site.has_database:
        yield file(interface.text("data-database"), urls.SQLITE_FILE, "application/vnd.sqlite3")
    yield file(interface.text("data-changes"), urls.CHANGES_FILE, "application/json")


def _find_last_change(site: Site) -> str:
    """Return the day of the last event, which does not depend on the build, or ""."""
    return site.events[0].date.isoformat() if site.events else ""


def _say(text: str, site: Site) -> dict[str, str]:
    return {"@language": site.interface.language, "@value": text}
