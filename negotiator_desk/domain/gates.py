"""The gates between the stages: what is unmet in the control being left, and what it concerns."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec.structs import replace

from negotiator_desk.domain.asof import cut
from negotiator_desk.domain.control import is_scored
from negotiator_desk.domain.results import CheckResult, ControlResult, Diagnosis, Finding, Status
from negotiator_desk.domain.stage import STAGES, stage_of
from negotiator_desk.models.choices import Control, Stage
from negotiator_desk.models.deal import Snapshot

CONTROL_LEFT: Final = {
    Stage.BEFORE: Control.BEFORE,
    Stage.TABLE: Control.TABLE,
    Stage.SIGNATURE: Control.SIGNATURE,
    Stage.DELIVERY: Control.DELIVERY,
}
"""The control that is left with each stage; from the last stage nothing leads on."""


class GateView(msgspec.Struct, frozen=True, kw_only=True):
    """A gate as it stands: the stage left and the one entered, what the control left still lacks.

    ``unmet`` are the control's findings, money first; ``unjudged`` its checks without data.
    ``passed_over`` are the stages between the two that have no gate on record: none opens for them.
    ``held_at`` is where the dates of the deal keep it although its stage is moved on, None where
    nothing holds it.
    """

    stage: Stage
    to: Stage
    result: ControlResult
    unmet: tuple[Finding, ...]
    unjudged: tuple[CheckResult, ...]
    passed_over: tuple[Stage, ...] = ()
    held_at: Stage | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all that can be accepted with a reason."""
        return (*(each.key for each in self.unmet), *(each.name for each in self.unjudged))


def gate_of(
    snapshot: Snapshot,
    diagnosis: Diagnosis,
    stage: Stage | None = None,
    to: Stage | None = None,
) -> GateView | None:
    """The gate out of a stage (the one the deal is in unless told); None where none leads on.

    It leads to the next stage, or to a later one. A public record has no gates: nobody here
    moves it.
    """
    left = diagnosis.stage if stage is None else stage
    if left not in CONTROL_LEFT or not is_scored(snapshot.deal):
        return None
    control = CONTROL_LEFT[left]
    result = diagnosis.control(control)
    place = STAGES.index(left) + 1
    to = entered(left, to)
    recorded = {gate.stage for gate in snapshot.gates}
    return GateView(
        stage=left,
        to=to,
        result=result,
        unmet=tuple(each for each in diagnosis.findings if each.control is control),
        unjudged=tuple(each for each in result.checks if each.status is Status.NO_DATA),
        passed_over=tuple(
            each for each in STAGES[place : STAGES.index(to)] if each not in recorded
        ),
        held_at=_held_at(snapshot, diagnosis, to),
    )


def entered(left: Stage, to: Stage | None = None) -> Stage:
    """The stage that a gate leads to: the one asked for, and the next after the one left at least.

    Not for the last stage, which no gate leads out of.
    """
    return later(to, STAGES[STAGES.index(left) + 1])


def gate_before(snapshot: Snapshot, diagnosis: Diagnosis, to: Stage | None) -> GateView | None:
    """The gate that opens before a deal's stage is set; None where it may be set at once.

    It is the one out of the stage that the deal is in. An earlier stage asks nothing, nor does
    one that the deal has reached by its dates, or that was set before.
    """
    if to is None or STAGES.index(to) <= STAGES.index(later(snapshot.deal.stage, diagnosis.stage)):
        return None
    return gate_of(snapshot, diagnosis, to=to)


def _held_at(snapshot: Snapshot, diagnosis: Diagnosis, to: Stage) -> Stage | None:
    """Where dates that are still to come keep a deal that is moved on to a stage."""
    moved = replace(snapshot.deal, stage=later(snapshot.deal.stage, to))
    then = stage_of(moved, cut(snapshot, diagnosis.as_of), diagnosis.as_of)
    return then if STAGES.index(then) < STAGES.index(to) else None


def later(one: Stage | None, other: Stage) -> Stage:
    """The later of two stages; a deal is never moved back by a gate."""
    return other if one is None else max(one, other, key=STAGES.index)


def open_gates(snapshot: Snapshot, diagnosis: Diagnosis) -> tuple[Stage, ...]:
    """The stages that the deal has left without a gate on record, in their order."""
    if not is_scored(snapshot.deal):
        return ()
    passed = {gate.stage for gate in snapshot.gates}
    place = STAGES.index(diagnosis.stage)
    return tuple(stage for stage in STAGES[:place] if stage not in passed)
