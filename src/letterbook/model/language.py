"""Languages by their tags (BCP 47): which exist, their names, and the direction in which each is written.

The source is CLDR's names and likely subtags. It has these even for hundreds of languages without other data, such as
Divehi, Balti and Rohingya.
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
"""The length of a script's subtag; a territory's is shorter."""
_NO_LANGUAGES = frozenset({"und", "zxx"})
"""The tags for an unknown language and for no language, which no text can have."""

_FROM_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar", "Lydi"}
    | {"Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx"}
    | {"Prti", "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi"}
)
"""The scripts that Unicode writes from right to left."""


@cache
def get_language_names() -> Mapping[str, str]:
    """Map the tag of each language in CLDR to its English name."""
    known = Locale("en").languages.items()
    return {tag.replace("_", "-"): name for tag, name in known if tag not in _NO_LANGUAGES}


@lru_cache(maxsize=1_000)
def is_language(tag: str) -> bool:
    """Whether a tag consists of a language, script and territory with names in CLDR, each in its usual case.

    Script and territory are optional.
    """
    match = _TAG.fullmatch(tag)
    return (
        match is not None
        and match[1] in get_language_names()
        and (match[2] is None or match[2] in Locale("en").scripts)
        and (match[3] is None or match[3] in Locale("en").territories)
    )


@lru_cache
def get_language_name(tag: str, language: str) -> str:
    """Return the name of the language `tag` in another `language`, such as `Chinese (Simplified)`.

    Where that language has no name for it, the English name is used. `tag` must pass `is_language`.
    """
    subtag, *details = tag.split("-")
    locales = (Locale(language), Locale("en"))
    called = ChainMap(*(each.languages for each in locales))
    scripts = ChainMap(*(each.scripts for each in locales))
    territories = ChainMap(*(each.territories for each in locales))
    described = [scripts[each] if len(each) == _SCRIPT else territories[each] for each in details]
    return f"{called[subtag]} ({', '.join(described)})" if described else str(called[subtag])


@lru_cache
def get_direction(tag: str) -> str:
    """Return `rtl` if the language of a tag is written from right to left, or else `ltr`.

    That depends on the script in the tag or, without one, on the likeliest script of the language in its territory.
    `tag` must pass `is_language`.
    """
    subtag, *details = tag.split("-")
    if not details or len(details[0]) != _SCRIPT:
        likely = get_global("likely_subtags")
        found = likely.get(tag.replace("-", "_")) or likely.get(subtag, "")
        details = found.split("_")[1:]
    return "rtl" if details and details[0] in _FROM_RIGHT_TO_LEFT else "ltr"
