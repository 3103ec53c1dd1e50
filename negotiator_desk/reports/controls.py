"""A page for each control: its checks with their evidence, its charts, its findings."""

from collections.abc import Iterator, Mapping
from typing import Final

from negotiator_desk.domain.results import CheckResult, ControlResult, Finding
from negotiator_desk.models.choices import Control, Stage
from negotiator_desk.reports.actions import actions_for
from negotiator_desk.reports.context import NAMED, Context
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL, CELL_STRONG, HEADING, MUTED, SECTION, SMALL
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.findings import (
    check_help,
    check_label,
    finding_action,
    finding_text,
    status_label,
)
from negotiator_desk.wording.labels import choice_label

HELD_NAMED: Final = 2
"""So many records that hold are named beside those that fall short, which matter more."""

WHOLE_NAMED: Final = 5
"""So many records are named for a finding in the list of all."""

ACTIONS_NAMED: Final = 3
"""So many actions are named for a finding in the list of all."""

_CHARTS: Final[Mapping[Control, tuple[str, ...]]] = {
    Control.TABLE: ("price_corridor", "concession_ledger"),
    Control.SIGNATURE: ("lock_readiness",),
    Control.DELIVERY: ("change_burn",),
}
_CHART_HEIGHT: Final[Mapping[str, float]] = {
    "price_corridor": 150,
    "lock_readiness": 100,
    "change_burn": 108,
}


def control_page(context: Context, result: ControlResult) -> Iterator[Block]:
    """One control on a page of its own; one of which nothing can be judged follows on."""
    name = choice_label(result.control)
    own = result.control is Control.BEFORE or (result.reached and result.score is not None)
    yield Text(name, HEADING, before=22, new_page=own, keep=True, outline=0)
    yield Text(wording.control_line(result.control), MUTED, keep=True)
    yield Text(_headline(context, result), BODY, before=6, keep=True)
    yield from _checks(context, result)
    if result.reached:
        for chart in _CHARTS.get(result.control, ()):
            yield context.picture(chart, _CHART_HEIGHT.get(chart, 120), before=12)
    found = [f for f in context.diagnosis.findings if f.control is result.control]
    if found:
        # Named whole: it may stand at the head of a page of its own.
        head = _("Findings: {control}").format(control=name)
        yield Text(head, SECTION, before=14, keep=True)
        yield finding_table(context, found, whole=False)


def _headline(context: Context, result: ControlResult) -> str:
    parts = []
    if not result.reached:
        over = context.diagnosis.stage is Stage.CLOSED
        early = _("Not due yet: the deal has not come to this stage.")
        parts.append(_("Never due: the deal ended before this stage.") if over else early)
    elif result.score is None:
        parts.append(_("Nothing recorded yet by which it could be judged."))
    else:
        declared = context.diagnosis.declared.get(result.control)
        text = _("Score {score} of 100 by the records.")
        if declared is not None:
            text = _("Score {score} of 100 by the records; declared {declared}.")
        parts.append(
            text.format(
                score=context.formats.score(result.score),
                declared=context.formats.score(declared),
            )
        )
    for text, amount in (
        (_("Lost: {amount}."), result.lost),
        (_("Exposed: {amount}."), result.exposed),
    ):
        # No sum of a control that cannot be judged: 0 would read as if all were well there.
        if amount or (amount is not None and result.score is not None):
            shown = context.money(amount)
            shown = wording.at_least(shown) if result.unpriced else shown
            parts.append(text.format(amount=shown))
    if unpriced := wording.unpriced(result):
        parts.append(_("{text}.").format(text=unpriced))
    room = context.diagnosis.price_only_room
    if result.control is Control.BEFORE and room is not None:
        parts.append(
            _("Room left to price alone, beside the score: {amount}.").format(
                amount=context.money(room)
            )
        )
    return " ".join(parts)


def _checks(context: Context, result: ControlResult) -> Iterator[Block]:
    """All checks; of a control that is not reached those with records, the others by name."""
    columns = (
        Column(_("Check"), 32),
        Column(_("Met"), 7, "right"),
        Column(_("Status"), 11),
        Column(_("Evidence"), 50),
    )
    shown = [check for check in result.checks if result.reached or check.records]
    if shown:
        yield Table(columns, [_check_row(context, check) for check in shown], before=8)
    if left := [check_label(check.name) for check in result.checks if check not in shown]:
        yield Text(wording.not_judged(left), CELL, before=6)


def _check_row(context: Context, check: CheckResult) -> Row:
    return Row(
        (
            Cell(check_label(check.name), CELL_STRONG, note=check_help(check.name)),
            Cell(context.formats.percent(check.ratio), CELL_STRONG),
            Cell(status_label(check.status), CELL, sign=check.status),
            Cell(_evidence(context, check)),
        )
    )


def _evidence(context: Context, check: CheckResult) -> str:
    """The records that pull a check down, then those that hold it."""
    if check.ratio is None:
        return _("Nothing to judge.")
    failing = set(check.failing)
    lines = []
    if check.failing:
        lines.append(_("Falls short: {names}").format(names=context.names(check.failing)))
    held = [record for record in check.records if record not in failing]
    if held:
        named = HELD_NAMED if failing else NAMED
        lines.append(_("Holds: {names}").format(names=context.names(held, named)))
    return "\n".join(lines) or _("No record.")


def _agreed(context: Context, finding: Finding) -> Iterator[str]:
    """The actions recorded for a finding, with who does them and by when; the list has them all."""
    actions = actions_for(context, finding.key)
    for action in actions[:ACTIONS_NAMED]:
        yield wording.action_line(action, context.formats)
    rest = len(actions) - ACTIONS_NAMED
    if rest > 0:
        yield wording.more_actions(rest)


def finding_table(context: Context, findings: list[Finding], *, whole: bool) -> Table:
    """Findings with their money and what to do.

    On the page of their control they stand with their sentence. The ``whole`` list has their
    control, their records, and the actions recorded for them where there are any.
    """
    money = Column(context.with_currency(_("Concerns")), 14, "right")
    if whole:
        records, to_do = Column(_("Records"), 29), Column(_("Action"), 31)
        columns: tuple[Column, ...] = (Column(_("Finding"), 26), money, records, to_do)
    elif any(finding.money for finding in findings):
        columns = (Column(_("Finding"), 50), money, Column(_("What to do"), 36))
    else:
        columns = (Column(_("Finding"), 57), Column(_("What to do"), 43))
    rows = []
    for finding in findings:
        title = check_label(finding.key)
        if whole:
            text = choice_label(finding.control)
        else:
            text = finding_text(finding, context.snapshot, context.formats)
        amount = context.formats.amount(finding.money, context.currency) if finding.money else ""
        cells = [Cell(title, CELL_STRONG, note=text)]
        if money in columns:
            cells.append(Cell(amount, CELL_STRONG))
        if whole:
            cells.append(Cell(context.names(finding.records, WHOLE_NAMED), SMALL))
        agreed = "\n".join(_agreed(context, finding)) if whole else ""
        advice = finding_action(finding, context.snapshot, context.formats)
        cells.append(Cell(agreed or advice))
        rows.append(Row(tuple(cells)))
    return Table(columns, rows, before=4)
