"""The desk as a place: what is put there is there again, whole, and the listeners hear of it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.choices import Stage
from negotiator_desk.models.deal import Attachment, Snapshot
from negotiator_desk.models.desk import DealState, Draft, Setting, View
from negotiator_desk.models.kinds import DEAL_LISTS
from negotiator_desk.models.table import Trade
from negotiator_desk.store.desk import Changed, Desk, NoSuchDeal, NoSuchRecord
from tests.store.making import EDIT, Clock, a_deal, a_desk, many, put, uid
from tests.strategies import snapshots


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "désk’s „place“ #1?") as opened:
        yield opened


def test_a_deal_is_read_as_it_was_put(desk: Desk) -> None:
    put(desk, a_deal())
    assert desk.load(uid("deal")) == a_deal()


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(snapshot=snapshots())
def test_any_deal_is_read_as_it_was_put(desk: Desk, snapshot: Snapshot) -> None:
    put(desk, snapshot)
    assert desk.load(snapshot.deal.id) == snapshot
    assert desk.undo() is not None
    assert not desk.has_deal(snapshot.deal.id)


def test_it_is_there_after_opening_anew(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
    with a_desk(tmp_path) as desk:
        assert desk.load(uid("deal")) == a_deal()


def test_the_list_of_deals_says_what_the_window_shows(desk: Desk) -> None:
    put(desk, many(a_deal(), 1, "second"))
    put(desk, a_deal())
    today = Clock()().date()
    with desk.edit(EDIT) as unit:
        unit.insert(None, DealState(id=uid("deal"), archived_on=today))
        unit.update(uid("second"), "deal", uid("second"), {"title": "acme", "stage": None})
    first, second = desk.deals()
    assert (first.title, first.stage, first.archived) == ("acme", None, False)
    assert (second.title, second.buyer, second.currency) == ("Helios", "Norvik", "EUR")
    assert (second.stage, second.archived) == (Stage.TABLE, True)
    assert second.updated_at == a_deal().deal.updated_at


def test_reload_reads_only_the_kinds_it_is_told(desk: Desk) -> None:
    put(desk, a_deal())
    before = desk.load(uid("deal"))
    with desk.edit(EDIT) as unit:
        unit.update(uid("deal"), "trades", uid("trade 1"), {"wording": "new"})
        unit.update(uid("deal"), "terms", uid("term"), {"name": "new"})
    after = desk.reload(before, {"trades", "settings"})
    assert after.trades[0].wording == "new"
    assert after.terms is before.terms
    assert after.deal is before.deal
    assert desk.reload(before, {"deal", "terms"}).terms[0].name == "new"


def test_reload_of_a_deleted_deal_is_a_lookup_error(desk: Desk) -> None:
    put(desk, a_deal())
    before = desk.load(uid("deal"))
    with desk.edit(EDIT) as unit:
        unit.delete_deal(uid("deal"))
    for read in (lambda: desk.load(uid("deal")), lambda: desk.reload(before, {"trades"})):
        with pytest.raises(LookupError) as refused:
            read()
        assert isinstance(refused.value, NoSuchDeal)
        assert refused.value.text


def test_a_deal_is_deleted_with_all_it_holds(desk: Desk) -> None:
    put(desk, a_deal())
    put(desk, many(a_deal(), 2, "other"))
    with desk.edit(EDIT) as unit:
        unit.delete_deal(uid("deal"))
        assert all(not unit.records(uid("deal"), kind) for kind in DEAL_LISTS)
    assert [row.id for row in desk.deals()] == [uid("other")]
    assert desk.load(uid("other")) == many(a_deal(), 2, "other")


def test_the_same_ids_may_stand_in_two_deals(desk: Desk) -> None:
    put(desk, a_deal())
    twin = msgspec.structs.replace(
        a_deal(), deal=msgspec.structs.replace(a_deal().deal, id=uid("twin"))
    )
    put(desk, twin)
    with desk.edit(EDIT) as unit:
        unit.update(uid("twin"), "trades", uid("trade 1"), {"wording": "theirs"})
    assert desk.load(uid("deal")) == a_deal()


def test_a_deal_is_replaced_in_one_step(desk: Desk) -> None:
    put(desk, a_deal())
    other = Snapshot(deal=msgspec.structs.replace(a_deal().deal, title="Other"))
    with desk.edit(EDIT) as unit:
        unit.replace_deal(other)
    assert desk.load(uid("deal")) == other
    desk.undo()
    assert desk.load(uid("deal")) == a_deal()


def test_a_record_that_is_not_there_is_not_edited(desk: Desk) -> None:
    put(desk, a_deal())
    missing = uid("missing")
    for edit in (
        lambda unit: unit.update(uid("deal"), "trades", missing, {"wording": "x"}),
        lambda unit: unit.delete(uid("deal"), "trades", [uid("trade 1"), missing]),
        lambda unit: unit.move(uid("deal"), "trades", missing, 0),
        lambda unit: unit.record(uid("deal"), "trades", missing),
    ):
        with pytest.raises(NoSuchRecord), desk.edit(EDIT) as unit:
            edit(unit)
    assert desk.load(uid("deal")) == a_deal()


def test_an_edit_that_fails_changes_nothing(desk: Desk) -> None:
    put(desk, a_deal())
    heard: list[Changed] = []
    desk.subscribe(heard.append)
    with pytest.raises(NoSuchRecord), desk.edit(EditLabel(key="delete")) as unit:
        unit.delete(uid("deal"), "trades", [uid("trade 1"), uid("missing")])
    assert desk.load(uid("deal")) == a_deal()
    assert desk.undo_label == EditLabel(key="import", kind="deal", title="Helios")
    assert not heard
    with desk.edit(EDIT) as unit:
        unit.update(uid("deal"), "trades", uid("trade 1"), {"wording": "x"})
    assert len(heard) == 1


def test_an_edit_inside_an_edit_is_a_fault_of_the_program(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk.edit(EDIT), desk.edit(EDIT):
        pass
    put(desk, a_deal())


def test_listeners_hear_what_changed_and_nothing_else(desk: Desk) -> None:
    put(desk, a_deal())
    heard: list[Changed] = []
    stop = desk.subscribe(heard.append)
    with desk.edit(EDIT) as unit:
        unit.update(uid("deal"), "trades", uid("trade 1"), {"wording": "x"})
    with desk.edit(EDIT, journal=False) as unit:
        unit.insert(None, Setting(id=uid("setting"), key="a"))
    with desk.edit(EDIT) as unit:
        unit.update(uid("deal"), "trades", uid("trade 1"), {"wording": "x"})
    desk.undo()
    stop()
    desk.redo()
    trades = Changed(frozenset({uid("deal")}), frozenset({"trades"}))
    assert heard == [trades, Changed(frozenset(), frozenset({"settings"})), trades]


def test_records_of_the_desk_keep_their_order(desk: Desk) -> None:
    with desk.edit(EDIT, journal=False) as unit:
        for name in "abc":
            unit.insert(None, View(id=uid(name), name=name))
        unit.move(None, "views", uid("c"), 0)
        unit.delete(None, "views", [uid("a")])
    assert [view.name for view in desk.desk_records("views") if isinstance(view, View)] == [
        "c",
        "b",
    ]


def test_places_in_a_list(desk: Desk) -> None:
    deal = uid("deal")
    put(desk, a_deal())

    def order() -> list[int | None]:
        return [trade.number for trade in desk.load(deal).trades]

    with desk.edit(EDIT) as unit:
        unit.move(deal, "trades", uid("trade 3"), 0)
        assert [t.number for t in unit.records(deal, "trades") if isinstance(t, Trade)] == [3, 1, 2]
        unit.insert(deal, Trade(id=uid("four"), number=4), 1)
        unit.insert(deal, Trade(id=uid("five"), number=5), 0)
        unit.insert(deal, Trade(id=uid("six"), number=6), 99)
    assert order() == [5, 3, 4, 1, 2, 6]
    with desk.edit(EDIT) as unit:
        unit.move(deal, "trades", uid("five"), 3)
    assert order() == [3, 4, 1, 5, 2, 6]


def test_any_number_of_records_fits_between_two(desk: Desk) -> None:
    """The gap between two neighbours is used up, and made anew."""
    deal = uid("deal")
    put(desk, a_deal())
    with desk.edit(EDIT) as unit:
        for number in range(10, 40):
            unit.insert(deal, Trade(id=uid(f"t{number}"), number=number), 1)
    numbers = [trade.number for trade in desk.load(deal).trades]
    assert numbers == [1, *range(39, 9, -1), 2, 3]
    desk.undo()
    assert desk.load(deal) == a_deal()


def test_what_a_deleted_deal_left_goes_at_the_next_start(tmp_path: Path) -> None:
    def left(desk: Desk) -> list[str]:
        return [each.text for each in desk.desk_records("drafts") if isinstance(each, Draft)]

    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        put(desk, a_deal("gone"))
        with desk.edit(EDIT, journal=False) as unit:
            for name in ("deal", "gone"):
                unit.insert(None, DealState(id=uid(name)))
                unit.insert(None, Draft(id=uid(f"of {name}"), deal_id=uid(name), text=name))
        with desk.edit(EDIT) as unit:
            unit.delete_deal(uid("gone"))
        assert left(desk) == ["deal", "gone"]  # undo may still want it
        with a_desk(tmp_path) as other:
            other.warm_up()
            assert left(other) == ["deal", "gone"]
    with a_desk(tmp_path) as desk:
        desk.warm_up()
        assert left(desk) == ["deal"]
        assert [state.id for state in desk.desk_records("deal_states")] == [uid("deal")]


def test_worker_threads_may_read_while_the_window_edits(desk: Desk) -> None:
    put(desk, a_deal())
    with ThreadPoolExecutor(4) as pool:
        loads = [pool.submit(desk.load, uid("deal")) for _ in range(40)]
        for number in range(40):
            with desk.edit(EDIT) as unit:
                for trade in (1, 2, 3):
                    unit.update(uid("deal"), "trades", uid(f"trade {trade}"), {"number": number})
        for load in loads:
            assert len({trade.number for trade in load.result().trades}) in (1, 3)


def test_contents_are_kept_once_and_orphans_go_at_the_start(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        put(desk, a_deal())
        with desk.edit(EDIT) as unit:
            kept, orphan = unit.put_blob(b"minutes"), unit.put_blob(b"orphan")
            assert unit.put_blob(b"minutes") == kept
            unit.insert(uid("deal"), Attachment(id=uid("file"), sha256=kept))
        assert desk.blob(orphan) == b"orphan"
    with a_desk(tmp_path) as desk:
        with desk.edit(EDIT) as unit:  # the first edit of a run looks for them before it begins
            unit.update(uid("deal"), "deal", uid("deal"), {"title": "after"})
        assert desk.blob(orphan) is None
        assert desk.blobs(desk.load(uid("deal"))) == {kept: b"minutes"}


def test_a_reload_makes_only_what_changed_anew(desk: Desk) -> None:
    put(desk, a_deal())
    deal = uid("deal")
    before = desk.load(deal, hold=True)
    with desk.edit(EDIT) as unit:
        unit.update(deal, "trades", before.trades[0].id, {"condition": "other"})
    after = desk.reload(before, {"trades"})
    assert after.trades[0].condition == "other"
    assert all(a is b for a, b in zip(after.trades[1:], before.trades[1:], strict=True))
    desk.undo()
    again = desk.reload(after, {"trades"})
    assert again == before
    with desk.edit(EDIT) as unit:
        unit.delete(deal, "trades", [before.trades[0].id])
    assert desk.reload(again, {"trades"}).trades == before.trades[1:]
    assert desk.load(deal) == desk.reload(again, {"trades"})
