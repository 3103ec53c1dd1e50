"""Charts of the open deal as cards: loaded after the first paint, redrawn to their width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.wording.catalogue import _

REDRAW_DELAY = 150
"""Milliseconds from a change to the chart that shows it."""

if TYPE_CHECKING:
    from negotiator_desk.charts.chart import Chart
    from negotiator_desk.ui.env import Env


def draw(name: str, env: Env, width: float, height: float) -> Chart:
    """Draw one chart of the open deal by name, in the colours of the theme.

    Raises:
        LookupError: no deal is open, or no chart has this name.
    """
    # reportlab is not needed for the first paint
    from negotiator_desk.charts import deal, palette

    snapshot, diagnosis = env.open_deal.snapshot, env.open_deal.diagnosis
    if snapshot is None or diagnosis is None:
        raise LookupError(name)
    colours = palette.DARK if env.theme.dark else palette.LIGHT
    return deal.draw(name, snapshot, diagnosis, env.formats, colours, width, height)


class ChartCard(QFrame):
    """A raised card with one chart; it stays empty until the window has been painted once.

    A chart is drawn again a moment after its data changed: what was typed is on the screen first.
    Of another deal it is drawn at once, so that the figures of the one before do not stand there.
    """

    def __init__(self, name: str, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.name = name
        self._env = env
        self._view: Any = None
        self.more: QToolButton | None = None
        self._stale = False
        self._afresh = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._redraw)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        env.theme.changed.connect(self.refresh)
        env.open_deal.opened.connect(self._on_opened)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 230)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._view is None:
            QTimer.singleShot(0, self, self._load)
        elif self._stale:
            self._later.start(0 if self._afresh else REDRAW_DELAY)

    def _load(self) -> None:
        if self._view is not None or self._env.open_deal.snapshot is None:
            return
        from negotiator_desk.ui.drawing import ChartView  # brings reportlab

        self._view = ChartView(self.picture, self, scale=self._env.theme.sizes.factor)
        self._view.record_activated.connect(self.activate)
        self._column.addWidget(self._view)
        self._offer()
        if self.hasFocus():
            self._view.show()  # what is not shown yet cannot take the keyboard
            self.focus_main()

    def focus_main(self) -> None:
        """Put the keyboard on the chart; on the card until the chart is there."""
        wanted = self if self._view is None else self._view
        wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer(self) -> None:
        """A button in the corner for what the context menu of the chart offers."""
        self.more = QToolButton(self)
        self.more.setText("⋮")
        self.more.setProperty("quiet", True)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolTip(_("Chart as table, PNG or SVG"))
        self.more.setAccessibleName(_("Chart as table, PNG or SVG"))
        self.more.addActions(self._view.actions_offered())
        self._place_more()
        self.more.show()

    def _place_more(self) -> None:
        if self.more is not None:
            self.more.adjustSize()
            margins = self._column.contentsMargins()
            right = self.width() - max(0, margins.right() - 4)
            self.more.move(right - self.more.width(), margins.top() - 4)
            self.more.raise_()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_more()

    def picture(self, width: float, height: float) -> Chart:
        """The chart at a size; here one of the open deal, by name."""
        return draw(self.name, self._env, width, height)

    def activate(self, record_id: UUID) -> None:
        """A mark of the chart was chosen; here its record is shown."""
        self._env.go_to(record_id)

    def _on_opened(self) -> None:
        self._afresh = True

    def refresh(self) -> None:
        """Draw again from the open deal; out of sight it waits until it is seen."""
        self._stale = True
        if self._view is not None and self.isVisible():
            self._later.start(0 if self._afresh else REDRAW_DELAY)

    def _redraw(self) -> None:
        if self._env.open_deal.snapshot is not None and self.isVisible():
            self._stale = self._afresh = False
            self._view.refresh()
