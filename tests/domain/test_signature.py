"""The control at signature, check by check, with the price of award and what is exposed."""

from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.domain.results import Status
from negotiator_desk.models.choices import Control
from tests.domain.build import (
    Received,
    judged,
    make,
    next_id,
    ratio,
    reopening,
    snapshot,
    term,
    trade,
)

AWARD = {"award_on": "1.5."}


def exposed(*terms: Any, **lists: Any) -> Fraction | None:
    return judged(snapshot(AWARD, terms=terms, **lists)).control(Control.SIGNATURE).exposed


def test_no_terms_is_a_gap_and_the_rest_not_applicable() -> None:
    found = judged(snapshot(AWARD)).control(Control.SIGNATURE)
    assert [check.ratio for check in found.checks] == [0, None, None, None, None]
    assert found.score == 0


def test_locked_by_the_award_weighed_by_stake() -> None:
    terms = [
        term(100, "1.5."),
        term(50, "2.5."),
        term(30),
        term(20, "1.4.", agreed_wording="  "),
    ]
    found = judged(snapshot(AWARD, terms=terms)).check("locked_before_award")
    assert found.ratio == Fraction(1, 2)
    assert found.money == 100
    assert ratio(judged(snapshot(terms=terms), "30.4."), "locked_before_award") == 0
    assert ratio(judged(snapshot(terms=terms), "2.5."), "locked_before_award") == Fraction(3, 4)


def test_stakes_that_sum_to_nothing_count_terms() -> None:
    terms = [term(None, "1.4.", evidence="mail"), term(0, "2.5."), term(None)]
    found = judged(snapshot(AWARD, terms=terms))
    assert ratio(found, "locked_before_award") == Fraction(1, 3)
    assert ratio(found, "lock_evidence") == Fraction(1, 2)
    assert ratio(found, "locks_held") == 1
    assert found.control(Control.SIGNATURE).unpriced == 2


def test_evidence_is_a_text_or_a_file() -> None:
    terms = [
        term(1, "1.4.", evidence="mail"),
        term(2, "1.4.", attachment_ids=(next_id(),)),
        term(4, "1.4.", evidence=" "),
        term(8),
    ]
    check = judged(snapshot(AWARD, terms=terms)).check("lock_evidence")
    assert (check.ratio, check.money) == (Fraction(3, 7), 4)


@pytest.mark.parametrize(
    ("response", "relocked", "locked"),
    [
        ("conceded", None, False),
        ("pending", None, False),
        (None, None, False),
        ("held", None, True),
        ("traded", None, True),
        ("conceded", "1.3.", True),
        ("pending", "1.3.", True),
    ],
)
def test_what_unlocks_a_term(response: str | None, relocked: str | None, locked: bool) -> None:
    # The reopening counts as after the lock whatever its date.
    red = term(
        10, "1.4.", reopening(response, raised_on="1.2.", relocked_on=relocked), red_line=True
    )
    found = judged(snapshot(AWARD, terms=[red])).check("red_lines_locked")
    assert found.ratio == int(locked)


def test_each_reopening_needs_its_own_relock() -> None:
    red = term(
        10,
        "1.4.",
        reopening("conceded", relocked_on="1.6."),
        reopening("conceded"),
        red_line=True,
    )
    assert ratio(judged(snapshot(AWARD, terms=[red])), "red_lines_locked") == 0


def test_one_red_line_missing_of_ten_is_not_met() -> None:
    terms = [term(1, "1.4.", red_line=True) for _ in range(10)] + [term(1, red_line=True)]
    assert judged(snapshot(AWARD, terms=terms)).check("red_lines_locked").status is Status.PARTIAL


def test_what_reopenings_cost() -> None:
    paid, unpaid = trade(0, 5), trade(0, 0)
    terms = [
        term(100, "1.4.", reopening("conceded", value_conceded=10, value_asked=20)),
        term(100, "1.4.", reopening("conceded", value_asked=20)),
        term(100, "1.4.", reopening("conceded")),
        term(100, "1.4.", reopening("traded", value_asked=7, trade_id=paid.id)),
        term(100, "1.4.", reopening("traded", value_asked=7, trade_id=unpaid.id)),
        term(100, "1.4.", reopening("traded", value_asked=7)),
        term(100, "1.4.", reopening("held", value_asked=50)),
        term(5, "1.4.", reopening("conceded", value_conceded=10)),
        term(100, None, reopening("conceded", value_conceded=90)),
    ]
    check = judged(snapshot(AWARD, terms=terms, trades=[paid, unpaid])).check("locks_held")
    assert check.ratio == Fraction(705 - 10 - 20 - 7 - 7 - 5, 705)
    assert check.money == 10 + 20 + 7 + 7 + 10


