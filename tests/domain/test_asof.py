"""The cut and the stage: what counts as of a date, and how far a deal has come."""

from typing import Any

import msgspec
import pytest

from negotiator_desk.domain.asof import cut
from negotiator_desk.domain.facts import facts_of
from negotiator_desk.models.choices import Control, Stage
from tests.domain.build import (
    AuthorityLevel,
    Behaviour,
    CarriedLesson,
    Change,
    Criterion,
    Entitlement,
    Lesson,
    Meeting,
    Outcome,
    SelfAssessment,
    Stakeholder,
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


def _status(record: Any, kind: str, as_of: str) -> Any:
    return getattr(cut(snapshot(**{kind: [record]}), on(as_of)), kind)[0]


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("corridor", revision("2.5.", 9)),
        ("stakeholders", make(Stakeholder, mapped_on="2.5.")),
        ("offers", offer("2.5.", 9)),
        ("trades", trade(1, 1, made_on="2.5.")),
        ("meetings", make(Meeting, held_on="2.5.")),
        ("changes", make(Change, raised_on="2.5.")),
        ("behaviours", make(Behaviour, seen_on="2.5.")),
        ("lessons", make(Lesson, recorded_on="2.5.")),
        ("self_assessments", make(SelfAssessment, answered_on="2.5.")),
    ],
)
def test_a_record_dated_later_is_ignored(kind: str, record: Any) -> None:
    deal = snapshot(**{kind: [record]})
    assert getattr(cut(deal, on("1.5.")), kind) == ()
    assert getattr(cut(deal, on("2.5.")), kind) == (record,)


def test_undated_records_count_but_undated_offers_do_not() -> None:
    deal = snapshot(
        corridor=[revision(None, 9)],
        trades=[trade(1, 1)],
        offers=[offer(None, 9)],
        changes=[make(Change)],
    )
    now = cut(deal, on("1.1."))
    assert (len(now.corridor), len(now.trades), len(now.changes)) == (1, 1, 1)
    assert now.offers == ()


def test_a_reopening_raised_later_is_ignored_and_the_term_stays() -> None:
    late = term(9, "1.2.", reopening("conceded", raised_on="2.5."))
    assert _status(late, "terms", "1.5.").reopenings == ()
    assert len(_status(late, "terms", "2.5.").reopenings) == 1


@pytest.mark.parametrize("status", ["agreed", "refused", "withdrawn"])
def test_a_trade_decided_later_is_proposed(status: str) -> None:
    decided = trade(1, 1, status, made_on="1.4.", decided_on="2.5.")
    assert _status(decided, "trades", "1.5.").status == "proposed"
    assert _status(decided, "trades", "2.5.").status == status


def test_a_planned_trade_stays_planned() -> None:
    planned = trade(1, 1, "planned", made_on="1.4.", decided_on="2.5.")
    assert _status(planned, "trades", "1.5.").status == "planned"


def test_a_reopening_resolved_later_is_pending() -> None:
    answered = term(9, "1.2.", reopening("conceded", raised_on="1.3.", resolved_on="2.5."))
    assert _status(answered, "terms", "1.5.").reopenings[0].response == "pending"
    assert _status(answered, "terms", "2.5.").reopenings[0].response == "conceded"


def test_a_change_decided_later_is_open() -> None:
    change = make(Change, raised_on="1.4.", status="agreed", decided_on="2.5.")
    assert _status(change, "changes", "1.5.").status in (None, "raised", "assessed", "offered")
    assert _status(change, "changes", "2.5.").status == "agreed"


@pytest.mark.parametrize(
    ("status", "field"), [("claimed", "claimed_on"), ("waived", "due_on"), ("missed", "due_on")]
)
def test_an_entitlement_settled_later_is_open(status: str, field: str) -> None:
    entitlement = make(Entitlement, status=status, **{field: "2.5."})
    assert _status(entitlement, "entitlements", "1.5.").status == "open"
    assert _status(entitlement, "entitlements", "2.5.").status == status


def test_a_claim_stands_although_its_due_date_lies_ahead() -> None:
    claimed = make(Entitlement, status="claimed", claimed_on="1.4.", due_on="1.9.")
    assert _status(claimed, "entitlements", "1.5.") == claimed


def test_a_carried_lesson_decided_later_is_pending() -> None:
    lesson = make(CarriedLesson, decision="applied", decided_on="2.5.")
    assert _status(lesson, "carried_lessons", "1.5.").decision == "pending"
    assert _status(lesson, "carried_lessons", "2.5.").decision == "applied"


def test_outcome_and_signed_value_go_with_their_dates() -> None:
    deal = snapshot(
        {
            "signed_on": "2.5.",
            "signed_value": 100,
            "outcome": make(Outcome, id=None, result="lost", decided_on="2.5."),
        }
    )
    early, late = cut(deal, on("1.5.")).deal, cut(deal, on("2.5.")).deal
    assert (early.outcome, early.signed_value, early.signed_on) == (None, None, None)
    assert late == deal.deal


def test_deadlines_and_mandates_are_never_cut() -> None:
    change = make(Change, raised_on="1.4.", notice_due_on="1.9.", ends_on="1.10.")
    level = make(AuthorityLevel, granted_on="1.9.", valid_until="1.10.")
    entitlement = make(Entitlement, notice_by="1.9.", due_on="1.10.")
    deal = snapshot(
        {"award_expected_on": "1.9."},
        changes=[change],
        authority=[level],
        entitlements=[entitlement],
        offers=[offer("1.4.", 9, expires_on="1.9.")],
    )
    assert cut(deal, on("1.5.")) == deal


