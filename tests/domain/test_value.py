"""The price corridor, the value bridge, and the data behind the charts."""

from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.domain import series
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.domain.signature import LockState
from tests.domain.build import (
    Change,
    judged,
    make,
    offer,
    on,
    reopening,
    revision,
    snapshot,
    term,
    trade,
)


def corridor(*offers: Any) -> Any:
    return judged(snapshot(offers=offers)).corridor


def test_no_offer_on_a_side_says_nothing() -> None:
    found = corridor(offer("1.1.", 100), offer("2.1.", 90))
    assert (found.width, found.midpoint, found.n_us, found.n_buyer) == (None, None, 2, 0)


def test_one_offer_on_a_side_says_width_and_midpoint_only() -> None:
    found = corridor(offer("1.1.", 100), offer("2.1.", 90), offer("1.1.", 51, "buyer"))
    assert (found.width, found.midpoint) == (39, Fraction(141, 2))
    assert found.our_concession_share is None
    assert found.rounds_to_meet is None


def test_where_the_prices_would_meet() -> None:
    found = corridor(
        offer("1.1.", 100),
        offer("2.1.", 105),
        offer("3.1.", 85),
        offer("1.1.", 50, "buyer"),
        offer("4.1.", 55, "buyer", scope_value=99),
    )
    # Our steps 0 and 20, mean 10; the buyer's 5.
    assert found.rounds_to_meet == 2
    assert found.projected_meeting == 65
    assert found.our_concession_share == Fraction(20, 25)


def test_prices_that_have_met_or_do_not_move_project_nothing() -> None:
    met = corridor(
        offer("1.1.", 100),
        offer("2.1.", 60),
        offer("1.1.", 50, "buyer"),
        offer("2.1.", 60, "buyer"),
    )
    assert (met.width, met.rounds_to_meet, met.projected_meeting) == (0, None, None)
    assert met.our_concession_share == Fraction(40, 50)
    still = corridor(
        offer("1.1.", 100),
        offer("2.1.", 100),
        offer("1.1.", 50, "buyer"),
        offer("2.1.", 40, "buyer"),
    )
    assert (still.rounds_to_meet, still.our_concession_share) == (None, None)


def _adds_up(diagnosis: Diagnosis) -> None:
    height = Fraction(0)
    for step in diagnosis.bridge:
        if step.kind == "step":
            height += step.amount
        else:
            assert height in (0, step.amount) or step is diagnosis.bridge[0]
            height = step.amount


def keys(diagnosis: Diagnosis) -> list[str]:
    return [step.key for step in diagnosis.bridge]


def test_the_bridge_runs_from_the_opening_to_the_value_now() -> None:
    paid = trade((), 9, made_on="1.1.")
    deal = snapshot(
        {"award_on": "1.3.", "signed_on": "1.4.", "signed_value": 700},
        corridor=[revision("1.1.", 1000, 900, 800)],
        trades=[paid],
        offers=[
            offer("1.2.", 990),
            offer("2.2.", 900, trade_id=paid.id),
            offer("3.2.", 850, scope_value=-20),
            offer("4.2.", 870),
        ],
        changes=[
            make(Change, status="agreed", cost_to_us=10),
            make(Change, status="agreed", cost_to_us=1, price_change=5),
        ],
    )
    found = judged(deal)
    assert keys(found) == [
        "opening",
        "moved_for_return",
        "moved_for_nothing",
        "scope",
        "other_moves",
        "last_offer",
        "to_signed",
        "signed",
        "lost_in_delivery",
        "gains",
        "value_now",
    ]
    amounts = {step.key: step.amount for step in found.bridge}
    assert amounts["other_moves"] == -10 + 20
    assert amounts["to_signed"] == -170
    assert found.bridge[-1].amount == found.value.value_now == 694
    _adds_up(found)


