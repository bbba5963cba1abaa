"""Proposes a subject and a summary from the sentence that states the matter of a letter.

Both become public, and no title may name a person who is neither addressee nor mandate holder. So nothing is proposed
from words that contain a form of address such as "Mr".
"""

from __future__ import annotations

import re

from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.matter_phrases import MATTERS, NUMBER_WORDS, PERSON, PERSONS
from letterbook.editing.drafts.sentences import Reading
from letterbook.text.normalize import fold
from letterbook.text.phrases import OPEN_WORDS

_LONGEST_SUBJECT = 110
_SHORTEST_SUBJECT = 40
_LONGEST_SUMMARY = 700
_YOURS = re.compile(
    r"^(?:that )?your (?:company|bank|organi[sz]ation|institution|government|excellency)\b.{0,160}?\b(?=alleged\b)",
    re.IGNORECASE,
)
_PHRASE_END = re.compile(rf"(?:[,;:]| \(| (?=(?:{'|'.join(sorted(map(re.escape, OPEN_WORDS)))})\b))", re.IGNORECASE)
_NAMES_A_PERSON = "the sentence that states the matter names a person, which a title or summary must not"


def read_matter(reading: Reading, draft: Draft) -> None:
    """Propose a subject and a summary."""
    for phrase in MATTERS:
        for match in reading.search(phrase.pattern):
            start, end = reading.find_sentence(match.start())
            sentence = reading.write(start, end)
            matter = reading.write(match.end(), end)
            if len(matter) < _SHORTEST_SUBJECT // 2:
                continue
            if PERSON.search(sentence):
                for name in ("subject", "summary"):
                    draft.leave(name, _NAMES_A_PERSON, reading.find_line(match.start()))
                return
            _propose_victims(reading, match.end(), end, draft)
            draft.propose("subject", _shorten(matter))
            if len(sentence) <= _LONGEST_SUMMARY:
                draft.propose("summary", sentence)
            else:
                draft.leave("summary", "the sentence that states the matter is too long for a summary")
            return
    for name in ("subject", "summary"):
        draft.leave(name, "no sentence that states the matter was found")


def _propose_victims(reading: Reading, start: int, end: int, draft: Draft) -> None:
    """Propose the number of alleged victims, if the words that state the matter give one."""
    if match := next(reading.search(PERSONS.pattern, start, end), None):
        number = match["number"]
        draft.propose("alleged_victims", NUMBER_WORDS.get(number) or int(re.sub("[., ]", "", number)))


def _shorten(matter: str) -> str:
    """Return a title from the words that state a matter: whole words, without what follows the first aspect."""
    words = matter.rstrip(" .:;")
    if yours := _YOURS.match(words):
        words = words[yours.end() :]
    if len(words) > _LONGEST_SUBJECT:
        ends = [match.start() for match in _PHRASE_END.finditer(words, _SHORTEST_SUBJECT, _LONGEST_SUBJECT)]
        words = words[: ends[-1]] if ends else words[:_LONGEST_SUBJECT].rpartition(" ")[0]
        while fold(words.rpartition(" ")[2]) in OPEN_WORDS:
            words = words.rpartition(" ")[0]
    words = words.strip(" ,;:.")
    return words[:1].upper() + words[1:]
