"""What released texts cite is linked, listed by provision and told as data; what is withheld cites nothing."""

from __future__ import annotations

import re

import pytest

from cited_texts import read_citation_rows, release_filed
from factories import day, letter, moment, response
from letterbook.audit.public_text import find_released, list_public_names
from letterbook.citations import Lexicon
from letterbook.citations.find import parse_text
from letterbook.citations.parsers.state import ParserState
from letterbook.derived.citation_index import CitationIndex, write_note
from letterbook.i18n import Interface
from letterbook.ingest.corpus import load
from letterbook.model.record import AnnexEntry, Letter, Response
from letterbook.model.schema import InstrumentId, Provision, Symbol
from letterbook.release import release
from letterbook.rendering.legal_references import CitedProvisions, LegalReference, list_legal_references
from letterbook.rules import cache_citations, check_record
from letterbook.text.structure import structure_text
from workspaces import PROJECT, Workspace

BODY = "We write to you.\n\nThis is so. We recall article 9(2) of the ICCPR. It binds.\n"
ENGLISH = Interface("en")


def test_an_instrument_is_public_where_a_released_text_cites_it() -> None:
    assert [each.id for each in release_filed(letter(body=BODY)).instruments] == ["iccpr"]
    assert release_filed(letter()).instruments == ()


def test_a_withheld_letter_cites_nothing() -> None:
    shown, withheld = letter(), letter("AL OTH 2/2021", "2021-05-20", body=BODY)
    assert release_filed(shown, withheld) == release_filed(shown)
    late = response(dated="2021-05-20", received="2021-09-01", body=BODY)
    assert release_filed(shown, late) == release_filed(shown)


def test_a_citation_is_a_link_and_no_word_changes() -> None:
    public = release_filed(letter(body=BODY))
    text = public.communications[0].text
    html = CitationIndex(public).link_citations(text, "../../", ENGLISH).html
    assert '<a href="../../instruments/iccpr/9/#9-2" title="' in html
    assert 'Political Rights, article 9(2)">article 9(2) of the ICCPR</a>' in html
    assert html.count("</a>This is so.") == html.count('id="p2" href="#p2">2</a>') == 1
    assert re.sub("<[^>]*>", "", html) == re.sub("<[^>]*>", "", structure_text(BODY).html)


def hrefs(body: str) -> list[tuple[str, str]]:
    """The words of each link of a text, and where it leads."""
    public = release_filed(letter(body=body))
    html = CitationIndex(public).link_citations(public.communications[0].text, "../../", ENGLISH).html
    found = re.findall(r'<a href="([^"#]+)[^>]*>([^<]*)</a>', html)
    return [(words, address.removeprefix("../../instruments/iccpr/")) for address, words in found]


@pytest.mark.parametrize(
    ("cites", "links"),
    [
        (
            "Articles 19, 21 (2) and 22 of the ICCPR",
            [("Articles 19", "19/"), ("21 (2)", "21/"), ("22 of the ICCPR", "22/")],
        ),
        ("articles 18 to 20 of the ICCPR", [("articles 18", "18/"), ("20 of the ICCPR", "20/")]),
        ("article 9 (1) and (3) of the ICCPR", [("article 9 (1) and (3) of the ICCPR", "9/")]),
        ("articles 14.2 and 2 of the ICCPR", [("articles 14.2", "14/"), ("2 of the ICCPR", "2/")]),
        ("article 54 of the ICCPR", [("article 54 of the ICCPR", "")]),
        ("articles 9 and 54 of the ICCPR", [("articles 9 and 54 of the ICCPR", "9/")]),
    ],
)
def test_each_provision_of_a_list_is_a_link_of_its_own(cites: str, links: list[tuple[str, str]]) -> None:
    """To its page, where it is a provision that there is."""
    assert hrefs(f"We recall {cites} here.\n") == links


