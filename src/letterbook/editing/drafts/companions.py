"""Reads what a letter says about similar letters, about earlier ones, about victims and about press releases."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.phrases import ALSO_SENT, OF_OURS, OTHERS, PRESS, RECALLED, VICTIMS
from letterbook.editing.drafts.sentences import Reading
from letterbook.editing.register_names import Named, RegisterNames
from letterbook.editing.yaml_text import Value
from letterbook.model.reference import Reference
from letterbook.text.capacities import fold_name
from letterbook.text.dates import find_dates
from letterbook.text.normalize import fold_in_place
from letterbook.text.phrases import CITED_REFERENCE

_BEFORE, _AFTER = 90, 120
"""How many characters before and after a date the words for a letter, and for its senders, are looked for in."""


def find_companion_phrases(reading: Reading) -> Iterator[re.Match[str]]:
    """Find the phrases that lead to those to whom similar letters are sent."""
    for phrase in ALSO_SENT:
        yield from reading.search(phrase.pattern)


def read_companions(reading: Reading, names: RegisterNames, own: Sequence[str], draft: Draft) -> list[tuple[int, int]]:
    """Find to whom similar letters were sent. `own` are the ids of the letter's recipients.

    Also returns where the sentences that say so are.
    """
    values: list[Value] = []
    sentences: list[tuple[int, int]] = []
    for match in find_companion_phrases(reading):
        start, end = reading.find_sentence(match.start())
        if (start, end) in sentences:
            continue
        sentences.append((start, end))
        values += _read_recipients(reading, match.end(), end, names, draft)
    distinct = [each for at, each in enumerate(values) if each not in values[:at] and each not in own]
    draft.put("also_sent_to", distinct)
    return sentences


def _read_recipients(reading: Reading, start: int, end: int, names: RegisterNames, draft: Draft) -> list[Value]:
    text = reading.lower[start:end]
    others = OTHERS.search(text)
    listed = text[: others.start()] if others else text
    folded = fold_name(listed)
    found = names.find_in(folded)
    values: list[Value] = [each.id for each in found]
    is_named = bool(found or others)
    for first, last in _find_gaps(folded, found):
        words = reading.write(start + first, start + last) if len(folded) == len(listed) else folded[first:last]
        if _NAME.search(words):
            is_named = True
            unknown = _NOT_NAMES.sub("", words).strip(" .,;")
            draft.doubt(
                f"similar letters also went to “{unknown}”, which is not in registers/recipients.yml",
                reading.find_line(start),
            )
    if others:
        words = reading.write(start + others.start(), start + others.end())
        words = re.sub(r"^(?:to|à|aux?|a) ", "", words).rstrip(" .,;")
        values.append({"others": words})
    if not is_named:
        draft.doubt(
            "the letter says that similar ones were sent, but no recipient in the register was found there",
            reading.find_line(start),
        )
    return values


def _find_gaps(text: str, found: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Yield the places of the list items that lie between the names found in a list."""
    at = 0
    for each in (*found, None):
        end = each.start if each else len(text)
        for item in _ITEM.finditer(text, at, end):
            yield item.span()
        at = each.end if each else end


_ITEM = re.compile(r"(?:(?! and | et | y |[,;]).)+")
_NAME = re.compile(r"\b(?!Govern|Gouvern|Gobiern|State|Estado|État|Please)[A-ZÀ-Þ][^\W\d_]{2,}")
"""A word with a capital letter, other than those for a government."""
_NOT_NAMES = re.compile(
    r"^(?:\s|(?:and|the|to|of|also|as well as|et|ainsi que?|aux?|à|de|des|du|la|le|les|l'|d'|y|e|a|al|los|las|el|del"
    r"|así como|Governments?|Gouvernements?|Gobiernos?|compan(?:y|ies)|soci[ée]t[ée]s?|entreprises?|empresas?"
    r")(?=\s|$))+"
)


