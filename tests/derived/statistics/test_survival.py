"""The estimate of the days to reply agrees with examples that were worked out in the literature."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.derived.statistics import Curve, estimate_curve

DAYS = st.lists(st.integers(0, 40), max_size=30)


def list_shares(curve: Curve) -> dict[int, float]:
    """The share after each day with a reply, to three places."""
    return {each.day: round(each.share, 3) for each in curve.steps if each.replied}


def test_the_example_of_kaplan_and_meier() -> None:
    """Kaplan and Meier (1958), section 2: deaths at 0.8, 3.1, 5.4 and 9.2, losses at 1.0, 2.7, 7.0 and 12.1 months;
    here in tenths. Their estimates are 7/8, 7/10, 21/40 and 21/80."""
    curve = estimate_curve([8, 31, 54, 92], [10, 27, 70, 121])

    assert list_shares(curve) == {8: 0.875, 31: 0.7, 54: 0.525, 92: 0.263}
    assert curve.median == 92


def test_remissions_under_mercaptopurine() -> None:
    """Freireich et al. (1963), Blood 21, pages 699-716: weeks of remission of 21 children with leukaemia. By hand, from
    the numbers still at risk: 18/21, x 16/17, x 14/15, x 11/12, x 10/11, x 6/7, x 5/6."""
    relapses = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    in_remission = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]

    curve = estimate_curve(relapses, in_remission)

    assert list_shares(curve) == {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert [(each.day, each.at_risk) for each in curve.steps][:4] == [(6, 21), (7, 17), (9, 16), (10, 15)]
    assert curve.median == 23


def test_remissions_under_placebo() -> None:
    """The other arm of that trial, in which every child relapsed: the estimate is then the plain share."""
    relapses = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

    curve = estimate_curve(relapses, [])

    assert list_shares(curve)[8] == round(8 / 21, 3)
    assert curve.median == 8


def test_a_median_that_has_not_come_is_none() -> None:
    assert estimate_curve([10], [20, 30]).median is None
    assert estimate_curve([], []).median is None


def test_a_median_is_the_day_on_which_exactly_half_are_left() -> None:
    """3/4 x 2/3 is exactly a half."""
    assert estimate_curve([5, 9], [20, 20]).median == 9


@given(replied=DAYS, still_open=DAYS)
def test_the_curve_falls_from_one_and_counts_every_case_once(replied: list[int], still_open: list[int]) -> None:
    curve = estimate_curve(replied, still_open)

    shares = [1.0, *(each.share for each in curve.steps)]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= each <= 1 for each in shares)
    assert sum(each.replied for each in curve.steps) == len(replied)
    assert sum(each.open for each in curve.steps) == len(still_open)


@given(days=st.lists(st.integers(0, 40), min_size=1, max_size=30))
def test_without_open_cases_the_estimate_is_the_plain_share(days: list[int]) -> None:
    for each in estimate_curve(days, []).steps:
        assert each.share == pytest.approx(sum(day > each.day for day in days) / len(days))


def test_the_order_of_cases_makes_no_difference() -> None:
    assert estimate_curve([3, 50, 8, 21, 8], [60, 4, 8]) == estimate_curve([8, 8, 21, 3, 50], [8, 60, 4])
