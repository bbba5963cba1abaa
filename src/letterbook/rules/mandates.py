"""Rules about a letter's mandates and their resolutions: they must agree with the letter's own words and the register.

A letter says who writes it, and on what basis: "in our capacities as …, pursuant to Human Rights Council resolutions
…". Mandates and resolutions pair by position there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from letterbook.model.record import Corpus, Letter
from letterbook.model.registers import Mandate, MandateBody
from letterbook.rules.diagnostics import Severity
from letterbook.rules.registry import Context, Finding, checks
from letterbook.text.capacities import StatedCapacities, find_capacities, fold_name
from letterbook.text.normalize import fold
from letterbook.text.visible_text import read_visible_text

_SHORTEST_NAME = 12
"""Shorter aliases, such as WGAD, may be words of another name."""


@checks(Letter, "mandates", severity=Severity.WARNING)
def mandates_mismatch(letter: Letter, context: Context) -> Iterator[Finding]:
    """The mandates named in the text differ from those listed in `mandates`, or are in a different order.

    Why: a letter appears on the pages of its mandates, so it would be missing from one of them. Mandates and
    resolutions are also matched by position.

    Example: "in our capacities as Special Rapporteur on torture; and Working Group on Arbitrary Detention" with only
    `torture` in `mandates`

    How to fix: list the mandates that the text names, in its order. If the text is wrong, allow this rule with a
    reason.
    """
    stated = find_capacities(read_visible_text(letter.body))
    if stated is None:
        return
    problem = _compare_mandates(letter, stated, context)
    if problem:
        yield Finding(
            letter.place.line("mandates"),
            f"{problem} (line {letter.place.body_line + stated.line})",
            "List the mandates that the text names, in its order. If the text is wrong, add allow: with rule:"
            " mandates-mismatch and a reason.",
        )


@checks(Letter, "mandates", severity=Severity.WARNING)
def resolution_mismatch(letter: Letter, context: Context) -> Iterator[Finding]:
    """The text gives a resolution for a mandate that differs from `resolution`.

    Why: the resolution is the legal basis on which the mandate writes. The first resolution in the text is that of the
    first mandate, and so on.

    Example: `resolution: 43/20` for the first of two mandates, in a letter "pursuant to Human Rights Council
    resolutions 44/15 and 43/20"

    How to fix: correct `resolution`, or the order of `mandates`. If the text is wrong, allow this rule with a reason.
    """
    stated = find_capacities(read_visible_text(letter.body))
    if stated is None:
        return
    line = letter.place.body_line + stated.resolutions_line
    by_position = _pair_by_position(letter, stated, context)
    for index, each in enumerate(letter.mandates):
        if each.resolution is None:
            continue
        meant = by_position.get(index)
        if each.resolution != meant if meant else each.resolution not in stated.resolutions:
            gives = f"{meant} for `{each.mandate}`" if meant else ", ".join(stated.resolutions)
            yield Finding(
                letter.place.line(f"mandates[{index}].resolution", "mandates"),
                f"`resolution` is {each.resolution}, but the text gives {gives} (line {line})",
                "Correct resolution, or the order of mandates. If the text is wrong, add allow: with rule:"
                " resolution-mismatch and a reason.",
            )


@checks(Corpus, severity=Severity.WARNING)
def unknown_resolution(corpus: Corpus, _: Context) -> Iterator[Finding]:
    """A mandate has a resolution that neither the register nor the text of the letter gives.

    Why: nothing else reveals a typing error in a letter that is kept without its text.

    Example: `resolution: 44/51` for `business`, whose entry in registers/mandates.yml has `resolutions: [44/15]`

    How to fix: correct `resolution`. If it is right, add it to `resolutions` of the mandate in registers/mandates.yml.
    This is reported once for each mandate and resolution.
    """
    reported: set[tuple[str, str]] = set()
    for letter in corpus.letters:
        for index, each in enumerate(letter.mandates if letter.has_read("mandates") else ()):
            entry = corpus.registers.mandates.get(each.mandate)
            if each.resolution is None or entry is None or not entry.resolutions:
                continue
            if each.resolution in entry.resolutions or (each.mandate, each.resolution) in reported:
                continue
            if not _is_in_text(each.resolution, letter.body):
                reported.add((each.mandate, each.resolution))
                yield Finding(
                    letter.place.line(f"mandates[{index}].resolution", "mandates"),
                    f"{each.resolution} is not among the resolutions of `{each.mandate}` in registers/mandates.yml:"
                    f" {', '.join(entry.resolutions)}",
                    "Correct resolution, or add it to resolutions of the mandate in registers/mandates.yml.",
                    path=letter.place.path,
                )


def _is_in_text(resolution: str, body: str) -> bool:
    """Whether a text gives a resolution, or says by itself which ones it relies on, so that another rule judges it."""
    if resolution in body:  # a quick look, which most texts pass
        return True
    visible = read_visible_text(body)
    return resolution in fold(visible.running) or find_capacities(visible) is not None


def _compare_mandates(letter: Letter, stated: StatedCapacities, context: Context) -> str:
    """Say how the mandates that a text names differ from those of the front matter; "" if they agree."""
    register = context.corpus.registers.mandates
    given = [each.mandate for each in letter.mandates]
    named = stated.find_mandates(_map_names(_Key(register)))
    if missing := [each for each in named if each not in given]:
        return f"the text names `{'`, `'.join(missing)}`, which `mandates` does not list"
    of_the_un = [each for each in given if each in register and register[each].body not in (None, MandateBody.OTHER)]
    if stated.count and not len(of_the_un) <= stated.count <= len(given):
        count = "1 mandate" if stated.count == 1 else f"{stated.count} mandates"
        return f"the text names {count}, but `mandates` lists {len(given)}"
    if (order := [each for each in given if each in named]) != list(named):
        return f"the text names `{'`, `'.join(named)}` in this order, but `mandates` lists `{'`, `'.join(order)}`"
    return ""


def _pair_by_position(letter: Letter, stated: StatedCapacities, context: Context) -> Mapping[int, str]:
    """Pair the indexes of the mandates with the resolutions in the text; empty if it is not clear which is whose."""
    without_authority = [index for index, each in enumerate(letter.mandates) if each.authority is None]
    if len(without_authority) != len(stated.resolutions) or _compare_mandates(letter, stated, context):
        return {}
    return dict(zip(without_authority, stated.resolutions, strict=True))


class _Key:
    """Makes a register, which is the same for a whole record, the key of a cache."""

    def __init__(self, register: Mapping[str, Mandate]) -> None:
        self.register = register

    def __hash__(self) -> int:
        return id(self.register)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.register is self.register


@lru_cache(maxsize=2)
def _map_names(key: _Key) -> Mapping[str, str]:
    """Map the folded names of the mandates to their ids, without those that two mandates share."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for id_, entry in key.register.items():
        for name in {fold_name(each) for each in (*(text for _, text in entry.name), *entry.aliases)}:
            if len(name) >= _SHORTEST_NAME and found.setdefault(name, id_) != id_:
                shared.add(name)
    return {name: id_ for name, id_ in found.items() if name not in shared}
