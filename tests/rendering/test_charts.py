"""Charts are drawn to scale, in per cent of the width, and say so when there is nothing to draw."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from factories import day
from letterbook.derived.statistics import estimate_curve
from letterbook.rendering.charts import HEAT_STEPS, draw_bars, draw_curve, draw_strips, draw_timeline, find_heat

COUNTS = st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 2000)), max_size=8)


@given(counts=COUNTS)
def test_parts_of_bars_are_to_one_scale_and_leave_room_for_the_total(counts: list[tuple[int, int, int]]) -> None:
    chart = draw_bars("x", "", "", [(str(year), numbers, "") for year, numbers in enumerate(counts)])
    most = max((sum(numbers) for numbers in counts), default=0)

    for bar, numbers in zip(chart.bars, counts, strict=True):
        assert bar.end <= 84
        assert sum(each.width for each in bar.segments) <= 84.1
        drawn = {each.fill: each.width for each in bar.segments}
        assert set(drawn) == {fill for fill, number in enumerate(numbers, start=1) if number}
        for fill, width in drawn.items():
            assert abs(width - 84 * numbers[fill - 1] / most) < 0.01


def test_a_part_that_is_too_narrow_has_no_number_but_the_bar_has_its_total() -> None:
    (bar,) = draw_bars("x", "", "", [("2024", (95, 5), "100")]).bars

    assert [each.number for each in bar.segments] == ["95", ""]
    assert bar.total == "100"


def test_a_long_label_is_cut_after_a_word_to_fit_a_phone() -> None:
    label = "Basic Principles and Guidelines on Development-based Evictions"
    (bar,) = draw_bars("x", "", "", [(label, (1,), "1")], above=True).bars

    assert bar.label == "Basic Principles and Guidelines on …"


def test_a_curve_falls_at_each_reply_and_marks_each_open_case() -> None:
    """Of four cases, two replied after 30 and 60 days, and two are open after 45 and 90; the axis has 120 days. The
    shares are 3/4, and 3/4 x 1/2."""
    chart = draw_curve("x", "", "", estimate_curve([30, 60], [45, 90]))

    assert chart.path == "M0 0H25V25H50V62.5H100"
    assert chart.open_marks == "M37.5 25v-4M75 62.5v-4"
    assert chart.median == 50
    assert [label for _, label in chart.day_ticks] == ["0", "30", "60", "90", "120"]


def test_a_curve_ends_with_its_axis_however_long_a_case_is_open() -> None:
    chart = draw_curve("x", "", "", estimate_curve([700], [5000]))

    assert chart.days == 720
    assert chart.path.endswith("H100")
    assert chart.open_marks == ""


def test_a_curve_without_cases_is_a_line() -> None:
    assert draw_curve("x", "", "", estimate_curve([], [])).path == "M0 0H100"


def test_columns_of_strips_have_one_scale() -> None:
    chart = draw_strips("x", "", "", range(2020, 2024), [("One", (0, 2, 4, 0)), ("Two", (1, 0, 0, 8))])
    heights = {strip.label: [height for _, height, _ in strip.columns] for strip in chart.strips}

    assert heights == {"One": [6, 13], "Two": [3, 26]}


@given(number=st.integers(0, 100), most=st.integers(1, 100))
def test_a_shade_is_none_for_nothing_and_the_strongest_for_the_most(number: int, most: int) -> None:
    shade = find_heat(min(number, most), most)

    assert 0 <= shade <= HEAT_STEPS
    assert (shade == 0) == (number == 0)
    assert find_heat(most, most) == HEAT_STEPS


@given(days=st.lists(st.integers(0, 2000), min_size=1, max_size=12))
def test_no_two_marks_of_a_timeline_touch(days: list[int]) -> None:
    start = day("2021-03-12")
    chart = draw_timeline([(start + dt.timedelta(days=each), False) for each in (0, *sorted(days))])

    assert [each.number for each in chart.marks] == list(range(1, len(days) + 2))
    for lane in {each.depth for each in chart.marks}:
        at = [each.at for each in chart.marks if each.depth == lane]
        assert all(after - before >= 6.4 for before, after in pairwise(at))
        assert lane + 10 <= chart.height
    assert all(3 <= each.at <= 97 for each in chart.marks)
