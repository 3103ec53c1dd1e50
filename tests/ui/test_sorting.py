"""Lists sorted by the head of a column: a view that is remembered, never a change of the deal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.models.choices import TradeStatus
from negotiator_desk.models.fields import Record, field_map
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Trade
from negotiator_desk.services import records
from negotiator_desk.ui.models.columns import Column, columns_named, field_column
from negotiator_desk.ui.models.sorting import Sorting, natural, sort_key
from negotiator_desk.ui.pages.criteria import FACTS, CriteriaView
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.widgets.surroundings import DealSuggestions, Surroundings
from negotiator_desk.wording.formats import Formats
from tests.ui.conftest import TODAY
from tests.ui.desk import open_snapshot, sample_on, section, settle, the_theme, window_on

pytestmark = pytest.mark.usefixtures("qapp")


def press_head(view: RecordsView, name: str) -> None:
    """Click the head of a column."""
    table = view.list.table
    header = table.horizontalHeader()
    place = view.list.model.column_of(name)
    x = header.sectionViewportPosition(place) + 12
    at = QPoint(x, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle()


def shown(view: RecordsView, name: str) -> list[str]:
    """The words of a column from top to bottom."""
    model = view.list.model
    place = model.column_of(name)
    return [model.index(row, place).data() for row in range(model.rowCount())]


def ids(view: RecordsView) -> list[UUID]:
    """The records from top to bottom."""
    return [record.id for record in view.list.model.records()]


def test_a_head_sorts_turns_and_gives_the_own_order_back(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "terms")
        own, deal = ids(view), open_snapshot(window)
        at_hand = view.list.current_id()
        press_head(view, "value_at_stake")
        stakes = [record.value_at_stake for record in view.list.model.records()]
        known = [stake for stake in stakes if stake is not None]
        assert known == sorted(known)
        assert stakes[: len(known)] == known
        assert view.list.table.horizontalHeader().isSortIndicatorShown()
        assert view.list.current_id() == at_hand
        press_head(view, "value_at_stake")
        stakes = [record.value_at_stake for record in view.list.model.records()]
        known = [stake for stake in stakes if stake is not None]
        assert known == sorted(known, reverse=True)
        assert stakes[: len(known)] == known
        press_head(view, "value_at_stake")
        assert ids(view) == own
        assert not view.list.table.horizontalHeader().isSortIndicatorShown()
        assert open_snapshot(window) is deal


def test_a_computed_column_of_figures_is_sorted_by_its_figures(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "trades")
        press_head(view, "balance")
        read = window.env.formats.read_number
        texts = shown(view, "balance")
        figures = [read(text.lstrip("+")) for text in texts if text != "unknown"]
        assert figures == sorted(figures)
        assert len(figures) > 5
        assert "unknown" not in texts[: len(figures)]


MEANINGS: Mapping[tuple[str, str], Callable[[Record], Any]] = {
    ("changes", "compensation"): attrgetter("price_change"),
    ("terms", "state"): lambda term: list(LockState).index(lock_state(term)),  # type: ignore[arg-type]
    ("criteria", "known_on"): attrgetter("known_on"),
}


@pytest.mark.parametrize(("kind", "column"), sorted(MEANINGS))
def test_words_are_sorted_by_what_they_mean(tmp_path: Path, kind: str, column: str) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, kind)
        if isinstance(view, CriteriaView):
            view.mode_buttons[FACTS].click()
        press_head(view, column)
        found = [MEANINGS[kind, column](record) for record in view.list.model.records()]
        known = [value for value in found if value is not None]
        assert known == sorted(known)
        assert len(set(known)) > 1
        press_head(view, column)
        found = [MEANINGS[kind, column](record) for record in view.list.model.records()]
        known = [value for value in found if value is not None]
        assert known == sorted(known, reverse=True)


def test_clocks_are_sorted_by_their_day(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "changes")
        press_head(view, "clock")
        days = [int(words.split()[2]) for words in shown(view, "clock") if words]
        assert days == sorted(days)
        assert days[0] < 10 <= days[-1], "as words, 12 days would stand before 8"


def test_an_edit_moves_the_row_to_where_it_belongs(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "terms")
        press_head(view, "name")
        first = view.list.model.records()[0]
        view.list.select(first.id)
        window.env.editing.set_value("terms", first.id, "name", "Zz last")
        settle()
        assert shown(view, "name")[-1] == "Zz last"
        assert view.list.current_id() == first.id
        window.undo()
        settle()
        assert ids(view)[0] == first.id


def test_rows_are_not_moved_by_hand_while_sorted(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "terms")
        own = [term.id for term in open_snapshot(window).terms]
        press_head(view, "name")
        view.list.table.move_current(1)
        settle()
        assert [term.id for term in open_snapshot(window).terms] == own
        texts = [action.text() for action in view.list.table.build_menu().actions()]
        assert "Move up" not in texts
        own_order = next(
            action
            for action in view.list.table.build_menu().actions()
            if action.text() == "Own order of the records"
        )
        assert own_order.isEnabled()
        own_order.trigger()
        settle()
        assert ids(view) == own
        view.list.table.move_current(1)
        settle()
        assert [term.id for term in open_snapshot(window).terms] != own


def test_the_order_is_remembered_for_its_section(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "terms")
        press_head(view, "name")
        press_head(view, "name")
        names = shown(view, "name")
    with window_on(tmp_path) as window:
        view = section(window, "terms")
        assert shown(view, "name") == names
        assert view.list.table.horizontalHeader().isSortIndicatorShown()
        other = section(window, "trades")
        assert not other.list.table.horizontalHeader().isSortIndicatorShown()


def test_removing_goes_on_with_the_row_below_as_it_is_shown(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "terms")
        press_head(view, "name")
        order = ids(view)
        view.list.select(order[2])
        view.remove()
        settle()
        assert view.list.current_id() == order[3]


def test_the_column_of_a_rival_that_is_gone_sorts_no_more(tmp_path: Path) -> None:
    with sample_on(tmp_path) as window:
        view = section(window, "criteria")
        snapshot = open_snapshot(window)
        rival = snapshot.rivals[0]
        view.list.table.sort_wanted.emit(f"rival_scores:{rival.name}")
        settle()
        assert view.list.table.horizontalHeader().isSortIndicatorShown()
        records.remove(window.open_deal.context, snapshot.deal.id, "rivals", [rival.id])
        settle()
        assert not view.list.table.horizontalHeader().isSortIndicatorShown()
        assert ids(view) == [criterion.id for criterion in snapshot.criteria]


def test_a_choice_is_sorted_by_what_it_means(around: Surroundings) -> None:
    column = field_column(field_map(Trade)["status"])
    keys = [sort_key(Trade(id=UUID(int=1), status=each), column, around) for each in TradeStatus]
    assert keys == sorted(keys)


def test_words_are_sorted_as_people_do() -> None:
    texts = ["Trade 10", "trade 9", "Trade 1", "alpha"]
    assert sorted(texts, key=natural) == ["alpha", "Trade 1", "trade 9", "Trade 10"]


def test_figures_in_words_are_read(around: Surroundings) -> None:
    def column(text: str) -> Column:
        return Column("any", "Any", 80, right=True, text=lambda _record: text)

    record = Term(id=UUID(int=1))
    assert sort_key(record, column("≥ 12,000"), around) == 12_000
    assert sort_key(record, column("−42,000 GBP"), around) == -42_000
    assert sort_key(record, column("+7,000"), around) == 7_000
    assert sort_key(record, column("71,000 of 120,000"), around) == 71_000
    assert sort_key(record, column("unknown"), around) is None
    assert sort_key(record, column(""), around) is None


@given(
    st.lists(st.tuples(st.none() | st.dates(), st.none() | st.decimals(0, 9, places=2))),
    st.booleans(),
)
def test_sorting_keeps_every_record_and_puts_the_missing_last(
    rows: list[tuple[date | None, Decimal | None]], descending: bool
) -> None:
    formats = Formats("en_GB")
    around = Surroundings(formats, the_theme(), lambda: TODAY, DealSuggestions(formats))
    made = [
        Term(id=UUID(int=place), locked_on=day, value_at_stake=stake)
        for place, (day, stake) in enumerate(rows, 1)
    ]
    columns = columns_named(Term, "name", "locked_on", "value_at_stake")
    sorting = Sorting(around)
    sorting.read("-locked_on" if descending else "locked_on")
    found = sorting.sorted(made, columns, None)
    assert sorted(found, key=lambda each: each.id) == made
    days = [each.locked_on for each in found if isinstance(each, Term)]
    known = [day for day in days if day is not None]
    assert days == [*known, *[None] * (len(days) - len(known))]
    assert known == sorted(known, reverse=descending)
    sorting.read("nothing of this name")
    assert sorting.sorted(made, columns, None) == made
