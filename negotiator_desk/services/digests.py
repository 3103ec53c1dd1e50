"""A deal in short, for what looks over all deals: figures, what is due, returns to secure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.control import diagnose, is_scored
from negotiator_desk.domain.due import due_in
from negotiator_desk.domain.facts import Facts, facts_of
from negotiator_desk.domain.portfolio import DealFigures, figures_of
from negotiator_desk.domain.signature import locked_ids, unsecured_returns
from negotiator_desk.services.sources import last_changed
from negotiator_desk.wording.due import DueLine, due_line
from negotiator_desk.wording.labels import record_title

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context
    from negotiator_desk.wording.formats import Formats


class ReturnLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An agreed return that nothing holds yet, and the trade that promised it."""

    record: UUID
    title: str
    trade: str
    value: Decimal | None
    due_on: date | None
    agreed_on: date | None


class Digest(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One deal in short, as of a date. Plain data, so that any thread may make and hold it.

    ``overdue`` and ``soon`` count what is due before that day, and within a week from it.
    """

    deal_id: UUID
    as_of: date
    figures: DealFigures
    due: tuple[DueLine, ...]
    returns: tuple[ReturnLine, ...]
    overdue: int
    soon: int
    touched_at: datetime | None


SOON: Final = 7
"""Days ahead that count as soon."""


def digest_of(snapshot: Snapshot, diagnosis: Diagnosis, formats: Formats) -> Digest:
    """A deal in short; ``diagnosis`` is of this deal and says the date."""
    facts = facts_of(snapshot, diagnosis.as_of)
    due = due_in(facts)
    days = [each.days_left(diagnosis.as_of) for each in due]
    return Digest(
        deal_id=snapshot.deal.id,
        as_of=diagnosis.as_of,
        figures=figures_of(facts, diagnosis),
        due=tuple(due_line(each, snapshot, formats) for each in due),
        returns=_returns(facts, formats),
        overdue=sum(1 for n in days if n < 0),
        soon=sum(1 for n in days if 0 <= n <= SOON),
        touched_at=last_changed(snapshot),
    )


def load_digest(context: Context, deal_id: UUID, as_of: date, formats: Formats) -> Digest:
    """A deal of the desk in short; may be called from any thread.

    Raises:
        LookupError: the deal is not on the desk.
    """
    snapshot = context.desk.load(deal_id)
    return digest_of(snapshot, diagnose(snapshot, as_of), formats)


def _title(record: object, snapshot: Snapshot, formats: Formats) -> str:
    return record_title("", record, formats, snapshot)  # type: ignore[arg-type]


def _returns(facts: Facts, formats: Formats) -> tuple[ReturnLine, ...]:
    if facts.closed or not is_scored(facts.deal):
        return ()
    return tuple(
        ReturnLine(
            record=item.id,
            title=_title(item, facts.now, formats),
            trade=_title(trade, facts.now, formats),
            value=item.value_to_us,
            due_on=item.due_on,
            agreed_on=trade.decided_on or trade.made_on,
        )
        for trade, item in unsecured_returns(facts, locked_ids(facts.now.terms))
    )
