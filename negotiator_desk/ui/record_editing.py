"""Editing any record of the open deal: from a widget's wish to a service, refusals said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from negotiator_desk.models.fields import field_map
from negotiator_desk.models.kinds import ALL_KINDS, nested_records
from negotiator_desk.models.rules import FormError
from negotiator_desk.services import attachments, drafts, records
from negotiator_desk.ui.errors import file_problem
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.models.before import Criterion
    from negotiator_desk.models.choices import Right
    from negotiator_desk.models.deal import Attachment
    from negotiator_desk.models.fields import Record
    from negotiator_desk.services.attachments import Evidence
    from negotiator_desk.ui.state import OpenDeal
    from negotiator_desk.ui.widgets.form import RecordForm
    from negotiator_desk.wording.formats import Formats


class RecordEditing(QObject):
    """Calls services for the open deal; says a refusal instead of raising it."""

    refused = Signal(str)

    def __init__(
        self, open_deal: OpenDeal, formats: Formats, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._open_deal = open_deal
        self._formats = formats
        self._hearers: list[Callable[[str], object]] = []

    def told_to(self, hearer: Callable[[str], object], on: bool) -> None:
        """Let a dialog at work say refusals itself, or no longer; the last one is told."""
        self._hearers = [each for each in self._hearers if each != hearer]
        if on:
            self._hearers.append(hearer)

    def _refuse(self, text: str) -> None:
        if self._hearers:
            self._hearers[-1](text)
        else:
            self.refused.emit(text)

    def _try(self, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Call a service with the context and the open deal; None where it was refused."""
        deal_id = self._open_deal.deal_id
        if deal_id is None:
            return None
        try:
            return work(self._open_deal.context, deal_id, *args, **named)
        except FormError as error:
            record = ALL_KINDS.get(args[0]) if args and isinstance(args[0], str) else None
            name = error.params.get("holder") or error.params.get("field", "")
            spec = None if record is None else field_map(record).get(str(name))
            self._refuse(form_error_text(error, spec) if spec else _("This cannot be stored."))
        except Refusal as refusal:
            self._refuse(refusal.text)
        except OSError as error:
            self._refuse(file_problem(error))
        return None

    def act(self, service: Callable[..., Any], *args: Any) -> Any:
        """Do one act of a service on the open deal; what it gives, None where it was refused."""
        return self._try(service, *args)

    # -- forms ----------------------------------------------------------------------------------

    def wire(self, form: RecordForm, edited: Callable[..., object] | None = None) -> None:
        """Let a form's wishes arrive here; its edits at ``edited`` first, where that is given."""
        form.edited.connect(edited or self.set_value)
        form.draft_changed.connect(self.keep_draft)
        form.nested_edited.connect(self._set_nested)
        form.nested_added.connect(self._add_nested)
        form.nested_removed.connect(self._remove_nested)
        form.nested_duplicated.connect(self._duplicate_nested)
        form.nested_moved.connect(self._move_nested)

    def show(self, form: RecordForm, record: Record) -> None:
        """Show a record of the open deal in a form, with its warnings and drafts."""
        snapshot = self._open_deal.snapshot
        if snapshot is None:
            return
        sentences: dict[str, list[str]] = {}
        inner: dict[UUID, dict[str, list[str]]] = {}
        inside = (each.id for _field, _place, each in nested_records(record))
        for record_id in (record.id, *inside):
            for warning in self._open_deal.warnings.get(record_id, ()):
                text = warning_text(warning, snapshot, self._formats)
                if record_id == record.id:
                    sentences.setdefault(warning.field, []).append(text)
                else:
                    sentences.setdefault("", []).append(text)
                    inner.setdefault(record_id, {}).setdefault(warning.field, []).append(text)
        form.show_record(record, snapshot, sentences, self._open_deal.drafts, inner)

    # -- records --------------------------------------------------------------------------------

    def set_value(self, kind: str, record_id: UUID, field: str, content: Any) -> None:
        """Store one field of one record; typing on in it stays one undo step."""
        merge = f"{kind}.{record_id}.{field}"
        self._try(records.set_value, kind, record_id, field, content, merge=merge)

    def set_values(
        self, kind: str, record_id: UUID, values: Mapping[str, Any], merge: str = ""
    ) -> None:
        """Store several fields of one record in one undo step."""
        self._try(records.set_values, kind, record_id, values, merge=merge)

    def add(self, kind: str, values: Mapping[str, Any] | None = None) -> UUID | None:
        """Add a record at the end of its list; its id, or None where it was refused."""
        added: UUID | None = self._try(records.add, kind, values or {})
        return added

    def duplicate(self, kind: str, ids: Sequence[UUID]) -> Sequence[UUID]:
        """Put a copy of each record behind it; the ids of the copies."""
        copies: Sequence[UUID] = self._try(records.duplicate, kind, ids) or ()
        return copies

    def remove(self, kind: str, ids: Sequence[UUID]) -> None:
        """Delete records; undo brings them back."""
        self._try(records.remove, kind, ids)

    def move(self, kind: str, record_id: UUID, index: int) -> None:
        """Put a record at another place of its list."""
        self._try(records.move, kind, record_id, index)

    def keep_draft(self, kind: str, record_id: UUID, field: str, text: str | None) -> None:
        """Keep text that cannot be read yet, or forget it once it can."""
        if text is None:
            self._try(drafts.clear_draft, kind, record_id, field)
        else:
            self._try(drafts.keep_draft, kind, record_id, field, text)

    # -- files ----------------------------------------------------------------------------------

    def add_file(self, path: Path) -> UUID | None:
        """Keep a file with the deal; the id of its record, or None where it was refused."""
        added: UUID | None = self._try(attachments.add_file, path)
        return added

    def save_file(self, attachment: Attachment, path: Path) -> None:
        """Write a kept file to the disk."""
        self._try(lambda context, _deal: attachments.save_file(context, attachment, path))

    def read_evidence(self, path: Path, beside: Sequence[Evidence] = ()) -> Evidence | None:
        """Read a file that is to be evidence; None where it was refused."""
        found: Evidence | None = self._try(attachments.read_evidence, path, beside)
        return found

    # -- records inside records -----------------------------------------------------------------

    def set_right(self, criterion: Criterion, person: UUID, right: Right, on: bool) -> None:
        """Note that a person holds a right on a criterion, or no longer."""
        from negotiator_desk.domain.rights import entries_of

        if on:
            values = {"stakeholder_id": person, "right": right}
            self._try(records.add_nested, "criteria", criterion.id, "rights", values)
        elif gone := entries_of(criterion, person, right):
            self._try(records.remove_nested, "criteria", criterion.id, "rights", gone)

    def _set_nested(
        self, kind: str, parent: UUID, field: str, record_id: UUID, name: str, content: Any
    ) -> None:
        merge = f"{kind}.{record_id}.{name}"
        self._try(
            records.set_nested_value, kind, parent, field, record_id, name, content, merge=merge
        )

    def _add_nested(self, kind: str, parent: UUID, field: str) -> None:
        self._try(records.add_nested, kind, parent, field)

    def _remove_nested(self, kind: str, parent: UUID, field: str, ids: list[UUID]) -> None:
        self._try(records.remove_nested, kind, parent, field, ids)

    def _duplicate_nested(self, kind: str, parent: UUID, field: str, ids: list[UUID]) -> None:
        self._try(records.duplicate_nested, kind, parent, field, ids)

    def _move_nested(
        self, kind: str, parent: UUID, field: str, record_id: UUID, index: int
    ) -> None:
        self._try(records.move_nested, kind, parent, field, record_id, index)
