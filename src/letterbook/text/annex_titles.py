"""Recognises the title with which an annex begins, in the six official languages of the United Nations.

A title is a heading, a paragraph that is bold or underlined as a whole, or a plain line of its own. A plain line is
only taken for a title if nothing follows the word and its number, or if a colon, a dash, a full stop or a line end sets
the rest apart, or if all of it is in capitals. So "Annex I of the letter says …" begins no annex.
"""

from __future__ import annotations

import re

from letterbook.text.normalize import fold

_LONGEST = 150
_NUMBER = r"(?:[0-9]{1,3}|[ivxl]{1,6}|[a-z]|[а-г]|[一二三四五六七八九十]{1,3})(?!\w)"
ANNEX = re.compile(
    r"""
    annex(?:e|es|ures?)?|appendix|appendi(?:ces?|xes)  # English, French
    |anexos?|apendices?                                 # Spanish
    |приложени[ея]|добавлени[ея]                        # Russian
    |附件|附录|附文                                     # Chinese
    |(?:ال)?(?:مرفق(?:ات)?|ملحق|ملاحق|تذييل)            # Arabic
    """,
    re.VERBOSE,
)
"""The word for annex, in folded text."""
_TITLE = re.compile(
    rf"""
    (?:{ANNEX.pattern})
    (?:
        (?:\ ?(?=[0-9一二三四五六七八九十])|\ (?:no\.?\ ?|n°\ ?|number\ )?){_NUMBER}
        (?:\ ?(?:-|,|&|and|et|y|и|و|和|至)\ ?{_NUMBER})*
    |   \ (?:one|two|three|four|five|(?:ال)?(?:اول|ثاني|ثالث|رابع|خامس))(?!\w)
    )?
    (?!\w)
    (?P<sign>\ ?[.:]|\ ?-(?=\ )|\ (?=[\u4e00-\u9fff])|\n|$)?
    \s*(?P<rest>.*)
    """,
    re.VERBOSE | re.DOTALL,
)
"""That word, its number, and the rest of a folded text whose lines are kept; `sign` sets the rest apart."""
_REMARK = re.compile(r"(?:as|see|ver|voir|cf)\b|(?:yes|no|none|attached|enclosed)\b|[0-9]{1,2}(?: \w+)?$")
"""What follows the word in a list of enclosures: as stated, 3 pages."""
_SENTENCE_END = tuple(".,;:!?")


def is_annex_title(text: str, *, is_heading: bool = False, is_set_off: bool = False) -> bool:
    """Whether the visible text of a block is the title of an annex.

    `is_heading` is whether it is a heading, `is_set_off` whether all of it is bold or underlined.
    """
    if len(text) > _LONGEST and not is_heading:
        return False
    match = _TITLE.match("\n".join(map(fold, text.strip(" \n*[]").splitlines())))
    if match is None:
        return False
    rest = match["rest"]
    if not rest:
        return True
    if (rest.endswith(_SENTENCE_END) or _REMARK.match(rest)) and not (is_heading and match["sign"]):
        return False
    return is_heading or is_set_off or match["sign"] is not None or text.isupper()


def join_annex_title(text: str, below: str) -> str:
    """Return the title of an annex for a list of contents, on one line: `Annex 2: Chronology`.

    `text` is the visible text of the block with which the annex begins, in its lines; `below` is that of a title in the
    next block, or "". Returns "" if there is nothing but the word for an annex.
    """
    lines = [" ".join(each.split()) for each in text.strip(" \n*[]").splitlines()]
    name, *rest = [each for each in lines if each] or [""]
    rest = rest or [below]
    match = _TITLE.match(fold(name))
    if match is not None and not match["rest"] and any(rest):
        return f"{name.rstrip(' .:-')}: {' '.join(rest)}"
    joined = " ".join([name, *rest[: len(lines) - 1]])
    return "" if ANNEX.fullmatch(fold(joined).strip(" .:-")) else joined