def test_locks_held_counts_terms_where_stakes_sum_to_nothing() -> None:
    terms = [term(None, "1.4.", reopening("conceded", value_conceded=1)), term(None, "1.4.")]
    assert ratio(judged(snapshot(AWARD, terms=terms)), "locks_held") == Fraction(1, 2)


def test_returns_secured_by_having_come_or_by_a_locked_term() -> None:
    locked, loose = term(1, "1.4."), term(1)
    items = (
        make(Received, value_to_us=1, received_on="1.6."),
        make(Received, value_to_us=2, term_id=locked.id),
        make(Received, value_to_us=4, term_id=loose.id),
        make(Received, value_to_us=8),
        make(Received, value_to_us=16, received_on="1.8."),
    )
    agreed = trade().__class__(id=next_id(), status=trade().status, received=items)
    deal = snapshot(AWARD, terms=[locked, loose], trades=[agreed, trade(0, 99, "proposed")])
    check = judged(deal, "1.7.").check("returns_secured")
    assert (check.ratio, check.money) == (Fraction(3, 31), 28)
    assert check.failing == tuple(item.id for item in items[2:])
    assert judged(deal, "1.7.").control(Control.SIGNATURE).exposed == 1 + 28


def test_returns_without_value_are_counted() -> None:
    one = make(Received, received_on="1.6.")
    agreed = trade().__class__(id=next_id(), status=trade().status, received=(one, make(Received)))
    assert ratio(judged(snapshot(AWARD, trades=[agreed])), "returns_secured") == Fraction(1, 2)


def test_losing_the_only_lock_takes_the_evidence_of_locks_out_of_the_mean() -> None:
    owed = trade().__class__(
        id=next_id(), status=trade().status, received=(make(Received, value_to_us=10),)
    )

    def score(*reopenings: Any) -> Fraction | None:
        late = term(100, "1.6.", *reopenings)
        found = judged(snapshot(AWARD, terms=[late], trades=[owed])).control(Control.SIGNATURE)
        assert found.exposed == (100 + 10 if reopenings else 10)
        return found.score

    assert score() == 25
    assert score(reopening("pending")) == Fraction(100, 3)


@pytest.mark.parametrize(
    ("reopenings", "expected"),
    [
        ((), 0),
        ((reopening("conceded", value_conceded=30),), 70),
        ((reopening("conceded", value_conceded=300),), 0),
        ((reopening("conceded", value_conceded=30, relocked_on="1.6."),), 0),
        ((reopening("pending", value_asked=30),), 30),
        ((reopening("pending", value_asked=30), reopening(None, value_asked=80)), 100),
        ((reopening("pending", value_asked=30), reopening(None)), 100),
        ((reopening("pending", value_asked=30, relocked_on="1.6."),), 0),
        ((reopening("pending", value_asked=30, change_id=next_id()),), 0),
        ((reopening("pending", change_id=next_id()),), 0),
        ((reopening("pending", value_asked=5), reopening("conceded", value_conceded=30)), 70),
        (
            (
                reopening("pending", value_asked=5),
                reopening("conceded", value_conceded=30, relocked_on="1.6."),
            ),
            5,
        ),
        ((reopening("held", value_asked=30),), 0),
    ],
)
def test_what_is_exposed_in_a_locked_term(reopenings: tuple[Any, ...], expected: int) -> None:
    assert exposed(term(100, "1.4.", *reopenings)) == expected


def test_what_is_exposed_in_a_term_never_locked() -> None:
    assert exposed(term(100)) == 100
    assert exposed(term(None)) == 0
    assert exposed(term(100, None, reopening("conceded", value_conceded=30))) == 70
    assert exposed(term(100, None, reopening("pending", value_asked=30))) == 100


def test_the_price_of_award_takes_every_reopening_up_to_signing() -> None:
    deal = snapshot(
        {"award_on": "1.5.", "signed_on": "1.6."},
        terms=[
            term(
                1000,
                "1.4.",
                reopening("conceded", value_conceded=1, resolved_on="1.5."),
                reopening("conceded", value_conceded=2, resolved_on="2.5."),
                reopening("conceded", value_conceded=4, raised_on="2.5.", resolved_on="1.6."),
                reopening("conceded", value_conceded=8, raised_on="20.5."),
                reopening("conceded", value_conceded=16, raised_on="2.5.", resolved_on="2.6."),
                reopening("conceded", value_conceded=32),
                reopening("conceded", value_conceded=64, resolved_on="3.5.", change_id=next_id()),
                reopening("conceded", value_conceded=128, resolved_on="3.6.", change_id=next_id()),
            )
        ],
    )
    value = judged(deal).value
    assert value.price_of_award == 1 + 2 + 4 + 8 + 32 + 64
    assert value.lost_after_signature == 16
