"""The value bridge: from the opening to the value now, every difference a bar of its own."""

from collections.abc import Iterator, Sequence
from typing import Literal
from uuid import UUID

from negotiator_desk.domain.facts import Facts
from negotiator_desk.domain.results import BridgeStep, ControlResult, Diagnosis, Value
from negotiator_desk.domain.rounding import Units, from_units, units
from negotiator_desk.domain.value import gains, signed_value
from negotiator_desk.models.before import CorridorRevision
from negotiator_desk.models.choices import ChangeStatus
from negotiator_desk.models.delivery import Change

Meaning = Literal["neutral", "protected", "exposed", "lost"]


def _level(key: str, amount: Units, *records: UUID) -> BridgeStep:
    return BridgeStep(key=key, amount=from_units(amount), kind="level", records=records)


def _step(
    key: str, amount: Units, records: tuple[UUID, ...], meaning: Meaning = "neutral"
) -> BridgeStep:
    return BridgeStep(
        key=key, amount=from_units(amount), kind="step", meaning=meaning, records=records
    )


def plan_of(facts: Facts) -> CorridorRevision | None:
    """The corridor revision we set out with: in force at our first offer, else the nearest."""
    offers = facts.our_offers
    revision = facts.revision_on(facts.first_offer_on) if offers else None
    if revision is None and facts.revisions:
        revision = facts.revisions[0] if offers else facts.revisions[-1]
    return revision


def in_kind(facts: Facts) -> tuple[BridgeStep, ...]:
    """What agreed trades gave and brought in kind; beside the bridge, no part of its sum."""
    given = [fact for fact in facts.agreed if fact.cost]
    received = [fact for fact in facts.agreed if fact.value]
    sums = (
        ("given_in_kind", sum(fact.cost for fact in given), given),
        ("received_in_kind", sum(fact.value for fact in received), received),
    )
    return tuple(
        _level(key, amount, *(fact.trade.id for fact in trades)) for key, amount, trades in sums
    )


def _to_last_offer(facts: Facts) -> Iterator[BridgeStep]:
    """From the opening to our last offer: price moved, scope, and what neither explains."""
    offers = facts.our_offers
    revision = plan_of(facts)
    opening = None if revision is None or revision.opening is None else units(revision.opening)
    if revision is not None and opening is not None:
        yield _level("opening", opening, revision.id)
    if not offers:
        return
    first, last = units(offers[0].amount), units(offers[-1].amount)
    scoped = offers
    if opening is None:
        yield _level("first_offer", first, offers[0].id)
        opening, scoped = first, offers[1:]
    kept = [fall for fall in facts.falls if fall.for_return]
    gone = [fall for fall in facts.falls if not fall.for_return]
    for_return = sum((fall.amount for fall in kept), 0)
    for_nothing = sum((fall.amount for fall in gone), 0)
    scope = sum((units(offer.scope_value) for offer in scoped), 0)
    if kept:
        records = tuple(fall.offer.id for fall in kept)
        yield _step("moved_for_return", -for_return, records)
    if gone:
        records = tuple(fall.offer.id for fall in gone)
        yield _step("moved_for_nothing", -for_nothing, records, "lost")
    if scope:
        records = tuple(offer.id for offer in scoped if offer.scope_value)
        yield _step("scope", scope, records)
    # Offers that rose without scope, and a first offer that was not the opening.
    rest = last - (opening - for_return - for_nothing + scope)
    if rest:
        yield _step("other_moves", rest, tuple(offer.id for offer in offers))
    yield _level("last_offer", last, offers[-1].id)


def bridge_of(facts: Facts, value: Value, delivery: ControlResult) -> tuple[BridgeStep, ...]:
    """The steps of the value bridge; before signing it stops at our last offer.

    Given and received in kind stand beside it, not in it: they are no part of the price.
    """
    steps = list(_to_last_offer(facts))
    signed = signed_value(facts)
    if signed is None or value.signed is None or value.value_now is None:
        return tuple(steps)
    deal = (facts.deal.id,)
    levels = [step for step in steps if step.kind == "level"]
    if levels and levels[-1].amount != value.signed:
        steps.append(
            BridgeStep(
                key="to_signed",
                amount=value.signed - levels[-1].amount,
                kind="step",
                records=deal,
            )
        )
    steps.append(_level("signed", signed, *deal))
    if value.lost_after_signature:
        steps.append(
            BridgeStep(
                key="lost_in_delivery",
                amount=-value.lost_after_signature,
                kind="step",
                meaning="lost",
                records=tuple(part.record for part in delivery.losses),
            )
        )
    if value.gained_after_signature:
        steps.append(
            BridgeStep(
                key="gains",
                amount=value.gained_after_signature,
                kind="step",
                meaning="protected",
                records=tuple(record for record, amount in gains(facts) if amount),
            )
        )
    steps.append(BridgeStep(key="value_now", amount=value.value_now, kind="level", records=deal))
    return tuple(steps)


def since_signing(diagnosis: Diagnosis, changes: Sequence[Change]) -> tuple[BridgeStep, ...]:
    """What became of the signed value: price changes, what they pay for, losses, gains, value now.

    The steps from ``signed`` on are those of the bridge. An agreed price change moves the contract
    sum; what it pays for goes out again as work, so that only what was lost or gained by the
    changes stays. ``changes`` are those of the deal as of the day of the diagnosis. Nothing before
    signing.
    """
    value = diagnosis.value
    after = {step.key: step for step in diagnosis.bridge}
    if value.contract_sum_today is None or value.signed is None or "signed" not in after:
        return ()
    priced = tuple(
        change.id
        for change in changes
        if change.status is ChangeStatus.AGREED and change.price_change
    )
    steps = [after["signed"]]
    moved = value.contract_sum_today - value.signed
    if priced:
        steps += [
            BridgeStep(key="price_changes", amount=moved, kind="step", records=priced),
            BridgeStep(
                key="contract_sum_today",
                amount=value.contract_sum_today,
                kind="level",
                records=priced,
            ),
            BridgeStep(key="changed_work", amount=-moved, kind="step", records=priced),
        ]
    steps += [after[key] for key in ("lost_in_delivery", "gains", "value_now") if key in after]
    return tuple(steps)
