"""What the deal is worth: given, moved, lost and kept."""

from collections.abc import Sequence
from uuid import UUID

from negotiator_desk.domain.delivery import change_fact
from negotiator_desk.domain.facts import Facts, Period
from negotiator_desk.domain.results import ControlResult, Value
from negotiator_desk.domain.rounding import Units, from_units, units
from negotiator_desk.models.choices import Control, Stage


def signed_value(facts: Facts) -> Units | None:
    """What the contract says, None before signing or where it is unknown.

    Signing has happened when its date has come, or, where the date is missing, when the stage
    is delivery or closed.
    """
    deal = facts.deal
    if deal.signed_value is None:
        return None
    happened = deal.signed_on is not None or (
        facts.recorded.deal.signed_on is None and facts.stage in (Stage.DELIVERY, Stage.CLOSED)
    )
    return units(deal.signed_value) if happened else None


def gains(facts: Facts) -> tuple[tuple[UUID, Units], ...]:
    """What came in beyond its cost after signature, by change and trade."""
    changes = [change_fact(change) for change in facts.now.changes]
    return (
        *(
            (fact.change.id, max(0, fact.compensation - fact.cost))
            for fact in changes
            if fact.agreed and fact.known
        ),
        *(
            (fact.trade.id, max(0, fact.value - fact.cost))
            for fact in facts.agreed
            if fact.period is Period.DELIVERY
        ),
    )


def value_of(facts: Facts, controls: Sequence[ControlResult]) -> Value:
    """The value block: sums over trades, falls and changes, and what of the signed value is left.

    ``controls`` are the five results, whose lost and exposed amounts stand here again.
    """
    by_control = {result.control: result for result in controls}
    table, signature, delivery = (
        by_control[control] for control in (Control.TABLE, Control.SIGNATURE, Control.DELIVERY)
    )
    zero = from_units(0)
    lost = delivery.lost or zero
    gained = from_units(sum((amount for _, amount in gains(facts)), 0))
    contract = signed_value(facts)
    signed = None if contract is None else from_units(contract)
    agreed_changes = sum(
        (units(c.price_change) for c in facts.now.changes if change_fact(c).agreed), 0
    )
    exposed = None
    if signed is not None:
        exposed = (signature.exposed or zero) + (delivery.exposed or zero)
    return Value(
        cost_given=from_units(sum((fact.cost for fact in facts.agreed), 0)),
        value_received=from_units(sum((fact.value for fact in facts.agreed), 0)),
        price_moved=from_units(sum((fall.amount for fall in facts.falls), 0)),
        price_moved_for_return=from_units(
            sum((fall.amount for fall in facts.falls if fall.for_return), 0)
        ),
        leakage=table.lost or zero,
        price_of_award=signature.lost or zero,
        signed=signed,
        contract_sum_today=None if signed is None else signed + from_units(agreed_changes),
        lost_after_signature=lost,
        exposed_after_signature=exposed,
        gained_after_signature=gained,
        value_now=None if signed is None else signed - lost + gained,
        protected=None if signed is None or exposed is None else max(zero, signed - lost - exposed),
    )
