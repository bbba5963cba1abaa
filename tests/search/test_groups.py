"""The index has the same bytes however its documents are grouped, and whatever was kept of them."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from letterbook.cache import Cache
from letterbook.i18n import Interface
from letterbook.search import group_postings, groups, word_index
from letterbook.search.build import render_index
from letterbook.search.documents import Document, FieldText, hash_documents
from letterbook.search.fields import BOOSTS
from letterbook.search.pdf_texts import SearchedPdf
from letterbook.text.visible_text import VisibleText, read_visible_text
from search_index import make_document

WORDS: Mapping[str, Sequence[str]] = {
    "en": ("detention", "detentions", "detained", "note", "notes", "the", "of", "42"),
    "fr": ("détention", "détentions", "détenus", "note", "notes", "la", "école", "ecole"),
    "es": ("detención", "detenciones", "nota", "notas", "la", "école"),
    "zh": ("人権理事会", "note"),
}

NO_TEXTS: Mapping[str, tuple[FieldText, ...]] = dict.fromkeys(BOOSTS, ())


def make_documents(chance: random.Random, count: int = 40) -> list[Document]:
    """Make documents in several languages, whose words have forms in other documents and other languages."""
    return [
        make_document(
            number,
            {
                name: [write_text(chance) for _ in range(chance.choice((1, 2)))]
                for name in BOOSTS
                if chance.randrange(2)
            },
        )
        for number in range(count)
    ]


def write_text(chance: random.Random) -> tuple[str, str]:
    language = chance.choice(list(WORDS))
    paragraphs = (" ".join(chance.choices(WORDS[language], k=chance.randrange(9))) for _ in range(3))
    return "\n\n".join(paragraphs), language


def render(documents: Sequence[Document], cache: Cache | None = None) -> dict[str, bytes]:
    files = render_index(documents, (), Interface("en"), cache or Cache())
    return {each.path: each.content for each in files if isinstance(each.content, bytes)}


@pytest.mark.parametrize(
    ("module", "name", "value"),
    [
        (groups, "_MEAN_SIZE", 1),
        (groups, "_MEAN_SIZE", 3),
        (groups, "_COLUMN_BITS", 0),
        (group_postings, "_MOST_MEASURED", 1),
        (word_index, "_NARROW", 0),
    ],
    ids=["a group for each document", "small groups", "long texts", "families one by one", "many documents"],
)
def test_an_index_does_not_depend_on_how_it_is_made(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, value: int
) -> None:
    documents = make_documents(random.Random(1))  # noqa: S311 - not for secrets
    expected = render(documents)
    monkeypatch.setattr(module, name, value)
    assert render(documents) == expected


def test_numbers_of_every_size_are_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place above 65,535 needs more bytes than most; the groups around it have it in none."""
    monkeypatch.setattr(groups, "_MEAN_SIZE", 1)
    long = " ".join(["of"] * 70_000 + ["lantern"] + ["of"] * 70_000 + ["lantern"])
    texts = ("lantern of", long, "of lantern")
    documents = [make_document(number, {"text": [(each, "en")]}) for number, each in enumerate(texts)]
    grouped = render(documents)
    monkeypatch.setattr(groups, "_MEAN_SIZE", 1000)
    assert render(documents) == grouped


@pytest.mark.parametrize("seed", range(4))
def test_an_index_does_not_depend_on_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """After texts were changed, added in the middle and removed, which can also make other words the forms of one."""
    monkeypatch.setattr(groups, "_MEAN_SIZE", 5)
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    documents = make_documents(chance)
    for _ in range(8):
        cache = Cache(tmp_path)
        assert render(documents, cache) == render(documents)
        cache.finish()
        at = chance.randrange(len(documents))
        change = chance.choice(("change", "add", "remove"))
        if change == "remove":
            del documents[at]
        elif change == "add":
            documents.insert(at, make_document(1000 + at, {"text": [write_text(chance)]}))
        else:
            fields = {**documents[at].fields, "text": (FieldText(*write_text(chance)),)}
            documents[at] = dataclasses.replace(documents[at], fields=fields)


def test_a_changed_name_has_no_text_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in a register can change a name in every document."""
    read: list[str] = []

    def read_text(source: str) -> VisibleText:
        read.append(source)
        return read_visible_text(source)

    monkeypatch.setattr("letterbook.search.word_store.read_visible_text", read_text)
    documents = [
        dataclasses.replace(
            make_document(number, {}),
            fields={
                **NO_TEXTS,
                "mandates": (FieldText("Old name", "en"),),
                "text": (FieldText(f"Text {number}", "en", markdown=True),),
            },
        )
        for number in range(5)
    ]
    cache = Cache()
    render(documents, cache)
    assert len(read) == len(documents)
    changed = [
        dataclasses.replace(each, fields={**each.fields, "mandates": (FieldText("New name", "en"),)})
        for each in documents
    ]
    assert render(changed, cache) == render(changed)
    assert len(read) == 2 * len(documents)  # those of the index without a cache


def test_the_checksum_of_documents_is_of_all_that_they_have() -> None:
    pdf = SearchedPdf(address="files/a.pdf", origin=Path("a.pdf"), sha256="a", language="en")
    texts = (FieldText("One text", "en"), FieldText("Another", "en", markdown=True), FieldText("", "en", pdf=pdf))
    document = dataclasses.replace(make_document(1, {}), fields={**NO_TEXTS, "text": texts})
    other = dataclasses.replace(
        make_document(2, {}, response=True),
        language="fr",
        fields={**NO_TEXTS, "title": texts},
        filters={"year": ("2021",)},
        pairs=({"status": "replied"},),
    )
    changed = [
        dataclasses.replace(document, **{each.name: getattr(other, each.name)}) for each in dataclasses.fields(document)
    ]
    first_texts = (
        dataclasses.replace(texts[0], text="One other text"),
        dataclasses.replace(texts[0], language="fr"),
        dataclasses.replace(texts[0], markdown=True),
        dataclasses.replace(texts[2], pdf=dataclasses.replace(pdf, address="files/b.pdf")),
        dataclasses.replace(texts[2], pdf=dataclasses.replace(pdf, sha256="b")),
    )
    changed += [dataclasses.replace(document, fields={**NO_TEXTS, "text": (each, *texts[1:])}) for each in first_texts]
    found = {hash_documents(each) for each in ([], [document], [document, document], *([own] for own in changed))}
    assert len(found) == 3 + len(changed)
