"""From a widget's wish to a service: every edit of the window passes here, and refusals come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from negotiator_desk.models.fields import field_map
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.models.rules import FormError
from negotiator_desk.services import drafts, records
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.ui.state import OpenDeal


class Editing(QObject):
    """Calls the services for the open deal; says a refusal instead of raising it."""

    refused = Signal(str)

    def __init__(self, open_deal: OpenDeal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_deal = open_deal

    def _try(self, work: Callable[[], Any], kind: str = "", field: str = "") -> Any:
        try:
            return work()
        except FormError as error:
            name = str(error.params.get("field", field))
            spec = field_map(ALL_KINDS[kind]).get(name) if kind else None
            self.refused.emit(
                form_error_text(error, spec) if spec else _("This cannot be stored.")
            )
        except Refusal as refusal:
            self.refused.emit(refusal.text)
        return None

    def _deal(self) -> UUID:
        deal_id = self._open_deal.deal_id
        assert deal_id is not None
        return deal_id

    def set_value(
        self, kind: str, record_id: UUID, field: str, content: Any, merge: str = ""
    ) -> None:
        """Store one field of one record."""
        context = self._open_deal.context
        self._try(
            lambda: records.set_value(
                context, self._deal(), kind, record_id, field, content, merge=merge
            ),
            kind,
            field,
        )

    def add(self, kind: str, values: Mapping[str, Any] | None = None) -> UUID | None:
        """Add a record at the end of its list; its id, or None where it was refused."""
        context = self._open_deal.context
        added: UUID | None = self._try(
            lambda: records.add(context, self._deal(), kind, values or {}), kind
        )
        return added

    def duplicate(self, kind: str, ids: Sequence[UUID]) -> None:
        """Put a copy of each record behind it."""
        self._try(lambda: records.duplicate(self._open_deal.context, self._deal(), kind, ids), kind)

    def remove(self, kind: str, ids: Sequence[UUID]) -> None:
        """Delete records; undo brings them back."""
        self._try(lambda: records.remove(self._open_deal.context, self._deal(), kind, ids), kind)

    def move(self, kind: str, record_id: UUID, index: int) -> None:
        """Put a record at another place of its list."""
        self._try(
            lambda: records.move(self._open_deal.context, self._deal(), kind, record_id, index),
            kind,
        )

    def keep_draft(self, kind: str, record_id: UUID, field: str, text: str | None) -> None:
        """Keep text that cannot be read yet, or forget it once it can."""
        context = self._open_deal.context
        if text is None:
            drafts.clear_draft(context, self._deal(), kind, record_id, field)
        else:
            drafts.keep_draft(context, self._deal(), kind, record_id, field, text)
