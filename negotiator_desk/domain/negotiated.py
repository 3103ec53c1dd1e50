"""A change seen as the trade that it is: what the price does not pay for is given for a return.

One way for both: the mandate, the if–then wording and the approval of a change are those of trades.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import msgspec

from negotiator_desk.domain.kept import kept
from negotiator_desk.models.choices import ChangeStatus, TradeStatus
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.table import Given, Received, Trade

Negotiated = Trade | Change
"""What is given for a return, at the table or after signature."""

_STATUS: Final[Mapping[ChangeStatus | None, TradeStatus]] = {
    None: TradeStatus.PLANNED,
    ChangeStatus.RAISED: TradeStatus.PLANNED,
    ChangeStatus.ASSESSED: TradeStatus.PLANNED,
    ChangeStatus.OFFERED: TradeStatus.PROPOSED,
    ChangeStatus.AGREED: TradeStatus.AGREED,
    ChangeStatus.REFUSED: TradeStatus.REFUSED,
    ChangeStatus.WITHDRAWN: TradeStatus.WITHDRAWN,
}


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """How the parts of a change are called where it is read as a trade; empty where not read."""

    work: str = ""
    price: str = ""
    in_kind: str = ""
    condition: str = ""


_NO_WORDS: Final = Words()


def as_trade(negotiated: Negotiated, words: Words = _NO_WORDS) -> Trade:
    """A trade as it is; a change as a trade with the same id.

    Given is the work, at the part of its cost that the price does not pay for (what is paid for in
    price is a sale and needs no mandate; a return in kind lessens nothing, as in trades), then what
    the change gives besides; a price taken off the contract sum is given too. Received are the
    price, the compensation in kind and what the change gets besides.
    """
    if isinstance(negotiated, Trade):
        return negotiated
    return _wordless(negotiated) if words is _NO_WORDS else _worded(negotiated, words)


@kept
def _wordless(change: Change) -> Trade:
    return _worded(change, _NO_WORDS)


def _worded(change: Change, words: Words) -> Trade:
    price = change.price_change or Decimal(0)
    given = [Given(id=change.id, description=words.work, cost_to_us=_unpaid(change))]
    received = []
    if price < 0:
        given.append(Given(id=change.id, description=words.price, cost_to_us=-price))
    elif price > 0:
        received.append(Received(id=change.id, description=words.price, value_to_us=price))
    in_kind = change.counter_value or Decimal(0)
    if in_kind > 0 or words.in_kind:
        received.append(
            Received(id=change.id, description=words.in_kind, value_to_us=max(in_kind, Decimal(0)))
        )
    return Trade(
        id=change.id,
        number=change.number,
        made_on=change.raised_on,
        decided_on=change.decided_on,
        asked_by=change.raised_by,
        status=_STATUS[change.status],
        given=(*given, *change.given),
        received=(*received, *change.received),
        condition=words.condition,
        wording=change.wording,
        approval_asked_on=change.approval_asked_on,
        approval_question=change.approval_question,
        approval_answer=change.approval_answer,
        authorised_by=change.authorised_by,
        authorised_on=change.authorised_on,
    )


def _unpaid(change: Change) -> Decimal | None:
    """What of the work's cost the price does not pay for; None where the cost is unknown."""
    if change.cost_to_us is None:
        return None
    paid = max(change.price_change or Decimal(0), Decimal(0))
    return max(Decimal(0), change.cost_to_us - paid)
