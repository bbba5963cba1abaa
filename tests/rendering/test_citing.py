"""A letter or response can be cited: readers of each format get it back, and the head of its page describes it."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, cast

import pytest
import rispy

from factories import corpus, letter, moment, policy, response
from letterbook.derived.citing import STYLES, CitedWork, write_ris
from letterbook.model.policy import Licence
from letterbook.model.public import Public
from letterbook.model.record import Indexing, SigningMandate
from letterbook.model.schema import MandateId, Url, Words
from letterbook.outputs.copies import write_copies
from letterbook.outputs.letter_pages import render_letters
from letterbook.outputs.response_pages import render_responses
from letterbook.outputs.withdrawal_notices import render_withdrawal_notices
from letterbook.release import release
from letterbook.rendering.citing import cite_letter, cite_response
from sites import site_of

WORK = CitedWork(
    id="al-oth-1-2021",
    reference="AL OTH 1/2021",
    title="Alleged 50% cuts & {other} losses, at Mill #3_b",
    genre="Allegation letter",
    described="Allegation letter to Northwind & Söhne, S.A.",
    authors=("Working Group on business, among others", "Special Rapporteur on torture"),
    recipients=("Northwind & Söhne, S.A.",),
    addressed_to="Northwind & Söhne, S.A.",
    date=dt.date(2021, 3, 12),
    released=dt.date(2021, 5, 11),
    language="en",
    site_name="Letters",
    url="https://letters.example/communications/al-oth-1-2021/",
)


def write(name: str, work: CitedWork) -> str:
    (found,) = (each for each in STYLES if each.name == name)
    return found.write(work)


def public_of(**changes: Any) -> Public:
    mandates = (*letter().mandates, SigningMandate(mandate=MandateId("torture"), resolution=None))
    filed = letter(mandates=mandates, **changes)
    return release(corpus(filed, response()), moment("2021-06-01T00:00+02:00"))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "OSCOLA",
            (
                "Allegation letter from Working Group on business and Special Rapporteur on torture"
                " to Northwind Textiles (12 March 2021) AL OTH 1/2021 <https://letters.example/communications/al-oth-1-2021/>"
            ),
        ),
        (
            "Chicago",
            (
                "Working Group on business and Special Rapporteur on torture to Northwind Textiles, AL OTH 1/2021,"
                " March 12, 2021, Letters, https://letters.example/communications/al-oth-1-2021/."
            ),
        ),
        (
            "APA",
            (
                "Working Group on business, & Special Rapporteur on torture. (2021, March 12). Losses at the mill"
                " [Allegation letter to Northwind Textiles, AL OTH 1/2021]. Letters."
                " https://letters.example/communications/al-oth-1-2021/"
            ),
        ),
    ],
)
def test_a_letter_is_cited_in_the_words_of_each_style(style: str, expected: str) -> None:
    public = public_of(subject=Words.plain("Losses at the mill"))
    assert write(style, cite_letter(public.communications[0], site_of(public)).in_english) == expected


@pytest.mark.parametrize(
    ("style", "end"),
    [
        ("OSCOLA", " AL OTH 1/2021, ¶ 12a <https://letters.example/communications/al-oth-1-2021/#p12a>"),
        ("Chicago", ", Letters, ¶ 12a, https://letters.example/communications/al-oth-1-2021/#p12a."),
        ("APA", ". Letters, ¶ 12a. https://letters.example/communications/al-oth-1-2021/#p12a"),
    ],
)
def test_a_paragraph_is_cited_by_its_number_and_its_address(style: str, end: str) -> None:
    """And the rest is as in the citation of the letter."""
    whole, paragraph = write(style, WORK), write(style, replace(WORK, paragraph="12a"))

    assert paragraph.endswith(end)
    assert paragraph.replace(", ¶ 12a", "").replace("#p12a", "") == whole


def test_a_response_is_cited_by_whom_it_comes_from_and_what_it_answers() -> None:
    public = public_of()
    (filed,) = public.communications
    work = cite_response(filed.responses[0], filed, site_of(public)).in_english
    assert write("OSCOLA", work) == (
        "Reply from Northwind Textiles to communication AL OTH 1/2021 (1 April 2021) AL OTH 1/2021"
        " <https://letters.example/communications/al-oth-1-2021/northwind-2021-04-01/>"
    )


def read_styles(public: Public, language: str) -> list[tuple[str, str]]:
    """The name of each style and the citation in it, on every page of letters and responses."""
    site = site_of(public, language)
    bodies = [each.texts["body"] for each in (*render_letters(site), *render_responses(site))]
    shown = r"<dt>(OSCOLA|Chicago|APA)</dt>\n<dd[^>]*>(.*)</dd>"
    return [each for body in bodies for each in re.findall(shown, body)]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_citation_in_a_style_is_english_in_every_interface(language: str) -> None:
    """Its guide gives its words in English; a mixture would be neither language."""
    expected = read_styles(public_of(), "en")
    assert len(expected) == 6
    assert read_styles(public_of(), language) == expected


@pytest.mark.parametrize(
    ("language", "letter_described", "response_described"),
    [
        ("en", "Allegation letter to Northwind Textiles", "reply to AL OTH 1/2021"),
        ("es", "Carta de alegación a Northwind Textiles", "Respuesta a AL OTH 1/2021"),
        ("fr", "Lettre d’allégation à Northwind Textiles", "Réponse à AL OTH 1/2021"),
    ],
)
def test_a_bibtex_entry_describes_the_work_in_the_language_of_the_site(
    language: str, letter_described: str, response_described: str
) -> None:
    """As it names the type of the letter."""
    public = public_of()
    (filed,) = public.communications
    site = site_of(public, language=language)
    cited = cite_letter(filed, site), cite_response(filed.responses[0], filed, site)

    assert [each.work.described for each in cited] == [letter_described, response_described]
    assert all(each.work.described.startswith(each.work.genre) for each in cited)


def test_what_is_read_elsewhere_has_no_address_if_the_site_has_none() -> None:
    """A path such as `communications/al-oth-1-2021/` leads nowhere from a footnote or a library of references."""
    public = public_of()
    site = site_of(public)
    unknown = replace(site, layout=replace(site.layout, site_url=""))
    for page in (*render_letters(unknown), *render_responses(unknown)):
        head, body = page.texts["head"], html.unescape(page.texts["body"])
        (panel,) = re.findall('(?s)<dl translate="no">.*?</dl>', body)
        assert "communications/" not in panel + head
        assert "UR  -" not in panel
        assert "data-lb-fragment" not in panel
        assert "url" not in json.loads(Head(head).data)
    (filed,) = public.communications
    work = cite_letter(filed, unknown).in_english
    assert write("OSCOLA", work).endswith(" (12 March 2021) AL OTH 1/2021")
    assert write("Chicago", work).endswith(", AL OTH 1/2021, March 12, 2021, Letters.")
    assert write("APA", work).endswith(", AL OTH 1/2021]. Letters.")
    assert write("APA", replace(work, paragraph="12a")).endswith(", AL OTH 1/2021]. Letters, ¶ 12a.")
    copies = [cast("bytes", each.content).decode() for each in write_copies(unknown) if each.path.endswith(".md")]
    assert len(copies) == 2
    assert not [each for each in copies if "communications/" in each]


def test_a_notice_is_cited_without_an_address_if_the_site_has_none() -> None:
    filed = corpus(letter(), response(withdrawn="2021-05-20"))
    site = site_of(release(filed, moment("2021-06-01T00:00+02:00")))
    unknown = replace(site, layout=replace(site.layout, site_url=""))
    (notice,) = render_withdrawal_notices(unknown)
    assert re.search(
        r'class="lb-citable"[^>]*>Response to AL OTH 1/2021 \(withdrawn on .*\), Letters</p>', notice.texts["body"]
    )


def test_rispy_reads_a_letter_with_its_names_whole() -> None:
    (read,) = rispy.loads(write_ris(WORK))
    assert read == {
        "type_of_reference": "PCOMM",
        "authors": list(WORK.authors),
        "secondary_authors": list(WORK.recipients),
        "title": WORK.title,
        "year": "2021",
        "date": "2021/03/12/",
        "type_of_work": WORK.genre,
        "accession_number": WORK.reference,
        "name_of_database": WORK.site_name,
        "language": "en",
        "urls": [WORK.url],
    }


class Head(HTMLParser):
    """Reads the metadata of a head as Zotero's translator for embedded metadata does: a name begins with a prefix that
    a `schema` link explains, and what follows begins with a small letter."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.schemas: dict[str, str] = {}
        self.found: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        self.data = ""
        self._is_data = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._is_data = tag == "script" and given.get("type") == "application/ld+json"
        if tag == "link" and given["rel"].startswith("schema."):
            self.schemas[given["rel"].removeprefix("schema.")] = given["href"]
        elif tag == "link":
            self.links.setdefault(given["rel"], []).append(given["href"])
        elif tag == "meta":
            name = given.get("name") or given.get("property", "")
            prefix, _, rest = name.replace(":", ".").partition(".")
            self.found.setdefault(f"{self.schemas.get(prefix.lower(), prefix)}{rest}", []).append(given["content"])

    def handle_data(self, data: str) -> None:
        self.data += data if self._is_data else ""


