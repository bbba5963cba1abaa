"""How released letters hang together, and that withheld ones hang on nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from factories import corpus, day, letter, moment, response
from letterbook.derived.relations import Relations
from letterbook.model.public import Communication
from letterbook.model.record import EarlierLetter, Letter, Response
from letterbook.model.reference import Reference
from letterbook.model.schema import RecipientId
from letterbook.release import release

LATER = moment("2022-06-01T00:00Z")


class Shelf:
    """The released letters and their relations, each by its reference."""

    def __init__(self, *filed: Letter | Response, at: dt.datetime = LATER) -> None:
        self.public = release(corpus(*filed), at)
        self.relations = Relations(self.public)

    def __getitem__(self, reference: str) -> Communication:
        return self.relations.get_communication(Reference.parse(reference).key)

    def later(self, reference: str) -> list[str]:
        return [str(each.reference) for each in self.relations.find_later(self[reference])]

    def companions(self, reference: str) -> list[str]:
        return [str(each.reference) for each in self.relations.find_companions(self[reference])]

    def earlier(self, reference: str) -> list[str | None]:
        found = [self.relations.find_earlier(each) for each in self[reference].follows]
        return [str(each.reference) if each else None for each in found]

    def responses(self, reference: str) -> list[tuple[str, str]]:
        return [(str(each.letter), each.slug) for each in self.relations.find_responses(self[reference])]


def earlier_by_reference(reference: str) -> EarlierLetter:
    """An earlier letter by its reference."""
    return EarlierLetter(reference=Reference.parse(reference))


def earlier_by_date(date: str, recipient: str = "northwind") -> EarlierLetter:
    """An earlier letter of which only date and recipient are known."""
    return EarlierLetter(sent=day(date), recipient=RecipientId(recipient))


def test_companions_are_the_other_released_letters_of_the_group() -> None:
    shelf = Shelf(
        letter("AL OTH 3/2021", group="mills"),
        letter("AL OTH 1/2021", group="mills"),
        letter("AL OTH 2/2021", group="mills"),
        letter("AL OTH 4/2021", group="mines"),
        letter("AL OTH 5/2021", group="mills", hold=True),
        letter("AL OTH 6/2021"),
    )

    assert shelf.companions("AL OTH 2/2021") == ["AL OTH 1/2021", "AL OTH 3/2021"]
    assert shelf.companions("AL OTH 4/2021") == []
    assert shelf.companions("AL OTH 6/2021") == []


def test_an_earlier_letter_is_found_by_its_reference_once_it_is_released() -> None:
    filed = (
        letter("AL OTH 1/2021", sent="2021-03-12"),
        letter(
            "OL OTH 2/2021",
            sent="2021-04-01",
            follows=(earlier_by_reference("AL OTH 1/2021"), earlier_by_reference("AL XBB 9/2019")),
        ),
    )

    assert Shelf(*filed).earlier("OL OTH 2/2021") == ["AL OTH 1/2021", None]
    assert Shelf(*filed, at=moment("2021-05-10T00:00Z")).earlier("OL OTH 2/2021") == [None, None]


def test_an_earlier_letter_is_found_by_its_key_where_the_type_was_mistaken() -> None:
    shelf = Shelf(letter("UA OTH 1/2021"), letter("AL OTH 2/2021", follows=(earlier_by_reference("AL OTH 1/2021"),)))

    assert shelf.earlier("AL OTH 2/2021") == ["UA OTH 1/2021"]


def test_an_earlier_letter_is_found_by_date_and_recipient() -> None:
    shelf = Shelf(
        letter("AL OTH 1/2020", sent="2020-08-18"),
        letter("AL XAA 1/2020", sent="2020-08-18", recipient="xaa"),
        letter(
            "AL OTH 2/2021",
            follows=(
                earlier_by_date("2020-08-18"),
                earlier_by_date("2020-08-18", "xaa"),
                earlier_by_date("2020-08-19"),
                earlier_by_date("2020-08-18", "xbb"),
            ),
        ),
    )

    assert shelf.earlier("AL OTH 2/2021") == ["AL OTH 1/2020", "AL XAA 1/2020", None, None]


def test_where_two_letters_went_to_a_recipient_on_a_day_none_is_guessed() -> None:
    shelf = Shelf(
        letter("AL OTH 1/2020", sent="2020-08-18"),
        letter("UA OTH 2/2020", sent="2020-08-18"),
        letter("AL OTH 3/2021", follows=(earlier_by_date("2020-08-18"),)),
    )

    assert shelf.earlier("AL OTH 3/2021") == [None]


def test_where_only_a_date_or_only_a_recipient_is_told_none_is_guessed() -> None:
    by_date = EarlierLetter(sent=day("2020-08-18"))
    by_recipient = EarlierLetter(recipient=RecipientId("northwind"))
    shelf = Shelf(letter("AL OTH 1/2020", sent="2020-08-18"), letter("AL OTH 2/2021", follows=(by_date, by_recipient)))

    assert shelf.earlier("AL OTH 2/2021") == [None, None]


def test_later_letters_are_those_that_recall_it_oldest_first_and_each_once() -> None:
    shelf = Shelf(
        letter("AL OTH 1/2021", sent="2021-03-12"),
        letter("AL OTH 3/2021", sent="2021-06-01", follows=(earlier_by_reference("AL OTH 1/2021"),)),
        letter(
            "AL OTH 2/2021",
            sent="2021-05-01",
            follows=(earlier_by_reference("AL OTH 1/2021"), earlier_by_date("2021-03-12")),
        ),
        letter("AL OTH 5/2021", sent="2021-06-01", follows=(earlier_by_date("2021-03-12"),)),
        letter("AL OTH 6/2021", sent="2021-06-02", follows=(earlier_by_reference("AL OTH 1/2021"),), hold=True),
    )

    assert shelf.later("AL OTH 1/2021") == ["AL OTH 2/2021", "AL OTH 3/2021", "AL OTH 5/2021"]
    assert shelf.later("AL OTH 3/2021") == []


def test_responses_are_its_own_and_those_to_others_that_answer_it_too_oldest_first() -> None:
    first, second = Reference.parse("AL OTH 1/2021"), Reference.parse("AL OTH 2/2021")
    shelf = Shelf(
        letter("AL OTH 1/2021"),
        letter("AL OTH 2/2021"),
        response("AL OTH 2/2021", dated="2021-04-20", also_answers=(first,)),
        response("AL OTH 1/2021", dated="2021-05-01"),
        response("AL OTH 1/2021", dated="2021-04-01", also_answers=(first, second)),
    )

    assert shelf.responses("AL OTH 1/2021") == [
        ("AL OTH 1/2021", "northwind-2021-04-01"),
        ("AL OTH 2/2021", "northwind-2021-04-20"),
        ("AL OTH 1/2021", "northwind-2021-05-01"),
    ]
    assert shelf.responses("AL OTH 2/2021") == [
        ("AL OTH 1/2021", "northwind-2021-04-01"),
        ("AL OTH 2/2021", "northwind-2021-04-20"),
    ]


def test_a_letter_that_is_not_public_has_no_relations() -> None:
    shelf = Shelf(letter("AL OTH 1/2021", hold=True))

    with pytest.raises(KeyError):
        shelf["AL OTH 1/2021"]