def test_each_provision_is_told_with_the_paragraphs_where_it_stands() -> None:
    """As declared, then what only the text has; what is declared alone has none."""
    entry = AnnexEntry(instrument=InstrumentId("iccpr"), provisions=(Provision("18-20"), Provision("25")))
    cited_as = AnnexEntry(document="A/HRC/17/4", cited_as="A/HRC/17/31")  # type: ignore[arg-type]
    body = (
        "We recall articles 19 and 9 (2) of the ICCPR.\n\n"
        "And article 9(2) of the ICCPR, and article 18 of the ICCPR.\n\n"
        "See articles 1 to 3 of the ICCPR, article 54 of the ICCPR, and A/HRC/17/31.\n"
    )
    public = release_filed(letter(body=body, annex=(entry, cited_as)))
    of_iccpr, of_report, found = list_legal_references(public.communications[0], None, CitationIndex(public), ENGLISH)

    def places(cited: LegalReference | CitedProvisions) -> list[str]:
        return [each.name for each in cited.places]

    assert [([link.name for link in each.links], places(each)) for each in of_iccpr.provisions] == [
        (["18–20"], ["¶ 2", "¶ 1"]),
        (["25"], []),
        (["1–3"], ["¶ 3"]),
        (["9(2)"], ["¶ 1", "¶ 2"]),
    ]
    assert of_iccpr.note == "54: there is no such number, only 1 to 53."
    assert places(of_report) == ["¶ 3"]
    assert found.cited.name == "A/HRC/17/31"


def test_provisions_that_the_same_paragraphs_cite_share_a_row() -> None:
    """And so do those that no paragraph cites, with the words for that in place of the paragraphs."""
    entry = AnnexEntry(instrument=InstrumentId("iccpr"), provisions=(Provision("7"), Provision("10"), Provision("14")))
    body = "We recall articles 9 and 14 of the ICCPR.\n\nAnd article 19 of the ICCPR.\n"
    public = release_filed(letter(body=body, annex=(entry,)))
    (found,) = list_legal_references(public.communications[0], None, CitationIndex(public), ENGLISH)

    assert [
        ([link.name for link in each.links], [place.name for place in each.places]) for each in found.provisions
    ] == [
        (["7", "10"], []),
        (["14", "9"], ["¶ 1"]),
        (["19"], ["¶ 2"]),
    ]


def test_a_place_has_its_paragraph_and_its_sentence() -> None:
    public = release_filed(letter(body=BODY))
    (place,) = CitationIndex(public).locate_citations(public.communications[0].text)
    assert (place.anchor, place.sentence) == ("p2", "We recall article 9(2) of the ICCPR.")
    assert place.sentence[place.start : place.end] == "article 9(2) of the ICCPR"


def test_a_parenthesis_behind_a_sentence_is_of_it() -> None:
    """A letter quotes, and says in parentheses whose words these are."""
    public = release_filed(
        letter(body="It is so.\n\n“All of it is here. All shall be heard.” (Article 9 of the ICCPR). More.\n")
    )
    (place,) = CitationIndex(public).locate_citations(public.communications[0].text)
    assert place.sentence == "All shall be heard.” (Article 9 of the ICCPR)."


def test_a_long_sentence_is_cut_at_words() -> None:
    public = release_filed(
        letter(body="Thus " + "heard and " * 60 + "by article 9 of the ICCPR " + "or seen " * 80 + ".\n")
    )
    (place,) = CitationIndex(public).locate_citations(public.communications[0].text)
    assert re.fullmatch(r"… (heard |and ){40,}by article 9 of the ICCPR (or |seen ){40,}…", place.sentence)
    assert place.sentence[place.start : place.end] == "article 9 of the ICCPR"


