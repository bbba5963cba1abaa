"""Reduces names that look the same to one form, whatever the script of their letters.

Only Cyrillic and Greek letters that common typefaces draw exactly like a Latin one are in the table: the rest of
Unicode's list of confusable characters (UTS 39) pairs signs that a reader can tell apart, such as `1` and `l`, and
would take different names for one. Capitals have more of them than small letters: Т looks like T, but т not like t.
"""

from __future__ import annotations

from letterbook.text.normalize import compose, fold

LOOKALIKES = (
    ("АВЕЅІЈКМНОРСТУХԌԚԜ", "ABESIJKMHOPCTYXGQW"),
    ("аеорсухѕіјһԁԛԝ", "aeopcyxsijhdqw"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("ον", "ov"),
)
_LATIN = {ord(each): latin for own, others in LOOKALIKES for each, latin in zip(own, others, strict=True)}


def fold_lookalikes(text: str) -> str:
    """Return a text folded, with each Cyrillic or Greek letter that looks like a Latin one as the Latin one."""
    return fold(compose(text).translate(_LATIN))
