"""Undo and redo: rows exactly as they were, steps that merge, and edits of others in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.desk import DealState, Draft
from negotiator_desk.models.table import Trade
from negotiator_desk.store import journal
from negotiator_desk.store.desk import Changed, Desk, UndoConflict
from tests.store.making import EDIT, Clock, a_deal, a_desk, many, put, uid

DEAL = uid("deal")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with a_desk(tmp_path, clock) as opened:
        put(opened, a_deal())
        yield opened


def set_wording(desk: Desk, text: str, merge: str = "", trade: str = "trade 1") -> None:
    with desk.edit(EDIT, merge) as unit:
        unit.update(DEAL, "trades", uid(trade), {"wording": text})


def wording(desk: Desk, place: int = 0) -> str:
    return desk.load(DEAL).trades[place].wording


def test_nothing_to_undo(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        assert desk.undo() is None
        assert desk.redo() is None
        assert desk.undo_label is None
        assert desk.redo_label is None


def test_a_whole_deal_is_taken_back_and_done_again(desk: Desk) -> None:
    assert desk.undo() == EditLabel(key="import", kind="deal", title="Helios")
    assert desk.deals() == ()
    assert desk.redo_label == EditLabel(key="import", kind="deal", title="Helios")
    desk.redo()
    assert desk.load(DEAL) == a_deal()
    assert desk.redo() is None


def test_a_new_edit_forgets_what_was_undone(desk: Desk) -> None:
    set_wording(desk, "one")
    desk.undo()
    set_wording(desk, "two")
    assert desk.redo_label is None
    assert desk.redo() is None
    assert wording(desk) == "two"


def test_typing_in_one_field_is_one_step(desk: Desk) -> None:
    before = wording(desk)
    for text in ("I", "If", "If you"):
        set_wording(desk, text, "trades.1.wording")
    set_wording(desk, "other", "trades.2.wording", "trade 2")
    desk.undo()
    assert wording(desk) == "If you"
    desk.undo()
    assert wording(desk) == before
    desk.redo()
    assert wording(desk) == "If you"


def test_a_run_of_typing_ends(desk: Desk, clock: Clock) -> None:
    """By a pause, by an undo, when told; not by an edit that is no step."""
    set_wording(desk, "1", "m")
    clock.go_on(seconds=29)
    with desk.edit(EDIT, journal=False) as unit:
        unit.insert(None, Draft(id=uid("draft"), text="half a date"))
    set_wording(desk, "2", "m")
    clock.go_on(seconds=31)
    set_wording(desk, "3", "m")
    desk.end_run()
    set_wording(desk, "4", "m")
    desk.undo()
    assert wording(desk) == "3"
    set_wording(desk, "5", "m")
    desk.undo()
    assert wording(desk) == "3"
    desk.undo()
    assert wording(desk) == "2"
    desk.undo()
    assert wording(desk) == a_deal().trades[0].wording


def test_a_run_that_ends_where_it_began_leaves_no_step(desk: Desk) -> None:
    before = wording(desk)
    label = desk.undo_label
    set_wording(desk, "x", "m")
    set_wording(desk, before, "m")
    assert desk.undo_label == label


def test_steps_that_merge_may_add_and_delete(desk: Desk) -> None:
    with desk.edit(EDIT, "m") as unit:
        unit.insert(DEAL, Trade(id=uid("new"), number=9))
        unit.delete(DEAL, "trades", [uid("trade 1")])
        unit.update(DEAL, "trades", uid("trade 2"), {"number": 8})
    with desk.edit(EDIT, "m") as unit:
        unit.delete(DEAL, "trades", [uid("new"), uid("trade 2")])
        unit.insert(DEAL, Trade(id=uid("trade 1"), wording="back"), 0)
    after = desk.load(DEAL)
    assert [trade.id for trade in after.trades] == [uid("trade 1"), uid("trade 3")]
    desk.undo()
    assert desk.load(DEAL) == a_deal()
    desk.redo()
    assert desk.load(DEAL) == after


def test_what_is_no_step_does_not_stand_in_the_way(desk: Desk, clock: Clock) -> None:
    """When a deal was opened last lies in the row that says whether it is archived."""
    with desk.edit(EDIT, journal=False) as unit:
        unit.insert(None, DealState(id=DEAL))
    with desk.edit(EDIT) as unit:
        unit.update(None, "deal_states", DEAL, {"archived_on": clock().date()})
    with desk.edit(EDIT, journal=False) as unit:
        unit.update(None, "deal_states", DEAL, {"opened_at": clock()})
    desk.undo()
    (state,) = desk.desk_records("deal_states")
    assert isinstance(state, DealState)
    assert (state.archived_on, state.opened_at) == (None, clock())


def test_no_more_steps_are_kept_than_a_hundred(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert journal.MAX_STEPS == 100
    monkeypatch.setattr(journal, "MAX_STEPS", 10)
    for number in range(15):
        set_wording(desk, str(number))
    undone = 0
    while desk.undo() is not None:
        undone += 1
    assert undone == 10
    assert wording(desk) == "4"


def test_memory_is_bounded_and_the_last_step_always_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MAX_BYTES", 3_000)
    for number in range(9):
        set_wording(desk, str(number) * 200)
    steps = 0
    while desk.undo() is not None:
        steps += 1
    assert 1 <= steps < 5
    big = many(a_deal(), 20, "big")
    put(desk, big)
    assert desk.undo() is not None
    assert not desk.has_deal(big.deal.id)


def test_undo_tells_the_listeners(desk: Desk) -> None:
    set_wording(desk, "x")
    heard: list[Changed] = []
    desk.subscribe(heard.append)
    desk.undo()
    desk.redo()
    assert heard == [Changed(frozenset({DEAL}), frozenset({"trades"}))] * 2


# Another program on the same desk.


@pytest.fixture
def other(desk: Desk, clock: Clock) -> Iterator[Desk]:
    with a_desk(desk.folder, clock) as opened:
        yield opened


def test_a_row_that_another_program_changed_is_not_taken_back(desk: Desk, other: Desk) -> None:
    set_wording(desk, "ours")
    set_wording(other, "theirs")
    with pytest.raises(UndoConflict) as refused:
        desk.undo()
    assert "changed elsewhere" in refused.value.text
    assert wording(desk) == "theirs"
    assert desk.undo_label is None
    assert desk.undo() is None
    set_wording(desk, "again")
    desk.undo()
    assert wording(desk) == "theirs"


def test_a_row_that_another_program_deleted_is_not_taken_back(desk: Desk, other: Desk) -> None:
    set_wording(desk, "ours")
    with other.edit(EDIT) as unit:
        unit.delete(DEAL, "trades", [uid("trade 1")])
    with pytest.raises(UndoConflict):
        desk.undo()
    assert len(desk.load(DEAL).trades) == 2


def test_what_another_program_put_into_a_new_deal_is_not_deleted(desk: Desk, other: Desk) -> None:
    with other.edit(EDIT) as unit:
        unit.insert(DEAL, Trade(id=uid("theirs")))
    with pytest.raises(UndoConflict):
        desk.undo()
    assert desk.load(DEAL).trades[-1].id == uid("theirs")


def test_redo_looks_too(desk: Desk, other: Desk) -> None:
    with desk.edit(EDIT) as unit:
        unit.insert(DEAL, Trade(id=uid("new")))
    desk.undo()
    with other.edit(EDIT) as unit:
        unit.insert(DEAL, Trade(id=uid("new"), wording="theirs"))
    with pytest.raises(UndoConflict):
        desk.redo()
    assert desk.redo_label is None
    assert desk.undo_label is not None
    assert desk.load(DEAL).trades[-1].wording == "theirs"


def test_other_rows_do_not_matter(desk: Desk, other: Desk) -> None:
    set_wording(desk, "ours")
    set_wording(other, "theirs", trade="trade 2")
    desk.undo()
    assert wording(desk, 0) == a_deal().trades[0].wording
    assert wording(desk, 1) == "theirs"
    other.undo()
    assert desk.load(DEAL) == a_deal()


def test_a_changed_desk_is_noticed(desk: Desk, other: Desk) -> None:
    heard: list[Changed] = []
    desk.subscribe(heard.append)
    assert not desk.refresh_if_changed()
    set_wording(desk, "ours")
    assert not desk.refresh_if_changed()
    heard.clear()
    with other.edit(EDIT) as unit:
        unit.delete_deal(DEAL)
    put(other, a_deal("new"))
    assert desk.refresh_if_changed()
    assert not desk.refresh_if_changed()
    (changed,) = heard
    assert changed.deal_ids == {DEAL, uid("new")}
    assert {"deal", "trades", "settings"} <= changed.kinds
