"""The sentences of the award simulator, one for each way an award can stand."""

import pytest

from negotiator_desk.domain.award import award
from negotiator_desk.models.before import Criterion, Rival
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.wording.award import (
    award_title,
    basis_text,
    point_worth_text,
    rank_text,
    safety_text,
    trial_text,
)
from negotiator_desk.wording.formats import Formats
from tests.domain.build import make, offer, on, snapshot

FORMATS = Formats("en_GB")
DAY = on("30.6.")


def deal(
    ours: float, theirs: float, price: int | None, rival: int | None, weight: int = 40
) -> Snapshot:
    criteria = (
        make(Criterion, name="Price", kind="price", weight=weight),
        make(Criterion, name="Fit", weight=60, our_score=ours, rival_scores={"Datanor": theirs}),
    )
    rivals = (make(Rival, name="Datanor", price_likely=rival),)
    offers = () if price is None else (offer("1.5.", price),)
    return snapshot(criteria=criteria, rivals=rivals, offers=offers)


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (deal(5, 8, 100, 90), "We rank second of 2; at 49.49 we would win"),
        (deal(8, 8, 90, 90), "We tie for first of 2; at 89.99 we would win"),
        (deal(8, 6, 100, 90), "We rank first of 2, and would up to 128.57"),
        (deal(10, 1, 100, 90), "We rank first of 2, at any price"),
        (deal(0, 10, 100, 90), "We rank second of 2; no price alone would win"),
        (deal(5, 8, None, 90), "We have no price yet; at 49.49 we would win"),
        (deal(10, 1, None, 90), "We have no price yet; any would win"),
        (deal(5, 8, 100, None), "No rival has a price yet, so there is nobody to rank against"),
        (deal(5, 8, None, None), "Nobody has a price yet, so the award cannot be simulated"),
    ],
)
def test_the_title_says_where_we_rank_and_what_would_win(found: Snapshot, title: str) -> None:
    assert award_title(award(found, DAY), "EUR", FORMATS) == title


def test_what_it_rests_on_is_counted() -> None:
    found = award(deal(5, 8, 100, 90), DAY)
    assert basis_text(found, "EUR", FORMATS) == (
        "An estimate from our latest offer, 100 EUR; one rival's likely price; 2 of 2 scores."
    )
    assert safety_text(found) == "Our rank is second in all 6 cases."


def test_why_a_point_is_worth_nothing_is_said() -> None:
    assert point_worth_text(award(deal(5, 8, 80, 90), DAY), "EUR", FORMATS) == (
        "nothing: we are the lowest"
    )
    assert point_worth_text(award(deal(5, 8, 80, 90, 0), DAY), "EUR", FORMATS) == (
        "price has no weight"
    )
    assert point_worth_text(award(deal(5, 8, None, 90), DAY), "EUR", FORMATS) == (
        "needs a price of ours"
    )


def test_a_trial_says_that_it_is_not_stored() -> None:
    found = award(deal(8, 8, 100, 90), DAY, tried=make(Rival, price_low=90).price_low)
    assert trial_text(found, "EUR", FORMATS) == (
        "Tried, not stored: at 90 EUR we would tie for first of 2.",
        "exposed",
    )


def test_ranks_beyond_ten_are_numbers() -> None:
    assert (rank_text(10), rank_text(11)) == ("tenth", "no. 11")
