"""The patterns of citations, each with examples, which tests try both ways: every pattern matches its examples, and
whoever looks for citations finds them there.

They are tried at one place of a folded text in lower case, if not said otherwise. What can repeat in one begins with
what cannot follow on it, so that none goes back over what it has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from letterbook.citations.words import bodies, committees, forms


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern and examples of citations in which it matches."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...]


NUMBER_SIGN = r"(?:\(?(?:nos?\.?|nrs?\.?|núms?\.?|n\.?[°º]s?\.?|numbers?|número|numéro) ?)?"

OF = Form(
    re.compile(
        r" ?,?(?: ?,? (?:respectively|respectivamente|respectivement|inter alia|entre otros|entre autres),?)?"
        r"(?: both)?"
        r"(?: (?:as )?(?:enshrined|contained|guaranteed|protected|recognized|recognised|set out|set forth"
        r"|consagrad[oa]s?|reconocid[oa]s?|garantizad[oa]s?|consacrée?s?|énoncée?s?|garantie?s?))?"
        r"(?P<common> (?:common|común|comunes|commune?s?))?"
        r" (?:(?P<strong>of|del|des|du|de)|under|in|from|en|dans"
        r"|(?(common)(?:to|al?|aux?|à)|(?!)))"
        r"(?P<both> both)?(?: (?:the|this|that|said|same|la|las|los|el|le|les|dich[ao]|mismo|misma|mêmes?|cette|ce"
        r"|cet|such|ese|esa|este|esta|ladite|présent|citado|citada)\b){0,2}"
        r"(?: \d{4})?(?: ?l'| )[\"“«]? ?"
    ),
    (
        "article 19 of the ICCPR",
        "articles 7 and 10, respectively, of the ICCPR",
        "article 19 as enshrined in the ICCPR",
        "artículo 19 del PIDCP",
        "artículo 7 de la CADH",
        "article 33 of the 1951 Refugee Convention",
        "article 5 de la Déclaration universelle des droits de l'homme",
        "article 17 dans le PIDCP",
        "article 12 du même PIDESC",
        "articles 9 and 14, inter alia, of the ICCPR",
        "artículo 19 de esa CADH",
    ),
)
"""Between provisions and their instrument. What is behind a `strong` word owns the provisions, known or not."""

BEHIND_NAME = Form(
    re.compile(
        r"(?:'s|[\"”»'])?(?P<open> ?\(|[ ,:]{1,3})(?:(?:and |y |et )?(?:in particular|particularly|especially|notably"
        r"|namely|including|see|en particular|especialmente|incluidos|en particulier|notamment),? )?"
        r"(?:in |en |dans )?(?:its |the |su |sus |son |ses |la |las |el |los |le |les |l')?"
    ),
    (
        "ICCPR, article 19",
        "PIDCP artículo 19",
        "ICESCR (arts. 6 and 7)",
        "Rome Statute's article 7",
        'the "Mandela Rules" (rules 1 and 3)',
        "Palermo Protocol, in its article 3",
        "CEDAW, in particular articles 2 and 16",
        "Reglas Nelson Mandela, en particular la regla 24",
    ),
)
"""Between an instrument and its provisions."""

ELSEWHERE = Form(
    re.compile(r" ?,? (?:of|del|des|du|de)\b(?! which\b)"),
    ("UDHR, article 3 of the ICCPR",),
)
"""Behind provisions that are not of the instrument before them."""

READ_WITH = Form(
    re.compile(
        r",? (?:(?:read )?(?:alone )?(?:and |or )?(?:read )?(?:together with|in conjunction with)"
        r"|(?:leídos? )?(?:por sí solos? y )?(?:conjuntamente con|junto con|en relación con)"
        r"|(?:lus? )?(?:seuls? et )?conjointement avec) (?:el |los |l'|les )?"
    ),
    (
        "article 19, read in conjunction with article 2 (3), of the ICCPR",
        "artículo 9, leído conjuntamente con el artículo 2, del PIDCP",
        "article 6, lu conjointement avec l'article 2, du PIDCP",
    ),
)

AND_UNIT = Form(
    re.compile(
        r"(?:,? (?:and|y|et|as well as|así como|ainsi que)|,)(?: (?:also|también|aussi))? (?:the |el |los |l'|les )?"
    ),
    ("article 6 and article 7 of the ICCPR", "articles 7 et 8, ainsi que l'article 10 du PIDCP"),
)

LABOUR_TITLE = Form(
    re.compile(r" (?:on|concerning|sobre|sur|concernant|relative aux?) [^.,;:()\n]{3,90}"),
    ("Convenio 169 de la OIT sobre Pueblos Indígenas, artículos 6 y 15",),
)
"""Behind the number of a convention of the ILO, before its provisions."""

AND_NAME = Form(
    re.compile(
        r",? (?:and|y|et|as well as|así como|ainsi que) (?:to |of |al |a |au |à |del |de |du )?(?:the |la |el |le |l')?"
    ),
    ("article 19 of both the UDHR and the ICCPR", "article 1 common to the ICCPR and the ICESCR"),
)
"""Between two instruments that have a provision in common."""

IN_PARENTHESES = Form(
    re.compile(r" ?\((?P<inner>[^()\n]{1,80})\)"),
    ("article 19 of the International Covenant on Civil and Political Rights (ICCPR)",),
)

PARAGRAPHS = Form(
    re.compile(
        r"(?P<closed>\)?)(?: \(\d{4}\))? ?,? ?(?P<open>\(?)(?:at |in |en |au |aux )?"
        r"(?:paragraphe?s?|paras?\b\.?|párrafos?|párrs?\.?|pars?\.|§§?) ?"
    ),
    ("A/HRC/29/32, párrafo 56", "CCPR/C/GC/35 paragraph 58", "A/73/163 (par. 20 à 22)", "A/HRC/29/32, para. 56"),
)
"""Between a document and its paragraphs."""

SYMBOL = Form(
    re.compile(r"[A-Z]{1,5}(?:/(?:(?:Add|Rev|Corr)\. (?=\d))?[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)+"),
    (
        "A/HRC/RES/17/31",
        "CCPR/C/21/Rev.1/Add.13",
        "E/C.12/GC/24",
        "A/RES/60/147",
        "E/CN.4/2006/5",
        "A/HRC/WGAD/2020/15",
        "CEDAW/C/GC/31-CRC/C/GC/18",
    ),
)
"""In the case of the text."""

ISSUED = Form(
    re.compile(
        r",? (?:(?:issued|adopted|passed|made|taken) by (?:the )?"
        r"|(?:dictada|emitida|expedida|aprobada|adoptada) por (?:el |la )?"
        r"|(?:rendue|prise|adoptée|émise) par (?:le |la |l'))"
    ),
    (
        "resolution 44/15, adopted by the Human Rights Council",
        "resolución 51/16, aprobada por el Consejo de Derechos Humanos",
    ),
)
"""Behind the number of a resolution, before the body."""

SESSION = Form(
    re.compile(r" ?(?P<letter>[A-F])? ?\((?P<session>(?:S-)?[IVXLC]+|\d{4})\)(?: ?(?P<after>[A-F])\b)?"),
    ("A/RES/217 A (III)", "S/RES/1325 (2000)"),
)
"""Behind the symbol of a resolution, in the case of the text."""

RESOLUTION = Form(
    re.compile(
        rf"{NUMBER_SIGN}(?:(?P<number>(?:s-)?\d{{1,4}}/\d{{1,3}}(?![\d/]))(?: \(\d{{4}}\))?"
        r"|(?P<digits>\d{1,4}) ?(?P<letter>[a-f])? ?\((?P<session>[ivxlc]+|\d{4})\))"
    ),
    ("resolution S-17/1", "General Assembly resolution 217 A (III)", "resolution 1325 (2000)", "resolución núm. 25/18"),
)

COMMENT = Form(
    re.compile(rf" ?{NUMBER_SIGN}(?P<number>\d{{1,2}})(?![\d/%]|[.,]\d)(?: \(\d{{4}}\))?"),
    ("General Comment No. 35", "general comment no. 34", "Observación general núm. 31", "General comment 36 (2019)"),
)

LABOUR_NUMBER = Form(
    re.compile(rf" ?(?:\((?=\d))?{NUMBER_SIGN}(?P<number>\d{{1,3}})\)?(?![\d/%]|[.,]\d)"),
    (
        "ILO Convention No. 29",
        "ILO Convention 169",
        "Convenio núm. 169 de la OIT",
        "Convention n° 105 de l'OIT",
        "ILO Conventions (29, 87)",
    ),
)

MORE = Form(
    re.compile(r" ?, ?(?:and |y |e |et )?| (?:and|y|e|et|&) "),
    ("Human Rights Council resolutions 44/15, 37/12 and 44/4", "resoluciones 52/9 y 50/17"),
)
"""Between the numbers of a list."""

QUALIFIED = Form(
    re.compile(
        r" (?:on (?!\d)|against |for the |relating |concerning |to the "
        r"|(?:issued|signed|promulgated) by |sobre |de |del |contra |para |relativ|sur |des "
        r"|du |contre |pour |europ|interam|africain|arabe|améric|international|n[oú°º]\w{0,2}\.? ?\d|\d|of (?!\d))"
    ),
    (),
)
"""Behind the head of an instrument, or a part of its name, that is then of another than those named before."""

FORMS = (
    AND_NAME,
    OF,
    BEHIND_NAME,
    ELSEWHERE,
    READ_WITH,
    AND_UNIT,
    LABOUR_TITLE,
    IN_PARENTHESES,
    PARAGRAPHS,
    SYMBOL,
    ISSUED,
    SESSION,
    RESOLUTION,
    COMMENT,
    LABOUR_NUMBER,
    MORE,
)


@cache
def before_commentary() -> re.Pattern[str]:
    """`commentary to`, before principles."""
    words = "|".join(forms()["commentaries"])
    return re.compile(
        rf"(?:{words}) (?:to|on|of|de|du|al|a|del|sur|relatifs? aux?|relatifs? à|aux?)\b ?(?:the |la |le |l'|los )?"
    )


@cache
def behind_commentary() -> re.Pattern[str]:
    """`and its commentary` or `(commentary)`, behind principles."""
    words = "|".join(forms()["commentaries"])
    return re.compile(
        rf",? (?:(?P<both>(?:and|y|et) (?:its|the|their|su|sus|son|ses|leurs?)) (?:{words})\b"
        rf"(?! (?:to|on|of|de|du|al|a|del|sur|relatif|aux?)\b)|\((?:{words})\))"
    )


@cache
def labour_before() -> re.Pattern[str]:
    """The ILO, up to the end of a piece of text: `ILO `, `International Labour Organization (ILO) `."""
    return re.compile(rf"\b(?:{_any(forms()['labour']['before'])})(?:'s)?(?: \((?:ilo|oit)\))? $")


@cache
def labour_after() -> re.Pattern[str]:
    """The ILO behind a number."""
    return re.compile(rf",? (?:{_any(forms()['labour']['after'])})\b(?: \((?:ilo|oit)\))?")


@cache
def body_before() -> re.Pattern[str]:
    """A body right before the word resolution, up to the end of a piece of text."""
    names = (f"(?P<{id_}>{_any((*each.names, *each.short))})" for id_, each in bodies().items())
    return re.compile(rf"\b(?:{'|'.join(names)})(?:'s)?(?: \([a-z]{{2,5}}\))? $")


@cache
def body_after() -> re.Pattern[str]:
    """A body right behind the number of a resolution."""
    names = (f"(?P<{id_}>{_any(each.names)})" for id_, each in bodies().items())
    return re.compile(rf",? (?:of the |de la |de l'|du |del |des )(?:united nations |un )?(?:{'|'.join(names)})\b")


@cache
def committee_before() -> re.Pattern[str]:
    """A committee right before the word comment, up to the end of a piece of text."""
    names = (f"(?P<{id_}>{_any((*each.names, *each.short))})" for id_, each in committees().items())
    return re.compile(rf"\b(?:{'|'.join(names)})(?:'s)?(?: \([a-z]{{2,6}}\))?,? $")


@cache
def committee_after() -> re.Pattern[str]:
    """A committee right behind the number of a comment."""
    names = (f"(?P<{id_}>{_any((*each.names, *each.short))})" for id_, each in committees().items())
    return re.compile(
        r",? (?:(?P<open>\()|of the |of |by the |de la |de l'|du |del |des )(?:united nations |un )?"
        rf"(?:{'|'.join(names)})\b(?(open)\))"
    )


@cache
def united_nations() -> re.Pattern[str]:
    """Whose instruments these are: what is of the United Nations is of nobody else."""
    return re.compile(rf"(?:{_any(forms()['united nations'])})\b")


@cache
def of_others() -> re.Pattern[str]:
    """`of` and something with a name behind a number, in the case of the text."""
    return re.compile(r" (?:of|del?|de l'|de la|du|des) ?(?:the |la |el )?(?=[A-ZÀ-Ý])")


@cache
def elsewhere() -> re.Pattern[str]:
    """What makes a declaration or convention that of a region, up to the end of a piece of text."""
    return re.compile(rf"\b(?:{_any(forms()['elsewhere'])}) $")


@cache
def strangers() -> re.Pattern[str]:
    """What makes a covenant or convention another thing, behind its head: `Convention collective`."""
    return re.compile(rf" (?:{'|'.join(forms()['strangers'])})\b")


@cache
def says() -> re.Pattern[str]:
    """What a court or a committee does, behind its name; or what else is called by the short name of a treaty."""
    return re.compile(rf" (?:{'|'.join((*forms()['says'], *forms()['things']))})\b")


@cache
def domestic() -> re.Pattern[str]:
    """A word of the law of a State."""
    return re.compile(rf"\b(?:{'|'.join(forms()['domestic'])})\b")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(each.lower()) for each in sorted(words, key=len, reverse=True))
