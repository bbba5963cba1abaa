"""How a letter or response is cited: the panel on its page, and the metadata in its head.

Sources: Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcq-html/); schema.org (`Message`,
`DigitalDocument`, `Conversation`); the Open Graph protocol (https://ogp.me/); Signposting
(https://signposting.org/conventions/); and Zotero's translator for embedded metadata, which understands
`z:itemType` and `z:recipients`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from letterbook import urls
from letterbook.derived.citing import STYLES, CitedWork, describe_letter, describe_response, write_ris
from letterbook.i18n import Interface
from letterbook.i18n.isolation import isolate, write_isolates
from letterbook.model.public import Attachment, Communication, Response
from letterbook.model.reference import Reference
from letterbook.rendering.context import Site

_ZOTERO = "http://www.zotero.org/namespaces/export#"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_DUBLIN_CORE_TERMS = "http://purl.org/dc/terms/"
_ENGLISH = Interface("en")
_ANY = "\0"
"""Stands for the number of any paragraph; no text has this character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The panel "Cite": the id of the work, its citation in each style by name, and its RIS record, from which a script
    writes the other formats. `language` is that of the citations, or "" if it is the interface's. `words` are the
    labels that the script needs, as JSON.

    A citation has two empty elements, in which a script puts what it needs for a paragraph: the number and the end of
    the address.
    """

    id: str
    texts: Mapping[str, Markup]
    language: str
    record: Markup
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A letter or response as a work to cite: described in the site's language, for records and metadata, and in
    English, for the styles."""

    work: CitedWork
    in_english: CitedWork


def cite_letter(letter: Communication, site: Site) -> CitedDocument:
    """Describe a letter as a work to cite."""
    url = site.find_address(urls.letter(letter.reference))
    work, in_english = (
        describe_letter(letter, interface, site.layout.site_name, url) for interface in (site.interface, _ENGLISH)
    )
    return CitedDocument(work=work, in_english=in_english)


def cite_response(response: Response, letter: Communication, site: Site) -> CitedDocument:
    """Describe a response as a work to cite."""
    url = site.find_address(urls.response(letter.reference, response.slug))
    work, in_english = (
        describe_response(response, letter, interface, site.layout.site_name, url)
        for interface in (site.interface, _ENGLISH)
    )
    return CitedDocument(work=work, in_english=in_english)


def write_citations(cited: CitedDocument, interface: Interface) -> Citations:
    """Write the citation in every style, with each name from right to left in an element of its own."""
    work = cited.work
    any_paragraph = replace(_isolate_names(cited.in_english), paragraph=_ANY)
    words = {
        "described": work.described,
        "citeLabel": f"{interface.text('cite')}{interface.text('colon')}".rstrip(" "),
        "copyLink": interface.text("copy-link"),
        "copy": interface.text("copy"),
        "copyThis": interface.text("copy-citation", name="%"),
        "download": interface.text("download"),
        "downloadThis": interface.text("download-citation", name="%"),
        "copied": interface.text("copied"),
    }

    def show(write: Callable[[CitedWork], str], shown: CitedWork) -> Markup:
        html = write_isolates(escape(write(shown), quote=False))
        html = html.replace(any_paragraph.pinpoint, "<i data-lb-pinpoint></i>")
        html = html.replace(any_paragraph.fragment, "<i data-lb-fragment></i>")
        return Markup(html)  # noqa: S704 - escaped

    return Citations(
        id=work.id,
        texts={each.name: show(each.write, any_paragraph) for each in STYLES},
        language="" if interface.language == _ENGLISH.language else _ENGLISH.language,
        record=show(write_ris, _isolate_names(work)),
        words=json.dumps(words, ensure_ascii=False, separators=(",", ":")),
    )


def _isolate_names(work: CitedWork) -> CitedWork:
    return replace(
        work,
        title=isolate(work.title),
        authors=tuple(map(isolate, work.authors)),
        recipients=tuple(map(isolate, work.recipients)),
        addressed_to=isolate(work.addressed_to),
    )


