"""Detectors of numbers that identify one person: passports, identity cards, social security, national registers.

With a word such as "passport no." any number will do. Without one, a number must be written as a State writes it and
have the right check digits. python-stdnum computes those: see docs/decisions/0021-privacy.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from letterbook.text.personal_data import words
from letterbook.text.personal_data.detector import Detector, Kind, count_digits, read_before

_FEWEST = 5
_OTHER_NUMBER = re.compile(r"(?:isbn|issn|doi|arxiv|pmid|imo)\W{0,3}(?:no\W{0,2})?$")
_EDGE = r"(?! [0-9a-z] | [.,/-][0-9] )"


_LIKE_DATE = re.compile(
    r"""
    [0-9]{1,2} [./-] [0-9]{1,2} [./-] [0-9]{4}                                  # 01.02.2019
    | [0-9]{4} [./ -]{1,3} (?: [0-9]{1,2} [./-] [0-9]{1,2} | [0-9]{4} )         # 2019-02-01, 2019-2020
    | [0-9]{1,2} [ ] [0-9]{3}                                                   # 12 500
    """,
    re.VERBOSE,
)
"""What can follow the name of a document and is not its number."""


def _has_digits(match: re.Match[str]) -> bool:
    return count_digits(match["number"]) >= _FEWEST and not _LIKE_DATE.fullmatch(match["number"])


@dataclass(frozen=True, slots=True)
class _Format:
    """How a State writes its numbers: a verbose pattern; the module of stdnum that checks one; and a valid example,
    which is made up, or published as one."""

    pattern: str
    module: str
    example: str


_DATE = r"(?: 0[1-9] | 1[0-2] ) (?: 0[1-9] | [12][0-9] | 3[01] )"
_FORMATS = (
    _Format(r"[0-9]{8} [ -]? [a-hj-np-tv-z]", "es.dni", "12345678Z"),
    _Format(r"[xyz] [ -]? [0-9]{7} [ -]? [a-hj-np-tv-z]", "es.nie", "X1234567L"),
    _Format(
        r"[12] [ ]? [0-9]{2} [ ]? [0-9]{2} [ ]? [0-9][0-9ab] [ ]? [0-9]{3} [ ]? [0-9]{3} [ ]? [0-9]{2}",
        "fr.nir",
        "2 95 10 99 126 111 93",
    ),
    _Format(r"[a-z]{6} [0-9]{2} [a-z] [0-9]{2} [a-z] [0-9]{3} [a-z]", "it.codicefiscale", "RCCMNL83S18D969H"),
    _Format(r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}", "br.cpf", "390.533.447-05"),
    _Format(r"[0-9]{1,2}\.[0-9]{3}\.[0-9]{3}-[0-9k]", "cl.rut", "12.531.909-2"),
    _Format(r"[a-z]{4} [0-9]{6} [hm] [a-z]{5} [0-9a-z] [0-9]", "mx.curp", "BOXW310820HNERXN09"),
    _Format(rf"[1-9][0-9]{{5}} (?: 19 | 20 ) [0-9]{{2}} {_DATE} [0-9]{{3}} [0-9x]", "cn.ric", "360426199101010071"),
    _Format(r"[2-9][0-9]{3} [ -] [0-9]{4} [ -] [0-9]{4}", "in_.aadhaar", "2341 2341 2346"),
    _Format(r"[1-9][0-9]{10}", "tr.tckimlik", "17291716060"),
    _Format(r"[0-9]{11}", "pl.pesel", "44051401359"),
    _Format(r"[1-8][0-9]{12}", "ro.cnp", "1630615123457"),
    _Format(r"[0-3][0-9][01][0-9]{10}", "si.emso", "0101006500006"),
    _Format(rf"[0-9]{{2}} {_DATE} [ ]? [0-9]{{4}} [ ]? [0-9]{{3}}", "za.idnr", "7503305044089"),
    _Format(rf"[0-9]{{2}} {_DATE} - [0-9]{{7}}", "kr.rrn", "971013-9019902"),
    _Format(r"[0-9]{3}-[0-9]{2}-[0-9]{4}", "us.ssn", "536-90-4399"),
    _Format(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2} [ -] [0-9]{3}\.[0-9]{2}", "be.nn", "85.07.30-033.28"),
    _Format(r"756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}", "ch.ssn", "756.9217.0769.85"),
    _Format(rf"[0-9]{{2}} {_DATE} [+-] [0-9]{{4}}", "se.personnummer", "880320-0016"),
    _Format(r"[0-9]{6} [-+a] [0-9]{3} [0-9a-y]", "fi.hetu", "131052-308T"),
    _Format(r"[0-9]{6} / [0-9]{4}", "cz.rc", "710319/2745"),
    _Format(r"[0-9]{3}-[0-9]{7}-[0-9]", "do.cedula", "001-1391820-5"),
    _Format(r"[0-9]{5}-[0-9]{7}-[0-9]", "pk.cnic", "34201-0891231-8"),
    _Format(r"[0-9]-[0-9]{4}-[0-9]{5}-[0-9]{2}-[0-9]", "th.pin", "1-2345-45678-78-1"),
    _Format(rf"[0-9]{{2}} {_DATE} -[0-9]{{2}}-[0-9]{{4}}", "my.nric", "770305-02-1234"),
    _Format(r"[1-9][0-9]{5} (?: [0-6][0-9] | 7[01] ) [01][0-9] [0-9]{6}", "id.nik", "3171011708450001"),
    _Format(r"[1-6][0-9]{10}", "ee.ik", "36805280109"),
)
_EXAMPLES_ELSEWHERE = (
    *("ISBN 9789211540015", "case 34201-0891231 of 2019", "12345678A", "000-12-3456", "resolution 1630615123458"),
    *("19991231-1234-56", "A/HRC/WG.6/36/L.1", "no. 0001234-56.2020.8.26.0100"),
)


def _check_with(module: str) -> Callable[[re.Match[str]], bool]:
    @cache
    def read_validator() -> Callable[[str], bool]:
        validator: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
        return validator

    def accepts(match: re.Match[str]) -> bool:
        return not _OTHER_NUMBER.search(read_before(match)) and read_validator()(match["number"])

    return accepts


DETECTORS = (
    Detector(
        kind=Kind.IDENTITY,
        cues=words.PASSPORT,
        pattern=r"""
            (?: [ :]{1,2} (?: book | card | de \w+ | серия | bearing ) )?
            (?:
                [ ,]{0,2} \(?
                (?: no | nos | number | numbers | n\.o | n | num | numero | nr | № | رقم | номер | 号码 | 号 | 號碼 )?
                [.:]{0,2}
            ){0,2}
            [ .:：\#=°)-]{0,4} (?P<number>
                (?: [a-z]{1,3} [ -]? )? [0-9] (?: (?: [ -] | [ ] (?: no | номер ) [ ] )? [0-9] ){4,11} [a-z]?
                | [0-9]{2} [ ]? [a-z]{2} [ ]? [0-9]{5}                                  # 12AB34567
            ) (?! [0-9a-z] )
        """,
        accepts=_has_digits,
        examples=(
            "Passport No. X1234567",
            "passport number 123456789",
            "passport (no. AB 1234567)",
            "passeport n° 12 34567",
            "pasaporte n.º AAA123456",
            "паспорт серии 45 00 123456",
            "паспорт № 750123456",
            "护照号码：E12345678",
            "جواز سفر رقم ١٢٣٤٥٦٧٨٩",
        ),
        counterexamples=(
            "his passport in 2019",
            "passports of 12000 people",
            "The passport was confiscated on 3 March 2019",
        ),
    ),
    Detector(
        kind=Kind.IDENTITY,
        cues=words.IDENTITY,
        pattern=r"""
            (?: [ ] (?: card | document | nacional | nationale | national ) )?
            (?:
                [ ,.]{0,2} \(?
                (?: no | number | n\.o | n | num | numero | nr | is | رقم | номер | 号码 | 号 | 號碼 )
            ){0,2}
            [ .:：\#=°)-]{0,4}
            (?P<number> (?: [a-z]{1,3} [ -]? )? [0-9] (?: [ ./-]? [a-z]? [ ./-]? [0-9] ){4,20} (?: [ -]? [a-z] )? )
            (?! [0-9a-z] )
        """,
        accepts=_has_digits,
        examples=(
            "national ID no. 1234567890",
            "identity card number AB123456",
            "National ID: 29001011234567",
            "DNI 12.345.678",
            "cédula de ciudadanía n.º 1.234.567.890",
            "C.C. 1.234.567.890",
            "carte nationale d'identité n° 123456789",
            "СНИЛС 112-233-445 95",
            "身份证号：110101199003070000",
            "الرقم القومي: ٢٩٠٠١٠١١٢٣٤٥٦٧",
            "SSN: 123-45-6789",
            "National Insurance number QQ 12 34 56 C",
        ),
        counterexamples=(
            "the national ID system of 2019",
            "identity cards issued in 2019 and 2020",
            "social security, 12 500 people",
            "DNI de 2019",
            "the NIE (2019-2020)",
            "social security since 01.02.2019",
        ),
    ),
    Detector(
        kind=Kind.IDENTITY,
        pattern=rf"""
            (?<! [\w./-] )
            (?P<number> [23] [0-9]{{2}} {_DATE} (?: 0[1-4] | 1[1-9] | 2[1-9] | 3[1-5] | 88 ) [0-9]{{5}} ) {_EDGE}
        """,
        accepts=lambda match: not _OTHER_NUMBER.search(read_before(match)),
        examples=("29001010112345",),
        counterexamples=("29013010112345", "12345678901234"),
    ),
    *(
        Detector(
            kind=Kind.IDENTITY,
            pattern=rf"(?<! [\w./-] ) (?<! [0-9][ ] ) (?P<number> {each.pattern} ) {_EDGE}",
            accepts=_check_with(each.module),
            examples=(each.example, f"(No. {each.example})"),
            counterexamples=_EXAMPLES_ELSEWHERE,
        )
        for each in _FORMATS
    ),
)
"""The third is Egypt's, whose check digit is not published: century, date and governorate must be right."""
