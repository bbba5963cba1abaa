"""Symbols and numbers of documents, resolutions and general comments, and the words that may surround them.

Each repeated part begins with something that cannot continue it, so that no pattern backtracks over text it has read.
"""

from __future__ import annotations

from letterbook.citations.lexicon.instrument_patterns import NUMBER_ABBREVIATION, NUMBER_SIGN
from letterbook.citations.lexicon.pattern import CitationPattern, join_words
from letterbook.citations.lexicon.words import load_words

PARAGRAPHS = CitationPattern(
    r"""
    (?P<closed>\)?)
    (?:\ \((?:[0-9]{4}|[a-zà-ÿ][^()/\n]{2,120}(?=\),))\))?
    \ ?,?\ ?
    (?P<open>\(?)
    (?:at\ |in\ |en\ |au\ |aux\ )?
    (?:paragraphe?s?|paras?\b\.?|párrafos?|párrs?\.?|pars?\.|§§?)
    \ ?
    """,
    citations=(
        "A/HRC/29/32, párrafo 56",
        "CCPR/C/GC/35 paragraph 58",
        "A/73/163 (par. 20 à 22)",
        "A/HRC/29/32, para. 56",
        "E/CN.4/1996/95/Add.2 (on the Islamic Republic of Iran), para. 62",
    ),
)
"""Between a document and the numbers of its paragraphs."""

SYMBOL = CitationPattern(
    r"""
    [A-Z]{1,5}
    (?:
        (?:/(?:\ (?=[0-9]{1,4}(?:/|\b)|[A-Z]{2,4}/))?|\ (?=(?:Add|Corr|Rev)\.[0-9]))
        (?:(?:Add|Rev|Corr)\.\ (?=[0-9]))?
        (?:[0-9]+(?=(?:par[as]?|paras|párrs?)\b\.?)|[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)
    )+
    """,
    citations=(
        "A/HRC/ 28/34",
        "A/HRC/16/47 Add.1",
        "A/HRC/31/66paras. 10-12",
        "A/HRC/RES/17/31",
        "CCPR/C/21/Rev.1/Add.13",
        "E/C.12/GC/24",
        "A/RES/60/147",
        "E/CN.4/2006/5",
        "A/HRC/WGAD/2020/15",
        "CEDAW/C/GC/31-CRC/C/GC/18",
    ),
)
"""The symbol of a document, in the case of the text."""

SESSION = CitationPattern(
    r"""
    \ ?(?P<letter>[A-F])?
    \ ?\((?P<session>(?:S-)?[IVXLC]+|[0-9]{4})\)
    (?:\ ?(?P<after>[A-F])\b)?
    """,
    citations=("A/RES/217 A (III)", "S/RES/1325 (2000)"),
)
"""After the symbol of a resolution, in the case of the text: its session or year."""

RESOLUTION_NUMBER = CitationPattern(
    rf"""
    {NUMBER_SIGN}
    (?:
        (?P<number>(?:s-)?[0-9]{{1,4}}/[0-9]{{1,3}}(?![0-9/]))(?:\ \([0-9]{{4}}\))?
        |(?P<digits>[0-9]{{1,4}})\ ?(?P<letter>[a-f])?\ ?\((?P<session>[ivxlc]+|[0-9]{{4}})\)
        |(?P<alone>[0-9]{{3,4}})(?![0-9/]|\ ?\(|[.,][0-9]|\ [a-f]\b)
    )
    """,
    citations=(
        "resolution S-17/1",
        "General Assembly resolution 217 A (III)",
        "resolution 1325 (2000)",
        "resolución núm. 25/18",
        "Security Council resolution 1373",
    ),
)
"""The number of a resolution. One without a session or year counts only for the Security Council."""

ISSUED_BY = CitationPattern(
    r"""
    ,?\ (?:
        (?:(?:issued|adopted|passed|made|taken)\ )?by\ (?:the\ )?
        |(?:(?:dictada|emitida|expedida|aprobada|adoptada)\ )?por\ (?:el\ |la\ )?
        |(?:(?:rendue|prise|adoptée|émise)\ )?par\ (?:le\ |la\ |l')
    )
    """,
    citations=(
        "resolution 44/15, adopted by the Human Rights Council",
        "resolución 51/16, aprobada por el Consejo de Derechos Humanos",
    ),
)
"""Between the number of a resolution and the body that adopted it."""

