"""What became of the signed value: the bridge since signing, and what changes cost over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.models.delivery import Change
from negotiator_desk.ui.charts import ChartCard
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_in_sentence

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env


class SinceSigning(SectionView):
    """Two charts, one above the other; a click on a mark leads to its record.

    While a chart has nothing to show, a button leads to where its first entry is made;
    ``change_wanted`` asks for the first change.
    """

    change_wanted = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.bridge = ChartCard("since_signing", env, self)
        self.burn = ChartCard("change_burn", env, self)
        self.sign = QPushButton(_("Record the signing"), self)
        self.sign.clicked.connect(lambda: env.show_fact("signed_on"))
        first = _("Add the first {kind}").format(kind=kind_in_sentence(Change))
        self.change = QPushButton(first, self)
        self.change.clicked.connect(self.change_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for card, button in ((self.bridge, self.sign), (self.burn, self.change)):
            column.addWidget(card, 1)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return
        self.bridge.refresh()
        self.burn.refresh()
        self.sign.setVisible(snapshot.deal.signed_on is None)
        self.change.setVisible(not snapshot.changes)

    @override
    def focus_main(self) -> None:
        for button in (self.sign, self.change):
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.bridge.focus_main()
