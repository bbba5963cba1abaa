"""The figures of some letters in one line, and the key figures of a set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letterbook.derived.response_status import StatusKind
from letterbook.derived.statistics import Figures, LetterSet, Pair, make_figures
from letterbook.i18n import Interface
from letterbook.model.public import ResponseKind
from letterbook.rendering.headline import SEPARATOR


def write_summary(figures: Figures, interface: Interface) -> str:
    """Write `3 letters · replies received: 2 of 3 · median 46 days · responses may be missing: 1`.

    It depends on letters and responses alone, never on the day, so that a page changes only when one of them does.
    """
    number = interface.number
    parts = [interface.plural("communications-count", figures.letters)]
    if figures.counted:
        counted = number(len(figures.counted))
        parts.append(interface.text("summary-replies", replied=number(figures.replied), counted=counted))
    if figures.median_days is not None:
        parts.append(interface.text("summary-median", days=write_days(figures.median_days, interface)))
    for key, pairs in (("key-unchecked", figures.unchecked), ("key-withdrawn", figures.withdrawn)):
        if pairs:
            parts.append(interface.text(key, number=number(len(pairs))))
    return SEPARATOR.join(parts)


def write_summaries(pairs: Iterable[Pair], interface: Interface) -> tuple[str, ...]:
    """Write a line about the real letters of some pairs, and one about the fictional examples."""
    pairs = tuple(pairs)
    real = tuple(each for each in pairs if not each.letter.example)
    examples = tuple(each for each in pairs if each.letter.example)
    lines = [write_summary(make_figures(real), interface)] if real else []
    if examples:
        lines.append(interface.text("summary-examples", figures=write_summary(make_figures(examples), interface)))
    return tuple(lines)


def write_days(days: float, interface: Interface) -> str:
    """Write `46 days`, or `46.5 days`."""
    if days == int(days):
        return interface.plural("days-count", int(days))
    return interface.text("days-half", number=interface.number(days))


def list_key_figures(found: LetterSet, interface: Interface) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the key figures of a set: a label, and sentences that say which letters are counted and which are not."""
    total, number = found.total, interface.number
    groups_once = [interface.text("key-groups-once", number=number(total.subjects))]
    yield interface.text("column-letters"), (number(total.letters), *groups_once * (total.subjects < total.letters))
    yield interface.text("column-pairs"), (number(total.pairs), interface.text("key-pairs"))
    yield interface.text("column-left-out"), tuple(_list_left_out(total, interface)) or (number(0),)
    if total.counted:
        yield interface.text("column-replied"), tuple(_write_replied(total, interface))
        waiting = {each: total.by_status[each] for each in (StatusKind.ACKNOWLEDGED, StatusKind.ASKED_FOR_TIME)}
        for kind, count in waiting.items():
            yield interface.text(f"key-{kind}"), (number(count),)
        yield interface.text("column-none-so-far"), (number(total.by_status[StatusKind.NONE_SO_FAR]),)
        yield interface.text("key-days"), tuple(_write_medians(total, interface))
    responses = [
        interface.text("key-response", kind=interface.text(f"responses-{kind}"), number=number(found.responses[kind]))
        for kind in ResponseKind
    ]
    yield interface.text("responses"), (interface.series(responses),)


def _write_replied(total: Figures, interface: Interface) -> Iterator[str]:
    number = interface.number
    yield interface.text("key-of", number=number(total.replied), counted=number(len(total.counted)))
    yield interface.text("key-rate-none") if total.rate is None else interface.percent(total.rate)


def _list_left_out(total: Figures, interface: Interface) -> Iterator[str]:
    number = interface.number
    if total.unchecked:
        yield interface.text("key-unchecked", number=number(len(total.unchecked)))
    if total.unchecked_replied:
        yield interface.text("key-unchecked-replied", number=number(total.unchecked_replied))
    if total.withdrawn:
        yield interface.text("key-withdrawn", number=number(len(total.withdrawn)))


def _write_medians(total: Figures, interface: Interface) -> Iterator[str]:
    if total.median_days is not None:
        days = write_days(total.median_days, interface)
        yield interface.text("key-median", days=days, number=interface.number(total.replied))
    if total.estimated_median is not None:
        yield interface.text("key-estimated", days=write_days(total.estimated_median, interface))
    elif total.rate is None:
        yield interface.text("key-estimated-few")
    else:
        yield interface.text("key-estimated-open")