def test_before_signing_the_bridge_stops_at_our_last_offer() -> None:
    deal = snapshot(corridor=[revision("1.1.", 100)], offers=[offer("1.2.", 100)])
    assert keys(judged(deal)) == ["opening", "last_offer"]
    assert keys(judged(snapshot())) == []
    assert keys(judged(snapshot(offers=[offer("1.2.", 100), offer("2.2.", 90)]))) == [
        "first_offer",
        "moved_for_nothing",
        "last_offer",
    ]
    assert keys(judged(snapshot({"signed_on": "1.2.", "signed_value": 9}))) == [
        "signed",
        "value_now",
    ]


@pytest.mark.parametrize("as_of", ["1.1.", "1.2.", "3.2.", "31.12."])
def test_the_bridge_always_adds_up(as_of: str) -> None:
    deal = snapshot(
        {"signed_on": "9.9.", "signed_value": 800},
        corridor=[revision("1.2.", 1100)],
        offers=[
            offer("1.2.", 1000, scope_value=50),
            offer("2.2.", 1200),
            offer("3.2.", 900, scope_value=-5),
        ],
    )
    _adds_up(judged(deal, as_of))


def test_the_corridor_series_holds_revisions_and_both_sides() -> None:
    deal = snapshot(
        {"award_on": "1.5."},
        corridor=[revision("5.1.", 100, 90, 80), revision(None, 110)],
        offers=[offer("2.2.", 95), offer("1.2.", 100), offer("1.2.", 60, "buyer")],
    )
    found = series.corridor_series(deal, on("1.3."))
    assert [point.opening for point in found.revisions] == [110, 100]
    assert [point.amount for point in found.ours] == [100, 95]
    assert [point.amount for point in found.buyer] == [60]
    assert found.award_on is None


def test_the_ledger_runs_in_date_order_with_a_balance() -> None:
    deal = snapshot(
        trades=[trade(10, 4, made_on="2.2."), trade((None, 1), 5), trade(9, 9, "proposed")]
    )
    rows = series.concession_ledger(deal, on("1.3."))
    assert [(row.cost, row.value, row.balance, row.unpriced) for row in rows] == [
        (1, 5, 4, True),
        (10, 4, -2, False),
    ]


def test_lock_readiness_by_state() -> None:
    terms = [
        term(1, "1.1."),
        term(2, "1.1.", reopening("pending")),
        term(4, agreed_wording="words"),
        term(8),
        term(None),
    ]
    found = series.lock_readiness(snapshot(terms=terms), on("1.3."))
    assert (found.locked, found.reopened, found.agreed, found.open) == (1, 2, 4, 8)
    assert [row.state for row in found.rows] == [
        LockState.LOCKED,
        LockState.REOPENED,
        LockState.AGREED,
        LockState.OPEN,
        LockState.OPEN,
    ]


@pytest.mark.parametrize(
    ("award", "late"), [(None, (False, False)), ("2.1.", (False, True)), ("3.1.", (False, False))]
)
def test_a_lock_after_the_award_is_late(award: str | None, late: tuple[bool, bool]) -> None:
    deal = snapshot({"award_on": award}, terms=[term(1, "2.1."), term(2, "3.1."), term(4)])
    rows = series.lock_readiness(deal, on("1.3.")).rows
    assert tuple(row.late for row in rows) == (*late, False)
    assert [row.locked_on for row in rows] == [on("2.1."), on("3.1."), None]


def test_the_burn_sums_live_changes_in_order() -> None:
    deal = snapshot(
        changes=[
            make(Change, status="agreed", decided_on="3.2.", cost_to_us=10, price_change=25),
            make(Change, status="raised", work_started_on="1.2.", cost_to_us=5),
            make(Change, status="raised", cost_to_us=100),
        ]
    )
    points = series.change_burn(deal, on("1.3."))
    assert [(p.cost, p.compensation, p.absorbed) for p in points] == [(5, 0, 5), (15, 25, 5)]
