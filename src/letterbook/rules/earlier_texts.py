"""Rules about earlier texts: each is the text of a letter or response that readers saw until a correction.

A page shows the words before and after the correction. What was taken away to protect somebody, or was never public,
must not come back that way.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from letterbook.ingest.front_matter import Problem
from letterbook.model.record import EarlierText, Letter, Response, TextKept
from letterbook.rules.diagnostics import Severity
from letterbook.rules.redactions import has_redactions
from letterbook.rules.registry import Context, Finding, Wording, checks, explains
from letterbook.rules.release_dates import find_embargo, kind_of
from letterbook.text.comparison import have_same_words
from letterbook.text.phrases import REDACTION
from letterbook.text.visible_text import read_visible_text

_RELEASE = frozenset({"reference", "sent", "release", "withdrawn", "letter", "dated", "received"})
"""The fields without which the release date of a letter or response cannot be worked out."""


@explains()
def earlier_text_without_letter(_: Problem) -> Wording:
    """An earlier text belongs to no letter or response in the record.

    Why: its page would have nothing to compare it with, so nobody would ever see it.

    Example: `data/earlier/al-xaa-3-2024/2024-05-20.md` where there is no `al-xaa-3-2024.md`

    How to fix: name the folder after the letter's file, without `.md`. The earlier text of a response belongs in a
    folder within it, named after the response's file. If the letter has left the record, delete its earlier texts.
    """
    help_ = (
        "Name its folder after the letter's file, and the folder within it after the response's. If the letter or"
        " response has left the record, delete this file."
    )
    return "the record has no letter or response to which this earlier text belongs", help_


@checks(EarlierText, "letter", "replaced")
def earlier_text_file_name_mismatch(earlier: EarlierText, _: Context) -> Iterator[Finding]:
    """An earlier text's path does not match its letter or its date.

    Why: the path says to which letter it belongs and which correction replaced it. If the path and the fields disagree,
    one of them is wrong.

    Example: `data/earlier/al-xaa-3-2024/2024-05-20.md` with `replaced: 2024-05-21`

    How to fix: correct the field, or rename the file or its folder.
    """
    path = PurePosixPath(earlier.place.path)
    folders = (
        path.parts[path.parts.index("earlier", -4) + 1 : -1] if "earlier" in path.parts[-4:] else path.parts[-2:-1]
    )
    if folders[0] != earlier.letter.slug:
        yield Finding(
            earlier.place.line("letter"),
            f"`letter` is {earlier.letter}, but the file is in the folder {folders[0]}",
            f"Put the file in the folder {earlier.letter.slug}, or correct letter.",
        )
    if path.stem != str(earlier.replaced):
        yield Finding(
            earlier.place.line("replaced"),
            f"`replaced` is {earlier.replaced}, but the file is named {path.name}",
            f"Name the file {earlier.replaced}.md, or correct replaced.",
        )


@checks(Letter | Response, "corrections")
def earlier_text_without_correction(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """No correction of the letter or response has the date on which an earlier text was replaced.

    Why: the page shows the text before and after each correction, with what was corrected. Without a correction of that
    day, readers would not know why the text changed. A correction made by a later letter leaves the text as it was, so
    it does not count.

    Example: `replaced: 2024-05-20`, and a letter whose only correction is dated 2024-05-21

    How to fix: correct `replaced` and the file name, or add the correction to the letter or response.
    """
    dates = {each.date for each in filed.corrections if getattr(each, "letter", None) is None}
    for each in filed.earlier:
        if each.has_read("replaced") and each.replaced not in dates:
            yield Finding(
                each.place.line("replaced"),
                f"the {kind_of(filed)} has no correction of {each.replaced}",
                f"Correct replaced and the file name, or add the correction to the {kind_of(filed)}.",
                path=each.place.path,
            )


@checks(Letter | Response, "redactions", guards=True, quotes=False)
def earlier_text_of_redacted(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """A letter or response from which something was redacted has an earlier text.

    Why: a redaction takes words away to protect somebody. The page that compares the texts would show them again, and
    name exactly what was removed.

    Example: `redactions:` in the letter, or `[redacted: identity]` in its text or in its earlier text

    How to fix: delete the earlier text. The correction itself stays, with its note.
    """
    is_redacted = has_redactions(filed)
    for each in filed.earlier:
        if is_redacted or any(REDACTION.search(read_visible_text(one.body).running) for one in filed.earlier):
            yield Finding(
                0,
                f"something was redacted from this {kind_of(filed)}, so its earlier texts must not be shown",
                "Delete this file. The correction stays in the record, with its note.",
                path=each.place.path,
            )


@checks(Letter | Response, "text", "confidential", *_RELEASE, guards=True, quotes=False)
def unpublished_earlier_text(filed: Letter | Response, context: Context) -> Iterator[Finding]:
    """An earlier text was never public, or belongs to a letter or response whose text is not published in full.

    Why: the page shows what readers saw before a correction. Where the text itself is not published, an earlier one
    must not be either; and one that was replaced before its release is a draft.

    Example: `replaced: 2024-04-20` for a letter released on 2 May 2024; an earlier text of a letter with `text: none`,
    of a confidential response, or of something withdrawn

    How to fix: delete the earlier text, or correct `replaced` and the date of the correction.
    """
    reason = _say_why_unpublished(filed)
    embargo = find_embargo(filed, context)
    for each in filed.earlier:
        early = embargo and embargo.due and each.has_read("replaced") and each.replaced < embargo.due
        if reason or early:
            yield Finding(
                each.place.line("replaced") if early and not reason else 0,
                reason
                or f"this text was replaced on {each.replaced}, before the {kind_of(filed)}'s release,"
                " so no reader saw it",
                "Delete this file." + ("" if reason else " If the date is wrong, correct it here and in corrections."),
                path=each.place.path,
            )


def _say_why_unpublished(filed: Letter | Response) -> str:
    """Say why no text of a letter or response may be compared with an earlier one; "" if it may."""
    kind = kind_of(filed)
    if filed.withdrawn is not None:
        return f"the {kind} was withdrawn, so its earlier texts are not shown either"
    if isinstance(filed, Response) and filed.confidential:
        return "the response is confidential, so the record has no text of it"
    if filed.text is not TextKept.FULL:
        return f"the {kind} has `text: {filed.text}`, so its earlier texts are not shown"
    return ""


@checks(Letter | Response, severity=Severity.WARNING)
def unchanged_earlier_text(filed: Letter | Response, _: Context) -> Iterator[Finding]:
    """An earlier text has the same words as the text that replaced it.

    Why: readers would be led to a comparison that shows no change. Usually the letter's text has not been corrected
    yet, or the corrected text was kept as the earlier one.

    Example: a copy of the letter's text in `data/earlier/`, and no correction in the letter's own file

    How to fix: correct the text of the letter or response; what it was before stays in the earlier text. If only the
    layout changed, delete the earlier text.
    """
    dated = sorted((each for each in filed.earlier if each.has_read("replaced")), key=lambda each: each.replaced)
    followers = [*dated[1:], filed]
    for each, following in zip(dated, followers, strict=False):
        if each.body.strip() and have_same_words(each.body, following.body):
            what = "text now" if following is filed else "next earlier text"
            yield Finding(
                each.place.body_line,
                f"this has the same words as the {kind_of(filed)}'s {what}",
                f"Correct the {kind_of(filed)}'s text in its own file. If only its layout changed, delete this file.",
                path=each.place.path,
            )
