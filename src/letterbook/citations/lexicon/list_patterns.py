"""How texts list provisions and the instruments they belong to: what comes between the items of a list.

Each pattern serves one form of list, and its `meanings` are examples of that form with what they cite:

    COMMA, SEMICOLON       articles 19, 21 and 22; articles 6; 14, paragraph 3 (c); and 7
    RANGE                  articles 6 to 9
    SUBJECT                articles 6 (right to life) and 7
    AND_UNIT, OF_UNIT      article 6; and article 9, paragraph 3; paragraph 1 of article 14
    READ_WITH              article 7, taken separately and in conjunction with article 2 (3)
    AND_NAME, RESPECTIVELY articles 19 of the UDHR and ICCPR
    THEREOF, WHICH         the Universal Declaration, which states in article 22
    IN_BRACKETS_BEFORE     the Refugee Convention forbids refoulement (art. 33)
    ITS_PROTOCOL           the Refugee Convention and its 1967 Protocol

Each repeated part begins with something that cannot continue it, so that no pattern backtracks over text it has read.
"""

from __future__ import annotations

from letterbook.citations.lexicon.pattern import CitationPattern, join_words
from letterbook.citations.lexicon.words import load_words

_AND = r"(?:and|y|e|et|&|or|o|u|ou|as\ well\ as|así\ como|ainsi\ que)"

COMMA = CitationPattern(
    rf"\ ?,\ ?(?:{_AND}\ )?|\ {_AND}\ ",
    citations=("articles 19, 21 and 22 of the ICCPR", "artículos 6, así como 7 del PIDCP"),
    meanings=(
        ("articles 19, 21 and 22 of the ICCPR", "iccpr § 19, 21, 22"),
        ("artículos 7, 25 (a)) y 26 del PIDCP", "iccpr § 7, 25(a), 26"),
        ("articles 9 (par. 1, 3 et 4) et 14 du PIDCP", "iccpr § 9(1), 9(3), 9(4), 14"),
        ("article 5 (d) (vii) and (viii) of ICERD", "icerd § 5(d)(vii), 5(d)(viii)"),
    ),
)
"""Between the items of a list."""

SEMICOLON = CitationPattern(
    rf"\ ?;\ ?(?:{_AND}\ )?",
    citations=("articles 6; 14, paragraph 3 (c); and 7 of the ICCPR", "artículos 6; 9; y 16 del PIDCP"),
    meanings=(
        ("articles 6; 14, paragraph 3 (c); 14, paragraph 5; and 7 of the ICCPR", "iccpr § 6, 14(3)(c), 14(5), 7"),
        ("CRC (arts. 3; 19; 37)", "crc § 3, 19, 37"),
        ("artículos 6; 14, párrafo 3 d); y 26 del PIDCP", "iccpr § 6, 14(3)(d), 26"),
        ("articles 6; 9, paragraphe 1; et 14 du PIDCP", "iccpr § 6, 9(1), 14"),
    ),
)
"""Between the items of a list whose items have commas of their own."""

RANGE = CitationPattern(
    r"\ ?[-–—]\ ?|\ (?:to|a|à|al|au|through|hasta|hasta\ el|jusqu'à)\ ",
    citations=("Guiding Principles 25 to 31", "articles 13–14 of the ICCPR", "artículos 6 al 9 del PIDCP"),
    meanings=(
        ("articles 6 to 9 of the ICCPR", "iccpr § 6, 7, 8, 9"),
        ("artículos 6 al 8 del PIDCP", "iccpr § 6, 7, 8"),
        ("articles 6 à 8 du PIDCP", "iccpr § 6, 7, 8"),
        ("article 37 (a)–(c) of the CRC", "crc § 37(a), 37(b), 37(c)"),
    ),
)
"""Between the first and the last of a range."""

SUBJECT = CitationPattern(
    rf"""
    \ \(
    (?!(?:of|del?|du|in|under|see|read|véase|voir|bis|ter|quater|[ivx]+|commentary|comentario|commentaire)\b)
    [a-zà-ÿ][^()0-9\n]{{2,90}}
    \)
    (?=
        \ (?:of|del?|du|des|in|under)\b
        |\ ?,\ ?(?:{_AND}\ )?(?:[0-9]|(?:the\ |el\ |l')?art)
        |\ {_AND}\ (?:[0-9]|(?:the\ |el\ |l')?art)
    )
    """,
    citations=("articles 6 (right to life), 7 (torture) and 9 of the ICCPR",),
    rejects=("articles 6 (see below) of the ICCPR",),
    meanings=(
        ("articles 6 (right to life), 7 (torture) and 9 of the ICCPR", "iccpr § 6, 7, 9"),
        ("article 4 (the right to life) and article 5 (humane treatment) of the ACHR", "achr § 4, 5"),
    ),
)
"""The subject of a provision, in the case of the text."""

