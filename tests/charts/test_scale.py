"""Axes and labels: round ticks, labels that keep their distance and their order."""

import itertools
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.charts.scale import apart, day_ticks, days_between, padded, ticks

places = st.lists(st.floats(-500, 1500, allow_nan=False), min_size=1, max_size=8)


@settings(max_examples=200, deadline=None)
@given(places, st.floats(1, 20))
def test_labels_keep_their_distance_and_order(wanted: list[float], gap: float) -> None:
    placed = apart(wanted, gap, 0, 400)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    for before, after in itertools.pairwise(order):
        assert placed[after] - placed[before] >= gap - 1e-6
    assert all(-1e-6 <= place <= 400 + 1e-6 for place in placed)


def test_labels_that_do_not_touch_stay_where_they_belong() -> None:
    assert apart([10, 50, 30], 12, 0, 100) == [10, 50, 30]


def test_labels_without_room_stand_evenly() -> None:
    assert apart([5, 5, 5], 20, 0, 20) == [0, 10, 20]


@settings(max_examples=100, deadline=None)
@given(
    st.fractions(-(10**12), 10**12),
    st.fractions(Fraction(1, 10_000), 10**12),
    st.integers(2, 8),
)
def test_ticks_lie_within_and_are_few(low: Fraction, span: Fraction, count: int) -> None:
    found = ticks(low, low + span, count)
    assert len(found) <= count + 1
    assert all(low <= tick <= low + span for tick in found)


def test_span_of_equal_amounts_is_not_empty() -> None:
    assert padded([Fraction(0)]) == (-1, 1)
    low, high = padded([Fraction(500), Fraction(500)])
    assert low < 500 < high


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)), st.integers(0, 40_000))
def test_dates_on_an_axis_are_far_enough_apart(first: date, days: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date.max.toordinal() - 10))
    scale = days_between([first, last], 0, 500)
    found = [scale.at(day) for day in day_ticks(scale, 60)]
    assert found
    assert all(-1 <= place <= 501 for place in found)
    assert all(after - before >= 50 for before, after in itertools.pairwise(found))
