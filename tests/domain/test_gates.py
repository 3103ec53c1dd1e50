"""Gates: what is unmet in the control being left, and which stages were left without one."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from msgspec.structs import replace

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.gates import gate_before, gate_of, later, open_gates
from negotiator_desk.domain.selfassess import beliefs, in_order
from negotiator_desk.domain.stage import STAGES
from negotiator_desk.models.choices import Control, Origin, Stage
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.learn import Gate, SelfAssessment

TODAY = date(2026, 9, 1)


def deal(**values: object) -> Snapshot:
    return Snapshot(deal=Deal(id=uuid4(), origin=Origin.OWN, currency="EUR", **values))  # type: ignore[arg-type]


def test_an_empty_deal_lacks_every_check_of_the_control_it_leaves() -> None:
    snapshot = deal()
    diagnosis = diagnose(snapshot, TODAY)
    view = gate_of(snapshot, diagnosis)
    assert view is not None
    assert (view.stage, view.to, view.held_at) == (Stage.BEFORE, Stage.TABLE, None)
    unmet = {check.name for check in diagnosis.control(Control.BEFORE).checks}
    assert set(view.keys) == unmet


@pytest.mark.parametrize("stage", [Stage.CLOSED])
def test_from_the_last_stage_nothing_leads_on(stage: Stage) -> None:
    snapshot = deal(stage=stage)
    assert gate_of(snapshot, diagnose(snapshot, TODAY)) is None


def test_a_public_record_has_no_gates() -> None:
    snapshot = Snapshot(deal=Deal(id=uuid4(), origin=Origin.PUBLIC_RECORD, stage=Stage.TABLE))
    diagnosis = diagnose(snapshot, TODAY)
    assert gate_of(snapshot, diagnosis) is None
    assert open_gates(snapshot, diagnosis) == ()


def test_a_date_still_to_come_keeps_the_deal_where_it_is() -> None:
    snapshot = deal(stage=Stage.TABLE, award_on=date(2026, 12, 1))
    view = gate_of(snapshot, diagnose(snapshot, TODAY))
    assert view is not None
    assert (view.to, view.held_at) == (Stage.SIGNATURE, Stage.TABLE)


def test_stages_left_without_a_gate_are_named_until_one_is_recorded() -> None:
    snapshot = deal(award_on=date(2026, 8, 1))
    assert open_gates(snapshot, diagnose(snapshot, TODAY)) == (Stage.BEFORE, Stage.TABLE)
    passed = replace(snapshot, gates=(Gate(id=uuid4(), stage=Stage.TABLE),))
    assert open_gates(passed, diagnose(passed, TODAY)) == (Stage.BEFORE,)


def test_a_gate_never_moves_a_deal_back() -> None:
    assert later(Stage.DELIVERY, Stage.TABLE) is Stage.DELIVERY
    assert later(None, Stage.TABLE) is Stage.TABLE


def test_belief_stands_beside_evidence_and_the_last_time() -> None:
    first = SelfAssessment(id=uuid4(), answered_on=date(2026, 8, 1), answers={"before_1": 2})
    undated = SelfAssessment(id=uuid4(), answers={"before_1": 0})
    last = SelfAssessment(
        id=uuid4(), answered_on=date(2026, 8, 9), answers={"before_1": 4, "before_2": 3}
    )
    assert in_order((last, undated, first)) == (undated, first, last)
    snapshot = replace(deal(), self_assessments=(first, last))
    found = beliefs(diagnose(snapshot, TODAY), last, first)
    assert [each.control for each in found] == list(Control)
    assert (found[0].declared, found[0].last) == (87.5, 50)
    assert found[0].gap is None  # no records, no evidence
    assert found[1].declared is None


def test_a_later_stage_is_set_through_the_gate_out_of_the_one_the_deal_is_in() -> None:
    snapshot = deal(stage=Stage.BEFORE)
    view = gate_before(snapshot, diagnose(snapshot, TODAY), Stage.DELIVERY)
    assert view is not None
    assert (view.stage, view.to) == (Stage.BEFORE, Stage.DELIVERY)
    assert view.passed_over == (Stage.TABLE, Stage.SIGNATURE)
    passed = replace(snapshot, gates=(Gate(id=uuid4(), stage=Stage.TABLE),))
    view = gate_before(passed, diagnose(passed, TODAY), Stage.DELIVERY)
    assert view is not None
    assert view.passed_over == (Stage.SIGNATURE,)


@pytest.mark.parametrize("to", [None, Stage.BEFORE, Stage.TABLE, Stage.SIGNATURE])
def test_no_gate_stands_before_a_stage_that_is_reached_already(to: Stage | None) -> None:
    set_before = deal(stage=Stage.SIGNATURE, award_on=date(2026, 12, 1))
    assert diagnose(set_before, TODAY).stage is Stage.TABLE
    by_date = deal(stage=Stage.BEFORE, award_on=date(2026, 8, 1))
    for snapshot in (set_before, by_date):
        assert gate_before(snapshot, diagnose(snapshot, TODAY), to) is None


@pytest.mark.parametrize("stage", STAGES)
def test_a_gate_leads_to_the_next_stage_at_the_least(stage: Stage) -> None:
    snapshot = deal(stage=Stage.TABLE)
    view = gate_of(snapshot, diagnose(snapshot, TODAY), to=stage)
    assert view is not None
    assert view.to is later(stage, Stage.SIGNATURE)
