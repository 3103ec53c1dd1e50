"""A page that lists something over all deals: words and filters above, a sorted table below."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import msgspec
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from negotiator_desk.ui.desk_pages.grid import Column, GridModel, GridTable, Group
from negotiator_desk.ui.desk_pages.page import DeskPage
from negotiator_desk.ui.keys import ClearedLine
from negotiator_desk.ui.models.sorting import in_order
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import deal_title

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env


AS_KNOWN: Final = 200
"""Milliseconds that pass between two times the rows are shown anew while they become known."""
SHARE: Final = 8
"""Showing very many rows anew takes one part in so many of the time, the rest is for the user."""


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """A choice above the table: its name, the words for all, and what of a row it looks at.

    Name and words are marked with ``N_`` and looked up where they are shown. ``order`` sorts what
    is offered, by its text unless given.
    """

    key: str
    name: str
    every: str
    value: Callable[[Any], Any]
    text: Callable[[Any], str]
    order: Callable[[Any], Any] | None = None


DEAL_FILTER: Final = Filter(
    key="deal",
    name=N_("Deal"),
    every=N_("All deals"),
    value=lambda row: row.deal_id,
    text=lambda row: row.deal,
)
"""Keeps to one deal; for rows with ``deal_id`` and ``deal``, its title."""


class ListPage(DeskPage):
    """Rows are read from the digests and shown anew as these become known."""

    def __init__(
        self,
        env: Env,
        title: str,
        columns: Sequence[Column],
        filters: Sequence[Filter],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(env, title, parent)
        self.rows: list[Any] = []
        self._kept: dict[str, tuple[Any, str]] = {}
        self.sort, self.descending = columns[0].key, False
        self.filter = ClearedLine(self)
        self.filter.setPlaceholderText(_("Filter by words"))
        self.filter.setAccessibleName(_("Filter by words"))
        self.filter.setMinimumWidth(env.theme.sizes.px(180))
        self._filters = tuple(filters)
        self.choices: dict[str, QComboBox] = {}
        for each in filters:
            combo = QComboBox(self)
            combo.setAccessibleName(_(each.name))
            combo.setToolTip(_(each.name))
            combo.setMinimumWidth(env.theme.sizes.px(110))
            combo.setMaximumWidth(env.theme.sizes.px(220))
            combo.currentIndexChanged.connect(self.show_rows)
            self.choices[each.key] = combo
        self.model: GridModel[Any] = GridModel(columns, self.name_of, self)
        self.table = GridTable(self.model, self, self._sort_by)
        self.table.setAccessibleName(title)
        self.empty = self.sentence(muted=True)
        bar = QWidget(self)
        self.bar = FlowLayout(bar, spacing=8)
        for widget in (self.filter, *self.choices.values()):
            self.bar.addWidget(widget)
        self.column.addWidget(bar)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.table, 1)
        self.rest = QWidget(self)  # takes the room of a table that is not shown
        self.column.addWidget(self.rest, 1)
        self.filter.textChanged.connect(self.show_rows)
        self.filter.returnPressed.connect(self.focus_main)
        self.table.activated.connect(self._on_index)
        self.table.clicked.connect(self._on_index)
        self._later = self.later(AS_KNOWN, self._on_later)
        env.digests.known.connect(self._on_known)

    # -- what each page says --------------------------------------------------------------------

    def name_of(self, row: Any) -> object:
        """An id that tells this row from others."""
        raise NotImplementedError

    def read_rows(self) -> list[Any]:
        """The rows of the page in their first order, as far as they are known."""
        raise NotImplementedError

    def words_of(self, row: Any) -> str:
        """The text of a row in which the words of the filter are looked for."""
        raise NotImplementedError

    def count_text(self, shown: Sequence[Any]) -> str:
        """What stands beside the title."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """What belongs here, where nothing is."""
        raise NotImplementedError

    def open_row(self, row: Any) -> None:
        """Go to what a row stands for."""
        raise NotImplementedError

    def lines_of(self, shown: list[Any]) -> Sequence[Any | Group]:
        """The rows as they stand in the table, with the heads of their groups."""
        return shown

    # -- showing --------------------------------------------------------------------------------

    @override
    def open_page(self, argument: Any) -> None:
        self.env.digests.hurry()
        if isinstance(argument, UUID) and "deal" in self.choices:
            self._keep_to_deal(argument)
            return
        if self._kept:  # opened as a whole after it was opened for one deal
            self._kept = {}
            choose(self.choices["deal"], None)
        self.refresh()

    def _on_known(self, _ids: frozenset[UUID]) -> None:
        if self.isVisible() and not self._later.isActive():
            self._later.start()

    def _on_later(self) -> None:
        since = time.monotonic()
        self.refresh()
        cost = round((time.monotonic() - since) * 1000)
        self._later.setInterval(max(AS_KNOWN, cost * SHARE))

    @override
    def stop(self) -> None:
        self._later.stop()

    @override
    def on_theme(self) -> None:
        if self.isVisible():
            self.show_rows()

    def refresh(self) -> None:
        """Read the rows again, and offer in the filters what is in them."""
        self.rows = self.read_rows()
        for each in self._filters:
            found = dict((self._kept[each.key],)) if each.key in self._kept else {}
            for row in self.rows:
                value = each.value(row)
                if value not in found:
                    found[value] = each.text(row)
            order = each.order

            def key(item: tuple[Any, str], order: Callable[[Any], Any] | None = order) -> Any:
                return item[1].casefold() if order is None else order(item[0])

            items = sorted(((v, t) for v, t in found.items() if t), key=key)
            refill(self.choices[each.key], _(each.every), items)
        self.show_rows()

    def _keep_to_deal(self, deal_id: UUID) -> None:
        """Show what is of this deal, even if that is nothing."""
        title = next((r.title for r in self.env.digests.rows if r.id == deal_id), "")
        self._kept = {"deal": (deal_id, deal_title(title))}
        self.refresh()
        choose(self.choices["deal"], deal_id)

    def shown(self) -> list[Any]:
        """The rows that answer words and filters, in the order of the column chosen."""
        words = self.filter.text().casefold().split()
        rows = [row for row in self.rows if all(word in self.words_of(row) for word in words)]
        for each in self._filters:
            chosen = self.choices[each.key].currentData()
            if chosen is not None:
                rows = [row for row in rows if each.value(row) == chosen]
        order = next(c.order for c in self.model.columns if c.key == self.sort)
        return in_order(rows, order, descending=self.descending)

    def show_rows(self) -> None:
        """Show what answers the filters."""
        shown = self.shown()
        self.table.show_lines(self.lines_of(shown))
        self.table.show_sorted(self.sort, descending=self.descending)
        text = self.count_text(shown)
        if self.unknown():
            text = f"{text} · {_('computing …')}" if text else _("computing …")
        self.count.setText(text)
        self.empty.setVisible(not shown)
        self.empty.setText("" if shown else self.empty_text())
        self.show_parts(shown)

    def show_parts(self, shown: Sequence[Any]) -> None:
        """Show the table, or the room it leaves."""
        self.table.setVisible(bool(shown))
        self.rest.setVisible(not shown)

    def unknown(self) -> int:
        """How many deals at work are not computed yet."""
        digests = self.env.digests
        return sum(1 for row in digests.rows if not row.archived and row.id not in digests.digests)

    def _sort_by(self, key: str) -> None:
        self.descending = not self.descending if key == self.sort else False
        self.sort = key
        self.show_rows()

    def _on_index(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.open_row(row)

    @override
    def focus_main(self) -> None:
        target = self.table if self.table.isVisibleTo(self) else self.filter
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def refill(combo: QComboBox, every: str, items: Sequence[tuple[Any, str]]) -> None:
    """Offer these items of a filter, the first for all of them; what was chosen stays so."""
    wanted = [(None, every), *((data, " ".join(visible(t).split())[:60]) for data, t in items)]
    if wanted == [(combo.itemData(i), combo.itemText(i)) for i in range(combo.count())]:
        return
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for data, text in wanted:
        combo.addItem(text, data)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)


def choose(combo: QComboBox, data: Any) -> None:
    """Choose an item of a filter; all of them where it is not offered."""
    combo.setCurrentIndex(max(0, combo.findData(data)))