def head_of(public: Public) -> Head:
    (page,) = render_letters(site_of(public))
    return Head(page.texts["head"])


def test_zotero_finds_a_letter_with_its_recipients_and_date() -> None:
    zotero, dublin_core = "http://www.zotero.org/namespaces/export#", "http://purl.org/dc/elements/1.1/"
    found = head_of(public_of(subject=Words.plain("Losses at the mill"))).found
    assert found[f"{zotero}itemType"] == ["letter"]
    assert found[f"{zotero}recipients"] == ["Northwind Textiles"]
    assert found[f"{dublin_core}title"] == ["Losses at the mill"]
    assert found[f"{dublin_core}creator"] == ["Working Group on business", "Special Rapporteur on torture"]
    assert found[f"{dublin_core}date"] == ["2021-03-12"]
    assert not [each for each in found if each.startswith("citation_")]  # which would make it a journal article


def test_schema_org_has_a_message_in_a_conversation() -> None:
    described = json.loads(head_of(public_of()).data)
    assert described["@type"] == ["Message", "DigitalDocument"]
    assert (described["dateSent"], described["datePublished"]) == ("2021-03-12", "2021-05-11")
    assert described["recipient"] == [{"@type": "Organization", "name": "Northwind Textiles"}]
    assert described["isPartOf"] == {"@type": "Conversation", "name": "AL OTH 1/2021"}