OF_BODY_BY_HEAD = CitationPattern(
    lambda: (
        rf"""
    \ (?:of\ the\ |de\ la\ |de\ l'|du\ |del\ )
    (?:{join_words(load_words()["resolutions"]["bodies"])})\b(?!\ (?:of|de|du|des|del|for|on)\b)
    """
    ),
    matches=("15/9 del Consejo", "44/15 of the Council"),
    rejects=("15/9 del Consejo de Derechos Humanos",),
)
"""After the number of a resolution: a body that must have been named before."""

NEXT_PART = CitationPattern(
    r"(?:,?\ (?:and|y|et)|,)\ (?:(?:its|su|son)\ )?(?P<part>(?:Add|Corr|Rev)\.\ ?[0-9]+)"
    r"(?:\ ?-\ ?(?P<last>[0-9]{1,2}))?(?![0-9/]|\.[0-9])",
    citations=("A/HRC/14/20/Add.1 and Add.2", "A/HRC/7/23 and Add.1-3", "A/HRC/23/40 and Corr.1"),
)
"""After the symbol of a document, in the case of the text: the end of the symbol of another part of it."""

OF_UNKNOWN_BODY = CitationPattern(
    r"""
    \ (?:of(?:\ the)?|del|de\ la|de\ l'|du|des)\ ?
    (?P<who>(?![0-9])\w*)
    (?P<whose>\ (?:of|de|du|des|for|on)\b|\ [A-ZÀ-Ý])?
    """,
    matches=("resolution 12 of the Board", "resolución 5/2 del Consejo Nacional"),
)
"""After the number of a resolution, in the case of the text: who adopted it, if that is not a known body."""

COMMENT_NUMBER = CitationPattern(
    rf"""
    (?:\ (?:conjuntas?|conjointes?|communes?))?
    \ ?(?P<sign>{NUMBER_ABBREVIATION})?
    (?P<number>[0-9]{{1,2}})
    (?:\ ?/\ ?(?P<other>[0-9]{{1,2}}))?
    (?![0-9%]|/(?!general)|[.,][0-9])
    (?:\ \((?P<year>[0-9]{{4}})\))?
    """,
    citations=(
        "General Comment No. 35",
        "general comment no. 34",
        "Observación general núm. 31",
        "General comment 36 (2019)",
        "observación general conjunta núm. 3 (2017) del Comité de los Derechos del Niño",
        "joint general recommendation No. 31/18",
    ),
)
"""The number of a general comment or recommendation. A joint one has another number with its other committee."""

COMMENT_TITLE = CitationPattern(
    r"""
    (?::|,?\ (?:on|entitled|concerning|sobre|relativa\ a|titulada|sur|concernant|relative\ aux?)\b)
    [^.;:()\n]{3,160}?
    (?:\ \([^()\n]{3,60}\))?
    (?:,?\ \((?P<year>[0-9]{4})\)|(?=,\ (?:at\ )?(?:para|par\.|párr|§)))
    """,
    citations=(
        "CESCR, General Comment No. 7: Forced Evictions (1997)",
        "General comment No. 35 on liberty and security of person, para. 12",
    ),
)
"""After the number of a general comment, in the case of the text: its title, before its year or paragraphs."""

OF_DOCUMENT = CitationPattern(
    r"""
    ,?\ (?:of|in|del|de|du|de\ la|de\ l')\ ?
    (?:the\ |its\ |el\ |la\ |l')?
    (?:document\ |report\ |informe\ |rapport\ )?
    """,
    citations=("paragraph 12 of document A/HRC/29/32", "párrafo 8 del informe A/HRC/29/32"),
)
"""Between paragraphs and the document after them."""

NEXT_NUMBER = CitationPattern(
    r"\ ?,\ ?(?:and\ |y\ |e\ |et\ )?|\ (?:and|y|e|et|&)\ ",
    citations=("Human Rights Council resolutions 44/15, 37/12 and 44/4", "resoluciones 52/9 y 50/17"),
)
"""Between the numbers of a list."""
