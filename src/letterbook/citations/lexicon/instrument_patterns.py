"""Words that may come before, between and after provisions and the instruments they belong to.

Each repeated part begins with something that cannot continue it, so that no pattern backtracks over text it has read.
"""

from __future__ import annotations

from letterbook.citations.lexicon.pattern import CitationPattern, join_expressions, join_words
from letterbook.citations.lexicon.words import load_words

NUMBER_ABBREVIATION = r"(?:\(?(?:nos?\.?|nrs?\.?|núms?\.?|n\.?[°º]s?\.?|numbers?|número|numéro)\ ?)"
"""`No. `, `núm. `, `n° `, in a verbose expression."""
NUMBER_SIGN = f"{NUMBER_ABBREVIATION}?"
"""The same, or nothing."""

BEFORE_NUMBER = CitationPattern(
    rf"\.?\ ?{NUMBER_SIGN}",
    citations=("article 19 of the ICCPR", "art. 19 of the ICCPR", "art.19 of the ICCPR", "artículo núm. 19 del PIDCP"),
)
"""Between a word and its number."""

SPACE_BEFORE_NUMBER = CitationPattern(
    rf"\.?\ {NUMBER_SIGN}",
    citations=("article 19 of the ICCPR", "art. 19 of the ICCPR"),
)
"""The same, with a space."""

