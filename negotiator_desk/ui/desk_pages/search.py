"""The search over the desk: a line to type in, and what was found by kind, the words marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListView, QWidget
from typing_extensions import override

from negotiator_desk.domain.search import is_worth_asking
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.ui.asking import Asker, Question
from negotiator_desk.ui.desk_pages.page import DeskPage
from negotiator_desk.ui.keys import FilterLine
from negotiator_desk.ui.models.hit_delegate import HitDelegate
from negotiator_desk.ui.models.hits import HitsModel, rows_of
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.search import count_text, nothing_text, searched_text

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.store.search import SearchPage
    from negotiator_desk.ui.env import Env

TYPING_DELAY = 100
"""Milliseconds after the last key until the desk is asked."""

CHANGE_DELAY = 400
"""Milliseconds after a change on the desk until what is shown is looked up again."""

PAGE = 8
"""Records that a page key goes on."""


class SearchView(DeskPage):
    """Type, choose with the arrows, Enter; Esc goes back to the deal."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(env, _("Search"), parent)
        self.line = FilterLine(self)
        self.line.setPlaceholderText(_("Words in any text of any deal"))
        self.line.setAccessibleName(_("Search the desk"))
        self.line.setClearButtonEnabled(True)
        self.here = QCheckBox(_("This deal only"), self)
        self.list = QListView(self)
        self.list.setAccessibleName(_("Records found"))
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("plain", True)
        self.model = HitsModel(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(env.theme, self.list))
        self.empty = self.sentence(muted=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.asker = Asker(env, self)
        self._asked: Question | None = None
        self._stale = False
        self._open_then = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(lambda _text: self._on_typed())
        self.line.returnPressed.connect(self._open_current)
        self.here.toggled.connect(lambda _on: self._ask())
        self.asker.answered.connect(self._show)
        self.asker.failed.connect(self._show_nothing)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        self._show_nothing(searched_text())

    def _lay_out(self) -> None:
        self.head.setAlignment(self.count, Qt.AlignmentFlag.AlignBottom)
        ask = QHBoxLayout()
        ask.setSpacing(12)
        ask.addWidget(self.line, 1)
        ask.addWidget(self.here)
        self.column.addLayout(ask)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.list, 1)

    # -- being a page ---------------------------------------------------------------------------

    @override
    def open_page(self, argument: Any) -> None:
        has_deal = self.env.open_deal.deal_id is not None
        self.here.setVisible(has_deal)
        if not has_deal:
            self.here.setChecked(False)
        if argument is not None:
            self.line.setText(str(argument))
        if self._stale or self._question() != self._asked:
            self._ask()

    @override
    def focus_main(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    @override
    def on_changed(self, change: Changed) -> None:
        if change.kinds & (DEAL_KINDS.keys() | {"deal_states"}):
            self._stale = True
            if self.isVisible():
                self._later.start(CHANGE_DELAY)

    @override
    def on_theme(self) -> None:
        self.list.viewport().update()

    @override
    def stop(self) -> None:
        self.asker.stop()
        self._later.stop()

    # -- asking ---------------------------------------------------------------------------------

    def _question(self) -> Question:
        here = self.env.open_deal.deal_id if self.here.isChecked() else None
        return self.line.text().strip(), here

    def _on_typed(self) -> None:
        self._open_then = False
        self._later.start(TYPING_DELAY)

    def _ask(self) -> None:
        self._later.stop()
        question = self._question()
        if question == self._asked and not self._stale:
            return
        self._asked, self._stale = question, False
        if is_worth_asking(question[0]):
            self.asker.ask(question)
        else:
            self.asker.forget()
            self._show_nothing(searched_text())

    # -- showing --------------------------------------------------------------------------------

    def _show(self, page: SearchPage) -> None:
        if not page.hits:
            text, deal_id = self._asked or ("", None)
            self._show_nothing(nothing_text(text, here=deal_id is not None))
            return
        before = self.model.found(self.list.currentIndex())
        self.model.set_rows(rows_of(page, self.env.formats))
        self._select(self.model.place_of(before))
        self.count.setText(count_text(page.total, len(page.hits), self.env.formats, more=page.more))
        self.empty.hide()
        self.list.show()
        if self._open_then:
            self._open(self.list.currentIndex())

    def _show_nothing(self, text: str) -> None:
        self._open_then = False
        self.model.set_rows(())
        self.count.clear()
        self.empty.setText(text)
        self.empty.show()
        self.list.hide()

    def _select(self, place: int) -> None:
        if place >= 0:
            index = self.model.index(place)
            self.list.setCurrentIndex(index)
            if place == 1:  # with the name of the kind above it
                self.list.scrollToTop()

    # -- choosing -------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: PAGE,
                Qt.Key.Key_PageUp: -PAGE,
            }
            step = steps.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.KeyPress:
                self._select(self.model.step(self.list.currentIndex().row(), step))
                return True
        return super().eventFilter(watched, event)

    def _open_current(self) -> None:
        """Open the record at hand; the first as soon as it is there, while it is looked for."""
        self._ask()
        if self.asker.busy:
            self._open_then = True
        else:
            self._open(self.list.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        found = self.model.found(index)
        self._open_then = False
        if found is not None:
            self.env.show_record(found.deal_id, found.record_id)
