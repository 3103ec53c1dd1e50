"""The weekly review: from when it counts, what is due in it, what closed, opened and moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from negotiator_desk.domain.compare import compare
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.due import due_items
from negotiator_desk.domain.weekly import Band, band_of, since, week_of
from negotiator_desk.models.choices import Origin, Result, Stage
from negotiator_desk.models.deal import Outcome, Snapshot

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_the_first_review_looks_back_a_week_and_is_never_due() -> None:
    found = since((), TODAY)
    assert (found.day, found.days, found.first, found.done) == (date(2026, 11, 15), 7, True, False)
    assert not found.due


@pytest.mark.parametrize(("ago", "due"), [(1, False), (7, False), (8, True), (400, True)])
def test_a_review_is_due_once_more_than_a_week_has_gone(ago: int, due: bool) -> None:
    day = TODAY - timedelta(days=ago)
    found = since((day, day - timedelta(days=30)), TODAY)
    assert (found.day, found.days, found.first, found.due) == (day, ago, False, due)


def test_a_review_of_today_goes_on_looking_back_and_the_next_counts_from_it() -> None:
    last = date(2026, 11, 1)
    found = since((last, TODAY), TODAY)
    assert (found.day, found.done, found.due) == (last, True, False)
    assert since((last, TODAY), TODAY + timedelta(days=1)).day == TODAY
    first = since((TODAY,), TODAY)
    assert (first.first, first.done) == (True, True)


@given(days=st.frozensets(DAYS, max_size=6), today=DAYS)
def test_a_review_always_counts_from_a_day_before_it(days: frozenset[date], today: date) -> None:
    found = since(days, today)
    assert found.day < today
    assert found.days == (today - found.day).days > 0
    assert found.first == (not any(day < today for day in days))


def test_seven_days_and_the_seven_after() -> None:
    bands = [band_of(days) for days in (-300, -1, 0, 7, 8, 14, 15)]
    week, after = Band.WEEK, Band.NEXT
    assert bands == [Band.OVERDUE, Band.OVERDUE, week, week, after, after, None]


def test_a_week_of_the_sample(sample: Snapshot) -> None:
    then = date(2026, 6, 30)
    week = week_of(sample, then, TODAY)
    assert week.comparison == compare(diagnose(sample, then), diagnose(sample, TODAY))
    due = due_items(sample, TODAY)
    near = [each for each in due if each.days_left(TODAY) <= 14]
    assert list(week.clocks) == [each for each in near if each.kind != "actions"]
    assert list(week.actions) == [
        each for each in near if each.kind == "actions" and each.days_left(TODAY) <= 7
    ]
    assert week.clocks
    assert week.actions


def test_a_public_record_is_not_reviewed(sample: Snapshot) -> None:
    public = replace(sample, deal=replace(sample.deal, origin=Origin.PUBLIC_RECORD))
    week = week_of(public, date(2026, 6, 30), TODAY)
    assert (week.clocks, week.actions, week.comparison) == ((), (), None)


def test_a_deal_that_was_closed_then_is_asked_only_what_waits(sample: Snapshot) -> None:
    deal = replace(sample.deal, stage=Stage.CLOSED, closed_on=date(2026, 11, 1))
    closed = replace(sample, deal=deal)
    assert week_of(closed, date(2026, 11, 15), TODAY).comparison is None
    assert week_of(closed, date(2026, 10, 1), TODAY).comparison is not None
    lost = replace(
        sample,
        deal=replace(
            sample.deal, outcome=Outcome(result=Result.LOST, decided_on=date(2026, 11, 1))
        ),
    )
    week = week_of(lost, date(2026, 11, 15), TODAY)
    assert week.comparison is None
    assert week.clocks == ()
    assert week.actions


def test_a_day_is_not_compared_with_itself(sample: Snapshot) -> None:
    with pytest.raises(ValueError, match="not earlier"):
        week_of(sample, TODAY, TODAY)
