"""The pages of a debrief, one for each step: what the log says, and the field that is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.debrief import (
    TRADE_FIELDS,
    Step,
    course_of,
    guess_at,
    guess_before,
    lesson_of,
    proposed_trade,
)
from negotiator_desk.models.fields import own_fields
from negotiator_desk.models.learn import Debrief, Lesson
from negotiator_desk.ui.widgets.fields import FieldGrid
from negotiator_desk.ui.widgets.form import RecordForm
from negotiator_desk.wording import lessons as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.ui.env import Env


def _label(parent: QWidget, *, muted: bool = False) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if muted:
        label.setProperty("muted", True)
    return label


class StepPage(QWidget):
    """One step; ``finished`` says that Enter was pressed in its field."""

    finished = Signal()

    def __init__(self, env: Env, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.env = env
        self.field = field
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.form: RecordForm | None = None
        if field:
            others = [spec.name for spec in own_fields(Debrief) if spec.name != field]
            self.form = RecordForm("debriefs", env.around, self, leave_out=others)
            env.editing.wire(self.form)
            self.form.jump_wanted.connect(env.go_to)
            self._end_with(self.form.grid)

    def _end_with(self, grid: FieldGrid) -> None:
        for cell in grid.cells.values():
            cell.editor.finished.connect(self.finished)

    def show_debrief(self, facts: Facts, debrief: Debrief) -> None:
        """Show what the step is about."""
        if self.form is not None:
            self.env.editing.show(self.form, debrief)

    def proposal(self, facts: Facts, debrief: Debrief) -> UUID | None:
        """What going on would fill the field with; None where it is filled or nothing is known."""
        return None

    @property
    def problem(self) -> str:
        """Why what stands in the field cannot be stored; empty where it can."""
        cells = () if self.form is None else self.form.grid.cells.values()
        return next((cell.editor.problem for cell in cells if cell.editor.problem), "")

    def focus_field(self) -> bool:
        """Put the cursor into the field of the step; whether there is one to fill first."""
        return self.form is not None and self.form.focus_field(self.field)

    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        if self.form is not None:
            self.form.flush()


class FiguresStep(StepPage):
    """Planned, offered, awarded, signed, delivered; each leads to its record."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(env, "notes", parent)
        self.figures: dict[str, QPushButton] = {}
        self._records: dict[str, UUID | None] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        for place, key in enumerate(("planned", "offered", "awarded", "signed", "delivered")):
            name = _label(self)
            name.setProperty("role", "label")
            name.setText(wording.figure_label(key))
            name.setToolTip(wording.figure_help(key))
            figure = QPushButton(self)
            figure.setProperty("link", True)
            figure.setProperty("flush", True)
            figure.setToolTip(wording.figure_help(key))
            figure.clicked.connect(lambda _on=False, each=key: self._go(each))
            grid.addWidget(name, 0, place)
            grid.addWidget(figure, 1, place, Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(place, 1)
            self.figures[key] = figure
        self.opening = _label(self, muted=True)
        grid.addWidget(self.opening, 2, 0, 1, 5)
        self.column.addLayout(grid)
        assert self.form is not None
        self.column.addWidget(self.form, 1)

    @override
    def show_debrief(self, facts: Facts, debrief: Debrief) -> None:
        super().show_debrief(facts, debrief)
        diagnosis, formats = self.env.open_deal.diagnosis, self.env.formats
        if diagnosis is None:
            return
        course = course_of(facts, diagnosis.value)
        for figure in course.figures:
            button = self.figures[figure.key]
            amount = formats.amount(figure.amount, diagnosis.currency)
            button.setText(amount)
            button.setEnabled(figure.record is not None)
            button.setAccessibleName(
                _("{figure}: {amount}").format(
                    figure=wording.figure_label(figure.key), amount=amount
                )
            )
            self._records[figure.key] = figure.record
        self.opening.setText(wording.opening_text(course.opening, diagnosis.currency, formats))
        self.opening.setVisible(course.opening is not None)

    def _go(self, key: str) -> None:
        record = self._records.get(key)
        if record is not None:
            self.env.go_to(record)

    @override
    def focus_field(self) -> bool:
        return False  # the figures are looked at; Tab leads to the notes


class TradeStep(StepPage):
    """The best or the worst trade: proposed from the log, taken by Enter, changeable."""

    def __init__(self, step: Step, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(env, TRADE_FIELDS[step], parent)
        self._step = step
        self.said = _label(self)
        self.column.addWidget(self.said)
        assert self.form is not None
        self.column.addWidget(self.form, 1)

    @override
    def show_debrief(self, facts: Facts, debrief: Debrief) -> None:
        super().show_debrief(facts, debrief)
        fact = proposed_trade(facts, self._step)
        self.said.setText(wording.proposal_text(self._step, fact, facts.recorded, self.env.formats))

    @override
    def proposal(self, facts: Facts, debrief: Debrief) -> UUID | None:
        fact = proposed_trade(facts, self._step)
        taken = getattr(debrief, self.field) is not None
        return None if taken or fact is None else fact.trade.id


class LimitStep(StepPage):
    """Our guess of the buyer's limit against the limit as it came out."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(env, "buyer_limit_found", parent)
        self.guess = _label(self)
        self.error = _label(self)
        self.column.addWidget(self.guess)
        self.column.addWidget(self.error)
        assert self.form is not None
        self.column.addWidget(self.form, 1)

    @override
    def show_debrief(self, facts: Facts, debrief: Debrief) -> None:
        super().show_debrief(facts, debrief)
        revision, formats = guess_before(facts, debrief), self.env.formats
        guessed: Any = None if revision is None else revision.buyer_limit
        currency = facts.deal.currency
        self.guess.setText(wording.guess_text(guessed, currency, formats))
        self.error.setText(wording.error_text(guess_at(facts, debrief), currency, formats))
        self.error.setVisible(bool(self.error.text()))


class LessonStep(StepPage):
    """The lesson of this debrief; its record is made when its first entry is typed."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(env, "", parent)
        self._debrief: UUID | None = None
        self._fresh = uuid4()
        self.form = RecordForm("lessons", env.around, self, leave_out=("recorded_on",))
        self.form.edited.connect(self._write)
        self.form.draft_changed.connect(self._keep)
        self._end_with(self.form.grid)
        self.column.addWidget(self.form, 1)

    @override
    def show_debrief(self, facts: Facts, debrief: Debrief) -> None:
        snapshot = facts.recorded
        if debrief.id != self._debrief:
            self._debrief, self._fresh = debrief.id, uuid4()
        known = lesson_of(snapshot, debrief)
        if known is None and any(each.id == self._fresh for each in snapshot.lessons):
            self._fresh = uuid4()  # it was moved to another day: it is no longer this one's
        lesson = known or Lesson(id=self._fresh)
        found = self.env.open_deal.warnings.get(lesson.id, ())
        sentences: dict[str, list[str]] = {}
        for warning in found:
            said = warning_text(warning, snapshot, self.env.formats)
            sentences.setdefault(warning.field, []).append(said)
        assert self.form is not None
        self.form.show_record(lesson, snapshot, sentences, self.env.open_deal.drafts)

    def _keep(self, kind: str, lesson_id: UUID, field: str, text: str | None) -> None:
        """Keep what cannot be stored yet beside the lesson, which is made for it."""
        snapshot = self.env.open_deal.snapshot
        known = () if snapshot is None else snapshot.lessons
        if text is not None and all(each.id != lesson_id for each in known):
            self._write(kind, lesson_id, "tags", ())
        self.env.editing.keep_draft(kind, lesson_id, field, text)

    def _write(self, _kind: str, lesson_id: UUID, field: str, content: Any) -> None:
        if self._debrief is not None:
            self.env.editing.write_lesson(self._debrief, lesson_id, field, content)

    @override
    def focus_field(self) -> bool:
        return self.form is not None and self.form.focus_field("text")
