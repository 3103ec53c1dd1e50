"""Changes and entitlements in words: who asked, state, compensation, clocks, what stands on top."""

from collections.abc import Mapping
from typing import Final

from negotiator_desk.domain.clocks import Clock
from negotiator_desk.domain.negotiated import Negotiated, Words, as_trade
from negotiator_desk.domain.register import (
    ChangeRow,
    EntitlementRow,
    State,
    Totals,
    Worry,
)
from negotiator_desk.domain.rounding import Units, from_units, units
from negotiator_desk.models.choices import EntitlementStatus
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.desk import NoticePreset
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.table import Trade
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.due import days_text, what_text
from negotiator_desk.wording.formats import Formats, visible
from negotiator_desk.wording.labels import choice_label, short_line

Said = tuple[str, str]
"""A text and the colour token of its meaning, which never stands alone."""

_STATES: Final[Mapping[State, str]] = {
    State.POTENTIAL: N_("Potential"),
    State.PRICED: N_("Priced"),
    State.AGREED: N_("Agreed"),
    State.REFUSED: N_("Refused"),
    State.WITHDRAWN: N_("Withdrawn"),
}

_WORRIES: Final[Mapping[Worry, tuple[str, str]]] = {
    Worry.BEGUN: (N_("Work begun, nothing decided"), "lost"),
    Worry.UNPRICED: (N_("Cost unknown"), "exposed"),
    Worry.OVERDUE: (N_("Overdue"), "lost"),
    Worry.NEAR: (N_("Within a week"), "exposed"),
    Worry.ABSORBED: (N_("Absorbed, waits for a return"), "exposed"),
}


def worry_words(worry: Worry) -> Said:
    """Why records stand on top."""
    text, meaning = _WORRIES[worry]
    return _(text), meaning


def asked_words(change: Change) -> str:
    """Who asked, and by word of mouth or in writing."""
    who = "" if change.raised_by is None else choice_label(change.raised_by)
    how = "" if change.asked_in is None else choice_label(change.asked_in).lower()
    if how and change.confirmed_in_writing_on is not None:
        how = _("{how}, confirmed").format(how=how)
    return _("{who}, {how}").format(who=who, how=how) if who and how else who or how


def state_words(row: ChangeRow, currency: str, formats: Formats) -> Said:
    """How far a change has come, and what is wrong with it."""
    state = _(_STATES[row.state])
    change = row.change
    if row.state in (State.POTENTIAL, State.PRICED):
        if row.begun:
            return _("{state}, work begun").format(state=state), "lost"
        if change.status is not None:
            status = choice_label(change.status).lower()
            state = _("{state}: {status}").format(state=state, status=status)
        return state, ""
    if row.wasted:
        lost = formats.amount(from_units(row.fact.lost), currency)
        if not row.fact.known:
            return _("{state}, work unpaid").format(state=state), "lost"
        if row.fact.lost:
            return _("{state}: {amount} lost").format(state=state, amount=lost), "lost"
        return _("{state}, work paid").format(state=state), ""
    if row.state is State.AGREED and row.begun:
        return _("{state} after work began").format(state=state), "exposed"
    return state, "" if row.state is State.AGREED else "muted"


def compensation_words(row: ChangeRow, currency: str, formats: Formats) -> Said:
    """What comes back: the price, what comes in kind, or that it is given away."""
    fact, change = row.fact, row.change
    parts = []
    if change.price_change:
        parts.append(formats.amount(change.price_change, currency, sign=True))
    in_kind = fact.compensation - units(change.price_change)
    if in_kind:
        amount = formats.amount(from_units(in_kind), currency, sign=True)
        parts.append(_("{amount} in kind").format(amount=amount))
    elif not is_missing(change.counter_description) or change.received:
        parts.append(_("in kind"))
    if parts:
        return " · ".join(parts), ""
    if row.state is State.AGREED and fact.cost:
        return _("nothing: given away"), "lost"
    return "", ""


def absorbed_words(row: ChangeRow, currency: str, formats: Formats) -> Said:
    """What nothing makes up for: lost, waiting for a return, or still to be avoided."""
    fact = row.fact
    if not fact.absorbed or (row.state in (State.REFUSED, State.WITHDRAWN) and not row.wasted):
        return "", ""
    amount = formats.amount(from_units(fact.absorbed), currency)
    return amount, "lost" if fact.agreed or row.wasted else "exposed"