def read_earlier_letters(
    reading: Reading,
    own: Reference | None,
    sent: dt.date | None,
    language: str,
    elsewhere: list[tuple[int, int]],
    draft: Draft,
) -> None:
    """Find the earlier letters that this one recalls, by reference or by date.

    `elsewhere` are the sentences about letters to others.
    """
    folded = fold_in_place(reading.visible.running)
    values: list[Value] = []
    head = _find_end_of_head(reading)
    cited: list[int] = []
    for match in CITED_REFERENCE.finditer(folded.text, head):
        try:
            reference = Reference.parse("{type} {code} {number}/{year}".format(**match.groupdict()))
        except ValueError:
            continue
        cited.append(match.start())
        if own is not None and reference.key == own.key:
            continue
        if any(start <= match.start() < end for start, end in elsewhere):
            continue
        if str(reference) not in values:
            values.append(str(reference))
    for start, end, day in _find_recalled_dates(reading, head, language):
        following = bisect_right(cited, start - _BEFORE)
        near = following < len(cited) and cited[following] < end + _AFTER
        inside = any(first <= start < last for first, last in elsewhere)
        value: Value = {"sent": day}
        if not near and not inside and (sent is None or day < sent) and value not in values:
            values.append(value)
            draft.doubt(
                f"an earlier letter of {day} is recalled without a reference: look it up", reading.find_line(start)
            )
    draft.put("follows", values)
    if values:
        draft.doubt(
            f"earlier letters recalled: {', '.join(map(_write_earlier, values))}; check that they are on this matter"
        )


def _write_earlier(value: Value) -> str:
    return f"that of {value['sent']}" if isinstance(value, dict) else str(value)


def _find_recalled_dates(reading: Reading, start: int, language: str) -> list[tuple[int, int, dt.date]]:
    """Find the dates beside words for a letter of the senders: "on 18 August 2020, we issued a communication"."""
    text = reading.lower
    found: dict[dt.date, tuple[int, int, dt.date]] = {}
    nouns = list(RECALLED.pattern.finditer(text, start))
    for noun in nouns:
        first, last = reading.find_sentence(noun.start())
        if noun["reply"] or not OF_OURS.pattern.search(text, first, last):
            continue
        for match, days in find_dates(text[first:last], language):
            place = first + match.start()
            if len(days) == 1 and _find_nearest(nouns, place) is noun:
                day = next(iter(days))
                found.setdefault(day, (place, first + match.end(), day))
    return list(found.values())


def _find_nearest(nouns: Sequence[re.Match[str]], at: int) -> re.Match[str] | None:
    """Return the word for a letter or reply just before a date, or else just after it."""
    around = nouns[
        bisect_left(nouns, at - 2 * _BEFORE, key=re.Match.start) : bisect_left(nouns, at + _AFTER, key=re.Match.start)
    ]
    before = [each for each in around if 0 <= at - each.end() < _BEFORE]
    after = [each for each in around if 0 <= each.start() - at < _AFTER]
    return before[-1] if before else after[0] if after else None


def _find_end_of_head(reading: Reading) -> int:
    """Return where the first long paragraph below the letter's own reference begins."""
    at = 0
    for paragraph in reading.lower.split("\n"):
        if len(paragraph) > _LONG and at:
            return at
        at += len(paragraph) + 1
    return 0


_LONG = 120


def read_statements(reading: Reading, draft: Draft) -> None:
    """Find the number of alleged victims, and whether a press release is announced."""
    if match := next(reading.search(VICTIMS.pattern), None):
        draft.put("alleged_victims", int(match["number"]))
        draft.proposed = [each for each in draft.proposed if each != "alleged_victims"]
    if match := next(reading.search(PRESS.pattern), None):
        draft.leave(
            "press_releases",
            "the letter announces a press release; add it once it is out, with its address",
            reading.find_line(match.start()),
        )
