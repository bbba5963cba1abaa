"""Long lists: the newest entries on the list's own page, and a page for each year of release."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from letterbook.i18n import Interface

ON_ONE_PAGE = 100
"""The most entries on the list's own page; the others are on the pages of their years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLink:
    """A year in the navigation of a list: `address` is "" if the list is not split, `count` is text of the interface,
    and `current` marks the page's own year."""

    year: int
    address: str
    count: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a list: `shown` has the keys of its entries; `count` is the number of entries of its `year`, or of
    the whole list if that is None."""

    address: str
    year: int | None
    shown: frozenset[str]
    count: int
    years: tuple[YearLink, ...]


def split_by_year(
    released: Mapping[str, dt.date],
    address: str,
    address_of_year: Callable[[int], str],
    interface: Interface,
    *,
    always: bool = False,
) -> Iterator[ListPage]:
    """Yield the list's own page at `address` and, if the list is long or `always` split, a page for each year, the
    latest first. `released` has the release date of each entry by its key; entries released on the same day keep their
    order."""
    counts = Counter(day.year for day in released.values())
    years = sorted(counts, reverse=True)
    split = always or len(released) > ON_ONE_PAGE

    def link_years(current: int | None) -> tuple[YearLink, ...]:
        return tuple(
            YearLink(
                year=each,
                address=address_of_year(each) if split else "",
                count=interface.number(counts[each]),
                current=each == current,
            )
            for each in years
        )

    newest = sorted(released, key=lambda key: released[key], reverse=True)[:ON_ONE_PAGE]
    yield ListPage(address=address, year=None, shown=frozenset(newest), count=len(released), years=link_years(None))
    for year in years if split else ():
        yield ListPage(
            address=address_of_year(year),
            year=year,
            shown=frozenset(key for key, day in released.items() if day.year == year),
            count=counts[year],
            years=link_years(year),
        )
