"""Detectors of bank numbers: accounts, cards."""

from __future__ import annotations

import re

from letterbook.text.personal_data import words
from letterbook.text.personal_data.detector import Detector, Kind, count_digits, keep_digits

_NUMBER = r"[ .:：\#=°)]{0,4} (?P<number> [0-9] (?: [ ./-]? [0-9a-z]{0,2}? [ ./-]? [0-9] ){5,24} ) (?! [0-9] )"
_FEWEST = 6


def _is_iban(match: re.Match[str]) -> bool:
    from stdnum import iban  # noqa: PLC0415 - slow to import, and most texts have no such number

    text = match["number"]
    pieces = re.split(r"[ \n-]", text)
    return any(iban.is_valid("".join(pieces[:count])) for count in range(len(pieces), 0, -1))


def _is_card(match: re.Match[str]) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - as above

    number = keep_digits(match["number"])
    return len(set(number)) > 1 and luhn.is_valid(number)


def _has_digits(match: re.Match[str]) -> bool:
    return count_digits(match["number"]) >= _FEWEST


DETECTORS = (
    Detector(
        kind=Kind.BANK,
        pattern=r"(?<! [0-9a-z] ) (?P<number> [a-z]{2}[0-9]{2} (?: [ \n-]? [0-9a-z]{1,4} ){3,10} ) (?! [0-9a-z] )",
        accepts=_is_iban,
        examples=(
            "IBAN: GB82 WEST 1234 5698 7654 32",
            "DE89370400440532013000",
            "FR14 2004 1010 0505 0001 3M02 606 at the bank",
            "GB82 WEST 1234 5698\n7654 32",
            "NO93 8601 1117 947",
        ),
        counterexamples=("GB82 WEST 1234 5698 7654 33", "A/HRC/17/31 of 2011", "AL 12 of 2019 concerning 1234 people"),
    ),
    Detector(
        kind=Kind.BANK,
        pattern=r"""
            (?<! [\w./-] ) (?<! [0-9][ ] )
            (?P<number>
                (?: 4[0-9]{3} | 5[1-5][0-9]{2} | 2[2-7][0-9]{2} | 6[0-9]{3} )
                (?P<mark> [ -]? ) [0-9]{4} (?P=mark) [0-9]{4} (?P=mark) [0-9]{4}
                | 3[47][0-9]{2} (?P<other> [ -]? ) [0-9]{6} (?P=other) [0-9]{5}
            ) (?! [0-9/] | [ .,-][0-9] )
        """,
        accepts=_is_card,
        examples=("4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "4111111111111111"),
        counterexamples=("4111 1111 1111 1112", "2019 2020 2021 2022 2023"),
    ),
    Detector(
        kind=Kind.BANK,
        cues=words.ACCOUNT,
        pattern=rf"(?: [ ]? (?: no | number | n\.?o? | numero | nr | is ) )? {_NUMBER}",
        accepts=_has_digits,
        examples=(
            "bank account no. 12345678",
            "Account number: 00-1234-567890",
            "sort code 12-34-56",
            "compte bancaire n° 12345678901",
            "cuenta corriente n.º 1234-5678-90",
            "账号：6222021234567890",
        ),
        counterexamples=(
            "bank accounts of 1,200 people",
            "account number of cases",
            "took into account no 2019 report",
        ),
    ),
)
