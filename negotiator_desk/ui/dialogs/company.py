"""My name, our company and its logo, as they stand in deals and on documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.models.desk import Profile
from negotiator_desk.models.fields import field_map
from negotiator_desk.services import company, settings
from negotiator_desk.ui.keys import press_on_ctrl_enter
from negotiator_desk.ui.theme import sizes_now
from negotiator_desk.ui.widgets.editor import set_flag
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import help_text, label
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

SHOWN: Final = (280, 56)
"""The room for the logo in the dialog."""


class CompanyDialog(QDialog):
    """Changes nothing before it is accepted; a picture that will not do is refused at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Your company"))
        self._context = context
        self._logo = company.logo_of(context)
        known = settings.profile(context)
        specs = field_map(Profile)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setSpacing(4)
        self.lines: dict[str, QLineEdit] = {}
        for name in ("name", "company"):
            line = QLineEdit(getattr(known, name) if known else "", self)
            line.setMaxLength(company.LONGEST)
            line.setPlaceholderText(help_text(specs[name]))
            line.setAccessibleName(label(specs[name]))
            caption = QLabel(label(specs[name]), self)
            caption.setBuddy(line)
            form.addRow(caption, line)
            self.lines[name] = line
        self.picture = QLabel(self)
        self.picture.setFrameShape(QFrame.Shape.NoFrame)
        self.picture.setProperty("paper", True)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(SHOWN[0] + 16, SHOWN[1] + 16)
        self.choose = QPushButton(_("Choose a picture…"), self)
        self.remove = QPushButton(_("Remove"), self)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        caption = QLabel(_("Logo"), self)
        caption.setBuddy(self.choose)
        what = QLabel(_("PNG or JPEG, at most 2 MB. Printed small on page 1 of documents."), self)
        what.setWordWrap(True)
        what.setProperty("muted", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        keep = buttons.addButton(_("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_flag(keep, "primary", True)
        keep.setDefault(True)
        press_on_ctrl_enter(keep)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(lambda: self._take(b""))
        beside = QVBoxLayout()
        beside.addWidget(self.choose)
        beside.addWidget(self.remove)
        row = QHBoxLayout()
        row.addWidget(self.picture)
        row.addLayout(beside)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(caption)
        column.addLayout(row)
        column.addWidget(what)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.setMinimumWidth(sizes_now().px(480))
        self._take(self._logo)

    def _take(self, logo: bytes) -> None:
        """Show a logo that will be kept."""
        self._logo = logo
        self.problem.hide()
        self.remove.setEnabled(bool(logo))
        pixels = QPixmap()
        if logo and pixels.loadFromData(logo, "PNG"):
            ratio = self.devicePixelRatioF()
            fitted = pixels.scaled(
                round(SHOWN[0] * ratio),
                round(SHOWN[1] * ratio),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(ratio)
            self.picture.setPixmap(fitted)
            self.picture.setAccessibleName(_("Logo"))
        else:
            self.picture.clear()
            self.picture.setText(_("No logo"))

    def _on_choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Choose the logo"), "", _("Pictures (*.png *.jpg *.jpeg)")
        )
        if not name:
            return
        try:
            self._take(company.read_logo(Path(name)))
        except Refusal as refusal:
            self.problem.setText(refusal.text)
            self.problem.show()

    def _keep(self) -> None:
        values = {name: line.text() for name, line in self.lines.items()}
        company.set_company(self._context, values["name"], values["company"], self._logo)
        self.accept()


def ask_company(context: Context, parent: QWidget) -> None:
    """Show the dialog."""
    CompanyDialog(context, parent).exec()
