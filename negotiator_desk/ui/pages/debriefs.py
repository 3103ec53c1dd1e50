"""Debriefs: which one is offered now, the one at hand step by step, and those that were held."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.domain.debrief import STEPS_OF, Offered, offered_debriefs, steps_done
from negotiator_desk.models.choices import DebriefKind
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.learn import Debrief
from negotiator_desk.ui.models.columns import Column, columns_named, field_column
from negotiator_desk.ui.pages.debrief_walk import DebriefWalk
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording import lessons as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section


class DebriefsView(RecordsView):
    """The walk through the debrief at hand, a line with what is offered, and the list."""

    top_least = 0

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(section, env, parent)
        self.upright.setSizes([330, 170])
        self.walk.ended.connect(self._on_ended)

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        (held,) = columns_named(Debrief, "held_on")
        fields = field_map(Debrief)
        kind = field_column(fields["kind"], width=150)
        limit = field_column(fields["buyer_limit_found"], title=_("Their limit"))
        answered = Column(
            name="answered",
            title=_("Answered"),
            width=104,
            text=lambda each: wording.answered_text(self._answered(each)),
            meaning=lambda each: "" if self._answered(each) == STEPS_OF else "exposed",
            depends=frozenset({"lessons", "trades"}),
        )
        return (kind, held, answered, limit)

    def _answered(self, debrief: Debrief) -> int:
        facts = self.env.open_deal.facts
        return 0 if facts is None else len(steps_done(facts, debrief))

    @override
    def make_top(self) -> QWidget:
        self.walk = DebriefWalk(self.env, self)
        self.walk.hide()
        return self.walk

    @override
    def make_bar(self) -> QWidget:
        self.bar = QWidget(self)
        self.offered = QLabel(self.bar)
        self.offered.setTextFormat(Qt.TextFormat.PlainText)
        self.offered.setWordWrap(True)
        self.starts = {kind: self._start_button(kind) for kind in DebriefKind}
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.offered, 1)
        for button in self.starts.values():
            row.addWidget(button)
        return self.bar

    def _start_button(self, kind: DebriefKind) -> QPushButton:
        button = QPushButton(wording.start_label(kind), self.bar)
        button.setAccessibleName(wording.offered_label(kind))
        button.setProperty("primary", True)
        button.clicked.connect(partial(self._start, kind))
        button.hide()
        return button

    def _offered(self) -> Sequence[Offered]:
        facts = self.env.open_deal.facts
        return () if facts is None else offered_debriefs(facts)

    def _now(self) -> list[Offered]:
        return [each for each in self._offered() if each.day <= self.env.around.today()]

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        facts, today = self.env.open_deal.facts, self.env.around.today()
        if facts is None:
            return
        found = offered_debriefs(facts)
        signed = facts.deal.signed_on is not None
        self.offered.setText(wording.offered_text(found, today, signed, self.env.formats))
        now = {each.kind for each in self._now()}
        for kind, button in self.starts.items():
            button.setVisible(kind in now)

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        self.walk.show_debrief(record_id)

    def _start(self, kind: DebriefKind, _checked: bool = False) -> None:
        started = self.env.editing.start_debrief(kind)
        if started is not None:
            self.list.select(started)
            self.walk.focus_step()

    @override
    def add(self) -> None:
        """Begin the debrief that is offered, now or before its day; else a blank one."""
        offered = self._offered()
        if offered:
            self._start(offered[0].kind)
        else:
            super().add()

    def _on_ended(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the debrief that is offered, else on the list."""
        now = self._now()
        if now:
            self.starts[now[0].kind].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().focus_main()

    @override
    def flush(self) -> None:
        super().flush()
        self.walk.flush()
