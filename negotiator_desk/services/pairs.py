"""A pair worth trading becomes a planned trade: one give for one get, in one undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from negotiator_desk.models.choices import TradeStatus
from negotiator_desk.models.table import Given, Received, Trade, Variable
from negotiator_desk.services.checks import checked
from negotiator_desk.services.defaults import next_number, starting_values
from negotiator_desk.services.labels import label_of
from negotiator_desk.services.work import edit_deal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context


def outline(give_id: UUID, get_id: UUID) -> Trade:
    """The trade of a pair before it is recorded, for its wording."""
    return Trade(
        id=uuid4(),
        given=(Given(id=uuid4(), variable_id=give_id),),
        received=(Received(id=uuid4(), variable_id=get_id),),
    )


def plan_pair(
    context: Context, deal_id: UUID, give_id: UUID, get_id: UUID, wording: str = ""
) -> UUID:
    """Add a planned trade that gives one variable for another, with their own amounts.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        give_id: the variable that we give.
        get_id: the variable that we get.
        wording: the trade in words; it can be written later.

    Returns:
        The id of the trade.

    Raises:
        FormError: the wording may not stand in its field.
        NoSuchRecord, NoSuchDeal: a variable or the deal was deleted meanwhile.
    """
    said = checked(Trade, "wording", wording)
    with edit_deal(context, deal_id, "add", "trades") as work:
        give = work.unit.record(deal_id, "variables", give_id)
        get = work.unit.record(deal_id, "variables", get_id)
        assert isinstance(give, Variable)  # what the kind holds
        assert isinstance(get, Variable)
        given = Given(
            id=uuid4(),
            variable_id=give_id,
            cost_to_us=give.cost_to_us,
            value_to_buyer=give.value_to_buyer,
            **work.made,
        )
        received = Received(
            id=uuid4(), variable_id=get_id, value_to_us=get.value_to_us, **work.made
        )
        starts = starting_values(Trade, context.today(), work.me)
        starts |= next_number(work.unit, deal_id, "trades", Trade)
        starts |= {"status": TradeStatus.PLANNED, "wording": said}
        trade = Trade(id=uuid4(), given=(given,), received=(received,), **work.made, **starts)
        work.unit.insert(deal_id, trade)
        work.unit.label = label_of(work.unit, deal_id, "add", "trades", trade)
    return trade.id
