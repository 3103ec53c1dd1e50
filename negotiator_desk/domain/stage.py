"""The stage a deal is in, and which controls it has reached."""

from datetime import date
from typing import Final

from negotiator_desk.models.choices import Control, Result, Side, Stage
from negotiator_desk.models.deal import Deal, Snapshot

STAGES: Final = tuple(Stage)
"""The stages in their order."""


_PLACES: Final = {stage.value: place for place, stage in enumerate(STAGES)}


def ended_otherwise(deal: Deal) -> bool:
    """Whether the deal ended without our winning it; an outcome without a result ends nothing."""
    outcome = deal.outcome
    return outcome is not None and outcome.result not in (None, Result.WON)


def stage_of(recorded: Deal, cut: Snapshot, as_of: date) -> Stage:
    """The stage as of a date: the latest of what the user set and what the dates say.

    ``recorded`` is the deal as recorded, whose dates still to come hold the stage back;
    ``cut`` is the deal as of the date.
    """
    deal = cut.deal
    if ended_otherwise(deal):
        return Stage.CLOSED
    reached = [STAGES.index(recorded.stage or Stage.BEFORE)]
    if any(offer.party is Side.US for offer in cut.offers):
        reached.append(STAGES.index(Stage.TABLE))
    for day, stage in (
        (deal.award_on, Stage.SIGNATURE),
        (deal.signed_on, Stage.DELIVERY),
        (deal.closed_on, Stage.CLOSED),
    ):
        if day is not None:
            reached.append(STAGES.index(stage))
    latest = max(reached)
    for day, stage in (
        (recorded.award_on, Stage.TABLE),
        (recorded.signed_on, Stage.SIGNATURE),
        (recorded.closed_on, Stage.DELIVERY),
    ):
        if day is not None and day > as_of:
            latest = min(latest, STAGES.index(stage))
    return STAGES[latest]


def is_reached(control: Control, stage: Stage, otherwise: bool) -> bool:
    """Whether a control is judged at this stage.

    ``otherwise`` says that the deal ended without our winning it: then there was no signature
    and no delivery. ``learn`` is reached from the table on.
    """
    if control is Control.LEARN:
        return stage is not Stage.BEFORE
    if otherwise and control in (Control.SIGNATURE, Control.DELIVERY):
        return False
    return _PLACES[control.value] <= _PLACES[stage.value]