def test_what_is_declared_and_found_is_told_once_and_ranges_are_expanded() -> None:
    entry = AnnexEntry(instrument=InstrumentId("iccpr"), provisions=(Provision("9(2)"), Provision("18-20")))
    public = release_filed(letter(body=BODY, annex=(entry,)))
    told = [(each.provisions, each.address) for each in CitationIndex(public).occurrences]
    address = "communications/al-oth-1-2021/#"
    assert told == [(("9(2)",), f"{address}p2"), (("18", "19", "20"), f"{address}legal-references")]


def test_the_table_has_a_row_for_each_provision_found_or_declared() -> None:
    entry = AnnexEntry(document=Symbol("A/HRC/17/31"), cited_as="the report")
    public = release_filed(letter(body=BODY, annex=(entry,)), response(body=BODY, sent_by="x"))
    rows = read_citation_rows(public)
    found = [tuple(row.get(each) for each in ("response", "provision", "document", "source", "text")) for row in rows]
    assert found == [
        (None, "9(2)", None, "found", "article 9(2) of the ICCPR"),
        (None, None, "A/HRC/17/31", "declared", "the report"),
        ("northwind-2021-04-01", "9(2)", None, "found", "article 9(2) of the ICCPR"),
    ]


@pytest.mark.parametrize("at", ["2021-05-10T23:59:59+02:00", "2021-05-11T00:00+02:00"])
def test_pages_of_provisions_and_documents_come_with_the_letter(workspace: Workspace, at: str) -> None:
    """And not before."""
    iccpr = "iccpr:\n  title: Covenant on Civil Rights\n  short: ICCPR\n  provision: article\n"
    official = "  url: https://treaties.example/iccpr\n  provision_url: https://treaties.example/iccpr#{provision}\n"
    (workspace.data / "registers/instruments.yml").write_text(iccpr + official, encoding="utf-8")
    path = workspace.letter("AL OTH 1/2021", "2021-03-12")
    with path.open("a", encoding="utf-8") as file:
        file.write("\nWe recall article 9 (2) of the ICCPR and A/HRC/17/31.\n")
    workspace.build("--as-of", at)
    shown = day(at[:10]) == day("2021-05-11")
    for page in ("instruments/iccpr/9", "documents/a-hrc-17-31"):
        assert (workspace.site / page / "index.html").exists() is shown
    assert ("iccpr" in (workspace.site / "data/citations.csv").read_text()) is shown
    if shown:
        page = workspace.page("instruments/iccpr/9")
        assert '<h2 id="9-2">article 9(2)</h2>' in page
        assert '<a href="https://treaties.example/iccpr#9">official text</a>' in page


def test_the_letter_tells_what_is_declared_and_what_is_found_with_its_places(workspace: Workspace) -> None:
    iccpr = "iccpr:\n  title: Covenant on Civil Rights\n  short: ICCPR\n  provision: article\n"
    (workspace.data / "registers/instruments.yml").write_text(iccpr, encoding="utf-8")
    declared = "annex:\n  - instrument: iccpr\n    provisions: [9(2), 21]\n"
    path = workspace.letter("AL OTH 1/2021", "2021-03-12", more=declared)
    with path.open("a", encoding="utf-8") as file:
        file.write("\nWe recall article 9 (2) of the ICCPR and A/HRC/17/31.\n")
    workspace.build("--as-of", "2021-06-01T00:00+02:00")
    page = workspace.page("communications/al-oth-1-2021")
    _, _, of_iccpr, declared_and_found, declared_alone, found = page.split("Legal references</h2>")[1].split("<tr>")[:6]
    assert 'instruments/iccpr/">Covenant on Civil Rights</a>' in of_iccpr
    assert 'instruments/iccpr/9/#9-2">9(2)</a>' in declared_and_found
    assert (
        'instruments/iccpr/21/">21</a></th><td><span class="lb-small">recorded by the editors</span>' in declared_alone
    )
    assert 'documents/a-hrc-17-31/">A/HRC/17/31</a>' in found
    for each in (declared_and_found, found):
        anchor = each.split('href="#')[1].split('"')[0]
        assert f'id="{anchor}"' in page