def test_other_dates_are_unset() -> None:
    locked = term(9, "2.5.")
    assert _status(locked, "terms", "1.5.").locked_on is None
    traded = trade(1, 1, made_on="1.4.", authorised_on="2.5.")
    assert _status(traded, "trades", "1.5.").authorised_on is None


@pytest.mark.parametrize(
    ("deal", "as_of", "expected"),
    [
        ({}, "1.5.", Stage.BEFORE),
        ({"stage": "table"}, "1.5.", Stage.TABLE),
        ({"award_on": "1.5."}, "1.5.", Stage.SIGNATURE),
        ({"signed_on": "1.5."}, "1.5.", Stage.DELIVERY),
        ({"closed_on": "1.5."}, "1.5.", Stage.CLOSED),
        ({"stage": "closed"}, "1.5.", Stage.CLOSED),
        ({"stage": "closed", "award_on": "2.5."}, "1.5.", Stage.TABLE),
        ({"stage": "closed", "signed_on": "2.5."}, "1.5.", Stage.SIGNATURE),
        ({"stage": "closed", "closed_on": "2.5."}, "1.5.", Stage.DELIVERY),
        ({"stage": "before", "award_on": "1.4.", "signed_on": "2.5."}, "1.5.", Stage.SIGNATURE),
    ],
)
def test_the_stage_is_the_latest_that_the_dates_allow(
    deal: dict[str, Any], as_of: str, expected: Stage
) -> None:
    assert judged(snapshot(deal), as_of).stage is expected


def test_an_offer_of_ours_opens_the_table_and_one_of_the_buyer_does_not() -> None:
    assert judged(snapshot(offers=[offer("1.4.", 9)]), "1.5.").stage is Stage.TABLE
    assert judged(snapshot(offers=[offer("1.4.", 9, "buyer")]), "1.5.").stage is Stage.BEFORE
    assert judged(snapshot(offers=[offer("2.5.", 9)]), "1.5.").stage is Stage.BEFORE


@pytest.mark.parametrize("result", ["lost", "no_decision", "withdrawn"])
def test_an_outcome_other_than_won_closes_whatever_the_dates_say(result: str) -> None:
    deal = snapshot(
        {"award_on": "1.9.", "outcome": make(Outcome, id=None, result=result)},
        terms=[term(100)],
        trades=[trade(5, 0, "proposed")],
        entitlements=[make(Entitlement, value=7, due_on="1.1.")],
    )
    found = judged(deal, "1.5.")
    assert found.stage is Stage.CLOSED
    assert [c.reached for c in found.controls] == [True, True, False, False, True]
    assert [c.exposed for c in found.controls] == [0, 0, 0, 0, None]
    assert found.control(Control.SIGNATURE).score is None


@pytest.mark.parametrize("result", ["won", None])
def test_a_won_deal_or_an_outcome_without_result_is_not_closed_by_it(result: str | None) -> None:
    deal = snapshot({"outcome": make(Outcome, id=None, result=result, decided_on="1.2.")})
    assert judged(deal, "1.5.").stage is Stage.BEFORE


def test_in_a_closed_deal_only_open_entitlements_are_exposed() -> None:
    deal = snapshot(
        {"closed_on": "1.4."},
        terms=[term(100)],
        trades=[trade(5, 0, "proposed"), trade(1, 50)],
        changes=[make(Change, cost_to_us=30)],
        entitlements=[make(Entitlement, value=7, due_on="1.1.")],
    )
    assert [c.exposed for c in judged(deal, "1.5.").controls] == [0, 0, 0, 7, None]


def test_learning_is_reached_from_the_table_on() -> None:
    assert not judged(snapshot()).control(Control.LEARN).reached
    assert judged(snapshot({"stage": "table"})).control(Control.LEARN).reached


def test_a_criterion_known_later_is_not_in_time_even_without_an_rfp() -> None:
    deal = snapshot(criteria=[make(Criterion, weight=100, known_on="2.5.")])
    assert judged(deal, "1.5.").check("criteria_mapped").ratio == 0
    assert judged(deal, "2.5.").check("criteria_mapped").ratio == 1


def test_facts_of_a_changed_deal_are_those_worked_out_afresh() -> None:
    """What is taken over from an earlier state may not differ from what is worked out anew."""
    day = on("1.6.")
    first = snapshot(
        {"award_on": "1.5."},
        trades=[
            trade(5, 1, made_on="1.4."),
            trade(7, 0, made_on="1.5.", decided_on="2.6."),
            trade(9, 9, made_on="2.6."),
        ],
        offers=[offer("1.4.", 100), offer("2.6.", 90), offer(None, 80)],
    )
    states = [
        msgspec.structs.replace(first, trades=(*first.trades, trade(3, 0, made_on="1.6."))),
        msgspec.structs.replace(first, trades=first.trades[1:]),
        msgspec.structs.replace(first, offers=first.offers[:1]),
        msgspec.structs.replace(
            first, deal=msgspec.structs.replace(first.deal, award_on=on("1.3."))
        ),
        first,
    ]
    before = facts_of(first, day)
    for state in states:
        before = facts_of(state, day, before)
        assert before == facts_of(state, day)
    assert facts_of(first, on("3.6."), before) == facts_of(first, on("3.6."))
