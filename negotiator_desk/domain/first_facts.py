"""The eight facts that make a useful brief: what each is, and where in the deal it stands."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from negotiator_desk.domain.facts import in_order
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import FieldSpec, Record, field_map, is_missing
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.models.table import AuthorityLevel, Trade


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the eight facts: the field of the record that holds it.

    ``number`` is the fact it belongs to; ``nested`` the list inside the record, whose first entry
    holds the field.
    """

    number: int
    key: str
    kind: str
    field: str
    nested: str = ""

    @property
    def spec(self) -> FieldSpec:
        """The declaration of the field."""
        outer = field_map(DEAL_KINDS[self.kind])
        if not self.nested:
            return outer[self.field]
        inner = outer[self.nested].nested
        assert inner is not None
        return field_map(inner)[self.field]


FACTS: Final = (
    Fact(number=1, key="buyer", kind="deal", field="buyer"),
    Fact(number=1, key="summary", kind="deal", field="summary"),
    Fact(number=2, key="opening", kind="corridor", field="opening"),
    Fact(number=3, key="target", kind="corridor", field="target"),
    Fact(number=4, key="walk_away", kind="corridor", field="walk_away"),
    Fact(number=5, key="person", kind="stakeholders", field="name"),
    Fact(number=5, key="roles", kind="stakeholders", field="buying_roles"),
    Fact(number=6, key="ask", kind="trades", field="description", nested="given"),
    Fact(number=6, key="ask_cost", kind="trades", field="cost_to_us", nested="given"),
    Fact(number=7, key="return", kind="trades", field="description", nested="received"),
    Fact(number=7, key="return_value", kind="trades", field="value_to_us", nested="received"),
    Fact(number=8, key="limit", kind="authority", field="limit"),
    Fact(number=8, key="approver", kind="authority", field="holder"),
)
"""The entries in the order in which they are asked for."""

COUNT: Final = 8


def holder_of(snapshot: Snapshot, fact: Fact) -> Record | None:
    """The record that holds a fact, top-level; None where there is none yet.

    The corridor's last revision; the first person; the first planned trade that the buyer asks
    for, else the first planned one; my own authority level, and the first level of somebody else.
    """
    match fact.kind:
        case "deal":
            return snapshot.deal
        case "corridor":
            revisions = in_order(snapshot.corridor)
            return revisions[-1] if revisions else None
        case "stakeholders":
            return snapshot.stakeholders[0] if snapshot.stakeholders else None
        case "trades":
            return _trade(snapshot)
        case _:
            return _level(snapshot, ours=fact.key == "limit")


def _trade(snapshot: Snapshot) -> Trade | None:
    planned = [trade for trade in snapshot.trades if trade.status is TradeStatus.PLANNED]
    asked = [trade for trade in planned if trade.asked_by is Side.BUYER]
    return next(iter((*asked, *planned)), None)


def _level(snapshot: Snapshot, *, ours: bool) -> AuthorityLevel | None:
    owner = snapshot.deal.owner
    return next((each for each in snapshot.authority if (each.holder == owner) is ours), None)


def value_of(snapshot: Snapshot, fact: Fact) -> Any:
    """What is recorded for a fact; the empty value of its field where nothing is."""
    record = entry_of(snapshot, fact)
    return fact.spec.empty if record is None else getattr(record, fact.field)


def entry_of(snapshot: Snapshot, fact: Fact) -> Record | None:
    """The record, top-level or nested, whose field holds a fact."""
    record = holder_of(snapshot, fact)
    if record is None or not fact.nested:
        return record
    entries = getattr(record, fact.nested)
    return entries[0] if entries else None


def known_facts(snapshot: Snapshot) -> frozenset[int]:
    """The numbers of the facts that are known: the first entry of each is filled in.

    Who approves above which sum wants both the sum and the name.
    """
    known = set()
    for number in range(1, COUNT + 1):
        entries = [fact for fact in FACTS if fact.number == number]
        wanted = entries if number == COUNT else entries[:1]
        if not any(is_missing(value_of(snapshot, fact)) for fact in wanted):
            known.add(number)
    return frozenset(known)
