"""Trades and changes: logged from a typed line, put to who may approve them, decided.

Every function is one undo step. A new trade bears the if–then wording that its two sides make; one
that is beyond the mandate asks the smallest level that would cover it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.models.choices import Approval, TradeStatus
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.kinds import KIND_OF
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import Trade
from negotiator_desk.services.checks import check_references, checked
from negotiator_desk.services.defaults import next_number
from negotiator_desk.services.labels import label_of
from negotiator_desk.services.records import set_values
from negotiator_desk.services.work import edit_deal

if TYPE_CHECKING:
    from negotiator_desk.domain.mandate import After
    from negotiator_desk.domain.negotiated import Negotiated
    from negotiator_desk.domain.quickentry import Entry
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context

ASKING: Final = (TradeStatus.PROPOSED, TradeStatus.AGREED)
"""The states in which a trade beyond the mandate needs an approval."""

DECISIONS: Final = (TradeStatus.AGREED, TradeStatus.REFUSED, TradeStatus.WITHDRAWN)


def log_trade(
    context: Context,
    deal_id: UUID,
    entry: Entry,
    snapshot: Snapshot,
    after: After | None = None,
) -> UUID:
    """Add the trade that a typed line stands for, at the end of the log; its id.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        entry: the line as it was understood.
        snapshot: the deal that it was read against.
        after: what the trade leaves of the mandate; where no level covers a proposed or agreed
            trade, its approval is asked for today.

    Raises:
        FormError: ``required`` where the line names nothing given or got, or a value may not stand
            in its field.
        NoSuchRecord, NoSuchDeal: the line names what is no longer there.
    """
    from negotiator_desk.domain.quickentry import given_of, received_of
    from negotiator_desk.wording.formats import Formats
    from negotiator_desk.wording.trades import approval_question, composed

    if entry.empty:
        raise FormError("required", field="given")
    with edit_deal(context, deal_id, "add", "trades") as work:
        values: dict[str, Any] = {
            **entry.values,
            "given": tuple(given_of(item, uuid4(), **work.made) for item in entry.given),
            "received": tuple(received_of(item, uuid4(), **work.made) for item in entry.received),
        }
        trade = Trade(
            id=uuid4(),
            **work.made,
            **next_number(work.unit, deal_id, "trades", Trade),
            **{name: checked(Trade, name, content) for name, content in values.items()},
        )
        formats = Formats()
        changes: dict[str, Any] = {"wording": composed(trade, snapshot, formats)}
        if after is not None and not after.covered and trade.status in ASKING:
            changes["approval_asked_on"] = context.today()
            changes["approval_question"] = approval_question(trade, after, snapshot, formats)
        trade = msgspec.structs.replace(trade, **changes)
        check_references(work.unit, deal_id, Trade, values)
        work.unit.insert(deal_id, trade)
        work.unit.label = label_of(work.unit, deal_id, "add", "trades", trade)
    return trade.id


def compose_wording(
    context: Context, deal_id: UUID, negotiated: Negotiated, snapshot: Snapshot
) -> None:
    """Put the if–then wording that the two sides make in the place of what stands there."""
    from negotiator_desk.wording.changes import worded
    from negotiator_desk.wording.formats import Formats
    from negotiator_desk.wording.trades import composed

    formats = Formats()
    text = composed(worded(negotiated, snapshot.deal.currency, formats), snapshot, formats)
    kind = KIND_OF[type(negotiated)]
    set_values(context, deal_id, kind, negotiated.id, {"wording": text})


def ask_approval(
    context: Context, deal_id: UUID, negotiated: Negotiated, snapshot: Snapshot, after: After
) -> None:
    """Note that an approval was asked for today, and what was asked of whom."""
    from negotiator_desk.wording.changes import worded
    from negotiator_desk.wording.formats import Formats
    from negotiator_desk.wording.trades import approval_question

    values: dict[str, Any] = {"approval_asked_on": context.today(), "approval_answer": None}
    if is_missing(negotiated.approval_question) or negotiated.approval_answer is not None:
        formats = Formats()
        trade = worded(negotiated, snapshot.deal.currency, formats)
        values["approval_question"] = approval_question(trade, after, snapshot, formats)
    set_values(context, deal_id, KIND_OF[type(negotiated)], negotiated.id, values)


def approve(
    context: Context, deal_id: UUID, record_id: UUID, holder: str, kind: str = "trades"
) -> None:
    """Note that a holder of authority approved it today: it stands under their level now.

    Raises:
        FormError: the holder is missing.
    """
    if is_missing(holder):
        raise FormError("required", field="authorised_by")
    set_values(
        context,
        deal_id,
        kind,
        record_id,
        {
            "approval_answer": Approval.APPROVED,
            "authorised_by": holder,
            "authorised_on": context.today(),
        },
    )


def refuse_approval(context: Context, deal_id: UUID, record_id: UUID, kind: str = "trades") -> None:
    """Note that the approval was refused; nobody has authorised it then."""
    values = {
        "approval_answer": Approval.REFUSED,
        "authorised_by": "",
        "authorised_on": None,
    }
    set_values(context, deal_id, kind, record_id, values)


def decide(context: Context, deal_id: UUID, trade_id: UUID, status: TradeStatus) -> None:
    """Note that a trade was agreed, refused or withdrawn today.

    Raises:
        FormError: the state is none in which a trade ends.
    """
    if status not in DECISIONS:
        raise FormError("not_listed", field="status", text=str(status))
    values = {"status": status, "decided_on": context.today()}
    set_values(context, deal_id, "trades", trade_id, values)
