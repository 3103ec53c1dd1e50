"""What is not under control: findings of the checks, and those that stand without a check."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final
from uuid import UUID

from negotiator_desk.domain.asof import date_field_of
from negotiator_desk.domain.facts import UNDATED, Facts, present
from negotiator_desk.domain.kept import kept
from negotiator_desk.domain.measure import NONE
from negotiator_desk.domain.results import CheckResult, ControlResult, Finding, Status
from negotiator_desk.domain.rounding import Units, from_units, units
from negotiator_desk.domain.selfassess import PERCEPTION_FROM
from negotiator_desk.models.choices import Approval, Control, TradeStatus
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import all_records
from negotiator_desk.models.signature import Term

LATE_AFTER: Final = timedelta(days=14)
"""How long after its event a record may be entered before it is a finding."""

REOPENED_OFTEN: Final = 2
"""From how many reopenings on a term is a finding."""

CONTACTS_FROM: Final = 2
"""With how many people looked after by one of us that one holds all contact."""

_FINDING: Final = frozenset({Status.PARTIAL, Status.GAP})


def _of_check(check: CheckResult) -> Finding:
    return Finding(
        key=check.name,
        control=check.control,
        check=check.name,
        ratio=check.ratio,
        money=check.money,
        records=check.failing,
        mendable=check.mendable,
        params={"n": len(check.failing), "of": len(check.records), **check.params},
    )


def _own(
    key: str,
    control: Control,
    records: Iterable[UUID],
    *,
    money: Units | None = None,
    mendable: bool = False,
    **params: object,
) -> Finding:
    ids = tuple(records)
    return Finding(
        key=key,
        control=control,
        check=None,
        ratio=None,
        money=None if money is None else from_units(money),
        records=ids,
        mendable=mendable,
        params={"n": len(ids), **params},
    )


def _walk_away_lowered(facts: Facts) -> Iterator[Finding]:
    """Revisions after our first offer that set the walk-away lower than it stood."""
    first = facts.first_offer_on
    if first is None:
        return
    stood: Units | None = None
    lowered: list[UUID] = []
    approved = True
    by: Units = 0
    for revision in facts.revisions:
        if revision.walk_away is None:
            continue
        walk_away = units(revision.walk_away)
        later = (revision.set_on or UNDATED) > first
        if later and stood is not None and walk_away < stood:
            lowered.append(revision.id)
            by += stood - walk_away
            approved = approved and present(revision.approved_by)
        stood = walk_away
    if lowered:
        yield _own("walk_away_lowered", Control.TABLE, lowered, money=by, approved=approved)


def _unpriced(facts: Facts, controls: Sequence[ControlResult]) -> Iterator[Finding]:
    for result in controls:
        # After the end of a deal what was never reached is no gap any more.
        if result.unpriced and (result.reached or not facts.closed):
            yield _own(
                f"unpriced_{result.control.value}",
                result.control,
                result.unpriced_records,
                mendable=True,
            )


def _entered_late(record: Record) -> bool:
    field = date_field_of(type(record))
    day: date | None = getattr(record, field) if field else None
    if day is None or record.created_at is None:
        return False
    return record.created_at.date() - day > LATE_AFTER


@kept
def _late_in(record: Record) -> tuple[UUID, ...]:
    """The record and its reopenings, as far as they were entered late."""
    inner = record.reopenings if isinstance(record, Term) else ()
    return tuple(each.id for each in (record, *inner) if _entered_late(each))


def _late_entries(facts: Facts) -> Iterator[Finding]:
    late: list[UUID] = []
    for _, record in all_records(facts.now):
        late += _late_in(record)
    if late:
        yield _own("entered_late", Control.LEARN, late, days=LATE_AFTER.days)


def _one_contact(facts: Facts) -> Iterator[Finding]:
    """One of us holding every relationship there is, with at least two people to hold."""
    held = [person for person in facts.now.stakeholders if present(person.relationship_owner)]
    owners = {person.relationship_owner for person in held}
    if len(held) >= CONTACTS_FROM and len(owners) == 1:
        yield _own(
            "one_contact",
            Control.BEFORE,
            (person.id for person in held),
            mendable=not facts.closed,
            name=held[0].relationship_owner,
        )


def _approval_open(facts: Facts) -> Iterator[Finding]:
    """Proposals beyond the mandate whose approval was asked for and has not been given."""
    waiting = [
        fact
        for fact in facts.trades
        if fact.trade.status is TradeStatus.PROPOSED
        and fact.trade.approval_asked_on is not None
        and fact.trade.approval_answer is not Approval.APPROVED
    ]
    if waiting and not facts.closed:
        yield _own(
            "approval_open",
            Control.TABLE,
            (fact.trade.id for fact in waiting),
            money=sum((fact.cost for fact in waiting), 0),
            mendable=True,
        )


def _reopened_twice(facts: Facts) -> Iterator[Finding]:
    terms = [term for term in facts.now.terms if len(term.reopenings) >= REOPENED_OFTEN]
    if terms:
        yield _own(
            "reopened_twice",
            Control.SIGNATURE,
            (term.id for term in terms),
            money=sum((units(term.value_at_stake) for term in terms), 0),
            times=max(len(term.reopenings) for term in terms),
        )


def _perception(
    controls: Sequence[ControlResult], declared: Mapping[Control, Fraction], source: UUID | None
) -> Iterator[Finding]:
    for result in controls:
        said = declared.get(result.control)
        if said is None or result.score is None:
            continue
        if said - result.score >= PERCEPTION_FROM:
            yield _own(
                f"perception_{result.control.value}",
                result.control,
                () if source is None else (source,),
                mendable=True,
                declared=said,
                evidenced=result.score,
                points=said - result.score,
            )


def in_money_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by money, the most first, then by how far the check is from full."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (-(f.money or NONE), -(NONE if f.ratio is None else 1 - f.ratio)),
        )
    )


def findings_of(
    facts: Facts,
    controls: Sequence[ControlResult],
    declared: Mapping[Control, Fraction],
    assessment: UUID | None,
) -> tuple[Finding, ...]:
    """All findings of a deal, ordered by money; their money is never added up.

    Each check of a reached control that is partial or a gap yields one; the others stand
    without a check.
    """
    of_checks = (
        _of_check(check)
        for result in controls
        for check in result.checks
        if check.status in _FINDING
    )
    return in_money_order(
        (
            *of_checks,
            *_walk_away_lowered(facts),
            *_unpriced(facts, controls),
            *_late_entries(facts),
            *_one_contact(facts),
            *_approval_open(facts),
            *_reopened_twice(facts),
            *_perception(controls, declared, assessment),
        )
    )
