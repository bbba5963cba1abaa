"""Detectors of geographical coordinates."""

from __future__ import annotations

import re

from letterbook.text.personal_data import words
from letterbook.text.personal_data.detector import Detector, Kind

_DECIMAL = r"[0-9]{1,3} (?: [.,] [0-9]{1,10} )?"
_ANGLE = rf"""{_DECIMAL} [ ]? ° [ ]? (?: {_DECIMAL} [ ]? '(?!') [ ]? (?: {_DECIMAL} [ ]? (?: " | '' ) [ ]? )? )?"""
_WORDS = r"""(?:
    north | south | east | west | nord | sud | est | ouest | norte | sur | este | oeste
    | lat\w*\.? | lon\w*\.? | [nsewo]
)"""
_EITHER = rf"(?: {_WORDS} [ :.]{{0,2}} -?{_ANGLE} | -?{_ANGLE} {_WORDS} (?! \w ) )"
_LATITUDE, _LONGITUDE = 90, 180


def _accepts(match: re.Match[str]) -> bool:
    latitude, longitude = (float(match[name].replace(",", ".")) for name in ("latitude", "longitude"))
    return 1 <= abs(latitude) <= _LATITUDE and abs(longitude) <= _LONGITUDE


DETECTORS = (
    Detector(
        kind=Kind.PLACE,
        marks=("°",),
        pattern=rf"(?<! [0-9] ) {_EITHER} [ ]? (?: [,;/] | and | et | y )? [ \n]? {_EITHER}",
        examples=(
            "46.2044° N, 6.1432° E",
            "46°12'15\"N 6°08'35\"E",
            "46° 12′ 15″ N, 6° 8′ 35″ E",
            "N 46° 12.25' E 6° 8.58'",
            "46,2044° N et 6,1432° E",
            "12°03′S 77°02′O",
        ),
        counterexamples=("a temperature of 45°C", "45° N", "n° 12 et n° 13"),
    ),
    Detector(
        kind=Kind.PLACE,
        pattern=r"""
            (?<! [\w.] ) (?P<latitude> -? [0-9]{1,2} \.[0-9]{4,12} ) [ ]? [,;] [ ]?
            (?P<longitude> -? [0-9]{1,3} \.[0-9]{4,12} )
            (?! [0-9] | \.[0-9] )
        """,
        accepts=_accepts,
        examples=("46.20439, 6.14316", "-12.0464,-77.0428", "https://maps.example.org/@46.20439,6.14316,17z"),
        counterexamples=("0.1234, 0.5678", "46.20, 6.14", "version 1.2.3456, 7.8.9012", "95.12345, 6.14316"),
    ),
    Detector(
        kind=Kind.PLACE,
        pattern=r"""
            (?<! [\w.,] ) [0-9]{1,2} [.,][0-9]{3,10} [ ]? [ns] [ ,;/]{1,3} [0-9]{1,3} [.,][0-9]{3,10} [ ]? [ewo]
            (?! \w )
        """,
        examples=("46.2044 N, 6.1432 E", "46,2044N 6,1432E"),
        counterexamples=("46.2 N, 6.1 E", "12,345 N 6,789"),
    ),
    Detector(
        kind=Kind.PLACE,
        cues=words.POSITION,
        pattern=r"""
            [ .:=()]{1,4} (?P<latitude> -? [0-9]{1,2} [.,][0-9]{2,12} ) [ °]{0,2} [nsewo]? [ ,;/&]{1,3}
            (?: and [ ] | et [ ] | y [ ] )? (?: lon\w* [ .:=]{1,3} )? (?P<longitude> -? [0-9]{1,3} [.,][0-9]{2,12} )
        """,
        accepts=_accepts,
        examples=(
            "latitude 46.20, longitude 6.14",
            "Lat: 46.204, Long: 6.143",
            "GPS: 46.204 6.143",
            "coordenadas -12.046, -77.042",
            "geo:46.20,6.14",
        ),
        counterexamples=("coordinates the work of 12 offices", "latitude of judgement"),
    ),
    Detector(
        kind=Kind.PLACE,
        pattern=r"""
            (?<! [\w.] ) (?: [1-9] | [1-5][0-9] | 60 ) [ ]? [c-hj-np-x] [ ,]{1,2} (?: e [ ]? )? [1-8][0-9]{5}
            (?: [ ]? m?e )? [ ,]{1,2} (?: n [ ]? )? [0-9]{7} (?! [0-9] )
        """,
        examples=("18N 585628 4511322", "UTM 32T 279500 5121000"),
        counterexamples=("resolution 18 585628",),
    ),
    Detector(
        kind=Kind.PLACE,
        marks=("+",),
        pattern=r"(?<! \w ) [23456789cfghjmpqrvwx]{8} \+ [23456789cfghjmpqrvwx]{2,3} (?! \w )",
        examples=("8FR86455+QP",),
        counterexamples=("12345678 + 22", "C99 and C++11"),
    ),
)
