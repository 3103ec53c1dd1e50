"""Passing a gate: gate, stage and outcome in one undo step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from negotiator_desk.app import find_folders, open_context
from negotiator_desk.models.choices import GateDecision, Result, Stage
from negotiator_desk.models.rules import FormError
from negotiator_desk.services import deals, records, settings
from negotiator_desk.services.context import Context
from negotiator_desk.services.gates import pass_gate

TODAY = date(2026, 9, 1)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    made = open_context(
        find_folders(tmp_path / "desk"), lambda: datetime(2026, 9, 1, 12, tzinfo=UTC)
    )
    settings.set_name(made, "Maya")
    yield made
    made.desk.close()


@pytest.fixture
def deal_id(context: Context) -> UUID:
    return deals.create_deal(context, "Chargers", "Buyer", "EUR")


def test_go_moves_the_deal_on_and_one_undo_takes_all_back(context: Context, deal_id: UUID) -> None:
    before = context.desk.load(deal_id)
    accepted = {"criteria_mapped": " They do not say ", "corridor_set": "  "}
    pass_gate(context, deal_id, Stage.BEFORE, accepted)
    after = context.desk.load(deal_id)
    (gate,) = after.gates
    assert (gate.stage, gate.passed_on, gate.passed_by) == (Stage.BEFORE, TODAY, "Maya")
    assert gate.decision is GateDecision.GO
    assert [(each.check, each.reason) for each in gate.accepted] == [
        ("criteria_mapped", "They do not say")
    ]
    assert after.deal.stage is Stage.TABLE
    context.desk.undo()
    assert context.desk.load(deal_id) == before


def test_the_stage_is_never_moved_back(context: Context, deal_id: UUID) -> None:
    records.set_value(context, deal_id, "deal", deal_id, "stage", Stage.DELIVERY)
    pass_gate(context, deal_id, Stage.BEFORE, {})
    assert context.desk.load(deal_id).deal.stage is Stage.DELIVERY


@pytest.mark.parametrize("withdraw", [True, False])
def test_no_bid_stays_and_may_record_that_we_withdrew(
    context: Context, deal_id: UUID, withdraw: bool
) -> None:
    stage = context.desk.load(deal_id).deal.stage
    pass_gate(context, deal_id, Stage.BEFORE, {}, GateDecision.NO_GO, withdraw=withdraw)
    after = context.desk.load(deal_id)
    assert after.deal.stage is stage
    assert after.gates[0].decision is GateDecision.NO_GO
    if withdraw:
        assert after.deal.outcome is not None
        assert after.deal.outcome.result is Result.WITHDRAWN
        assert after.deal.outcome.decided_on == TODAY
    else:
        assert after.deal.outcome is None or after.deal.outcome.result is None


def test_no_gate_leads_out_of_a_closed_deal(context: Context, deal_id: UUID) -> None:
    before = context.desk.load(deal_id)
    with pytest.raises(FormError):
        pass_gate(context, deal_id, Stage.CLOSED, {})
    with pytest.raises(FormError):
        pass_gate(context, deal_id, Stage.BEFORE, {"criteria_mapped": "x" * 2_000_000})
    assert context.desk.load(deal_id) == before


@pytest.mark.parametrize(
    ("to", "then"), [(Stage.DELIVERY, Stage.DELIVERY), (Stage.BEFORE, Stage.TABLE)]
)
def test_a_gate_may_lead_past_stages_in_the_same_step(
    context: Context, deal_id: UUID, to: Stage, then: Stage
) -> None:
    before = context.desk.load(deal_id)
    pass_gate(context, deal_id, Stage.BEFORE, {}, to=to)
    after = context.desk.load(deal_id)
    assert after.deal.stage is then
    assert [gate.stage for gate in after.gates] == [Stage.BEFORE]
    context.desk.undo()
    assert context.desk.load(deal_id) == before
