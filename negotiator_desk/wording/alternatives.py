"""What the alternatives of both sides mean for the corridor, in sentences."""

from __future__ import annotations

from decimal import Decimal

from negotiator_desk.domain.alternatives import Bound
from negotiator_desk.models.before import Alternative
from negotiator_desk.models.choices import Party
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label
from negotiator_desk.wording.marked import Marked


def party_text(alternative: Alternative, formats: Formats) -> str:
    """Whose an alternative is, and whether somebody checked that it is really there."""
    whose = _("Side not said") if alternative.party is None else choice_label(alternative.party)
    if alternative.tested_on is None:
        return _("{whose}, not tested").format(whose=whose)
    day = formats.date_text(alternative.tested_on)
    return _("{whose}, tested {day}").format(whose=whose, day=day)


def use_text(alternative: Alternative, pair: tuple[Bound, Bound]) -> str:
    """What the best alternative of a side is there for; nothing for the others."""
    ours, theirs = pair
    if ours.best is not None and alternative.id == ours.best.id:
        return _("Floor of our walk-away")
    if theirs.best is not None and alternative.id == theirs.best.id:
        return _("Bounds their limit")
    return _("No figure yet") if alternative.value is None else ""


def bound_text(bound: Bound, currency: str, formats: Formats) -> Marked:
    """A side's best alternative against the price it should hold, with both figures."""
    text, meaning = (_ours if bound.party is Party.OURS else _theirs)(bound, currency, formats)
    if bound.best is not None and not bound.crossed and bound.best.tested_on is None:
        return _("{text} Nobody has tested it.").format(text=text), "exposed"
    return text, meaning


def _gap(bound: Bound, currency: str, formats: Formats) -> str:
    apart = abs((bound.level or Decimal(0)) - (bound.value or Decimal(0)))
    return formats.money(apart, currency)


def _ours(bound: Bound, currency: str, formats: Formats) -> Marked:
    if not bound.recorded:
        return _("We have no alternative on record: nothing carries the walk-away."), "exposed"
    if bound.best is None:
        return _(
            "Our alternative has no figure yet: at what price of this deal is it as good?"
        ), "exposed"
    value = formats.money(bound.value, currency)
    if bound.level is None:
        return _("Our best alternative is as good as {value}: set no walk-away below it.").format(
            value=value
        ), "exposed"
    level, gap = formats.money(bound.level, currency), _gap(bound, currency, formats)
    if bound.crossed:
        return _(
            "Our walk-away, {level}, is {gap} below our best alternative, {value}: walking away "
            "would pay more."
        ).format(level=level, gap=gap, value=value), "lost"
    if bound.level == bound.value:
        return _("Our walk-away, {level}, is what our best alternative is worth.").format(
            level=level
        ), "protected"
    return _("Our walk-away, {level}, stands {gap} above our best alternative, {value}.").format(
        level=level, gap=gap, value=value
    ), "protected"


def _theirs(bound: Bound, currency: str, formats: Formats) -> Marked:
    if not bound.recorded:
        return _(
            "The buyer's alternative is not on record: what bounds their limit is unknown."
        ), "exposed"
    if bound.best is None:
        return _(
            "The buyer's alternative has no figure yet: at what price would they take it?"
        ), "exposed"
    value = formats.money(bound.value, currency)
    if bound.level is None:
        return _(
            "The buyer's best alternative is as good as {value}: their limit is not above it."
        ).format(value=value), "exposed"
    level, gap = formats.money(bound.level, currency), _gap(bound, currency, formats)
    if bound.crossed:
        return _(
            "The buyer's limit, by our estimate {level}, is {gap} above their best alternative, "
            "{value}: they would take that first."
        ).format(level=level, gap=gap, value=value), "lost"
    if bound.level == bound.value:
        return _(
            "The buyer's limit, by our estimate {level}, is what their best alternative costs."
        ).format(level=level), "protected"
    return _(
        "The buyer's limit, by our estimate {level}, stays {gap} below their best alternative, "
        "{value}."
    ).format(level=level, gap=gap, value=value), "protected"
