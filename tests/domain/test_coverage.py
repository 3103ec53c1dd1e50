"""Coverage of the people, rule by rule, and its bounds to the day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.coverage import CONTACT_DAYS, Coverage, coverage
from negotiator_desk.domain.results import Finding
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.choices import BuyingRole
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Meeting
from tests.strategies import snapshots

from .build import make, snapshot

DAY = date(2026, 11, 22)


def covered(*people: Stakeholder, days: int = CONTACT_DAYS, **lists: Any) -> Coverage:
    deal = snapshot(stakeholders=people, **lists)
    return coverage(deal, diagnose(deal, DAY), days)


def found(result: Coverage, key: str) -> Finding | None:
    return next((finding for finding in result.findings if finding.key == key), None)


def fresh(**values: Any) -> Stakeholder:
    """A person with nothing to find fault with."""
    kept: dict[str, Any] = {
        "stance": 1,
        "power": 3,
        "relationship_owner": "Ann",
        "last_contact_on": "20.11.",
        "verified_on": "20.11.",
    }
    return make(Stakeholder, **{**kept, **values})


def test_roles_are_held_missing_or_doubled() -> None:
    one = fresh(buying_roles=("economic_buyer", "coach"))
    two = fresh(buying_roles=("economic_buyer", "legal"), relationship_owner="Ben")
    result = covered(one, two)
    held = {cover.role: cover.people for cover in result.roles}
    assert held[BuyingRole.ECONOMIC_BUYER] == (one.id, two.id)
    assert held[BuyingRole.COACH] == (one.id,)
    assert {c.role for c in result.roles if c.missing} == {
        BuyingRole.TECHNICAL_BUYER,
        BuyingRole.USER_BUYER,
        BuyingRole.PROCUREMENT,
    }
    keys = [finding.key for finding in result.findings]
    assert keys == [
        "role_missing_technical_buyer",
        "role_missing_user_buyer",
        "role_missing_procurement",
        "role_doubled_economic_buyer",
    ]
    doubled = found(result, "role_doubled_economic_buyer")
    assert doubled is not None
    assert doubled.records == (one.id, two.id)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"stance": None}, "no_stance"),
        ({"relationship_owner": ""}, "no_owner"),
        ({"relationship_owner": "  "}, "no_owner"),
        ({"last_contact_on": None}, "not_contacted"),
        ({"last_contact_on": "22.10."}, "not_contacted"),
        ({"verified_on": None}, "not_verified"),
        ({"verified_on": "22.10."}, "not_verified"),
        ({"verified_on": "1.12."}, "not_verified"),  # still to come: not verified today
    ],
)
def test_what_is_missing_of_a_person(values: dict[str, Any], key: str) -> None:
    good, bad = fresh(), fresh(**{"relationship_owner": "Ben", **values})
    finding = found(covered(good, bad), key)
    assert finding is not None
    assert finding.records == (bad.id,)
    assert finding.mendable
    assert found(covered(good, fresh(relationship_owner="Ben")), key) is None


@pytest.mark.parametrize(("ago", "old"), [(29, False), (30, False), (31, True)])
def test_contact_is_old_after_the_days_that_were_set(ago: int, old: bool) -> None:
    person = fresh(last_contact_on=DAY - timedelta(days=ago))
    assert (found(covered(person), "not_contacted") is not None) is old
    assert found(covered(person, days=90), "not_contacted") is None
    assert found(covered(person, days=7), "not_contacted") is not None


def test_a_meeting_that_was_held_is_contact() -> None:
    person = fresh(last_contact_on=None)
    met = make(Meeting, held_on="1.11.", stakeholder_ids=(person.id,))
    planned = make(Meeting, held_on="1.12.", stakeholder_ids=(person.id,))
    assert found(covered(person, meetings=(met,)), "not_contacted") is None
    assert found(covered(person, meetings=(planned,)), "not_contacted") is not None


def test_those_longest_without_contact_come_first() -> None:
    late, never, later = (
        fresh(last_contact_on="1.9."),
        fresh(last_contact_on=None),
        fresh(last_contact_on="1.8."),
    )
    finding = found(covered(late, never, later), "not_contacted")
    assert finding is not None
    assert finding.records == (never.id, later.id, late.id)
    assert finding.params["never"] == 1


def test_sides_weigh_by_power_and_unknown_power_counts_one() -> None:
    people = (
        fresh(stance=2, power=3),
        fresh(stance=1, power=None),
        fresh(stance=-1, power=5),
        fresh(stance=0, power=2),
        fresh(stance=None, power=4),
    )
    result = covered(*people)
    weights = (result.supporters, result.neutral, result.opponents, result.unknown)
    assert [side.weight for side in weights] == [4, 2, 5, 4]
    assert result.supporters.people == (people[0].id, people[1].id)
    finding = found(result, "outweighed")
    assert finding is not None
    assert finding.records == (people[2].id,)
    assert (finding.params["against"], finding.params["for_us"]) == (5, 4)


def test_equal_weight_outweighs_nobody() -> None:
    assert found(covered(fresh(stance=1, power=3), fresh(stance=-2, power=3)), "outweighed") is None


def test_a_single_thread_is_the_models_own_finding() -> None:
    deal = snapshot(stakeholders=(fresh(), fresh()))
    diagnosis = diagnose(deal, DAY)
    assert diagnosis.finding("one_contact") is not None
    assert found(coverage(deal, diagnosis), "one_contact") == diagnosis.finding("one_contact")
    assert found(covered(fresh(), fresh(relationship_owner="Ben")), "one_contact") is None


def test_people_mapped_later_do_not_count_yet() -> None:
    result = covered(fresh(mapped_on="1.12.", buying_roles=("coach",)))
    assert found(result, "role_missing_coach") is not None
    assert result.supporters.people == ()


def test_after_the_end_nobody_need_be_called() -> None:
    person = fresh(last_contact_on=None, verified_on=None, stance=None)
    deal = snapshot({"stage": None, "closed_on": "1.11."}, stakeholders=(person,))
    result = coverage(deal, diagnose(deal, DAY))
    assert found(result, "not_contacted") is None
    assert found(result, "not_verified") is None
    assert all(not finding.mendable for finding in result.findings)


@given(snapshots())
@settings(max_examples=40, deadline=None)
def test_every_person_stands_on_one_side_and_findings_name_people(deal: Snapshot) -> None:
    result = coverage(deal, diagnose(deal, DAY))
    sides = (result.supporters, result.neutral, result.opponents, result.unknown)
    held = [person for side in sides for person in side.people]
    assert len(held) == len(set(held))
    known = {person.id for person in deal.stakeholders}
    assert set(held) <= known
    for finding in result.findings:
        assert set(finding.records) <= known
    assert len({finding.key for finding in result.findings}) == len(result.findings)
