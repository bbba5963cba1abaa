"""The rule about confidential responses: the record holds only that there is one, and its date."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Response
from letterbook.rules.registry import Context, Finding, checks


@checks(Response, "confidential", "summary", "answers", "attachments")
def confidential_content(response: Response, _: Context) -> Iterator[Finding]:
    """A confidential response has a text, a summary, answers, a file or a translation.

    Why: its sender asked that only the fact and the date of the response be known. What is not in the record cannot be
    published by mistake, nor be read in its history.

    Example: `confidential: true` above the text of the response

    How to fix: remove the text, summary, answers, attachments and translations. If the response is not confidential,
    remove `confidential`; if it is only too early to publish it, use a hold instead.
    """
    if not response.confidential:
        return
    found = [(response.place.body_line, "text")] if response.body.strip() else []
    found += [(response.place.line("summary"), "summary")] if response.summary else []
    found += [(response.place.line("answers"), "list of answers")] if response.answers else []
    found += [(response.place.line("attachments"), "file")] if response.attachments else []
    for line, what in found:
        yield Finding(
            line, f"a confidential response has a {what}", f"Remove the {what}, or confidential if it does not apply."
        )
    for each in response.translations:
        yield Finding(
            1,
            "a confidential response has a translation",
            "Remove this file, or confidential from the response if it does not apply.",
            path=each.place.path,
        )