def clock_words(clock: Clock | None, formats: Formats) -> Said:
    """What runs out first and in how many days, overdue in words."""
    if clock is None:
        return "", ""
    text = _("{what} {when}").format(what=_short(clock.rule), when=days_text(clock.left))
    if clock.overdue:
        return text, "lost"
    return text, "exposed" if clock.near else ""


_SHORT: Final[Mapping[str, str]] = {
    "changes.notice_due_on": N_("Notice"),
    "changes.reply_due_on": N_("Reply"),
    "changes.ends_on": N_("Ends"),
    "entitlements.notice_by": N_("Notice"),
    "entitlements.due_on": N_("Due"),
}


def _short(rule: str) -> str:
    return _(_SHORT[rule]) if rule in _SHORT else what_text(rule)


def clock_sentence(row: ChangeRow, formats: Formats) -> Said:
    """The clock of a change as a sentence with its day; empty where none runs."""
    clock = row.clock
    if clock is None:
        return "", ""
    text = _("{what} on {date}: {when}.").format(
        what=what_text(clock.rule),
        date=formats.date_text(clock.day),
        when=days_text(clock.left),
    )
    return text, "lost" if clock.overdue else "exposed" if clock.near else "caption"


def giveaway_sentence(row: ChangeRow, currency: str, formats: Formats) -> Said:
    """What is lost with a change, or given away unless something comes back; empty where nothing.

    The cost that nothing makes up for is a giveaway that waits for a return.
    """
    fact = row.fact
    amount = formats.money(from_units(fact.absorbed), currency)
    if row.wasted:
        if not fact.known:
            return _("Work was done and is not paid: record what it cost."), "lost"
        if fact.lost:
            return _("Work was done on what was then not agreed: {amount} is lost.").format(
                amount=amount
            ), "lost"
        return "", ""
    if row.state in (State.REFUSED, State.WITHDRAWN):
        return "", ""
    if row.begun and fact.open:
        return _("Work has begun and nothing is decided: price it, or stop."), "lost"
    if not fact.known:
        return _("Its cost is unknown: nobody can price it."), "exposed"
    if not fact.absorbed:
        return "", ""
    if fact.agreed:
        return _("{amount} is absorbed: a giveaway that waits for a return.").format(
            amount=amount
        ), "lost"
    return _("{amount} is not paid for yet. What could they give back?").format(
        amount=amount
    ), "exposed"


def totals_words(totals: Totals, currency: str, formats: Formats) -> tuple[Said, ...]:
    """What the register comes to, states kept apart."""

    def amount(total: Units) -> str:
        return formats.amount(from_units(total), currency)

    said: list[Said] = []
    for state in (State.POTENTIAL, State.PRICED, State.AGREED):
        if totals.counts[state]:
            text = _("{n} {state}: cost {amount}").format(
                n=totals.counts[state],
                state=_(_STATES[state]).lower(),
                amount=amount(totals.costs[state]),
            )
            said.append((text, ""))
    if totals.compensation:
        said.append((_("came back {amount}").format(amount=amount(totals.compensation)), ""))
    if totals.absorbed:
        text = _("absorbed {amount}, waits for a return").format(amount=amount(totals.absorbed))
        said.append((text, "lost"))
    if totals.wasted:
        text = _("{amount} lost on work for nothing").format(amount=amount(totals.wasted))
        said.append((text, "lost"))
    if totals.unknown:
        text = ngettext("{n} of unknown cost", "{n} of unknown cost", totals.unknown)
        said.append((text.format(n=totals.unknown), "exposed"))
    return tuple(said)


# -- entitlements -------------------------------------------------------------------------------


def entitlement_words(row: EntitlementRow, currency: str, formats: Formats) -> Said:
    """The state of an entitlement: open, claimed, given up, missed."""
    status = row.entitlement.status or EntitlementStatus.OPEN
    text = choice_label(status)
    if status is EntitlementStatus.OPEN:
        if row.late:
            return _("{state}, too late").format(state=text), "lost"
        return text, ""
    if status is EntitlementStatus.CLAIMED:
        day = row.entitlement.claimed_on
        if day is not None:
            text = _("{state} {date}").format(state=text, date=formats.date_text(day))
        return text, "protected"
    amount = row.entitlement.value
    if amount and row.entitlement.trade_id is None:
        lost = formats.amount(amount, currency)
        text = _("{state}: {amount} lost").format(state=text, amount=lost)
    return text, "lost"


