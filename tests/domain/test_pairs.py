"""Where variables stand on their ladders, and which of them are worth trading for each other."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.domain.pairs import pairs
from negotiator_desk.domain.standing import Standing, standings
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Given, Received, Trade, Variable
from tests.domain.build import make, on, snapshot

AS_OF = on("31.12.")


def give(cost: int | None = None, worth: int | None = None, **more: Any) -> Variable:
    return make(Variable, direction="give", cost_to_us=cost, value_to_buyer=worth, **more)


def get(worth: int | None = None, cost: int | None = None, **more: Any) -> Variable:
    return make(Variable, direction="get", value_to_us=worth, cost_to_buyer=cost, **more)


def traded(status: str, *items: Given | Received, **more: Any) -> Trade:
    return make(
        Trade,
        status=status,
        given=tuple(i for i in items if isinstance(i, Given)),
        received=tuple(i for i in items if isinstance(i, Received)),
        **more,
    )


def the(deal: Snapshot) -> Standing:
    return standings(deal, AS_OF)[0]


LADDER = {"ask": "30 days", "target": "30 days", "fallback": "45 days", "limit": "60 days"}


@pytest.mark.parametrize(
    ("quantities", "now", "rung", "beyond"),
    [
        ((), 0, "ask", False),
        ((15,), 2, "fallback", False),
        ((5,), Fraction(4, 3), "target", False),
        ((15, 15), 3, "limit", False),
        ((15, 20), Fraction(7, 2), "limit", True),
    ],
)
def test_agreed_quantities_add_up_along_the_ladder(
    quantities: tuple[int, ...], now: Fraction, rung: str, beyond: bool
) -> None:
    days = give(**LADDER)
    trades = [
        traded("agreed", make(Given, variable_id=days.id, quantity=n), made_on=f"{k + 1}.3.")
        for k, n in enumerate(quantities)
    ]
    found = the(snapshot(variables=(days,), trades=trades))
    assert found.now == now
    assert found.rung == rung
    assert found.beyond is beyond
    assert found.state == ("agreed" if quantities else "untraded")


def test_a_get_stands_where_it_was_agreed_last_and_nowhere_before() -> None:
    term = get(ask="60 months", target="48 months", limit="36 months")
    assert the(snapshot(variables=(term,))).now is None
    trades = [
        traded("agreed", make(Received, variable_id=term.id, quantity=60), made_on="1.3."),
        traded("agreed", make(Received, variable_id=term.id, quantity=42), made_on="1.4."),
    ]
    found = the(snapshot(variables=(term,), trades=trades))
    assert found.now == Fraction(3, 2)
    assert found.position == Decimal(42)
    assert len(found.rungs) == 3


def test_a_level_in_words_stands_at_the_step_written_alike() -> None:
    support = give(ask="remote", fallback="on site", limit="on site, 3 weeks")
    item = make(Given, variable_id=support.id, option="On  site, 3 weeks")
    found = the(snapshot(variables=(support,), trades=(traded("agreed", item),)))
    assert found.now == 2
    assert found.rung == "limit"
    unknown = make(Given, variable_id=support.id, option="by post")
    assert the(snapshot(variables=(support,), trades=(traded("agreed", unknown),))).now is None


def test_a_proposal_shows_where_it_would_lead() -> None:
    days = give(**LADDER)
    proposed = traded("proposed", make(Given, variable_id=days.id, quantity=30))
    planned = traded("planned", make(Given, variable_id=days.id, quantity=15))
    found = the(snapshot(variables=(days,), trades=(planned, proposed)))
    assert found.state == "proposed"
    assert found.now == 0
    assert found.asked == 3
    assert found.trades == (proposed.id, planned.id)
    assert the(snapshot(variables=(days,), trades=(planned,))).state == "planned"


@pytest.mark.parametrize(
    ("gives", "gets", "count"),
    [
        ([(10, 20)], [(30, 5)], 1),
        ([(20, 20)], [(30, 5)], 0),  # worth no more to them than it costs us
        ([(10, 20)], [(30, 30)], 0),
        ([(10, 20)], [(8, 5)], 0),  # we would lose by it
        ([(10, 20)], [(300, 25)], 0),  # they would lose by it
        ([(None, 20)], [(30, 5)], 0),
        ([(10, None)], [(30, 5)], 0),
        ([(0, 20)], [(30, 0)], 1),
    ],
)
def test_a_pair_leaves_both_sides_ahead(
    gives: list[tuple[int | None, int | None]], gets: list[tuple[int, int]], count: int
) -> None:
    variables = [give(*each) for each in gives] + [get(*each) for each in gets]
    assert len(pairs(standings(snapshot(variables=variables), AS_OF))) == count


def test_the_best_ratio_goes_first_and_each_variable_once() -> None:
    cheap, dear = give(10, 40), give(20, 50)
    good, fair = get(60, 10), get(60, 20)
    found = pairs(standings(snapshot(variables=(dear, fair, cheap, good)), AS_OF))
    assert [(p.give.variable_id, p.get.variable_id) for p in found] == [
        (cheap.id, good.id),
        (dear.id, fair.id),
    ]
    assert found[0].ours == 50
    assert found[0].buyer == 30


def test_a_red_line_is_never_given_but_may_be_got() -> None:
    red, line = give(10, 40, red_line=True), get(60, 10, red_line=True)
    assert not pairs(standings(snapshot(variables=(red, get(60, 10))), AS_OF))
    assert pairs(standings(snapshot(variables=(give(10, 40), line)), AS_OF))


def test_what_was_not_traded_goes_before_what_was() -> None:
    used, fresh, back = give(10, 90), give(20, 50), get(60, 10)
    trade = traded("agreed", make(Given, variable_id=used.id))
    found = pairs(standings(snapshot(variables=(used, fresh, back), trades=(trade,)), AS_OF))
    assert found[0].give.variable_id == fresh.id
    both = traded("planned", make(Given, variable_id=fresh.id), make(Received, variable_id=back.id))
    again = pairs(standings(snapshot(variables=(fresh, back), trades=(both,)), AS_OF))
    assert again[0].trade == both.id


amounts = st.none() | st.integers(0, 100)


@given(
    st.lists(st.tuples(amounts, amounts, st.booleans()), max_size=8),
    st.lists(st.tuples(amounts, amounts), max_size=8),
)
def test_pairs_are_sound_whatever_is_recorded(
    gives: list[tuple[int | None, int | None, bool]], gets: list[tuple[int | None, int | None]]
) -> None:
    variables = [give(c, w, red_line=red) for c, w, red in gives] + [get(w, c) for w, c in gets]
    found = pairs(standings(snapshot(variables=variables), AS_OF))
    ids = [half.variable_id for pair in found for half in (pair.give, pair.get)]
    assert len(ids) == len(set(ids))
    for pair in found:
        assert pair.ours > 0
        assert pair.buyer > 0
        assert not pair.give.standing.variable.red_line
    # Nothing that would be a pair is left over.
    left = [s for s in standings(snapshot(variables=variables), AS_OF) if s.variable.id not in ids]
    assert not pairs(left)
