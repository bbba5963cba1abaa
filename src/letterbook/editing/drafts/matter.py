"""Proposes a subject and a summary from the sentence that states the matter of a letter.

Both become public, and no title may name a person who is neither addressee nor mandate holder. So nothing is proposed
from words that contain a form of address such as "Mr".
"""

from __future__ import annotations

import re

from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.matter_phrases import LAST_OF_LEAD, LEADS, MATTERS, NUMBER_WORDS, PERSON, PERSONS
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
_CLAUSE_END = re.compile(r"(?:[,;:] (?!(?:and|or|et|ou|y|e|o)\b)| \()", re.IGNORECASE)
"""Where a further clause or a remark begins; what a conjunction joins belongs to the matter."""
_COMMA = re.compile(r"[,;:] ")
_PHRASE_END = re.compile(rf"(?:[,;:]| \(| (?=(?:{'|'.join(sorted(map(re.escape, OPEN_WORDS)))})\b))", re.IGNORECASE)
_NAMES_A_PERSON = "the sentence that states the matter names a person, which a title or summary must not"


def read_matter(reading: Reading, draft: Draft) -> None:
    """Propose a subject and a summary."""
    for phrase, lead in zip(MATTERS, LEADS, strict=True):
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
            summary = _write_summary(reading, match, end, lead)
            if len(summary) <= _LONGEST_SUMMARY:
                draft.propose("summary", summary)
            else:
                draft.leave("summary", "the sentence that states the matter is too long for a summary")
            return
    for name in ("subject", "summary"):
        draft.leave(name, "no sentence that states the matter was found")


def _write_summary(reading: Reading, match: re.Match[str], end: int, lead: str) -> str:
    """Return the sentence from the words on that lead to the matter, without the senders: "Information received …"."""
    begin = LAST_OF_LEAD.match(match[0])
    if begin is None:  # comments on a draft law
        words = reading.write(match.start(), end)
        return words[:1].upper() + words[1:]
    return f"{lead} {reading.write(match.start() + begin.end(), end)}"


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
    clauses = _CLAUSE_END.finditer(words, _SHORTEST_SUBJECT, _LONGEST_SUBJECT)
    clause = next((each for each in clauses if "[" not in words[: each.start()].rpartition("]")[2]), None)
    if clause:
        words = words[: clause.start()]
    elif len(words) > _LONGEST_SUBJECT:
        for pattern in (_COMMA, _PHRASE_END):
            if ends := [match.start() for match in pattern.finditer(words, _SHORTEST_SUBJECT, _LONGEST_SUBJECT)]:
                words = words[: ends[-1]]
                break
        else:
            words = words[:_LONGEST_SUBJECT].rpartition(" ")[0]
        while fold(words.rpartition(" ")[2]) in OPEN_WORDS:
            words = words.rpartition(" ")[0]
    words = words.strip(" ,;:.")
    return words[:1].upper() + words[1:]
