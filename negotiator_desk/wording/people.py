"""What the map of people says: its title, its axes, a person and a line in one sentence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.people import (
    CARES_FROM,
    DECIDE,
    GUARD,
    POWERFUL_FROM,
    Axis,
    powerful,
    standing,
)
from negotiator_desk.models.before import Influence, Stakeholder
from negotiator_desk.models.choices import BuyingRole, InfluenceKind
from negotiator_desk.models.fields import field_map
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import MINUS, Formats
from negotiator_desk.wording.labels import (
    choice_label,
    interest_label,
    power_label,
    stance_label,
    value_text,
)

# TRANSLATORS: one letter for each buying role, as it stands inside a small circle.
_LETTERS: Final[Mapping[BuyingRole, str]] = {
    BuyingRole.ECONOMIC_BUYER: N_("E"),
    BuyingRole.TECHNICAL_BUYER: N_("T"),
    BuyingRole.USER_BUYER: N_("U"),
    BuyingRole.COACH: N_("C"),
    BuyingRole.PROCUREMENT: N_("P"),
    BuyingRole.LEGAL: N_("L"),
    BuyingRole.EXECUTIVE_SPONSOR: N_("S"),
    BuyingRole.INFLUENCER: N_("I"),
}

_LINES: Final[Mapping[InfluenceKind, tuple[str, str]]] = {
    InfluenceKind.REPORTS_TO: (N_("reports to {name}"), N_("{name} reports to them")),
    InfluenceKind.INFLUENCES: (N_("influences {name}"), N_("{name} influences them")),
    InfluenceKind.CONFLICTS_WITH: (N_("conflicts with {name}"), N_("{name} conflicts with them")),
}


def letters(person: Stakeholder, axis: Axis) -> str:
    """What stands inside the circle of a person: the letters of two buying roles.

    Where the columns do not show the stance, one letter and a sign for it: plus for us, minus
    against us, a question mark where it is not known.
    """
    held = [_(_LETTERS[role]) for role in person.buying_roles]
    if axis is Axis.STANCE:
        return "".join(held[:2])
    sign = "?" if person.stance is None else "+" if person.stance > 0 else MINUS
    return "".join(held[:1]) + (sign if person.stance != 0 else "")


def map_key(people: Sequence[Stakeholder], axis: Axis) -> str:
    """What sizes, signs, rings and letters mean, in one line; only what the people show."""
    held = {role for person in people for role in person.buying_roles}
    parts = [
        _("size: interest"),
        _("green: for us, red: against us")
        if axis is Axis.STANCE
        else _("+ for us, {minus} against us, ? stance unknown").format(minus=MINUS),
    ]
    if held & DECIDE:
        parts.append(_("double ring: decides"))
    if held & GUARD:
        parts.append(_("dashed ring: guards the procedure"))
    parts.extend(
        _("{letter} {role}").format(letter=_(_LETTERS[role]), role=choice_label(role).lower())
        for role in BuyingRole
        if role in held
    )
    # Each part stays in one line.
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)


def column_label(axis: Axis, step: int | None) -> str:
    """What a column of the map is called."""
    if step is None:
        return _("Unknown")
    return stance_label(step) if axis is Axis.STANCE else interest_label(step)


def row_label(step: int | None) -> str:
    """What a row of the map is called."""
    return _("Unknown") if step is None else power_label(step)


def step_sign(axis: Axis, step: int | None) -> str:
    """A column in one or two characters, where its word has no room."""
    if step is None:
        return "?"
    sign = "+" if axis is Axis.STANCE and step > 0 else MINUS if step < 0 else ""
    return f"{sign}{abs(step)}"


def axis_title(axis: Axis) -> str:
    """What the columns show."""
    return _("Stance") if axis is Axis.STANCE else _("Interest")


def map_label(axis: Axis) -> str:
    """What the map of an axis is called."""
    return _("Power and stance") if axis is Axis.STANCE else _("Power and interest")


def map_title(people: Sequence[Stakeholder], axis: Axis) -> str:
    """What the map shows, in one sentence about those with much power."""
    if not people:
        return _("No person has been recorded")
    strong = powerful(people)
    if not strong:
        return _("Nobody on the map has power {power} or more").format(power=POWERFUL_FROM)
    return _interest_title(strong) if axis is Axis.INTEREST else _stance_title(strong)


def _stance_title(strong: Sequence[Stakeholder]) -> str:
    stand, n = standing(strong), len(strong)
    if stand.opponents:
        one = _("The one person with power {power} or more is against us")
        many = ngettext(
            "{count} of {n} people with power {power} or more is against us",
            "{count} of {n} people with power {power} or more are against us",
            stand.opponents,
        )
        return _counted(one, many, n, stand.opponents)
    if stand.unknown:
        one = _("The stance of the one person with power {power} or more is not known")
        many = _("The stance of {count} of {n} people with power {power} or more is not known")
        return _counted(one, many, n, stand.unknown)
    if stand.supporters:
        one = _("The one person with power {power} or more is for us")
        many = ngettext(
            "{count} of {n} people with power {power} or more is for us, none against",
            "{count} of {n} people with power {power} or more are for us, none against",
            stand.supporters,
        )
        return _counted(one, many, n, stand.supporters)
    one = _("The one person with power {power} or more is neutral")
    return _counted(one, _("All {n} people with power {power} or more are neutral"), n, n)


def _interest_title(strong: Sequence[Stakeholder]) -> str:
    n = len(strong)
    unknown = sum(person.interest is None for person in strong)
    caring = sum(p.interest is not None and p.interest >= CARES_FROM for p in strong)
    if unknown:
        one = _("The interest of the one person with power {power} or more is not known")
        many = _("The interest of {count} of {n} people with power {power} or more is not known")
        return _counted(one, many, n, unknown)
    if not caring:
        one = _("The one person with power {power} or more cares little")
        many = _("None of the {n} people with power {power} or more cares much")
        return _counted(one, many, n, n)
    one = _("The one person with power {power} or more cares much")
    many = ngettext(
        "{count} of {n} people with power {power} or more cares much",
        "{count} of {n} people with power {power} or more care much",
        caring,
    )
    return _counted(one, many, n, caring)


def _counted(one: str, many: str, n: int, count: int) -> str:
    return (one if n == 1 else many).format(n=n, count=count, power=POWERFUL_FROM)


def person_facts(person: Stakeholder, formats: Formats) -> tuple[str, str, str, str]:
    """Buying roles, power, stance and interest of a person; empty where not known."""
    specs = field_map(Stakeholder)
    roles, power, stance, interest = (
        value_text(specs[name], getattr(person, name), formats)
        for name in ("buying_roles", "power", "stance", "interest")
    )
    return roles, power, stance, interest


def person_sentence(
    person: Stakeholder,
    lines: Iterable[Influence],
    names: Mapping[UUID, str],
    formats: Formats,
) -> str:
    """A person with roles, power, stance, interest and lines: what the map shows, in words."""
    roles, power, stance, interest = person_facts(person, formats)
    parts = (
        roles or _("no buying role"),
        _("power {step}").format(step=power) if power else _("power unknown"),
        _axis_step(Axis.STANCE, stance),
        _axis_step(Axis.INTEREST, interest),
        *lines_of(person, lines, names),
    )
    return _("{name}: {facts}").format(name=names.get(person.id, ""), facts="; ".join(parts))


def lines_of(
    person: Stakeholder, lines: Iterable[Influence], names: Mapping[UUID, str]
) -> tuple[str, ...]:
    """The lines of influence of a person, in words."""
    found = []
    for line in lines:
        if line.kind is None or line.from_id is None or line.to_id is None:
            continue
        outward, inward = _LINES[line.kind]
        if line.from_id == person.id:
            found.append(_(outward).format(name=names.get(line.to_id, "")))
        elif line.to_id == person.id:
            found.append(_(inward).format(name=names.get(line.from_id, "")))
    return tuple(found)


def moved_text(
    person: Stakeholder, name: str, axis: Axis, to: tuple[int | None, int | None], formats: Formats
) -> str:
    """What a person will be set to when dropped at a column and a row."""
    column, row = to
    moved = msgspec.structs.replace(person, power=row, **{axis.value: column})
    _roles, power, stance, interest = person_facts(moved, formats)
    step = stance if axis is Axis.STANCE else interest
    return _("{name}: {power}, {step}").format(
        name=name,
        power=_("power {step}").format(step=power) if power else _("power unknown"),
        step=_axis_step(axis, step),
    )


def _axis_step(axis: Axis, step: str) -> str:
    if axis is Axis.STANCE:
        return _("stance {step}").format(step=step) if step else _("stance unknown")
    return _("interest {step}").format(step=step) if step else _("interest unknown")


def line_preview(name: str, other: str) -> str:
    """What letting go will do while a line is drawn from a person."""
    if not other:
        return _("{name}: draw to another person").format(name=name)
    return _("Join {name} to {other}").format(name=name, other=other)
