"""The self-assessment: one statement at a time, a digit answers and goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.selfassess import FULL_ANSWER, in_order
from negotiator_desk.models.choices import Control
from negotiator_desk.models.learn import ANSWER_KEYS, SelfAssessment
from negotiator_desk.ui.fitting import resize_within
from negotiator_desk.ui.keys import press_on_ctrl_enter
from negotiator_desk.ui.pages.beliefs import BeliefTable
from negotiator_desk.wording.beliefs import answer_text
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.checks import statement_text
from negotiator_desk.wording.labels import choice_label

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env

DRAFT_FIELD: Final = "questionnaire"
"""Under this name of the deal answers are kept that were given and not stored."""

_NOBODY: Final = UUID(int=0)


def ask(env: Env, parent: QWidget) -> UUID | None:
    """Ask the twenty statements; the id of the self-assessment, None where none was kept."""
    snapshot = env.open_deal.snapshot
    if snapshot is None:
        return None
    dialog = QuestionnaireDialog(env, snapshot, parent)
    dialog.exec()
    added = dialog.added
    dialog.deleteLater()
    return added


def _kept_answers(text: str) -> dict[str, int]:
    """Answers kept in the place of a draft; what is none of ours is left out."""
    try:
        kept = msgspec.json.decode(text, type=dict[str, int])
    except (msgspec.DecodeError, UnicodeError):
        return {}
    return {k: n for k, n in kept.items() if k in ANSWER_KEYS and 0 <= n <= FULL_ANSWER}


class QuestionnaireDialog(QDialog):
    """Digits 0 to 4 answer and go on, Backspace goes back, Return skips; it may be left half done.

    Answers that were given when it is closed are offered again the next time.
    """

    def __init__(self, env: Env, snapshot: Snapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Self-assessment"))
        self._env = env
        self._deal = snapshot.deal.id
        given = in_order(snapshot.self_assessments)
        self._last = given[-1] if given else None
        self.answers = _kept_answers(env.open_deal.drafts.get((self._deal, DRAFT_FIELD), ""))
        self.place = next((i for i, k in enumerate(ANSWER_KEYS) if k not in self.answers), 0)
        self.added: UUID | None = None
        self.progress = self._label("caption")
        self.statement = self._label("section")
        self.statement.setMinimumHeight(env.theme.sizes.px(48))
        self.last = self._label("caption")
        self.buttons: list[QToolButton] = []
        answers = QHBoxLayout()
        for n in range(FULL_ANSWER + 1):
            button = QToolButton(self)
            button.setText(answer_text(n))
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.clicked.connect(lambda _on=False, n=n: self.answer(n))
            answers.addWidget(button)
            self.buttons.append(button)
        answers.addStretch(1)
        self.beliefs = BeliefTable(env, self)
        self.beliefs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.progress)
        column.addWidget(self.statement)
        column.addLayout(answers)
        column.addWidget(self.last)
        column.addWidget(self.beliefs, 1)
        column.addLayout(self._foot())
        px = env.theme.sizes.px
        resize_within(self, px(640), px(480))
        self._show()

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _foot(self) -> QHBoxLayout:
        self.back = QPushButton(_("Back"), self)
        self.back.setToolTip(_("Backspace"))
        self.skip = QPushButton(_("Skip"), self)
        self.keep = QPushButton(_("Keep these answers"), self)
        self.keep.setProperty("primary", True)
        press_on_ctrl_enter(self.keep)
        close = QPushButton(_("Close"), self)
        self.back.clicked.connect(lambda: self._go(-1))
        self.skip.clicked.connect(lambda: self._go(1))
        self.keep.clicked.connect(self._keep)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.back, self.skip):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.keep, close):
            row.addWidget(button)
        for button in (self.back, self.skip, close, self.keep):
            button.setAutoDefault(False)
        return row

    def answer(self, n: int) -> None:
        """Answer the statement at hand and go on; after the last one the answers can be kept."""
        self.answers[ANSWER_KEYS[self.place]] = n
        if self.place == len(ANSWER_KEYS) - 1:
            self._show()
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._go(1)

    def _go(self, step: int) -> None:
        self.place = min(max(self.place + step, 0), len(ANSWER_KEYS) - 1)
        self._show()

    def _show(self) -> None:
        key = ANSWER_KEYS[self.place]
        control = next(each for each in Control if key.startswith(f"{each.value}_"))
        self.progress.setText(
            _("{control} · statement {n} of {of}").format(
                control=choice_label(control), n=self.place + 1, of=len(ANSWER_KEYS)
            )
        )
        text = statement_text(key)
        self.statement.setText(text)
        now = self.answers.get(key)
        for n, button in enumerate(self.buttons):
            button.setChecked(n == now)
            button.setAccessibleName(
                _("{statement} {answer}").format(statement=text, answer=answer_text(n))
            )
        last = None if self._last is None else self._last.answers.get(key)
        self.last.setText(
            "" if last is None else _("Last time: {answer}").format(answer=answer_text(last))
        )
        self.back.setEnabled(self.place > 0)
        self.skip.setEnabled(self.place < len(ANSWER_KEYS) - 1)
        self.keep.setEnabled(bool(self.answers))
        self.beliefs.show_beliefs(_drafted(self.answers, self._env.around.today()), self._last)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        digit = event.key() - Qt.Key.Key_0
        if plain and 0 <= digit <= FULL_ANSWER:
            self.answer(digit)
        elif plain and event.key() == Qt.Key.Key_Backspace:
            self._go(-1)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.keep.hasFocus():
                self._keep()
            else:
                self._go(1)
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        if self._env.open_deal.deal_id != self._deal:
            return
        self.added = self._env.editing.add("self_assessments", {"answers": dict(self.answers)})
        if self.added is not None:
            self._keep_draft(None)
            self.accept()

    def _keep_draft(self, text: str | None) -> None:
        drafts = self._env.open_deal.drafts
        if drafts.get((self._deal, DRAFT_FIELD)) != text:
            self._env.editing.keep_draft("self_assessments", self._deal, DRAFT_FIELD, text)

    @override
    def reject(self) -> None:
        """Close; what was answered is kept for the next time."""
        if self.answers:
            self._keep_draft(msgspec.json.encode(self.answers).decode())
        super().reject()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        super().closeEvent(event)


def _drafted(answers: Mapping[str, int], today: date) -> SelfAssessment:
    return SelfAssessment(id=_NOBODY, answered_on=today, answers=dict(answers))
