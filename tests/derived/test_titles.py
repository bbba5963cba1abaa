"""The title of a response says whose it is, of which kind, and on what matter, in right grammar for every name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import corpus, letter, moment, response
from letterbook.derived.titles import write_full_title, write_response_title
from letterbook.i18n import Interface
from letterbook.model.public import Communication, Recipient, Response, ResponseKind
from letterbook.model.registers import RecipientKind
from letterbook.model.schema import Words
from letterbook.release import release

NBSP = "\N{NO-BREAK SPACE}"


def answered(**changes: Any) -> tuple[Response, Communication]:
    (found,) = release(corpus(letter(**changes), response()), moment("2021-06-01T00:00Z")).communications
    return found.responses[0], found


def state(name: str, code: str) -> Recipient:
    return Recipient(
        id="belvenor",
        name=Words.plain(name),
        kind=RecipientKind.STATE,
        code=code,
        country=None,
        aliases=(),
        formerly=(),
        identifiers=(),
        example=True,
    )


@pytest.mark.parametrize(
    ("language", "name", "code", "kind", "expected"),
    [
        ("en", "Belvenor", "XBV", "reply", "Belvenor’s reply: Cotton mills"),
        ("en", "Twin Uplands", "XSV", "further-reply", "Twin Uplands’ further reply: Cotton mills"),
        (
            "en",
            "Republic of Quorrin",
            "XQO",
            "acknowledgement",
            "The Republic of Quorrin’s acknowledgement: Cotton mills",
        ),
        ("fr", "Belvenor", "XBV", "reply", f"Réponse de Belvenor{NBSP}: Cotton mills"),
        ("fr", "Ilvandre", "XIL", "acknowledgement", f"Accusé de réception de l’Ilvandre{NBSP}: Cotton mills"),
        (
            "fr",
            "Lumisare",
            "XLS",
            "extension-request",
            f"Demande de délai supplémentaire de la Lumisare{NBSP}: Cotton mills",
        ),
        ("es", "Belvenor", "XBV", "further-reply", "Respuesta complementaria de Belvenor: Cotton mills"),
        ("es", "República de Quorrin", "XQO", "reply", "Respuesta de la República de Quorrin: Cotton mills"),
    ],
)
def test_the_subject_follows_a_colon_so_that_any_name_and_any_subject_fit(
    language: str, name: str, code: str, kind: str, expected: str
) -> None:
    reply, asking = answered(subject=Words.plain("Cotton mills"))
    reply = replace(reply, kind=ResponseKind(kind), recipient=state(name, code))
    assert write_full_title(reply, asking, Interface(language)) == expected


def test_without_a_subject_the_date_tells_responses_apart() -> None:
    reply, asking = answered()
    assert write_full_title(reply, asking, Interface("en")) == "Northwind Textiles’ reply, 1 April 2021"
    assert write_response_title(reply, Interface("fr")) == "Réponse de Northwind Textiles, 1er avril 2021"
