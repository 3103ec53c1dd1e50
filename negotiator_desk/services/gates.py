"""Moving a deal on through a gate: the gate, the stage and perhaps the outcome, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from msgspec.structs import replace

from negotiator_desk.domain.gates import CONTROL_LEFT, entered, later
from negotiator_desk.models.choices import GateDecision, Result, Stage
from negotiator_desk.models.deal import Deal, Outcome
from negotiator_desk.models.learn import AcceptedGap, Gate
from negotiator_desk.models.rules import FormError
from negotiator_desk.services.checks import checked
from negotiator_desk.services.labels import label_of
from negotiator_desk.services.work import Work, edit_deal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context


def pass_gate(
    context: Context,
    deal_id: UUID,
    stage: Stage,
    accepted: Mapping[str, str],
    decision: GateDecision = GateDecision.GO,
    *,
    to: Stage | None = None,
    withdraw: bool = False,
) -> UUID:
    """Record the gate out of a stage, passed today; the id of the gate.

    With "go" the deal's stage moves on, never back. With "no go" it stays, and
    ``withdraw`` records that we withdrew, unless a result is known already.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        stage: the stage that is left.
        accepted: what is left unmet, by the key of its check or finding, with the reason; a blank
            reason accepts nothing.
        decision: go or no go.
        to: with "go", the stage to move on to; the next one unless told, or unless it is earlier.
        withdraw: with "no go", whether the outcome is recorded.

    Raises:
        FormError: a reason is too long, or no gate leads out of the stage.
        NoSuchDeal: the deal is not on the desk.
    """
    if stage not in CONTROL_LEFT:
        raise FormError("not_listed", field="stage", text=stage.value)
    reasons = {
        checked(AcceptedGap, "check", key): checked(AcceptedGap, "reason", reason.strip())
        for key, reason in accepted.items()
        if reason.strip()
    }
    with edit_deal(context, deal_id, "add", "gates") as work:
        gate = Gate(
            id=uuid4(),
            **work.made,
            stage=stage,
            passed_on=context.today(),
            passed_by=work.me,
            decision=decision,
            accepted=tuple(
                AcceptedGap(id=uuid4(), **work.made, check=check, reason=reason)
                for check, reason in reasons.items()
            ),
        )
        work.unit.insert(deal_id, gate)
        work.unit.label = label_of(work.unit, deal_id, "add", "gates", gate)
        values = _moved(work, entered(stage, to), decision, context, withdraw=withdraw)
        if values:
            work.unit.update(deal_id, "deal", deal_id, {**values, **work.changed})
    return gate.id


def _moved(
    work: Work, target: Stage, decision: GateDecision, context: Context, *, withdraw: bool
) -> dict[str, Any]:
    """What the gate changes in the deal itself."""
    deal = work.unit.record(work.deal_id, "deal", work.deal_id)
    assert isinstance(deal, Deal)
    if decision is GateDecision.GO:
        to = later(deal.stage, target)
        return {} if to is deal.stage else {"stage": to}
    outcome = deal.outcome or Outcome()
    if not withdraw or outcome.result is not None:
        return {}
    day = outcome.decided_on or context.today()
    return {"outcome": replace(outcome, result=Result.WITHDRAWN, decided_on=day)}
