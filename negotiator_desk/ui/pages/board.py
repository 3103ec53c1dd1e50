"""A section that judges: a chart above a table of lines, and a card on the line at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.pages.detail import DetailCard
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.pages.tables import LineModel, LineTable
from negotiator_desk.ui.panes import Folding, Part
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env


TOP_LEAST: Final = 230
SIDE_LEAST: Final = 640
"""The height, and the width, in pixels of the design under which the table stands alone."""


class CardScroll(QScrollArea):
    """A card whose sentences need more height than a small window has is scrolled, not cut."""

    def __init__(self, card: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._card = card
        self.setWidget(card)
        card.installEventFilter(self)

    @override
    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._card.minimumSizeHint().width() + bar, 120)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # what the card now holds may need more room
        return super().eventFilter(watched, event)


class Board(SectionView):
    """Chart, table and card; what they show is the business of each board."""

    folds_chart: ClassVar[bool] = True
    """Whether the chart can be put away; not where the board itself says when it is seen."""

    def __init__(
        self,
        env: Env,
        chart: str,
        columns: Sequence[str],
        widths: Sequence[int],
        parent: QWidget | None = None,
        *,
        right: Sequence[int] = (),
        optional: int = -1,
    ) -> None:
        super().__init__(parent)
        self.env = env
        self.chart = ChartCard(chart, env, self)
        self.model = LineModel(columns, right=right, parent=self)
        self.table = LineTable(self.model, widths, self, optional=optional)
        self.detail = DetailCard(_("Records behind it"), joint="", links_below=True)
        self.detail.links.activated.connect(env.go_to)
        left = QWidget(self)
        self.left = QVBoxLayout(left)
        self.left.setContentsMargins(0, 0, 0, 0)
        self.left.setSpacing(12)
        upright = QSplitter(Qt.Orientation.Vertical, left)
        upright.addWidget(self.chart)
        upright.addWidget(self.table)
        upright.setSizes([240, 320])
        self.left.addWidget(upright, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        side = self.make_side()
        split.addWidget(left)
        split.addWidget(side)
        split.setSizes([580, 340])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(split)
        parts = {"form": Part(side, least=SIDE_LEAST, place=f"side.{chart}")}
        if self.folds_chart:
            parts["top"] = Part(self.chart, least=TOP_LEAST, high=True, place=f"top.{chart}")
        self.folding = Folding(self, env.panes, parts)
        self.table.selectionModel().currentRowChanged.connect(self.show_current)
        self.model.modelReset.connect(self._select_first)

    def make_side(self) -> QWidget:
        """What stands beside the table: the card on the line at hand."""
        return CardScroll(self.detail, self)

    def _select_first(self) -> None:
        if self.model.rowCount():
            self.table.selectRow(0)

    @property
    def row(self) -> int:
        """The line at hand, or -1."""
        return self.table.currentIndex().row()

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_current(self) -> None:
        """Show the line at hand in the card."""
        raise NotImplementedError
