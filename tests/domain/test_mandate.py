"""The mandate: what is left, what a trade under way leaves, and who could approve it."""

from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.domain.mandate import Mandate, mandate_of
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import AuthorityLevel
from tests.domain.build import judged, make, on, snapshot, trade

TODAY = on("1.6.")


def level(holder: str, limit: int | None, total: int | None = None, **more: Any) -> AuthorityLevel:
    return make(AuthorityLevel, holder=holder, limit=limit, limit_total=total, **more)


def deal(*trades: Any, levels: Any = None) -> Snapshot:
    return snapshot(
        authority=levels
        or (level("Ann", 40, 100), level("Bob", 150, 400), level("Board", 500), level("Cy", 150)),
        trades=trades,
    )


def mandate(*trades: Any, levels: Any = None) -> Mandate:
    return mandate_of(deal(*trades, levels=levels), TODAY)


def test_what_each_holder_has_left() -> None:
    found = mandate(
        trade(30, 0, made_on="1.5."),
        trade(40, 0, made_on="2.5."),
        trade(90, 0, made_on="3.5.", authorised_by="Bob", authorised_on="3.5."),
        trade(99, 0, made_on="4.5."),  # beyond Ann's limit: not authorised, uses nothing
        trade(20, 0, status="proposed"),
    )
    shown = [(s.holder, s.limit, s.used, s.left, s.room) for s in found.standings]
    assert shown == [
        ("Ann", 40, 70, 30, 30),
        ("Bob", 150, 90, 310, 150),
        ("Board", 500, 0, None, 500),
        ("Cy", 150, 0, None, 150),
    ]
    assert found.room() == 30
    assert found.room("Bob") == 150
    assert found.room("Nobody") == 0


def test_it_is_the_mechanism_of_the_check() -> None:
    trades = [trade(30, 0, made_on=f"{day}.5.") for day in range(1, 9)]
    whole = deal(*trades)
    counted = judged(whole, "1.6.").check("authority")
    assert set(mandate_of(whole, TODAY).authorised) == set(counted.records) - set(counted.failing)


def test_a_trade_within_the_limit_is_covered() -> None:
    after = mandate(trade(30, 0, made_on="1.5.")).after(trade(25, 0))
    assert after.covered
    assert (after.covered_by, after.cost, after.approver) == ("Ann", 25, None)
    ann = after.standing_of("Ann")
    assert ann is not None
    assert (ann.used, ann.left, ann.room) == (55, 45, 40)


@pytest.mark.parametrize(
    ("cost", "want", "over", "approver"),
    [(41, "over_limit", 1, "Bob"), (151, "over_limit", 111, "Board"), (501, "over_limit", 461, "")],
)
def test_beyond_the_limit_the_smallest_level_that_suffices_is_named(
    cost: int, want: str, over: int, approver: str
) -> None:
    after = mandate().after(trade(cost, 0))
    assert not after.covered
    assert (after.holder, after.covered_by, after.want, after.over) == ("Ann", "", want, over)
    assert (after.approver.holder if after.approver else "") == approver


def test_beyond_the_total() -> None:
    used = [trade(40, 0, made_on=f"{day}.5.") for day in (1, 2)]
    after = mandate(*used).after(trade(30, 0))
    assert (after.want, after.over) == ("over_total", 10)
    assert after.approver is not None
    assert after.approver.holder == "Bob"
    ann = after.standing_of("Ann")
    assert ann is not None
    assert (ann.used, ann.left) == (80, 20), "a trade that is not covered uses nothing"


def test_who_is_not_in_force_cannot_approve() -> None:
    levels = (
        level("Ann", 40, valid_until="31.5."),
        level("Bob", 150, granted_on="2.6."),
        level("Cy", 60, valid_until="1.6."),
    )
    found = mandate(levels=levels)
    assert [(s.in_force, s.room) for s in found.standings] == [(False, 0), (False, 0), (True, 60)]
    after = found.after(trade(10, 0))
    assert after.want == "not_in_force"
    assert after.approver is not None
    assert after.approver.holder == "Cy"
    assert found.after(trade(10, 0, decided_on="30.5.")).covered


def test_the_named_holder_counts_and_must_have_said_so_in_time() -> None:
    found = mandate()
    said = trade(120, 0, authorised_by="Bob", authorised_on="1.6.")
    assert found.after(said).covered_by == "Bob"
    assert found.after(trade(120, 0, authorised_by="Bob")).want == "not_said_in_time"
    unknown = found.after(trade(10, 0, authorised_by="Zoe", authorised_on="1.6."))
    assert unknown.want == "no_level"
    assert unknown.approver is not None
    assert unknown.approver.holder == "Ann"


def test_what_costs_nothing_needs_nobody() -> None:
    after = mandate(levels=(level("Bob", 5),)).after(trade((), 10))
    assert after.covered
    assert after.cost == 0


def test_an_unpriced_trade_weighs_the_mean() -> None:
    found = mandate(trade(30, 0, made_on="1.5."), trade(20, 0, made_on="1.5."))
    after = found.after(trade(None, 0))
    assert (after.unpriced, after.cost) == (True, Fraction(25))


def test_a_trade_of_the_deal_takes_its_own_place() -> None:
    known = trade(40, 0, made_on="1.5.", number=1)
    after = mandate(known, trade(30, 0, made_on="2.5.", number=2)).after(known)
    ann = after.standing_of("Ann")
    assert ann is not None
    assert ann.used == 70, "it is not counted twice"


def test_no_levels_at_all() -> None:
    found = mandate_of(snapshot(), TODAY)
    assert found.standings == ()
    after = found.after(trade(1, 0))
    assert (after.want, after.approver) == ("no_level", None)
