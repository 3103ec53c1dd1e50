"""The open deal: one snapshot, its diagnosis and its warnings, reloaded by changed kinds only."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
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
    from datetime import date

    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.domain.mandate import Mandate
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.wording.formats import Formats

Warnings = Mapping[UUID, tuple[SenseWarning, ...]]


class _Look(msgspec.Struct, frozen=True):
    """A deal as it stands, with all that is worked out from it as a whole."""

    snapshot: Snapshot
    facts: Facts
    diagnosis: Diagnosis
    warnings: Warnings
    doubts: Memory


def _look_at(snapshot: Snapshot, today: date, before: Facts | None, doubts: Memory) -> _Look:
    facts = facts_of(snapshot, today, before)
    grouped: dict[UUID, list[SenseWarning]] = defaultdict(list)
    for warning in warnings(snapshot, doubts):
        grouped[warning.record_id].append(warning)
    beside = {key: tuple(found) for key, found in grouped.items()}
    return _Look(snapshot, facts, diagnose_facts(facts), beside, doubts)


class OpenDeal(QObject):
    """The deal on the screen.

    ``opened`` says that another deal is shown, or none; ``changed`` names the kinds that were
    loaded again, after snapshot, diagnosis and warnings have all become new; ``desk_changed``
    hands on what the desk says of any change, for the list of deals and the status line.

    An edit that a worker makes is read and weighed by that worker too; on the screen's thread it
    only takes its place.
    """

    opened = Signal()
    changed = Signal(frozenset)
    desk_changed = Signal(object)
    _arrived = Signal(object, object, object)

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
        self._thread = threading.get_ident()
        self._arrived.connect(self._on_arrived)
        self._unsubscribe = context.desk.subscribe(self._on_desk)

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
        self._take(_look_at(self.snapshot, self.context.today(), self._facts, self._doubts))

    def _take(self, look: _Look) -> None:
        self.snapshot = self.suggestions.snapshot = look.snapshot
        self._facts = look.facts
        self.diagnosis = look.diagnosis
        self.warnings = look.warnings
        self._doubts = look.doubts

    def _read_drafts(self) -> None:
        deal_id = self.deal_id
        found = () if deal_id is None else drafts.load_drafts(self.context, deal_id)
        self.drafts = {
            (draft.record_id, draft.field): draft.text for draft in found if draft.record_id
        }

    def _on_desk(self, change: Changed) -> None:
        """Hear of a change, in the thread that made it."""
        if threading.get_ident() == self._thread:
            self._on_changed(change)
            return
        before, look = self.snapshot, None
        if before is not None and (kinds := self._kinds_of(change, before)):
            try:
                snapshot = self.context.desk.reload(before, kinds)
            except LookupError:  # the deal is gone; the screen's thread finds that too
                snapshot = None
            if snapshot is not None:
                look = _look_at(snapshot, self.context.today(), self._facts, Memory())
        self._arrived.emit(change, before, look)

    def _on_arrived(self, change: Changed, before: Snapshot | None, look: _Look | None) -> None:
        """Show what a worker changed; where the deal has moved on since, it is read again."""
        if not self.closed:
            self._on_changed(change, look if self.snapshot is before else None)

    @staticmethod
    def _kinds_of(change: Changed, snapshot: Snapshot) -> frozenset[str]:
        """The kinds of a deal that a change touched."""
        touched = snapshot.deal.id in change.deal_ids
        return frozenset(change.kinds) & DEAL_KINDS.keys() if touched else frozenset()

    def _on_changed(self, change: Changed, look: _Look | None = None) -> None:
        kinds = frozenset(change.kinds)
        drafts_before = self.drafts
        if "drafts" in kinds:  # before what shows them is told
            self._read_drafts()
        snapshot = self.snapshot
        deal_kinds = frozenset[str]() if snapshot is None else self._kinds_of(change, snapshot)
        if deal_kinds and look is not None:
            self._take(look)
            self.changed.emit(deal_kinds)
        elif deal_kinds:
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
