"""The spellings of a buyer: those joined, to be taken apart, and likely ones, to be joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QLabel, QPushButton, QWidget

from negotiator_desk.services import buyers
from negotiator_desk.ui.errors import message
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env

LIKELY_SHOWN = 3


class Spellings(QWidget):
    """One line of buttons; joining and taking apart are one undo step each."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = env.open_deal.context
        self._flow = FlowLayout(self, spacing=6)
        self._buyer = ""
        model = QPushButton(self)
        model.setProperty("link", True)
        model.hide()
        self._line = model.sizeHint().height()
        self.buttons: list[QPushButton] = []

    def show_buyer(
        self, buyer: str, joined: Sequence[str], likely: Sequence[buyers.Likely]
    ) -> None:
        """Show the spellings of this buyer."""
        self._buyer = buyer
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        if joined:
            self._label(_("Also written"))
        for name in joined:
            text = _("“{name}”: take apart").format(name=self._name(name))
            self._button(text, partial(buyers.take_apart, self._context, name))
        if likely:
            self._label(_("May be the same"))
        for pair in likely[:LIKELY_SHOWN]:
            other = pair.buyer if pair.spelling == buyer else pair.spelling
            text = _("Join “{name}”").format(name=self._name(other))
            self._button(text, partial(buyers.join, self._context, pair.spelling, pair.buyer))
        if len(buyers.list_buyers(self._context)) > 1:
            self._button(_("Join another spelling…"), self._ask)

    @staticmethod
    def _name(name: str) -> str:
        return short_line(name, 40).replace("&", "&&")

    def _label(self, text: str) -> None:
        label = QLabel(text, self)
        label.setProperty("muted", True)
        label.setMinimumHeight(self._line)
        self._flow.addWidget(label)

    def _button(self, text: str, work: Callable[[], object]) -> None:
        button = QPushButton(text, self)
        button.setProperty("link", True)
        button.clicked.connect(lambda: self._do(work))
        self._flow.addWidget(button)
        self.buttons.append(button)

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Refusal as refusal:
            message(self.window(), refusal.text)

    def _ask(self) -> None:
        others = [name for name, _n in buyers.list_buyers(self._context) if name != self._buyer]
        name, accepted = QInputDialog.getItem(
            self.window(),
            _("Join another spelling"),
            _("Which name is this buyer, written otherwise?"),
            others,
            editable=False,
        )
        if accepted and name:
            self._do(partial(buyers.join, self._context, name, self._buyer))
