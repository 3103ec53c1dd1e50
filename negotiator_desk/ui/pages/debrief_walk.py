"""A debrief step by step: figures, best and worst trade, their limit, one lesson to carry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from negotiator_desk.domain.debrief import Step, next_step, steps_done
from negotiator_desk.models.learn import Debrief
from negotiator_desk.ui.pages.debrief_steps import (
    FiguresStep,
    LessonStep,
    LimitStep,
    StepPage,
    TradeStep,
)
from negotiator_desk.wording import lessons as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import record_title

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.ui.env import Env

STEPS: Final = tuple(Step)


class DebriefWalk(QFrame):
    """Shows one step at a time; Enter goes on. Everything typed is stored as it is typed.

    ``ended`` says that the last step was left by going on.
    """

    ended = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._debrief: UUID | None = None
        self.step = Step.FIGURES
        self.setProperty("card", True)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "section")
        self.progress = QLabel(self)
        self.progress.setProperty("muted", True)
        self.marks = {step: self._mark(step) for step in STEPS}
        self.question = QLabel(self)
        self.question.setProperty("role", "label")
        self.pages: dict[Step, StepPage] = {
            Step.FIGURES: FiguresStep(env, self),
            Step.BEST: TradeStep(Step.BEST, env, self),
            Step.WORST: TradeStep(Step.WORST, env, self),
            Step.LIMIT: LimitStep(env, self),
            Step.LESSON: LessonStep(env, self),
        }
        self._stack = QStackedWidget(self)
        for page in self.pages.values():
            self._stack.addWidget(page)
            page.finished.connect(self.go_on)
        self.back = QPushButton(_("Back"), self)
        self.back.clicked.connect(self._go_back)
        self.skip = QPushButton(_("Skip"), self)
        self.skip.setToolTip(_("Goes on without taking it"))
        self.skip.clicked.connect(lambda: self._step_on(1))
        self.on = QPushButton(self)
        self.on.setProperty("primary", True)
        self.on.clicked.connect(self.go_on)
        self._lay_out()

    def _mark(self, step: Step) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("section", True)
        button.setCheckable(True)
        button.clicked.connect(partial(self._jump, step))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.progress)
        marks = QHBoxLayout()
        marks.setSpacing(4)
        for button in self.marks.values():
            marks.addWidget(button)
        marks.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.skip)
        foot.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(marks)
        column.addWidget(self.question)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    # -- showing --------------------------------------------------------------------------------

    def show_debrief(self, debrief_id: UUID | None) -> None:
        """Show a debrief where it was left, or the same one as it now is."""
        found = self._find(debrief_id)
        self.setVisible(found is not None)
        if found is None:
            self._debrief = None
            return
        facts, debrief = found
        if debrief.id != self._debrief:
            self._debrief = debrief.id
            self.step = next_step(facts, debrief)
        self._show(facts, debrief)

    def _find(self, debrief_id: UUID | None) -> tuple[Facts, Debrief] | None:
        facts = self._env.open_deal.facts
        found = () if facts is None else facts.recorded.debriefs
        debrief = next((each for each in found if each.id == debrief_id), None)
        return None if facts is None or debrief is None else (facts, debrief)

    def _show(self, facts: Facts, debrief: Debrief) -> None:
        snapshot = facts.recorded
        self.title.setText(record_title("debriefs", debrief, self._env.formats, snapshot))
        self.progress.setText(wording.progress_text(self.step))
        self.question.setText(wording.step_question(self.step))
        done = steps_done(facts, debrief)
        for step, button in self.marks.items():
            name = wording.step_label(step)
            button.setText(f"✓ {name}" if step in done else name)
            said = _("{step}: answered") if step in done else _("{step}: open")
            button.setAccessibleName(said.format(step=name))
            button.setChecked(step is self.step)
        page = self.pages[self.step]
        page.show_debrief(facts, debrief)
        self._stack.setCurrentWidget(page)
        waits = page.proposal(facts, debrief) is not None
        last = self.step is STEPS[-1]
        self.skip.setVisible(waits)
        self.back.setEnabled(self.step is not STEPS[0])
        self.on.setText(_("Take it") if waits else _("Done") if last else _("Next"))

    # -- going ----------------------------------------------------------------------------------

    def focus_step(self) -> None:
        """Put the keyboard where the step is answered."""
        found = self._find(self._debrief)
        if found is None:
            return
        page = self.pages[self.step]
        if page.proposal(*found) is not None or not page.focus_field():
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Take what is proposed, where something is, and show the next step."""
        found = self._find(self._debrief)
        if found is None:
            return
        page = self.pages[self.step]
        page.flush()
        if page.problem:
            return  # what cannot be read yet stands there with its sentence
        proposed = page.proposal(*found)
        if proposed is not None:
            self._env.editing.set_value("debriefs", found[1].id, page.field, proposed)
        self._step_on(1)

    def _go_back(self) -> None:
        self._step_on(-1)

    def _step_on(self, way: int) -> None:
        place = STEPS.index(self.step) + way
        if place == len(STEPS):
            self.ended.emit()
        else:
            self._jump(STEPS[max(0, place)])

    def _jump(self, step: Step, _checked: bool = False) -> None:
        self.flush()
        self.step = step
        found = self._find(self._debrief)
        if found is not None:
            self._show(*found)
            self.focus_step()

    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        for page in self.pages.values():
            page.flush()