def entitlement_sentence(row: EntitlementRow, currency: str, formats: Formats) -> Said:
    """What stands to be lost with an entitlement that is open, as a sentence."""
    entitlement = row.entitlement
    if entitlement.status not in (None, EntitlementStatus.OPEN):
        return "", ""
    worth = (
        _("its value, which is not recorded,")
        if entitlement.value is None
        else formats.money(entitlement.value, currency)
    )
    if row.late:
        return _("The day to claim it is past: {amount} is exposed.").format(amount=worth), "lost"
    clock = row.clock
    if clock is None:
        return _("No day is recorded: nobody will remind you."), "exposed"
    return _("{what} on {date}: {when}.").format(
        what=what_text(clock.rule),
        date=formats.date_text(clock.day),
        when=days_text(clock.left),
    ), "exposed" if clock.near else "caption"


def waive_text(row: EntitlementRow, currency: str, formats: Formats) -> str:
    """The button that gives an entitlement up, with what that costs."""
    if row.entitlement.value is None:
        return _("Waive: value unknown")
    return _("Waive: costs {amount}").format(amount=formats.money(row.entitlement.value, currency))


def entitlement_totals(
    rows: tuple[EntitlementRow, ...], currency: str, formats: Formats
) -> tuple[Said, ...]:
    """What entitlements came to: open, overdue, claimed, lost."""
    sums: dict[str, list[EntitlementRow]] = {}
    for row in rows:
        status = row.entitlement.status or EntitlementStatus.OPEN
        key = "late" if row.late else status.value
        sums.setdefault(key, []).append(row)
    said = []
    for key, text, meaning in (
        ("open", _("open {amount}"), ""),
        ("late", _("overdue {amount}"), "lost"),
        ("claimed", _("claimed {amount}"), "protected"),
        ("waived", _("waived {amount}"), "lost"),
        ("missed", _("missed {amount}"), "lost"),
    ):
        if key in sums:
            total = sum((row.entitlement.value or 0 for row in sums[key]), 0)
            said.append((text.format(amount=formats.amount(total, currency)), meaning))
    return tuple(said)


# -- as a trade ---------------------------------------------------------------------------------


def worded(negotiated: Negotiated, currency: str, formats: Formats) -> Trade:
    """A change as a trade whose parts are called by their names; a trade as it is."""
    if isinstance(negotiated, Trade):
        return negotiated
    change = negotiated
    return as_trade(
        change,
        Words(
            work=short_line(change.title, 300),
            price=_price_words(change, currency, formats),
            in_kind=short_line(change.counter_description, 300)
            or (_("compensation in kind") if change.counter_value else ""),
            condition=_temporary(change, formats),
        ),
    )


def _price_words(change: Change, currency: str, formats: Formats) -> str:
    if not change.price_change:
        return ""
    amount = formats.money(abs(change.price_change), currency)
    if change.price_change < 0:
        return _("{amount} off the contract sum").format(amount=amount)
    return _("{amount} on the contract sum").format(amount=amount)


def _temporary(change: Change, formats: Formats) -> str:
    if change.ends_on is None:
        return ""
    return _("it ends on {date}").format(date=formats.date_text(change.ends_on))


# -- notice periods -----------------------------------------------------------------------------


def preset_words(preset: NoticePreset) -> str:
    """A notice period as a menu offers it."""
    days = ngettext("{n} day", "{n} days", preset.days or 0).format(n=preset.days or 0)
    name = short_line(visible(preset.name), 40)
    return _("{name} ({days})").format(name=name, days=days) if name else days


def period_without_name() -> str:
    """Why a notice period is not kept: it has no name."""
    return _("A notice period needs a name: type one, or delete the line.")


def period_out_of_range(name: str, longest: int) -> str:
    """Why a notice period is not kept: its number of days."""
    return _("“{name}” needs a whole number of days from 0 to {longest}.").format(
        name=short_line(visible(name), 40), longest=longest
    )