AND_UNIT = CitationPattern(
    r"""
    (?:[,;]?\ (?:and|y|e|et|or|o|ou|as\ well\ as|así\ como|ainsi\ que)|[,;])
    (?:\ (?:also|también|aussi))?
    \ (?:(?:of|del?|du|des)\ )?(?:the\ |el\ |los\ |l'|les\ )?
    """,
    citations=(
        "article 6 and article 7 of the ICCPR",
        "article 6; article 9, paragraph 3; and article 14 of the ICCPR",
        "articles 7 et 8, ainsi que l'article 10 du PIDCP",
        "párrafo 1 del artículo 14, de los párrafos 1 y 2 del artículo 15 y del artículo 26 del PIDCP",
    ),
    meanings=(
        ("article 6; article 9, paragraph 3; and article 14 of the ICCPR", "iccpr § 6, 9(3), 14"),
        (
            "del párrafo 1 del artículo 14, de los párrafos 1 y 2 del artículo 15 y del artículo 26 del PIDCP",
            "iccpr § 14(1), 15(1), 15(2), 26",
        ),
        (
            "du paragraphe 1 de l'article 14 et des paragraphes 1 et 2 de l'article 15 du PIDCP",
            "iccpr § 14(1), 15(1), 15(2)",
        ),
    ),
)
"""Between provisions of which each has its own word, such as `article`."""

OF_UNIT = CitationPattern(
    r",?\ (?:of|del|de|du)\ ?(?:the\ |l'|el\ )?",
    citations=("paragraph 1 of article 14 of the ICCPR", "paragraphe 1 de l'article 14 du PIDCP"),
    meanings=(
        ("subparagraph (b) of paragraph 3 of article 14 of the ICCPR", "iccpr § 14(3)(b)"),
        ("inciso b) del párrafo 3 del artículo 14 del PIDCP", "iccpr § 14(3)(b)"),
    ),
)
"""Between paragraphs and their article."""

OF_ANOTHER_UNIT = CitationPattern(
    lambda: rf"\ (?:of|del?|du)\ (?:the\ |el\ |l')?(?:{join_words(load_words()['units']['article']['one'])})\b",
    matches=("paragraphs 1 and 2 of article 15", "par. 1 de l'article 9"),
    rejects=("paragraphs 1 and 2 of the ICCPR",),
    meanings=(
        ("paragraph 1 of article 14, paragraphs 1 and 2 of article 15 of the ICCPR", "iccpr § 14(1), 15(1), 15(2)"),
    ),
)
"""After paragraphs that belong to the article after them."""

OF_ANOTHER = CitationPattern(
    r"\ ?,?\ (?:of|del|des|du|de)\b(?!\ which\b)",
    citations=("UDHR, article 3 of the ICCPR",),
    rejects=("the ICCPR, article 9 of which binds",),
    meanings=(("UDHR, article 3 of the ICCPR", "udhr; iccpr § 3"),),
)
"""After provisions that belong to the instrument that follows, not to the one before them."""

READ_WITH = CitationPattern(
    r"""
    ,?\ (?:
        (?:(?:read|taken|considered|viewed)\ )?
        (?:(?:alone|separately|individually|in\ isolation|on\ its\ own|on\ their\ own),?\ )?
        (?:(?:and|or|and/or)\ )?(?:(?:when\ )?(?:read|taken)\ )?
        (?:together\ with|in\ conjunction\ with|in\ connection\ with|in\ combination\ with|jointly\ with)
        |(?:(?:leíd|considerad|tomad|interpretad|invocad)[oa]s?\ )?
        (?:(?:por\ sí\ sol[oa]s?|por\ separado|aisladamente|individualmente),?\ )?
        (?:(?:y|o|e|y/o)\ )?(?:(?:leíd|considerad|tomad)[oa]s?\ )?
        (?:conjuntamente\ con|junto\ con|en\ relación\ con|en\ conjunción\ con|en\ combinación\ con|en\ conexión\ con)
        |(?:(?:lue?|prise?|considérée?|invoquée?)s?\ )?
        (?:(?:seule?s?|isolément|séparément),?\ )?
        (?:(?:et|ou|et/ou)\ )?(?:(?:lue?|prise?)s?\ )?
        (?:conjointement\ avec|en\ combinaison\ avec|en\ liaison\ avec|en\ conjonction\ avec|combinée?s?\ avec)
    )[ ]
    (?:the\ |el\ |los\ |l'|les\ )?
    """,
    citations=(
        "article 19, read in conjunction with article 2 (3), of the ICCPR",
        "article 9, taken separately and in conjunction with article 2 (3), of the ICCPR",
        "artículo 9, leído conjuntamente con el artículo 2, del PIDCP",
        "artículo 7, por separado y en relación con el artículo 2 del PIDCP",
        "article 6, lu conjointement avec l'article 2, du PIDCP",
        "article 7 lu isolément et en combinaison avec l'article 2 du PIDCP",
    ),
    meanings=(
        ("article 9, taken separately and in conjunction with article 2 (3), of the ICCPR", "iccpr § 9, 2(3)"),
        ("artículo 7, leído por separado y conjuntamente con el artículo 2 del PIDCP", "iccpr § 7, 2"),
        ("article 7, lu seul et conjointement avec l'article 2 du PIDCP", "iccpr § 7, 2"),
    ),
)
"""Between provisions that are to be read together."""

