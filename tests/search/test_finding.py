"""What a search of the shipped record finds, and in what order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letterbook.search.cards import Card
from letterbook.search.parts import unpack_part
from search_index import Ask, make_document, write_index
from search_results import list_documents
from workspaces import Workspace

Search = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def search(ask: Ask, shipped_workspace: Workspace) -> Search:
    """Search the shipped record, and return what is found (see `answering.mjs`)."""

    def do(query: str) -> dict[str, Any]:
        answer: dict[str, Any] = ask("search", site=str(shipped_workspace.site), queries=[query])["answers"][0]
        assert "error" not in answer, answer
        return answer

    return do


def find(search: Search, query: str) -> list[str]:
    """Return the addresses of the letters and responses that have all words of a query."""
    answer = search(query)
    return answer["urls"] if answer["kind"] != "most" else []


@pytest.mark.parametrize(
    "spelt",
    [
        "AL XBV 2/2024",
        "al-xbv-2-2024",
        "XBV 2/2024",
        "JAL XBV 2/2024",
        "xbv 2",
        "AL XBV  2 / 2024",
        "ALXBV 2/2024",
        "AL XBV 0002/2024",
        "XBV 2/24",
        "Ref. AL XBV 2/2024",
        "the letter AL XBV 2/2024 to the Government",
        "AL XBV 2/2024 response",
        "https://spcommreports.ohchr.org/TmSearch/RelCom?code=XBV+2%2F2024",
        "RelCom?code=XBV+2%2F2024",
        "https://letters.example/record/communications/al-xbv-2-2024/#summary",
    ],
)
def test_a_reference_in_any_spelling_leads_to_its_letter(search: Search, spelt: str) -> None:
    assert search(spelt)["cards"] == ["communications/al-xbv-2-2024/"]


@pytest.mark.parametrize(
    ("query", "card"),
    [
        ("Belvenor", "recipients/belvenor/"),
        ("XBV", "recipients/belvenor/"),
        ("Tarnwell Mills", "recipients/tarnwell-mills/"),
        ("letters to Belvenor", "recipients/belvenor/"),
        ("tarnwell", "recipients/tarnwell-mills/"),
        ("République populaire de Chine", "recipients/china/"),
        ("special rapporteur on freedom of opinion and of expression", "mandates/freedom-of-expression/"),
        ("arbitrary detention", "mandates/arbitrary-detention/"),
        ("ICCPR", "instruments/iccpr/"),
        ("PIDCP", "instruments/iccpr/"),
        ("art. 19 ICCPR", "instruments/iccpr/19/"),
        ("ICCPR art 19", "instruments/iccpr/19/"),
        ("article 19 of the ICCPR", "instruments/iccpr/19/"),
        ("article 19 of the International Covenant on Civil and Political Rights", "instruments/iccpr/19/"),
        ("artículo 19 del PIDCP", "instruments/iccpr/19/"),
        ("article 19 du PIDCP", "instruments/iccpr/19/"),
        ("ICCPR Art. 19(3)", "instruments/iccpr/19/"),
        ("articles 19 and 21 of the ICCPR", "instruments/iccpr/21/"),
        ("ILO Convention 169", "instruments/ilo-c169/"),
        ("C169", "instruments/ilo-c169/"),
        ("Guiding Principle 13", "instruments/ungp/13/"),
        ("UNGP 13", "instruments/ungp/13/"),
        ("A/HRC/17/31", "instruments/ungp/"),
        ("https://docs.un.org/en/A/HRC/17/31", "instruments/ungp/"),
        ("A/HRC/17/31, para. 12", "instruments/ungp/"),
        ("A/HRC/RES/44/15", "documents/a-hrc-res-44-15/"),
        ("HRC resolution 44/15", "documents/a-hrc-res-44-15/"),
        ("resolución 44/15", "documents/a-hrc-res-44-15/"),
        ("General Comment No. 36", "documents/ccpr-c-gc-36/"),
        ("observation générale 36", "documents/ccpr-c-gc-36/"),
        ("urgent appeals", "search/?type=Urgent+appeal"),
        ("appel urgent", "search/?type=Urgent+appeal"),
    ],
)
def test_a_name_leads_to_its_page(search: Search, query: str, card: str) -> None:
    """Of a recipient, mandate, instrument, provision or document."""
    assert card in search(query)["cards"]


def test_a_name_finds_its_letters_though_no_text_has_it(search: Search) -> None:
    """Also by a name that the index does not have: it has the symbol of a resolution."""
    assert find(search, "China") == find(search, "Chine") == ["communications/al-oth-167-2021/"]
    for query in ("letters to Belvenor", "letters sent to Belvenor", "lettres à Belvenor", "cartas a Belvenor"):
        assert set(find(search, query)) == set(find(search, "Belvenor")), query
    assert find(search, "letters to China") == find(search, "about:china") == find(search, "China")
    assert len(find(search, "A/HRC/RES/44/15")) > 1
    assert set(find(search, "A/HRC/17/31")) == set(find(search, "https://undocs.org/A/HRC/17/31")) != set()
    assert find(search, "resolución 17/4") == find(search, "A/HRC/RES/17/4") != []
    assert search("resolución 17/4")["synonyms"] == ["A/HRC/RES/17/4"]


def test_words_that_are_no_name_lead_nowhere(search: Search) -> None:
    for query in ("audit", "forced labour", "State", "the", "art. 99 ICCPR", "XBV 999/2024"):
        assert [each for each in search(query)["cards"] if each != "instruments/iccpr/"] in (
            [],
            ["recipients/belvenor/"],
        )


def test_all_words_must_be_in_a_result_in_any_form(search: Search) -> None:
    audits = set(find(search, "audit"))
    assert set(find(search, "audits")) == audits
    assert set(find(search, "audit mills")) < audits
    assert set(find(search, "+audit -annex")) < audits
    assert set(find(search, "-audit")) == set(find(search, "")) - audits
    assert set(find(search, "notes")) == set(find(search, "note"))
    assert set(find(search, "not note")) == set(find(search, "note"))  # and no form of it, as it would be in French


def test_the_query_language(search: Search) -> None:
    """Fields, required and excluded words, patterns, alternatives."""
    tarnwell = find(search, "recipient:tarnwell")
    assert tarnwell
    for spelt in ("recipients:tarnwell", "recipient: tarnwell", 'recipient:"tarnwell mills"', "Recipient:TARNWELL"):
        assert set(find(search, spelt)) == set(tarnwell), spelt
    assert set(find(search, "recipients:trustlom~1")) == set(find(search, "recipients:trustloom")) != set()
    assert set(find(search, "forc*")) > set(find(search, "forcible"))
    assert set(find(search, "guiding +principles")) == set(find(search, "+principles"))
    assert set(find(search, "prison OR audit")) == set(find(search, "prison")) | set(find(search, "audit"))
    assert set(find(search, "-training-scheme")) == set(find(search, '-"training scheme"'))
    assert set(find(search, "+training-scheme")) == set(find(search, '"training scheme"'))
    assert set(find(search, "audit NOT mills")) == set(find(search, "audit -mills")) != set(find(search, "audit"))
    assert set(find(search, "prison | audit")) == set(find(search, "prison OR audit"))
    assert search("prison or audit")["meant"] == "prison OR audit"  # as no letter has both
    assert find(search, "government:audit ~ ") == find(search, "government audit")  # there is no such field


@pytest.mark.parametrize("dash", [" - ", " – ", " — ", " + ", " ~ ", " ^ ", " : "])
def test_a_sign_with_spaces_around_it_is_punctuation(search: Search, dash: str) -> None:
    assert find(search, f"mills{dash}yarn") == find(search, "mills yarn") != []


def test_an_excluded_word_stays_excluded_whatever_is_beside_it(search: Search) -> None:
    for strange in ("mills ^ -yarn", "mills: -yarn", "mills ~ -yarn"):
        assert set(find(search, strange)) == set(find(search, "mills -yarn")) != set()


def test_a_word_that_is_only_begun_is_found(search: Search) -> None:
    assert set(find(search, "detenti")) >= set(find(search, "detention")) != set()


def test_a_sentence_that_is_cut_within_a_word_finds_its_letter(search: Search) -> None:
    """At its end or at its beginning, as somebody pastes it."""
    for pasted in (
        "Reference to international human rights law Article 11 of the Interna",
        "ference to international human rights law Article 11 of the Interna",
    ):
        assert "communications/al-xls-6-2022/" in search(pasted)["urls"], pasted


@pytest.mark.parametrize("word", ["labourzzzz", "labourxx", "watery", "constructor", "hasOwnProperty"])
def test_a_word_that_no_text_has_finds_nothing(search: Search, word: str) -> None:
    """Even if it begins with a word that the record has."""
    answer = search(word)
    assert answer["urls"] == []
    assert answer["missing"] == [word]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("arbitary detention", "arbitrary detention"), ("forced labuor", "forced labour"), ("Belvenorr", "Belvenor")],
)
def test_a_misspelt_word_is_suggested_as_it_should_be(search: Search, typed: str, meant: str) -> None:
    assert search(typed)["meant"] == meant


def test_most_words_are_enough_where_no_letter_has_all(search: Search) -> None:
    """And that is said."""
    answer = search("forced labour zygodonts")
    assert answer["kind"] == "most"
    assert answer["missing"] == ["zygodonts"]
    assert set(answer["urls"]) == set(find(search, "forced labour"))
    assert search("zygodonts quillons")["urls"] == []


def test_words_of_one_meaning_find_each_other(search: Search) -> None:
    """Also where one of them is several words; and it is said."""
    assert set(find(search, "forced labor")) == set(find(search, "forced labour"))
    assert set(find(search, "PIDCP")) == set(find(search, "ICCPR")) != set()
    assert set(find(search, "reply")) == set(find(search, "response")) != set()
    assert set(find(search, "UNGP")) >= set(find(search, '"guiding principles"')) != set()
    assert search("UNGP")["synonyms"] == search("UNGPs")["synonyms"] == ["guiding principles"]
    assert set(find(search, "art.")) == set(find(search, "article")) != set()
    assert search("cárcel")["synonyms"] == ["prison"]
    assert search("croplume chemicals")["urls"][0].startswith("communications/")


@pytest.mark.parametrize(
    "day",
    [
        "13 February 2024",
        "2024-02-13",
        "13/02/2024",
        "13.2.2024",
        "Feb 13, 2024",
        "13 de febrero de 2024",
        "13 février 2024",
        "13 fevrier 2024",
        "13/2/24",
        "Tuesday, 13 February 2024",
        "13 февраля 2024",
        "2024年2月13日",
        "١٣ فبراير ٢٠٢٤",
        "February 2024",
        "2024-02",
    ],
)
def test_a_day_finds_what_was_sent_on_it(search: Search, day: str) -> None:
    assert "communications/al-xbv-2-2024/" in find(search, day)
    assert search(day)["urls"][0] in find(search, "13 February 2024")


def test_a_date_in_quotation_marks_is_a_phrase(search: Search) -> None:
    assert "communications/al-oth-167-2021/" in find(search, "12 March 2021")
    assert "communications/al-oth-167-2021/" not in find(search, '"12 March 2021"') != []
    assert find(search, "letter sent on 12 March 2021") == find(search, "letters of 12 March 2021") != []
    assert set(find(search, "letter sent on 12 March 2021")) == set(find(search, "12 March 2021"))
    assert search("31 February 2024")["missing"] == ["31 February 2024"]


def test_a_type_finds_its_letters(search: Search, shipped_workspace: Workspace) -> None:
    urgent = {each.address for each in list_documents(shipped_workspace) if "Urgent appeal" in each.filters["type"]}
    letters = {each for each in urgent if each.count("/") == 2}
    for query in ("urgent appeal", "urgent appeals", "appels urgents", "llamamiento urgente", "UA"):
        assert set(find(search, query)) == letters, query
    for query in ("other letters", "autre lettre", "autres lettres", "otra carta"):
        assert {each.split("/")[1][:2] for each in find(search, query)} == {"ol"}, query


def test_letters_rank_above_the_replies_to_them(search: Search) -> None:
    """For a name or a number, the letter comes before the answers to it."""
    for name in ("Belvenor", "Tessavar", "Solvarena", "914/2024", "AL XBV 2/2024"):
        assert find(search, name)[0].count("/") == 2, name


def test_of_equal_results_those_in_the_readers_language_come_first(ask: Ask, tmp_path: Path) -> None:
    """Then the latest release; a better match comes first in any language."""
    texts = [("detention", "fr"), ("detention", "es"), ("detention", "fr"), ("detention", "en"), ("detention x", "fr")]
    site = write_index(tmp_path, [make_document(number, {"text": [each]}) for number, each in enumerate(texts)])
    for languages, order in (([], "32104"), (["fr"], "20314"), (["es", "fr"], "12034"), (["de"], "32104")):
        answer = ask("search", site=str(site), queries=["detention"], languages=languages)["answers"][0]
        assert [each.split("/")[1] for each in answer["urls"]] == list(order), languages


def test_other_scripts_are_found(search: Search) -> None:
    """Arabic with the article and without it, or with another alef; Chinese by one character or more; French with an
    elision."""
    for arabic in ("الحكومة", "حكومة", "الحكومه", "والحكومة"):
        assert "communications/ua-xtv-9-2021/tessavar-2022-01-27/" in find(search, arabic), arabic
    for chinese in ("政府", "政府 ", "政府*", "府"):
        assert "communications/al-xls-6-2022/lumisar-2022-08-10/" in find(search, chinese), chinese
    assert find(search, "l'enquête") == find(search, "enquete") == find(search, "l’enquêtes") != []


@pytest.mark.parametrize("query", ["🙂", "-", '"', "~", "+", "**", "?!", "« »"])
def test_a_query_without_a_word_is_said_to_have_none(search: Search, query: str) -> None:
    assert search(query)["kind"] == "none"


@pytest.mark.parametrize(
    "query", ["x" * 2000, "word " * 400, "<script>alert(1)</script>", "__proto__", "a b c d " * 30]
)
def test_a_strange_query_does_no_harm(search: Search, query: str) -> None:
    assert "error" not in search(query)


@pytest.mark.parametrize("kind", ["search.json", "words/", "postings/", "positions/", "lengths/", "results/", "cards/"])
def test_a_file_that_does_not_come_is_never_nothing_found(ask: Ask, tmp_path: Path, kind: str) -> None:
    """It is an error, and asked for again next time."""
    card = Card(url="mandates/detention/", title="Detention", kind="Mandate", names=("arbitrary detention",))
    site = write_index(tmp_path, [make_document(0, {"text": [("arbitrary detention", "en")]})], [card])
    failed = ask("search", site=str(site), queries=['"arbitrary detention"'], refuse=[kind])["answers"][0]
    assert failed == {"error": "MissingFile"}
    assert ask("search", site=str(site), queries=['"arbitrary detention"'])["answers"][0]["urls"]


def test_a_broken_file_is_never_nothing_found(ask: Ask, tmp_path: Path) -> None:
    """One that is cut short, or has other bytes."""
    for number, place in enumerate((slice(-9, None), slice(20, 22))):
        site = write_index(tmp_path / str(number), [make_document(0, {"text": [("arbitrary detention", "en")]})])
        (part,) = (site / "search/postings").iterdir()
        content = part.read_bytes()
        broken = bytearray(content)
        broken[place] = b"" if number == 0 else b"\0\0"
        part.write_bytes(broken)
        assert ask("search", site=str(site), queries=["detention"])["answers"] == [{"error": "MissingFile"}]
        part.write_bytes(content)
        assert ask("search", site=str(site), queries=["detention"])["answers"][0]["urls"]


def test_a_site_that_is_built_anew_is_read_anew(ask: Ask, tmp_path: Path) -> None:
    """Parts have other names then; the manifest is read again, and the search goes on."""
    site = write_index(tmp_path, [make_document(0, {"text": [("arbitrary detention", "en")]})])
    assert ask("search", site=str(site), queries=[""])["answers"][0]["urls"]
    for each in (site / "search").rglob("*.bin"):
        each.unlink()
    documents = [make_document(number, {"text": [("forced labour", "en")]}) for number in range(3)]
    write_index(tmp_path, documents)
    assert len(ask("search", site=str(site), queries=['"forced labour"'])["answers"][0]["urls"]) == 3


def test_a_query_loads_only_what_it_needs(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many parts, those of its words; places only for a phrase."""
    for size in ("_WORDS_SIZE", "_POSTINGS_SIZE", "_POSITIONS_SIZE"):
        monkeypatch.setattr(f"letterbook.search.index_files.{size}", 200)
    words = [f"{one}{other}{third}" for one in "abcdefgh" for other in "klmnop" for third in "rstuv"]
    site = write_index(tmp_path, [make_document(0, {"text": [(" ".join(words), "en")]})])
    kinds = [each.split("/")[-2] for each in ask("search", site=str(site), queries=["akr"])["asked"]]
    assert kinds.count("words") == kinds.count("postings") == 1
    assert "positions" not in kinds
    kinds = [each.split("/")[-2] for each in ask("search", site=str(site), queries=['"hpu hpv" '])["asked"]]
    assert kinds.count("positions") <= 3  # their list, and one or two parts
    assert all(len(unpack_part(each.read_bytes()).text) < 1000 for each in (site / "search/words").iterdir())
