"""Reading a register from a file or the clipboard: what columns become, what is refused and why."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.exchange import registers
from negotiator_desk.exchange.readable import PEOPLE
from negotiator_desk.exchange.sheet import LARGEST, Sheet
from negotiator_desk.exchange.tables import table_of_text, tables_of
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.services.registers import add_rows
from negotiator_desk.ui.dialogs.register_columns import ColumnTable, StateBox
from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.ui.keys import press_on_ctrl_enter
from negotiator_desk.ui.widgets.editor import set_flag
from negotiator_desk.wording import registers as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import counted, short_line
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from negotiator_desk.exchange.registers import Outcome, Plan
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.work import Job

AT_ONCE: Final = 1_000
"""Tables of more rows are read off the screen's thread."""

SAID: Final = 300
"""The most rows that something is said of; the rest is counted."""


class ReadRegisterDialog(QDialog):
    """Asks for a table, shows what it becomes, and adds it in one step once it is accepted."""

    def __init__(self, env: Env, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._kind = kind
        self._sheets: tuple[Sheet, ...] = ()
        self._job: Job | None = None
        self._turn = 0
        self._filling = False
        self.outcome: Outcome | None = None
        self.added: tuple[UUID, ...] = ()
        self.setWindowTitle(wording.read_title(ALL_KINDS[kind]))
        self._make_source()
        self._make_mapping()
        self._make_report()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addLayout(self._source_row)
        column.addWidget(self.body, 1)
        column.addWidget(self.problem)
        column.addWidget(self.progress)
        column.addWidget(self.buttons)
        resize_within(self, 860, 620)
        self._show_body()

    # -- making -----------------------------------------------------------------------------------

    def _make_source(self) -> None:
        self.file = QPushButton(_("Choose a file…"), self)
        self.file.clicked.connect(self._choose)
        self.paste = QPushButton(_("Paste cells"), self)
        self.paste.setToolTip(_("Rows copied in a spreadsheet, with their headings (Ctrl+V)"))
        self.paste.clicked.connect(self.paste_cells)
        pasting = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        pasting.activated.connect(self.paste_cells)
        for button in (self.file, self.paste):
            button.setAutoDefault(False)
        self.source = QLabel(wording.read_source(cards=self._kind == PEOPLE), self)
        self.source.setTextFormat(Qt.TextFormat.PlainText)
        self.source.setProperty("muted", True)
        self.sheet = QComboBox(self)
        self.sheet.setAccessibleName(_("Sheet"))
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self._source_row = QHBoxLayout()
        self._source_row.addWidget(self.file)
        self._source_row.addWidget(self.paste)
        self._source_row.addWidget(self.source, 1)
        self._source_row.addWidget(self.sheet)

    def _make_mapping(self) -> None:
        self.body = QWidget(self)
        self.header = QComboBox(self.body)
        self.header.setAccessibleName(_("Row of the headings"))
        self.header.currentIndexChanged.connect(self._on_header)
        self.only = QComboBox(self.body)
        self.only.setAccessibleName(_("Only rows where"))
        self.only.currentIndexChanged.connect(self._on_only)
        self.only_value = QComboBox(self.body)
        self.only_value.setAccessibleName(_("Only rows where it is"))
        self.only_value.setMinimumContentsLength(14)
        self.only_value.currentIndexChanged.connect(self._compute)
        self.state = StateBox(self._kind, self.body)
        self.state.currentIndexChanged.connect(self._compute)
        self.rest = QCheckBox(_("Other columns into the notes"), self.body)
        # What an export holds beside about a person is left where it is unless it is asked for.
        self.rest.setChecked(self._kind != PEOPLE)
        self.rest.toggled.connect(self._compute)
        top, low = QHBoxLayout(), QHBoxLayout()
        for row, text, widget in (
            (top, _("Headings in row"), self.header),
            (top, _("Only rows where"), self.only),
            (top, _("is"), self.only_value),
            (low, _("State of rows without one"), self.state),
        ):
            caption = QLabel(text, self.body)
            caption.setBuddy(widget)
            caption.setHidden(widget.isHidden())
            row.addWidget(caption)
            row.addWidget(widget)
        low.addWidget(self.rest)
        top.addStretch(1)
        low.addStretch(1)
        self.table = ColumnTable(self._kind, self.body)
        self.table.chosen.connect(self._compute)
        self._body = QVBoxLayout(self.body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(8)
        self._body.addLayout(top)
        self._body.addWidget(self.table, 3)
        self._body.addLayout(low)

    def _make_report(self) -> None:
        self.summary = QLabel(self.body)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setProperty("role", "section")
        self.said = QPlainTextEdit(self.body)
        self.said.setReadOnly(True)
        self.said.setTabChangesFocus(True)
        self.said.setAccessibleName(_("What is refused, and why"))
        self._body.addWidget(self.summary)
        self._body.addWidget(self.said, 2)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.setProperty("problem", True)
        self.problem.hide()
        self.progress = QProgressBar(self)
        self.progress.setAccessibleName(_("Reading"))
        self.progress.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.add = self.buttons.addButton(_("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        set_flag(self.add, "primary", True)
        press_on_ctrl_enter(self.add)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    # -- the table --------------------------------------------------------------------------------

    def _choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(
            self, self.windowTitle(), "", wording.read_filter(cards=self._kind == PEOPLE)
        )
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Read a file in the background."""

        def read(progress: Callable[[int, int], None]) -> tuple[Sheet, ...]:
            if not stat.S_ISREG((about := path.stat()).st_mode):
                raise Refusal(wording.no_file(path.name))
            if about.st_size > LARGEST * 2**20:
                raise Refusal(wording.too_big(path.name, LARGEST))
            return tables_of(self._kind, path.read_bytes(), path.name, progress)

        self._work(read, lambda sheets: self.show_sheets(sheets, path.name))

    def paste_cells(self) -> None:
        """Read the cells on the clipboard."""
        name = _("The clipboard")
        try:
            sheet = table_of_text(self._kind, QGuiApplication.clipboard().text(), name)
        except Refusal as refusal:
            self._say_problem(refusal.text)
            return
        self.show_sheets((sheet,), name)

    def show_sheets(self, sheets: tuple[Sheet, ...], name: str) -> None:
        """Show the tables that were read; of several the one that fits best."""
        self._say_problem("")
        self._sheets = sheets
        self.source.setText(short_line(visible(name), 80))
        fits = [len(registers.guess(sheet, self._kind).fields) for sheet in sheets]
        self._filling = True
        self.sheet.clear()
        self.sheet.addItems([short_line(visible(sheet.name), 40) for sheet in sheets])
        self.sheet.setCurrentIndex(fits.index(max(fits)))
        self._filling = False
        self._on_sheet()
        self._show_body()

    def _show_body(self) -> None:
        self.body.setEnabled(bool(self._sheets))
        self.sheet.setVisible(len(self._sheets) > 1)
        if not self._sheets:
            self.summary.setText(_("Choose a file, or copy rows in a spreadsheet and paste them."))
            self.add.setEnabled(False)

    @property
    def _at_hand(self) -> Sheet:
        return self._sheets[max(0, self.sheet.currentIndex())]

    def _on_sheet(self) -> None:
        if self._filling or not self._sheets:
            return
        plan = registers.guess(self._at_hand, self._kind)
        self._filling = True
        self.header.clear()
        self.header.addItem(_("none"))
        self.header.addItems([str(row + 1) for row in range(min(50, len(self._at_hand.rows)))])
        self.header.setCurrentIndex(0 if plan.header is None else plan.header + 1)
        self._filling = False
        self._fill(plan)

    def _on_header(self) -> None:
        if self._filling or not self._sheets:
            return
        self._fill(registers.guess_below(self._at_hand, self._kind, self._header))

    @property
    def _header(self) -> int | None:
        return self.header.currentIndex() - 1 if self.header.currentIndex() > 0 else None

    def _fill(self, plan: Plan) -> None:
        """Show the columns of the table at hand and the fields they become."""
        names = registers.headings(self._at_hand, plan.header)
        self._filling = True
        self.table.show_columns(self._at_hand, plan)
        self.only.clear()
        self.only.addItem(_("all rows"))
        self.only.addItems([short_line(visible(name), 30) for name in names])
        self.only_value.clear()
        self.only_value.setEnabled(False)
        self._filling = False
        self._compute()

    def _on_only(self) -> None:
        if self._filling or not self._sheets:
            return
        place = self.only.currentIndex() - 1
        self._filling = True
        self.only_value.clear()
        self.only_value.setEnabled(place >= 0)
        self._values = registers.values_of(self._at_hand, self._header, place) if place >= 0 else ()
        self.only_value.addItems([short_line(visible(text), 60) for text in self._values])
        self._filling = False
        self._compute()

    # -- what it becomes --------------------------------------------------------------------------

    def plan(self) -> Plan:
        """How the table shall be read, as chosen."""
        only = None
        if self.only.currentIndex() > 0 and self.only_value.currentIndex() >= 0:
            only = (self.only.currentIndex() - 1, self._values[self.only_value.currentIndex()])
        state = self.state.state()
        return registers.Plan(
            kind=self._kind,
            header=self._header,
            fields=self.table.fields(),
            only=only,
            fixed={} if state is None else {"status": state},
            rest=self.rest.isChecked(),
        )

    def _compute(self) -> None:
        if self._filling or not self._sheets:
            return
        plan, sheet, formats = self.plan(), self._at_hand, self._env.formats
        self.outcome = None
        self.add.setEnabled(False)
        if len(sheet.rows) <= AT_ONCE:
            self._stop()
            self._show(registers.read_rows(sheet, plan, formats))
            return
        self._work(lambda on: registers.read_rows(sheet, plan, formats, on), self._show)

    def _show(self, outcome: Outcome) -> None:
        self.outcome = outcome
        n = len(outcome.records)
        self.summary.setText(
            wording.plan_text(ALL_KINDS[self._kind], n, len(outcome.refused), outcome.left_out)
        )
        lines = [_("Refused: {row}").format(row=wording.row_text(*row)) for row in outcome.refused]
        lines += [wording.row_text(*row) for row in outcome.remarks]
        if len(lines) > SAID:
            lines = [*lines[:SAID], _("… and {n} more").format(n=len(lines) - SAID)]
        self.said.setPlainText("\n".join(lines) or _("Nothing is refused."))
        self.add.setText(_("Add {what}").format(what=counted(ALL_KINDS[self._kind], n)))
        self.add.setEnabled(n > 0)
        if n and (self.file.hasFocus() or self.paste.hasFocus()):
            self.add.setFocus()

    # -- work in the background -------------------------------------------------------------------

    @override
    def accept(self) -> None:
        """Add what was read, all or nothing; the dialog closes once it is there."""
        deal_id, context = self._env.open_deal.deal_id, self._env.open_deal.context
        if deal_id is None or self.outcome is None or self._job is not None:
            return
        records, kind = self.outcome.records, self._kind
        self._let_choose(False)
        self._work(
            lambda on: add_rows(context, deal_id, kind, records, on),
            self._on_added,
            _("This cannot be stored."),
        )

    def _on_added(self, ids: tuple[UUID, ...]) -> None:
        self.added = ids
        super().accept()

    def _let_choose(self, on: bool) -> None:
        for part in (self.file, self.paste, self.sheet):
            part.setEnabled(on)
        self.body.setEnabled(on and bool(self._sheets))
        self.add.setEnabled(on and self.outcome is not None and bool(self.outcome.records))

    def _work(
        self,
        work: Callable[[Callable[[int, int], None]], Any],
        done: Callable[[Any], None],
        otherwise: str = "",
    ) -> None:
        """Work in the background; ``otherwise`` is said of a failure that is not one of reading."""
        self._stop()
        turn = self._turn

        def finished(result: Any) -> None:
            if turn == self._turn:
                self._end_job()
                done(result)

        def failed(error: Exception, _trace: str) -> None:
            if turn == self._turn:
                self._end_job()
                self._let_choose(True)
                text = error.text if isinstance(error, Refusal) else ""
                unread = _("This file cannot be read: is it still there?")
                self._say_problem(text or otherwise or unread)

        self._say_problem("")
        self.progress.setRange(0, 0)
        self.progress.show()
        self._job = self._env.jobs.start(work, finished, failed, self._on_progress)

    def _stop(self) -> None:
        self._turn += 1
        if self._job is not None:
            self._job.cancel()
        self._end_job()

    def _end_job(self) -> None:
        self._job = None
        self.progress.hide()

    def _on_progress(self, step: int, of: int, _what: str) -> None:
        if self._job is not None:
            self.progress.setRange(0, of)
            self.progress.setValue(step)

    def _say_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    @override
    def done(self, result: int) -> None:
        self._stop()
        super().done(result)
