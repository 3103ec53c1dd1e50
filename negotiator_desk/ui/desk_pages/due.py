"""What is due: every date in every deal that something is still to be done by, overdue first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from negotiator_desk.services.digests import SOON
from negotiator_desk.ui.desk_pages.grid import Column
from negotiator_desk.ui.desk_pages.list_page import DEAL_FILTER, Filter, ListPage
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.due import days_text, waiting_text, what_text
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import deal_title, kind_label

if TYPE_CHECKING:
    from negotiator_desk.ui.digests import Digests
    from negotiator_desk.ui.env import Env
    from negotiator_desk.wording.due import DueLine


class DueRow(msgspec.Struct, frozen=True, gc=False):
    """One line of the list."""

    deal_id: UUID
    deal: str
    buyer: str
    line: DueLine
    days: int


def due_rows(digests: Digests, today: date) -> list[DueRow]:
    """What is due in the deals at work, as far as it is known, the earliest first."""
    rows: list[DueRow] = []
    for row in digests.rows:
        digest = None if row.archived else digests.digests.get(row.id)
        if digest is not None and digest.due:
            title = deal_title(row.title)
            buyer = visible(row.buyer)
            rows += [
                DueRow(row.id, title, buyer, line, (line.day - today).days) for line in digest.due
            ]
    return sorted(rows, key=lambda row: row.days)


class DuePage(ListPage):
    """A line opens its record in its deal; the argument is a deal to keep to."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        filters = (
            DEAL_FILTER,
            Filter(
                key="kind",
                name=N_("Kind"),
                every=N_("All kinds"),
                value=lambda row: row.line.kind,
                text=lambda row: kind_label(row.line.kind, plural=True),
            ),
        )
        super().__init__(env, _("What is due"), self._columns(env), filters, parent)

    def _columns(self, env: Env) -> tuple[Column, ...]:
        return (
            Column(
                key="when",
                head=_("When"),
                text=lambda row: days_text(row.days),
                order=lambda row: row.days,
                width=22,
                colour=self._colour,
            ),
            Column(
                key="date",
                head=_("Date"),
                text=lambda row: env.formats.date_text(row.line.day),
                order=lambda row: row.days,
                width=16,
                from_width=110,
            ),
            Column(
                key="what",
                head=_("What"),
                text=lambda row: what_text(row.line.rule),
                order=lambda row: what_text(row.line.rule).casefold(),
                width=27,
            ),
            Column(
                key="record",
                head=_("Record"),
                text=lambda row: row.line.title,
                order=lambda row: row.line.title.casefold() or None,
            ),
            Column(
                key="deal",
                head=_("Deal"),
                text=lambda row: row.deal,
                order=lambda row: row.deal.casefold(),
                width=27,
                more=8,
            ),
        )

    def _colour(self, row: DueRow) -> str:
        tokens = self.env.theme.tokens
        if row.days < 0:
            return tokens.lost
        return tokens.exposed if row.days <= SOON else ""

    @override
    def name_of(self, row: DueRow) -> tuple[UUID, UUID, str]:
        return row.deal_id, row.line.record, row.line.rule

    @override
    def read_rows(self) -> list[DueRow]:
        return due_rows(self.env.digests, self.env.around.today())

    @override
    def words_of(self, row: DueRow) -> str:
        parts = (row.deal, row.buyer, row.line.title, what_text(row.line.rule), days_text(row.days))
        return " ".join(parts).casefold()

    @override
    def count_text(self, shown: Sequence[DueRow]) -> str:
        if not shown:
            return ""
        overdue = sum(1 for row in shown if row.days < 0)
        soon = sum(1 for row in shown if 0 <= row.days <= SOON)
        text = ngettext("{n} date", "{n} dates", len(shown)).format(n=len(shown))
        return f"{text} · {waiting_text(overdue, soon)}"

    @override
    def empty_text(self) -> str:
        if self.rows:
            return _("Nothing that is due answers this filter.")
        if not self.env.digests.rows:
            return _(
                "Dates of all deals stand here, once there is one: awards, notices, replies, "
                "returns, actions. File › New deal makes the first."
            )
        return _(
            "Nothing is due. Dates that you set in a deal appear here: expected award, notices, "
            "replies, returns promised, actions."
        )

    @override
    def open_row(self, row: DueRow) -> None:
        self.show_dated(row.deal_id, row.line.record, row.line.kind)
