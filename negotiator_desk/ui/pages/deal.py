"""The deal's own fields: facts and dates, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from negotiator_desk.models.deal import Deal, Outcome
from negotiator_desk.ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env


def _card(form: RecordForm, parent: QWidget) -> None:
    card = QFrame(parent)
    card.setProperty("card", True)
    inner = QVBoxLayout(card)
    inner.setContentsMargins(16, 12, 16, 12)
    inner.addWidget(form)
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)


class DealFacts(QWidget):
    """The form of the deal itself."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.form = RecordForm(Deal, env.formats, env.suggestions, self, leave_out=("outcome",))
        _card(self.form, self)
        env.editing.wire(self.form)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is."""
        snapshot = self._env.open_deal.snapshot
        if snapshot is not None and (not kinds or "deal" in kinds):
            self._env.editing.show(self.form, "deal", snapshot.deal)


class OutcomeView(QWidget):
    """How the deal ended: result, winner, reasons."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.form = RecordForm(Outcome, env.formats, env.suggestions, self)
        _card(self.form, self)
        self.form.edited.connect(self._on_edited)

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the outcome of the open deal."""
        snapshot = self._env.open_deal.snapshot
        if snapshot is None or (kinds and "deal" not in kinds):
            return
        outcome = snapshot.deal.outcome or Outcome()
        self.form.show_record(outcome, snapshot, (), {})

    def _on_edited(self, _kind: str, _id: UUID, field: str, content: Any) -> None:
        snapshot = self._env.open_deal.snapshot
        if snapshot is None:
            return
        outcome = snapshot.deal.outcome or Outcome()
        changed = msgspec.structs.replace(outcome, **{field: content})
        empty = changed == Outcome()
        self._env.editing.set_value(
            "deal", snapshot.deal.id, "outcome", None if empty else changed, merge=f"outcome.{field}"
        )