def write_metadata(
    work: CitedWork, filed: Communication | Response, address: str, site: Site, conversation: Reference
) -> Iterator[str]:
    """Yield the lines of metadata for the head of the page of a letter or response at `address`.

    A page with `noindex` has none. The metadata contain no summaries and name no persons.
    """
    if not filed.indexed:
        return
    yield from _write_dublin_core(work, site)
    yield from _write_open_graph(work)
    if site.site_url:
        yield from _write_links(work, filed, address, conversation, site)
    document = json.dumps(_describe_document(work, conversation, site), ensure_ascii=False, separators=(",", ":"))
    yield f'<script type="application/ld+json">{document.replace("<", chr(92) + "u003c")}</script>'


def _write_dublin_core(work: CitedWork, site: Site) -> Iterator[str]:
    yield f'<link rel="schema.dc" href="{_DUBLIN_CORE}">'
    yield f'<link rel="schema.dcterms" href="{_DUBLIN_CORE_TERMS}">'
    yield f'<link rel="schema.z" href="{_ZOTERO}">'
    described = [
        ("dc.title", work.title),
        *(("dc.creator", each) for each in work.authors),
        ("dc.date", work.date.isoformat()),
        ("dc.identifier", work.reference),
        ("dc.language", work.language),
        ("dc.publisher", site.public.publisher.name),
        ("dcterms.available", work.released.isoformat()),
        ("z:itemType", "letter"),
        ("z:letterType", work.genre),
        *(("z:recipients", each) for each in work.recipients),
    ]
    yield from _write_metas("name", described)


def _write_open_graph(work: CitedWork) -> Iterator[str]:
    yield from _write_metas(
        "property",
        [
            ("og:type", "article"),
            ("og:site_name", work.site_name),
            ("og:title", work.title),
            *((("og:url", work.url),) if work.url else ()),
            ("og:description", f"{work.genre}, {work.reference}, {work.date.isoformat()}"),
        ],
    )


def _write_links(
    work: CitedWork, filed: Communication | Response, address: str, letter: Reference, site: Site
) -> Iterator[str]:
    """Yield signposting links: the address to cite, the files, and the description for programs."""
    yield f'<link rel="cite-as" href="{escape(work.url)}">'
    files: tuple[Attachment, ...] = filed.attachments
    for each in files:
        url = urls.absolute(site.site_url, urls.attachment(letter, each.file))
        yield f'<link rel="item" type="application/pdf" href="{escape(url)}">'
    if site.has_markdown:
        markdown = urls.copy_of(address, ".md")
        yield f'<link rel="item" type="text/markdown" href="{escape(urls.absolute(site.site_url, markdown))}">'
    data = urls.copy_of(urls.letter(letter), ".json")
    yield f'<link rel="describedby" type="application/json" href="{escape(urls.absolute(site.site_url, data))}">'
    if licence := site.public.publisher.licence:
        yield f'<link rel="license" href="{escape(licence.url)}">'


def _write_metas(attribute: str, described: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, value in described:
        yield f'<meta {attribute}="{name}" content="{escape(value)}">'


def _describe_document(work: CitedWork, conversation: Reference, site: Site) -> dict[str, object]:
    """Describe a letter or response in the vocabulary of schema.org."""
    licence = site.public.publisher.licence
    return {
        "@context": "https://schema.org",
        "@type": ["Message", "DigitalDocument"],
        "name": work.title,
        "identifier": work.reference,
        "genre": work.genre,
        "sender": [{"@type": "Organization", "name": each} for each in work.authors],
        "recipient": [{"@type": "Organization", "name": each} for each in work.recipients],
        "dateSent": work.date.isoformat(),
        "datePublished": work.released.isoformat(),
        "inLanguage": work.language,
        **({"url": work.url} if work.url else {}),
        "publisher": {"@type": "Organization", "name": site.public.publisher.name},
        "isPartOf": {"@type": "Conversation", "name": str(conversation)},
        **({"license": licence.url} if licence else {}),
    }
