"""The phrases in which the mandates that sign a letter say on what basis they write, in English, French and Spanish.
Data, no logic.

Source: letters of the Special Procedures: "We have the honour to address you in our capacities as …, pursuant to Human
Rights Council resolutions …". Every pattern is for folded text (see `normalize`) and has examples, which a test
matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"[0-9]{1,3}/[0-9]{1,3}(?![0-9/])"
_JOINT = r" ?(?:, ?(?:and|et|y|e)?|;(?: ?(?:and|et|y|e) )?|and|et|y|e|&) ?"
_NUMBERS = rf"(?P<numbers>{NUMBER}(?:{_JOINT}{NUMBER})*)"


@dataclass(frozen=True, slots=True)
class Capacities:
    """How one language words the sentence.

    `opening` begins it, and contains one of `words`; `resolutions` gives the numbers of the resolutions in it, and
    `mandate` is the beginning of the name of one mandate of the United Nations.
    """

    language: str
    words: tuple[str, ...]
    opening: re.Pattern[str]
    resolutions: re.Pattern[str]
    mandate: re.Pattern[str]
    openings: tuple[str, ...]
    examples: tuple[str, ...]
    mandates: tuple[str, ...]


CAPACITIES = (
    Capacities(
        language="en",
        words=("honour ", "honor ", " capacit"),
        opening=re.compile(
            r"honou?r (?:to|of) (?:address|addressing|writ(?:e|ing))\b"
            r"|\b(?:we|i) (?:(?:are|am) writing|write|address)\b[^.]{0,80}?"
            r"\bin (?:our|my)(?: \w+)? capacit(?:y|ies) (?:as|of)\b"
        ),
        resolutions=re.compile(
            rf"\b(?:human rights council|hrc)(?:'s)? resolutions? {_NUMBERS}"
            rf"|\bresolutions? (?P<before>{NUMBER}(?:{_JOINT}{NUMBER})*) of the human rights council"
        ),
        mandate=re.compile(
            r"\b(?:special rapporteur|independent expert|special representative|working group)(?P<many>s?)\b"
        ),
        openings=(
            "We have the honour to address you in our capacities as",
            "I have the honor of writing to you in my",
            "We are writing to you in our capacities as",
        ),
        examples=(
            "pursuant to Human Rights Council resolutions 44/15, 37/12, 43/8 and 44/4",
            "pursuant to Human Rights Council resolution 53/12",
            "pursuant to resolutions 34/18 and 32/32 of the Human Rights Council",
        ),
        mandates=(
            "Special Rapporteur on torture",
            "Working Group on Arbitrary Detention",
            "Independent Expert on debt",
        ),
    ),
    Capacities(
        language="fr",
        words=("honneur de ", " qualite"),
        opening=re.compile(
            r"honneur de (?:nous|m'|vous) ?(?:adresser|ecrire)\b"
            r"|\b(?:nous (?:nous|vous)|je (?:m'|vous)) ?(?:adress|ecriv)\w+\b[^.]{0,80}?"
            r"\ben (?:nos|notre|ma) qualites? (?=d)"
        ),
        resolutions=re.compile(rf"\bresolutions? {_NUMBERS} du conseil des droits de l'homme"),
        mandate=re.compile(
            r"\b(?:rapporteu(?:r|se)s? speciale?|experte? independante?|representante? speciale?|groupe de travail)"
            r"(?P<many>s?)\b"
        ),
        openings=(
            "Nous avons l'honneur de nous adresser à vous en nos qualités de",
            "J’ai l’honneur de m’adresser à",
            "Nous nous adressons à vous en notre qualité de",
        ),
        examples=(
            "conformément aux résolutions 43/14 et 42/5 du Conseil des droits de l’homme",
            "conformément à la résolution 50/17 du Conseil des droits de l'homme",
        ),
        mandates=(
            "Rapporteuse spéciale sur la torture",
            "Groupe de travail sur la détention",
            "Expert indépendant sur",
        ),
    ),
    Capacities(
        language="es",
        words=("honor de ", " calidad"),
        opening=re.compile(
            r"honor de (?:dirigir(?:nos|me)?|escribir(?:le|les)?)\b"
            r"|\b(?:nos dirigimos|me dirijo|le escrib(?:imos|o))\b[^.]{0,80}?\ben (?:nuestras?|mi) calidad(?:es)? de\b"
        ),
        resolutions=re.compile(rf"\bresolucion(?:es)? {_NUMBERS} del consejo de derechos humanos"),
        mandate=re.compile(
            r"\b(?:relatora? especial|expert[oa] independiente|representante especial|grupo de trabajo)(?P<many>s?)\b"
        ),
        openings=(
            "Tenemos el honor de dirigirnos a usted en nuestra calidad de",
            "Tengo el honor de dirigirme a usted",
            "Nos dirigimos a usted en nuestras calidades de",
        ),
        examples=(
            "de conformidad con las resoluciones 34/5 y 32/8 del Consejo de Derechos Humanos",
            "de conformidad con la resolución 32/8 del Consejo de Derechos Humanos",
            "de conformidad con las resoluciones 32/8, 42/20 e 44/13 del Consejo de Derechos Humanos",
        ),
        mandates=("Relatora Especial sobre la tortura", "Grupo de Trabajo sobre la Detención", "Experto independiente"),
    ),
)

GENDERS = {
    "rapporteuse speciale": "rapporteur special",
    "experte independante": "expert independant",
    "relatora especial": "relator especial",
    "experta independiente": "experto independiente",
}
"""A letter has the form of the person who holds the mandate, a register only one of them."""

WORDINGS = {
    "droits humains": "droits de l'homme",
    "defenseurs et defenseuses": "defenseurs",
    "defenseuses et defenseurs": "defenseurs",
    "defenseurs et des defenseuses": "defenseurs",
    "defenseuses et des defenseurs": "defenseurs",
    "los defensores y las defensoras": "los defensores",
    "las defensoras y los defensores": "los defensores",
    "los defensores y defensoras": "los defensores",
    "las personas defensoras": "los defensores",
}
"""Newer words in the names of mandates, which letters print for those that a register has."""
