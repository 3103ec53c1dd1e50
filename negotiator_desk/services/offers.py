"""Logging an offer: the price of one side, and with a fall of ours the trade it is part of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.table import Offer, Received, Trade
from negotiator_desk.services.checks import check_references, checked
from negotiator_desk.services.defaults import next_number
from negotiator_desk.services.labels import label_of
from negotiator_desk.services.work import Work, edit_deal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context


class Return(msgspec.Struct, frozen=True, kw_only=True):
    """What the buyer gives for a fall that no trade holds yet.

    ``wording`` is the condition in words, such as "If you sign for four years, then our price is
    …"; ``status`` says whether it is agreed already.
    """

    description: str
    value_to_us: Decimal | None = None
    status: TradeStatus = TradeStatus.PROPOSED
    wording: str = ""


def log_offer(
    context: Context,
    deal_id: UUID,
    values: Mapping[str, Any],
    in_return: Return | None = None,
) -> UUID:
    """Add an offer at the end of the list; with ``in_return`` a new trade that it is part of.

    One undo step, named by the offer. The trade gives nothing in kind: the fall belongs to it and
    is not repeated there.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        values: fields of the offer by name; without a date it is of today.
        in_return: what comes back, where a trade is to be made for it.

    Returns:
        The id of the offer.

    Raises:
        FormError: a value may not stand in its field, or the amount is missing; the parameter
            ``field`` names the field.
        NoSuchDeal: the deal is not on the desk.
    """
    given = {name: checked(Offer, name, content) for name, content in values.items()}
    if given.get("amount") is None:
        raise FormError("required", field="amount")
    given.setdefault("party", Side.US)
    given.setdefault("made_on", context.today())
    with edit_deal(context, deal_id, "add", "offers") as work:
        check_references(work.unit, deal_id, Offer, given)
        if in_return is not None:
            trade = _trade_for(work, given, in_return)
            work.unit.insert(deal_id, trade)
            given["trade_id"] = trade.id
        offer = Offer(id=uuid4(), **work.made, **given)
        work.unit.insert(deal_id, offer)
        work.unit.label = label_of(work.unit, deal_id, "add", "offers", offer)
    return offer.id


def _trade_for(work: Work, offer: Mapping[str, Any], in_return: Return) -> Trade:
    received = Received(
        id=uuid4(),
        description=checked(Received, "description", in_return.description),
        value_to_us=checked(Received, "value_to_us", in_return.value_to_us),
        **work.made,
    )
    agreed = in_return.status is TradeStatus.AGREED
    return Trade(
        id=uuid4(),
        made_on=offer["made_on"],
        decided_on=offer["made_on"] if agreed else None,
        status=in_return.status,
        wording=checked(Trade, "wording", in_return.wording),
        received=(received,),
        meeting_id=offer.get("meeting_id"),
        **next_number(work.unit, work.deal_id, "trades", Trade),
        **work.made,
    )
