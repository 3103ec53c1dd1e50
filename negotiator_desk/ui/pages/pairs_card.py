"""The card of pairs worth trading: each one click from a planned trade."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.wording import variables as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import title_of

if TYPE_CHECKING:
    from negotiator_desk.domain.pairs import Pair
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env

SHOWN: Final = 6


def _label(parent: QWidget, text: str, **properties: object) -> QLabel:
    found = QLabel(text, parent)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(True)
    for name, content in properties.items():
        found.setProperty(name, content)
    return found


class PairsCard(QFrame):
    """What to give for what: the best pairs on top.

    ``plan_wanted`` carries the give and the get of a pair, ``open_wanted`` the trade that holds a
    pair already.
    """

    plan_wanted = Signal(UUID, UUID)
    open_wanted = Signal(UUID)

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._env = env
        self._shown: object = None
        self.buttons: list[QPushButton] = []
        title = _label(self, _("Worth trading"), role="section")
        self.rule = QPushButton(_("What counts"), self)
        self.rule.setProperty("link", True)
        self.rule.setCheckable(True)
        self.rule_text = _label(self, wording.pairs_rule(), role="caption")
        self.rule_text.hide()
        self.rule.toggled.connect(self.rule_text.setVisible)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.rule)
        self._scroll = QScrollArea(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 8, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.rule_text)
        column.addWidget(self._scroll, 1)
        self.setMinimumHeight(env.theme.sizes.px(96))

    def show_pairs(self, pairs: Sequence[Pair], snapshot: Snapshot) -> None:
        """Show the best pairs, or what would make one."""
        formats = self._env.formats
        lines = [
            (
                wording.pair_title(pair, formats),
                wording.pair_figures(pair, formats),
                wording.pair_note(pair, formats, snapshot),
                pair.trade,
                "" if pair.trade is None else title_of(pair.trade, formats, snapshot),
            )
            for pair in pairs[:SHOWN]
        ]
        seen = (lines, len(snapshot.variables), [p.give.variable_id for p in pairs[:SHOWN]])
        if seen == self._shown:
            return
        self._shown = seen
        self.buttons = []
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, (pair, (title, figures, note, trade, trade_title)) in enumerate(
            zip(pairs[:SHOWN], lines, strict=True)
        ):
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(_label(inside, title))
            text = _("{figures}. {note}.").format(figures=figures, note=note) if note else figures
            words.addWidget(_label(inside, text, role="caption"))
            grid.addLayout(words, row, 0)
            button = QPushButton(inside)
            if trade is None:
                button.setText(_("Plan this trade"))
                button.setAccessibleName(_("Plan this trade: {pair}").format(pair=title))
                give, get = pair.give.variable_id, pair.get.variable_id
                button.clicked.connect(
                    lambda _on=False, ids=(give, get): self.plan_wanted.emit(*ids)
                )
            else:
                button.setText(_("Open {trade}").format(trade=trade_title))
                button.clicked.connect(
                    lambda _on=False, target=trade: self.open_wanted.emit(target)
                )
            self.buttons.append(button)
            grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignVCenter)
        if not lines:
            empty = _label(inside, wording.no_pairs_text(len(snapshot.variables)), muted=True)
            grid.addWidget(empty, 0, 0)
        grid.setRowStretch(max(1, len(lines)), 1)
        self._scroll.setWidget(inside)
