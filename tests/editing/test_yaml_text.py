"""YAML is written in block style, reads back as what was written, and leaves an editor's own lines alone."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from letterbook.editing.yaml_text import append_entry, render_fields, render_file
from letterbook.ingest.front_matter import ScalarNode, read_letter

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cn")), min_size=1, max_size=200)


def test_fields_are_in_block_style() -> None:
    written = render_fields(
        {
            "reference": "AL XAA 3/2024",
            "sent": dt.date(2024, 3, 3),
            "recipients": [{"recipient": "northwind", "addressee": "Ms. Ida Example"}],
            "annex": [{"instrument": "ungp", "provisions": [13, "25-31"]}],
            "follows": ["AL XAA 1/2024"],
            "example": True,
        }
    )
    assert written == (
        "reference: AL XAA 3/2024\nsent: 2024-03-03\nrecipients:\n  - recipient: northwind\n"
        "    addressee: Ms. Ida Example\nannex:\n  - instrument: ungp\n    provisions:\n      - 13\n      - 25-31\n"
        "follows:\n  - AL XAA 1/2024\nexample: true\n"
    )


@pytest.mark.parametrize(
    "text",
    ["NO", "on", "2.10", "2024-03-03", "a: b", "a #b", "- a", "'a", '"a"', "it's: so", "null", "~", "[a]", "#a", "@a",
     "a:", " a", "a\tb", "1_000", "0x1F", "=", "<<", "? a", "%a"],
)  # fmt: skip
def test_text_is_quoted_where_a_reader_of_yaml_would_take_it_for_something_else(text: str) -> None:
    assert yaml.safe_load(render_fields({"subject": text})) == {"subject": text}


def test_plain_text_is_not_quoted() -> None:
    assert render_fields({"subject": "Mills, mines and l’eau: 2"}) == "subject: 'Mills, mines and l’eau: 2'\n"
    assert render_fields({"subject": "Mills (and mines), l’eau & more"}) == "subject: Mills (and mines), l’eau & more\n"


def test_long_text_is_folded_and_no_line_is_longer_than_an_editors() -> None:
    written = render_fields({"summary": "Several mandates write about the mill. " * 12})
    assert written.startswith("summary: ")
    written = render_fields({"summary": ("Several mandates write about the mill. " * 12).strip()})
    assert written.startswith("summary: >-\n  Several")
    assert max(map(len, written.splitlines())) <= 120


@given(WORDS, WORDS)
def test_whatever_is_written_reads_back_the_same(first: str, second: str) -> None:
    written = render_fields({"subject": first, "recipients": [{"recipient": second}]})
    assert yaml.safe_load(written) == {"subject": first, "recipients": [{"recipient": second}]}


def test_a_remark_is_a_comment_above_its_field() -> None:
    written = render_file({"sent": "x", "subject": "Mills"}, "The text.\n\n", {"subject": ["proposed: check"]})
    assert written == "---\nsent: x\n# proposed: check\nsubject: Mills\n---\nThe text.\n"


def test_a_register_keeps_its_comments_when_an_entry_is_added() -> None:
    register = "# Recipients.\nxaa:\n  name: Norland # here\n"
    changed = append_entry(register, "mill", {"name": {"en": "The Mill: Ltd"}, "kind": "company"})
    assert changed == f"{register}mill:\n  name:\n    en: 'The Mill: Ltd'\n  kind: company\n"


def test_written_front_matter_has_no_fault() -> None:
    read = read_letter(render_file({"subject": "a #b", "summary": "c: d"}, "The text.").encode())
    assert read.problems == ()
    assert read.fields is not None
    assert [each.value.text for each in read.fields.entries if isinstance(each.value, ScalarNode)] == ["a #b", "c: d"]
