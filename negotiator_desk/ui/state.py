"""The open deal: one snapshot, its diagnosis and its warnings, reloaded by changed kinds only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from negotiator_desk.domain.control import diagnose_facts
from negotiator_desk.domain.facts import facts_of
from negotiator_desk.domain.item_sense import Memory
from negotiator_desk.domain.sense import warnings
from negotiator_desk.domain.warning import Warning as SenseWarning
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.services import drafts
from negotiator_desk.ui.suggestions import desk_names
from negotiator_desk.ui.widgets.surroundings import DealSuggestions

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.domain.mandate import Mandate
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.wording.formats import Formats

Warnings = Mapping[UUID, tuple[SenseWarning, ...]]


class OpenDeal(QObject):
    """The deal on the screen.

    ``opened`` says that another deal is shown, or none; ``changed`` names the kinds that were
    loaded again, after snapshot, diagnosis and warnings have all become new; ``desk_changed``
    hands on what the desk says of any change, for the list of deals and the status line.
    """

    opened = Signal()
    changed = Signal(frozenset)
    desk_changed = Signal(object)

    def __init__(self, context: Context, formats: Formats, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.snapshot: Snapshot | None = None
        self.diagnosis: Diagnosis | None = None
        self.warnings: Warnings = {}
        self._doubts = Memory()
        self._facts: Facts | None = None
        self._mandate: Mandate | None = None
        self.drafts: dict[tuple[UUID, str], str] = {}
        self.closed = False
        self.typed_lines: list[str] = []
        """Lines of quick entry that were logged or given up since the deal was opened."""
        self.suggestions = DealSuggestions(formats, partial(desk_names, context))
        self._unsubscribe = context.desk.subscribe(self._on_changed)

    @property
    def deal_id(self) -> UUID | None:
        """The id of the open deal."""
        return None if self.snapshot is None else self.snapshot.deal.id

    def open(self, deal_id: UUID | None) -> None:
        """Show another deal, or none."""
        self.snapshot = None if deal_id is None else self.context.desk.load(deal_id, hold=True)
        self._facts = None
        self.typed_lines.clear()
        self._compute()
        self._read_drafts()
        self.opened.emit()

    @property
    def facts(self) -> Facts | None:
        """The deal as of today, ordered and indexed."""
        return self._facts

    @property
    def mandate(self) -> Mandate | None:
        """What each holder of authority has left today; worked out when it is first asked for."""
        if self._facts is None:
            return None
        if self._mandate is None or self._mandate.facts is not self._facts:
            from negotiator_desk.domain.mandate import mandate_from

            self._mandate = mandate_from(self._facts)
        return self._mandate

    def close(self) -> None:
        """Stop listening to the desk; nothing is read from it or written to it any more."""
        self.closed = True
        self._unsubscribe()

    def _compute(self) -> None:
        self.suggestions.snapshot = self.snapshot
        if self.snapshot is None:
            self.diagnosis = None
            self.warnings = {}
            self._facts = None
            return
        self._facts = facts_of(self.snapshot, self.context.today(), self._facts)
        self.diagnosis = diagnose_facts(self._facts)
        grouped: dict[UUID, list[SenseWarning]] = defaultdict(list)
        for warning in warnings(self.snapshot, self._doubts):
            grouped[warning.record_id].append(warning)
        self.warnings = {key: tuple(found) for key, found in grouped.items()}

    def _read_drafts(self) -> None:
        deal_id = self.deal_id
        found = () if deal_id is None else drafts.load_drafts(self.context, deal_id)
        self.drafts = {
            (draft.record_id, draft.field): draft.text for draft in found if draft.record_id
        }

    def _on_changed(self, change: Changed) -> None:
        kinds = frozenset(change.kinds)
        drafts_before = self.drafts
        if "drafts" in kinds:  # before what shows them is told
            self._read_drafts()
        deal_kinds = frozenset[str]()
        if self.snapshot is not None and self.snapshot.deal.id in change.deal_ids:
            deal_kinds = kinds & DEAL_KINDS.keys()
        if deal_kinds:
            self._reload(deal_kinds)
        elif self.drafts != drafts_before:
            self.changed.emit(frozenset({"drafts"}))
        self.desk_changed.emit(change)

    def _reload(self, kinds: frozenset[str]) -> None:
        assert self.snapshot is not None
        try:
            self.snapshot = self.context.desk.reload(self.snapshot, kinds)
        except LookupError:  # the deal itself was deleted, or its import undone
            self.open(None)
            return
        self._compute()
        self.changed.emit(kinds)