def test_links_say_what_to_cite_and_where_the_data_are() -> None:
    licence = Licence(title="A licence", url=Url("https://letters.example/licence"))
    record = corpus(letter(), rules=policy(licence=licence))
    links = head_of(release(record, moment("2021-06-01T00:00+02:00"))).links
    address = "https://letters.example/communications/al-oth-1-2021"
    assert links["cite-as"] == [f"{address}/"]
    assert links["item"] == [f"{address}.md"]
    assert links["describedby"] == [f"{address}.json"]
    assert links["license"] == ["https://letters.example/licence"]


def test_a_page_that_search_engines_leave_out_has_no_metadata() -> None:
    head = head_of(public_of(indexing=Indexing.NONE))
    assert head.found.keys() == {"description", "robots"}
    assert head.data == ""


def test_no_person_and_no_summary_is_in_the_metadata() -> None:
    signed = SigningMandate(mandate=MandateId("business"), resolution=None, signed_by="B. Holder")
    filed = letter(mandates=(signed,), summary=Words.plain("A summary of the matter."))
    site = site_of(release(corpus(filed, response(sent_by="A. Person")), moment("2021-06-01T00:00+02:00")))
    heads = [page.texts["head"] for page in (*render_letters(site), *render_responses(site))]
    assert len(heads) == 2
    for each in heads:
        assert "Holder" not in each
        assert "Person" not in each
        assert "summary" not in each


def test_a_title_cannot_end_the_script_that_describes_it() -> None:
    head = head_of(public_of(subject=Words.plain("</script><b>Mill")))
    assert json.loads(head.data)["name"] == "</script><b>Mill"
