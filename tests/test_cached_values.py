"""Cached values come back whole: a field that is added to one of them must be cached, too."""

from __future__ import annotations

import datetime as dt
from dataclasses import MISSING, fields
from typing import Any

import pytest

from letterbook.citations.citation import Citation, pack_citation, unpack_citation
from letterbook.citations.lexicon.words import Erratum
from letterbook.derived.citation_index import Findings
from letterbook.derived.citation_places import Place
from letterbook.model.public import Text
from letterbook.rendering.linked_texts import pack_text, unpack_text
from letterbook.rules.diagnostics import Fix
from letterbook.rules.file_findings import pack_findings, unpack_findings
from letterbook.rules.registry import Finding
from letterbook.text.cues import Part
from letterbook.text.structure import Section, TextStructure

CITATION = Citation(
    text="article 99 of the Covenant",
    start=3,
    end=29,
    instrument="iccpr",
    document="A/1",
    provisions=("99",),
    note="there is none",
    reason="named",
    erratum=Erratum(meant="A/2", notes={"en": "Meant is A/2."}),
    beyond=("99",),
    last=53,
    from_letter=True,
)
PLACE = Place(citation=CITATION, anchor="p1", sentence="See article 99.", start=4, end=14, language="fr")
SECTIONS = (Section(anchor="annex", part=Part.ANNEX, title="Law"), Section(anchor="s1", part=None, title="Facts"))
STRUCTURE = TextStructure("<p>Text</p>", SECTIONS, 2, 3, (1, 2), frozenset({"1", "12a"}))
FINDINGS_OF_TEXT = Findings(
    places=(PLACE,), questions={2: "<p>Why?</p>", 1: "Who?"}, treaties={"covenant": frozenset({"iccpr", "icescr"})}
)
FIXES = [
    Fix(value=dt.date(2024, 1, 2), field="sent", old="2024", look="Look."),
    Fix(value=("a", "b"), field="list", old="a", look="Look."),
    Fix(value=3, field="number", old="2", look="Look."),
]
FINDINGS = [Finding(7, "wrong", "help", "data/letter.md", each) for each in FIXES]


def test_a_citation_comes_back_whole() -> None:
    assert unpack_citation(pack_citation(CITATION)) == CITATION


def test_a_text_of_a_page_comes_back_whole() -> None:
    text = Text(body="Text", language="fr")

    assert unpack_text(pack_text(STRUCTURE, FINDINGS_OF_TEXT), text) == (STRUCTURE, FINDINGS_OF_TEXT)


def test_findings_come_back_whole() -> None:
    found = {"invalid-date": FINDINGS, "unknown-field": []}

    assert unpack_findings(pack_findings(found)) == found


VALUES = (CITATION, PLACE, SECTIONS[0], STRUCTURE, FIXES[0], FINDINGS[0])


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_the_examples_have_a_value_of_their_own_in_every_field(value: Any) -> None:
    """So that a new field with a default makes the tests above look for it."""
    for each in fields(value):
        assert each.default is MISSING or getattr(value, each.name) != each.default, each.name
