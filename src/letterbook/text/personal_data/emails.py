"""Detectors of e-mail addresses, also as people write them to keep them from programs."""

from __future__ import annotations

import re

from letterbook.text.normalize import fold
from letterbook.text.personal_data import words
from letterbook.text.personal_data.detector import Detector, Kind

_LOCAL = r"(?<! [\w.+'-] ) (?P<local> \w [\w.+'-]{0,63} )"
_OPEN, _CLOSE = r"[(\[{<] [ ]?", r"[ ]? [)\]}>]"
_LABEL = r"\w (?: [\w-]{0,61} \w )?"
_MISSION = re.compile(
    r"(?:permanent)?[.-]?(?:mission|mision|delegation|emb|embassy|consulate|consul)[.-].*|.*[.-]mission"
)


def is_personal(local: str) -> bool:
    """Whether a folded local part may be that of a person, and not of an office."""
    plain = fold(local).replace("_", "-").replace(".", "-").strip("-")
    is_office = not {plain, plain.replace("-", "")}.isdisjoint(words.OFFICES)
    return not is_office and words.DEPARTMENTS.isdisjoint(plain.split("-")) and not _MISSION.fullmatch(plain)


def _accepts(match: re.Match[str]) -> bool:
    return is_personal(match["local"])


DETECTORS = (
    Detector(
        kind=Kind.EMAIL,
        marks=("@",),
        pattern=rf"""
            {_LOCAL} [ \n]? @ [ \n]? (?: {_LABEL} \. )+
            (?: [a-z]{{2,24}} | [^\x00-\x7f]+ ) (?!\w)
        """,
        accepts=_accepts,
        examples=(
            "Write to ana.example@example.org.",
            "ana.example @ example.org",
            "ana.example@\n\nexample.org",
            "<a_example+un@mail.example.co.uk>",
            "ＡＮＡ＠ＥＸＡＭＰＬＥ．ＯＲＧ",
            "mailto:ana.example@example.org",
            "ana@пример.испытание",
        ),
        counterexamples=(
            "info@example.org",
            "permanent.mission-geneva@example.org",
            "Follow @belvenor on the network",
            "100 @ 2.50 each",
            "press.office@example.com",
        ),
    ),
    Detector(
        kind=Kind.EMAIL,
        marks=("at)", "at]", "at}", "at>", "arroba", "@)", "@]", "arobase"),
        pattern=rf"""
            {_LOCAL} [ ]?
            (?: {_OPEN} (?: at | arroba | arobase | @ ) {_CLOSE} | [ ] arroba [ ] | [ ] arobase [ ] ) [ ]? {_LABEL}
            (?:
                (?: \. | [ ]? {_OPEN} (?: dot | punto | point | \. ) {_CLOSE} [ ]? | [ ] (?: dot | punto | point ) [ ] )
                {_LABEL}
            )+
        """,
        accepts=_accepts,
        examples=(
            "ana.example (at) example (dot) org",
            "ana.example[at]example.org",
            "ana.example [at] example [dot] org",
            "ana.example arroba example punto org",
        ),
        counterexamples=("the meeting (at) noon", "info (at) example (dot) org"),
    ),
    Detector(
        kind=Kind.EMAIL,
        marks=(" dot ",),
        pattern=rf"{_LOCAL} [ ] at [ ] {_LABEL} (?: [ ] dot [ ] {_LABEL} )+",
        accepts=_accepts,
        examples=("ana at example dot org",),
        counterexamples=("they met at the red dot on the map",),
    ),
)
