"""The statistics of the shipped record agree with its published data, link to letters, and are drawn for everybody."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from factories import corpus, letter, moment, response
from figures_from_csv import Line, PublishedData, estimate_share, read_csv
from letterbook.ingest.corpus import load
from letterbook.outputs.data_tables import write_data_tables
from letterbook.outputs.register_pages import render_registers
from letterbook.outputs.statistics_pages import render_statistics
from letterbook.release import release
from letterbook.rendering.context import Site
from letterbook.rendering.page import OutputFile, Page
from letterbook.search.documents import PAIRED, Document, list_documents
from sites import site_of
from workspaces import PROJECT

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def site() -> Site:
    """The site of the shipped record."""
    record = load(PROJECT / "data").corpus
    assert record is not None
    return site_of(release(record, dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)))


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its data and statistics, as files."""
    root = tmp_path_factory.mktemp("statistics")
    for each in (*write_data_tables(site), *render_statistics(site)):
        path = root / (f"{each.address}index.html" if isinstance(each, Page) else each.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        content = each.texts["body"].encode() if isinstance(each, Page) else each.content
        assert isinstance(content, bytes)
        path.write_bytes(content)
    return root


def read_figures(folder: Path, name: str, column: str) -> dict[str, Line]:
    """The published figures, by value of a property, without the columns that name it."""
    rows = read_csv(folder / "statistics" / f"{name}-examples.csv")
    assert {each["example"] for each in rows} == {"true"}
    return {each[column]: {key: each[key] for key in each if key not in ("example", "name", column)} for each in rows}


def list_mandates(data: PublishedData) -> Callable[[Line], Iterable[str]]:
    return lambda letter: [each["mandate"] for each in data.mandates if each["letter"] == letter["reference"]]


def list_instruments(data: PublishedData) -> Callable[[Line], Iterable[str]]:
    return lambda letter: [
        each["instrument"] for each in data.citations if each["letter"] == letter["reference"] and each["instrument"]
    ]


@pytest.fixture(scope="module")
def data(folder: Path) -> PublishedData:
    return PublishedData.read(folder / "data", TODAY, example=True)


def test_figures_by_a_property_of_the_letter_agree_with_the_data(folder: Path, data: PublishedData) -> None:
    assert read_figures(folder, "by-type", "type") == data.group_letters(lambda each: [each["type"]])
    assert read_figures(folder, "by-language", "language") == data.group_letters(lambda each: [each["language"]])
    assert read_figures(folder, "by-mandate", "mandate") == data.group_letters(list_mandates(data))
    assert read_figures(folder, "by-instrument", "instrument") == data.group_letters(list_instruments(data))
    assert read_figures(folder, "responses-by-year", "year") == data.group_letters(lambda each: [each["sent"][:4]])


def test_figures_by_a_property_of_the_recipient_agree_with_the_data(folder: Path, data: PublishedData) -> None:
    assert read_figures(folder, "by-recipient", "recipient") == data.group_pairs("recipient")
    assert read_figures(folder, "by-kind", "kind") == data.group_pairs("kind")


def test_letters_by_year_agree_with_the_data(folder: Path, data: PublishedData) -> None:
    for row in read_csv(folder / "statistics/letters-by-year-examples.csv"):
        sent = [each for each in data.letters if each["sent"].startswith(row["year"])]
        assert row["letters"] == str(len(sent))
        assert [row[each] for each in ("AL", "UA", "OL")] == [
            str(sum(one["type"] == each for one in sent)) for each in ("AL", "UA", "OL")
        ]


@pytest.mark.parametrize("name", ["mandate", "instrument"])
def test_heat_tables_agree_with_the_data(folder: Path, data: PublishedData, name: str) -> None:
    list_values = (list_mandates if name == "mandate" else list_instruments)(data)
    rows = read_csv(folder / f"statistics/{name}s-by-year-examples.csv")

    assert sum(int(each["letters"]) for each in rows) == sum(len(set(list_values(each))) for each in data.letters)
    for row in rows:
        sent = [each for each in data.letters if each["sent"].startswith(row["year"])]
        assert row["letters"] == str(sum(row[name] in set(list_values(each)) for each in sent))


def test_the_curve_agrees_with_the_data(folder: Path, data: PublishedData) -> None:
    letters = {each["reference"]: each for each in data.letters}
    counted = [each for each in data.pairs if letters[each["letter"]]["responses_known"] == "true"]
    counted = [each for each in counted if each["status"] != "withdrawn"]
    replied = [int(each["days"]) for each in counted if each["status"] == "replied"]
    waiting = [data.observe(letters[each["letter"]]) for each in counted if each["status"] != "replied"]

    rows = read_csv(folder / "statistics/days-to-reply-examples.csv")

    assert {int(each["day"]) for each in rows} == {*replied, *waiting}
    for row in rows:
        day = int(row["day"])
        assert row["at_risk"] == str(sum(each >= day for each in (*replied, *waiting)))
        assert float(row["share_without_reply"]) == float(round(estimate_share(day, replied, waiting), 4))


def test_the_key_figures_agree_with_the_data(folder: Path, data: PublishedData) -> None:
    body = (folder / "statistics/index.html").read_text(encoding="utf-8")
    examples = body[body.index('id="example-letters"') :]
    found = data.figure(data.pairs)

    assert f"{found['replied']} of {found['pairs_counted']}" in examples
    assert f"median of the replies received ({found['replied']}): {found['median_days']} days" in examples
    assert f"estimated median with open cases: {found['estimated_median_days']} days" in examples


def test_the_real_letter_stands_apart(folder: Path) -> None:
    """The shipped record has one, which is too little for tables."""
    real = PublishedData.read(folder / "data", TODAY, example=False)
    body = (folder / "statistics/index.html").read_text(encoding="utf-8")
    section = body[body.index('id="real-letters"') : body.index('id="example-letters"')]

    assert len(real.letters) == 1
    assert "too few letters for tables" in section
    assert not (folder / "statistics/by-type.csv").exists()


def test_the_letters_behind_a_figure_are_listed_without_a_script(folder: Path, data: PublishedData) -> None:
    """A year's page lists each of its pairs once, under its status."""
    for year in sorted({each["sent"][:4] for each in data.letters}):
        body = (folder / f"statistics/{year}-examples/index.html").read_text(encoding="utf-8")
        listed = re.findall(r'<th scope="row"><a [^>]*><span class="lb-reference">([^<]*)</span>', body)
        assert sorted(listed) == sorted(each["letter"] for each in data.pairs if each["sent"].startswith(year))


def test_a_search_for_the_letters_of_a_figure_leaves_out_real_ones(folder: Path) -> None:
    """The shipped record has both, so that the search needs to be told which."""
    body = (folder / "statistics/index.html").read_text(encoding="utf-8")
    addresses = re.findall(r'href="[./]*search/\?([^"]*)"', body)

    assert addresses
    assert all("document=Letter" in each and "example=Fictional+example" in each for each in addresses)


def test_a_search_finds_as_many_letters_as_its_figure_says(folder: Path, site: Site) -> None:
    """Every cell of the page that links to a search has the number of letters that the search would find."""
    documents = list_documents(site.public, site.relations, site.citation_index, site.interface)
    body = (folder / "statistics/index.html").read_text(encoding="utf-8")
    cells = re.findall(r'<td><a href="[./]*search/\?([^"]*)">([0-9]+)</a></td>', body)

    assert len(cells) > 50
    for address, number in cells:
        chosen = dict(parse_qsl(unescape(address)))
        assert sum(matches(each, chosen) for each in documents) == int(number), address


def matches(document: Document, chosen: dict[str, str]) -> bool:
    """Whether a document has all chosen values; those about a recipient must be of the same one."""
    paired = {name: value for name, value in chosen.items() if name in PAIRED}
    return all(value in document.filters[name] for name, value in chosen.items() if name not in PAIRED) and (
        not paired or any(all(pair[name] == value for name, value in paired.items()) for pair in document.pairs)
    )


def test_every_chart_is_an_image_with_title_description_table_and_csv(folder: Path) -> None:
    body = (folder / "statistics/index.html").read_text(encoding="utf-8")
    figures = re.findall(r'<section class="lb-figure".*?</section>', body, re.DOTALL)
    charts = re.findall(r'<svg class="lb-chart".*?</svg>\s*(?=<ul|<details)', body, re.DOTALL)

    assert len(charts) == 5
    for chart in charts:
        svg = ET.fromstring(chart)  # noqa: S314 - our own
        named = {each.get("id"): each.text for each in svg if each.tag in ("title", "desc")}
        assert svg.get("role") == "img"
        assert named[svg.get("aria-labelledby")]
        assert named[svg.get("aria-describedby")]
    for figure in figures:
        assert "<table" in figure
        (csv,) = re.findall(r'href="[./]*(statistics/[^"]*\.csv)"', figure)
        assert (folder / csv).exists()


def test_names_are_in_alphabetical_order_whoever_replied(folder: Path) -> None:
    names = [each["name"] for each in read_csv(folder / "statistics/by-recipient-examples.csv")]

    assert names == sorted(names, key=str.lower)


def test_a_page_of_a_recipient_has_the_figures_of_its_letters() -> None:
    """Two letters of three have a reply, after 20 and 69 days: the median is halfway, 44.5."""
    filed = (
        letter("AL OTH 1/2021", sent="2021-03-12"),
        letter("AL OTH 2/2021", sent="2021-03-12"),
        letter("AL OTH 3/2021", sent="2021-03-12"),
        response("AL OTH 1/2021", dated="2021-04-01"),
        response("AL OTH 2/2021", dated="2021-05-20"),
    )
    site = site_of(release(corpus(*filed), moment("2022-06-01T00:00Z")))
    pages = {each.address: each.texts["body"] for each in render_registers(site)}

    line = "3 letters\u00a0· replies received: 2 of 3\u00a0· median 44.5 days"
    assert line in pages["recipients/northwind/"]
    assert line in pages["mandates/business/"]


def test_the_statistics_of_no_letters_say_so() -> None:
    (page,) = render_statistics(site_of(release(corpus(), moment("2022-06-01T00:00Z"))))

    assert isinstance(page, Page)
    assert "No letters have been released yet." in page.texts["body"]


def test_a_record_without_examples_has_no_suffixes() -> None:
    letters = [letter(f"AL OTH {each}/2021") for each in range(1, 6)]
    made = list(render_statistics(site_of(release(corpus(*letters), moment("2022-06-01T00:00Z")))))
    files = [each.path for each in made if isinstance(each, OutputFile)]

    assert "statistics/by-type.csv" in files
    assert not [each for each in files if "examples" in each]
    (page,) = (each for each in made if isinstance(each, Page) and each.address == "statistics/")
    assert "example=" not in page.texts["body"]
