"""The rule that no page denies a response that is withheld."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from letterbook.embargo import NEVER, knows_responses, letter_embargo, response_day_by_rule, response_embargo
from letterbook.model.record import Letter, Response
from letterbook.rules.registry import Context, Finding, checks


@checks(Response, "release", "withdrawn", "letter", "recipient", "dated", "received", "also_answers", allowable=True)
def denied_response(response: Response, context: Context) -> Iterator[Finding]:
    """A response is withheld, and the page of a letter that it answers will say that there is no response.

    Why: "no response so far" would be untrue of a State or a company that did respond. The site cannot put it right by
    itself, since a page that differs because of a withheld response would give it away. Responses are withheld by a
    hold, by a later release date, or by a withdrawal before their release.

    Example: `hold: true` in the only response to a letter, in a record with `responses: complete`

    How to fix: add `responses: partial` to the letter and remove `responses_checked`. The page then says "not yet
    checked for a response", as for every letter about which the record makes no claim.
    """
    own = context.find_letter(response)
    policy = context.corpus.policy
    by_rule = response_day_by_rule(response, own, policy) if own else None
    if own is None or by_rule is None or response_embargo(response, own, policy).disclosed_from <= by_rule:
        return
    for reference in (response.letter, *response.also_answers):
        letter = context.letters.get(reference.key)
        if letter is None or not letter.has_read("sent", "release", "withdrawn", "recipients", *_CLAIMS):
            continue
        is_shown = letter_embargo(letter, policy).text_from is not None
        is_asked = any(each.recipient == response.recipient for each in letter.recipients)
        is_denied = is_shown and is_asked and knows_responses(letter, policy)
        if is_denied and _find_first_day(letter, response.recipient, context) > by_rule:
            yield _report(response, letter)


_CLAIMS = ("reference", "responses", "responses_checked")


def _report(response: Response, letter: Letter) -> Finding:
    checked = letter.responses_checked is not None
    where = f"{letter.place.path}, line {letter.place.line('responses_checked' if checked else 'reference')}"
    return Finding(
        response.place.line("withdrawn" if response.withdrawn else "release", "letter"),
        f"this response is withheld, and the page of {letter.reference} will say that {response.recipient} has not"
        " responded",
        f"Add responses: partial to the letter{' and remove responses_checked' if checked else ''} ({where}). Its page"
        " then says that it is not yet checked for a response.",
    )


def _find_first_day(letter: Letter, recipient: str, context: Context) -> dt.date:
    """Return the day from which a letter's page mentions a response by a recipient, or a notice of one; else NEVER."""
    days = []
    for each in context.responses.values():
        own = context.find_letter(each)
        if own is None or not each.has_read("recipient", "release", "withdrawn", "dated", "received", "also_answers"):
            continue
        if each.recipient == recipient and letter.reference.key in {
            one.key for one in (each.letter, *each.also_answers)
        }:
            days.append(response_embargo(each, own, context.corpus.policy).disclosed_from)
    return min(days, default=NEVER)
