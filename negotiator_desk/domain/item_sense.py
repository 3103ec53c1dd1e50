"""Sense rules for what is given and received: beyond the ladder, or for more than the price."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from uuid import UUID

from negotiator_desk.domain.ladder import Ladder, ladder_of, place_of
from negotiator_desk.domain.warning import Warning
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.fields import Record
from negotiator_desk.models.table import Given, Received, Trade, Variable


def highest_price(snapshot: Snapshot) -> Decimal | None:
    """The highest price that was ever named for the deal as a whole."""
    prices = (
        snapshot.deal.signed_value,
        *(offer.amount for offer in snapshot.offers),
        *(revision.opening for revision in snapshot.corridor),
    )
    return max((price for price in prices if price), default=None)


class Memory:
    """What the items of each trade and change came to, for the next time they are looked at.

    It holds as long as the variables and the highest price are the same and so is the record.
    """

    def __init__(self) -> None:
        self._rest: tuple[object, object] = (None, None)
        # By identity: the record is kept with what it came to.
        self._found: dict[int, tuple[Record, tuple[Warning, ...]]] = {}

    def look(
        self,
        snapshot: Snapshot,
        price: Decimal | None,
        judge: Callable[[str, Trade | Change], Iterable[Warning]],
    ) -> Iterator[Warning]:
        """The warnings of all trades and changes; ``judge`` makes those of a record that is new."""
        rest = (snapshot.variables, price)
        if self._rest[0] is not rest[0] or self._rest[1] != rest[1]:
            self._rest, self._found = rest, {}
        before, self._found = self._found, {}
        for kind, record in _exchanging(snapshot):
            known = before.get(id(record)) or (record, tuple(judge(kind, record)))
            self._found[id(record)] = known
            yield from known[1]


def _exchanging(snapshot: Snapshot) -> Iterator[tuple[str, Trade | Change]]:
    yield from (("trades", trade) for trade in snapshot.trades)
    yield from (("changes", change) for change in snapshot.changes)


def item_warnings(snapshot: Snapshot, memory: Memory) -> Iterator[Warning]:
    """What is given or received beyond the ladder of its variable, or for more than the price."""
    ladders = {
        variable.id: (variable, ladder)
        for variable in snapshot.variables
        if (ladder := ladder_of(variable)).sign is not None
    }
    price = highest_price(snapshot)

    def judge(kind: str, record: Trade | Change) -> Iterator[Warning]:
        for given in record.given:
            if price is not None and given.cost_to_us and given.cost_to_us > price:
                yield _above(kind, given.id, "cost_to_us", given.cost_to_us, price)
            if given.variable_id in ladders:
                yield from _beyond(kind, given, *ladders[given.variable_id])
        for received in record.received:
            if price is not None and received.value_to_us and received.value_to_us > price:
                yield _above(kind, received.id, "value_to_us", received.value_to_us, price)
            if received.variable_id in ladders:
                yield from _beyond(kind, received, *ladders[received.variable_id])

    return memory.look(snapshot, price, judge)


def _above(kind: str, record_id: UUID, field: str, amount: Decimal, price: Decimal) -> Warning:
    params = {"value": amount, "price": price}
    return Warning(kind=kind, record_id=record_id, field=field, key="above_price", params=params)


def _beyond(
    kind: str, item: Given | Received, variable: Variable, ladder: Ladder
) -> Iterator[Warning]:
    place = place_of(variable, item, ladder)
    if place is not None and place.beyond:
        yield Warning(
            kind=kind,
            record_id=item.id,
            field="option" if item.quantity is None else "quantity",
            key="beyond_limit",
            params={
                "variable_id": variable.id,
                "value": place.position,
                "limit": variable.limit,
            },
        )
