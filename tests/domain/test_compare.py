"""A deal beside itself on an earlier day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain.compare import compare
from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.deal import Snapshot
from tests.domain.build import snapshot
from tests.strategies import snapshots

DAY = date(2026, 11, 22)


def test_what_closed_and_what_opened(sample: Snapshot) -> None:
    then, now = diagnose(sample, date(2026, 6, 30)), diagnose(sample, DAY)
    found = compare(then, now)
    assert [finding.key for finding in found.closed] == ["red_lines_locked"]
    assert "compensated" in {finding.key for finding in found.opened}
    stayed = {each.now.key: each for each in found.stayed}
    assert stayed["returns_secured"].moved == 85_000
    assert (found.deal.then.lost, found.deal.now.lost) == (then.lost, now.lost)
    assert found.deal.then.value_now is None
    assert found.deal.now.value_now == now.value.value_now


def test_a_day_is_not_compared_with_itself() -> None:
    found = diagnose(snapshot(), DAY)
    with pytest.raises(ValueError, match="not earlier"):
        compare(found, found)


@given(deal=snapshots(), back=st.integers(1, 2000))
def test_every_finding_is_in_one_list(deal: Snapshot, back: int) -> None:
    then, now = diagnose(deal, DAY - timedelta(days=back)), diagnose(deal, DAY)
    found = compare(then, now)
    assert len(found.closed) + len(found.stayed) == len(then.findings)
    assert len(found.opened) + len(found.stayed) == len(now.findings)
    for part in ("lost", "exposed"):
        for side in ("then", "now"):
            of_controls = (getattr(getattr(pair, side), part) for _c, pair in found.controls)
            whole = sum((amount or 0 for amount in of_controls), Fraction(0))
            assert whole == getattr(getattr(found.deal, side), part)
