"""The award simulator: the buyer's arithmetic, missing figures, the price to win."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.domain.award import Award, award
from negotiator_desk.domain.award_answer import award_answer
from negotiator_desk.domain.winning import Bid, Win, price_to_win
from negotiator_desk.models.before import Criterion, Rival
from negotiator_desk.models.choices import PriceFormula
from negotiator_desk.models.deal import Snapshot
from tests.domain.build import make, offer, on, revision, snapshot

AS_OF = on("30.6.")


def criterion(
    name: str, weight: float | None, ours: float | None = None, **rivals: Any
) -> Criterion:
    kind = "price" if name == "Price" else "quality"
    scores = {rival: Decimal(str(score)) for rival, score in rivals.items()}
    return make(Criterion, name=name, kind=kind, weight=weight, our_score=ours, rival_scores=scores)


def rival(
    name: str, likely: float | None, low: float | None = None, high: float | None = None
) -> Rival:
    return make(Rival, name=name, price_low=low, price_likely=likely, price_high=high)


def two_rivals(formula: str | None = None, **lists: Any) -> Snapshot:
    return snapshot(
        {"supplier": "Altera", "price_formula": PriceFormula(formula) if formula else None},
        **{
            "criteria": (criterion("Price", 40), criterion("Fit", 60, 8, Datanor=6, Veltis=7)),
            "rivals": (rival("Datanor", 80, 70, 90), rival("Veltis", 100, 95, 120)),
            "offers": (offer("1.5.", 120), offer("2.6.", 100)),
            **lists,
        },
    )


def points(found: Award) -> list[tuple[str, Fraction, Fraction, int]]:
    return [(b.name, b.quality, b.price_score, b.rank) for b in found.bidders]


def test_quality_and_price_by_the_formula_relative_to_the_lowest() -> None:
    found = award(two_rivals(), AS_OF)
    assert found.formula is PriceFormula.RELATIVE
    assert points(found) == [
        ("Altera", Fraction(48), Fraction(32), 1),
        ("Datanor", Fraction(36), Fraction(40), 2),
        ("Veltis", Fraction(42), Fraction(32), 3),
    ]
    # One point: 100² ÷ (40 × 80).
    assert found.point_worth == Fraction(25, 8)
    # Against Datanor: 48 + 40 × 80 ÷ p > 76, so p < 114.29; Veltis has 74.
    assert found.to_win.price == Fraction("114.28")


def test_quality_and_price_by_the_linear_formula() -> None:
    found = award(two_rivals("linear"), AS_OF)
    assert [score for _n, _q, score, _r in points(found)] == [30, 40, 30]
    assert found.point_worth == 2
    # 48 + 40 × (2 − p ÷ 80) > 76 means p < 104; a cent below it is the highest that wins.
    assert found.to_win.price == Fraction("103.99")


def test_our_price_is_the_latest_offer_then_the_target_then_the_opening() -> None:
    offers = (offer("2.6.", 100), offer("1.5.", 120), offer(None, 90), offer("1.7.", 80))
    corridor = (revision("1.2.", 200, 150, 100), revision("1.1.", 300, 250, 200))
    assert _price(two_rivals(offers=offers, corridor=corridor), "30.6.") == 100
    assert _price(two_rivals(offers=offers, corridor=corridor), "1.6.") == 120
    assert _price(two_rivals(offers=offers, corridor=corridor), "2.6.") == 100
    assert _price(two_rivals(offers=offers, corridor=corridor), "1.4.") == 150
    only_opening = (*corridor, revision("1.3.", 180, None))
    assert _price(two_rivals(offers=(), corridor=only_opening), "30.6.") == 180
    same_day = (offer("2.6.", 100), offer("2.6.", 99), offer("3.6.", 50, party="buyer"))
    assert _price(two_rivals(offers=same_day), "30.6.") == 99


def _price(deal: Snapshot, as_of: str) -> Fraction | None:
    us = award(deal, on(as_of)).us
    return None if us is None else us.price


def test_a_revision_counts_whatever_its_date_as_only_offers_are_cut() -> None:
    deal = two_rivals(offers=(), corridor=(revision("1.2.", 200, 150), revision("1.9.", 190, 140)))
    assert _price(deal, "30.6.") == 140


def test_a_missing_score_counts_nothing_and_is_named() -> None:
    deal = two_rivals(
        criteria=(
            criterion("Price", 40),
            criterion("Fit", 30, None, Datanor=6),
            criterion("Time", 30, 5),
        )
    )
    found = award(deal, AS_OF)
    assert [b.quality for b in found.bidders] == [15, 18, 0]
    assert [(m.bidder, m.criterion) for m in found.missing] == [
        ("Altera", "Fit"),
        ("Datanor", "Time"),
        ("Veltis", "Fit"),
        ("Veltis", "Time"),
    ]
    assert (found.scores_missing, found.scores_wanted) == (4, 6)


def test_a_score_of_nothing_is_not_missing() -> None:
    deal = two_rivals(
        criteria=(criterion("Price", 40), criterion("Fit", 60, 0, Datanor=0, Veltis=0))
    )
    assert award(deal, AS_OF).missing == ()


def test_a_bidder_without_a_price_is_left_out_and_named() -> None:
    deal = two_rivals(rivals=(rival("Datanor", None, 70, 90), rival("Veltis", 100)), offers=())
    found = award(deal, AS_OF)
    assert [b.name for b in found.bidders] == ["Veltis"]
    assert [(m.bidder, m.criterion) for m in found.missing] == [("Altera", None), ("Datanor", None)]
    assert found.us is None
    assert found.point_worth is None
    assert {case.our_rank for case in found.cases} == {None}
    # What would win can be said without a price of ours: 48 + 40 × 100 ÷ p > 42 + 40.
    assert found.to_win.price == Fraction("117.64")


def test_a_rival_with_one_figure_stands_at_it_in_every_case() -> None:
    deal = two_rivals(rivals=(rival("Datanor", 80), rival("Veltis", None, 60, 200)))
    found = award(deal, AS_OF)
    assert [case.of for case in found.cases] == [3, 2, 3] * 2


def test_how_safe_the_rank_is_over_both_formulas_and_the_rivals_prices() -> None:
    deal = two_rivals(
        criteria=(criterion("Price", 50), criterion("Fit", 50, 8, Datanor=6, Veltis=7)),
        rivals=(rival("Datanor", 90, 70, 110), rival("Veltis", 100, 95, 120)),
    )
    cases = [(c.formula.value, c.level, c.our_rank) for c in award(deal, AS_OF).cases]
    assert cases == [
        ("relative", "low", 2),
        ("relative", "likely", 1),
        ("relative", "high", 1),
        ("linear", "low", 2),
        ("linear", "likely", 1),
        ("linear", "high", 1),
    ]


def test_equal_totals_share_the_better_rank() -> None:
    deal = two_rivals(
        criteria=(criterion("Price", 40), criterion("Fit", 60, 7, Datanor=7, Veltis=1)),
        rivals=(rival("Datanor", 100), rival("Veltis", 100)),
    )
    found = award(deal, AS_OF)
    assert [b.rank for b in found.bidders] == [1, 1, 3]
    assert found.to_win.price == Fraction("99.99")


def test_a_criterion_without_a_weight_counts_ten_and_one_without_a_kind_is_no_price() -> None:
    nameless = make(Criterion, name="Other", weight=None, our_score=10)
    found = award(two_rivals(criteria=(criterion("Price", None), nameless), rivals=()), AS_OF)
    assert (found.weight, found.weights) == (10, 20)
    assert found.us is not None
    assert (found.us.quality, found.us.price_score) == (10, 10)
    assert len(found.unweighted) == 2


def test_several_price_criteria_weigh_together() -> None:
    deal = two_rivals(criteria=(criterion("Price", 25), criterion("Price", 15)))
    assert award(deal, AS_OF).weight == 40


def test_without_weight_on_price_no_price_matters() -> None:
    better = two_rivals(criteria=(criterion("Fit", 100, 8, Datanor=6, Veltis=7),))
    equal = two_rivals(criteria=(criterion("Fit", 100, 7, Datanor=6, Veltis=7),))
    for deal, win in ((better, Win.ALWAYS), (equal, Win.NEVER)):
        found = award(deal, AS_OF)
        assert found.point_worth is None
        assert (found.to_win.win, found.to_win.price) == (win, None)


def test_without_rivals_every_price_wins() -> None:
    found = award(two_rivals(rivals=()), AS_OF)
    assert [b.rank for b in found.bidders] == [1]
    assert found.to_win.win is Win.ALWAYS
    assert found.point_worth is None


def test_without_anything_there_is_no_bidder() -> None:
    found = award(snapshot(), AS_OF)
    assert found.bidders == ()
    assert found.missing[0].bidder == "us"


@pytest.mark.parametrize("formula", list(PriceFormula))
def test_a_price_of_nothing_has_all_the_points(formula: PriceFormula) -> None:
    free = two_rivals(formula.value, rivals=(rival("Datanor", 0), rival("Veltis", 100)))
    found = award(free, AS_OF)
    assert [b.price_score for b in found.bidders] == [0, 40, 0]
    assert found.to_win.win is Win.NEVER
    assert found.point_worth == (None if formula is PriceFormula.RELATIVE else 0)
    ours = award(two_rivals(formula.value, offers=(offer("1.5.", 0),)), AS_OF)
    assert [b.price_score for b in ours.bidders] == [40, 0, 0]


def test_the_lowest_bidder_buys_no_point_by_the_relative_formula() -> None:
    lowest = two_rivals(offers=(offer("1.5.", 70),))
    assert award(lowest, AS_OF).point_worth is None
    level = two_rivals(offers=(offer("1.5.", 80),))
    assert award(level, AS_OF).point_worth is None
    linear = two_rivals("linear", offers=(offer("1.5.", 70),))
    assert award(linear, AS_OF).point_worth == Fraction(70, 40)


def test_a_price_can_be_tried_without_being_recorded() -> None:
    deal = two_rivals()
    found = award(deal, AS_OF, tried=Decimal("114.29"))
    assert found.us is not None
    assert found.us.rank == 2
    assert found.our_price is not None
    assert found.our_price.source == "tried"
    assert award(deal, AS_OF, tried=Decimal("114.28")).us.rank == 1  # type: ignore[union-attr]


def test_the_answer_is_texts_with_the_decimals_of_the_currency() -> None:
    deal = two_rivals(rivals=(rival("Datanor", None), rival("Veltis", 90)))
    answer = award_answer(award(deal, AS_OF), "KWD")
    assert list(answer) == [
        "formula",
        "bidders",
        "missing",
        "point_worth",
        "price_to_win",
        "sensitivity",
    ]
    assert answer["bidders"][1] == {
        "name": "Veltis",
        "price": "90.000",
        "quality": "42.0000",
        "price_score": "40.0000",
        "total": "82.0000",
        "rank": 2,
    }
    assert answer["missing"] == [{"bidder": "Datanor", "criterion": None}]
    assert len(answer["sensitivity"]) == 6


# The closed form against a search over every price.


def _lead(
    price: int, quality: Fraction, rivals: Sequence[Bid], weight: int, linear: bool
) -> Fraction:
    """By how much we are ahead of the best rival, straight from the formulas of the contract."""
    lowest = min(price, *(int(bid.price or 0) for bid in rivals))

    def score(own: int) -> Fraction:
        if linear:
            return weight * max(Fraction(0), 1 - Fraction(own - lowest, lowest))
        return weight * Fraction(lowest, own)

    best = max(bid.quality + score(int(bid.price or 0)) for bid in rivals)
    return quality + score(price) - best


qualities = st.integers(0, 120).map(lambda n: Fraction(n, 2))
bids = st.builds(Bid, st.integers(1, 60).map(Fraction), qualities)


@given(
    qualities,
    st.lists(bids, min_size=1, max_size=4),
    st.integers(0, 60),
    st.sampled_from(list(PriceFormula)),
)
@settings(max_examples=400)
def test_the_price_to_win_is_what_a_search_finds(
    quality: Fraction, rivals: list[Bid], weight: int, formula: PriceFormula
) -> None:
    linear = formula is PriceFormula.LINEAR
    leads = [_lead(price, quality, rivals, weight, linear) for price in range(1, 400)]
    assert leads == sorted(leads, reverse=True)  # a higher price is never better
    winning = [price for price, lead in enumerate(leads, 1) if lead > 0]
    found = price_to_win(quality, rivals, Fraction(weight), formula, 0)
    if found.price is None:
        assert len(winning) == (399 if found.win is Win.ALWAYS else 0)
    elif found.price < 400:
        assert winning
        assert found.price == winning[-1]
    else:
        highest = int(found.price)
        assert len(winning) == 399
        assert _lead(highest, quality, rivals, weight, linear) > 0
        assert _lead(highest + 1, quality, rivals, weight, linear) <= 0


@given(
    st.sampled_from(["JPY", "EUR", "KWD"]),
    st.sampled_from([None, *PriceFormula]),
    st.lists(
        st.tuples(st.integers(0, 100), st.none() | st.integers(0, 100)), min_size=1, max_size=3
    ),
    st.lists(
        st.tuples(st.none() | st.integers(1, 10**6), st.lists(st.integers(0, 100), max_size=3)),
        max_size=3,
    ),
)
@settings(max_examples=200)
def test_a_deal_at_its_price_to_win_ranks_first_alone_and_a_unit_above_it_does_not(
    currency: str,
    formula: PriceFormula | None,
    weights: list[tuple[int, int | None]],
    rivals: list[tuple[int | None, list[int]]],
) -> None:
    places = {"JPY": 0, "EUR": 2, "KWD": 3}[currency]
    named = [f"R{place}" for place in range(len(rivals))]
    criteria = [
        make(
            Criterion,
            name=f"C{place}",
            kind="quality" if place else "price",
            weight=weight,
            our_score=None if ours is None else Decimal(ours) / 10,
            rival_scores={
                name: Decimal(scores[place]) / 10
                for name, (_price, scores) in zip(named, rivals, strict=True)
                if place < len(scores)
            },
        )
        for place, (weight, ours) in enumerate(weights)
    ]
    deal = snapshot(
        {"currency": currency, "price_formula": formula},
        criteria=criteria,
        rivals=[
            make(Rival, name=name, price_likely=None if n is None else Decimal(n).scaleb(-places))
            for name, (n, _scores) in zip(named, rivals, strict=True)
        ],
    )
    won = award(deal, date(2026, 6, 30)).to_win

    def first_alone(price: Decimal) -> bool:
        found = award(deal, date(2026, 6, 30), tried=price)
        return [b.rival_id for b in found.bidders if b.rank == 1] == [None]

    unit = Decimal(1).scaleb(-places)
    tried = [unit, Decimal(1000), Decimal(10) ** 9]
    if won.price is None:
        assert {first_alone(price) for price in tried} == {won.win is Win.ALWAYS}
    else:
        price = Decimal(won.price.numerator) / Decimal(won.price.denominator)
        assert price == price.quantize(unit)
        assert first_alone(price)
        assert not first_alone(price + unit)
