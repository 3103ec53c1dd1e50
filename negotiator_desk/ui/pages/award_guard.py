"""The award guard over the terms: what to lock first, and after the award what it has cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton, QWidget
from typing_extensions import override

from negotiator_desk.ui.models.records import tooltip
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.terms import award_price_text, first_text, moved_text

if TYPE_CHECKING:
    from negotiator_desk.domain.award_guard import Moved
    from negotiator_desk.ui.env import Env

MOST: Final = 3
DELAY: Final = 150
"""Milliseconds from an edit to what follows from it here."""


class AwardGuard(FlowBox):
    """A line of links: ``lock_wanted`` names the term to lock."""

    lock_wanted = Signal(UUID)
    starters_wanted = Signal()
    agreed_wanted = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent, spacing=4)
        self._env = env
        self.setAccessibleName(_("Award guard"))
        self.caption = QLabel(self)
        self.caption.setProperty("role", "label")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.flow.addWidget(self.caption)
        self.links = [self._link() for _place in range(MOST)]
        self.price = QPushButton(self)
        self.price.clicked.connect(self._show_movements)
        self.flow.addWidget(self.price)
        self.starters = QPushButton(_("Usual terms…"), self)
        self.starters.setToolTip(_("Pick from about fifty terms that contracts usually have"))
        self.starters.clicked.connect(self.starters_wanted)
        self.flow.addWidget(self.starters)
        self.caption.setMinimumHeight(self.links[0].sizeHint().height())
        self._moved: tuple[Moved, ...] = ()
        self._steps = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self.show_now)

    def _link(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("link", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.lock_wanted.emit(button.property("term")))
        self.flow.addWidget(button)
        return button

    def refresh(self) -> None:
        """Say it again a moment later: what was typed is on the screen first."""
        self._later.start()

    def show_now(self) -> None:
        """Say what to lock first, and what the time after the award has cost."""
        from negotiator_desk.domain.award_guard import lock_order, price_of_award

        snapshot, diagnosis = self._env.open_deal.snapshot, self._env.open_deal.diagnosis
        if snapshot is None or diagnosis is None:
            return
        formats, currency = self._env.formats, snapshot.deal.currency
        steps = lock_order(snapshot, diagnosis.as_of)
        for place, link in enumerate(self.links):
            if place < len(steps):
                text = first_text(steps[place], currency, formats)
                link.setText(text.replace("&", "&&"))
                step = _("Answer and lock {term}") if steps[place].unanswered else _("Lock {term}")
                link.setAccessibleName(step.format(term=text))
                link.setToolTip(tooltip(link.accessibleName()))
                link.setProperty("term", steps[place].record)
        none = not snapshot.terms
        self.caption.setText(
            _("Begin with what contracts of this kind usually settle:") if none else _("Lock first")
        )
        self.caption.setVisible(none or bool(steps))
        award = snapshot.deal.award_on
        awarded = award is not None and award <= diagnosis.as_of
        self._moved = price_of_award(snapshot, diagnosis.as_of) if awarded else ()
        self.price.setText(award_price_text(self._moved, currency, formats).replace("&", "&&"))
        self.price.setVisible(awarded)
        self._steps = min(MOST, len(steps))
        self._fit_links()

    def _fit_links(self) -> None:
        """Show as many terms as one line holds, and one at least."""
        room = self.width() - self.caption.sizeHint().width()
        for place, link in enumerate(self.links):
            room -= link.sizeHint().width() + 4
            link.setVisible(place < self._steps and (place == 0 or room >= 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_links()
        super().resizeEvent(event)

    def _show_movements(self) -> None:
        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for moved in self._moved:
            text = moved_text(moved, snapshot, self._env.formats).replace("&", "&&")
            menu.addAction(text).triggered.connect(
                lambda _on=False, record=moved.record: self._env.go_to(record)
            )
        if self._moved:
            menu.addSeparator()
        menu.addAction(_("What was agreed, ready to print…")).triggered.connect(
            lambda _on=False: self.agreed_wanted.emit()
        )
        menu.popup(self.price.mapToGlobal(self.price.rect().bottomLeft()))
