"""The words of letters that the rules of texts look for, in English, French and Spanish. Data, no logic.

Sources: letters of the Special Procedures. Everything is written, and looked for, folded: without accents, in lower
case, and with single spaces (see `folding`). Each pattern has examples beside it, which a test matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

REDACTIONS = ("identity", "place", "date", "contact", "health", "family", "other")
"""What a redaction may say that it removed: enough to follow the text, too little to tell who is meant."""

REDACTION = re.compile(r"\[\s{0,8}(?i:redacted)\b[^\[\]\n]{0,80}\]?")
"""What is meant to be one, however it is written."""

TAKEN_OUT = frozenset(
    {"redacted", "withheld", "removed", "omitted", "confidential", "name"}
    | {"caviardé", "expurgé", "supprimé", "omis", "confidentiel", "nom"}
    | {"suprimido", "omitido", "tachado", "confidencial", "nombre"}
    | set(REDACTIONS)
)
"""Words that may stand in a file in the place of what was taken out."""

BEFORE_DATE = re.compile(
    r"(?:(?:date|fecha|data) ?:? ?)?"
    r"(?:(?:geneva|geneve|ginebra|genebra|new york|nueva york|nova york) |(?:[^\W\d_][^\d,;:]{0,40}, ?){1,2})?"
    r"(?:(?:the|le|a|el|em|den|il) )?"
)
"""What may stand before a date that is alone on its line: Geneva, · Genève, le · Ginebra, a · Женева,"""

AFTER_DATE = re.compile(r"[^\x00-\x7f]{1,6}|[a-z]")
"""What may stand behind it: г. · года · 日 · م"""

HEADING = re.compile(r"(?:the |les? |los |el )?mandat")
"""How the heading begins that names the mandates: it can be longer than any other paragraph of a letter's head."""

SALUTATION = re.compile(
    r"dear\b.{0,80}"
    r"|(?:your excellency|excellency|excellencies|sirs?|madam"
    r"|votre excellence|excellences?|chere?|messieurs|mesdames|monsieur|madame"
    r"|su excelencia|excelencias?|estimad[oa]s?|distinguid[oa]s?|senor(?:a|es|as)?)\b(?:[^:]{0,80}[:,])?"
)
"""How a letter begins to speak: a whole line. What stands above is its head."""

LABEL = re.compile(r"(?:our |notre |nuestra |[nv]/ ?)?ref(?:erence|erencia|s)?\b ?(?:n[or]?\.? ?)?(?:[:.] ?)*")
"""What announces the reference at the head: REFERENCE: · Ref.: · Réf. : · Référence · Referencia: · Our ref."""

REFERENCES = (
    re.compile(r"j?(?P<type>al|ua|ol)[ -]*(?P<code>[a-z]{3})[ -]*(?P<number>\d{1,5}) ?[/.-] ?(?P<year>\d{4})(?!\d)"),
    re.compile(r"j?(?P<type>al|ua|ol)\b.{0,200}?\b(?P<code>[a-z]{3}) (?P<number>\d{1,5}) ?[/.] ?(?P<year>\d{4})(?!\d)"),
)
"""A reference, the regular one first: AL OTH 167/2021 · OLCHN 17/2020 · UA Housing (2000-9) G/SO 214 SYR 3/2014."""

NUMBERS = {
    "sixty": 60,
    "soixante": 60,
    "sesenta": 60,
    "forty-eight": 48,
    "forty eight": 48,
    "quarante-huit": 48,
    "quarante huit": 48,
    "cuarenta y ocho": 48,
}
"""The numbers that letters write in words."""

_NUMBER = r"\d{1,3}|" + "|".join(NUMBERS)

TIME = re.compile(
    rf"(?<![\w.,/-])(?P<number>{_NUMBER})(?: ?\( ?(?:{_NUMBER}) ?\))?(?: |-| - )?"
    r"(?:(?:calendar|working|consecutive) )?(?:(?P<days>days?|dias?|jours?)|hours?|horas?|heures?)\b"
)
"""A time in days or hours: 60 days · sixty (60) days · 60-day · 48 heures."""

