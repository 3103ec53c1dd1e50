"""The Control Gap report: what is under control in a deal, what is not, and what to do."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from negotiator_desk.models.choices import Origin
from negotiator_desk.reports.actions import all_actions
from negotiator_desk.reports.contents import Contents
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.controls import control_page, finding_table
from negotiator_desk.reports.document import Document, Wish, make_sheet
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.logs import logs
from negotiator_desk.reports.page import Sheet
from negotiator_desk.reports.past import comparison, history, perception
from negotiator_desk.reports.public import public_record, said_of
from negotiator_desk.reports.summary import summary
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL, CELL_STRONG, HEADING, MUTED, SECTION
from negotiator_desk.wording import documents as words
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import choice_label
from negotiator_desk.wording.refusals import Refusal


def control_gap(context: Context, wish: Wish) -> Document:
    """The report of a deal: the internal edition, with walk-away, costs and judgements.

    Raises:
        Refusal: the day to compare with is not earlier, or the deal has no scores to compare.
    """
    if wish.compare is not None and not context.scored:
        raise Refusal(words.nothing_to_compare())
    edition = wording.edition() if context.scored else choice_label(Origin.PUBLIC_RECORD)
    sheet = make_sheet(context, wish, wording.report_name(), edition)
    if context.scored:
        sheet = replace(sheet, subject=wording.subject())
    return Document(sheet, list(_blocks(context, sheet, wish.compare)))


def _blocks(context: Context, sheet: Sheet, earlier: date | None) -> Iterator[Block]:
    if not context.scored:
        yield from public_record(context)
        yield from logs(context, sheet.body[0], said=said_of(context), new_page=False)
        return
    yield from summary(context, wording.edition(), sheet.body)
    yield Contents(before=14)
    for result in context.diagnosis.controls:
        yield from control_page(context, result)
    yield from _bridge(context)
    yield from perception(context)
    yield from history(context)
    if earlier is not None:
        yield from comparison(context, earlier)
    yield from _findings(context)
    yield from all_actions(context)
    yield from logs(context, sheet.body[0], without=("actions",), new_page=not context.sparse)


def _bridge(context: Context) -> Iterator[Block]:
    page = not context.sparse
    yield Text(_("Value bridge"), HEADING, before=22, new_page=page, keep=True, outline=0)
    yield Text(_("From the opening to the value now."), MUTED, keep=True)
    steps = max(len(context.diagnosis.bridge), 1)
    yield context.picture("value_bridge", 46 + 15 * steps, before=8)
    if context.sparse and not context.diagnosis.bridge:
        return
    value = context.diagnosis.value
    lines: list[tuple[str, Fraction | None, str]] = [
        (_("Price moved"), value.price_moved, _("All falls of our price, corrected for scope.")),
        (_("Moved for a return"), value.price_moved_for_return, _("Part of the price moved.")),
        (_("Cost given in kind"), value.cost_given, _("In agreed trades, beside the price.")),
        (_("Value received"), value.value_received, _("In agreed trades.")),
        (_("Lost at the table"), value.leakage, _("Given beyond the return.")),
        (_("Price of award"), value.price_of_award, _("Given between award and signing.")),
        (_("Signed"), value.signed, _("What the contract says.")),
        (_("Contract sum today"), value.contract_sum_today, _("With agreed price changes.")),
        (_("Lost after signature"), value.lost_after_signature, _("In delivery.")),
        (
            _("Gained after signature"),
            value.gained_after_signature,
            _("Compensation and returns beyond their cost."),
        ),
        (_("Value now"), value.value_now, _("Signed, less lost, plus gained.")),
        (
            _("Exposed after signature"),
            value.exposed_after_signature,
            _("At signature and in delivery, without what is open at the table."),
        ),
        (_("Protected"), value.protected, _("Signed, less lost, less exposed.")),
    ]
    # Before signing these are 0 by definition, which would read as if nothing had been lost.
    after = (_("Lost after signature"), _("Gained after signature"))
    rows = [
        Row((Cell(label, CELL_STRONG), Cell(context.money(amount)), Cell(note, CELL)))
        for label, amount, note in lines
        if amount is not None and (value.signed is not None or label not in after)
    ]
    columns = (Column(_("Figure"), 32), Column(_("Amount"), 24, "right"), Column(_("What"), 44))
    yield Text(_("The figures behind it"), SECTION, before=14, keep=True)
    yield Table(columns, rows, before=4)


def _findings(context: Context) -> Iterator[Block]:
    findings = list(context.diagnosis.findings)
    page = not context.sparse
    yield Text(_("All findings"), HEADING, before=22, new_page=page, keep=True, outline=0)
    if not findings:
        judged = bool(context.diagnosis.coverage)
        none = _("Nothing recorded shows a gap.")
        blank = _("Nothing is recorded yet by which a gap could be seen.")
        yield Text(none if judged else blank, BODY, before=4)
        return
    yield Text(wording.overlap_note(), MUTED)
    yield finding_table(context, findings, whole=True)
