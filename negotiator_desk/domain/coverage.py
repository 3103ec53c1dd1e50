"""Coverage of the people: buying roles, owners, stances, contact, and which side weighs more."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.asof import cut_list
from negotiator_desk.domain.before import ROLES
from negotiator_desk.domain.facts import present
from negotiator_desk.domain.people import weight_of
from negotiator_desk.domain.results import Diagnosis, Finding
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.choices import BuyingRole, Control, Stage
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Meeting

CONTACT_DAYS: Final = 30
"""After how many days without contact, or without a check, a person is a finding."""

ROLE_CHECK: Final = "roles_covered"
STANCE_CHECK: Final = "influence_known"


class RoleCover(msgspec.Struct, frozen=True):
    """A buying role and the people who hold it, in list order."""

    role: BuyingRole
    people: tuple[UUID, ...]

    @property
    def missing(self) -> bool:
        """Whether nobody holds it."""
        return not self.people

    @property
    def doubled(self) -> bool:
        """Whether more than one holds it."""
        return len(self.people) > 1


class Side(msgspec.Struct, frozen=True):
    """People who stand alike: who they are, and the sum of their power (1 where unknown)."""

    people: tuple[UUID, ...]
    weight: int


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """The people as of a date: roles in the model's order, four sides, findings.

    A finding's ``check`` names the check of the control model that it belongs to; ``key`` is one
    of ``role_missing_…``, ``role_doubled_…`` (param ``role``), ``outweighed`` (``against``,
    ``for_us``), ``one_contact`` (the model's own), ``no_stance``, ``no_owner``,
    ``not_contacted`` and ``not_verified`` (``days``).
    """

    as_of: date
    days: int
    roles: tuple[RoleCover, ...]
    supporters: Side
    neutral: Side
    opponents: Side
    unknown: Side
    findings: tuple[Finding, ...]


def coverage(snapshot: Snapshot, diagnosis: Diagnosis, days: int = CONTACT_DAYS) -> Coverage:
    """Judge the people of a deal as of the date of its diagnosis.

    Args:
        snapshot: the deal.
        diagnosis: of the same deal; it gives the date, the stage and the single thread.
        days: a contact or a check older than this is a finding; so is none at all.
    """
    as_of = diagnosis.as_of
    people = cut_list(snapshot.stakeholders, as_of)
    closed = diagnosis.stage is Stage.CLOSED
    roles = tuple(
        RoleCover(role, tuple(p.id for p in people if role in p.buying_roles)) for role in ROLES
    )
    supporters = _side(p for p in people if p.stance is not None and p.stance > 0)
    opponents = _side(p for p in people if p.stance is not None and p.stance < 0)
    one_contact = diagnosis.finding("one_contact")
    found = [
        *_missing(roles),
        *_outweighed(supporters, opponents),
        *(() if one_contact is None else (one_contact,)),
        *_of_people("no_stance", (p.id for p in people if p.stance is None)),
        *_of_people("no_owner", (p.id for p in people if not present(p.relationship_owner))),
    ]
    if not closed:  # after the end nobody need be called
        met = _met_on(cut_list(snapshot.meetings, as_of))
        contacts = {p.id: _latest(p.last_contact_on, met.get(p.id)) for p in people}
        found += _old("not_contacted", people, contacts, as_of, days)
        checks = {p.id: p.verified_on for p in people}
        found += _old("not_verified", people, checks, as_of, days)
    found += _doubled(roles)
    return Coverage(
        as_of=as_of,
        days=days,
        roles=roles,
        supporters=supporters,
        neutral=_side(p for p in people if p.stance == 0),
        opponents=opponents,
        unknown=_side(p for p in people if p.stance is None),
        findings=tuple(
            msgspec.structs.replace(finding, mendable=finding.mendable and not closed)
            for finding in found
        ),
    )


def _side(people: Iterable[Stakeholder]) -> Side:
    held = tuple(people)
    return Side(tuple(person.id for person in held), sum(map(weight_of, held)))


def _finding(key: str, check: str, records: Sequence[UUID], **params: object) -> Finding:
    return Finding(
        key=key,
        control=Control.BEFORE,
        check=check,
        ratio=None,
        money=None,
        records=tuple(records),
        mendable=True,
        params={"n": len(records), **params},
    )


def _missing(roles: Sequence[RoleCover]) -> Iterator[Finding]:
    for cover in roles:
        if cover.missing:
            yield _finding(f"role_missing_{cover.role.value}", ROLE_CHECK, (), role=cover.role)


def _doubled(roles: Sequence[RoleCover]) -> Iterator[Finding]:
    for cover in roles:
        if cover.doubled:
            key = f"role_doubled_{cover.role.value}"
            yield _finding(key, ROLE_CHECK, cover.people, role=cover.role)


def _outweighed(supporters: Side, opponents: Side) -> Iterator[Finding]:
    """Opponents that weigh more than the supporters."""
    if opponents.weight > supporters.weight:
        yield _finding(
            "outweighed",
            STANCE_CHECK,
            opponents.people,
            against=opponents.weight,
            for_us=supporters.weight,
        )


def _of_people(key: str, people: Iterable[UUID]) -> Iterator[Finding]:
    held = tuple(people)
    if held:
        yield _finding(key, STANCE_CHECK, held)


def _met_on(meetings: Sequence[Meeting]) -> Mapping[UUID, date]:
    """When each person was last met: the latest meeting that was held with them."""
    met: dict[UUID, date] = defaultdict(lambda: date.min)
    for meeting in meetings:
        if meeting.held_on is not None:
            for person in meeting.stakeholder_ids:
                met[person] = max(met[person], meeting.held_on)
    return met


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day is not None), default=None)


def _old(
    key: str,
    people: Sequence[Stakeholder],
    last: Mapping[UUID, date | None],
    as_of: date,
    days: int,
) -> Iterator[Finding]:
    """People whose last date is more than so many days ago, or missing; the oldest first."""
    old = [p for p in people if (day := last[p.id]) is None or (as_of - day).days > days]
    old.sort(key=lambda p: last[p.id] or date.min)
    if old:
        never = sum(last[person.id] is None for person in old)
        yield _finding(key, STANCE_CHECK, [p.id for p in old], days=days, never=never)