THIS_TIME = re.compile(
    r"\b(?:past|passed|after|upon expiry of|pasado|transcurrido|vencido|passe|au-dela de|a l'expiration de) "
    r"(?:this|that|este|dicho|ese|ce) (?:delay|period|time|deadline|plazo|periodo|delai)\b"
)
"""A time that the sentence before has given: "Past this delay, this communication … will be made public"."""

ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sr",
        "sra",
        "sres",
        "sras",
        "dra",
        "mme",
        "mlle",
        "no",
        "nos",
        "num",
        "art",
        "arts",
        "para",
        "paras",
        "p",
        "pp",
        "ref",
        "vol",
        "s.e",
        "h.e",
        "st",
    ]
)
"""Words whose full stop ends no sentence."""


PARAGRAPH = "\x01"
"""Stands between two paragraphs of a folded text."""

SENTENCE_END = re.compile(rf"[.!?][\"')]*(?=[ {PARAGRAPH}]|$)")
"""The end of a sentence, unless an abbreviation stands before it."""

NEXT_PART = re.compile(rf"{PARAGRAPH} (?:#|- |\d{{1,3}}[.)] )")
"""Where a heading or a list begins, and so no sentence goes on."""


@dataclass(frozen=True, slots=True)
class Publication:
    """How one language says that a letter becomes public.

    The sentence has to name one of `subjects`, too: a report or a judgment can be made public as well. `words` are
    the beginnings of which one stands before the word that is in all the verbs, `publi…`.
    """

    language: str
    words: tuple[str, ...]
    verb: re.Pattern[str]
    subjects: re.Pattern[str]
    examples: tuple[str, ...]


PUBLICATIONS = (
    Publication(
        language="en",
        words=("will", "shall"),
        verb=re.compile(
            r"\b(?:will|shall) (?:\w+ ){0,2}?(?:be|become) "
            r"(?:(?:made|available|accessible|to|the|then|also|automatically|subsequently|thus) ){0,4}"
            r"(?:public|publicly|publici[sz]ed|published)\b"
        ),
        subjects=re.compile(r"\b(?:communications?|letters?|appeals?|responses?|repl(?:y|ies))\b"),
        examples=(
            "This communication and any response received will be made public via the website in 60 days.",
            "This letter shall also be published within sixty (60) days.",
            "The communication will then become publicly available after 48 hours.",
        ),
    ),
    Publication(
        language="fr",
        words=("ser",),
        verb=re.compile(
            r"\b(?:sera|seront) (?:(?:egalement|ensuite|alors|aussi|donc|automatiquement) )?"
            r"(?:rendue?s? |mise?s? a (?:la )?disposition du |accessibles? au )?publi(?:cs?|ques?|ee?s?)\b"
        ),
        subjects=re.compile(r"\b(?:communications?|lettres?|appels?|reponses?)\b"),
        examples=(
            "Cette communication, ainsi que toute réponse reçue, sera rendue publique dans un délai de 60 jours.",
            "La présente lettre et la réponse seront publiées dans les 48 heures.",
        ),
    ),
    Publication(
        language="es",
        words=("ser", "har", "se "),
        verb=re.compile(
            r"\b(?:se haran?|seran?) (?:(?:hech[oa]s?|puest[oa]s?|de|a|caracter|conocimiento|disposicion|del|tambien|"
            r"posteriormente|automaticamente) ){0,4}(?:public[oa]s?|publicad[oa]s?)\b"
            r"|\bse publicaran?\b"
        ),
        subjects=re.compile(r"\b(?:comunicacion(?:es)?|cartas?|llamamientos?|respuestas?)\b"),
        examples=(
            "Esta comunicación y toda respuesta recibida se harán públicas en un plazo de 60 días.",
            "La presente carta será publicada en un plazo de sesenta días.",
            "Pasado un plazo de 48 horas, esta carta y toda respuesta se publicarán en el sitio web.",
        ),
    ),
)
