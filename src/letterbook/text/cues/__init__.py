"""The phrases that begin the parts of a letter, in the six official languages of the United Nations.

Each language has a module of data. Sources: letters of the Special Procedures in English, French and Spanish, and the
United Nations' translations of the same phrases. A pattern is written for folded text (see `normalize`): in lower case,
without accents, with straight quotation marks, and `-` for every dash.
"""

from __future__ import annotations

from letterbook.text.cues import arabic, chinese, english, french, russian, spanish
from letterbook.text.cues.cue import Cue, Part

_ORDER = (Part.PUBLICATION, Part.QUESTIONS, Part.CONCERNS, Part.ALLEGATIONS)
"""A paragraph that has the phrases of several parts begins the first of these: the sentence on publication often asks
for a response, too."""

CUES: tuple[Cue, ...] = tuple(
    sorted(
        (*english.CUES, *french.CUES, *spanish.CUES, *arabic.CUES, *russian.CUES, *chinese.CUES),
        key=lambda cue: (cue.is_vague, _ORDER.index(cue.part)),
    )
)

__all__ = ["CUES", "Cue", "Part"]
