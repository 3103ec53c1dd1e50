"""What can still go after signature: each record with its amount, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.models.choices import ChangeStatus, Control
from negotiator_desk.models.delivery import Change, Entitlement
from negotiator_desk.models.kinds import find_record
from negotiator_desk.models.signature import Term
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.controls import finding_table
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL_STRONG, HEADING, MUTED
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import choice_label, record_title, short_line, title_of
from negotiator_desk.wording.terms import asked_now, state_text

_AFTER: Final = (Control.SIGNATURE, Control.DELIVERY)


def still_exposed(context: Context) -> Iterator[Block]:
    """The records behind what is exposed after signature, then the findings that can be mended."""
    # A belief above the evidence is the sales lead's to mend, not delivery's.
    found = [
        finding
        for finding in context.diagnosis.findings
        if finding.control in _AFTER and finding.mendable and "declared" not in finding.params
    ]
    table = _records(context)
    yield Text(_("Still exposed"), HEADING, before=20, keep=True, outline=0)
    if table is not None:
        yield Text(_("What nothing holds yet, in order of money."), MUTED, keep=True)
        yield table
    if found:
        before = 10 if table is not None else 0
        yield Text(_("What can still be held, in order of money."), MUTED, keep=True, before=before)
        yield finding_table(context, found, whole=False)
    elif table is None:
        yield Text(_("Nothing that could still be mended is open."), BODY, before=4)


def has_unpriced(diagnosis: Diagnosis) -> bool:
    """Whether an amount is missing, so that what is exposed after signature is "at least"."""
    return any(diagnosis.control(control).unpriced for control in _AFTER)


def _records(context: Context) -> Table | None:
    """Each record with what can go with it, and their sum; None where nothing can."""
    results = [context.diagnosis.control(control) for control in _AFTER]
    parts = sorted(
        (part for result in results for part in result.exposures), key=lambda part: -part.amount
    )
    if not parts:
        return None
    formats, currency = context.formats, context.currency
    rows = [
        Row(
            (
                Cell(title_of(part.record, formats, context.snapshot), CELL_STRONG),
                Cell(_why(context, part.record)),
                Cell(formats.amount(part.amount, currency)),
            )
        )
        for part in parts
    ]
    whole = formats.amount(sum(part.amount for part in parts), currency)
    if has_unpriced(context.diagnosis):
        whole = wording.at_least(whole)
    rows.append(Row((Cell(_("All of it"), CELL_STRONG), Cell(""), Cell(whole, CELL_STRONG))))
    columns = (
        Column(_("What"), 36),
        Column(_("Why it can go"), 42),
        Column(context.with_currency(_("Exposed")), 22, "right"),
    )
    return Table(columns, rows, before=4)


def _why(context: Context, record_id: UUID) -> str:
    """Why nothing holds the amount of a record, as of the date of the document."""
    found = find_record(context.now, record_id)
    if found is None:
        return ""
    kind, record = found
    if isinstance(record, Term):
        asked = short_line(asked_now(record))
        state = state_text(record)
        return _("{state}: {asked}").format(state=state, asked=asked) if asked else state
    if isinstance(record, Change):
        status = choice_label(record.status or ChangeStatus.RAISED)
        if record.reply_due_on is None:
            return status
        day = context.formats.date_text(record.reply_due_on)
        return _("{state}, reply by {date}").format(state=status, date=day)
    if isinstance(record, Entitlement):
        day = context.formats.date_text(record.notice_by or record.due_on)
        return _("Not claimed by {date}").format(date=day)
    owner = record_title(kind, record, context.formats, context.snapshot)
    return _("Owed to us in {trade}, and nothing holds it").format(trade=owner)
