"""Words that nobody here wrote: names in every language that CLDR knows, and the texts of installed packages."""

from __future__ import annotations

import random
import sysconfig
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from letterbook.search.cards import Card
from letterbook.search.reading import read_index
from letterbook.search.tokenize import tokenize
from search_index import Ask, list_families, make_document, write_index

STATES = ("CN", "EG", "IN", "GE", "KH", "ET", "US", "CI")


def list_names() -> dict[str, list[str]]:
    """Return names of States and languages in each language, by its tag."""
    found = {}
    for tag in locale_identifiers():
        if "_" not in tag:
            locale = Locale.parse(tag)
            names = [locale.territories.get(each, "") for each in STATES]
            found[tag] = [
                each for each in (*names, locale.display_name or "", *locale.days["format"]["wide"].values()) if each
            ]
    return found


def test_names_in_every_alphabet_are_found(ask: Ask, tmp_path: Path) -> None:
    """Each by its words, as it is written and in capitals."""
    names = list_names()
    documents = [
        make_document(number, {"title": [(each, tag) for each in own], "text": [(f"{own[0]} {own[-1]}", tag)]})
        for number, (tag, own) in enumerate(names.items())
    ]
    site = write_index(tmp_path, documents)
    assert len(read_index(site).documents) == len(documents) > 250
    chance = random.Random(7)  # noqa: S311 - not for secrets
    asked = [(number, chance.choice(own)) for number, own in enumerate(names.values())]
    queries = [each.upper() if number % 2 else each for number, each in asked]
    for (number, name), answer in zip(asked, ask("search", site=str(site), queries=queries)["answers"], strict=True):
        assert not tokenize(name) or f"communications/{number}/" in answer["urls"], name


def test_texts_of_packages_are_indexed(tmp_path: Path) -> None:
    """Whatever is in them: documentation in many languages, tables, tests of Unicode."""
    packages = Path(sysconfig.get_path("purelib"))
    paths = [each for suffix in ("txt", "md", "rst", "svg", "po") for each in sorted(packages.rglob(f"*.{suffix}"))]
    texts = [each.read_text(encoding="utf-8", errors="replace")[:50_000] for each in paths[::7][:150]]
    assert len(texts) > 50
    documents = [make_document(number, {"text": [(text, "en")]}) for number, text in enumerate(texts)]
    index = read_index(write_index(tmp_path, documents))
    for text, fields in zip(texts, list_families(index), strict=True):
        words = tokenize(text)
        assert fields[-1] == [index.families[each] for each in words]


@pytest.mark.parametrize("field", ["title", "text"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(exclude_categories=("Cn", "Cs")), max_size=30), min_size=1, max_size=4))
def test_any_string_is_indexed_and_found(
    ask: Ask, tmp_path_factory: pytest.TempPathFactory, field: str, texts: list[str]
) -> None:
    """As a title or a text: in quotation marks, by its own words in their order."""
    site = tmp_path_factory.mktemp("any")
    write_index(site, [make_document(number, {field: [(each, "en")]}) for number, each in enumerate(texts)])
    queries = [f'"{" ".join(tokenize(each))}"' for each in texts]
    for number, answer in enumerate(ask("search", site=str(site), queries=queries)["answers"]):
        assert not tokenize(texts[number]) or f"communications/{number}/" in answer["urls"], queries[number]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=("Cn", "Cs"), exclude_characters="/"), max_size=20))
def test_any_string_is_a_name_that_leads_to_its_page(
    ask: Ask, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    card = Card(url="recipients/some/", title=name, kind="State", names=(name, "Northwind"))
    site = write_index(tmp_path_factory.mktemp("any"), [make_document(0, {"text": [("labour", "en")]})], [card])
    (answer,) = ask("search", site=str(site), queries=[name])["answers"]
    assert len(tokenize(name)) in (0, *range(17, 21)) or answer["cards"] == [card.url]
