"""What a discount and payment days cost: the arithmetic of a step, from the deal's own fields.

The formulas are plain contribution arithmetic: with a margin m of the price, a discount d takes
d ÷ m of the contribution, and d ÷ (m − d) more volume would bring it back. Money paid n days
later costs value × rate × n ÷ 365.
"""

from datetime import date
from fractions import Fraction
from typing import Final, Literal

import msgspec

from negotiator_desk.domain.facts import offers_of
from negotiator_desk.domain.prices import revision_in_force
from negotiator_desk.models.choices import Side
from negotiator_desk.models.deal import Snapshot

DAYS_A_YEAR: Final = 365

Input = Literal["margin_percent", "target", "finance_rate_percent", "value"]
"""What the arithmetic rests on; ``target`` is of the corridor, ``value`` any price of ours."""


class Discount(msgspec.Struct, frozen=True, kw_only=True):
    """A discount in money and what it means; shares are ratios, not percent.

    ``discount`` is its share of the target price, ``contribution`` the share of the contribution
    it takes, ``volume`` the volume that would bring it back, None when no volume would (the
    discount is as large as the margin, or larger). ``missing`` names what has to be known first.
    """

    amount: Fraction
    discount: Fraction | None = None
    contribution: Fraction | None = None
    volume: Fraction | None = None
    missing: tuple[Input, ...] = ()


class PaymentDay(msgspec.Struct, frozen=True, kw_only=True):
    """What one day of payment costs: of which value, at which rate a year (percent)."""

    cost: Fraction | None = None
    value: Fraction | None = None
    rate: Fraction | None = None
    missing: tuple[Input, ...] = ()


def contribution_taken(discount: Fraction, margin: Fraction) -> Fraction:
    """The share of the contribution that a discount takes: d ÷ m, both shares of the price.

    Raises:
        ZeroDivisionError: without a margin there is no contribution.
    """
    return discount / margin


def volume_needed(discount: Fraction, margin: Fraction) -> Fraction | None:
    """How much more volume makes up for a discount: d ÷ (m − d); None where d reaches m."""
    return discount / (margin - discount) if discount < margin else None


def payment_days_cost(value: Fraction, rate_percent: Fraction, days: Fraction) -> Fraction:
    """The cost of being paid later: value × rate × days ÷ 365."""
    return value * rate_percent / 100 * days / DAYS_A_YEAR


def discount_of(amount: Fraction, snapshot: Snapshot, day: date | None) -> Discount:
    """What giving up an amount means, measured on the target price in force on a day.

    The deal's margin is one of the target price, so the discount is a share of it too.
    """
    revision = revision_in_force(snapshot.corridor, day)
    target = None if revision is None else revision.target
    margin = snapshot.deal.margin_percent
    missing: list[Input] = []
    if margin is None or margin <= 0:
        missing.append("margin_percent")
    if not target:
        missing.append("target")
    if margin is None or missing or not target:
        return Discount(amount=amount, missing=tuple(missing))
    share, of_price = amount / Fraction(target), Fraction(margin) / 100
    return Discount(
        amount=amount,
        discount=share,
        contribution=contribution_taken(share, of_price),
        volume=volume_needed(share, of_price),
    )


def price_now(snapshot: Snapshot, as_of: date) -> Fraction | None:
    """The price that the deal is reckoned with: what was signed, else our latest offer, else the
    target, else the opening of the revision in force."""
    deal = snapshot.deal
    if deal.signed_value is not None and deal.signed_on is not None and deal.signed_on <= as_of:
        return Fraction(deal.signed_value)
    ours = [o for o in offers_of(snapshot, Side.US) if o.made_on and o.made_on <= as_of]
    if ours and ours[-1].amount is not None:
        return Fraction(ours[-1].amount)
    revision = revision_in_force(snapshot.corridor, as_of)
    for amount in () if revision is None else (revision.target, revision.opening):
        if amount is not None:
            return Fraction(amount)
    return None


def payment_day(snapshot: Snapshot, as_of: date) -> PaymentDay:
    """What one day more until we are paid costs, of the whole price at the deal's rate."""
    value, rate = price_now(snapshot, as_of), snapshot.deal.finance_rate_percent
    missing: list[Input] = []
    if rate is None:
        missing.append("finance_rate_percent")
    if value is None:
        missing.append("value")
    if value is None or rate is None:
        return PaymentDay(missing=tuple(missing))
    percent = Fraction(rate)
    return PaymentDay(
        cost=payment_days_cost(value, percent, Fraction(1)), value=value, rate=percent
    )
