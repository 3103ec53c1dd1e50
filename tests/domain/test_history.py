"""The score over time, recomputed for days of the past; deals compared, currencies apart."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.history import (
    MOST_POINTS,
    QUARTERS,
    days_back,
    score_history,
    score_trend,
)
from negotiator_desk.domain.leaks import heat_rows, leaks_of, worst_of
from negotiator_desk.models.choices import Control, Origin
from negotiator_desk.models.deal import Snapshot
from tests.strategies import snapshots

DAY = date(2026, 11, 22)


@given(st.dates(date(1950, 1, 1), date(2060, 1, 1)), st.integers(0, 20_000))
def test_days_back_end_at_the_day_and_are_never_too_many(first: date, span: int) -> None:
    last = first + timedelta(days=span)
    days = days_back(first, last)
    assert days[-1] == last
    assert len(days) <= MOST_POINTS
    assert list(days) == sorted(set(days))
    assert all(day >= first for day in days)
    assert all((day + timedelta(days=1)).day == 1 for day in days[:-1])


def test_history_is_the_diagnosis_of_each_day(sample: Snapshot) -> None:
    points = score_history(sample, DAY)
    assert points[-1].day == DAY
    assert len(points) > 5
    for point in points:
        found = diagnose(sample, point.day)
        assert point.score == (found.score if found.score_shown else None)
        assert (point.lost, point.exposed) == (found.lost, found.exposed)


def test_a_public_record_has_no_history(sample: Snapshot) -> None:
    public = replace(sample, deal=replace(sample.deal, origin=Origin.PUBLIC_RECORD))
    assert score_history(public, DAY) == ()
    assert heat_rows([(public, diagnose(public, DAY))]) == ()


def test_the_trend_is_the_mean_of_our_own_deals(sample: Snapshot) -> None:
    own = replace(sample, deal=replace(sample.deal, origin=Origin.OWN))
    points = score_trend([own, own, sample], DAY)
    assert len(points) <= QUARTERS + 1
    assert points[-1].n == 2
    assert points[-1].score == diagnose(own, DAY).score
    assert score_trend([sample], DAY)[-1].score is None


def test_progress_may_stop_it(sample: Snapshot) -> None:
    class Stop(Exception):
        pass

    def stop(step: int, of: int) -> None:
        assert 0 <= step < of
        if step == 2:
            raise Stop

    with pytest.raises(Stop):
        score_history(sample, DAY, stop)


@given(st.lists(snapshots(), max_size=4))
def test_leaks_add_up_to_what_the_diagnoses_say(deals: list[Snapshot]) -> None:
    judged = [(deal, diagnose(deal, DAY)) for deal in deals]
    leaks = leaks_of(judged)
    for deal, found in judged:
        assert (found.currency in leaks) or deal.deal.origin is Origin.PUBLIC_RECORD
    for currency, rows in leaks.items():
        here = [
            found
            for deal, found in judged
            if found.currency == currency and deal.deal.origin is not Origin.PUBLIC_RECORD
        ]
        assert sum((row.lost for row in rows), Fraction(0)) == sum(
            (found.lost for found in here), Fraction(0)
        )
        assert sum((row.exposed for row in rows), Fraction(0)) == sum(
            (found.exposed for found in here), Fraction(0)
        )
    for worst in worst_of(judged):
        assert worst.lost == max(row.lost for row in leaks[worst.currency])
        assert all(0 < cause.n <= worst.n for cause in worst.causes)
        assert len(worst.causes) <= 3


def test_causes_are_counted_by_deal(sample: Snapshot) -> None:
    other = replace(sample, deal=replace(sample.deal, currency="SEK"))
    judged = [(deal, diagnose(deal, DAY)) for deal in (sample, sample, other)]
    found = {worst.currency: worst for worst in worst_of(judged)}
    assert found["GBP"].control is Control.TABLE
    assert found["GBP"].n == 2
    assert {cause.n for cause in found["GBP"].causes} == {2}
    assert {cause.n for cause in found["SEK"].causes} == {1}
