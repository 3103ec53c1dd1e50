"""What charts say: titles that tell what happened, labels, the sentences of marks."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.results import BridgeStep, ControlResult, Diagnosis
from negotiator_desk.domain.series import (
    BurnPoint,
    CorridorSeries,
    LedgerRow,
    LockReadiness,
    LockRow,
    OfferPoint,
    RevisionPoint,
)
from negotiator_desk.domain.signature import LockState
from negotiator_desk.models.choices import Control
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import Formats

HOLDS_FROM: Final = 90
"""From which score on a control holds."""

_WHERE: Final[Mapping[Control, str]] = {
    Control.BEFORE: N_("before the RFP"),
    Control.TABLE: N_("at the table"),
    Control.SIGNATURE: N_("at signature"),
    Control.DELIVERY: N_("in delivery"),
    Control.LEARN: N_("in learning"),
}

_STEPS: Final[Mapping[str, str]] = {
    "opening": N_("Opening"),
    "first_offer": N_("Our first offer"),
    "moved_for_return": N_("Moved for a return"),
    "moved_for_nothing": N_("Moved for nothing"),
    "scope": N_("Scope added or taken out"),
    "other_moves": N_("Other moves"),
    "last_offer": N_("Our last offer"),
    "to_signed": N_("From last offer to signing"),
    "signed": N_("Signed"),
    "price_changes": N_("Agreed price changes"),
    "contract_sum_today": N_("Contract sum today"),
    "changed_work": N_("Goes into the changed work"),
    "lost_in_delivery": N_("Lost after signature"),
    "gains": N_("Gained after signature"),
    "value_now": N_("Value now"),
    "given_in_kind": N_("Beside it: given in kind"),
    "received_in_kind": N_("Beside it: received in kind"),
}

_LOCKS: Final[Mapping[LockState, str]] = {
    LockState.LOCKED: N_("Locked"),
    LockState.REOPENED: N_("Reopened"),
    LockState.AGREED: N_("Agreed, not locked"),
    LockState.OPEN: N_("Open"),
}


def where(control: Control) -> str:
    """A control as the place in a sentence: "at the table"."""
    return _(_WHERE[control])


def step_label(key: str) -> str:
    """What a bar of the value bridge is called."""
    return _(_STEPS[key]) if key in _STEPS else key


def lock_label(state: LockState) -> str:
    """What a state of a term is called."""
    return _(_LOCKS[state])


def controls_title(diagnosis: Diagnosis, formats: Formats) -> str:
    """Which control is weakest."""
    scored = [result for result in diagnosis.controls if result.score is not None]
    if not scored:
        return _("No control can be judged yet")
    weakest = min(scored, key=lambda result: result.score or Fraction(0))
    score = formats.score(weakest.score)
    if (weakest.score or 0) >= HOLDS_FROM:
        return _("Every control judged so far holds; the lowest score is {score} of 100").format(
            score=score
        )
    return _("Control is weakest {where}: {score} of 100").format(
        where=where(weakest.control), score=score
    )


def control_sentence(result: ControlResult, declared: Fraction | None, formats: Formats) -> str:
    """A control with its two scores."""
    name = _(result.control.label)
    if not result.reached:
        return _("{control}: not due yet").format(control=name)
    if result.score is None:
        return _("{control}: nothing to judge yet").format(control=name)
    score = formats.score(result.score)
    if declared is None:
        return _("{control}: {score} of 100 by the records").format(control=name, score=score)
    return _("{control}: {score} of 100 by the records, {declared} declared").format(
        control=name, score=score, declared=formats.score(declared)
    )


def bridge_title(diagnosis: Diagnosis, formats: Formats) -> str:
    """What became of the opening price."""
    levels = [step for step in diagnosis.bridge if step.kind == "level"]
    if not levels:
        return _("No price has been named yet")
    first, last = levels[0], levels[-1]
    value = diagnosis.value
    if value.value_now is not None and value.signed is not None:
        return _after_signing(value.signed, value.value_now, value.lost_after_signature, formats)
    if first is last:
        if last.key == "opening":
            return _("The opening stands at {amount}; no offer has been made").format(
                amount=formats.short(first.amount)
            )
        return _("One price has been named: {amount}").format(amount=formats.short(last.amount))
    gone = value.price_moved - value.price_moved_for_return
    moved = _("Our price has come from {first} to {last}").format(
        first=formats.short(first.amount), last=formats.short(last.amount)
    )
    if gone > 0:
        return _("{moved}; {amount} of that for nothing in return").format(
            moved=moved, amount=formats.short(gone)
        )
    return moved


def since_signing_title(diagnosis: Diagnosis, formats: Formats) -> str:
    """What became of the signed value."""
    value = diagnosis.value
    if value.value_now is None or value.signed is None:
        return _("Nothing is signed yet")
    return _after_signing(value.signed, value.value_now, value.lost_after_signature, formats)


def _after_signing(signed: Fraction, now: Fraction, lost: Fraction, formats: Formats) -> str:
    if lost > 0:
        return _("Signed at {signed}, worth {now} today: {lost} went after signature").format(
            signed=formats.short(signed), now=formats.short(now), lost=formats.short(lost)
        )
    return _("Signed at {signed}, worth {now} today; nothing was lost after signature").format(
        signed=formats.short(signed), now=formats.short(now)
    )


def step_sentence(step: BridgeStep, currency: str, formats: Formats) -> str:
    """A bar of the value bridge in words."""
    return _("{label}: {amount}").format(
        label=step_label(step.key),
        amount=formats.money(step.amount, currency, sign=step.kind == "step"),
    )


def corridor_title(series: CorridorSeries, formats: Formats) -> str:
    """How far the two prices have come towards each other."""
    ours, theirs = series.ours, series.buyer
    if ours and theirs:
        return _gap_title(series, formats)
    if ours:
        n = len(ours)
        return ngettext(
            "We have named one price, {amount}; the buyer none yet",
            "We have named {n} prices, the last {amount}; the buyer none yet",
            n,
        ).format(n=n, amount=formats.short(ours[-1].amount))
    if theirs:
        return _("The buyer has named {amount}; we have made no offer yet").format(
            amount=formats.short(theirs[-1].amount)
        )
    last = series.revisions[-1] if series.revisions else None
    if last is None:
        return _("There is no price corridor yet")
    if last.opening is not None and last.buyer_expected is not None:
        return _("We open at {opening}; the buyer is expected to pay {expected}").format(
            opening=formats.short(last.opening), expected=formats.short(last.buyer_expected)
        )
    return _("The corridor is set; no offer has been made")


def _gap_title(series: CorridorSeries, formats: Formats) -> str:
    first = series.ours[0].amount - series.buyer[0].amount
    now = series.ours[-1].amount - series.buyer[-1].amount
    n = len(series.ours) + len(series.buyer)
    if now <= 0:
        return ngettext(
            "The two prices have met after {n} offer", "The two prices have met after {n} offers", n
        ).format(n=n)
    if len(series.ours) == 1 and len(series.buyer) == 1:
        return _("The two prices are {gap} apart").format(gap=formats.short(now))
    text = _("The gap has closed from {first} to {now} in {n} offers")
    if now > first:
        text = _("The gap has widened from {first} to {now} in {n} offers")
    elif now == first:
        text = _("The gap is still {now} after {n} offers")
    text = text.format(first=formats.short(first), now=formats.short(now), n=n)
    share = series.corridor.our_concession_share
    if share is None or now >= first:
        return text
    return _("{text}; we moved {share} of the way").format(text=text, share=formats.percent(share))


def _estimate(series: CorridorSeries) -> str:
    n = series.corridor.n_us + series.corridor.n_buyer
    return _("an estimate from {n} offers").format(n=n)


def meeting_labels(series: CorridorSeries, formats: Formats) -> tuple[str, ...]:
    """Midpoint and projected meeting in a line, with how little they rest on; shorter ones last."""
    corridor = series.corridor
    n = corridor.n_us + corridor.n_buyer
    midpoint = _("midpoint {amount}").format(amount=formats.short(corridor.midpoint))
    if corridor.projected_meeting is None:
        return (midpoint,)
    meeting = formats.short(corridor.projected_meeting)
    short = _("meeting near {amount}? estimate, n = {n}").format(amount=meeting, n=n)
    return (
        _("{midpoint} · {meeting}").format(midpoint=midpoint, meeting=short),
        short,
        _("near {amount}? n = {n}").format(amount=meeting, n=n),
    )


def meeting_sentence(series: CorridorSeries, currency: str, formats: Formats) -> str:
    """Where the prices would meet, as a sentence."""
    return _("If both sides went on as so far, the prices would meet near {amount}; {n}").format(
        amount=formats.money(series.corridor.projected_meeting, currency), n=_estimate(series)
    )


def midpoint_sentence(series: CorridorSeries, currency: str, formats: Formats) -> str:
    """The middle between the two latest prices, as a sentence."""
    return _("The middle between the two latest prices is {amount}").format(
        amount=formats.money(series.corridor.midpoint, currency)
    )


def offer_sentence(offer: OfferPoint, ours: bool, currency: str, formats: Formats) -> str:
    """An offer with its step."""
    text = (
        _("We offered {amount} on {date}") if ours else _("The buyer offered {amount} on {date}")
    ).format(amount=formats.money(offer.amount, currency), date=formats.date_text(offer.day))
    step = step_of_offer(offer, ours, currency, formats)
    return _("{text}: {step}").format(text=text, step=step) if step else text


def step_of_offer(offer: OfferPoint, ours: bool, currency: str, formats: Formats) -> str:
    """The step that an offer took, in words and sign, with the scope kept apart."""
    if not offer.step:
        return "" if offer.step is None else _("no step")
    falls = ours is (offer.step > 0)
    amount = formats.amount(-abs(offer.step) if falls else abs(offer.step), currency, sign=True)
    text = (_("fall {amount}") if falls else _("raise {amount}")).format(amount=amount)
    if offer.for_nothing:
        text = _("{step} for nothing").format(step=text)
    if offer.scope:
        scope = formats.amount(offer.scope, currency, sign=True)
        text = _("{step}, scope {scope}").format(step=text, scope=scope)
    return text


def step_labels(offer: OfferPoint, ours: bool, formats: Formats) -> tuple[str, ...]:
    """A step as a label on its line, the longest first."""
    step = offer.step or Fraction(0)
    amount = formats.short(-step if ours else step, sign=True)
    if offer.for_nothing:
        return _("{amount} for nothing").format(amount=amount), amount
    return (amount,)


def revision_sentence(revision: RevisionPoint, currency: str, formats: Formats) -> str:
    """A corridor revision with its figures."""
    parts = [
        text.format(amount=formats.money(amount, currency))
        for text, amount in (
            (_("opening {amount}"), revision.opening),
            (_("target {amount}"), revision.target),
            (_("walk-away {amount}"), revision.walk_away),
            (_("buyer expects {amount}"), revision.buyer_expected),
            (_("buyer's limit {amount}"), revision.buyer_limit),
        )
        if amount is not None
    ]
    if revision.day is None:
        return _("Corridor: {figures}").format(figures=", ".join(parts))
    return _("Corridor set on {date}: {figures}").format(
        date=formats.date_text(revision.day), figures=", ".join(parts)
    )


def ledger_title(rows: Sequence[LedgerRow], formats: Formats) -> str:
    """What was given and what came back."""
    cost = sum((row.cost for row in rows), Fraction(0))
    value = sum((row.value for row in rows), Fraction(0))
    n = len(rows)
    return ngettext(
        "One agreed trade: given {cost}, received {value}, balance {balance}",
        "{n} agreed trades: given {cost}, received {value}, balance {balance}",
        n,
    ).format(
        n=n,
        cost=formats.short(cost),
        value=formats.short(value),
        balance=formats.short(value - cost, sign=True),
    )


def locks_title(readiness: LockReadiness, as_of: date, formats: Formats) -> str:
    """How much of what is at stake is locked, and how far the award is."""
    whole = readiness.locked + readiness.reopened + readiness.agreed + readiness.open
    if whole:
        text = _("{share} of the value at stake is locked").format(
            share=formats.percent(readiness.locked / whole)
        )
    else:
        locked = sum(row.state is LockState.LOCKED for row in readiness.rows)
        n = len(readiness.rows)
        text = ngettext(
            "{locked} of {n} term is locked", "{locked} of {n} terms are locked", n
        ).format(locked=locked, n=n)
    award = readiness.award_on or readiness.award_expected_on
    if award is None:
        return text
    if readiness.award_on is not None:
        return _("{text}; the award was on {date}").format(text=text, date=formats.date_text(award))
    days = (award - as_of).days
    if days < 0:
        return _("{text}; the award was expected on {date}").format(
            text=text, date=formats.date_text(award)
        )
    return ngettext(
        "{text}, {n} day before the expected award",
        "{text}, {n} days before the expected award",
        days,
    ).format(text=text, n=days)


def lock_day(row: LockRow, formats: Formats) -> str:
    """The day of a lock, and whether the award came before it; nothing where none holds."""
    if row.locked_on is None:
        return ""
    text = _("{date}, after the award") if row.late else "{date}"
    return text.format(date=formats.date_text(row.locked_on))


def lock_sentence(row: LockRow, term: str, currency: str, formats: Formats) -> str:
    """A term with its state, the day of its lock and what is at stake."""
    state = lock_label(row.state).lower()
    if row.locked_on is not None:
        state = _("locked on {day}").format(day=lock_day(row, formats))
    text = _("{term}: {state}, {amount} at stake")
    if row.stake is None:
        text = _("{term}: {state}, value at stake unknown")
    if row.red_line:
        text = _("{text}, a red line").format(text=text)
    return text.format(term=term, state=state, amount=formats.money(row.stake, currency))


def burn_title(points: Sequence[BurnPoint], formats: Formats) -> str:
    """What changes cost and how much of it nobody paid."""
    last = points[-1]
    if last.absorbed > 0:
        return _("Changes cost {cost}; {absorbed} of that was absorbed").format(
            cost=formats.short(last.cost), absorbed=formats.short(last.absorbed)
        )
    return _("Changes cost {cost}, and all of it was made up for").format(
        cost=formats.short(last.cost)
    )
