"""The deals on the left: pages over all deals, filter and list, each deal with its score."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.ui.keys import ClearedLine
from negotiator_desk.ui.models.deal_delegate import DealDelegate, DealList
from negotiator_desk.ui.models.deals import ID_ROLE, DealListModel, digest_summary, summary_of
from negotiator_desk.ui.page_list import PageList
from negotiator_desk.ui.theme import Theme
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.due import waiting_text
from negotiator_desk.wording.formats import Formats

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.digests import Digests
    from negotiator_desk.ui.state import OpenDeal


LEAST_WIDTH = 224


class DealPanel(QWidget):
    """The left side of the window."""

    picked = Signal(UUID)
    new_wanted = Signal()
    menu_wanted = Signal(UUID, QPoint)
    page_wanted = Signal(str)

    def __init__(
        self, digests: Digests, theme: Theme, formats: Formats, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._digests = digests
        self.model = DealListModel(self)
        self.filter = ClearedLine(self)
        self.filter.setPlaceholderText(_("Filter deals"))
        self.filter.setAccessibleName(_("Filter deals"))
        self.new_button = QPushButton(_("New deal"), self)
        self.new_button.setProperty("primary", True)
        self.list = DealList(self)
        self.list.setAccessibleName(_("Deals"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(DealDelegate(theme, formats, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setProperty("plain", True)
        self.empty = QLabel(self)
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setWordWrap(True)
        self.empty.setProperty("muted", True)
        self.empty.setContentsMargins(22, 8, 8, 8)  # under the pages, whose words begin there
        self.archive_button = QPushButton(self)
        self.archive_button.setProperty("link", True)
        self.pages = PageList(self)
        self.pages.picked.connect(self.page_wanted)
        self.setMinimumWidth(theme.sizes.px(LEAST_WIDTH))
        self._lay_out()
        digests.known.connect(self._on_known)
        self.filter.textChanged.connect(self._on_filter)
        self.new_button.clicked.connect(self.new_wanted)
        self.archive_button.clicked.connect(self._toggle_archived)
        self.list.clicked.connect(self._on_index)
        self.list.activated.connect(self._on_index)
        self.list.customContextMenuRequested.connect(self._on_menu)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.filter)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_list)
        self.filter.returnPressed.connect(self._open_first)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(8)
        head.addWidget(self.filter, 1)
        head.addWidget(self.new_button)
        column.addLayout(head)
        column.addWidget(self.pages)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.archive_button)
        foot.addStretch(1)
        column.addLayout(foot)

    def show_open(self, open_deal: OpenDeal) -> None:
        """Show the summary of the open deal, which is diagnosed already."""
        if open_deal.deal_id is not None and open_deal.diagnosis is not None:
            self.model.set_summary(open_deal.deal_id, summary_of(open_deal.diagnosis))

    def reload(self, current: UUID | None) -> None:
        """Read the deals of the desk again and mark the one that is open."""
        self._digests.read()
        self._show_rows(current)

    def _show_rows(self, current: UUID | None) -> None:
        self.model.set_rows(self._digests.rows)
        self._after_refill(current)

    def on_changed(self, change: Changed, open_deal: OpenDeal) -> None:
        """Show what a change on the desk means for the list; the open deal is diagnosed already."""
        self._digests.on_changed(change)
        if open_deal.deal_id in change.deal_ids:
            self.show_open(open_deal)
        if "settings" in change.kinds:
            self._show_review()
        if change.kinds & {"deal", "deal_states"}:
            self._show_rows(open_deal.deal_id)

    def _after_refill(self, current: UUID | None = None) -> None:
        if current is not None:
            self.select(current)
        none = self.model.rowCount() == 0
        self.empty.setVisible(none)
        if none and self.filter.text().strip():
            self.empty.setText(_("No deal holds these words."))
        elif none:
            self.empty.setText(_("No deals here yet."))
        archived = self.model.archived_count()
        self.archive_button.setVisible(archived > 0 or self.model.archived)
        self.archive_button.setText(
            _("Back to the deals at work")
            if self.model.archived
            else _("Archived ({n})").format(n=archived)
        )

    def mark_page(self, key: str) -> None:
        """Mark the page outside the tabs that is shown; the deal that is open where none is."""
        self.pages.mark(key)
        if key:
            self.list.clearSelection()
        elif self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.currentIndex())
            self.list.selectionModel().select(
                self.list.currentIndex(), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def select(self, deal_id: UUID) -> None:
        """Mark a deal as the open one, without opening it."""
        place = self.model.place_of(deal_id)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def _show_review(self) -> None:
        self.pages.set_note("weekly", _("due") if self._digests.review_due() else "")

    def _on_known(self, deal_ids: frozenset[UUID]) -> None:
        overdue, soon = self._digests.waiting()
        self.pages.set_count("due", overdue + soon, waiting_text(overdue, soon))
        self._show_review()
        for deal_id in deal_ids:
            self.model.set_summary(deal_id, digest_summary(self._digests.digests[deal_id]))

    def _on_filter(self, text: str) -> None:
        self.model.set_filter(text)
        self._after_refill()

    def _toggle_archived(self) -> None:
        self.model.show_archived(not self.model.archived)
        self._after_refill()

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _open_first(self) -> None:
        if self.model.rowCount():
            self.picked.emit(self.model.entry_at(0).row.id)

    def _on_index(self, index: QModelIndex) -> None:
        self.picked.emit(index.data(ID_ROLE))

    def _on_menu(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        if index.isValid():
            self.menu_wanted.emit(index.data(ID_ROLE), self.list.viewport().mapToGlobal(point))
