"""What is said about offers: their steps, what they were for, what a step costs, the pattern."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.discount import Discount, Input, PaymentDay
from negotiator_desk.domain.pattern import Pattern, Step, Trend, overall
from negotiator_desk.domain.prices import Move, OfferLine
from negotiator_desk.domain.rounding import rounded
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Offer
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import MINUS, Formats
from negotiator_desk.wording.labels import short_line, title_of

STEPS_NAMED: Final = 5
"""How many of the last steps of a side are named one by one."""

_TRENDS: Final[Mapping[Trend, str]] = {
    Trend.FALLING: N_("falling"),
    Trend.EQUAL: N_("equal"),
    Trend.RISING: N_("rising"),
    Trend.MIXED: N_("now smaller, now larger"),
}

_INPUTS: Final[Mapping[Input, str]] = {
    "margin_percent": N_("the margin of the deal"),
    "target": N_("a target price"),
    "finance_rate_percent": N_("the finance rate of the deal"),
    "value": N_("a price"),
}


def side_text(offer: Offer) -> str:
    """Whose offer it is, in a word."""
    if offer.party is None:
        return ""
    return _("us") if offer.party is Side.US else _("buyer")


def step_text(line: OfferLine, formats: Formats, currency: str) -> str:
    """What an offer moved, in words and sign: "fall −40,000"."""
    if line.move is Move.UNDATED:
        return _("no date: not counted")
    if line.move is Move.FIRST:
        return _("first price")
    if line.move is Move.SAME or line.step is None:
        return _("no step")
    ours = line.offer.party is Side.US
    falls = ours is (line.move is Move.TOWARDS)
    amount = f"{MINUS if falls else '+'}{formats.amount(abs(line.step), currency)}"
    # TRANSLATORS: a price that went down or up, with the amount and its sign.
    return (_("fall {amount}") if falls else _("raise {amount}")).format(amount=amount)


def step_meaning(line: OfferLine) -> str:
    """The colour token of a step of ours that nobody paid for; others have none."""
    return "lost" if line.falls and not line.paid else ""


def step_for(line: OfferLine, formats: Formats, snapshot: Snapshot | None) -> str:
    """For which trade our price fell, or that it was for nothing; empty for all other offers."""
    if not line.falls:
        return ""
    if line.trade is None:
        return _("for nothing")
    title = title_of(line.trade.id, formats, snapshot)
    if line.paid:
        return title
    if line.trade.status is TradeStatus.AGREED:
        return _("{trade}: brings nothing").format(trade=title)
    return _("{trade}: not agreed").format(trade=title)


def step_and_for(line: OfferLine, formats: Formats, snapshot: Snapshot) -> str:
    """What an offer moved and for which trade, in one line."""
    step = step_text(line, formats, snapshot.deal.currency)
    what = step_for(line, formats, snapshot)
    return _("{step} · {trade}").format(step=step, trade=what) if what else step


def expiry_text(offer: Offer, today: date, formats: Formats) -> str:
    """Until when an offer stands, and how long that is."""
    day = offer.expires_on
    if day is None:
        return ""
    left = (day - today).days
    text = formats.date_text(day)
    if left < 0:
        return _("expired {date}").format(date=text)
    if left == 0:
        return _("expires today")
    return ngettext("{date}, {n} day left", "{date}, {n} days left", left).format(date=text, n=left)


# -- an offer in the making ------------------------------------------------------------------------


def draft_text(line: OfferLine, formats: Formats, currency: str) -> str:
    """What an offer would move, with the scope that is kept apart; empty where it moves nothing."""
    if line.step is None or line.previous is None:
        return ""
    text = _draft_move(line).format(amount=formats.money(abs(line.step), currency))
    before = formats.amount(line.previous.amount, currency)
    after = formats.amount(line.offer.amount, currency)
    scope = line.offer.scope_value
    if not scope:
        return _("{text} ({before} → {after}).").format(text=text, before=before, after=after)
    part = _("{amount} of scope added") if scope > 0 else _("{amount} of scope taken out")
    part = part.format(amount=formats.amount(abs(scope), currency))
    return _("{text} ({before} → {after}, {scope}).").format(
        text=text, before=before, after=after, scope=part
    )


def _draft_move(line: OfferLine) -> str:
    ours = line.offer.party is Side.US
    if line.move is Move.SAME:
        return _("The price does not move")
    if line.move is Move.TOWARDS:
        return _("Our price falls by {amount}") if ours else _("The buyer comes up by {amount}")
    return _("Our price rises by {amount}") if ours else _("The buyer goes down by {amount}")


def for_nothing_text(step: Fraction, formats: Formats, currency: str) -> str:
    """That a fall brings nothing, said plainly."""
    return _("{amount} would go for nothing in return.").format(
        amount=formats.money(step, currency)
    )


def ask_text(step: Fraction, formats: Formats, currency: str) -> str:
    """The question that a fall of ours asks before it is logged."""
    return _(
        "Our price falls by {amount}: choose the trade that this is part of, or press Enter again "
        "to log it as moved for nothing."
    ).format(amount=formats.money(step, currency))


def in_return_wording(description: str, amount: Fraction, formats: Formats, currency: str) -> str:
    """The condition of a fall as a sentence: "If you …, then our price is …"."""
    return _("If you give us {what}, then our price is {amount}.").format(
        what=short_line(description), amount=formats.money(amount, currency)
    )


# -- discount arithmetic ---------------------------------------------------------------------------


def share_text(share: Fraction, formats: Formats) -> str:
    """A share in percent: whole from ten on, else with one decimal."""
    percent = share * 100
    return f"{formats.number(rounded(percent, 0 if abs(percent) >= 10 else 1))} %"


def discount_text(found: Discount, formats: Formats) -> str:
    """What a step costs of the contribution and how much volume would make up for it."""
    if found.contribution is None:
        return missing_text(found.missing)
    cost = share_text(found.contribution, formats)
    if found.volume is None:
        return _(
            "This step costs {cost} of the contribution; no volume would make up for it."
        ).format(cost=cost)
    return _(
        "This step costs {cost} of the contribution; {volume} more volume would make up for it."
    ).format(cost=cost, volume=share_text(found.volume, formats))


def missing_text(missing: Sequence[Input]) -> str:
    """What has to be recorded before this can be reckoned."""
    named = [_(_INPUTS[each]) for each in missing]
    what = (
        named[0]
        if len(named) == 1
        else _("{one} and {other}").format(one=", ".join(named[:-1]), other=named[-1])
    )
    return _("What it costs can be reckoned once {what} is recorded.").format(what=what)


def payment_day_text(found: PaymentDay, formats: Formats, currency: str) -> str:
    """What one day until we are paid costs, with what it rests on."""
    if found.cost is None:
        return missing_text(found.missing)
    return _("Reckoned: one day costs {cost} ({value} at {rate}\u00a0% a year).").format(
        cost=formats.money(Fraction(rounded(found.cost, 0)), currency),
        value=formats.amount(found.value, currency),
        rate=formats.number(found.rate),
    )


# -- the concession pattern ------------------------------------------------------------------------


def trend_label(trend: Trend) -> str:
    """A trend in a word or two."""
    return _(_TRENDS[trend])


def pattern_text(pattern: Pattern, formats: Formats) -> str:
    """The steps of both sides so far, in order; empty before anybody took one."""
    parts = []
    for steps, text in (
        (pattern.ours, _("Our steps: {steps}")),
        (pattern.buyer, _("The buyer's: {steps}")),
    ):
        if steps:
            parts.append(_side_text(text, steps, formats))
    return " ".join(parts)


def _side_text(text: str, steps: Sequence[Step], formats: Formats) -> str:
    named = ", ".join(formats.short(step.amount) for step in steps[-STEPS_NAMED:])
    said = text.format(steps=f"… {named}" if len(steps) > STEPS_NAMED else named)
    trend = overall(steps)
    if trend is None:
        return _("{text}.").format(text=said)
    return _("{text}, {trend}.").format(text=said, trend=trend_label(trend))


def next_step_text(step: Step, formats: Formats) -> str:
    """A step against the room and against the one before it."""
    parts = []
    if step.share is not None:
        parts.append(_("{share} of the room").format(share=share_text(step.share, formats)))
    if step.ratio is not None and step.trend is not None:
        parts.append(
            _("{ratio} × the step before: {trend}").format(
                ratio=formats.number(rounded(step.ratio, 2)), trend=trend_label(step.trend)
            )
        )
    return _("This step: {parts}.").format(parts=", ".join(parts)) if parts else ""


def pattern_ground() -> str:
    """What the pattern rests on: an experiment where there is one, a rule of thumb called so."""
    return _(
        "Falling steps make the other side expect less to come: seven published studies, the most "
        "at a moderate rate over several rounds (Tey, Schaerer, Madan and Swaab 2021, DOI "
        "10.1016/j.obhdp.2021.05.003). Few people taper by themselves. Read their steps the same "
        "way, and hold them against your own target. A rule of thumb: no step without a reason, "
        "and none larger than the one before."
    )
