"""The search answers as lunr answers over an index of the whole record: the same documents with the same scores.

The oracles are lunr.js, whose own builder indexes everything, and lunr.py, which knows nothing of the scripts.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lunr.builder import Builder
from lunr.index import Index
from lunr.pipeline import Pipeline
from lunr.query import Query, QueryPresence
from lunr.token import Token
from lunr.token_set import TokenSet

from letterbook.search.build import RESPONSE_BOOST
from letterbook.search.documents import Document
from letterbook.search.fields import BOOSTS
from letterbook.search.reading import read_index
from letterbook.search.tokenize import tokenize
from search_index import Ask, list_families, make_document, write_index
from search_results import list_documents
from workspaces import Workspace

QUERIES = 220
WORDS = {
    "en": "detention detentions detained torture tortured letter letters prison prisons note notes not forced forcing "
    "labour worker workers mine water rights right government allegation allegations defenders expression",
    "fr": "détention détentions détenus torture lettre lettres note notes enquête enquêtes travail forcé droits droit "
    "gouvernement allégation allégations eau mines défenseurs expression liberté libertés prison",
    "es": "detención detenciones detenido tortura carta cartas notas investigación investigaciones trabajo forzoso "
    "derechos derecho gobierno alegación alegaciones agua minas defensores expresión libertad prisión",
}


def make_record(chance: random.Random, count: int) -> list[Document]:
    """Make documents in three languages, in which common words are common."""
    documents = []
    for number in range(count):
        language = chance.choice(tuple(WORDS))
        words = WORDS[language].split()
        weights = [1 / rank for rank in range(1, len(words) + 1)]
        text = "\n\n".join(
            " ".join(chance.choices(words, weights, k=chance.randint(1, 40))) for _ in range(chance.randint(0, 6))
        )
        title = " ".join(chance.choices(words, k=3))
        fields = {
            "reference": [(f"AL XAA {number % 7}/2024", "en")],
            "title": [(title, language)] if number % 3 else [],
            "recipients": [(chance.choice(["Belvenor", "Northwind Textiles", "Tessavar"]), "en")],
            "type": [("Allegation letter", "en"), ("Lettre d’allégation", "fr")],
            "text": [(text, language), (chance.choice(words), chance.choice(tuple(WORDS)))],
        }
        documents.append(make_document(number, fields, response=number % 4 == 0))
    return documents


def make_queries(chance: random.Random, words: Sequence[str], count: int = QUERIES) -> list[str]:
    """Make queries with all that lunr's language has, and with `OR`."""

    def make_term() -> str:
        word = chance.choice(words)
        shapes = [
            word,
            word,
            word,
            word[: max(len(word) // 2, 2)] + "*",
            f"{word[:1]}*{word[-1:]}",
            f"{word[:-1]}~1",
            f"{word}~2",
            f"{chance.choice(('title', 'text', 'recipient', 'reference'))}:{word}",
            f"{word} OR {chance.choice(words)}",
        ]
        return chance.choice(("", "", "", "-", "+")) + chance.choice(shapes)

    return [" ".join(make_term() for _ in range(chance.choice((1, 1, 2, 2, 3)))) for _ in range(count)]


def list_family_words(site: Path, documents: Sequence[Document]) -> list[dict[str, Any]]:
    """Return the documents as lunr is given them: their families, in the order of the texts."""
    index = read_index(site)
    return [
        {
            "words": dict(zip(BOOSTS, fields, strict=True)),
            "response": document.response,
        }
        for document, fields in zip(documents, list_families(index), strict=True)
    ]


def build_whole(documents: Sequence[dict[str, Any]]) -> Index:
    """Index everything with lunr.py."""
    builder = Builder()
    builder.ref("id")
    for name, boost in BOOSTS.items():
        builder.field(name, boost)
    for number, each in enumerate(documents):
        builder.add({"id": str(number), **each["words"]}, {"boost": RESPONSE_BOOST if each["response"] else 1})
    return builder.build()


def query_whole(whole: Index, clauses: Sequence[dict[str, Any]]) -> dict[int, float]:
    """Ask lunr.py what the scripts ask lunr.js."""
    presences = {1: QueryPresence.OPTIONAL, 2: QueryPresence.REQUIRED, 3: QueryPresence.PROHIBITED}
    terms: dict[str, list[str]] = {}
    query = Query(whole.fields)
    for number, clause in enumerate(clauses):
        presence = presences[clause["presence"]]
        if presence is QueryPresence.REQUIRED and not clause["terms"]:
            return {}
        groups = {(presence, 0): [name for name, _ in clause["terms"]]} if presence != QueryPresence.OPTIONAL else {}
        for name, boost in clause["terms"] if presence != QueryPresence.PROHIBITED else ():
            groups.setdefault((QueryPresence.OPTIONAL, boost), []).append(name)
        for (own, boost), names in groups.items():
            key = f"{number} {own} {boost}"
            terms[key] = names
            query.term(key, fields=clause["fields"], presence=own, boost=boost, use_pipeline=True)
    if not query.clauses:
        return {}
    whole.pipeline = Pipeline()
    whole.pipeline._stack.append(lambda token, *_: [Token(each) for each in terms[str(token)]])  # noqa: SLF001 - silent
    return {int(each["ref"]): each["score"] for each in whole.query(query)}


def require_same(ask: Ask, site: Path, documents: Sequence[Document], queries: Sequence[str]) -> None:
    """Require that all three find the same, with the same scores, in the order of score and then of release."""
    texts = list_family_words(site, documents)
    whole = build_whole(texts)
    answers = ask("compare", site=str(site), queries=list(queries), documents=texts)
    for query, answer in zip(queries, answers, strict=True):
        assert answer["found"] == answer["whole"], query
        expected = query_whole(whole, answer["clauses"])
        assert dict(answer["found"]).keys() == expected.keys(), query
        for number, score in answer["found"]:
            assert score == pytest.approx(expected[number], abs=0.001 * len(answer["clauses"]) * len(BOOSTS)), query
        assert answer["found"] == sorted(answer["found"], key=lambda each: (-each[1], -each[0])), query


def test_a_made_up_record_in_three_languages_is_searched_as_lunr_does(ask: Ask, tmp_path: Path) -> None:
    chance = random.Random(2021)  # noqa: S311 - not for secrets
    documents = make_record(chance, 120)
    words = [word for own in WORDS.values() for word in own.split()]
    require_same(ask, write_index(tmp_path, documents), documents, make_queries(chance, words))


def test_the_shipped_record_is_searched_as_lunr_does(ask: Ask, shipped_workspace: Workspace) -> None:
    chance = random.Random(2022)  # noqa: S311 - not for secrets
    words = [each for each in read_index(shipped_workspace.site).families if len(each) > 2]
    queries = make_queries(chance, chance.sample(words, 200))
    require_same(ask, shipped_workspace.site, list_documents(shipped_workspace), queries)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_words_are_searched_as_lunr_does(
    ask: Ask, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever the texts and the queries are made of."""
    lower = st.text(min_size=1, max_size=8).filter(lambda text: all(each == each.lower() for each in tokenize(text)))
    words = data.draw(st.lists(lower, min_size=1, max_size=12))  # lunr's builder lowers a few letters that we keep
    text = st.lists(st.sampled_from(words), max_size=12).map(" ".join)
    languages = st.sampled_from(("en", "fr", "es", "ar", "zh", "de"))
    documents = [
        make_document(
            number,
            {name: [(data.draw(text), data.draw(languages))] for name in ("title", "text")},
            response=data.draw(st.booleans()),
        )
        for number in range(data.draw(st.integers(1, 5)))
    ]
    queries = data.draw(st.lists(st.one_of(text, st.text(max_size=20)), min_size=1, max_size=5))
    # A phrase is a term that an index of single words does not have: see `test_phrases`.
    read = ask("read", queries=queries)
    kinds = [{each["kind"] for item in items for each in item["alternatives"]} for items in read]
    plain = [query for query, own in zip(queries, kinds, strict=True) if own <= {"word", "pattern"}]
    require_same(ask, write_index(tmp_path_factory.mktemp("drawn"), documents), documents, plain)


def test_patterns_stand_for_the_words_that_lunr_matches(ask: Ask, tmp_path: Path) -> None:
    """Over all words of the index, as lunr.py matches them."""
    chance = random.Random(2023)  # noqa: S311 - not for secrets
    documents = make_record(chance, 60)
    site = write_index(tmp_path, documents)
    index = read_index(site)
    every = TokenSet.from_list(list(index.families))
    patterns = [
        *(f"{word[:3]}*" for word in index.families if len(word) > 4),
        *(f"*{word[-3:]}" for word in index.families if len(word) > 4),
    ]
    answers = ask("compare", site=str(site), queries=patterns, documents=list_family_words(site, documents))
    for pattern, answer in zip(patterns, answers, strict=True):
        expected = {index.families[word] for word in every.intersect(TokenSet.from_string(pattern)).to_list()}
        assert {name for name, _ in answer["clauses"][0]["terms"]} == expected, pattern
    near = [word for word in index.families if len(word) > 4 and word.isalpha()]
    answers = ask(
        "compare", site=str(site), queries=[f"{each}~1" for each in near], documents=list_family_words(site, documents)
    )
    for word, answer in zip(near, answers, strict=True):
        expected = {index.families[each] for each in every.intersect(TokenSet.from_fuzzy_string(word, 1)).to_list()}
        assert {name for name, _ in answer["clauses"][0]["terms"]} == expected, word
