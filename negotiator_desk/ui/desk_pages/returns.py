"""Returns to secure: what buyers promised and nothing holds yet, over all deals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from negotiator_desk.ui.desk_pages.grid import Column
from negotiator_desk.ui.desk_pages.list_page import DEAL_FILTER, Filter, ListPage
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import deal_title
from negotiator_desk.wording.portfolio import sums_text, unpriced_text

if TYPE_CHECKING:
    from negotiator_desk.services.digests import ReturnLine
    from negotiator_desk.ui.env import Env


class ReturnRow(msgspec.Struct, frozen=True, gc=False):
    """One return of one deal."""

    deal_id: UUID
    deal: str
    buyer: str
    currency: str
    line: ReturnLine


class ReturnsPage(ListPage):
    """A line opens the trade; the argument is a deal to keep to."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        filters = (
            DEAL_FILTER,
            Filter(
                key="buyer",
                name=N_("Buyer"),
                every=N_("All buyers"),
                value=lambda row: row.buyer,
                text=lambda row: row.buyer,
            ),
        )
        super().__init__(env, _("Returns to secure"), self._columns(env), filters, parent)
        self.sort, self.descending = "value", True

    def _columns(self, env: Env) -> tuple[Column, ...]:
        formats = env.formats
        return (
            Column(
                key="return",
                head=_("What they promised"),
                text=lambda row: row.line.title,
                order=lambda row: row.line.title.casefold(),
            ),
            Column(
                key="value",
                head=_("Value"),
                text=lambda row: formats.money(row.line.value, row.currency),
                order=lambda row: row.line.value,
                width=17,
                right=True,
                colour=lambda row: self.env.theme.tokens.exposed if row.line.value else "",
            ),
            Column(
                key="due",
                head=_("Due on"),
                text=lambda row: formats.date_text(row.line.due_on),
                order=lambda row: row.line.due_on,
                width=16,
            ),
            Column(
                key="agreed",
                head=_("Agreed on"),
                text=lambda row: formats.date_text(row.line.agreed_on),
                order=lambda row: row.line.agreed_on,
                width=16,
                from_width=120,
            ),
            Column(
                key="trade",
                head=_("Trade"),
                text=lambda row: row.line.trade,
                order=lambda row: row.line.trade.casefold(),
                width=12,
                from_width=100,
            ),
            Column(
                key="deal",
                head=_("Deal"),
                text=lambda row: row.deal,
                order=lambda row: row.deal.casefold(),
                width=24,
                more=11,
            ),
        )

    @override
    def name_of(self, row: ReturnRow) -> tuple[UUID, UUID]:
        return row.deal_id, row.line.record

    @override
    def read_rows(self) -> list[ReturnRow]:
        digests = self.env.digests
        return [
            ReturnRow(
                row.id,
                deal_title(row.title),
                visible(row.buyer),
                row.currency,
                line,
            )
            for row in digests.rows
            if not row.archived and (digest := digests.digests.get(row.id)) is not None
            for line in digest.returns
        ]

    @override
    def words_of(self, row: ReturnRow) -> str:
        return " ".join((row.deal, row.buyer, row.line.title, row.line.trade)).casefold()

    @override
    def count_text(self, shown: Sequence[ReturnRow]) -> str:
        if not shown:
            return ""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in shown:
            if row.line.value is not None:
                sums[row.currency] += row.line.value
        n = len(shown)
        parts = [
            ngettext("{n} return that nothing holds", "{n} returns that nothing holds", n),
            sums_text(dict(sorted(sums.items())), self.env.formats),
        ]
        parts[0] = parts[0].format(n=n)
        bare = sum(1 for row in shown if row.line.value is None)
        if bare:
            parts.append(unpriced_text(bare))
        return " · ".join(part for part in parts if part)

    @override
    def empty_text(self) -> str:
        if self.rows:
            return _("No return to secure answers this filter.")
        return _(
            "Nothing to secure. What a buyer promised in an agreed trade stands here until it has "
            "come, or the term that fixes it is locked: a promise that nothing holds is forgotten."
        )

    @override
    def open_row(self, row: ReturnRow) -> None:
        self.env.show_record(row.deal_id, row.line.record)
