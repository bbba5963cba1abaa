"""Rules about corrections by a later letter: it must be in the record, and be later."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.model.record import Letter
from letterbook.model.reference import Reference
from letterbook.rules.registry import Context, Finding, checks


@checks(Letter, "corrections")
def unknown_correcting_letter(letter: Letter, context: Context) -> Iterator[Finding]:
    """A correction names a letter that is not in the record, or is there under a different type.

    Why: the correction is shown once that letter is released, and links to it. Without the letter it never appears.

    Example: `corrections:` with `letter: AL XAA 50/2024` for `AL XAA 5/2024`

    How to fix: correct the reference, or add the letter. If the record will not hold it, remove `letter`, and say in
    `note` what was corrected.
    """
    for path, each in _list_corrections(letter):
        found = context.letters.get(each.key)
        if each.slug not in context.unreadable and (found is None or found.reference != each):
            yield Finding(
                letter.place.line(path),
                f"there is no letter {each} in the record",
                f"Did you mean {found.reference}?" if found else "Correct the reference, add the letter, or remove it.",
            )


@checks(Letter, "corrections", "reference", "sent")
def correction_by_earlier_letter(letter: Letter, context: Context) -> Iterator[Finding]:
    """A correction names the letter itself, or a letter that was sent before it.

    Why: only a later letter can correct this one. Usually the two references were swapped.

    Example: `reference: AL XAA 3/2024` and `corrections:` with `letter: AL XAA 3/2024`

    How to fix: give the reference of the later letter. If this letter is the later one, move the correction to the
    other.
    """
    for path, each in _list_corrections(letter):
        found = context.letters.get(each.key)
        is_earlier = found is not None and found.has_read("sent") and found.sent < letter.sent
        if each.key == letter.reference.key or is_earlier:
            fault = "this letter itself" if each.key == letter.reference.key else "an earlier letter"
            yield Finding(
                letter.place.line(path),
                f"{each} is {fault}, so it cannot correct this one",
                "Give the reference of the later letter, or move the correction to the letter that was corrected.",
            )


def _list_corrections(letter: Letter) -> Iterator[tuple[str, Reference]]:
    """Yield the letters that its corrections name, each with the path of its field."""
    for index, each in enumerate(letter.corrections):
        if each.letter is not None:
            yield f"corrections[{index}].letter", each.letter
