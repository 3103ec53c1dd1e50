"""Small parts of the package builder: its picture, how far a build is, what came of a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.models.table import Trade
from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.pages.detail import Links
from negotiator_desk.ui.pages.package_cards import plain_label
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_label

if TYPE_CHECKING:
    from negotiator_desk.charts.chart import Chart
    from negotiator_desk.ui.env import Env


class PackageChart(ChartCard):
    """The frontier; a mark leads to its package, by the package's place."""

    chosen = Signal(int)

    def __init__(
        self, make: Callable[[float, float], Chart], env: Env, parent: QWidget | None = None
    ) -> None:
        super().__init__("packages", env, parent)
        self._make = make

    @override
    def picture(self, width: float, height: float) -> Chart:
        return self._make(width, height)

    @override
    def activate(self, record_id: UUID) -> None:
        self.chosen.emit(record_id.int)


class Working(QWidget):
    """How far a build is, and the way to break it off."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Building packages"))
        self.progress.setFixedWidth(160)
        self.cancel = QPushButton(_("Cancel"), self)
        self.cancel.clicked.connect(self.cancelled)
        text = plain_label(_("Building packages …"), self)
        text.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(text)
        row.addWidget(self.progress)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.hide()

    def show_step(self, done: int, of: int) -> None:
        """Show how many variables are done; of none, it is not known yet."""
        self.progress.setRange(0, of)
        self.progress.setValue(done)


class DoneLine(QWidget):
    """What was put into the trade log, with the trades to click; it goes when they are undone."""

    activated = Signal(UUID)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trades: frozenset[UUID] = frozenset()
        self._text = plain_label("", self, role="protected")
        self._text.setWordWrap(False)
        self._links = Links(_("The trades"), "", self)
        self._links.activated.connect(self.activated)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        row.addWidget(self._links, 1)
        self.hide()

    def say(self, text: str, trades: Sequence[Trade]) -> None:
        """Name trades that were made."""
        self._trades = frozenset(trade.id for trade in trades)
        self._text.setText(text)
        pattern = _("{kind} {number} ({label})")
        self._links.show_links(
            [
                (
                    trade.id,
                    pattern.format(
                        kind=kind_label(Trade), number=trade.number, label=trade.package
                    ),
                )
                for trade in trades
            ]
        )
        self.show()

    def follow(self, trades: Sequence[Trade]) -> None:
        """Say nothing any more of trades that are gone."""
        if not self._trades <= {trade.id for trade in trades}:
            self.hide()
