"""Fills in the front matter of a response from its own text and from the letter that it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from letterbook.editing.drafts.draft import Draft
from letterbook.editing.drafts.head import read_date
from letterbook.editing.drafts.letter_draft import UNKNOWN_LANGUAGE, Given
from letterbook.editing.drafts.phrases import VIA
from letterbook.editing.drafts.response_phrases import (
    ACKNOWLEDGEMENT,
    CITED,
    EXTENSION,
    OWN_REFERENCE,
    SENDER_END,
    TRANSMITS,
)
from letterbook.editing.drafts.sentences import Reading
from letterbook.editing.register_names import RegisterNames
from letterbook.model.record import Letter, Response, ResponseKind, TextKept
from letterbook.text.dates import find_dates
from letterbook.text.letter_head import find_answered_references
from letterbook.text.normalize import PARAGRAPH_END, fold
from letterbook.text.phrases import REFERENCES
from letterbook.text.visible_text import read_visible_text
from letterbook.text.written_language import find_language

_HEAD_LINES = 12
_BEGINNING = 3_000
_SHORT = 1_800
_LONGEST_SENDER = 160


def read_response(
    body: str,
    letter: Letter,
    earlier: Sequence[Response],
    names: RegisterNames,
    given: Given,
    received: dt.date | None,
) -> Draft:
    """Fill in the fields of a response to a letter from its text in Markdown.

    `earlier` are the responses to the letter that the record has, `names` those of the recipients, `received` the day
    of receipt, if an editor gave it.
    """
    draft = Draft(Response)
    reading = Reading(read_visible_text(body))
    draft.put("letter", str(letter.reference))
    language = given.language or find_language(reading.visible)
    draft.put("language", language)
    if not language:
        draft.leave("language", UNKNOWN_LANGUAGE)
    draft.put("received", received)
    if given.date is not None:
        draft.put("dated", given.date)
    dated = given.date or read_date(reading, draft, "dated", language or "en", foot=True)
    if dated is not None and dated < letter.sent:
        draft.doubt(f"it is dated {dated}, before the letter that it answers, which was sent on {letter.sent}")
    _read_recipient(reading, letter, names, given, draft)
    _read_cited(reading, letter, language or "en", draft)
    if given.kind:
        draft.put("kind", given.kind)
    else:
        _read_kind(reading, [each for each in earlier if not _is_later(each, dated or received)], draft)
    _read_own_reference(reading, draft)
    draft.propose("sent_by", _find_sender(reading))
    draft.leave("summary", "a response says what it answers in its own words; write a neutral summary if it needs one")
    draft.put("text", TextKept.FULL.value)
    return draft


def _read_recipient(reading: Reading, letter: Letter, names: RegisterNames, given: Given, draft: Draft) -> None:
    own = [each.recipient for each in letter.recipients]
    if given.recipients:
        draft.put("recipient", given.recipients[0])
        if given.recipients[0] not in own:
            draft.doubt(f"the letter was not sent to `{given.recipients[0]}`, but to {', '.join(own)}")
        return
    sender = [each.id for each in names.find_in(_find_sender(reading))]
    if sender and sender[0] not in own:
        draft.propose("recipient", sender[0])
        draft.doubt(f"it comes from `{sender[0]}`, but the letter was sent to {', '.join(own)}")
        return
    named = [each.id for each in names.find_in(f"{reading.lower[:_BEGINNING]} {reading.lower[-_BEGINNING:]}")]
    found = [each for each in own if each in named]
    if len(own) == 1:
        draft.put("recipient", own[0])
        if not found:
            draft.doubt(
                f"the response does not name `{own[0]}`, the letter's only recipient, to whom it was attributed"
            )
    elif len(found) == 1:
        draft.put("recipient", found[0])
    else:
        draft.leave("recipient", f"the letter went to {', '.join(own)}; name the one that answers with --recipient")


def _read_cited(reading: Reading, letter: Letter, language: str, draft: Draft) -> None:
    """Find which letters the response says that it answers, and compare them with the one given."""
    cited = list(find_answered_references(reading.visible))
    own = [each for each in cited if each[1].key == letter.reference.key]
    answered = list(dict.fromkeys(reference for _, reference, answers in cited if answers))
    others = [str(each) for each in answered if each.key != letter.reference.key]
    if own and others:
        draft.put("also_answers", others)
        draft.doubt(f"it says that it also answers {', '.join(others)}", own[0][0] + 1)
    elif others:
        draft.doubt(f"it says that it answers {', '.join(others)}, not {letter.reference}")
    if own:
        return
    for match in reading.search(CITED, 0, _BEGINNING):
        days = {day for _, found in find_dates(match["date"], language) if len(found) == 1 for day in found}
        if letter.sent in days:
            draft.propose("cites_as", reading.write(*match.span("words")))
            return
        if days:
            day = next(iter(days))
            draft.doubt(
                f"it cites a letter of {day}, but {letter.reference} was sent on {letter.sent}",
                reading.find_line(match.start()),
            )
            return
    if not others:
        draft.doubt(f"it cites {letter.reference} neither by its reference nor by its date")


def _read_kind(reading: Reading, earlier: Sequence[Response], draft: Draft) -> None:
    text = reading.lower
    is_short = len(text) < _SHORT
    answered = [
        each
        for each in earlier
        if each.recipient == draft.get("recipient") and each.kind in (ResponseKind.REPLY, ResponseKind.FURTHER_REPLY)
    ]
    if is_short and EXTENSION.pattern.search(text):
        kind = ResponseKind.EXTENSION_REQUEST
    elif is_short and ACKNOWLEDGEMENT.pattern.search(text) and not TRANSMITS.pattern.search(text):
        kind = ResponseKind.ACKNOWLEDGEMENT
    else:
        kind = ResponseKind.FURTHER_REPLY if answered else ResponseKind.REPLY
    draft.propose("kind", kind.value)


def _is_later(other: Response, day: dt.date | None) -> bool:
    """Whether another response came after a day."""
    days = [each for each in (other.dated, other.received) if each is not None]
    return day is not None and bool(days) and min(days) > day


def _read_own_reference(reading: Reading, draft: Draft) -> None:
    lines = [each.strip(" *_|") for each in reading.visible.text.split("\n") if each.strip()][:_HEAD_LINES]
    for line in lines:
        folded = fold(line)
        match = OWN_REFERENCE.match(folded)
        if match is None or any(each.match(match["number"]) for each in REFERENCES):
            continue
        if match.start("number") == 0 and "/" not in folded and "-" not in folded:
            continue  # a page number
        if any(True for _ in find_dates(folded, "en")):
            continue
        draft.propose("reference", line[-len(match["number"]) :])
        return


def _find_sender(reading: Reading) -> str:
    """Return the mission that sends a note verbale, as the note names it; "" if it names none."""
    text = reading.lower
    matches = list(VIA.pattern.finditer(text, 0, _BEGINNING))
    found = ""
    for match in matches:
        start = match.start() + (4 if match[0].startswith("the ") else 0)
        stop = text.find(PARAGRAPH_END, start)
        end = SENDER_END.search(text, start + 20, min(start + _LONGEST_SENDER, stop if stop > 0 else len(text)))
        words = reading.write(start, end.start() if end else match.end())
        found = found or words
        if end and end[0][0] == " ":  # the name of a letterhead has no verb
            found = words
            break
    return found[:1].upper() + found[1:]
