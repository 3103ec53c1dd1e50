"""The new deal: four lines, of which only the name is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.models.deal import Deal
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.rules import FormError, check_value
from negotiator_desk.ui.keys import press_on_ctrl_enter
from negotiator_desk.ui.theme import sizes_now
from negotiator_desk.ui.widgets.editor import set_flag
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

FIELDS = ("title", "buyer", "supplier", "currency")


class NewDealDialog(QDialog):
    """Asks what a deal cannot do without; the rest is filled in on its tabs."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        company: str,
        currency: str,
        buyers: Sequence[str],
        currencies: Sequence[str],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New deal"))
        self._specs = field_map(Deal)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setSpacing(4)
        self.lines: dict[str, QLineEdit] = {}
        for name in FIELDS:
            line = QLineEdit(self)
            caption = QLabel(label(self._specs[name]), self)
            caption.setBuddy(line)
            line.setAccessibleName(label(self._specs[name]))
            form.addRow(caption, line)
            self.lines[name] = line
        self.lines["title"].setPlaceholderText(_("What you call it, such as Depot chargers 2027"))
        self.lines["supplier"].setText(company)
        self.lines["currency"].setText(currency)
        for name, known in (("buyer", buyers), ("currency", currencies)):
            completer = QCompleter(list(known), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.lines[name].setCompleter(completer)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        create = buttons.addButton(_("Create deal"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_flag(create, "primary", True)
        create.setDefault(True)
        press_on_ctrl_enter(create)
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.setMinimumWidth(sizes_now().px(420))

    def values(self) -> dict[str, str]:
        """What was typed, by field of the deal."""
        found = {name: line.text().strip() for name, line in self.lines.items()}
        found["currency"] = found["currency"].upper()
        return found

    def _check(self) -> None:
        for name, content in self.values().items():
            spec = self._specs[name]
            try:
                if name == "title" and not content:
                    raise FormError("required")
                check_value(spec, content)
            except FormError as error:
                self.problem.setText(form_error_text(error, spec))
                self.problem.show()
                self.lines[name].setFocus()
                return
        self.accept()