AND_NAME = CitationPattern(
    r"""
    ,?\ (?:and|y|et|as\ well\ as|así\ como|ainsi\ que)[ ]
    (?:to\ |of\ |al\ |a\ |au\ |à\ |del\ |de\ |du\ )?
    (?:the\ |la\ |el\ |le\ |l')?
    """,
    citations=("article 19 of both the UDHR and the ICCPR", "article 1 common to the ICCPR and the ICESCR"),
    meanings=(
        ("articles 19 of the UDHR and ICCPR", "udhr § 19; iccpr § 19"),
        ("articles 19 and 20 of both the UDHR and the ICCPR", "udhr § 19, 20; iccpr § 19, 20"),
        ("article 1 common to the ICCPR and the ICESCR", "iccpr § 1; icescr § 1"),
    ),
)
"""Between two instruments that have a provision in common."""

RESPECTIVELY = CitationPattern(
    r",?\ (?:respectively|respectivement|respectivamente)\b",
    matches=("the ICCPR and the UDHR, respectively", "del PIDCP y de la DUDH respectivamente"),
    meanings=(("articles 7 and 5 of the ICCPR and the UDHR, respectively", "iccpr § 7; udhr § 5"),),
)
"""After several instruments: each of the provisions before them belongs to one of them, in their order."""

THEREOF = CitationPattern(
    r"""
    \ (?:
        thereof\b
        |(?:del\ mismo|de\ la\ misma|de\ ce\ dernier|de\ celui-ci|de\ celle-ci)(?=[.,;:)]|$)
    )
    """,
    citations=(
        "the ICCPR, and article 10 (2) thereof",
        "la CADH y el artículo 7 de la misma",
        "le PIDCP et l'article 9 de celui-ci",
    ),
    rejects=("el artículo 7 del mismo tratado",),
    meanings=(("the ICCPR, and article 10 (2) thereof", "iccpr; iccpr § 10(2)"),),
)
"""After provisions of the instrument named immediately before them."""

WHICH = CitationPattern(
    r"""
    ,\ (?:of\ which\ (?:the\ )?|dont\ (?:les\ |l')|cuyos?\ )
    |(?:,?\ (?:of\ |de\ )?[0-9]{4})?
    ,?\ (?:which|that|qui|que|el\ cual|la\ cual|lequel|laquelle)\ [a-z',\ ]{0,60}
    \b(?:in|at|under|en|à|dans|au)\ (?:its\ |su\ |son\ |l'|el\ )?
    """,
    matches=(" of 1948, which states in ", ", que en su ", ", qui prévoit à l'", ", of which "),
    rejects=(" binds the State in ",),
    meanings=(
        ("Universal Declaration of 1948, which states in article 22 that", "udhr; udhr § 22"),
        ("Declaración Universal, que en su artículo 23 reconoce", "udhr; udhr § 23"),
        ("Déclaration universelle, qui énonce à l'article 19", "udhr; udhr § 19"),
    ),
)
"""Between an instrument and its provisions: a clause says that it says something in them."""

IN_BRACKETS_BEFORE = CitationPattern(
    r"\((?:(?:see|cf\.|in\ particular,?|véanse?|voir|notamment)\ )?$",
    matches=("housing (", "refoulement (see "),
    rejects=("housing (article 11) and ",),
    meanings=(
        ("the Refugee Convention forbids refoulement (art. 33)", "refugee-convention; refugee-convention § 33"),
        (
            "the Nelson Mandela Rules call for exercise (rule 23) and visits (rule 58)",
            "mandela-rules; mandela-rules § 23, 58",
        ),
        ("la Convención contra la Tortura prohíbe la devolución (art. 3)", "cat; cat § 3"),
        ("la Convention contre la torture impose une enquête (art. 12 et 13)", "cat; cat § 12, 13"),
    ),
)
"""Up to the end of a passage: a bracket opens with the provisions after it."""

ITS_PROTOCOL = CitationPattern(
    r"""
    ,?\ (?:and|y|et)\ (?:to\ |a\ |à\ )?(?:its|su|son)[ ]
    (?P<protocol>
        (?:[0-9]{4}\ )?
        (?:optional\ protocol|protocol|protocole(?:\ facultatif)?|protocolo(?:\ facultativo)?)\b
        (?:\ (?:de|of)\ [0-9]{4})?
    )
    """,
    citations=("1951 Refugee Convention and its 1967 Protocol", "CDPD y su Protocolo Facultativo"),
    meanings=(
        ("the 1951 Refugee Convention and its 1967 Protocol", "refugee-convention; refugee-protocol"),
        ("la CDPD y su Protocolo Facultativo", "crpd; crpd-op"),
        ("la CDPH et son Protocole facultatif", "crpd; crpd-op"),
    ),
)
"""After a treaty: its protocol."""
