"""What is said about variables: their place on the ladder, money per unit, pairs worth trading."""

from collections.abc import Mapping
from typing import Final

from negotiator_desk.domain.ladder import leading_number
from negotiator_desk.domain.pairs import Half, Pair
from negotiator_desk.domain.standing import RUNGS, RungName, Standing, State
from negotiator_desk.models.choices import Direction
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.table import Variable
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import label, record_title, short_line, title_of

_STATES: Final[Mapping[State, str]] = {
    "agreed": N_("agreed"),
    "proposed": N_("proposed"),
    "planned": N_("planned"),
    "refused": N_("refused"),
    "untraded": N_("not traded yet"),
}

_REACHED: Final = "●"
_AHEAD: Final = "○"


def rung_label(rung: RungName) -> str:
    """What a step of the ladder is called."""
    return label(field_map(Variable)[rung])


def direction_text(variable: Variable) -> str:
    """Give or get; of a red line what it means."""
    if variable.direction is Direction.GET:
        return _("must get") if variable.red_line else _("get")
    return _("never give") if variable.red_line else _("give")


def red_line_text(variable: Variable) -> str:
    """What a red line means here; empty where there is none."""
    if not variable.red_line:
        return ""
    if variable.direction is Direction.GET:
        return _("A red line: never gone without.")
    return _("A red line: never given.")


def stand_text(standing: Standing, formats: Formats) -> str:
    """Where a variable stands: the ladder as dots, then in words."""
    if standing.beyond:
        return (
            _("{dots} beyond the limit: {level}")
            .format(dots=_dots(standing), level=level_text(standing, formats))
            .rstrip(": ")
        )
    if standing.now is None:
        return _("level not recorded") if standing.state == "agreed" else ""
    rung = standing.rung
    words = "" if rung is None else rung_label(rung).lower()
    if standing.now != int(standing.now):
        words = _("past the {rung}").format(rung=words)
    level = level_text(standing, formats)
    text = _("{dots} {rung}").format(dots=_dots(standing), rung=words)
    return _("{text}: {level}").format(text=text, level=level) if level else text


def _dots(standing: Standing) -> str:
    reached = 0 if standing.now is None else int(standing.now) + 1
    whole = len(standing.rungs)
    return _REACHED * min(reached, whole) + _AHEAD * max(0, whole - reached)


def level_text(standing: Standing, formats: Formats) -> str:
    """The level that a variable stands at, in its unit or as it was written."""
    if standing.now is not None and standing.now == int(standing.now) and not standing.beyond:
        text = standing.rungs[int(standing.now)][1]
        if standing.position is None or leading_number(text) == standing.position:
            return short_line(text, 40)
    if standing.position is not None:
        unit = short_line(standing.variable.unit, 24)
        return f"{formats.number(standing.position)} {unit}".rstrip()
    return short_line(standing.level, 40)


def stand_meaning(standing: Standing) -> str:
    """The colour token of a place: beyond the limit is lost, at the limit exposed."""
    if standing.beyond:
        return "lost"
    return "exposed" if standing.rung == RUNGS[-1] and standing.state == "agreed" else ""


def state_text(standing: Standing, formats: Formats, snapshot: Snapshot | None) -> str:
    """Whether a variable was traded, and in which trade."""
    text = _(_STATES[standing.state])
    if not standing.trades:
        return text
    return _("{state}: {trade}").format(
        state=text, trade=title_of(standing.trades[0], formats, snapshot)
    )


def weights_text(variable: Variable, formats: Formats) -> str:
    """The weights of both sides; empty where neither is known."""
    if variable.our_weight is None and variable.buyer_weight is None:
        return ""
    return _("{ours} us, {theirs} them").format(
        ours=formats.number(variable.our_weight), theirs=formats.number(variable.buyer_weight)
    )


def weights_sentence(variable: Variable, formats: Formats) -> str:
    """The weights of both sides as a sentence; empty where neither is known."""
    text = weights_text(variable, formats)
    return _("Weights: {weights}.").format(weights=text) if text else ""


# -- money per unit --------------------------------------------------------------------------------


def one_unit(unit: str) -> str:
    """A unit as it stands behind "one": day for days, percent for %."""
    words = " ".join(unit.split()).split(" ")
    first = words[0]
    if first == "%":
        words[0] = _("percent")
    elif len(first) > 3 and first.isascii() and first.endswith("s") and not first.endswith("ss"):
        words[0] = first[:-1]
    return short_line(" ".join(words), 40) or _("unit")


def unit_worth_text(variable: Variable, formats: Formats, currency: str) -> str:
    """What one unit is worth to each side, as a sentence; empty where nobody says."""
    ours, theirs = variable.value_per_unit, variable.buyer_value_per_unit
    unit = one_unit(variable.unit)
    if ours is None and theirs is None:
        return ""
    if theirs is None:
        return _("One {unit} is worth {ours} to us.").format(
            unit=unit, ours=formats.money(ours, currency)
        )
    if ours is None:
        return _("One {unit} is worth {theirs} to the buyer, an estimate.").format(
            unit=unit, theirs=formats.money(theirs, currency)
        )
    return _("One {unit} is worth {ours} to us and {theirs} to the buyer, an estimate.").format(
        unit=unit, ours=formats.money(ours, currency), theirs=formats.money(theirs, currency)
    )


def unit_worth_short(
    variable: Variable, formats: Formats, currency: str, *, named: bool = False
) -> str:
    """What one unit is worth to us, for a column; empty where it is not said.

    Args:
        named: with the currency.
    """
    if variable.value_per_unit is None:
        return ""
    write = formats.money if named else formats.amount
    return _("{amount} a {unit}").format(
        amount=write(variable.value_per_unit, currency), unit=one_unit(variable.unit)
    )


# -- pairs worth trading ---------------------------------------------------------------------------


def pair_title(pair: Pair, formats: Formats) -> str:
    """A pair in one line: give this for that."""
    return _("Give {give}, get {get}").format(
        give=_name(pair.give, formats), get=_name(pair.get, formats)
    )


def _name(half: Half, formats: Formats) -> str:
    return record_title("variables", half.standing.variable, formats)


def pair_figures(pair: Pair, formats: Formats) -> str:
    """What both sides give up and gain by a pair."""
    return _(
        "costs us {cost}, brings {worth}: we gain {ours}, the buyer gains {buyer} (an estimate)"
    ).format(
        cost=formats.short(pair.give.cost),
        worth=formats.short(pair.get.worth),
        ours=formats.short(pair.ours),
        buyer=formats.short(pair.buyer),
    )


def pair_note(pair: Pair, formats: Formats, snapshot: Snapshot | None) -> str:
    """Which half of a pair was traded already; empty for a fresh one and one in one trade."""
    if pair.trade is not None:
        return ""
    parts = [
        _("{variable} {state}").format(
            variable=_name(half, formats), state=state_text(half.standing, formats, snapshot)
        )
        for half in (pair.give, pair.get)
        if not half.fresh
    ]
    return "; ".join(parts)


def pairs_rule() -> str:
    """What counts as a pair worth trading."""
    return _(
        "A give that the buyer values above its cost to us, against a get that we value above its "
        "cost to them, where both sides come out ahead. The best ratios of worth to cost come "
        "first; only recorded amounts count, and red lines are never given."
    )


def no_pairs_text(variables: int) -> str:
    """Why there is no pair, and what would make one."""
    if not variables:
        return _("List what can be given and got: what goes well together is shown here.")
    return _(
        "No pair yet. A give needs its cost to us and a higher worth to the buyer, a get its worth "
        "to us and a lower cost to the buyer."
    )
