"""What became of the signed value: the bridge since signing, and what changes cost over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.pages.section import SectionView

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env


class SinceSigning(SectionView):
    """Two charts, one above the other; a click on a mark leads to its record."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = ChartCard("since_signing", env, self)
        self.burn = ChartCard("change_burn", env, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bridge, 1)
        column.addWidget(self.burn, 1)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        self.bridge.refresh()
        self.burn.refresh()
