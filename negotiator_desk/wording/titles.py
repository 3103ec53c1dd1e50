"""Titles of records whose name is more than the text of one field."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from negotiator_desk.models import before, deal, delivery, desk, learn, signature, table
from negotiator_desk.models.choices import Side
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record, field_map, is_missing
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import (
    choice_label,
    kind_in_sentence,
    kind_label,
    plain_text,
    title_of,
    value_text,
)

Titled = Callable[[Any, Formats, Snapshot | None], str]


def special_title(record: Record, formats: Formats, snapshot: Snapshot | None) -> str:
    """The title of a record; empty where nothing names it."""
    return _TITLES.get(type(record), _by_field)(record, formats, snapshot)


def unnamed(kind: str, record: Record) -> str:
    """What a record without a title is called: "Unnamed person"."""
    return _("Unnamed {kind}").format(kind=kind_in_sentence(kind or type(record)))


def _currency(snapshot: Snapshot | None) -> str:
    return snapshot.deal.currency if snapshot is not None else ""


def _by_field(record: Record, formats: Formats, snapshot: Snapshot | None) -> str:
    spec = field_map(type(record))[record.meta.title_field]
    return value_text(spec, getattr(record, spec.name), formats, _currency(snapshot), snapshot)


def _dated(what: str, day: date | None, formats: Formats) -> str:
    if day is None:
        return what
    return _("{what}, {date}").format(what=what, date=formats.date_text(day))


def _numbered(
    record: table.Trade | delivery.Change, formats: Formats, snapshot: Snapshot | None
) -> str:
    name = _by_field(record, formats, snapshot)
    if record.number is None:
        return name
    numbered = _("{kind} {number}").format(kind=kind_label(type(record)), number=record.number)
    if isinstance(record, table.Trade) or not name:
        return numbered
    return _("{kind} {number}: {name}").format(
        kind=kind_label(type(record)), number=record.number, name=name
    )


def _trade(record: table.Trade, formats: Formats, snapshot: Snapshot | None) -> str:
    if record.number is not None or not is_missing(record.wording):
        return _numbered(record, formats, snapshot)
    # A trade noted in haste has neither: what is given names it, then what is got.
    for item in (*record.given, *record.received):
        if found := special_title(item, formats, snapshot):
            return _("Trade: {what}").format(what=found)
    return ""


def _corridor(record: before.CorridorRevision, formats: Formats, snapshot: Snapshot | None) -> str:
    if record.set_on is not None:
        return _("Corridor set on {date}").format(date=formats.date_text(record.set_on))
    return _by_field(record, formats, snapshot)


def _influence(record: before.Influence, formats: Formats, snapshot: Snapshot | None) -> str:
    if record.from_id is None or record.to_id is None:
        return ""
    # TRANSLATORS: a sentence such as "Ada Moe reports to Ida Lund".
    return _("{person} {line} {other}").format(
        person=title_of(record.from_id, formats, snapshot),
        line=choice_label(record.kind) if record.kind else _("is joined to"),
        other=title_of(record.to_id, formats, snapshot),
    )


def _right(record: before.CriterionRight, formats: Formats, snapshot: Snapshot | None) -> str:
    right = choice_label(record.right) if record.right else ""
    if record.stakeholder_id is None:
        return right
    person = title_of(record.stakeholder_id, formats, snapshot)
    return _("{person}: {right}").format(person=person, right=right) if right else person


def _offer(record: table.Offer, formats: Formats, snapshot: Snapshot | None) -> str:
    if record.amount is None:
        return ""
    amount = formats.amount(record.amount, _currency(snapshot))
    money = f"{amount} {_currency(snapshot)}".rstrip()
    if record.party is None:
        what = _("Offer of {money}").format(money=money)
    elif record.party is Side.US:
        what = _("Offer of {money} by us").format(money=money)
    else:
        what = _("Offer of {money} by the buyer").format(money=money)
    return _dated(what, record.made_on, formats)


def _item(record: table.Given | table.Received, formats: Formats, snapshot: Snapshot | None) -> str:
    if not is_missing(record.description):
        return record.description
    if record.variable_id is None:
        return record.option
    variable = title_of(record.variable_id, formats, snapshot)
    if is_missing(record.option):
        return variable
    return _("{variable}: {level}").format(variable=variable, level=record.option)


def _version(record: signature.TermVersion, formats: Formats, snapshot: Snapshot | None) -> str:
    if record.party is None and record.written_on is None:
        return _by_field(record, formats, snapshot)
    sides = {Side.US: _("Our version"), Side.BUYER: _("The buyer's version")}
    what = sides[record.party] if record.party else _("Version")
    return _dated(what, record.written_on, formats)


def _dated_choice(
    name: str, day_field: str, record: Record, formats: Formats, snapshot: Snapshot | None
) -> str:
    name_text = _by_field(record, formats, snapshot)
    if not name_text:
        return ""
    return _dated(_(name).format(what=name_text), getattr(record, day_field), formats)


def _debrief(record: learn.Debrief, formats: Formats, snapshot: Snapshot | None) -> str:
    kind = _by_field(record, formats, snapshot)
    what = _("Debrief: {kind}").format(kind=kind) if kind else _("Debrief")
    return _dated(what, record.held_on, formats) if kind or record.held_on else ""


def _gate(record: learn.Gate, formats: Formats, snapshot: Snapshot | None) -> str:
    stage = _by_field(record, formats, snapshot)
    if not stage:
        return ""
    return _dated(_("Gate out of “{stage}”").format(stage=stage), record.passed_on, formats)


def _assessment(record: learn.SelfAssessment, formats: Formats, snapshot: Snapshot | None) -> str:
    name = record.answered_by
    if is_missing(name) and record.answered_on is None:
        return ""
    what = (
        _("Self-assessment")
        if is_missing(name)
        else _("Self-assessment by {name}").format(name=name)
    )
    return _dated(what, record.answered_on, formats)


def _meeting(record: table.Meeting, formats: Formats, snapshot: Snapshot | None) -> str:
    name = _by_field(record, formats, snapshot)
    if name or (record.held_on is None and record.starts_at is None):
        return name
    day = record.held_on or (record.starts_at.date() if record.starts_at else None)
    return _dated(_("Meeting"), day, formats)


def _behaviour(record: learn.Behaviour, formats: Formats, snapshot: Snapshot | None) -> str:
    if not is_missing(record.description):
        return record.description
    return plain_text(field_map(learn.Behaviour)["tactic"], record.tactic)


def _reopening(record: signature.Reopening, formats: Formats, snapshot: Snapshot | None) -> str:
    if not is_missing(record.ask):
        return record.ask
    return _dated(_("Reopening"), record.raised_on, formats) if record.raised_on else ""


def _state(record: desk.DealState, formats: Formats, snapshot: Snapshot | None) -> str:
    return ""


_TITLES: Final[Mapping[type[Record], Titled]] = {
    before.CorridorRevision: _corridor,
    before.CriterionRight: _right,
    before.Influence: _influence,
    deal.Outcome: partial(_dated_choice, "{what}", "decided_on"),
    delivery.Change: _numbered,
    desk.DealState: _state,
    learn.Behaviour: _behaviour,
    learn.Debrief: _debrief,
    learn.Gate: _gate,
    learn.SelfAssessment: _assessment,
    signature.Reopening: _reopening,
    signature.TermVersion: _version,
    table.Given: _item,
    table.Meeting: _meeting,
    table.Offer: _offer,
    table.Received: _item,
    table.Trade: _trade,
}
