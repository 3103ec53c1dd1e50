"""The people of a deal as a map shows them: on which axis, who weighs much, who stands where."""

import enum
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.loops import joined_in_a_loop
from negotiator_desk.models.before import Influence, Stakeholder
from negotiator_desk.models.choices import BuyingRole, InfluenceKind

POWERFUL_FROM: Final = 4
"""From which power on a person weighs much in the decision."""

CARES_FROM: Final = 4
"""From which interest on a person cares much."""

UNKNOWN_POWER: Final = 1
"""What a person of unknown power weighs, as in the check ``influence_known``."""

POWERS: Final = (1, 2, 3, 4, 5)
"""The steps of power, the least first."""


DECIDE: Final = frozenset({BuyingRole.ECONOMIC_BUYER, BuyingRole.EXECUTIVE_SPONSOR})
"""The buying roles that decide."""

GUARD: Final = frozenset({BuyingRole.PROCUREMENT, BuyingRole.LEGAL})
"""The buying roles that guard the procedure."""


class Axis(enum.Enum):
    """What power is shown against."""

    STANCE = "stance"
    INTEREST = "interest"

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps of the axis, the least first."""
        return (-2, -1, 0, 1, 2) if self is Axis.STANCE else (1, 2, 3, 4, 5)

    def of(self, person: Stakeholder) -> int | None:
        """Where a person stands on the axis; None where it is not known."""
        value: int | None = getattr(person, self.value)
        return value


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How some people stand: how many, and how many of them for us, neutral, against, unknown."""

    people: int
    supporters: int
    neutral: int
    opponents: int
    unknown: int


def weight_of(person: Stakeholder) -> int:
    """What a person weighs in the decision: the power, 1 where it is not known."""
    return UNKNOWN_POWER if person.power is None else person.power


def powerful(people: Iterable[Stakeholder]) -> tuple[Stakeholder, ...]:
    """Those who weigh much."""
    return tuple(p for p in people if p.power is not None and p.power >= POWERFUL_FROM)


def standing(people: Sequence[Stakeholder]) -> Standing:
    """How many of the people stand where."""
    stances = [person.stance for person in people]
    return Standing(
        people=len(stances),
        supporters=sum(stance is not None and stance > 0 for stance in stances),
        neutral=sum(stance == 0 for stance in stances),
        opponents=sum(stance is not None and stance < 0 for stance in stances),
        unknown=sum(stance is None for stance in stances),
    )


def drawn_lines(people: Iterable[Stakeholder], lines: Iterable[Influence]) -> tuple[Influence, ...]:
    """The lines of influence that can be drawn: both ends known, two people, both on the map."""
    ids = {person.id for person in people}
    return tuple(
        line
        for line in lines
        if line.from_id in ids and line.to_id in ids and line.from_id != line.to_id
    )


def closes_a_circle(lines: Iterable[Influence], from_id: UUID, to_id: UUID) -> bool:
    """Whether people would report to themselves in the end if one reported to the other."""
    wanted = UUID(int=0)
    reports = [
        (line.id, line.from_id, line.to_id)
        for line in lines
        if line.kind is InfluenceKind.REPORTS_TO
        and line.from_id is not None
        and line.to_id is not None
    ]
    return wanted in joined_in_a_loop([*reports, (wanted, from_id, to_id)])


def step_by(axis_steps: Sequence[int], value: int | None, by: int) -> int | None:
    """The next step of an axis in a direction; one that is unknown comes onto its near end.

    At the end of the axis the value stays: what is known is not made unknown by a step.
    """
    if value is None:
        return axis_steps[0] if by > 0 else None
    place = min(max(axis_steps.index(value) + by, 0), len(axis_steps) - 1)
    return axis_steps[place]
