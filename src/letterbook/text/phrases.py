"""The phrases of letters that the rules about texts look for, in English, French and Spanish. Data, no logic.

Source: letters of the Special Procedures. Unless it says otherwise, a pattern is for folded text: in lower case, with
single spaces, without accents (see `normalize`). Each has examples beside it, which a test matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

REDACTIONS = ("identity", "place", "date", "contact", "health", "family", "other")
"""The kinds of detail that a redaction may say it removed: enough to follow the text, too little to identify anyone."""

REDACTION = re.compile(r"\[\s{0,8}(?i:redacted)\b[^\[\]\n]{0,80}\]?")
"""Anything meant as a redaction, however it is written; for text that is not folded."""

REDACTION_WORDS = frozenset(
    {"redacted", "withheld", "removed", "omitted", "confidential", "name"}
    | {"caviardé", "expurgé", "supprimé", "omis", "confidentiel", "nom"}
    | {"suprimido", "omitido", "tachado", "confidencial", "nombre"}
    | set(REDACTIONS)
)
"""Words that a file may have in place of what was removed."""

BEFORE_DATE = re.compile(
    r"""
    (?: (?:date|fecha|data) [ ]? :? [ ]? )?
    (?:
        (?:geneva|geneve|ginebra|genebra|new[ ]york|nueva[ ]york|nova[ ]york) [ ]
        | (?: [^\W0-9_] [^0-9,;:]{0,40} , [ ]? ){1,2}  # any place, and a country
    )?
    (?: (?:the|le|a|el|em|den|il|ngay) [ ] )?
    """,
    re.VERBOSE,
)
"""What may precede a date that is alone on its line: Geneva, · Genève, le · Ginebra, a · Женева, · Hà Nội, ngày"""

AFTER_DATE = re.compile(r"[^\x00-\x7f]{1,6}|[a-z]")
"""What may follow such a date: г. · года · 日 · م"""

HEADING = re.compile(r"(?:the |les? |los |el )?mandat")
"""The beginning of the heading that names the mandates, which can be the longest paragraph of a letter's head."""

SALUTATION = re.compile(
    r"""
    dear\b .{0,80}
    | (?:
        your[ ]excellency | excellency | excellencies | sirs? | madam
        | votre[ ]excellence | excellences? | chere? | messieurs | mesdames | monsieur | madame
        | su[ ]excelencia | excelencias? | estimad[oa]s? | distinguid[oa]s? | senor(?:a|es|as)?
    )\b (?: [^:]{0,80} [:,] )?
    """,
    re.VERBOSE,
)
"""The salutation, which is a whole line. The lines above it are the head of the letter."""

REFERENCE_LABEL = re.compile(
    r"""
    (?:
        (?: (?:our|notre|nuestra|communication|letter)[ ] | [nv]/ [ ]? )?
        (?: ref(?:erence|erencia)?s?\b \.? | المرجع | ссылка | 参考 | 编号 ) [ ]?
        (?: (?:number|numero|n[or]?)\b \.? [ ]? )?
        | case[ ](?:number|no\b\.?) [ ]?
    )
    (?: [:.] [ ]? )*
    """,
    re.VERBOSE,
)
"""The label of the reference in the head: REFERENCE: · Ref. no.: · Réf. : · Référence · Referencia: · Our ref"""

_TYPE = r"j? (?P<type> al|ua|ol)"
_CODE = r"(?P<code> [a-z]{3} )"
_REFERENCE_NUMBER = r"(?P<number> [0-9]{1,5} )"
_YEAR = r"(?P<year> [0-9]{4} )(?![0-9])"
REFERENCES = (
    re.compile(rf"{_TYPE} [ /-]* {_CODE} [ /-]* {_REFERENCE_NUMBER} [ ]? [/.-] [ ]? {_YEAR}", re.VERBOSE),
    re.compile(rf"{_TYPE}\b .{{0,200}}? \b{_CODE} [ ] {_REFERENCE_NUMBER} [ ]? [/.] [ ]? {_YEAR}", re.VERBOSE),
)
"""A reference, in its regular form or with other words in it: AL OTH 167/2021 · OLXAA 17/2020 ·
UA Housing (2000-9) G/SO 214 XAB 3/2014."""

