"""Actions on paper: who does what by when for a finding, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from negotiator_desk.models.learn import Action
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL_STRONG, HEADING, SECTION, SMALL
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.findings import check_label
from negotiator_desk.wording.labels import choice_label, counted, kind_label, title_of


def in_order(actions: Iterable[Action]) -> list[Action]:
    """Open actions by the day they are due, those without a day after them; then those done."""
    return sorted(
        actions,
        key=lambda action: (
            action.done_on is not None,
            -action.done_on.toordinal() if action.done_on is not None else 0,
            action.due_on or date.max,
        ),
    )


def actions_for(context: Context, key: str) -> list[Action]:
    """The actions recorded for a finding, in order."""
    return in_order(action for action in context.now.actions if action.check == key)


def open_action(context: Context, key: str) -> Action | None:
    """The action that is due first for a finding; None where nobody is to do anything."""
    found = actions_for(context, key)
    return found[0] if found and found[0].done_on is None else None


def all_actions(context: Context) -> Iterator[Block]:
    """Every action with what it mends, whose it is, its day and how it stands."""
    actions = in_order(context.now.actions)
    style = HEADING if actions else SECTION
    title = Text(kind_label("actions", plural=True), style, before=16, keep=True, outline=0)
    yield title
    if not actions:
        yield Text(_("No action is recorded. A finding is mended by somebody, by a day."), BODY)
        return
    yield Text(counted("actions", len(actions)), SMALL, keep=True)
    columns = (
        Column(_("Action"), 39),
        Column(_("Owner"), 15),
        Column(_("Due on"), 13),
        Column(_("State"), 19),
        Column(context.with_currency(_("Concerns")), 14, "right"),
    )
    yield Table(columns, [_row(context, action) for action in actions], before=4)


def _row(context: Context, action: Action) -> Row:
    formats = context.formats
    what = [check_label(action.check)] if action.check.strip() else []
    if action.control is not None:
        what.append(choice_label(action.control))
    if action.record_id is not None:
        what.append(title_of(action.record_id, formats, context.snapshot))
    amount = "" if action.value is None else formats.amount(action.value, context.currency)
    return Row(
        (
            Cell(action.text.strip() or wording.no_text(), CELL_STRONG, note=" · ".join(what)),
            Cell(action.owner.strip() or "–"),
            Cell(formats.date_text(action.due_on) or "–"),
            Cell(wording.action_state(action, context.diagnosis.as_of, formats)),
            Cell(amount),
        )
    )
