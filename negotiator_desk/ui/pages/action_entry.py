"""A finding becomes an action here: who does it, by when, in one step."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from negotiator_desk.models.fields import field_map
from negotiator_desk.models.learn import Action
from negotiator_desk.ui.widgets.editors import make_editor
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import label, short_line

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Finding
    from negotiator_desk.ui.env import Env

DUE_IN: Final = timedelta(days=7)
"""By when an action is due unless told otherwise."""

_FIELDS: Final = ("owner", "due_on")


class ActionEntry(QWidget):
    """Owner and day beside a finding; Enter in either makes the action, as the button does."""

    made = Signal(UUID)

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._deal: UUID | None = None
        self._finding: Finding | None = None
        self._text = ""
        self._open: tuple[Action, ...] = ()
        specs = field_map(Action)
        self.editors = {name: make_editor(specs[name], env.around, self) for name in _FIELDS}
        self.problem = QLabel(self)
        self.problem.setProperty("role", "lost")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.button = QPushButton(_("Make this an action"), self)
        self.button.clicked.connect(self.make)
        self.open = QPushButton(self)
        self.open.setProperty("link", True)
        self.open.setProperty("flush", True)
        self.open.clicked.connect(self._go_to_open)
        fields = QGridLayout()
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(2)
        for place, (name, editor) in enumerate(self.editors.items()):
            caption = QLabel(label(specs[name]), self)
            caption.setProperty("role", "label")
            caption.setBuddy(editor)
            fields.addWidget(caption, 0, place)
            fields.addWidget(editor, 1, place)
            editor.finished.connect(self.make)
            editor.problem_changed.connect(lambda _text: self._say_problem())
        # The day takes what a whole date needs, the name the rest.
        fields.setColumnStretch(0, 1)
        self.editors["due_on"].setFixedWidth(env.theme.sizes.px(128))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(fields)
        column.addWidget(self.problem)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.problem.hide()

    def show_finding(self, finding: Finding, text: str = "") -> None:
        """Offer an action for a finding, and name the one that is open already.

        Owner and day stay as they were typed until another deal is shown. ``text`` says what is
        to be done where the finding is none of the control model's own; several of these share a
        check, so that an open action is known by this text too.
        """
        self._finding, self._text = finding, text
        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return
        if snapshot.deal.id != self._deal:
            self._deal = snapshot.deal.id
            owner = snapshot.deal.owner or self._env.open_deal.context.person()
            self.editors["owner"].load(owner)
            self.editors["due_on"].load(self._env.around.today() + DUE_IN)
        self._open = tuple(
            action
            for action in snapshot.actions
            if action.check == (finding.check or finding.key)
            and (not text or action.text == text)
            and action.done_on is None
        )
        self.open.setVisible(bool(self._open))
        if self._open:
            self.open.setText(self._open_text().replace("&", "&&"))
            self.open.setToolTip(_("Go to the action"))

    def _open_text(self) -> str:
        first, more = self._open[0], len(self._open) - 1
        owner = short_line(visible(first.owner), 28) or _("nobody")
        day = self._env.formats.date_text(first.due_on) if first.due_on else _("no date")
        text = _("Action open: {owner}, {day}").format(owner=owner, day=day)
        if more:
            text += ngettext(" and {n} more", " and {n} more", more).format(n=more)
        return text

    def _say_problem(self) -> None:
        text = "\n".join(editor.problem for editor in self.editors.values() if editor.problem)
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def make(self) -> None:
        """Make the action with the owner and the day as they stand."""
        for editor in self.editors.values():
            editor.commit(leaving=True)
            if editor.problem:
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self._finding is not None:
            values = {name: editor.value() for name, editor in self.editors.items()}
            added = self._env.editing.add_action(self._finding, self._text, values)
            if added is not None:
                self.made.emit(added)

    def _go_to_open(self) -> None:
        if self._open:
            self._env.go_to(self._open[0].id)
