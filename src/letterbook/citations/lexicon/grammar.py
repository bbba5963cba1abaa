"""The patterns of citations, each with examples, which tests try both ways: every pattern matches its examples, and
whoever looks for citations finds them there.

They are tried at one place of a folded text in lower case, if not said otherwise. What can repeat in one begins with
what cannot follow on it, so that none goes back over what it has read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern and examples of citations in which it matches."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...]


A_NUMBER_SIGN = r"(?:\(?(?:nos?\.?|nrs?\.?|núms?\.?|n\.?[°º]s?\.?|numbers?|número|numéro) ?)"
NUMBER_SIGN = f"{A_NUMBER_SIGN}?"

OF = Form(
    re.compile(
        r" ?,?(?: ?,? (?:respectively|respectivamente|respectivement|inter alia|entre otros|entre autres),?)?"
        r"(?: both)?"
        r"(?: (?:as )?(?:enshrined|contained|guaranteed|protected|recognized|recognised|set out|set forth"
        r"|consagrad[oa]s?|reconocid[oa]s?|garantizad[oa]s?|consacrée?s?|énoncée?s?|garantie?s?))?"
        r"(?P<common> (?:common|común|comunes|commune?s?))?"
        r" (?:(?P<strong>of|del|des|du|de)|under|in|from|en|dans"
        r"|(?(common)(?:to|al?|aux?|à)|(?!)))"
        r"(?P<both> both)?(?: (?:the|this|that|said|same|two|la|las|los|el|dos|ambos|ambas|le|les|deux|dich[ao]|mismo"
        r"|misma|mêmes?|cette|ce|cet|such|ese|esa|este|esta|ladite|présent|citado|citada)\b){0,2}"
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

THEREOF = Form(
    re.compile(r" (?:thereof\b|(?:del mismo|de la misma|de ce dernier|de celui-ci|de celle-ci)(?=[.,;:)]|$))"),
    (
        "the ICCPR, and article 10 (2) thereof",
        "la CADH y el artículo 7 de la misma",
        "le PIDCP et l'article 9 de celui-ci",
    ),
)
"""Behind provisions of what was named right before them."""

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
        r",? (?:(?:(?:issued|adopted|passed|made|taken) )?by (?:the )?"
        r"|(?:(?:dictada|emitida|expedida|aprobada|adoptada) )?por (?:el |la )?"
        r"|(?:(?:rendue|prise|adoptée|émise) )?par (?:le |la |l'))"
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
        r"|(?:issued|signed|promulgated|proclaimed|adopted|drafted|approved) by (?!the (?:un|united nations|general)\b)"
        r"|sobre |de |del |contra |para |relativ|sur |des "
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
    THEREOF,
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
