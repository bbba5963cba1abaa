"""The record can be taken away: tables that agree with each other, with their description, and with their readers."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, cast

import duckdb
import frictionless
import pytest

from factories import corpus, day, letter, moment, policy, response
from letterbook.derived.tables import DATA_TABLES
from letterbook.ingest.corpus import load
from letterbook.model.policy import Licence
from letterbook.model.public import Public
from letterbook.model.record import AnnexEntry, Correction, SigningMandate, TextKept
from letterbook.model.registers import Identifier
from letterbook.model.schema import MandateId, Symbol, Url
from letterbook.outputs.catalog import write_catalog
from letterbook.outputs.copies import write_copies
from letterbook.outputs.data_package import append_data_package
from letterbook.outputs.data_page import render_data_page
from letterbook.outputs.data_tables import write_data_tables
from letterbook.outputs.full_texts import write_full_texts
from letterbook.outputs.letter_pages import render_letters
from letterbook.outputs.llms_txt import write_llms_txt
from letterbook.outputs.opensearch import write_opensearch
from letterbook.outputs.register_pages import render_registers
from letterbook.outputs.sqlite_file import write_sqlite_file
from letterbook.outputs.table import render_outputs
from letterbook.release import release
from letterbook.rendering import context
from letterbook.rendering.page import OutputFile
from sites import site_of
from workspaces import PROJECT


@pytest.fixture(scope="module")
def shipped() -> Public:
    record = load(PROJECT / "data").corpus
    assert record is not None
    return release(record, dt.datetime(2026, 11, 20, tzinfo=dt.UTC))


def read_files(public: Public) -> dict[str, bytes]:
    site = site_of(public)
    made = append_data_package(site, write_data_tables(site))
    return {
        each.path: each.content for each in made if isinstance(each, OutputFile) and isinstance(each.content, bytes)
    }


def read_rows(public: Public, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(read_files(public)[f"data/{table}.json"])
    return rows


def read_csv(files: dict[str, bytes], table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/{table}.csv"].decode(), newline="")))


def data_page(public: Public, language: str = "en") -> str:
    (page,) = render_data_page(site_of(public, language))
    return page.texts["body"]


def run_sql(query: str) -> list[tuple[Any, ...]]:
    found = duckdb.sql(query)
    assert found is not None
    return found.fetchall()


@pytest.fixture(scope="module")
def folder(shipped: Public, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped record's data in a folder."""
    found = tmp_path_factory.mktemp("data")
    for path, content in read_files(shipped).items():
        (found / Path(path).name).write_bytes(content)
    return found


