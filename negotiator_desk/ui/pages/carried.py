"""Carried lessons: those that earlier deals offer, and what becomes of those carried in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.learn import count_pending, is_pending
from negotiator_desk.models.choices import LessonDecision
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.learn import CarriedLesson
from negotiator_desk.ui.declared_actions import keys_of
from negotiator_desk.ui.models.columns import Column, columns_named
from negotiator_desk.ui.models.records import tooltip
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording import lessons as wording
from negotiator_desk.wording.catalogue import _, ngettext

if TYPE_CHECKING:
    from negotiator_desk.domain.lessons import Teaching
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

SOURCE: Final = Qt.ItemDataRole.UserRole
OFFER_HEIGHT: Final = 128


class OfferCard(QFrame):
    """The lessons that can be carried in, each ticked; what is ticked is carried in one step."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self._shown: tuple[Teaching, ...] | None = None
        self.setProperty("card", True)
        self.head = QLabel(self)
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        self.rows = QListWidget(self)
        self.rows.setAccessibleName(_("Lessons of earlier deals"))
        self.rows.setAccessibleDescription(_("Space ticks one"))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setFixedHeight(env.theme.sizes.px(OFFER_HEIGHT))
        self.rows.setSpacing(1)
        self.carry = QPushButton(self)
        self.carry.setProperty("primary", True)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.head, 1)
        foot.addWidget(self.carry)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        column.addLayout(foot)
        column.addWidget(self.rows)
        self.rows.itemChanged.connect(self._show_count)
        self.carry.clicked.connect(self._carry)

    def refresh(self) -> None:
        """Show what is offered now; what was ticked off stays so."""
        found, snapshot = self._env.earlier.found, self._env.open_deal.snapshot
        self.setVisible(bool(found) and snapshot is not None)
        if snapshot is None:
            return
        self.head.setText(wording.offer_text(found, snapshot.deal.buyer) if found else "")
        if found == self._shown:
            return
        off = {
            item.data(SOURCE)
            for item in map(self.rows.item, range(self.rows.count()))
            if item.checkState() != Qt.CheckState.Checked
        }
        self._shown = found
        self.rows.blockSignals(True)
        self.rows.clear()
        for teaching in found:
            line = _("{lesson}  ({deal})").format(
                lesson=wording.teaching_line(teaching), deal=wording.deal_name(teaching.deal)
            )
            item = QListWidgetItem(line, self.rows)
            item.setToolTip(tooltip(line))
            item.setData(SOURCE, str(teaching.source))
            ticked = str(teaching.source) not in off
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.rows.blockSignals(False)
        if found:
            self.rows.setCurrentRow(0)
        self._show_count()

    def ticked(self) -> list[Teaching]:
        """What is to be carried in."""
        rows = map(self.rows.item, range(self.rows.count()))
        wanted = {item.data(SOURCE) for item in rows if item.checkState() == Qt.CheckState.Checked}
        return [each for each in self._shown or () if str(each.source) in wanted]

    def _show_count(self) -> None:
        n = len(self.ticked())
        self.carry.setEnabled(bool(n))
        self.carry.setText(
            ngettext("Carry {n} lesson in", "Carry {n} lessons in", n).format(n=n)
            if n
            else _("Carry lessons in")
        )

    def _carry(self) -> None:
        self._env.editing.carry_lessons(self.ticked())


class CarriedView(RecordsView):
    """The list with what is offered above it; A applies the lesson at hand, D dismisses it."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(section, env, parent)
        self._acts = {"apply_lesson": self._apply, "dismiss_lesson": self._dismiss}
        for name, act in self._acts.items():
            for keys in keys_of(name):
                shortcut = QShortcut(QKeySequence(keys), self.list.table)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(act)
        env.earlier.changed.connect(self.offer.refresh)

    @override
    def act(self, name: str) -> None:
        """Apply or dismiss the lesson at hand, besides what every list does."""
        if name in self._acts:
            self._acts[name]()
        else:
            super().act(name)

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        text, deal, reason = columns_named(CarriedLesson, "text", "from_deal", "reason")
        decision = Column(
            name="decision",
            title=_("Decision"),
            width=128,
            spec=field_map(CarriedLesson)["decision"],
            text=lambda each: wording.decision_mark(each.decision, each.reason)[0],
            meaning=lambda each: wording.decision_mark(each.decision, each.reason)[1],
        )
        return (text, decision, deal, reason)

    @override
    def make_bar(self) -> QWidget:
        held = QWidget(self)
        self.offer = OfferCard(self.env, held)
        self.pending = QLabel(held)
        self.pending.setTextFormat(Qt.TextFormat.PlainText)
        self.pending.setWordWrap(True)
        self.apply = QPushButton(_("Apply"), held)
        self.apply.setToolTip(_("This deal follows it (A)"))
        self.apply.clicked.connect(self._apply)
        self.dismiss = QPushButton(_("Dismiss"), held)
        self.dismiss.setToolTip(_("It does not fit here, with a reason (D)"))
        self.dismiss.clicked.connect(self._dismiss)
        self.wait = QPushButton(_("Let it wait"), held)
        self.wait.setToolTip(_("Takes the decision back"))
        self.wait.clicked.connect(lambda: self._decide(LessonDecision.PENDING))
        self.deciding = QWidget(held)
        row = QHBoxLayout(self.deciding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.pending, 1)
        for button in (self.apply, self.dismiss, self.wait):
            row.addWidget(button)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.offer)
        column.addWidget(self.deciding)
        return held

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        self.offer.refresh()
        super().refresh(kinds)
        snapshot = self.env.open_deal.snapshot
        if snapshot is not None:
            n = count_pending(snapshot)
            self.deciding.setVisible(bool(snapshot.carried_lessons))
            self.pending.setText(wording.pending_text(n) if n else "")

    def _current(self) -> CarriedLesson | None:
        snapshot, current = self.env.open_deal.snapshot, self.list.current_id()
        found = () if snapshot is None else snapshot.carried_lessons
        return next((each for each in found if each.id == current), None)

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        lesson = self._current()
        decision = None if lesson is None else lesson.decision
        self.apply.setEnabled(decision is not LessonDecision.APPLIED)
        self.dismiss.setEnabled(decision is not LessonDecision.DISMISSED)
        self.wait.setVisible(lesson is not None and not is_pending(lesson))

    def _decide(self, decision: LessonDecision) -> None:
        lesson = self._current()
        if lesson is not None:
            self.detail.flush()
            self.env.editing.decide_lesson(lesson.id, decision)

    def _apply(self) -> None:
        self._decide(LessonDecision.APPLIED)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _dismiss(self) -> None:
        if self._current() is None:
            return
        self._decide(LessonDecision.DISMISSED)
        self.detail.focus_field("reason")

    @override
    def focus_main(self) -> None:
        """Put the keyboard on what is offered, else on the list."""
        if self.offer.isVisibleTo(self) and not self.list.model.rowCount():
            self.offer.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().focus_main()
