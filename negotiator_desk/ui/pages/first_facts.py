"""The eight facts: what a useful brief needs, asked on one page and stored where it belongs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.first_facts import COUNT, FACTS, Fact, entry_of, known_facts, value_of
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.ui.pages.carry_line import CarryLine
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.widgets.editors import make_editor
from negotiator_desk.ui.widgets.fields import FieldCell
from negotiator_desk.ui.widgets.flow import FittedBox
from negotiator_desk.ui.widgets.prose import ProseEditor
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.first_facts import facts_line, own_label, question
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env

QUESTION_WIDTH: Final = 240
NARROW: Final = 600
NARROW_QUESTION: Final = 130
SIGN_WIDTH: Final = 20
WIDEST: Final = 16_777_215
"""Qt's word for no limit."""
EDGE: Final = 28
"""What is shown above and below the field that the keyboard comes to: its label."""
LINES: Final = 4
"""The lines of a long text that stand beside a question before it scrolls."""


class FirstFacts(SectionView):
    """Each entry is a field of a record; the record is made when its first entry is typed.

    ``brief_wanted`` asks for the brief that the facts make.
    """

    brief_wanted = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.cells: dict[str, FieldCell] = {}
        self._signs: dict[int, QLabel] = {}
        self._questions: dict[int, QLabel] = {}
        self.progress = QLabel(self)
        self.progress.setTextFormat(Qt.TextFormat.PlainText)
        self.progress.setProperty("role", "section")
        self.brief = QPushButton(_("See the brief"), self)
        self.brief.setProperty("primary", True)
        self.brief.clicked.connect(self.brief_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(self.progress, 1)
        head.addWidget(self.brief)
        inside = FittedBox(self)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 8)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        self._grid = grid
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for number in range(1, COUNT + 1):
            self._add_row(grid, number)
        grid.setRowStretch(COUNT, 1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        self._scroll = scroll
        card = QFrame(self)
        card.setProperty("card", True)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 12, 4, 12)
        inner.setSpacing(12)
        inner.addLayout(head)
        inner.addWidget(CarryLine(env, self), 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        last = self.cells[FACTS[-1].key].editor
        QWidget.setTabOrder(last.focusProxy() or last, self.brief)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._env.theme.sizes.px
        narrow = event.size().width() < px(NARROW)
        # Where room is short the questions wrap: the answers are what must be read whole.
        self._grid.setColumnMinimumWidth(0, 0 if narrow else px(QUESTION_WIDTH))
        for asked in self._questions.values():
            asked.setMaximumWidth(px(NARROW_QUESTION) if narrow else WIDEST)

    def _add_row(self, grid: QGridLayout, number: int) -> None:
        px = self._env.theme.sizes.px
        sign, asked = QLabel(self), QLabel(self)
        for label in (sign, asked):
            label.setTextFormat(Qt.TextFormat.PlainText)
        sign.setMinimumWidth(px(SIGN_WIDTH))
        asked.setWordWrap(True)
        self._signs[number], self._questions[number] = sign, asked
        row = QHBoxLayout()
        # On one line with the first field, whose label stands above it.
        row.setContentsMargins(0, px(20), 0, 0)
        row.setSpacing(0)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(asked, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(row, number - 1, 0, Qt.AlignmentFlag.AlignTop)
        facts = [fact for fact in FACTS if fact.number == number]
        for place, fact in enumerate(facts, 1):
            cell = self._cell(fact)
            grid.addWidget(cell, number - 1, place, Qt.AlignmentFlag.AlignTop)

    def _cell(self, fact: Fact) -> FieldCell:
        editor = make_editor(fact.spec, self._env.around, self)
        if isinstance(editor, ProseEditor):
            editor.edit.set_most(LINES)
        cell = FieldCell(editor, self)
        cell.label.setText(own_label(fact.key) or cell.label.text())
        editor.committed.connect(partial(self._env.editing.set_fact, fact))
        editor.unreadable.connect(partial(self._keep, fact))
        editor.readable.connect(partial(self._keep, fact, None))
        name = f"{question(fact.number)} {cell.label.text()}"
        target = editor.focusProxy() or editor
        target.setAccessibleName(name)
        self.cells[fact.key] = cell
        return cell

    def _keep(self, fact: Fact, text: str | None) -> None:
        """Keep what cannot be read yet beside the record that is to hold it."""
        snapshot = self._env.open_deal.snapshot
        entry = None if snapshot is None else entry_of(snapshot, fact)
        entry_id = None if entry is None else entry.id
        if entry_id is None and text is not None:
            entry_id = self._env.editing.make_fact(fact)
        if entry_id is not None:
            self._env.editing.keep_draft(fact.kind, entry_id, fact.field, text)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        snapshot = self._env.open_deal.snapshot
        if snapshot is None or (kinds and not kinds & (DEAL_KINDS.keys() | {"drafts"})):
            return
        known = known_facts(snapshot)
        self.progress.setText(facts_line(len(known)))
        for number, asked in self._questions.items():
            self._signs[number].setText("✓" if number in known else f"{number}.")
            asked.setText(question(number))
            asked.setAccessibleName(
                _("{question} Known.").format(question=question(number))
                if number in known
                else question(number)
            )
        for fact in FACTS:
            self._show(fact, snapshot)

    def _show(self, fact: Fact, snapshot: Snapshot) -> None:
        deal = self._env.open_deal
        entry = entry_of(snapshot, fact)
        draft = None if entry is None else deal.drafts.get((entry.id, fact.field))
        cell = self.cells[fact.key]
        cell.editor.set_value(value_of(snapshot, fact), draft)
        doubts = () if entry is None else deal.warnings.get(entry.id, ())
        cell.show_warnings(
            [
                warning_text(doubt, snapshot, self._env.formats)
                for doubt in doubts
                if doubt.field == fact.field
            ]
        )

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the first entry that is empty; on the brief where none is."""
        snapshot = self._env.open_deal.snapshot
        empty = (
            self.cells[fact.key].editor
            for fact in FACTS
            if snapshot is None or is_missing(value_of(snapshot, fact))
        )
        next(empty, self.brief).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Bring what the keyboard comes to into view; Qt does so for the Tab key only."""
        inside = self._scroll.widget()
        if new is None or inside is None or not inside.isAncestorOf(new):
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # what is pressed must stand under the pointer until it is let go
        top, half = new.mapTo(inside, QPoint(0, 0)), new.height() // 2
        self._scroll.ensureVisible(top.x(), top.y() + half, 0, half + EDGE)

    @override
    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        for cell in self.cells.values():
            cell.editor.commit()
