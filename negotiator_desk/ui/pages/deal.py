"""The deal's own fields: facts and dates, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.ui.pages.gates import GateBar
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from negotiator_desk.ui.env import Env

OUTCOME = "outcome"


class DealForm(SectionView):
    """The form of the deal itself, or of the part of it that belongs on another tab."""

    def __init__(
        self,
        env: Env,
        leave_out: Sequence[str],
        parent: QWidget | None = None,
        *,
        gates: bool = False,
    ) -> None:
        super().__init__(parent)
        self._env = env
        self.form = RecordForm("deal", env.around, self, leave_out=leave_out)
        env.editing.wire(self.form, self._on_edited)
        card = QFrame(self)
        card.setProperty("card", True)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 12, 4, 12)
        inner.addWidget(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.gate_bar = GateBar(env, self) if gates else None
        if self.gate_bar is not None:
            column.addWidget(self.gate_bar)
        column.addWidget(card, 1)

    def _on_edited(self, kind: str, record_id: UUID, field: str, content: Any) -> None:
        """Store a field; a later stage is set through the gate out of the one that is left."""
        if field == "stage":
            from negotiator_desk.ui.dialogs.gate import ask_gate

            if ask_gate(self._env, self.window(), content):
                self._show_deal()  # the field shows what was picked, also where it was left
                return
        self._env.editing.set_value(kind, record_id, field, content)

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the first field."""
        self.form.focus_field()

    @override
    def focus_field(self, name: str) -> None:
        self.form.focus_field(name)

    @override
    def flush(self) -> None:
        """Store what has been typed and not stored yet."""
        self.form.flush()

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is."""
        if self.gate_bar is not None:
            self.gate_bar.refresh()
        if not kinds or kinds & {"deal", "drafts"}:
            self._show_deal()

    def _show_deal(self) -> None:
        snapshot = self._env.open_deal.snapshot
        if snapshot is not None:
            self._env.editing.show(self.form, snapshot.deal)


def deal_facts(env: Env, parent: QWidget) -> DealForm:
    """Facts and dates of the deal."""
    return DealForm(env, (OUTCOME,), parent, gates=True)