OF = CitationPattern(
    r"""
    \ ?,?
    (?:\ ?,?\ (?:respectively|respectivamente|respectivement|inter\ alia|entre\ otros|entre\ autres),?)?
    (?:\ both)?
    (?:\ (?:as\ )?(?:
        enshrined|contained|guaranteed|protected|recognized|recognised|set\ out|set\ forth
        |consagrad[oa]s?|reconocid[oa]s?|garantizad[oa]s?|consacrée?s?|énoncée?s?|garantie?s?
    ))?
    (?P<common>\ (?:common|común|comunes|commune?s?))?
    \ (?:
        (?P<strong>of|del|des|du|de)
        |under|in|from|en|dans
        |(?(common)(?:to|al?|aux?|à)|(?!))  # only after `common`
    )
    (?P<both>\ both)?
    (?:\ (?:
        the|this|that|said|same|two|la|las|los|el|dos|ambos|ambas|le|les|deux|dich[ao]|mismo
        |misma|mêmes?|cette|ce|cet|such|ese|esa|este|esta|ladite|présent|citado|citada
    )\b){0,2}
    (?:\ [0-9]{4})?  # the 1951 Refugee Convention
    (?:\ ?l'|\ )
    [\"“«]?\ ?
    """,
    citations=(
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
"""Between provisions and the instrument after them. The provisions belong to whatever follows a `strong` preposition,
whether or not it is a known instrument."""

AFTER_NAME = CitationPattern(
    r"""
    (?:'s|[\"”»'])?
    (?:\ (?:of|de)\ [0-9]{4}(?=,|\ \())?
    (?P<open>\ ?\(|[ ,:]{1,3})
    (?:
        (?:and\ |y\ |et\ )?
        (?:
            in\ particular|particularly|especially|notably|namely|including|see
            |en\ particular|especialmente|incluidos|en\ particulier|notamment
        ),?[ ]
    )?
    (?:in\ |en\ |dans\ )?
    (?:its\ |the\ |su\ |sus\ |son\ |ses\ |la\ |las\ |el\ |los\ |le\ |les\ |l')?
    """,
    citations=(
        "ICCPR, article 19",
        "PIDCP artículo 19",
        "ICESCR (arts. 6 and 7)",
        "Rome Statute's article 7",
        'the "Mandela Rules" (rules 1 and 3)',
        "Palermo Protocol, in its article 3",
        "CEDAW, in particular articles 2 and 16",
        "Reglas Nelson Mandela, en particular la regla 24",
        "European Convention on Human Rights of 1950, art. 11",
    ),
)
"""Between an instrument and the provisions after it."""

IN_PARENTHESES = CitationPattern(
    r"\ ?\((?P<inner>[^()\n]{1,80})\)",
    citations=("article 19 of the International Covenant on Civil and Political Rights (ICCPR)",),
)
"""After an instrument: its abbreviation, or what the text calls it from there on."""

DEFINITION = CitationPattern(
    lambda: (
        rf"""
    \ ?\(
    (?:[a-z-]{{2,12}}(?:,|;|/|\ or|\ ou|\ o)\ )?
    (?:{join_expressions(load_words()["definitions"])})?
    [,:]?\ ?["'«“]?\ ?(?:(?:the|la|le|el|l')\ ?)?["'«“]?\ ?
    (?P<head>{join_words(word for each in load_words()["heads"].values() for word in each)})
    \ ?["'»”]?
    (?:(?:,|\ or|\ ou|\ o)\ ["'«“]?\ ?(?:the\ |la\ |le\ |el\ )?[a-z-]{{2,12}}\ ?["'»”]?)?
    \)
    """
    ),
    matches=(
        "International Covenant on Civil and Political Rights (the Covenant)",
        'Convention on the Rights of the Child (hereinafter: "the Convention")',
        "Pacto Internacional de Derechos Civiles y Políticos (en adelante, el Pacto)",
        "Convention relative aux droits de l'enfant (ci-après « la Convention »)",
        "Convention against Torture (CAT, hereinafter the Convention)",
    ),
    rejects=(
        "Convention relating to the Status of Refugees (1951 Convention)",
        "Covenant (in full: the International Covenant)",
        "the Convention (the European Convention)",
    ),
)
"""After an instrument: the head noun that it is called from there on."""

ILO_NUMBER = CitationPattern(
    rf"""
    \ ?(?:\((?=[0-9]))?
    {NUMBER_SIGN}
    (?P<number>[0-9]{{1,3}})
    \)?
    (?![0-9/%]|[.,][0-9])
    """,
    citations=(
        "ILO Convention No. 29",
        "ILO Convention 169",
        "Convenio núm. 169 de la OIT",
        "Convention n° 105 de l'OIT",
        "ILO Conventions (29, 87)",
    ),
)
"""The number of an ILO convention."""

ILO_TITLE = CitationPattern(
    r"\ (?:on|concerning|sobre|sur|concernant|relative\ aux?)\ [^.,;:()\n]{3,90}",
    citations=("Convenio 169 de la OIT sobre Pueblos Indígenas, artículos 6 y 15",),
)
"""After the number of an ILO convention, before its provisions."""

NUMBER_AFTER_ILO_TITLE = CitationPattern(
    r",?(?:\ (?:of\ )?[0-9]{4},?)?,?\ \(?(?:no\.|núm\.|n°|nº)\ ?(?P<number>[0-9]{1,3})\)?",
    citations=("Forced Labour Convention, 1930 (No. 29)",),
)
"""After the title of an ILO convention: its year and number."""

QUALIFIED = CitationPattern(
    r"""
    \ (?:
        on\ (?![0-9])|against\ |for\ the\ |relating\ |concerning\ |to\ the[ ]
        |(?:issued|signed|promulgated|proclaimed|adopted|drafted|approved)\ by[ ]
         (?!the\ (?:un|united\ nations|general)\b)
        |sobre\ |de\ |del\ |contra\ |para\ |relativ|sur\ |des[ ]
        |du\ |d'(?!ailleurs|abord)|contre\ |pour\ |europ|interam|africain|arabe|améric|international
        |n[oú°]\w{0,2}\.?\ ?[0-9]|[0-9]|of\ (?![0-9])
    )
    """,
    matches=(
        "the Convention on Lighthouses",
        "la Convention européenne",
        "la Convention européenne d'extradition",
        "the Declaration adopted by the League",
    ),
    rejects=("the Convention binds", "the declaration adopted by the general assembly"),
)
"""After a head noun or the beginning of a name. It makes it another instrument than those already named."""

OTHER_TITLE = CitationPattern(
    r"""
    \ (?:
        (?:on|sobre|sur)\ (?:the\ |los\ |las\ |les\ )?[A-ZÀ-Ý]
        |relatifs?\ (?:à|aux?)[ ]
        |relativos?\ al?[ ]
    )
    """,
    matches=("Guiding Principle 4 on Internal Displacement", "Principes directeurs 3 relatifs aux réfugiés"),
    rejects=("Guiding Principle 4 on which we rely",),
)
"""After a numbered name, in the case of the text: the rest of a title that is not in the register."""

PROTOCOL_BEFORE = CitationPattern(
    r"""
    \bprotocol[eo]?
    (?:\ (?:
        n[o°º]?\.?\ ?[0-9]{1,2}|núm\.\ [0-9]{1,2}
        |to|on|of|facultatif|facultativo|se|rapportant|relatif|a|à|au|al|de|del|du|la|the|el
    )\b)*
    (?:\ l')?\ ?$
    """,
    matches=("protocol no. 7 to the ", "protocole facultatif se rapportant à la ", "protocolo facultativo de la "),
    rejects=("the protocol and the ",),
)
"""Up to the end of a passage: the instrument that follows is named only as part of the title of its protocol."""
