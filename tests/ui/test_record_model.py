"""The table model of records: rows follow the deal with the least repainting; it never writes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from negotiator_desk.models.before import Rival
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import ValueType
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.models.table import Meeting, Trade
from negotiator_desk.ui.models.columns import (
    Column,
    columns_named,
    default_columns,
    nested_columns,
    stretch_column,
)
from negotiator_desk.ui.models.records import ID_ROLE, RecordModel, tooltip
from negotiator_desk.ui.widgets.surroundings import DealSuggestions, Surroundings
from tests.ui.conftest import uid

Role = Qt.ItemDataRole


def texts(model: RecordModel, row: int) -> list[str]:
    return [model.index(row, place).data() for place in range(model.columnCount())]


def rival(n: int, name: str = "") -> Rival:
    return Rival(id=uid(n), name=name or f"Rival {n}")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.lists(st.tuples(st.integers(1, 12), st.sampled_from("abc")), unique_by=lambda x: x[0]),
        min_size=1,
        max_size=6,
    )
)
def test_any_change_of_a_list_is_told_as_qt_wants_it(
    around: Surroundings, qtlog: Any, steps: list[list[tuple[int, str]]]
) -> None:
    model = RecordModel(Rival, around)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    held: dict[UUID, QPersistentModelIndex] = {}
    for step in steps:
        records = [rival(n, name) for n, name in step]
        model.set_records(records)
        assert list(model.records()) == records
        assert [texts(model, row)[0] for row in range(len(records))] == [r.name for r in records]
        for record_id, index in held.items():
            if index.isValid():
                assert index.data(ID_ROLE) == record_id
            else:
                assert record_id not in {record.id for record in records}
        held = {r.id: QPersistentModelIndex(model.index(i, 0)) for i, r in enumerate(records)}
    assert tester.model() is model
    assert not [record for record in qtlog.records if "FAIL!" in record.message]


def test_only_the_row_that_changed_is_painted_again(around: Surroundings) -> None:
    model = RecordModel(Rival, around)
    model.set_records([rival(n) for n in range(1, 6)])
    rows: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda top, bottom: rows.append((top.row(), bottom.row())))
    model.set_records([rival(n, "New" if n == 3 else "") for n in range(1, 6)])
    assert rows == [(2, 2)]
    rows.clear()
    model.set_records([rival(n, "New" if n == 3 else "") for n in range(1, 6)])
    assert rows == []


def test_a_new_title_of_a_record_shows_where_it_is_named(
    around: Surroundings, snapshot: Snapshot
) -> None:
    suggestions = around.suggestions
    assert isinstance(suggestions, DealSuggestions)
    model = RecordModel(Trade, around, columns_named(Trade, "meeting_id"))
    model.set_records(snapshot.trades, seen=snapshot)
    assert texts(model, 0) == ["First round"]
    meetings = tuple(
        msgspec.structs.replace(m, title="Kick-off") if m.id == uid(30) else m
        for m in snapshot.meetings
    )
    changed = msgspec.structs.replace(snapshot, meetings=meetings)
    suggestions.snapshot = changed
    model.set_records(changed.trades, seen=changed)
    assert texts(model, 0) == ["Kick-off"]


def test_amounts_follow_the_currency_of_the_deal(around: Surroundings, snapshot: Snapshot) -> None:
    suggestions = around.suggestions
    assert isinstance(suggestions, DealSuggestions)
    model = RecordModel(ALL_KINDS["terms"], around)
    model.set_records(snapshot.terms, seen=snapshot)
    place = model.column_of("value_at_stake")
    assert texts(model, 0)[place] == "60,000.50 EUR"
    deal = msgspec.structs.replace(snapshot.deal, currency="JPY")
    suggestions.snapshot = changed = msgspec.structs.replace(snapshot, deal=deal)
    model.set_records(changed.terms, seen=changed)
    assert texts(model, 0)[place] == "60,001 JPY"


def test_an_edit_is_asked_for_and_changes_nothing(around: Surroundings, snapshot: Snapshot) -> None:
    model = RecordModel(Trade, around)
    model.set_records(snapshot.trades, seen=snapshot)
    asked: list[tuple[Any, ...]] = []
    model.edited.connect(lambda *a: asked.append(a))
    place = model.column_of("wording")
    assert model.setData(model.index(1, place), "Other words")
    assert model.setData(model.index(2, place), "Third")
    assert asked == [("trades", uid(43), "wording", "Other words")]
    assert texts(model, 1)[place] == "Second"


def test_a_draft_stands_in_its_cell_until_it_is_read(
    around: Surroundings, snapshot: Snapshot
) -> None:
    model = RecordModel(Trade, around)
    model.set_records(snapshot.trades, drafts={(uid(40), "made_on"): "31/02"}, seen=snapshot)
    index = model.index(0, model.column_of("made_on"))
    assert index.data() == "31/02"
    assert index.data(Role.ForegroundRole) == around.theme.colour("lost")
    asked: list[Any] = []
    model.draft_changed.connect(lambda *a: asked.append(a))
    model.setData(index, None)
    assert asked == [("trades", uid(40), "made_on", None)]
    model.set_records(snapshot.trades, seen=snapshot)
    assert model.index(0, model.column_of("made_on")).data() == "5 May 2026"


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b> & {{x}}",
        "a\nb\tc",
        "\x00\x1b[31m",
        "\u202eabc\u2066",
        "x" * 10_000,
        "\U0001f600",
    ],
)
def test_hostile_text_is_one_plain_line(around: Surroundings, text: str) -> None:
    model = RecordModel(Rival, around)
    model.set_records([rival(1, text)])
    shown = texts(model, 0)[0]
    assert len(shown) <= 200
    assert not set(shown) & set("\n\r\x00\x1b\u2028\u202e\u2066")
    hint = model.index(0, 0).data(Role.ToolTipRole)
    assert "<b>" not in hint
    assert len(hint) < 6000


def test_tooltips_are_escaped() -> None:
    assert tooltip("<img src=x>\nsecond") == "<p>&lt;img src=x&gt;<br>second</p>"
    assert tooltip("  ") == ""


def test_lists_of_entries_are_edited_in_the_form(around: Surroundings, snapshot: Snapshot) -> None:
    model = RecordModel(Trade, around, columns_named(Trade, "wording", "given"))
    model.set_records(snapshot.trades, seen=snapshot)
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert texts(model, 0)[1] == "45 days; Training"


def test_a_computed_column_has_words_and_a_meaning(
    around: Surroundings, snapshot: Snapshot
) -> None:
    balance = Column(
        "balance",
        "Balance",
        90,
        right=True,
        text=lambda t: f"−{t.number}",
        meaning=lambda t: "lost",
    )
    model = RecordModel(Trade, around, [balance])
    model.set_records(snapshot.trades, seen=snapshot)
    index = model.index(0, 0)
    assert index.data() == "−1"
    assert index.data(Role.ForegroundRole) == around.theme.colour("lost")
    assert index.data(Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert not model.setData(index, "x")


@pytest.mark.parametrize("kind", list(ALL_KINDS))
def test_every_kind_has_sensible_columns(kind: str) -> None:
    record = ALL_KINDS[kind]
    columns = default_columns(record)
    names = [column.name for column in columns]
    assert len(set(names)) == len(names) <= 6
    if kind != "deal_states":
        assert record.meta.title_field in names
    assert 0 <= stretch_column(columns) < max(1, len(columns))
    assert all(
        column.right for column in columns if column.spec and column.spec.type is ValueType.MONEY
    )


def test_a_log_starts_with_number_and_date() -> None:
    assert [c.name for c in default_columns(Trade)][:3] == ["number", "made_on", "wording"]
    assert default_columns(Meeting)[0].name == "title"


def test_the_columns_of_entries_start_with_what_matters() -> None:
    (given,) = [s for s in Trade.__struct_fields__ if s == "given"]
    assert given
    from negotiator_desk.models.table import Given

    names = [column.name for column in nested_columns(Given)]
    assert names[:3] == ["description", "cost_to_us", "value_to_buyer"]
    assert set(names) == {
        "variable_id",
        "option",
        "quantity",
        "description",
        "cost_to_us",
        "value_to_buyer",
    }


def test_no_row_below_a_row(around: Surroundings, snapshot: Snapshot) -> None:
    model = RecordModel(Trade, around)
    model.set_records(snapshot.trades, seen=snapshot)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 3
