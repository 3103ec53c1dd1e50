"""Whatever is edited: undo goes back through every state there was, and redo forth again."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import FieldSpec, ValueType, own_fields
from negotiator_desk.models.kinds import DEAL_LISTS, records_of
from negotiator_desk.services import records
from negotiator_desk.services.context import Context
from tests.store.making import Clock, a_deal, a_desk, put, uid
from tests.strategies import field_values

DEAL = uid("deal")
KINDS = sorted(DEAL_LISTS)
NOT_MADE = (
    ValueType.ID,
    ValueType.REF,
    ValueType.REFS,
    ValueType.NESTED,
    ValueType.NESTED_ONE,
)

places = st.integers(0, 10)


def settable(kind: str) -> list[FieldSpec]:
    return [spec for spec in own_fields(DEAL_LISTS[kind]) if spec.type not in NOT_MADE]


edits = st.sampled_from(KINDS).flatmap(
    lambda kind: st.sampled_from(settable(kind)).flatmap(
        lambda spec: st.tuples(st.just(kind), st.just(spec.name), field_values(spec))
    )
)


class Undoing(RuleBasedStateMachine):
    """A deal edited at random, with every state it was in remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = a_desk(Path(self.folder.name))
        self.context = Context(self.desk, Clock())
        put(self.desk, a_deal())
        self.states: list[Snapshot | None] = [None, a_deal()]
        self.place = 1
        self.now: Snapshot | None = a_deal()

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()

    def note(self) -> None:
        """An edit was made: what was undone is forgotten."""
        self.now = self.desk.load(DEAL)
        if self.now != self.states[self.place]:
            del self.states[self.place + 1 :]
            self.states.append(self.now)
            self.place += 1

    def pick(self, kind: str, place: int) -> Any:
        assert self.now is not None
        found = records_of(self.now, kind)
        return found[place % len(found)].id if found else None

    @precondition(lambda self: self.now is not None)
    @rule(kind=st.sampled_from(KINDS), place=places)
    def add(self, kind: str, place: int) -> None:
        records.add(self.context, DEAL, kind, position=place)
        self.note()

    @precondition(lambda self: self.now is not None)
    @rule(edit=edits, place=places)
    def set_value(self, edit: tuple[str, str, Any], place: int) -> None:
        kind, field, content = edit
        if (record_id := self.pick(kind, place)) is not None:
            records.set_value(self.context, DEAL, kind, record_id, field, content)
            self.note()

    @precondition(lambda self: self.now is not None)
    @rule(kind=st.sampled_from(KINDS), place=places)
    def remove(self, kind: str, place: int) -> None:
        if (record_id := self.pick(kind, place)) is not None:
            records.remove(self.context, DEAL, kind, [record_id])
            self.note()

    @precondition(lambda self: self.now is not None)
    @rule(kind=st.sampled_from(KINDS), place=places)
    def duplicate(self, kind: str, place: int) -> None:
        if (record_id := self.pick(kind, place)) is not None:
            records.duplicate(self.context, DEAL, kind, [record_id])
            self.note()

    @precondition(lambda self: self.now is not None)
    @rule(kind=st.sampled_from(KINDS), place=places, index=places)
    def move(self, kind: str, place: int, index: int) -> None:
        if (record_id := self.pick(kind, place)) is not None:
            records.move(self.context, DEAL, kind, record_id, index)
            self.note()

    @precondition(lambda self: self.now is not None)
    @rule(old=st.sampled_from(["K. Brandt", "Acme", "R. Oduya"]))
    def rename(self, old: str) -> None:
        records.rename_person(self.context, DEAL, old, "R. Oduya")
        self.note()

    @rule()
    def undo(self) -> None:
        label = self.desk.undo()
        assert (label is None) == (self.place == 0)
        self.place = max(0, self.place - 1)

    @rule()
    def redo(self) -> None:
        label = self.desk.redo()
        assert (label is None) == (self.place == len(self.states) - 1)
        self.place = min(len(self.states) - 1, self.place + 1)

    @invariant()
    def is_as_remembered(self) -> None:
        self.now = self.desk.load(DEAL) if self.desk.has_deal(DEAL) else None
        assert self.now == self.states[self.place]


TestUndoing = Undoing.TestCase
TestUndoing.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
