"""Sense rules: what is recorded and does not fit together. They warn, save, and never refuse."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from operator import gt, lt
from typing import Any, Final
from uuid import UUID

from negotiator_desk.domain.alternatives import bounds
from negotiator_desk.domain.facts import present
from negotiator_desk.domain.item_sense import Memory, highest_price, item_warnings
from negotiator_desk.domain.kept import kept
from negotiator_desk.domain.loops import joined_in_a_loop
from negotiator_desk.domain.price_sense import price_warnings
from negotiator_desk.domain.term_sense import term_warnings
from negotiator_desk.domain.warning import Warning
from negotiator_desk.models.choices import (
    DebriefKind,
    InfluenceKind,
    LessonDecision,
    Party,
    TradeStatus,
)
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import records_of
from negotiator_desk.models.signature import Term

# Dates of one record that follow each other, earliest first; those not set are passed over.
DATE_CHAINS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "deal": (
        ("rfp_issued_on", "award_on", "signed_on", "closed_on"),
        ("rfp_expected_on", "award_expected_on", "signing_expected_on"),
        ("delivery_start_on", "delivery_end_on"),
    ),
    "questions": (("asked_on", "answered_on"),),
    "authority": (("granted_on", "valid_until"),),
    "offers": (("made_on", "expires_on"),),
    "trades": (("made_on", "decided_on"), ("made_on", "expires_on")),
    "terms": (("opened_on", "agreed_on", "locked_on"),),
    "changes": (("raised_on", "decided_on"), ("work_started_on", "ends_on")),
    "entitlements": (("notice_by", "due_on"),),
}
_REOPENING_DATES: Final = (("raised_on", "resolved_on"), ("raised_on", "relocked_on"))

# Amounts of one record in order, largest first.
_AMOUNT_CHAINS: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "corridor": (("opening", "target", "walk_away"), ("buyer_limit", "buyer_expected")),
    "rivals": (("price_high", "price_likely", "price_low"),),
    "authority": (("limit_total", "limit"),),
}


def _chain(
    kind: str,
    record: Record,
    chains: Iterable[tuple[str, ...]],
    key: str,
    wrong: Callable[[Any, Any], bool],
) -> Iterator[Warning]:
    """A warning for each field that stands wrong to the one before it in its chain."""
    for chain in chains:
        before = ""
        for name in chain:
            value = getattr(record, name)
            if value is None:
                continue
            if before and wrong(value, getattr(record, before)):
                yield Warning(
                    kind=kind,
                    record_id=record.id,
                    field=name,
                    key=key,
                    params={
                        "other": before,
                        "value": value,
                        "other_value": getattr(record, before),
                    },
                )
            before = name


def _dates(kind: str, record: Record, chains: Iterable[tuple[str, ...]]) -> Iterator[Warning]:
    return _chain(kind, record, chains, "date_order", lt)


def _amounts(kind: str, record: Record, chains: Iterable[tuple[str, ...]]) -> Iterator[Warning]:
    return _chain(kind, record, chains, "above", gt)


def _ordered(snapshot: Snapshot) -> Iterator[Warning]:
    for kind, chains in DATE_CHAINS.items():
        for record in records_of(snapshot, kind):
            yield from _dates(kind, record, chains)
    for kind, chains in _AMOUNT_CHAINS.items():
        for record in records_of(snapshot, kind):
            yield from _amounts(kind, record, chains)


def _weights(snapshot: Snapshot) -> Iterator[Warning]:
    weighed = [c for c in snapshot.criteria if c.weight is not None]
    total = sum((c.weight for c in weighed if c.weight is not None), Decimal(0))
    if total > 100:
        for criterion in weighed:
            yield Warning(
                kind="criteria",
                record_id=criterion.id,
                field="weight",
                key="weights_over_100",
                params={"total": total},
            )


def _people(snapshot: Snapshot) -> Iterator[Warning]:
    named: dict[str, list[UUID]] = defaultdict(list)
    for person in snapshot.stakeholders:
        if present(person.name):
            named[" ".join(person.name.split()).casefold()].append(person.id)
    for person in snapshot.stakeholders:
        if len(named.get(" ".join(person.name.split()).casefold(), ())) > 1:
            yield Warning(
                kind="stakeholders",
                record_id=person.id,
                field="name",
                key="same_name",
                params={"name": person.name},
            )


def _rivals(snapshot: Snapshot) -> Iterator[Warning]:
    """Rivals of one name: scores are kept by name, so they could not be told apart."""
    names = [rival.name for rival in snapshot.rivals]
    for rival in snapshot.rivals:
        if present(rival.name) and names.count(rival.name) > 1:
            yield Warning(
                kind="rivals",
                record_id=rival.id,
                field="name",
                key="same_rival",
                params={"name": rival.name},
            )


def _lines(snapshot: Snapshot) -> Iterator[Warning]:
    reports: list[tuple[UUID, UUID, UUID]] = []
    for line in snapshot.influences:
        if line.from_id is None or line.to_id is None:
            continue
        if line.from_id == line.to_id:
            yield Warning(kind="influences", record_id=line.id, field="to_id", key="line_to_self")
        elif line.kind is InfluenceKind.REPORTS_TO:
            reports.append((line.id, line.from_id, line.to_id))
    for line_id in joined_in_a_loop(reports):
        yield Warning(kind="influences", record_id=line_id, field="to_id", key="reporting_loop")


def _alternatives(snapshot: Snapshot) -> Iterator[Warning]:
    """Our best alternative is a floor for the walk-away, the buyer's best bounds their limit.

    It is said beside both figures: either may be the wrong one.
    """
    for bound in bounds(snapshot):
        if not bound.crossed or bound.best is None or bound.revision is None:
            continue
        ours = bound.party is Party.OURS
        yield Warning(
            kind="corridor",
            record_id=bound.revision.id,
            field="walk_away" if ours else "buyer_limit",
            key="below_alternative" if ours else "above_alternative",
            params={
                "value": bound.level,
                "alternative_value": bound.value,
                "alternative_id": bound.best.id,
            },
        )
        yield Warning(
            kind="alternatives",
            record_id=bound.best.id,
            field="value",
            key="above_walk_away" if ours else "below_limit",
            params={"value": bound.value, "other_value": bound.level},
        )


# What is compared with the whole price; so many times it or more is likely a slip of the keys.
_COMPARED: Final[Mapping[str, tuple[str, ...]]] = {
    "rivals": ("price_low", "price_likely", "price_high"),
    "alternatives": ("value",),
}
_TOO_MANY: Final = 10


def _absurd(snapshot: Snapshot) -> Iterator[Warning]:
    price = highest_price(snapshot)
    if price is None:
        return
    for kind, fields in _COMPARED.items():
        for record in records_of(snapshot, kind):
            for field in fields:
                amount = getattr(record, field)
                if amount is not None and amount >= price * _TOO_MANY:
                    yield Warning(
                        kind=kind,
                        record_id=record.id,
                        field=field,
                        key="far_above_price",
                        params={"value": amount, "price": price},
                    )


def _trades(snapshot: Snapshot) -> Iterator[Warning]:
    holders = {level.holder for level in snapshot.authority}
    red = {variable.id for variable in snapshot.variables if variable.red_line}
    for trade in snapshot.trades:
        if present(trade.authorised_by) and trade.authorised_by not in holders:
            yield Warning(
                kind="trades",
                record_id=trade.id,
                field="authorised_by",
                key="unknown_holder",
                params={"name": trade.authorised_by},
            )
        open_still = trade.status in (TradeStatus.PLANNED, TradeStatus.PROPOSED)
        day = trade.decided_on or (None if open_still else trade.made_on)
        if trade.authorised_on is not None and day is not None and trade.authorised_on > day:
            yield Warning(
                kind="trades",
                record_id=trade.id,
                field="authorised_on",
                key="authorised_after",
                params={"value": trade.authorised_on, "other_value": day},
            )
        for item in trade.given:
            if item.variable_id in red:
                yield Warning(
                    kind="trades",
                    record_id=item.id,
                    field="variable_id",
                    key="red_line_given",
                    params={"variable_id": item.variable_id},
                )


@kept
def _term(term: Term) -> tuple[Warning, ...]:
    found = list(term_warnings(term))
    for reopening in term.reopenings:
        found += _dates("terms", reopening, _REOPENING_DATES)
    return tuple(found)


def warnings_of_term(term: Term) -> tuple[Warning, ...]:
    """What does not fit together in one term, whether it is stored or not."""
    return (*_dates("terms", term, DATE_CHAINS["terms"]), *_term(term))


def _changes(snapshot: Snapshot) -> Iterator[Warning]:
    signed = snapshot.deal.signed_on
    for change in snapshot.changes:
        if signed is not None and change.raised_on is not None and change.raised_on < signed:
            yield Warning(
                kind="changes",
                record_id=change.id,
                field="raised_on",
                key="change_before_signing",
                params={"value": change.raised_on, "other_value": signed},
            )


def _lessons(snapshot: Snapshot) -> Iterator[Warning]:
    for lesson in snapshot.carried_lessons:
        if lesson.decision is LessonDecision.DISMISSED and not present(lesson.reason):
            yield Warning(
                kind="carried_lessons",
                record_id=lesson.id,
                field="reason",
                key="dismissed_without_reason",
            )
    for own in snapshot.lessons:
        if not present(own.text):
            yield Warning(kind="lessons", record_id=own.id, field="text", key="lesson_without_text")
    signed = snapshot.deal.signed_on
    for debrief in snapshot.debriefs:
        held = debrief.held_on
        if held is None or debrief.kind not in (DebriefKind.SIGNATURE, DebriefKind.NINETY_DAYS):
            continue
        if signed is None:
            yield Warning(
                kind="debriefs", record_id=debrief.id, field="held_on", key="debrief_unsigned"
            )
        elif held < signed:
            yield Warning(
                kind="debriefs",
                record_id=debrief.id,
                field="held_on",
                key="debrief_before_signing",
                params={"value": held, "other_value": signed},
            )


def warnings(snapshot: Snapshot, memory: Memory | None = None) -> tuple[Warning, ...]:
    """Everything in a deal that does not fit together, each beside the field that says it.

    Who asks again and again hands the same ``memory`` on.
    """
    return (
        *_ordered(snapshot),
        *_weights(snapshot),
        *_people(snapshot),
        *_rivals(snapshot),
        *_lines(snapshot),
        *_alternatives(snapshot),
        *_absurd(snapshot),
        *price_warnings(snapshot),
        *_trades(snapshot),
        *item_warnings(snapshot, memory or Memory()),
        *(warning for term in snapshot.terms for warning in _term(term)),
        *_changes(snapshot),
        *_lessons(snapshot),
    )
