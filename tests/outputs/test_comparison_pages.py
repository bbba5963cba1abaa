"""The pages that show a letter of a group beside the group's first letter."""

from __future__ import annotations

import re
from typing import Any

import pytest

from factories import corpus, letter, moment, translation
from letterbook.derived.companions import MOST_COMPARED
from letterbook.model.record import Addressing, Letter, TextKept
from letterbook.model.schema import GroupId, RecipientId
from letterbook.outputs.comparison_pages import render_comparisons
from letterbook.outputs.letter_pages import render_letters
from letterbook.outputs.register_pages import render_registers
from letterbook.release import release
from sites import site_of

LATER = "2022-01-01T00:00+00:00"
TEXT = "Dear Ms. Alder,\n\nWe have the honour to write about the mill.\n\n1. Please explain."


def member(number: int, **changes: Any) -> Letter:
    """Make a letter of the group on the mills."""
    return letter(f"AL OTH {number}/2021", **{"group": GroupId("mills"), "body": TEXT, **changes})


def pages(*letters: Letter, at: str = LATER, language: str = "en") -> dict[str, str]:
    """Return the bodies of the pages by their addresses."""
    site = site_of(release(corpus(*letters), moment(at)), language)
    return {each.address: each.texts["body"] for each in render_comparisons(site)}


def only(*letters: Letter) -> str:
    (found,) = pages(*letters).values()
    return found


def test_each_letter_is_compared_with_the_first_of_its_group() -> None:
    """So a group of four has three pages, not six."""
    found = pages(*(member(number) for number in (3, 1, 4, 2)))

    assert sorted(found) == [f"groups/mills/al-oth-{number}-2021/" for number in (2, 3, 4)]
    assert all("AL\u00a0OTH\u00a01/2021 and AL\u00a0OTH" in body for body in found.values())


def test_the_first_letter_is_the_one_released_first() -> None:
    """Its page, and the addresses of all others, do not change when another letter is released."""
    assert list(pages(member(1, sent="2021-05-01"), member(2))) == ["groups/mills/al-oth-1-2021/"]


@pytest.mark.parametrize("other", [{"hold": True}, {"withdrawn": "2021-08-01"}, {"sent": "2021-12-30"}])
def test_a_letter_that_is_not_public_is_not_compared(other: dict[str, Any]) -> None:
    assert pages(member(1), member(2, **other)) == {}
    assert list(pages(member(1), member(2, **other), member(3))) == ["groups/mills/al-oth-3-2021/"]


def test_a_large_group_is_not_compared() -> None:
    letters = [member(number) for number in range(1, MOST_COMPARED + 2)]

    assert len(pages(*letters[:-1])) == MOST_COMPARED - 1
    assert pages(*letters) == {}


def test_the_words_that_differ_are_marked_in_both_letters() -> None:
    """In words too, for those who cannot see the marks."""
    html = only(member(1), member(2, body=TEXT.replace("Alder", "Birch").replace("mill", "mine")))

    marked = re.findall(r"<mark>(.*?)</mark>", html)
    assert [re.sub(r"<span.*?</span>", "", each) for each in marked] == ["Alder", "Birch", "mill", "mine"]
    assert all(each.startswith('<span class="lb-unseen" lang="en" dir="ltr">[only here: </span>') for each in marked)
    assert html.count("Please explain.") == 1


def test_a_paragraph_of_one_letter_is_beside_what_the_other_has_there() -> None:
    own, theirs = "The workers of the mill were not paid.", "Your bank is said to have lent money to a mine."
    html = only(member(1, body=f"{TEXT}\n\n{own}"), member(2, body=f"{TEXT}\n\n{theirs}"))

    (pair,) = re.findall(r'<div class="lb-pair">(.*)</div>', html, re.DOTALL)
    assert pair.index("AL OTH 1/2021") < pair.index(own) < pair.index("AL OTH 2/2021") < pair.index(theirs)
    assert "<mark>" not in pair


def test_the_table_has_only_facts_that_differ() -> None:
    to_norland = (Addressing(recipient=RecipientId("xaa"), addressee="Mr. Elm"),)
    html = only(member(1), member(2, recipients=to_norland, body=f"{TEXT}\n2. And why?"))

    table = re.sub(r"\s*<[^>]+>\s*", " ", html[html.index("<table") : html.index("</table>")])
    assert "Recipients Northwind Textiles Norland (Mr. Elm)" in " ".join(table.split())
    assert "Sent" not in table
    assert re.search(r"The same in both letters: .*Sent.*Mandates", html)


def test_letters_without_a_text_in_one_language_are_compared_by_their_facts() -> None:
    held_elsewhere = member(2, text=TextKept.NONE, body="")

    for other in (held_elsewhere, member(2, language="fr")):
        html = only(member(1), other)
        assert "The texts are not compared" in html
        assert "lb-pair" not in html


def test_a_translation_is_compared_where_the_originals_are_in_different_languages() -> None:
    html = only(member(1), member(2, language="fr", translations=(translation("en", body=f"{TEXT}\n\nAn end."),)))

    assert "An end." in html


NAMED = "The foreman, Mr. Alder, is said to have locked the doors of the mill on 3 May."
HIDDEN = NAMED.replace("Mr. Alder", "[redacted: identity]")


@pytest.mark.parametrize(
    ("own", "theirs"),
    [
        (HIDDEN, NAMED),
        (NAMED, HIDDEN),
        ("It was [redacted: identity].", NAMED),  # paragraphs too different to be versions of one
    ],
)
def test_what_was_redacted_from_one_letter_is_not_shown_by_the_other(own: str, theirs: str) -> None:
    html = only(member(1, body=f"{TEXT}\n\n{own}"), member(2, body=f"{TEXT}\n\n{theirs}\n\nOne more."))

    assert "because their redactions differ" in html
    assert "Mr. Alder" not in html


def test_redactions_that_both_letters_have_do_not_prevent_a_comparison() -> None:
    html = only(member(1, body=f"{TEXT}\n\n{HIDDEN}"), member(2, body=f"{TEXT.replace('mill', 'mine')}\n\n{HIDDEN}"))

    assert "<mark>" in html


def test_identical_texts_are_reported_as_identical() -> None:
    assert "The same in both letters: Text" in only(member(1), member(2))


def test_letters_and_their_group_link_to_the_pages_by_reference_and_recipient() -> None:
    site = site_of(release(corpus(member(1), member(2), member(3)), moment(LATER)))

    bodies = {each.address: each.texts["body"] for each in render_letters(site)}
    leads = {
        address: re.findall(r'groups/mills/al-oth-([0-9])-2021/">([^<]*)', body) for address, body in bodies.items()
    }
    assert leads == {
        "communications/al-oth-1-2021/": [
            ("2", "AL OTH 2/2021 (Northwind Textiles)"),
            ("3", "AL OTH 3/2021 (Northwind Textiles)"),
        ],
        "communications/al-oth-2-2021/": [("2", "AL OTH 1/2021 (Northwind Textiles)")],
        "communications/al-oth-3-2021/": [("3", "AL OTH 1/2021 (Northwind Textiles)")],
    }
    group = next(each for each in render_registers(site) if each.address == "groups/mills/")
    assert group.texts["body"].count(" compared</a>") == 2


def test_search_engines_are_asked_to_leave_the_pages_out() -> None:
    site = site_of(release(corpus(member(1), member(2)), moment(LATER)))

    assert [each.indexed for each in render_comparisons(site)] == [False]
