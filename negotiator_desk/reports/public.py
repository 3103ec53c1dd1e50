"""The page of a public record: its values, its dates and changes, and what it says of itself."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

import msgspec

from negotiator_desk.models.choices import Origin
from negotiator_desk.models.deal import Deal
from negotiator_desk.models.fields import ValueType, is_missing, own_fields
from negotiator_desk.reports.context import LONGEST_TITLE, Context
from negotiator_desk.reports.figures import Figure, Strip
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.summary import KICKER, facts, headline
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL, CELL_STRONG, MUTED, SECTION
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import choice_label, label, record_title

_EXPECTED: Final = ("buyer", "supplier", "currency", "signed_value", "award_on", "signed_on")
"""What a record of a contract is expected to give; where it does not, the page says so."""


def said_of(context: Context) -> tuple[str, ...]:
    """The fields of the deal that the page already says whole."""
    names = {"summary", "title", "currency", "stage", "signed_value"}
    names |= {spec.name for spec in own_fields(Deal) if spec.type is ValueType.DATE}
    if len(context.snapshot.deal.title) > LONGEST_TITLE:
        names.discard("title")
    return tuple(sorted(names))


class _Event(msgspec.Struct, frozen=True):
    day: date
    what: str
    money: str = ""


def public_record(context: Context) -> Iterator[Block]:
    """The page of a public record.

    The model's checks ask for what no public record holds (who sat opposite, what was traded),
    so their findings would blame the record for being one: none of them stands on this page.
    """
    edition = choice_label(Origin.PUBLIC_RECORD)
    yield Text(f"{wording.report_name()} · {edition}", KICKER)
    yield headline(context)
    yield Text(" · ".join(facts(context)), MUTED, before=2)
    yield Text(wording.public_record(), BODY, before=8)
    yield Strip(list(_figures(context)), before=10)
    yield from _events(context)
    yield from _notes(context)


def _figures(context: Context) -> Iterator[Figure]:
    value = context.diagnosis.value
    shown = _("not known") if value.signed is None else context.money(value.signed)
    yield Figure(_("Signed"), shown)
    if value.signed is None or value.contract_sum_today is None:
        return
    yield Figure(_("Contract sum today"), context.money(value.contract_sum_today))
    moved = value.contract_sum_today - value.signed
    share = "" if not value.signed else context.formats.percent(Fraction(moved, value.signed))
    note = _("{share} of the signed value").format(share=share) if share and moved else ""
    yield Figure(_("Changed since signing"), context.money(moved, sign=True), note)


def _events(context: Context) -> Iterator[Block]:
    deal, formats = context.now.deal, context.formats
    events = [
        _Event(day, label(spec))
        for spec in own_fields(Deal)
        if spec.type is ValueType.DATE and (day := getattr(deal, spec.name)) is not None
    ]
    for change in context.now.changes:
        day = change.decided_on or change.raised_on
        if day is not None:
            money = "" if change.price_change is None else Fraction(change.price_change)
            shown = context.money(money, sign=True) if isinstance(money, Fraction) else ""
            title = record_title("changes", change, formats, context.snapshot)
            events.append(_Event(day, title, shown))
    if not events:
        return
    events.sort(key=lambda event: event.day)
    rows, before = [], None
    for event in events:
        later = wording.days_later((event.day - before).days, formats) if before else ""
        before = event.day
        cells = (
            Cell(formats.date_text(event.day)),
            Cell(event.what, CELL_STRONG),
            Cell(later),
            Cell(event.money),
        )
        rows.append(Row(cells))
    yield Text(_("What happened when"), SECTION, before=14, keep=True)
    columns = (
        Column(_("Day"), 15),
        Column(_("What"), 45),
        Column(_("After"), 17),
        Column(_("Contract value"), 23, "right"),
    )
    yield Table(columns, rows, before=2)


def _notes(context: Context) -> Iterator[Block]:
    """The notes of the import, where the record contradicts itself too, and what is missing."""
    deal = context.snapshot.deal
    lines = [line for line in deal.summary.splitlines() if line.strip()]
    missing = [
        label(spec)
        for spec in own_fields(Deal)
        if spec.name in _EXPECTED and is_missing(getattr(deal, spec.name))
    ]
    if lines:
        yield Text(
            _("What the record says, and where it is not sure"), SECTION, before=14, keep=True
        )
        for line in lines:
            yield Text(line, CELL, before=3)
    if missing:
        yield Text(_("What is not known"), SECTION, before=14, keep=True)
        yield Text(wording.not_in_record(missing), CELL, before=2)
