"""Languages by their tags (BCP 47): which are known, how each is called, and in which direction it is written.

All comes from CLDR's names and likely subtags, which it has for hundreds of languages of which it has nothing else
(Divehi, Balti, Rohingya).
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Mapping
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?")
_SCRIPT = 4
"""Letters of a script's subtag; a territory's has fewer."""
_NO_LANGUAGES = frozenset({"und", "zxx"})
"""Unknown, and no language at all: no text is in these."""

_FROM_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar", "Lydi"}
    | {"Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx"}
    | {"Prti", "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi"}
)
"""The scripts whose letters Unicode has run from right to left."""


@cache
def language_names() -> Mapping[str, str]:
    """English name of each language that CLDR knows, by its tag."""
    known = Locale("en").languages.items()
    return {tag.replace("_", "-"): name for tag, name in known if tag not in _NO_LANGUAGES}


def is_language(tag: str) -> bool:
    """Whether it is a tag of language, script and territory, in their usual case, of which each has a name."""
    match = _TAG.fullmatch(tag)
    return (
        match is not None
        and match[1] in language_names()
        and (match[2] is None or match[2] in Locale("en").scripts)
        and (match[3] is None or match[3] in Locale("en").territories)
    )


@lru_cache
def language_name(tag: str, language: str) -> str:
    """How `language` calls the one of a known `tag`, in English where it has no word for it: `Chinese (Simplified)`."""
    subtag, *details = tag.split("-")
    locales = (Locale(language), Locale("en"))
    called = ChainMap(*(each.languages for each in locales))
    scripts = ChainMap(*(each.scripts for each in locales))
    territories = ChainMap(*(each.territories for each in locales))
    described = [scripts[each] if len(each) == _SCRIPT else territories[each] for each in details]
    return f"{called[subtag]} ({', '.join(described)})" if described else str(called[subtag])


@lru_cache
def direction(tag: str) -> str:
    """`rtl` for a known `tag` of a language that is written from right to left, else `ltr`.

    By the script that the tag names, else the one in which the language is most likely written there.
    """
    subtag, *details = tag.split("-")
    if not details or len(details[0]) != _SCRIPT:
        likely = get_global("likely_subtags")
        found = likely.get(tag.replace("-", "_")) or likely.get(subtag, "")
        details = found.split("_")[1:]
    return "rtl" if details and details[0] in _FROM_RIGHT_TO_LEFT else "ltr"
