"""The open deal: one snapshot, its diagnosis and its warnings, reloaded by changed kinds only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.sense import Warning as SenseWarning
from negotiator_desk.domain.sense import warnings
from negotiator_desk.models.kinds import DEAL_KINDS

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.desk import Changed

Warnings = Mapping[UUID, tuple[SenseWarning, ...]]


class OpenDeal(QObject):
    """The deal on the screen.

    ``opened`` says that another deal is shown, or none; ``changed`` names the kinds that were
    loaded again, after snapshot, diagnosis and warnings have all become new; ``desk_changed``
    names the kinds of the desk that changed, for the list of deals and the settings.
    """

    opened = Signal()
    changed = Signal(frozenset)
    desk_changed = Signal(frozenset)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.snapshot: Snapshot | None = None
        self.diagnosis: Diagnosis | None = None
        self.warnings: Warnings = {}
        self._unsubscribe = context.desk.subscribe(self._on_changed)

    @property
    def deal_id(self) -> UUID | None:
        """The id of the open deal."""
        return None if self.snapshot is None else self.snapshot.deal.id

    def open(self, deal_id: UUID | None) -> None:
        """Show another deal, or none."""
        self.snapshot = None if deal_id is None else self.context.desk.load(deal_id)
        self._compute()
        self.opened.emit()

    def close(self) -> None:
        """Stop listening to the desk."""
        self._unsubscribe()

    def _compute(self) -> None:
        if self.snapshot is None:
            self.diagnosis = None
            self.warnings = {}
            return
        self.diagnosis = diagnose(self.snapshot, self.context.today())
        grouped: dict[UUID, list[SenseWarning]] = defaultdict(list)
        for warning in warnings(self.snapshot):
            grouped[warning.record_id].append(warning)
        self.warnings = {key: tuple(found) for key, found in grouped.items()}

    def _on_changed(self, change: Changed) -> None:
        kinds = frozenset(change.kinds)
        if self.snapshot is not None and self.snapshot.deal.id in change.deal_ids:
            deal_kinds = kinds & DEAL_KINDS.keys()
            if deal_kinds:
                self._reload(deal_kinds)
        self.desk_changed.emit(kinds)

    def _reload(self, kinds: frozenset[str]) -> None:
        assert self.snapshot is not None
        try:
            self.snapshot = self.context.desk.reload(self.snapshot, kinds)
        except LookupError:  # the deal itself was deleted, or its import undone
            self.open(None)
            return
        self._compute()
        self.changed.emit(kinds)