def test_a_response_tells_what_it_cites_with_its_places(workspace: Workspace) -> None:
    """And one that cites nothing has no such section."""
    iccpr = "iccpr:\n  title: Covenant on Civil Rights\n  short: ICCPR\n  provision: article\n"
    (workspace.data / "registers/instruments.yml").write_text(iccpr, encoding="utf-8")
    workspace.letter("AL OTH 1/2021", "2021-03-12")
    path = workspace.data / "responses/al-oth-1-2021/2021-04-01-northwind.md"
    path.parent.mkdir(parents=True)
    front_matter = "letter: AL OTH 1/2021\nrecipient: northwind\ndated: 2021-04-01\nlanguage: en\nkind: reply\n"
    path.write_text(f"---\n{front_matter}---\nThe answer.\n", encoding="utf-8")
    workspace.build("--as-of", "2021-06-01T00:00+02:00")
    address = "communications/al-oth-1-2021/northwind-2021-04-01"
    assert "legal-references" not in workspace.page(address)
    with path.open("a", encoding="utf-8") as file:
        file.write("\nWe recall article 9 (2) of the ICCPR.\n")
    workspace.build("--as-of", "2021-06-01T00:00+02:00")
    page = workspace.page(address)
    told = page.split('<table class="lb-table lb-references">')[1].split("</section>")[0]
    assert (told.count('scope="rowgroup"'), told.count('scope="row"')) == (1, 1)
    assert '../../../instruments/iccpr/9/#9-2">9(2)</a>' in told
    anchor = told.split('href="#')[1].split('"')[0]
    assert f'id="{anchor}"' in page


@pytest.mark.parametrize(
    ("language", "misprint", "beyond"),
    [
        ("en", "is meant for A/HRC/17/31", "54: there is no such number, only 1 to 53."),
        ("fr", "lire A/HRC/17/31", "54\u00a0: numéro inexistant\u00a0; la numérotation va de 1 à 53."),
        ("es", "debe decir A/HRC/17/31", "54: no existe ese número; la numeración va del 1 al 53."),
    ],
)
def test_what_is_odd_is_told_in_the_language_of_the_site(language: str, misprint: str, beyond: str) -> None:
    """On its link, and in the data."""
    interface = Interface(language)
    body = "We recall A/HRC/RES/17/31 and articles 9 and 54 of the ICCPR and article 2 of the ICCPR.\n"
    public = release_filed(letter(body=body))
    citation_index = CitationIndex(public)
    first, second, third = (
        write_note(each.citation, interface) for each in citation_index.locate_citations(public.communications[0].text)
    )
    assert misprint in first
    assert (second, third) == (beyond, "")
    html = citation_index.link_citations(public.communications[0].text, "", interface).html
    assert f'{first}">A/HRC/RES/17/31</a>' in html
    rows = read_citation_rows(public, language)
    assert [(row.get("provision"), row.get("note")) for row in rows] == [
        (None, first),
        ("9", beyond),
        ("2", None),
    ]


def test_the_check_the_gate_and_the_audit_cite_each_text_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[tuple[str, Lexicon]] = []

    def note_text(text: str, lexicon: Lexicon) -> ParserState:
        found.append((text, lexicon))
        return parse_text(text, lexicon)

    monkeypatch.setattr("letterbook.citations.cache.parse_text", note_text)
    loaded, at = load(PROJECT / "data"), moment("2026-01-01T12:00+01:00")
    found_citations = cache_citations(loaded)
    check_record(loaded, at, found_citations)
    by_check = len(found)
    assert loaded.corpus is not None
    filed: list[Letter | Response] = [*loaded.corpus.letters, *loaded.corpus.responses]
    assert by_check > len({each.body for each in filed}) / 2

    release(loaded.corpus, at, found_citations)
    assert any(list_public_names(loaded.corpus, find_released(loaded.corpus, at, found_citations)))
    assert len(found) == len(set(found))
