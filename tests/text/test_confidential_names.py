"""A name on the confidential list is found however it is written, and nothing else is."""

from __future__ import annotations

import pytest

from letterbook.text.confidential_names import ConfidentialNames, is_long_enough, normalize

FOUND = [
    ("Ana Example", "Ms. ANA  EXÁMPLE was there"),
    ("Ana Example", "Example Ana"),
    ("Ana Example", "EXAMPLE, Ana"),
    ("Ana Example", "Ana M. Example"),
    ("Ana Example", "Ana\nExample"),
    ("Ana Example", "Ana Example's brother"),
    ("Ana Example", "Ａｎａ Ｅｘａｍｐｌｅ"),
    ("Ana Example", "Ana\u00a0Exam\u00adple"),
    ("Ana M. Example", "Ana Example"),
    ("Example, Ana", "Ana Example"),
    ("Example, Ana", "Example Ana"),
    ("Ana Maria Example Sample", "Example Sample, Ana Maria"),
    ("Jean-Pierre Nobody", "Jean Pierre Nobody"),
    ("Jean-Pierre Nobody", "Jean‑Pierre Nobody"),
    ("Jean-Pierre O'Nobody", "JEANPIERRE ONOBODY"),
    ("Jean-Pierre O'Nobody", "Jean-Pierre O’Nobody"),
    ("J. Nobody", "Mr. J. Nobody"),
    ("张三丰", "记者张三丰被拘留"),
    ("أحمد مثال", "وأحمد مثال"),
    ("أحمد مثال", "أَحْمَد مثال"),
    ("Пример Иван", "ИВАН ПРИМЕР"),
    ("Łukasz Øresund", "Lukasz Oresund"),
]
NOT_FOUND = [
    ("Ana Example", "Ana was an example"),
    ("Ana Example", "Ana Examples"),
    ("Ana Example", "Diana Example"),
    ("Ana Example", "Example"),
    ("J. Nobody", "Nobody came"),
    ("张三丰", "张三 丰收节".replace(" ", "的")),
]


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_a_name_is_found(name: str, text: str) -> None:
    found = list(ConfidentialNames((name, "Someone Else")).find(f"At first.\n\n{text}. At last."))

    assert [each[0] for each in found] == [name]
    _, start, end = found[0]
    assert normalize(f"At first.\n\n{text}. At last."[start:end]).strip() in normalize(text)


@pytest.mark.parametrize(("name", "text"), NOT_FOUND)
def test_words_like_a_name_are_not_found(name: str, text: str) -> None:
    assert list(ConfidentialNames((name,)).find(text)) == []


def test_every_name_is_given_with_its_place() -> None:
    text = "A 3 b Ana Example, 4 c Ida Sample; and Ana B. Example."
    found = list(ConfidentialNames(("Ida Sample", "Ana Example")).find(text))
    assert [(name, text[start:end]) for name, start, end in found] == [
        ("Ana Example", "Ana Example"),
        ("Ida Sample", "Ida Sample"),
        ("Ana Example", "Ana B. Example"),
    ]


def test_in_data_a_name_is_looked_for_in_its_own_order_only() -> None:
    """The end of one cell and the beginning of the next are no name."""
    names = ConfidentialNames(("Ana Maria Example",))
    assert names.are_in(normalize("by Ana Maria Example"))
    assert not names.are_in(normalize("Maria Example; Ana"))
    assert ConfidentialNames(("Example, Ana",)).are_in(normalize("Ana Example"))


@pytest.mark.parametrize(
    ("name", "is_enough"), [("Bo", False), ("A. B.", False), ("Bob", True), ("李", False), ("李四", True)]
)
def test_a_name_that_would_be_everywhere_is_too_short(name: str, is_enough: bool) -> None:
    assert is_long_enough(name) == is_enough


def test_the_names_are_not_in_the_representation() -> None:
    assert "Ana" not in repr(ConfidentialNames(("Ana Example",)))
