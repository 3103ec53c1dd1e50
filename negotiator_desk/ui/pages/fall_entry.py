"""What a fall of our price asks: which trade it is part of, and if none, what comes back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.prices import OfferLine, brings_a_return, trades_for_a_fall
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.table import Received
from negotiator_desk.ui.widgets.editor import restyle
from negotiator_desk.ui.widgets.editors import make_editor
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.ui.widgets.lines import LineEditor
from negotiator_desk.ui.widgets.picks import Combo
from negotiator_desk.wording import price as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import choice_label, label, short_line, title_of

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env

NOTHING: Final = "nothing"
NEW: Final = "new"
MOST_TRADES: Final = 40
"""How many trades are offered, the latest first."""


class FallEntry(QWidget):
    """For which trade our price falls: an agreed or proposed one, a new one, or none.

    ``answered`` is true once the person has chosen or was asked; ``finished`` says that Enter was
    pressed in one of the fields, ``reshaped`` that more or less is shown.
    """

    changed = Signal()
    finished = Signal()
    reshaped = Signal()

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self.answered = False
        self._asking = False
        self._offered: list[tuple[str, str]] = []
        self._step: Fraction | None = None
        specs = field_map(Received)
        self.trade = Combo(self)
        self.trade.setAccessibleName(_("Trade that this fall is part of"))
        self.trade.setMinimumWidth(env.theme.sizes.px(190))
        self.trade.setMaximumWidth(env.theme.sizes.px(300))
        self.what = make_editor(specs["description"], env.around, self)
        self.worth = make_editor(specs["value_to_us"], env.around, self)
        for editor, width in ((self.what, 170), (self.worth, 144)):
            editor.setFixedWidth(env.theme.sizes.px(width))
            assert isinstance(editor, LineEditor)
            editor.line.set_hint(label(editor.spec))
        self.status = Combo(self)
        self.status.addItems([_("Proposed"), _("Agreed")])
        self.status.setAccessibleName(_("Status of the new trade"))
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        fields = FlowBox(self, spacing=6)
        flow = fields.flow
        for widget in (self.trade, self.what, self.worth, self.status):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(fields)
        column.addWidget(self.said)

    def _connect(self) -> None:
        self.trade.activated.connect(self._on_picked)
        for combo in (self.trade, self.status):
            combo.installEventFilter(self)
        for editor in (self.what, self.worth):
            editor.finished.connect(self.finished)
            editor.problem_changed.connect(lambda _text: self._say())

    # -- what is chosen -------------------------------------------------------------------------

    @property
    def choice(self) -> str:
        """The id of a trade, ``NEW`` or ``NOTHING``."""
        place = self.trade.currentIndex()
        return self._offered[place][0] if 0 <= place < len(self._offered) else NOTHING

    @property
    def trade_id(self) -> UUID | None:
        """The trade that was chosen; None for a new one and for nothing."""
        return None if self.choice in (NOTHING, NEW) else UUID(self.choice)

    def new_return(self) -> tuple[str, Decimal | None, bool] | None:
        """What comes back in a new trade: in words, its worth, and whether that is agreed."""
        if self.choice != NEW:
            return None
        return self.what.value(), self.worth.value(), self.status.currentIndex() == 1

    def ready(self) -> bool:
        """Whether what was chosen is complete; if not, it is said, and the cursor stands there."""
        if self.choice != NEW:
            return True
        for editor in (self.what, self.worth):
            editor.commit(leaving=True)
            if editor.problem:
                self._say()
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        if not self.what.value():
            self._show_said(_("Say what the buyer gives for it."), "lost")
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def clear(self) -> None:
        """Forget the answer."""
        self.answered = self._asking = False
        self._step = None
        self.trade.setCurrentIndex(0)
        self.status.setCurrentIndex(0)
        self.what.load("")
        self.worth.load(None)
        self.hide()

    # -- what is shown --------------------------------------------------------------------------

    def show_fall(self, line: OfferLine | None, snapshot: Snapshot) -> None:
        """Ask for the trade of a fall; nothing to ask for where our price does not fall."""
        self.setVisible(line is not None)
        if line is None:
            self.answered = self._asking = False
            return
        if self._asking and line.step != self._step:  # another fall than the one asked about
            self.answered = self._asking = False
        self._step = line.step
        formats, today = self._env.formats, self._env.around.today()
        offered = [(NOTHING, _("For nothing, no trade"))]
        for trade in trades_for_a_fall(snapshot)[:MOST_TRADES]:
            title = title_of(trade.id, formats, snapshot)
            if brings_a_return(trade, today):
                words = "; ".join(title_of(item.id, formats, snapshot) for item in trade.received)
                text = _("For {trade}: {what}").format(trade=title, what=words)
            elif trade.status is not None:
                text = _("For {trade} ({status})").format(
                    trade=title, status=choice_label(trade.status).lower()
                )
            offered.append((str(trade.id), short_line(text, 60)))
        offered.append((NEW, _("For a new trade")))
        if offered != self._offered:
            kept = self.choice
            self._offered = offered
            self.trade.clear()
            self.trade.addItems([text for _key, text in offered])
            keys = [key for key, _text in offered]
            self.trade.setCurrentIndex(keys.index(kept) if kept in keys else 0)
        self._say()

    def ask(self, step: Fraction) -> None:
        """Ask once which trade the fall is part of, with the keyboard on the answer."""
        self.answered = self._asking = True
        self._step = step
        self.show()
        self._say()
        self.trade.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        new = self.choice == NEW
        for widget in (self.what, self.worth, self.status):
            widget.setVisible(new)
        problems = [editor.problem for editor in (self.what, self.worth) if editor.problem]
        if problems and new:
            self._show_said("\n".join(problems), "lost")
        elif self.choice == NOTHING and self._step is not None:
            currency = self._env.around.suggestions.currency
            words = wording.ask_text if self._asking else wording.for_nothing_text
            text = words(self._step, self._env.formats, currency)
            self._show_said(text, "lost")
        elif new:
            self._show_said(
                _("Until it is agreed the fall counts as moved for nothing."), "caption"
            )
        else:
            self._show_said("", "caption")

    def _show_said(self, text: str, role: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.reshaped.emit()
        if self.said.property("role") != role:
            self.said.setProperty("role", role)
            restyle(self.said)

    def _on_picked(self) -> None:
        self.answered, self._asking = True, False
        self._say()
        if self.choice == NEW:
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(watched, QComboBox)
        ):
            self.answered = True
            self.finished.emit()
            return True
        return super().eventFilter(watched, event)
