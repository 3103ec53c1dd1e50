"""Packages in words: the card of the one at hand, and three offers side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.domain.frontier import Package
from negotiator_desk.domain.packages import Axis
from negotiator_desk.domain.rounding import from_units
from negotiator_desk.ui.widgets.stack import empty_layout
from negotiator_desk.wording import packages as wording
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats, visible


def plain_label(text: str, parent: QWidget, *, role: str = "", muted: bool = False) -> QLabel:
    """A label of plain text that wraps."""
    label = QLabel(visible(text), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    if muted:
        label.setProperty("muted", True)
    return label


class PackageCard(QFrame):
    """One package: its name, what it is worth, and what it sets each variable to."""

    wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._formats = formats
        self.package: Package | None = None
        self.title = plain_label("", self, role="section")
        self._note = plain_label("", self, muted=True)
        self._note.hide()
        self._worth = QGridLayout()
        self._worth.setHorizontalSpacing(12)
        self._worth.setVerticalSpacing(2)
        self._choices = QGridLayout()
        self._choices.setHorizontalSpacing(12)
        self._choices.setVerticalSpacing(3)
        self._choices.setColumnStretch(0, 1)
        self._choices.setColumnStretch(1, 1)
        self.button = QPushButton(_("Plan this package"), self)
        self.button.setToolTip(_("Put it into the trade log as one planned trade"))
        self.button.clicked.connect(self.wanted)
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.button)
        self.buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self._note)
        column.addLayout(self._worth)
        column.addLayout(self._choices)
        column.addStretch(1)
        column.addLayout(self.buttons)

    def show_package(
        self,
        title: str,
        package: Package,
        axes: Sequence[Axis],
        marked: Sequence[bool],
        currency: str,
        *,
        only_marked: bool = False,
    ) -> None:
        """Show a package; the variables that are marked stand out, or alone."""
        self.package = package
        self.title.setText(visible(title))
        self.button.setAccessibleName(_("Plan this package: {title}").format(title=visible(title)))
        note = ""
        if package.ties > 1:
            others = package.ties - 1
            note = ngettext(
                "{n} other package is worth the same at the same cost.",
                "{n} other packages are worth the same at the same cost.",
                others,
            ).format(n=others)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._show_worth(package, currency)
        empty_layout(self._choices)
        row = 0
        for axis, choice, stands_out in zip(axes, package.choices, marked, strict=True):
            if stands_out or not only_marked:
                self._show_choice(row, axis, choice, stands_out)
                row += 1

    def _show_worth(self, package: Package, currency: str) -> None:
        empty_layout(self._worth)
        for row, (label, amount) in enumerate(
            (
                (_("Worth to us"), package.ours),
                (_("Worth to the buyer"), package.buyer),
                (_("Cost to us"), package.cost),
            )
        ):
            figure = plain_label(self._formats.money(from_units(amount), currency), self)
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            figure.setWordWrap(False)
            self._worth.addWidget(plain_label(label, self, muted=True), row, 0)
            self._worth.addWidget(figure, row, 1)

    def _show_choice(self, row: int, axis: Axis, choice: int, stands_out: bool) -> None:
        name = plain_label(wording.axis_text(axis), self, muted=True)
        text = wording.choice_text(axis, choice)
        option = plain_label(_("•\u00a0{option}").format(option=text) if stands_out else text, self)
        if stands_out:
            font = option.font()
            font.setBold(True)
            option.setFont(font)
        self._choices.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._choices.addWidget(option, row, 1, Qt.AlignmentFlag.AlignTop)


class OfferCards(QWidget):
    """Up to three equivalent offers side by side, what they share below, and the way to table."""

    plan_wanted = Signal(object)
    table_wanted = Signal()

    def __init__(self, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formats = formats
        self.head = plain_label("", self, role="section")
        self.note = plain_label("", self, muted=True)
        self.cards = [PackageCard(formats, self) for _place in range(3)]
        for card in self.cards:
            card.wanted.connect(lambda shown=card: self.plan_wanted.emit(shown.package))
        self.same = plain_label("", self, muted=True)
        self.table = QPushButton(_("Table these three"), self)
        self.table.setProperty("primary", True)
        self.table.setToolTip(
            _("Propose them as alternatives today: one proposed trade each, under one letter")
        )
        self.table.clicked.connect(self.table_wanted)
        row = QHBoxLayout()
        row.setSpacing(12)
        for card in self.cards:
            row.addWidget(card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.note)
        column.addLayout(row)
        column.addWidget(self.same)
        column.addWidget(self.table, 0, Qt.AlignmentFlag.AlignLeft)

    def show_offers(self, offers: Sequence[Package], axes: Sequence[Axis], currency: str) -> None:
        """Show the offers; what differs between them stands out."""
        differs = [
            len({offer.choices[place] for offer in offers}) > 1 for place in range(len(axes))
        ]
        for number, card in enumerate(self.cards, 1):
            card.setVisible(number <= len(offers))
            if number <= len(offers):
                card.show_package(
                    wording.offer_name(number),
                    offers[number - 1],
                    axes,
                    differs,
                    currency,
                    only_marked=len(offers) > 1,
                )
        head, note = wording.offers_head(offers)
        self.head.setText(head)
        self.note.setText(note)
        same = wording.same_in_all(axes, offers, differs) if len(offers) > 1 else ""
        self.same.setText(same)
        self.same.setVisible(bool(same))
        self.table.setVisible(bool(offers))
        self.table.setText(wording.table_button(len(offers)))

    def show_tabled(self, labels: Sequence[str]) -> None:
        """Say that the offers are on the table, where they are: under these labels."""
        self.table.setEnabled(not labels)
        if labels:
            self.table.setText(wording.tabled_button(labels))
