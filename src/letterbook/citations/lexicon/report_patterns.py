"""The words around the name of a mandate that make it a report by year: `the 2021 report of the Special Rapporteur on
the right to food to the General Assembly`.

The names of the groups that match show to which body the report was submitted.
"""

from __future__ import annotations

import re

from letterbook.citations.lexicon.pattern import CitationPattern, join_words
from letterbook.citations.lexicon.words import load_bodies

_YEAR = "(?:19|20)[0-9]{2}"
_KIND = "(?:annual|thematic|interim|first|second|last|annuel|thématique|anual|temático)"
_TO = r"""
    (?:(?:presented|submitted|présenté|soumis|presentado)\ )?
    (?:to\ the\ |before\ the\ |à\ la\ |à\ l'|au\ |ante\ el\ |ante\ la\ |a\ la\ |al\ )
    (?:united\ nations\ |un\ )?
"""


def _join_bodies() -> str:
    bodies = load_bodies()
    return "|".join(f"(?P<{id_}>{join_words(bodies[id_].names)})" for id_ in ("hrc", "ga"))


REPORT_BEFORE = CitationPattern(
    lambda: (
        rf"""
    \b(?:(?P<year>{_YEAR})\ )?
    (?:{_KIND}\ )?
    (?:report|rapport|informe)
    (?:\ {_KIND})?
    (?:\ (?:of\ |for\ |de\ |du\ )?(?P<later>{_YEAR}))?
    (?:,?\ {_TO}(?:{_join_bodies()}))?
    (?:\ (?:in\ |en\ |de\ )(?P<last>{_YEAR}))?
    (?:\ (?:of|by|from)\ the|\ du|\ de\ la|\ del|\ par\ l[ea]|\ por\ (?:el|la)|,\ (?:the|le|la|el))
    \ $
    """
    ),
    matches=(
        "2021 report of the ",
        "2019 report to the human rights council, the ",
        "thematic report to the general assembly in 2020 by the ",
        "rapport de 2021 du ",
        "rapport annuel de 2019 a l'assemblee generale de la ",
        "informe de 2021 al consejo de derechos humanos de la ",
        "informe anual de 2018 presentado a la asamblea general por el ",
    ),
    rejects=("report of the Working Group and the ", "reported by the "),
)
"""A report before the name of the mandate that wrote it, up to the end of a passage."""

REPORT_AFTER = CitationPattern(
    lambda: (
        rf"""
    (?:'s\ (?P<year>{_YEAR})\ (?:{_KIND}\ )?(?P<own>report))?
    (?:,?\ {_TO}(?:{_join_bodies()})\b)?
    (?:,?\ (?:in|en|de)\ (?P<later>{_YEAR})\b|\ \((?P<last>{_YEAR})\))?
    """
    ),
    citations=(
        "the Special Rapporteur on the right to food's 2021 report to the General Assembly",
        "the report of the Special Rapporteur on the right to food to the General Assembly in 2021",
        "the report of the Special Rapporteur on the right to food to the Human Rights Council (2021)",
        "le rapport de la Rapporteuse spéciale sur la torture à l'Assemblée générale de 2023",
        "el informe de la Relatora Especial sobre la tortura al Consejo de Derechos Humanos en 2023",
    ),
)
"""After the name of a mandate: what tells which of its reports is meant."""

OF_VISIT = CitationPattern(
    r"[^.;:()\n]{0,40}\b(?:visit|mission|visite|visita|misión|addendum|additif|adición)\b",
    matches=(" on her visit to", " sur sa mission en", " relativo a su visita"),
    rejects=(" on its visitors",),
)
"""After a report by year: it is one on a visit, or an addendum, of which there may be several."""

SYMBOL_FOLLOWS = re.compile(r",?\ \(?(?=[A-Z]/)")
"""After a report, in the case of the text: its symbol, which is then the citation."""
