"""The award simulator above the criteria: as a picture and as a table, with a price to try."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.models.choices import PriceFormula
from negotiator_desk.models.rules import FormError, check_money
from negotiator_desk.ui.charts import REDRAW_DELAY, ChartCard
from negotiator_desk.ui.keys import FilterLine
from negotiator_desk.ui.pages.detail import Links
from negotiator_desk.ui.widgets.picks import segment
from negotiator_desk.wording import award as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.marked import Marked

if TYPE_CHECKING:
    from negotiator_desk.domain.award import Award
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.pages.award_table import AwardTable

LINKS_SHOWN = 4


class TryField(FilterLine):
    """A price that is tried and never stored; Esc takes it away."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)


class AwardPanel(QFrame):
    """Where the buyer's scoring puts us; follows an edit a moment later.

    The formula is the deal's and switching it is an edit; the price tried is nobody's but this
    panel's.
    """

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.setProperty("card", True)
        self.chart = ChartCard("award", env, self)
        self.chart.setProperty("card", False)
        if (layout := self.chart.layout()) is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self.table: AwardTable | None = None
        self._deal: UUID | None = None
        self._brief = self._lacks = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(REDRAW_DELAY)
        self._later.timeout.connect(self._show)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.chart)
        self.basis = QLabel(self)
        self.basis.setTextFormat(Qt.TextFormat.PlainText)
        self.basis.setWordWrap(True)
        self.basis.setProperty("role", "caption")
        self.missing = self._missing_row()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addWidget(self.tried)
        column.addWidget(self.pages, 1)
        column.addWidget(self.basis)
        column.addWidget(self.missing)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(QLabel(_("Price scored"), self))
        row.addSpacing(8)
        self._formulas = QButtonGroup(self)
        self.formula_buttons = {}
        for formula in PriceFormula:
            button = segment(wording.formula_word(formula), wording.formula_help(formula), self)
            button.setToolTip(wording.formula_help(formula))
            button.clicked.connect(lambda _on=False, wanted=formula: self._set_formula(wanted))
            self._formulas.addButton(button)
            self.formula_buttons[formula] = button
            row.addWidget(button)
        row.addSpacing(16)
        self.trial = TryField(self)
        self.trial.setPlaceholderText(_("Try a price"))
        self.trial.setAccessibleName(_("Try a price"))
        self.trial.setToolTip(_("Says what this price would do; it is not stored"))
        self.trial.setMaximumWidth(150)
        self.trial.textChanged.connect(self._show_trial)
        row.addWidget(self.trial)
        row.addSpacing(8)
        row.addStretch(1)
        self.table_button = segment(_("Table"), _("Show the figures as a table"), self)
        self.table_button.toggled.connect(self._show_page)
        row.addWidget(self.table_button)
        self.tried = QLabel(self)
        self.tried.setTextFormat(Qt.TextFormat.PlainText)
        self.tried.setWordWrap(True)
        self.tried.hide()
        return row

    def _missing_row(self) -> QWidget:
        held = QWidget(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._missing_text = QLabel(held)
        self._missing_text.setProperty("role", "exposed")
        self._missing_text.setContentsMargins(0, 4, 0, 0)
        self.links = Links(_("What is missing"), "", held)
        self.links.activated.connect(self._mend)
        row.addWidget(self._missing_text, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.links, 1)
        held.hide()
        return held

    # -- showing --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the open deal as it now is: the formula at once, what follows a moment later."""
        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return
        if snapshot.deal.id != self._deal:  # a price tried for one deal says nothing of another
            self._deal = snapshot.deal.id
            self.trial.clear()
        formula = snapshot.deal.price_formula or PriceFormula.RELATIVE
        self.formula_buttons[formula].setChecked(True)
        self.chart.refresh()
        self._later.start()

    @property
    def pending(self) -> bool:
        """Whether an edit is still to be followed."""
        return self._later.isActive()

    def _award(self, tried: Decimal | None = None) -> Award | None:
        from negotiator_desk.domain.award import award

        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return None
        return award(snapshot, self._env.around.today(), tried=tried)

    def _show(self) -> None:
        found = self._award()
        if found is None:
            return
        currency, formats = self._env.open_deal.suggestions.currency, self._env.formats
        self.basis.setText(
            " ".join(
                (
                    wording.worth_sentence(found, currency, formats),
                    wording.safety_text(found),
                    wording.basis_text(found, currency, formats),
                )
            ).strip()
        )
        self._show_missing(found)
        self._show_trial()
        if self.table is not None:
            self.table.show_award(found)
        self._fit()

    def _show_missing(self, found: Award) -> None:
        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return
        links: list[tuple[UUID, str]] = []
        for missing in found.missing[:LINKS_SHOWN]:
            target = missing.criterion_id or missing.rival_id or snapshot.deal.id
            links.append((target, wording.missing_text(missing)))
        self.links.show_links(links)
        text = _("Missing:")
        if len(found.missing) > LINKS_SHOWN:
            text = _("{n} missing, the first:").format(n=len(found.missing))
        self._missing_text.setText(text)
        self._lacks = bool(links)

    def _mend(self, record_id: UUID) -> None:
        if record_id == self._env.open_deal.deal_id:  # a price of ours: an offer, or the corridor
            self._env.show_kind("corridor")
        else:
            self._env.go_to(record_id)

    def set_brief(self, brief: bool) -> None:
        """Where there is little room the picture stands alone; the rest is in the table."""
        self._brief = brief
        self._fit()

    def _fit(self) -> None:
        picture = self.pages.currentIndex() == 0
        self.basis.setVisible(picture and not self._brief and bool(self.basis.text()))
        self.missing.setVisible(not self._brief and self._lacks)

    # -- the table ------------------------------------------------------------------------------

    def _show_page(self, table: bool) -> None:
        """Turn from the picture to the table and back."""
        if table and self.table is None:
            from negotiator_desk.ui.pages.award_table import AwardTable

            self.table = AwardTable(self._env, self)
            self.pages.addWidget(self.table)
            if (found := self._award()) is not None:
                self.table.show_award(found)
        self.pages.setCurrentIndex(int(table))
        self._fit()

    # -- doing ----------------------------------------------------------------------------------

    def _set_formula(self, formula: PriceFormula) -> None:
        deal_id = self._env.open_deal.deal_id
        if deal_id is not None:
            self._env.editing.set_value("deal", deal_id, "price_formula", formula)

    def _show_trial(self) -> None:
        text = self.trial.text().strip()
        if not text:
            self.tried.hide()
            return
        sentence, role = self._trial(text)
        self.tried.setText(sentence)
        self.tried.setProperty("role", role)
        self.tried.style().polish(self.tried)
        self.tried.show()

    def _trial(self, text: str) -> Marked:
        """What a price that was typed would do, and the role of the label that says it."""
        from negotiator_desk.models.fields import field_map
        from negotiator_desk.models.table import Offer

        try:
            price = self._env.formats.read_number(text)
            check_money(field_map(Offer)["amount"], price)
        except (ValueError, FormError):
            return _("This is no price: write an amount such as 12500."), "lost"
        found = self._award(price)
        if found is None:
            return "", ""
        currency = self._env.open_deal.suggestions.currency
        return wording.trial_text(found, currency, self._env.formats)
