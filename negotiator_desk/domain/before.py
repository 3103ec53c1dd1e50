"""The control before the RFP: criteria, people, alternatives, corridor."""

import enum
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from negotiator_desk.domain.facts import Facts, present
from negotiator_desk.domain.measure import NONE, Measure, Measured, counted, share, weighed
from negotiator_desk.domain.rounding import Units, units
from negotiator_desk.models.before import Criterion
from negotiator_desk.models.choices import (
    BuyingRole,
    CriterionKind,
    CriterionOrigin,
    Party,
    Stage,
)
from negotiator_desk.models.deal import Deal

ROLES: Final = (
    BuyingRole.ECONOMIC_BUYER,
    BuyingRole.TECHNICAL_BUYER,
    BuyingRole.USER_BUYER,
    BuyingRole.PROCUREMENT,
    BuyingRole.COACH,
)
"""The buying roles somebody on our list should hold."""

CORRIDOR_FIGURES: Final = ("opening", "target", "walk_away")
"""The figures of our own that a corridor revision should set."""

UNKNOWN_WEIGHT: Final = 10
"""What a criterion without a weight counts, in percent: an estimate, shown as one."""

SHAPED_SHARE: Final = Fraction(30, 100)
"""The weight of shaped criteria that counts as full: a rule of thumb."""


def weight_of(criterion: Criterion) -> Units:
    """The weight of a criterion in ten-thousandths of a percent."""
    return units(criterion.weight) if criterion.weight is not None else UNKNOWN_WEIGHT * 10_000


def base_of(criteria: tuple[Criterion, ...]) -> Units:
    """What weights are measured against: 100 %, or their sum where it is more."""
    return max(100 * 10_000, sum((weight_of(criterion) for criterion in criteria), 0))


class Known(enum.Enum):
    """When a criterion became known, measured against the RFP."""

    IN_TIME = "in_time"
    LATE = "late"
    UNDATED = "undated"
    """Without a date: in time while there is no RFP."""
    UNDATED_LATE = "undated_late"
    """Without a date though the RFP has come: not in time."""
    AHEAD = "ahead"
    """Dated in the future: not in time."""


def known(criterion: Criterion, deal: Deal, as_of: date) -> Known:
    """When a criterion became known as of a date; an RFP still to come is none."""
    rfp = deal.rfp_issued_on
    return _known(criterion.known_on, None if rfp is not None and rfp > as_of else rfp, as_of)


def _known(day: date | None, rfp: date | None, as_of: date) -> Known:
    if day is None:
        return Known.UNDATED if rfp is None else Known.UNDATED_LATE
    if day > as_of:
        return Known.AHEAD
    return Known.IN_TIME if rfp is None or day <= rfp else Known.LATE


def in_time(day: date | None, facts: Facts) -> bool:
    """Whether a date was in time for the RFP; one still to come never is."""
    return _known(day, facts.deal.rfp_issued_on, facts.as_of) in (Known.IN_TIME, Known.UNDATED)


def _early(facts: Facts) -> bool:
    """Whether nothing recorded yet is no gap: still before, and no RFP has come."""
    return facts.stage is Stage.BEFORE and facts.deal.rfp_issued_on is None


def _unrecorded(facts: Facts) -> Fraction | None:
    return None if _early(facts) else NONE


def _ids(criteria: tuple[Criterion, ...]) -> tuple[UUID, ...]:
    return tuple(criterion.id for criterion in criteria)


def price_only_room(facts: Facts) -> Units | None:
    """The room between target and walk-away that only the price is left to settle.

    In ten-thousandths; None where target or walk-away is unknown in the last revision.
    """
    if not facts.revisions:
        return None
    last = facts.revisions[-1]
    if last.target is None or last.walk_away is None:
        return None
    room = max(0, units(last.target) - units(last.walk_away))
    criteria = facts.now.criteria
    other = sum(
        (
            weight_of(criterion)
            for criterion in criteria
            if criterion.kind is not CriterionKind.PRICE and in_time(criterion.known_on, facts)
        ),
        0,
    )
    return room * (1 - share(other, base_of(criteria)))


