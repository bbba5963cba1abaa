"""Detectors of telephone numbers. Fax numbers are those of offices, and are left alone."""

from __future__ import annotations

import re

from letterbook.text.personal_data import words
from letterbook.text.personal_data.detector import Detector, Kind, count_digits, read_before

_GAP = r"[ \n.()/-]"
_CODE = r"""(?:
    1 | 7 | 2[07] | 2[1-689][0-9] | 3[0-469] | 3[578][0-9] | 4[013-9] | 42[0-9] | 5[1-8] | 5[09][0-9] | 6[0-6]
    | 6[789][0-9] | 8[1246] | 8[058][0-9] | 9[0-58] | 9[679][0-9]
)"""
"""The country codes of the ITU's list (Recommendation E.164)."""
_FAX = re.compile(
    r"""
    (?<! [a-z]/ ) (?<! \./ ) (?<! /[ ] ) \b (?:tele)? (?: fax | facsimile | telecopie | telecopieur )
    (?: [ ]? (?: no | n | number | numero ) )? [ .:°)]* (?: [+0-9 ()-]{6,24} [/,;] [ ]? )? $
    """,
    re.VERBOSE,
)
"""The words before a fax number, or before the second of two; those before a number for both do not match."""
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}([./-])[01]?[0-9]\1[0-3]?[0-9]$|^[0-3]?[0-9]([./-])[01]?[0-9]\2(?:19|20)[0-9]{2}$"
)
_FEWEST, _MOST = 7, 15


def _accepts(match: re.Match[str]) -> bool:
    digits = match["number"]
    return _FEWEST <= count_digits(digits) <= _MOST and not _DATE.search(digits) and not _FAX.search(read_before(match))


def _accepts_international(match: re.Match[str]) -> bool:
    return count_digits(match["number"]) > _FEWEST and _accepts(match)


DETECTORS = (
    Detector(
        kind=Kind.PHONE,
        marks=("+",),
        pattern=rf"""
            (?<! [\w+] ) (?P<number> \+ [ ]? (?: \( [ ]? )? {_CODE} \)? (?: {_GAP}{{0,3}} [0-9] ){{6,13}} )
            (?! [0-9] | [.,][0-9] | [ ]? % )
        """,
        accepts=_accepts_international,
        examples=(
            "+44 20 7946 0958",
            "+1 (202) 555-0143",
            "+33.1.99.00.12.34",
            "(+44) 20 7946 0958",
            "+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨",
            "+44 20 7946\n0958",
            "+442079460958",
            "Tel/Fax: +44 20 7946 0958",
        ),
        counterexamples=(
            "Fax: +44 20 7946 0958",
            "an increase of +2.500.000.000.000,50",
            "+15 %",
            "3 + 4 = 7",
            "2+2 000 000 000",
            "GMT+1 2024 03 03",
        ),
    ),
    Detector(
        kind=Kind.PHONE,
        cues=words.TELEPHONE,
        pattern=r"""
            [ ]? (?: \( [a-z .]{1,12} \) )? [ ]?
            (?: no | number | n°? | n\.o | numero | num | nr | is | 号码 | 號碼 | 号 )? [ .:：\#=/°]{0,4}
            (?P<number> \(?\+?[ ]?\(?[0-9] (?: [ .()/-]{0,3} [0-9] ){6,14} ) (?! [0-9] )
        """,
        accepts=_accepts,
        examples=(
            "Tel. 7946 0958",
            "Mobile: 07700 900123",
            "phone number 020 7946 0958",
            "WhatsApp +447700900123",
            "tél. : 01 99 00 12 34",
            "teléfono n.º 912 345 678",
            "тел.: 8 (495) 123-45-67",
            "电话：010 1234 5678",
            "هاتف: ٠٢٠٧٩٤٦٠٩٥٨",
        ),
        counterexamples=("Telephone tapping in 2019 and 2020", "mobile phones: 12", "Hotel 1234567 rooms"),
    ),
    Detector(
        kind=Kind.PHONE,
        pattern=r"""
            (?<! [\w.,/:+-] ) (?<! [0-9][ ] )
            (?P<number>
                00 [ ]? [1-9] [0-9]{0,2} (?: [ ./-] \(? [0-9]{1,7} \)? ){2,5}      # 0044 20 7946 0958
                | 0 [1-9] (?P<mark> [ .-] ) [0-9]{2} (?: (?P=mark) [0-9]{2} ){3}   # 01 99 00 12 34
            ) (?! [0-9] | [.,/-][0-9] )
        """,
        accepts=_accepts_international,
        examples=("0044 20 7946 0958", "01 99 00 12 34", "01.99.00.12.34"),
        counterexamples=("01.12.2019", "000 000 000", "2019 01 02 03 04 05", "page 01-02-03-04"),
    ),
    Detector(
        kind=Kind.PHONE,
        pattern=r"""
            (?<! [\w.,/:+$€£-] ) (?<! [0-9][ ] )
            (?P<number>
                \( 0? [1-9] [0-9]{1,3} \) [ -]? [0-9]{3,4} [ -] [0-9]{2,4} (?: [ -] [0-9]{2} )?  # (202) 555-0143
                | [2-9] [0-9]{2} (?P<mark> [.-] ) [2-9] [0-9]{2} (?P=mark) [0-9]{4}  # 202-555-0143
                | 0 [1-9] [0-9]{1,3} [ -] [0-9]{3,4} [ -] [0-9]{3,4}  # 020 7946 0958
                | 0 [1-9] [0-9]{2,3} - [0-9]{6,7}  # 07700-900123
            ) (?! [0-9] | [.,/-][0-9] )
        """,
        accepts=_accepts,
        examples=("(202) 555-0143", "202-555-0143", "020 7946 0958", "07700-900123", "202.555.0143"),
        counterexamples=(
            "case no. 3456/2019",
            "A/HRC/RES/44/15",
            "ISBN 978-92-1-154001-5",
            "G/SO 217/1",
            "USD 202 555 0143",
            "100 200 300",
        ),
    ),
)
