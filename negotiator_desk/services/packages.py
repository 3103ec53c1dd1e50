"""Packages into the trade log: planned, or tabled as alternatives; each in one undo step."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID, uuid4

from negotiator_desk.domain.package_trades import (
    Move,
    free_letters,
    signature_of_moves,
    signature_of_trade,
    tabled,
)
from negotiator_desk.domain.rounding import ONE
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.table import Given, Received, Trade
from negotiator_desk.services.checks import check_references
from negotiator_desk.services.context import Context
from negotiator_desk.services.defaults import next_number
from negotiator_desk.services.labels import label_of_many
from negotiator_desk.services.work import Work, edit_deal
from negotiator_desk.wording.packages import already_planned, item_text, on_the_table
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.trades import if_then

_KIND = "trades"


def plan_package(context: Context, deal_id: UUID, package: Sequence[Move]) -> UUID:
    """Put a package into the trade log as one planned trade, under a label of its own; its id.

    Raises:
        Refusal: it stands there already, planned or proposed.
        NoSuchRecord, NoSuchDeal: a variable or the deal was deleted; nothing is changed then.
    """
    with edit_deal(context, deal_id, "add", _KIND) as work:
        trades = _trades(work)
        wanted = signature_of_moves(package)
        for trade in trades:
            open_ones = (TradeStatus.PLANNED, TradeStatus.PROPOSED)
            if trade.status in open_ones and signature_of_trade(trade) == wanted:
                raise Refusal(already_planned(_called(trade)))
        label = next(free_letters(trade.package for trade in trades))
        planned = _trade(work, context, package, TradeStatus.PLANNED, label)
        work.unit.insert(deal_id, planned)
        work.unit.label = label_of_many(work.unit, deal_id, "add", _KIND, [planned])
    return planned.id


def table_packages(
    context: Context, deal_id: UUID, packages: Sequence[Sequence[Move]]
) -> tuple[UUID, ...]:
    """Put packages on the table as alternatives: proposed trades, one for each; their ids.

    They share a letter and differ in its number ("A1", "A2", "A3"): of proposed trades with a label
    the control model counts only the largest package as exposed, so of the alternatives one. A
    package that stands as a planned trade becomes that trade, proposed today.

    Raises:
        Refusal: all of them are on the table already.
        NoSuchRecord, NoSuchDeal: a variable or the deal was deleted; nothing is changed then.
    """
    with edit_deal(context, deal_id, "add", _KIND) as work:
        trades = _trades(work)
        proposed = tabled(trades)
        planned = {
            signature_of_trade(trade): trade
            for trade in trades
            if trade.status is TradeStatus.PLANNED
        }
        wanted = [signature_of_moves(package) for package in packages]
        if all(each in proposed for each in wanted):
            raise Refusal(on_the_table([_called(proposed[each]) for each in wanted]))
        letter = next(free_letters(trade.package for trade in trades))
        found: list[Trade] = []
        for number, (package, signature) in enumerate(zip(packages, wanted, strict=True), 1):
            label = f"{letter}{number}"
            known = proposed.get(signature) or planned.get(signature)
            if known is None:
                trade = _trade(work, context, package, TradeStatus.PROPOSED, label)
                work.unit.insert(deal_id, trade)
            else:
                trade = known
                values = {
                    "status": TradeStatus.PROPOSED,
                    "made_on": context.today(),
                    "package": label,
                }
                work.unit.update(deal_id, _KIND, known.id, {**values, **work.changed})
            found.append(trade)
        work.unit.label = label_of_many(work.unit, deal_id, "table", _KIND, [*found])
    return tuple(trade.id for trade in found)


def _trades(work: Work) -> list[Trade]:
    found = work.unit.records(work.deal_id, _KIND)
    return [trade for trade in found if isinstance(trade, Trade)]


def _called(trade: Trade) -> str:
    return trade.package.strip() or str(trade.number or "–")


def _trade(
    work: Work, context: Context, package: Sequence[Move], status: TradeStatus, label: str
) -> Trade:
    given = tuple(
        Given(
            id=uuid4(),
            **work.made,
            variable_id=move.axis.variable_id,
            option=move.option,
            description=item_text(move.axis, move.choice),
            cost_to_us=_money(-move.ours),
            value_to_buyer=_money(move.buyer) if move.buyer >= 0 else None,
        )
        for move in package
        if move.given
    )
    received = tuple(
        Received(
            id=uuid4(),
            **work.made,
            variable_id=move.axis.variable_id,
            option=move.option,
            description=item_text(move.axis, move.choice),
            value_to_us=_money(move.ours),
        )
        for move in package
        if not move.given
    )
    for move in package:
        named = {"variable_id": move.axis.variable_id}
        check_references(work.unit, work.deal_id, Given, named)
    return Trade(
        id=uuid4(),
        **work.made,
        **next_number(work.unit, work.deal_id, _KIND, Trade),
        made_on=context.today(),
        asked_by=Side.US,
        status=status,
        package=label,
        wording=if_then(
            [item.description for item in given], [item.description for item in received]
        ),
        given=given,
        received=received,
    )


def _money(amount: int) -> Decimal:
    """An amount in ten-thousandths as the records hold it."""
    return Decimal(amount).scaleb(-4).quantize(_finest(amount))


def _finest(amount: int) -> Decimal:
    return Decimal("0.01") if amount % (ONE // 100) == 0 else Decimal("0.0001")
