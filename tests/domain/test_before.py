"""The control before the RFP, check by check."""

from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.domain.results import Status
from tests.domain.build import (
    Alternative,
    Criterion,
    Stakeholder,
    judged,
    make,
    offer,
    ratio,
    revision,
    snapshot,
)

RFP = {"rfp_issued_on": "1.3."}
CHECKS = (
    "criteria_mapped",
    "criteria_shaped",
    "roles_covered",
    "influence_known",
    "alternatives_tested",
    "corridor_set",
)


def criterion(weight: int | None, known_on: str | None, **more: Any) -> Criterion:
    return make(Criterion, weight=weight, known_on=known_on, **more)


def test_nothing_recorded_is_no_data_before_and_a_gap_from_the_rfp_on() -> None:
    for name in CHECKS:
        assert judged(snapshot()).check(name).status is Status.NO_DATA
        assert judged(snapshot(RFP)).check(name).status is Status.GAP
        assert judged(snapshot({"stage": "table"})).check(name).ratio == 0
        assert judged(snapshot(RFP), "28.2.").check(name).ratio is None
    assert judged(snapshot()).coverage == 0
    assert judged(snapshot()).score is None


def test_criteria_are_weighed_by_what_was_known_in_time() -> None:
    deal = snapshot(RFP, criteria=[criterion(60, "1.3."), criterion(20, "2.3.")])
    assert ratio(judged(deal), "criteria_mapped") == Fraction(60, 100)


def test_an_undated_criterion_is_in_time_only_without_an_rfp() -> None:
    criteria = [criterion(60, None)]
    assert ratio(judged(snapshot(criteria=criteria)), "criteria_mapped") == Fraction(3, 5)
    assert ratio(judged(snapshot(RFP, criteria=criteria)), "criteria_mapped") == 0
    assert ratio(judged(snapshot(RFP, criteria=criteria), "28.2."), "criteria_mapped") == Fraction(
        3, 5
    )


def test_a_missing_weight_counts_ten_and_weights_over_100_widen_the_base() -> None:
    deal = snapshot(RFP, criteria=[criterion(None, "1.2.")])
    assert ratio(judged(deal), "criteria_mapped") == Fraction(1, 10)
    deal = snapshot(RFP, criteria=[criterion(150, "1.2."), criterion(50, "9.3.")])
    assert ratio(judged(deal), "criteria_mapped") == Fraction(3, 4)


def test_shaped_criteria_count_full_from_thirty_percent_on() -> None:
    for weight, expected in ((15, Fraction(1, 2)), (30, Fraction(1)), (70, Fraction(1))):
        deal = snapshot(RFP, criteria=[criterion(weight, "1.2.", origin="shaped")])
        assert ratio(judged(deal), "criteria_shaped") == expected


def test_a_criterion_shaped_after_the_rfp_shaped_nothing() -> None:
    deal = snapshot(RFP, criteria=[criterion(30, "2.3.", origin="shaped")])
    assert ratio(judged(deal), "criteria_shaped") == 0


def test_five_roles_by_people_mapped_in_time() -> None:
    deal = snapshot(
        RFP,
        stakeholders=[
            make(Stakeholder, buying_roles=["economic_buyer", "coach"], mapped_on="1.2."),
            make(Stakeholder, buying_roles=["user_buyer"], mapped_on="2.3."),
            make(Stakeholder, buying_roles=["procurement"]),
            make(Stakeholder, buying_roles=["legal", "influencer"], mapped_on="1.2."),
        ],
    )
    assert ratio(judged(deal), "roles_covered") == Fraction(2, 5)
    assert ratio(judged(deal, "28.2."), "roles_covered") == Fraction(3, 5)


def test_influence_is_weighed_by_power_and_needs_stance_and_owner() -> None:
    people = [
        make(Stakeholder, power=5, stance=0, relationship_owner="Ann"),
        make(Stakeholder, power=2, stance=1, relationship_owner="  "),
        make(Stakeholder, stance=None, relationship_owner="Ann"),
    ]
    assert ratio(judged(snapshot(stakeholders=people)), "influence_known") == Fraction(5, 8)


def test_each_tested_alternative_is_a_half() -> None:
    ours = make(Alternative, party="ours", tested_on="1.2.")
    buyers = make(Alternative, party="buyer", tested_on="1.6.")
    bare = make(Alternative, party="buyer")
    assert ratio(judged(snapshot(alternatives=[bare])), "alternatives_tested") == 0
    assert ratio(judged(snapshot(alternatives=[ours, bare])), "alternatives_tested") == Fraction(
        1, 2
    )
    assert ratio(judged(snapshot(alternatives=[ours, ours])), "alternatives_tested") == Fraction(
        1, 2
    )
    both = snapshot(alternatives=[ours, buyers])
    assert ratio(judged(both), "alternatives_tested") == 1
    assert ratio(judged(both, "1.5."), "alternatives_tested") == Fraction(1, 2)


def test_the_corridor_is_judged_by_the_revision_before_our_first_offer() -> None:
    revisions = [revision("1.2.", 100), revision("1.4.", 100, 90, 80)]
    assert ratio(judged(snapshot(corridor=revisions)), "corridor_set") == 1
    early = snapshot(corridor=revisions, offers=[offer("31.3.", 100)])
    assert ratio(judged(early), "corridor_set") == Fraction(1, 3)
    same_day = snapshot(corridor=revisions, offers=[offer("1.4.", 100)])
    assert ratio(judged(same_day), "corridor_set") == 1
    none_yet = snapshot(corridor=revisions, offers=[offer("31.1.", 100)])
    assert ratio(judged(none_yet), "corridor_set") == 0


def test_an_undated_revision_is_the_earliest_and_of_one_day_the_later_listed_counts() -> None:
    deal = snapshot(corridor=[revision("1.2.", 100), revision(None, 100, 90, 80)])
    assert ratio(judged(deal), "corridor_set") == Fraction(1, 3)
    deal = snapshot(corridor=[revision("1.2.", 1), revision("1.2.", 1, 1, 1)])
    assert ratio(judged(deal), "corridor_set") == 1


def test_the_price_only_room_shrinks_with_other_criteria_known_in_time() -> None:
    deal = snapshot(
        RFP,
        corridor=[revision("1.2.", 100, 90, 50)],
        criteria=[
            criterion(40, "1.2.", kind="price"),
            criterion(25, "1.2.", kind="quality"),
            criterion(15, "1.2."),
            criterion(20, "2.3.", kind="risk"),
        ],
    )
    assert judged(deal).price_only_room == 24
    assert judged(snapshot(corridor=[revision("1.2.", 100, 90)])).price_only_room is None
    assert judged(snapshot(corridor=[revision("1.2.", 100, 50, 90)])).price_only_room == 0
    assert judged(snapshot()).price_only_room is None


@pytest.mark.parametrize("name", CHECKS)
def test_all_that_is_counted_is_named(name: str) -> None:
    deal = snapshot(
        RFP,
        corridor=[revision("1.4.", 100)],
        offers=[offer("2.4.", 100)],
        criteria=[criterion(40, "1.4.")],
        stakeholders=[make(Stakeholder, mapped_on="1.4.", buying_roles=["coach"])],
        alternatives=[make(Alternative, party="ours")],
    )
    found = judged(deal).check(name)
    assert len(found.records) == 1
    assert found.failing == found.records
