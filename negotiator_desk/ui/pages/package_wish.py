"""What packages are to keep to: mandate, floors, level and tolerance, as typed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSlider, QVBoxLayout, QWidget

from negotiator_desk.domain.equivalent import TOLERANCE
from negotiator_desk.domain.offering import Offering, Wish
from negotiator_desk.domain.rounding import ONE, from_units, units
from negotiator_desk.models.rules import MONEY_PATTERN
from negotiator_desk.ui.widgets.editor import set_flag
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats

TYPED_DELAY = 400
"""Milliseconds from the last key to the packages that follow from it."""

_STEPS = 200


class AmountField(QWidget):
    """A label, a field for an amount, and below it why its text cannot be read."""

    changed = Signal()

    def __init__(
        self, label: str, help_text: str, formats: Formats, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._formats = formats
        self._least: int | None = None
        self.edit = QLineEdit(self)
        self.edit.setAccessibleName(label)
        self.edit.setToolTip(help_text)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setMinimumWidth(96)
        self.edit.setMaximumWidth(112)
        head = QLabel(label, self)
        head.setTextFormat(Qt.TextFormat.PlainText)
        head.setProperty("role", "label")
        head.setBuddy(self.edit)
        self.note = QLabel(self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setProperty("role", "lost")
        self.note.setWordWrap(True)
        self.note.setMaximumWidth(112)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (head, self.edit, self.note):
            column.addWidget(widget)
        column.addStretch(1)
        self.edit.textEdited.connect(self._on_text)

    def set_least(self, least: int) -> None:
        """Refuse what is less."""
        self._least = least

    def _on_text(self) -> None:
        self._show_problem()
        self.changed.emit()

    def _show_problem(self) -> None:
        problem = self.problem()
        self.note.setText(problem)
        self.note.setVisible(bool(problem))
        set_flag(self.edit, "problem", bool(problem))

    def problem(self) -> str:
        """Why the text cannot be read; empty where it can, or there is none."""
        try:
            amount = self._read()
        except ValueError:
            return _("Not an amount.")
        if amount is not None and self._least is not None and amount < self._least:
            return _("Less than {least}.").format(least=self._least)
        return ""

    def _read(self) -> Decimal | None:
        text = self.edit.text().strip()
        if not text:
            return None
        amount = self._formats.read_number(text)
        if not MONEY_PATTERN.fullmatch(f"{amount:f}"):
            raise ValueError(text)
        return amount

    def amount(self) -> Decimal | None:
        """The amount typed, or None where there is none that can be read."""
        return None if self.problem() else self._read()

    def show_amount(self, amount: Decimal | None) -> None:
        """Put an amount into the field."""
        self.edit.setText("" if amount is None else self._formats.entry(amount))
        self._show_problem()


class WishBar(QWidget):
    """The fields side by side; ``wished`` comes a moment after the last key."""

    wished = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.mandate_typed = False
        self.mandate = AmountField(
            _("Mandate"), _("Packages that cost us more are left out; empty is no limit."), formats
        )
        self.mandate.set_least(0)
        self.mandate.edit.setPlaceholderText(_("no limit"))
        self.floor = AmountField(
            _("Our floor"),
            _("The least the best balance must be worth to us; 0 unless you say another."),
            formats,
        )
        self.buyer_floor = AmountField(
            _("The buyer's floor"),
            _("The least it must be worth to the buyer, by our estimate; 0 unless you say so."),
            formats,
        )
        for field in (self.floor, self.buyer_floor):
            field.edit.setPlaceholderText("0")
        self.level = AmountField(
            _("Level of the offers"),
            _("What the three offers are to be worth to us; empty is the best balance."),
            formats,
        )
        self.tolerance = AmountField(
            _("Tolerance, %"),
            _("How far from the level they may lie, in percent of what is best for us."),
            formats,
        )
        self.tolerance.set_least(0)
        self.tolerance.edit.setPlaceholderText("5")
        self.tolerance.edit.setMinimumWidth(64)
        self.tolerance.edit.setMaximumWidth(84)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, _STEPS)
        self.slider.setAccessibleName(
            _("Level of the offers, from best for the buyer to best for us")
        )
        self.slider.setToolTip(self.slider.accessibleName())
        self.slider.setFixedWidth(96)
        self._ends = (0, 0)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TYPED_DELAY)
        self._later.timeout.connect(self.wished)
        self._lay_out()
        for field in self.fields:
            field.changed.connect(self._later.start)
            field.edit.returnPressed.connect(self.say_now)
        self.mandate.changed.connect(self._on_mandate)
        self.slider.valueChanged.connect(self._on_slider)

    @property
    def fields(self) -> tuple[AmountField, ...]:
        """The fields in order."""
        return self.mandate, self.floor, self.buyer_floor, self.level, self.tolerance

    def _lay_out(self) -> None:
        flow = FlowLayout(self, spacing=12)
        for field in (self.mandate, self.floor, self.buyer_floor):
            flow.addWidget(field)
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.level)
        slider = QVBoxLayout()
        slider.addSpacing(18)
        slider.addWidget(self.slider)
        slider.addStretch(1)
        row.addLayout(slider)
        flow.addWidget(both)
        flow.addWidget(self.tolerance)

    def _on_mandate(self) -> None:
        self.mandate_typed = True

    def say_now(self) -> None:
        """Do not wait for the next key."""
        self._later.stop()
        self.wished.emit()

    def _on_slider(self, step: int) -> None:
        low, high = self._ends
        amount = low + (high - low) * step // _STEPS
        grain = 10 ** max(0, len(str(abs(high - low))) - 3)
        amount = min(max(round(Fraction(amount, grain)) * grain, low), high)
        self.level.show_amount(Decimal(amount) / ONE)
        self._later.start()

    def forget(self) -> None:
        """Another deal: nothing typed for the last one holds."""
        self.mandate_typed = False
        for field in self.fields:
            field.show_amount(None)

    def show_mandate(self, room: Decimal | None) -> None:
        """Put what is left of the mandate into its field, unless another was typed."""
        if not self.mandate_typed and room != self.mandate.amount():
            self.mandate.show_amount(room)

    def show_level(self, amount: Decimal | None) -> None:
        """Ask for offers at a level."""
        self.level.show_amount(amount)
        self.say_now()

    def problem(self) -> bool:
        """Whether something typed cannot be read."""
        return any(field.problem() for field in self.fields)

    def wish(self) -> Wish:
        """What is typed; a text that cannot be read counts as none."""
        mandate, level = self.mandate.amount(), self.level.amount()
        tolerance = self.tolerance.amount()
        return Wish(
            mandate=None if mandate is None else units(mandate),
            floor=units(self.floor.amount()),
            buyer_floor=units(self.buyer_floor.amount()),
            level=None if level is None else units(level),
            tolerance=TOLERANCE if tolerance is None else Fraction(tolerance) / 100,
        )

    def show_offering(self, offered: Offering, currency: str) -> None:
        """Let slider and hints follow what was built."""
        found = offered.frontier
        self._ends = (found[-1].ours, found[0].ours) if found else (0, 0)
        low, high = self._ends
        self.slider.setEnabled(high > low)
        if offered.level is not None and high > low:
            step = round((Fraction(offered.level) - low) / (high - low) * _STEPS)
            self.slider.blockSignals(True)
            self.slider.setValue(max(0, min(_STEPS, step)))
            self.slider.blockSignals(False)
        balance = offered.balance
        hint = "" if balance is None else self._formats.amount(from_units(balance.ours), currency)
        self.level.edit.setPlaceholderText(hint)