def _criteria(facts: Facts, room: Units | None) -> tuple[Measure, Measure]:
    criteria = facts.now.criteria
    mendable = facts.deal.rfp_issued_on is None and not facts.closed
    if not criteria:
        return (
            Measure(
                name="criteria_mapped", ratio=_unrecorded(facts), money=room, mendable=mendable
            ),
            Measure(
                name="criteria_shaped", ratio=_unrecorded(facts), money=room, mendable=mendable
            ),
        )
    base = base_of(criteria)
    timely = tuple(c for c in criteria if in_time(c.known_on, facts))
    late = tuple(c for c in criteria if not in_time(c.known_on, facts))
    shaped = tuple(c for c in timely if c.origin is CriterionOrigin.SHAPED)
    kept = set(_ids(shaped))
    return (
        Measure(
            name="criteria_mapped",
            ratio=share(sum((weight_of(c) for c in timely), 0), base),
            records=_ids(criteria),
            failing=_ids(late),
            money=room,
            mendable=mendable,
        ),
        Measure(
            name="criteria_shaped",
            ratio=share(Fraction(sum((weight_of(c) for c in shaped), 0)) / SHAPED_SHARE, base),
            records=_ids(criteria),
            failing=tuple(c.id for c in criteria if c.id not in kept),
            money=room,
            mendable=mendable,
        ),
    )


def _people(facts: Facts) -> tuple[Measure, Measure]:
    people = facts.now.stakeholders
    before_rfp = facts.deal.rfp_issued_on is None and not facts.closed
    if not people:
        return (
            Measure(
                name="roles_covered",
                ratio=_unrecorded(facts),
                mendable=before_rfp,
                params={"missing": ROLES},
            ),
            Measure(name="influence_known", ratio=_unrecorded(facts), mendable=not facts.closed),
        )
    timely = {person.id for person in people if in_time(person.mapped_on, facts)}
    held = {role for person in people if person.id in timely for role in person.buying_roles}
    known = {
        person.id
        for person in people
        if person.stance is not None and present(person.relationship_owner)
    }
    wanted = set(ROLES)
    return (
        Measure(
            name="roles_covered",
            ratio=Fraction(len(held & wanted), len(ROLES)),
            records=tuple(p.id for p in people),
            failing=tuple(
                p.id for p in people if p.id not in timely and wanted & set(p.buying_roles) - held
            ),
            mendable=before_rfp,
            params={"missing": tuple(role for role in ROLES if role not in held)},
        ),
        Measure(
            name="influence_known",
            ratio=weighed(
                people,
                lambda p: p.power if p.power is not None else 1,
                lambda p: p.id in known,
            ),
            records=tuple(p.id for p in people),
            failing=tuple(p.id for p in people if p.id not in known),
            mendable=not facts.closed,
        ),
    )


def _alternatives(facts: Facts) -> Measure:
    alternatives = facts.now.alternatives
    tested = {a.party for a in alternatives if a.tested_on is not None}
    halves = sum(party in tested for party in Party)
    return Measure(
        name="alternatives_tested",
        ratio=Fraction(halves, 2) if alternatives else _unrecorded(facts),
        records=tuple(a.id for a in alternatives),
        failing=tuple(a.id for a in alternatives if a.party not in tested),
        mendable=not facts.closed,
        params={"missing": tuple(party for party in Party if party not in tested)},
    )


def _corridor(facts: Facts) -> Measure:
    first = facts.first_offer_on
    if not facts.revisions:
        return Measure(
            name="corridor_set",
            ratio=_unrecorded(facts),
            mendable=first is None and not facts.closed,
            params={"missing": CORRIDOR_FIGURES},
        )
    revision = facts.revisions[-1] if first is None else facts.revision_on(first)
    missing = tuple(
        name for name in CORRIDOR_FIGURES if revision is None or getattr(revision, name) is None
    )
    known = len(CORRIDOR_FIGURES) - len(missing)
    counted_ids = (revision or facts.revisions[0]).id
    return Measure(
        name="corridor_set",
        ratio=counted(known, len(CORRIDOR_FIGURES)),
        records=(counted_ids,),
        failing=(counted_ids,) if missing else (),
        mendable=first is None and not facts.closed,
        params={"missing": missing},
    )


def measure_before(facts: Facts) -> Measured:
    """The six checks of the control before the RFP; nothing is lost or exposed there."""
    mapped, shaped = _criteria(facts, price_only_room(facts))
    roles, influence = _people(facts)
    return Measured(
        checks=(mapped, shaped, roles, influence, _alternatives(facts), _corridor(facts))
    )