CITED_REFERENCE = re.compile(
    r"\bJ?(?P<type>AL|UA|OL) ?(?P<code>[A-Z]{3}) ?(?P<number>[0-9]{1,5}) ?[/.] ?(?P<year>[0-9]{4})(?![0-9])"
)
"""A reference within a sentence, for text folded in all respects but case: AL OTH 167/2021 · JUA XAA 3/2024. Spanish
has "al" before many numbers, so only capitals count."""

ANSWERS = re.compile(
    r"\b(?:with reference to|refer(?:s|ring)? to|(?:reply|replies|replying|response|responding|responds|answer) to"
    r"|acknowledg(?:e|es|ing)\b|receipt of|with regard to|in connection with"
    r"|se refer(?:e|ant) a|reference a|reponse a|repond(?:re)?\b|reception de"
    r"|en relacion con|se refiere a|referencia a|respuesta a|recibo de|con respecto a)"
)
"""How a response says which letter it answers, some words before the letter's reference."""
ANSWERS_EXAMPLES = (
    "The Permanent Mission, with reference to joint communication",
    "The Permanent Mission refers to communications",
    "In reply to your letter",
    "We acknowledge your letter",
    "has the honour to acknowledge receipt of joint communication",
    "se référant à l'appel urgent",
    "En réponse à la communication",
    "a l'honneur d'accuser réception de la communication",
    "en relación con la comunicación",
    "se refiere a la comunicación",
    "acusa recibo de la carta",
)

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
"""Numbers written in words."""

_NUMBER = r"[0-9]{1,3}|" + "|".join(each.replace(" ", r"\ ") for each in NUMBERS)

TIME = re.compile(
    rf"""
    (?<![\w.,/-]) (?P<number> {_NUMBER} )
    (?: [ ]? \( [ ]? (?: {_NUMBER} ) [ ]? \) )?  # the number in digits, after that in words
    (?: [ ] | - | [ ]-[ ] )?
    (?: (?:calendar|working|consecutive) [ ] )?
    (?: (?P<days> days? | dias? | jours? ) | hours? | horas? | heures? )\b
    """,
    re.VERBOSE,
)
"""A time in days or hours: 60 days · sixty (60) days · 60-day · 48 heures."""

THIS_TIME = re.compile(
    r"\b(?:past|passed|after|upon expiry of|pasado|transcurrido|vencido|passe|au-dela de|a l'expiration de) "
    r"(?:this|that|este|dicho|ese|ce) (?:delay|period|time|deadline|plazo|periodo|delai)\b"
)
"""A reference to a time in the sentence before: "Past this delay, this communication … will be made public"."""

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
        "inc",
        "ltd",
        "corp",
        "s.a",
    ]
)
"""Words whose full stop does not end a sentence."""


PARAGRAPH = "\x01"
"""Separates two paragraphs of a folded text."""

SENTENCE_END = re.compile(rf"[.!?][\"')]*(?=[ {PARAGRAPH}]|$)")
"""The end of a sentence, unless an abbreviation precedes it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """How one language says that a letter will be made public.

    The sentence must also name one of `subjects`, since a report or a judgment can be made public, too. All the verbs
    have a word that begins with `publi`; one of `words` precedes it.
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

_OPEN_WORDS = """
    a about an and are as at be but by for from has have he her his in into is its may nor not of on or our shall she
    should such than that the their these they this those through to under was we were which who whose will with within
    without would your
    au aux avec ce ces cette chez dans de des du elle elles en est et il ils la le les leur leurs ne nous on ou par pour
    que qui sa sans ses son sont sous sur un une vers votre
    al ante bajo con contra del desde el ella entre es esta este estos estas hacia hasta las lo los o para pero por se
    segun sin sobre son su sus una y
"""
OPEN_WORDS = frozenset(_OPEN_WORDS.split())
"""Words, folded, that no sentence ends with: articles, prepositions, conjunctions and the like."""
