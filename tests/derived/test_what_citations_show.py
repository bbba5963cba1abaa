"""What the site shows of citations: those that are not resolved, the letter's own treaty, and documents by title."""

from __future__ import annotations

import re
import shutil

import pytest

from cited_texts import read_citation_rows, release_filed
from factories import letter, response
from gold import load_lexicon
from letterbook.citations import cite, find_citations, list_treaties
from letterbook.citations.documents import find_known, has_symbol
from letterbook.derived.citation_index import CitationIndex
from letterbook.derived.document_titles import write_document_name, write_document_title
from letterbook.i18n import Interface
from letterbook.model.public import Public
from workspaces import PROJECT, Workspace

COVENANT = "We recall article 9 of the International Covenant on Civil and Political Rights.\n"


def find_in_response(public: Public) -> list[tuple[str | None, tuple[str, ...], bool]]:
    (sent,) = public.communications
    found = CitationIndex(public).find_occurrences(sent, sent.responses[0])
    return [
        (each.instrument.id if each.instrument else None, each.provisions, each.place.citation.from_letter)
        for each in found
        if each.place
    ]


def test_the_covenant_in_a_response_is_the_only_one_that_the_letter_names() -> None:
    public = release_filed(letter(body=COVENANT), response(body="Article 19 of the Covenant was respected.\n"))
    assert find_in_response(public) == [("iccpr", ("19",), True)]


def test_it_is_not_resolved_if_the_letter_names_none_or_another_one_too() -> None:
    answer = response(body="Article 19 of the Covenant was respected.\n")
    other = "The Covenant on Harbour Lights binds.\n"
    for body in ("We write to you.\n", COVENANT + other):
        assert find_in_response(release_filed(letter(body=body), answer)) == []


def test_the_treaty_of_the_letter_counts_until_the_text_names_one() -> None:
    text = "Article 3 of the Convention was breached. The Convention against Torture was not named before."
    lexicon = load_lexicon()
    named = list_treaties(find_citations("Article 2 of the Convention against Torture.", lexicon), lexicon)
    assert [each.instrument for each in cite(text, lexicon)] == [None, "cat"]
    assert [each.instrument for each in cite(text, lexicon, named)] == ["cat", "cat"]


def test_the_data_have_what_is_not_resolved_with_the_reason() -> None:
    public = release_filed(letter(body="General comment No. 20 and article 3 of the Convention.\n"))
    rows = read_citation_rows(public)
    assert [(row["text"], row.get("provision"), row["source"]) for row in rows] == [
        ("General comment No. 20", None, "unresolved"),
        ("article 3 of the Convention", "3", "unresolved"),
    ]
    assert rows[1]["note"] == "no convention was named before"
    assert all("instrument" not in row and "document" not in row for row in rows)


def test_a_letter_lists_what_is_not_resolved_with_its_paragraphs(workspace: Workspace) -> None:
    """A mere `article 4` is not listed: it may be one of a bill."""
    text = "We recall general comment No. 20.\n\nSee general comment No. 20; article 4 does not say so."
    workspace.letter("AL OTH 1/2021", "2021-03-12", text)
    workspace.build("--as-of", "2021-06-01T00:00+02:00")
    page = workspace.page("communications/al-oth-1-2021")
    listed = page.split('class="lb-unresolved"')[1].split("</details>")[0]
    assert "Not resolved: 1" in re.sub(r"<[^>]*>", "", listed)
    assert listed.count("<li>") == 1
    assert [*re.findall(r'href="#(p[0-9]+)"', listed)] == ["p1", "p2"]


@pytest.mark.parametrize(
    ("document", "language", "title"),
    [
        ("A/HRC/RES/44/15", "en", "Human Rights Council, resolution 44/15"),
        ("A/HRC/RES/44/15", "fr", "Conseil des droits de l’homme, résolution 44/15"),
        ("A/HRC/DEC/2/112", "es", "Consejo de Derechos Humanos, decisión 2/112"),
        (
            "E/C.12/2000/4",
            "fr",
            "Comité des droits économiques, sociaux et culturels, observation générale n° 14 (2000)",
        ),
        ("A/HRC/17/31", "en", "A/HRC/17/31"),
    ],
)
def test_a_document_has_a_title_where_it_is_known(document: str, language: str, title: str) -> None:
    written = re.sub("[\u2066-\u2069]", "", write_document_title(document, Interface(language)))
    assert written.replace("\u00a0", " ").startswith(title)


def test_a_comment_without_a_symbol_is_called_by_committee_and_number() -> None:
    (known,) = find_known("CCPR general comment No. 20")
    assert (known.number, known.year, known.title["en"][:9]) == ("20", 1992, "Article 7")
    assert not has_symbol("CCPR general comment No. 20")
    name = re.sub("[\u2066-\u2069]", "", write_document_name("CCPR general comment No. 20", Interface("en")))
    assert name.startswith("Human Rights Committee, general comment No. 20 (1992): Article 7")
    assert "CCPR general" not in name


def test_pages_of_a_comment_without_a_symbol_and_of_a_goal(workspace: Workspace) -> None:
    shutil.copy(PROJECT / "data/registers/instruments.yml", workspace.data / "registers")
    workspace.letter(
        "AL OTH 1/2021", "2021-03-12", "Human Rights Committee, general comment No. 20, and Goal 8 of the 2030 Agenda."
    )
    workspace.build("--as-of", "2021-06-01T00:00+02:00")
    comment = workspace.page("documents/ccpr-general-comment-no-20")
    assert "general comment No. 20 (1992)" in comment
    assert "docs.un.org/en/CCPR" not in comment + workspace.page("communications/al-oth-1-2021")
    assert "../../documents/ccpr-general-comment-no-20/" in workspace.page("communications/al-oth-1-2021")
    assert "general comment No. 20 (1992)" in workspace.page("documents")
    goal = next((workspace.site / "instruments").glob("*/8/index.html")).read_text(encoding="utf-8")
    assert "Goal 8" in goal


def test_a_provision_has_pages_for_its_years_and_says_where_no_sentence_was_found(workspace: Workspace) -> None:
    shutil.copy(PROJECT / "data/registers/instruments.yml", workspace.data / "registers")
    others = "the ICERD, CEDAW, the UDHR, UNDRIP, UNDROP, the CRPD and the ICESCR"
    workspace.letter("AL OTH 1/2021", "2021-03-12", f"Article 9 of the ICCPR, with {others}.")
    annex = "annex:\n  - instrument: iccpr\n    provisions: [9]\n"
    workspace.letter("AL OTH 2/2022", "2022-03-12", more=annex)
    workspace.build("--as-of", "2022-12-01T00:00+02:00")
    page = workspace.page("instruments/iccpr/9")
    assert 'href="../../../instruments/iccpr/9-2021/"' in page
    assert "cited in the annex; no sentence found" in page
    assert "AL OTH 1/2021" not in workspace.page("instruments/iccpr/9-2022")
    assert "<summary>2 more</summary>" in re.sub("[\u2066-\u2069]", "", page)
