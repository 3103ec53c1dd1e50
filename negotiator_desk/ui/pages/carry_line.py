"""One quiet line: earlier deals with this buyer have lessons to carry in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env


class CarryLine(QPushButton):
    """Leads to the lessons that can be carried in; gone where there are none."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.setProperty("link", True)
        self.setProperty("flush", True)
        self.setToolTip(_("Shows them; nothing is carried in unasked"))
        self.clicked.connect(lambda: env.show_kind("carried_lessons"))
        env.earlier.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how many there are now."""
        found, snapshot = self._env.earlier.found, self._env.open_deal.snapshot
        self.setVisible(bool(found) and snapshot is not None)
        if found and snapshot is not None:
            from negotiator_desk.wording.lessons import offer_text

            text = offer_text(found, snapshot.deal.buyer)
            self.setAccessibleName(text)
            self.setText(text.replace("&", "&&"))
