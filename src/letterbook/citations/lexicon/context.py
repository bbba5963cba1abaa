"""Words around a name or number that show what it means: patterns and checks built from the word lists.

A pattern whose name ends in `BEFORE` is searched up to the end of a passage; the others are tried at one position.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from letterbook.citations.lexicon.instrument_patterns import NUMBER_ABBREVIATION, NUMBER_SIGN
from letterbook.citations.lexicon.pattern import CitationPattern, join_expressions, join_words
from letterbook.citations.lexicon.words import load_bodies, load_committees, load_words
from letterbook.text.normalize import fold

COMMENTARY_TO = CitationPattern(
    lambda: (
        rf"""
    (?:{join_expressions(load_words()["commentaries"])})
    \ (?:to|on|of|de|du|al|a|del|sur|relatifs?\ aux?|relatifs?\ à|aux?)\b
    \ ?(?:the\ |la\ |le\ |l'|los\ )?
    """
    ),
    citations=("Commentary to Guiding Principle 19", "comentario al Principio Rector 13"),
)
"""Before the principle whose commentary is cited."""

WITH_COMMENTARY = CitationPattern(
    lambda: (
        rf"""
    ,?\ (?:
        (?P<both>(?:and|y|et)\ (?:its|the|their|su|sus|son|ses|leurs?))
        \ (?:{join_expressions(load_words()["commentaries"])})\b
        (?!\ (?:to|on|of|de|du|al|a|del|sur|relatif|aux?)\b)
        |\((?:{join_expressions(load_words()["commentaries"])})\)
    )
    """
    ),
    citations=("Guiding Principle 13 and its commentary", "Guiding Principle 19 (commentary)"),
    rejects=("Guiding Principles 13 and 25, and the commentary to Guiding Principle 19",),
)
"""After a principle: its commentary is cited instead, or as well (`both`)."""

ILO_BEFORE = CitationPattern(
    lambda: rf"\b(?:{join_words(load_words()['ilo']['before'])})(?:'s)?(?:\ \((?:ilo|oit)\))?\ $",
    matches=("ILO ", "International Labour Organization (ILO) "),
)
"""The ILO, before the word convention."""

OF_ILO = CitationPattern(
    lambda: rf",?\ (?:{join_words(load_words()['ilo']['after'])})\b(?:\ \((?:ilo|oit)\))?",
    citations=("Convenio núm. 169 de la OIT",),
)
"""The ILO, after the number of a convention."""

BODY_BEFORE = CitationPattern(
    lambda: (
        rf"""
    \b(?:{_group_by_id((id_, (*each.names, *each.short)) for id_, each in load_bodies().items())})
    (?:'s)?(?:\ \([a-z]{{2,5}}\))?\ $
    """
    ),
    matches=("human rights council ", "general assembly's ", "human rights council (hrc) "),
    rejects=("human rights committee ",),
)
"""A body before the word resolution. The name of the group that matches is the body's id."""

OF_BODY = CitationPattern(
    lambda: (
        rf"""
    ,?\ (?:of\ the\ |de\ la\ |de\ l'|du\ |del\ |des\ )
    (?:united\ nations\ |un\ )?
    (?:{_group_by_id((id_, each.names) for id_, each in load_bodies().items())})\b
    """
    ),
    citations=("resolution 44/15 of the Human Rights Council", "résolution 44/15 du Conseil des droits de l'homme"),
)
"""A body after the number of a resolution. The name of the group that matches is the body's id."""

COMMITTEE_BEFORE = CitationPattern(
    lambda: (
        rf"""
    \b(?:{_group_by_id((id_, (*each.names, *each.short)) for id_, each in load_committees().items())})
    (?:'s)?(?:\ \([a-z]{{2,6}}\))?
    (?:,?\ (?:in|under|through|en|dans|par)\ (?:its|the|su|sus|la|sa|ses|son|l'))?
    ,?\ (?:joint\ )?$
    """
    ),
    matches=(
        "human rights committee's ",
        "committee against torture (cat), ",
        "cedaw, in its ",
        "el comité cedaw, en su ",
    ),
)
"""A committee before the words general comment. The name of the group that matches is the committee's id."""

OF_COMMITTEE = CitationPattern(
    lambda: (
        rf"""
    (?:,?\ (?:(?P<open>\()|(?:of|by|from)\ (?:the\ )?|de\ la\ |de\ l'|du\ |del\ |des\ )|,\ )
    (?:united\ nations\ |un\ )?
    (?:{_group_by_id((id_, (*each.names, *each.short)) for id_, each in load_committees().items())})\b
    (?!\ ?[,:(]?\ (?:general|joint|gc|gr|observac|observat|recom))
    (?(open)\))
    """
    ),
    citations=("general comment No. 31 of the Human Rights Committee", "general comment No. 31 (CCPR)"),
)
"""A committee after the number of a general comment. The name of the last group that matches is the committee's id."""

UNITED_NATIONS = CitationPattern(
    lambda: rf"(?:{join_words(load_words()['united nations'])})\b",
    matches=("United Nations Guiding Principles", "Naciones Unidas"),
)
"""The United Nations: what belongs to them belongs to nobody else."""

UNITED_NATIONS_BEFORE = CitationPattern(
    lambda: rf"\b(?:{join_words(load_words()['united nations'])})\ $",
    matches=("the united nations ",),
)
"""The United Nations, before the name of a body."""

OF_UNITED_NATIONS = CitationPattern(
    lambda: rf"\ (?:of\ the|de\ las|de\ la|des)\ (?:{join_words(load_words()['united nations'])})\b",
    matches=("General Assembly of the United Nations", "Asamblea General de las Naciones Unidas"),
)
"""After the name of a body: it is that of the United Nations."""

OF_UNITED_NATIONS_BEFORE = CitationPattern(
    lambda: rf"\ (?:of\ the|de\ las|de\ la|des)\ (?:{join_words(load_words()['united nations'])})$",
    matches=("the General Assembly of the United Nations",),
)
"""The same, up to the end of a passage."""

ADOPTER_BEFORE = CitationPattern(
    lambda: (
        rf"""
    (?<!\S)(?P<who>[^\s,.;:!?]+)
    (?:
        \ (?:(?:{join_words(load_words()["resolutions"]["auxiliaries"])})\ )*
        (?P<verb>{join_words(load_words()["resolutions"]["adopts"])})
        |,?\ (?:{join_words(load_words()["resolutions"]["in"])})
    )
    \ (?:(?:{join_words(load_words()["resolutions"]["its"])})\ )?$
    """
    ),
    matches=("the Board has adopted its ", "the Board, in its ", "la Comisión aprobó la "),
    rejects=("the Board recalled its ",),
)
"""Who adopts a resolution, in the case of the text. Without a `verb`, the adopter acts in it: `the Board, in its `."""

ELSEWHERE = CitationPattern(
    lambda: rf"\b(?:{join_words(load_words()['resolutions']['elsewhere'])})\b",
    matches=("the town council, in its ", "the city council adopted "),
    rejects=("the human rights council adopted ",),
)
"""Before a resolution: a local authority."""

OF_PROPER_NAME = CitationPattern(
    r"\ (?:of|del?|de\ l'|de\ la|du|des)\ ?(?:the\ |la\ |el\ )?(?=[A-ZÀ-Ý])",
    matches=("Convention 5 of the Council of Europe",),
    rejects=("Convention 29 of 1930",),
)
"""After a number, in the case of the text: it belongs to something with a proper name."""

REGION_BEFORE = CitationPattern(
    lambda: rf"\b(?:{join_words(load_words()['regional'])})\ $",
    matches=("the inter-american ", "council of europe "),
)
"""A region, before a declaration or convention."""

CASE_NUMBER_BEFORE = CitationPattern(
    lambda: (
        rf"""
    \b(?:
        (?:{join_words(load_words()["case numbers"]["alone"])})\ {NUMBER_SIGN}
        |(?:{join_words(load_words()["case numbers"]["numbered"])})\ {NUMBER_ABBREVIATION}
    )$
    """
    ),
    matches=("case no. ", "note verbale ", "expediente núm. "),
    rejects=("expediente ",),
)
"""Something whose number may look like the symbol of a document."""

DOMESTIC_LAW = CitationPattern(
    lambda: rf"\b(?:{join_expressions(load_words()['domestic'])})\b",
    matches=("article 5 of the penal code", "la ley orgánica"),
    rejects=("article 5 of the covenant",),
)
"""A word for the law of a State."""


def get_body_by_short_name(name: str) -> str:
    """Return the id of the body with this short name, or an empty string."""
    return _map_short_names().get(name, "")


def is_function_word(word: str) -> bool:
    """Whether a word can precede a name without being part of it, even with a capital letter: The, Under."""
    return fold(word) in _load_function_words() and (len(word) == 1 or not word.isupper())


def can_follow_head(word: str) -> bool:
    """Whether a French or Spanish sentence goes on with this word after a head noun.

    Any other word may be an adjective: `le Pacte garantit`, but `la Convention collective`.
    """
    return word in _load_words_after_head()


def _group_by_id(names_by_id: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return an alternation of named groups, one an id, each matching any of its names."""
    return "|".join(f"(?P<{id_}>{join_words(names)})" for id_, names in names_by_id)


@cache
def _map_short_names() -> Mapping[str, str]:
    return {name: id_ for id_, each in load_bodies().items() for name in each.short}


@cache
def _load_function_words() -> frozenset[str]:
    return frozenset(load_words()["function words"])


@cache
def _load_words_after_head() -> frozenset[str]:
    return frozenset(load_words()["after head"])