def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert {each.name for each in report.tasks} == {each.name for each in DATA_TABLES}
    assert all(task.stats["rows"] for task in report.tasks)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text: text.replace("AL ", "AL  ", 1), id="checksum"),
        pytest.param(lambda text: text.replace("\n", "\n\n", 1), id="size"),
    ],
)
def test_frictionless_finds_a_table_that_was_changed(spoil: Any, folder: Path, tmp_path: Path) -> None:
    for each in folder.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    table = tmp_path / "recipients.csv"
    table.write_text(spoil(table.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.mark.parametrize("table", DATA_TABLES, ids=lambda each: each.name)
def test_both_formats_of_a_table_have_the_same_rows(table: Any, shipped: Public) -> None:
    files = read_files(shipped)
    as_csv, as_json = read_csv(files, table.name), json.loads(files[f"data/{table.name}.json"])
    assert as_csv
    assert [list(each) for each in as_csv] == [list(table.columns)] * len(as_csv)
    filled = [{name: cell for name, cell in row.items() if cell} for row in as_csv]
    plain = {True: "true", False: "false"}
    assert filled == [
        {name: plain[cell] if isinstance(cell, bool) else str(cell) for name, cell in row.items()} for row in as_json
    ]


def test_the_page_documents_every_column_of_every_table(shipped: Public) -> None:
    page, files = data_page(shipped), read_files(shipped)
    for table in DATA_TABLES:
        section = re.search(rf'<section aria-labelledby="{table.name}">(.*?)</section>', page, re.DOTALL)
        assert section
        documented = re.findall(r'<tr><th scope="row"><code>(\w+)</code></th>', section[1].replace("<wbr>", ""))
        assert documented == files[f"data/{table.name}.csv"].decode().split("\r\n")[0].split(",")
        assert f'href="../data/{table.name}.csv"' in page
        assert f'href="../data/{table.name}.json"' in page


def test_the_example_of_the_page_runs(shipped: Public, folder: Path) -> None:
    (query,) = re.findall(r"<code[^>]*>(SELECT kind, .*?)</code>", data_page(shipped), re.DOTALL)
    query = unescape(query).replace("https://letters.example/data/", f"{folder}/")
    counted = run_sql(query)
    assert sum(count for _, _, count in counted) == sum(len(each.recipients) for each in shipped.communications)


def test_the_example_of_a_search_runs_and_datasette_finds_the_index(shipped: Public) -> None:
    (query,) = re.findall(r"<code[^>]*>(SELECT letter, .*?)</code>", data_page(shipped), re.DOTALL)
    with closing(open_database(shipped)) as database:
        found = database.execute(unescape(query)).fetchall()
        (definition,) = database.execute("SELECT sql FROM sqlite_schema WHERE name = 'texts_search'").fetchone()
    assert found
    assert all(re.search(r"\[forced\W+labour\]|\[forced\]|\[labour\]", passage, re.IGNORECASE) for *_, passage in found)
    assert 'content="texts"' in definition  # which Datasette looks for


def test_a_researcher_joins_the_tables(folder: Path) -> None:
    """The median of days to a reply, by kind of recipient, and the instruments that letters cite most."""
    for name in ("communications", "recipients", "citations"):
        duckdb.read_csv(f"{folder}/{name}.csv").to_view(name, replace=True)
    replied = run_sql(
        "SELECT r.kind, median(r.days) FROM recipients r JOIN communications c ON r.letter = c.reference"
        " WHERE r.status = 'replied' AND c.sent >= DATE '2020-01-01' GROUP BY ALL ORDER BY 1"
    )
    assert [kind for kind, _ in replied] == ["company", "intergovernmental", "state"]
    cited = run_sql(
        "SELECT instrument, count(DISTINCT letter) FROM citations"
        " WHERE instrument IS NOT NULL GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 1"
    )
    assert cited[0][1] > 1


def test_the_row_of_a_letter_has_what_researchers_ask_for() -> None:
    mandates = (*letter().mandates, SigningMandate(mandate=MandateId("torture"), resolution=None))
    filed = letter(
        "AL OTH 1/2021",
        "2022-02-03",
        mandates=mandates,
        alleged_victims=4,
        group="mills",
        responses_checked=day("2022-05-01"),
    )
    other = letter("AL OTH 2/2021", "2022-02-03", group="mills")
    record = corpus(filed, other, response(dated="2022-04-10"))
    (row,) = (
        each
        for each in read_rows(release(record, moment("2022-06-01T00:00+02:00")), "communications")
        if each["reference"] == "AL OTH 1/2021"
    )
    expected = {
        "type": "AL",
        "official_type": "JAL",
        "joint": True,
        "code": "OTH",
        "number": 1,
        "reference_year": 2021,
        "sent": "2022-02-03",
        "released": "2022-04-04",
        "changed": "2022-04-10",
        "group": "mills",
        "alleged_victims": 4,
        "responses": 1,
        "responses_checked": "2022-05-01",
        "recipients": "Northwind Textiles",
        "mandates": "business; torture",
        "text": "full",
        "language": "en",
        "url": "https://letters.example/communications/al-oth-1-2021/",
    }
    assert row.items() >= expected.items()


def test_each_recipient_of_a_letter_has_a_row_with_its_own_status(shipped: Public) -> None:
    several = next(each for each in shipped.communications if len(each.recipients) > 1)
    rows = [each for each in read_rows(shipped, "recipients") if each["letter"] == str(several.reference)]
    assert [each["recipient"] for each in rows] == [each.recipient.id for each in several.recipients]
    assert all(each["status"] for each in rows)


def test_identifiers_of_recipients_are_in_the_table_and_on_their_pages() -> None:
    record = corpus(letter())
    entry = record.registers.recipients["northwind"]
    identifiers = (Identifier(scheme="LEI", value="52990000000000000000"), Identifier(scheme="Wikidata", value="Q0"))
    identified = {**record.registers.recipients, "northwind": replace(entry, identifiers=identifiers)}
    record = replace(record, registers=replace(record.registers, recipients=identified))
    public = release(record, moment("2021-06-01T00:00+02:00"))
    (row,) = read_rows(public, "recipients")
    assert (row["lei"], row["wikidata"]) == ("52990000000000000000", "Q0")
    pages = {each.address: each.texts["body"] for each in render_registers(site_of(public))}
    assert "LEI: 52990000000000000000" in pages["recipients/northwind/"]


def test_corrections_and_withdrawals_have_rows() -> None:
    corrected = letter(corrections=(Correction(date=day("2021-05-20"), note="A date was corrected."),))
    gone = letter("AL OTH 2/2021", withdrawn="2021-05-30")
    public = release(corpus(corrected, gone), moment("2021-06-01T00:00+02:00"))
    address = "https://letters.example/communications"
    assert read_rows(public, "corrections") == [
        {
            "letter": "AL OTH 1/2021",
            "date": "2021-05-20",
            "redaction": False,
            "note": "A date was corrected.",
            "url": f"{address}/al-oth-1-2021/",
        }
    ]
    assert read_rows(public, "withdrawals") == [
        {
            "letter": "AL OTH 2/2021",
            "date": "2021-05-30",
            "reason": "for the safety of a person",
            "url": f"{address}/al-oth-2-2021/",
        }
    ]


def test_no_cell_is_a_formula_for_a_spreadsheet() -> None:
    filed = letter(annex=(AnnexEntry(document=Symbol("A/HRC/17/31"), cited_as="=HYPERLINK(1)"),))
    files = read_files(release(corpus(filed), moment("2021-06-01T00:00+02:00")))
    assert [each["text"] for each in read_csv(files, "citations")] == ["'=HYPERLINK(1)"]
    assert [each["text"] for each in json.loads(files["data/citations.json"])] == ["=HYPERLINK(1)"]


def test_the_licence_is_named_where_the_policy_states_one() -> None:
    licence = Licence(title="A licence of our own", url=Url("https://letters.example/licence"), id="LicenseRef-Own")
    at = moment("2021-06-01T00:00+02:00")
    stated = release(corpus(letter(), rules=policy(licence=licence)), at)
    unstated = release(corpus(letter()), at)
    named = {"name": "LicenseRef-Own", "path": "https://letters.example/licence", "title": "A licence of our own"}
    assert json.loads(read_files(stated)["data/datapackage.json"])["licenses"] == [named]
    assert "licenses" not in json.loads(read_files(unstated)["data/datapackage.json"])
    assert '<a href="https://letters.example/licence" rel="license">A licence of our own</a>' in data_page(stated)
    assert "No licence is stated." in data_page(unstated)
    assert 'rel="license' not in data_page(unstated)


@pytest.mark.parametrize("licence", [None, Licence(title="A licence", url=Url("https://letters.example/licence"))])
def test_catalogues_and_search_engines_find_a_data_set(licence: Licence | None) -> None:
    public = release(corpus(letter(), rules=policy(licence=licence)), moment("2021-06-01T00:00+02:00"))
    site = site_of(public)
    (file,) = write_catalog(site)
    catalog = json.loads(cast(bytes, file.content))
    (head,) = (each.texts["head"] for each in render_data_page(site))
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    dataset = json.loads(found)
    made = {each.path for each in render_outputs(site) if isinstance(each, OutputFile)}
    downloads = [each["dcat:downloadURL"]["@id"] for each in catalog["dcat:distribution"]]
    assert downloads == [each["contentUrl"] for each in dataset["distribution"]]
    assert {each.removeprefix("https://letters.example/") for each in downloads} <= made
    assert (catalog["@type"], dataset["@type"]) == ("dcat:Dataset", "Dataset")
    assert {name.partition(":")[0] for name in catalog if ":" in name} <= catalog["@context"].keys()
    assert catalog["dct:modified"]["@value"] == dataset["dateModified"] == "2021-05-11"
    if licence:
        assert catalog["dct:license"]["@id"] == dataset["license"] == licence.url
        assert {each["dct:license"]["@id"] for each in catalog["dcat:distribution"]} == {licence.url}
    else:
        assert "dct:license" not in catalog
        assert "license" not in dataset
        assert catalog["dct:rights"].startswith("No licence is stated.")


@pytest.mark.parametrize("language", ["fr", "es"])
def test_descriptions_of_columns_are_marked_as_english(language: str, shipped: Public) -> None:
    assert '<div lang="en" dir="ltr">' in data_page(shipped, language)


def open_database(public: Public) -> sqlite3.Connection:
    (file,) = write_sqlite_file(site_of(public))
    database = sqlite3.connect(":memory:")
    database.deserialize(cast(bytes, file.content))
    return database


def test_the_database_has_the_rows_of_every_table(shipped: Public) -> None:
    with closing(open_database(shipped)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in DATA_TABLES:
            (count,) = database.execute(f"SELECT count(*) FROM {table.name}").fetchone()  # noqa: S608 - our own name
            assert count == len(read_rows(shipped, table.name))


def test_the_database_finds_a_word_in_a_text(shipped: Public) -> None:
    with closing(open_database(shipped)) as database:
        found = database.execute(
            "SELECT letter FROM texts_search JOIN texts ON texts.id = texts_search.rowid"
            " WHERE texts_search MATCH 'eviction' AND response IS NULL AND translation = 0"
        ).fetchall()
    holding = {str(each.reference) for each in shipped.communications if re.search(r"\beviction\b", each.text.body)}
    assert holding
    assert holding <= {letter for (letter,) in found}


def test_the_database_is_the_same_each_time(shipped: Public) -> None:
    first, second = (next(write_sqlite_file(site_of(shipped))).content for _ in range(2))
    assert first == second


def test_a_database_is_left_out_if_the_texts_are_too_large(monkeypatch: pytest.MonkeyPatch, shipped: Public) -> None:
    assert "letterbook.sqlite</a>" in data_page(shipped)
    monkeypatch.setattr(context, "MOST_TEXT_IN_DATABASE", 1000)
    assert list(write_sqlite_file(site_of(shipped))) == []
    assert "letterbook.sqlite</a>" not in data_page(shipped)
    assert "There is no database to download" in data_page(shipped)


def test_copies_as_markdown_are_left_out_if_the_texts_are_too_large(
    monkeypatch: pytest.MonkeyPatch, shipped: Public
) -> None:
    monkeypatch.setattr(context, "MOST_TEXT_IN_COPIES", 1000)
    copies = {each.path for each in write_copies(site_of(shipped))}
    assert {Path(each).suffix for each in copies} == {".json"}
    assert len(copies) == len(shipped.communications)
    (llms,) = write_llms_txt(site_of(shipped))
    pages = "".join(each.texts["head"] for each in render_letters(site_of(shipped)))
    for text in (data_page(shipped), cast(bytes, llms.content).decode(), pages):
        assert ".json" in text
        assert ".md" not in text


def test_texts_are_those_that_readers_see() -> None:
    body = "<!-- a secret --> We recall **article 9**.\n\n[note]: https://example.org/ 'hidden'\n"
    public = release(corpus(letter(body=body), response()), moment("2021-06-01T00:00+02:00"))
    (file,) = write_full_texts(site_of(public))
    assert file.path == "data/texts/2021.jsonl.gz"
    rows = [json.loads(each) for each in gzip.decompress(cast(bytes, file.content)).decode().splitlines()]
    assert [(each["letter"], each["response"], each["language"], each["text"].strip()) for each in rows] == [
        ("AL OTH 1/2021", None, "en", "We recall article 9."),
        ("AL OTH 1/2021", "northwind-2021-04-01", "en", "We thank you for your letter."),
    ]
    copies = {each.path: cast(bytes, each.content).decode() for each in write_copies(site_of(public))}
    assert "secret" not in "".join(copies.values())
    assert "hidden" not in "".join(copies.values())


def test_a_letter_has_a_copy_as_markdown_and_as_json() -> None:
    filed = letter(body="We recall **article 9**.\n")
    public = release(corpus(filed, letter("AL OTH 2/2021"), response()), moment("2021-06-01T00:00+02:00"))
    copies = {each.path: cast(bytes, each.content).decode() for each in write_copies(site_of(public))}
    page = "communications/al-oth-1-2021"
    assert sorted(copies) == [
        f"{page}.json",
        f"{page}.md",
        f"{page}/northwind-2021-04-01.md",
        "communications/al-oth-2-2021.json",
        "communications/al-oth-2-2021.md",
    ]
    assert copies[f"{page}.md"] == (
        "# AL OTH 1/2021 · Allegation letter to Northwind Textiles, 12 March 2021\n\n"
        "Allegation letter\u00a0· to Northwind Textiles\u00a0· sent 12 March 2021\u00a0· released 11 May 2021\n\n"
        "<https://letters.example/communications/al-oth-1-2021/>\n\n"
        "## Text: English\n\nWe recall **article 9**.\n"
    )
    described = json.loads(copies[f"{page}.json"])
    files = read_files(public)
    for table in DATA_TABLES:
        rows = [
            {name: cell for name, cell in row.items() if name not in table.repeats}
            for row in json.loads(files[f"data/{table.name}.json"])
            if row.get("letter", row.get("reference")) == "AL OTH 1/2021"
        ]
        assert described.get(table.name, []) == rows
    assert described.keys() == {"communications", "recipients", "responses", "mandates", "citations"}


def test_a_confidential_response_has_no_text_anywhere() -> None:
    sent = response(body="", confidential=True, text=TextKept.NONE)
    public = release(corpus(letter(), sent), moment("2021-06-01T00:00+02:00"))
    (row,) = read_rows(public, "responses")
    assert (row["confidential"], row["text"]) == (True, "none")
    (file,) = write_full_texts(site_of(public))
    assert len(gzip.decompress(cast(bytes, file.content)).splitlines()) == 1


def test_llms_txt_lists_what_programs_can_read(shipped: Public) -> None:
    (file,) = write_llms_txt(site_of(shipped))
    text = cast(bytes, file.content).decode()
    assert text.startswith("# Letters\n")
    for table in DATA_TABLES:
        assert f"(https://letters.example/data/{table.name}.csv)" in text


def test_a_browser_can_search_from_its_address_bar(shipped: Public) -> None:
    (file,) = write_opensearch(site_of(shipped))
    root = ET.fromstring(cast(bytes, file.content))  # noqa: S314 - of our own making
    url = root.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.attrib["template"] == "https://letters.example/search/?q={searchTerms}"
