"""The questions of a letter can be shown on another page, without the anchors and notes of their own."""

from __future__ import annotations

from letterbook.text.questions import read_questions
from letterbook.text.structure import structure_text

ASKED = "We would be grateful for your observations on the following matters:\n\n"


def read(body: str, prefix: str = "") -> dict[int, str]:
    return dict(read_questions(structure_text(ASKED + body, prefix=prefix).html))


def test_each_question_has_its_number_and_its_words() -> None:
    assert read("1. The *mills*.\n2. The weavers.") == {1: "The <em>mills</em>.", 2: "The weavers."}
    assert read("3. The mills.\n4. The weavers.", prefix="fr-") == {3: "The mills.", 4: "The weavers."}


def test_lists_and_paragraphs_within_a_question_are_part_of_it() -> None:
    found = read("1. The mills:\n\n   - the first,\n   - the second;\n\n   and all.\n\n2. The weavers.")
    assert [word in found[1] for word in ("The mills:", "the first,", "the second;", "and all.")] == [True] * 4
    assert "weavers" not in found[1]
    assert set(found) == {1, 2}


def test_anchors_numbers_and_notes_are_left_out() -> None:
    """They would be twice on a page, or lead to another paragraph with that number."""
    found = read("1. The mills.[^1] See [above](#p1) and [there](https://example.org/a).\n2. Two.\n\n[^1]: A note.")
    assert found[1].startswith("The mills. See above and <a href=")
    assert ' id="' not in found[1]
    assert "lb-number" not in found[1]
    assert "A note" not in "".join(found.values())


def test_a_text_without_questions_has_none() -> None:
    assert dict(read_questions(structure_text("1. One.\n2. Two.").html)) == {}
