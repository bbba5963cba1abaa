"""Detectors of dates of birth: a word such as "born" beside a date."""

from __future__ import annotations

import re
from functools import cache

from letterbook.text.dates import IN_FIGURES, find_month_names
from letterbook.text.normalize import fold
from letterbook.text.personal_data import words
from letterbook.text.personal_data.detector import Detector, Kind

_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
_GAP = re.compile(
    r"""
    [ :,.=/-]* (?: \( [a-z/ .]{2,20} \) )? [ :,.(=-]*
    (?: (?: on | or | about | around | circa | the | day | is | was | le | el | est | es | dia | vers ) [ :,]+ ){0,4}
    | [ ,]+ (?: in | at | near | a | au | aux | en | dans ) [ ] (?P<place> [^:;]{2,50}? )
    [ ,(]* (?: (?: on | le | el ) [ ] )?
    | [ ]? [^\x00-\x7f]{0,20} [ :]* (?: [^\x00-\x7f]{1,12} [ :,]* ){0,4}
    """,
    re.VERBOSE,
)
"""The words allowed between a word for birth and its date: "on", a place, or a few words in another script."""
_CLAUSE = re.compile(
    r"\b(?:and|he|she|they|who|whom|that|which|where|when|after|before|since|left|et|il|elle|qui|que|ou|y|ella)\b"
)
"""Words that no place name contains: the date then belongs to something else."""


@cache
def _compile_date() -> re.Pattern[str]:
    names = {name for language in _LANGUAGES for name in find_month_names(language) if not re.match("[0-9]", name)}
    month = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    figures = "|".join(re.sub(r"\?P<\w+>", "?:", each.pattern).replace("(?P=mark)", "[./-]") for each in IN_FIGURES)
    return re.compile(
        rf"""
        (?<![0-9])[0-9]{{1,2}}[\ -]?(?:st|nd|rd|th|er|o|°|\.)?,?[\ -]?(?:de\ |of\ )?(?:{month})\b
            \.?,?[\ -]?(?:de\ |del\ )?(?:[0-9]{{4}}|(?<=-)[0-9]{{2}}(?![0-9]))
        | \b(?:{month})\b\.?\ [0-9]{{1,2}}(?:st|nd|rd|th)?,?\ [0-9]{{4}}
        | {figures.replace(" ", chr(92) + " ")}
        | (?<![0-9./-])[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-][0-9]{{2}}(?![0-9/-]|\.[0-9])
        | (?<![0-9])[0-9]{{1,2}}\ [0-9]{{1,2}}\ (?:19|20)[0-9]{{2}}(?![0-9])
        """,
        re.VERBOSE,
    )


def _accepts(match: re.Match[str]) -> bool:
    """Whether there is a date at a place where a date of birth is written."""
    date = _compile_date().search(match["passage"])
    gap = _GAP.fullmatch(match["passage"], 0, date.start()) if date else None
    return gap is not None and not _CLAUSE.search(gap["place"] or "")


def _accepts_before(match: re.Match[str]) -> bool:
    dates = list(_compile_date().finditer(match["passage"]))
    return bool(dates) and len(match["passage"]) - dates[-1].end() <= 4


DETECTORS = (
    Detector(
        kind=Kind.BIRTH,
        cues=words.BIRTH,
        pattern=r"(?P<passage> (?! [\w] ) [^;\n]{2,70} | (?<= [^\x00-\x7f] ) [^;\n]{2,30} )",
        accepts=_accepts,
        examples=(
            "born on 3 March 1990",
            "born in Norland on 3 March 1990",
            "(born 1990-03-03)",
            "Date of birth: 03/03/1990",
            "DOB: 3.3.90",
            "D.O.B. March 3, 1990",
            "née à Ville-Exemple le 3 mars 1990",
            "Date de naissance : 1er mars 1990",
            "nacido el 3 de marzo de 1990",
            "nacida en Ciudad Ejemplo, el 3 de marzo de 1990",
            "fecha de nacimiento: 03-03-1990",
            "дата рождения: 3 марта 1990",
            "родилась 3 марта 1990 г.",
            "تاريخ الميلاد: ٣ مارس ١٩٩٠",
            "出生于1990年3月3日",
        ),
        counterexamples=(
            "children born after 1 January 2020",
            "born free and equal in dignity",
            "born in 1990",
            "The letter of 3 March 1990",
            "personas nacidas antes del 3 de marzo de 1990",
            "born and raised in Norland, he left on 3 March 2019",
            "born to parents who arrived on 1 May 2012",
            "born in Norland and released on 3 March 2019",
        ),
    ),
    Detector(
        kind=Kind.BIRTH,
        cues=("né", "nés", "né(e)"),
        pattern=r"""
            (?P<passage> [ ] (?: (?: a | au | aux | en ) [ ] [^;\n]{2,50} [ ] )? les? [ ] [^;\n]{4,24} )
        """,
        accepts=lambda match: _follows_at_once(match["passage"]),
        examples=("né le 3 mars 1990", "né à Ville-Exemple le 3 mars 1990", "nés le 03/03/1990"),
        counterexamples=("il ne le savait pas le 3 mars 1990", "qui ne l'a reçue que le 3 mars 1990"),
    ),
    Detector(
        kind=Kind.BIRTH,
        marks=("(b.", "(b "),
        pattern=r"\( b \.? [ ] (?P<passage> [^;\n)]{4,24} )",
        accepts=lambda match: _compile_date().match(match["passage"]) is not None,
        examples=("Bo Nobody (b. 3 March 1990)", "(b 1990-03-03)"),
        counterexamples=("(b) 3 March 1990", "(b. 1990)", "paragraph 4 (b 3)"),
    ),
    Detector(
        kind=Kind.BIRTH,
        marks=tuple(map(fold, ("года рождения", "г. рождения", "г.р.", "г. р.", "出生", "日生"))),
        pattern=r"(?P<passage> [0-9] [^;\n]{6,24}? ) (?: (?: года | г\. ) [ ] рождения | г\.[ ]?р\. | 出生 | 生 )",
        accepts=_accepts_before,
        examples=("3 марта 1990 года рождения", "03.03.1990 г.р.", "1990年3月3日出生"),
        counterexamples=("出生登记 2019", "3 марта 1990 года"),
    ),
)


def _follows_at_once(passage: str) -> bool:
    """Whether a date follows the last "le" of a passage at once."""
    return _compile_date().match(re.split(r" les? ", passage)[-1]) is not None
