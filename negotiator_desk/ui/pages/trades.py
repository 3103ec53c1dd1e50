"""The trade log: the line that logs a trade, what each gave and got, what all of them came to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.domain.prices import prices_of_trades
from negotiator_desk.models.choices import TradeStatus
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.table import Offer, Trade
from negotiator_desk.ui.models.columns import Column, field_column
from negotiator_desk.ui.models.records import Drafts
from negotiator_desk.ui.pages.by_facts import ByFacts
from negotiator_desk.ui.pages.records import WIDE_LOG, RecordsView
from negotiator_desk.ui.pages.trade_state import TradeState
from negotiator_desk.ui.quick_entry import DRAFT_FIELD, QuickEntry
from negotiator_desk.ui.widgets.sums import Sums
from negotiator_desk.wording import trades as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

_WORDS: Final = frozenset({"variables", "offers"})
_AUTHORITY: Final = frozenset({"trades", "authority", "deal"})
LEAST_LIST: Final = 96

WIDTHS: Final = (740, 270)
"""The log stands wider beside its form than other lists: cost, value and balance in each line."""

LOW: Final = 460
"""Under this height, in pixels of the design, chart, line and list do not stand together."""

Meaning = Callable[[Any], str]
Prices = Mapping[UUID, Offer]


def _day(trade: Trade) -> date | None:
    return trade.decided_on or trade.made_on


def _variables_of(facts: Facts) -> wording.Variables:
    return wording.variables_of(facts.recorded)


def _prices_of(facts: Facts) -> Prices:
    return prices_of_trades(facts.recorded)


class TradesView(RecordsView):
    """Trades with their balance; a new one is typed in the line above the list."""

    form_least = WIDE_LOG
    top_least = LOW

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._drafts: Drafts = {}
        self._variables: ByFacts[wording.Variables] = ByFacts(env.open_deal, _variables_of, {})
        self._prices: ByFacts[Prices] = ByFacts(env.open_deal, _prices_of, {})
        super().__init__(section, env, parent)
        self.state = TradeState(env, self.detail)
        self.detail.put_above(self.state)
        self.split.setSizes([*WIDTHS])

    # -- its own parts ----------------------------------------------------------------------------

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        specs = field_map(Trade)

        def own(
            name: str,
            title: str,
            width: int,
            text: Callable[[Any], str],
            meaning: Meaning | None = None,
            *,
            depends: frozenset[str] = _WORDS,
            rank: int = 0,
            right: bool = False,
            narrow: int = 0,
        ) -> Column:
            return Column(
                name=name,
                title=title,
                width=width,
                right=right,
                spec=specs.get(name),
                text=text,
                meaning=meaning,
                depends=depends,
                rank=rank,
                narrow=narrow,
            )

        return (
            field_column(specs["number"], 38, _("#")),
            replace(own("made", _("Date"), 92, self._date, rank=4), order=_day),
            own("given", _("We give"), 150, self._gives),
            own("received", _("We get"), 118, self._gets, self._gets_meaning),
            own("cost", _("Cost"), 76, self._cost, rank=1, right=True, narrow=70),
            own("value", _("Value"), 76, self._value, rank=1, right=True, narrow=70),
            own(
                "balance",
                _("Balance"),
                92,
                self._balance,
                self._balance_meaning,
                right=True,
                narrow=84,
            ),
            replace(field_column(specs["status"], 86), rank=2),
            own(
                "standing",
                _("Expiry, authority"),
                120,
                self._standing,
                self._standing_meaning,
                depends=_AUTHORITY,
                rank=3,
            ),
        )

    @override
    def make_bar(self) -> QWidget:
        bar = QWidget(self)
        self.sums = Sums(_("What all trades came to"), bar)
        self.gives_way.append(self.sums)
        self.entry = QuickEntry(self.env, bar)
        self.entry.logged.connect(self.select)
        self.entry.left.connect(self.focus_main)
        self.entry.fitted.connect(self._make_room)
        self.list.setMinimumHeight(self.env.theme.sizes.px(LEAST_LIST))
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sums)
        column.addWidget(self.entry)
        return bar

    @property
    @override
    def trade_line(self) -> QuickEntry:
        """The line above the log."""
        return self.entry

    def _make_room(self) -> None:
        """In a low window the chart gives way while a trade is typed."""
        low = self.height() < self.env.theme.sizes.px(LOW)
        self.folding.give_way("top", low and bool(self.entry.line.text()))

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        kept = self.env.open_deal.drafts.items()
        drafts = {key: text for key, text in kept if key[1] != DRAFT_FIELD}
        if kinds != frozenset({"drafts"}) or drafts != self._drafts:
            self._drafts = drafts
            super().refresh(kinds)
            self._show_sums()
        self.entry.refresh()

    @override
    def flush(self) -> None:
        super().flush()
        self.entry.flush()

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        if self.entry.logging:
            return  # the trade that is being logged is the next one shown
        super()._show_current(record_id)
        snapshot = self.env.open_deal.snapshot
        found = () if snapshot is None else snapshot.trades
        self.state.show_trade(next((each for each in found if each.id == record_id), None))

    def _show_sums(self) -> None:
        diagnosis, snapshot = self.env.open_deal.diagnosis, self.env.open_deal.snapshot
        known = diagnosis is not None and snapshot is not None and bool(snapshot.trades)
        self.sums.show_said(
            wording.summary(diagnosis, self.env.formats) if known and diagnosis else ()
        )

    # -- what the columns say ---------------------------------------------------------------------

    def _amount(self, amount: Decimal | None, *, sign: bool = False) -> str:
        return self.env.formats.amount(amount, self.env.around.suggestions.currency, sign=sign)

    def _date(self, trade: Trade) -> str:
        day = _day(trade)
        return "" if day is None else self.env.formats.date_text(day)

    def _gives(self, trade: Trade) -> str:
        words = wording.side_words(trade.given, self._variables(), self.env.formats)
        price = self._prices().get(trade.id)
        fell = "" if price is None else wording.price_words(self._amount(price.amount))
        return "; ".join(filter(None, (words, fell)))

    def _gets(self, trade: Trade) -> str:
        if wording.is_giveaway(trade):
            return wording.nothing_words(trade)
        return wording.side_words(trade.received, self._variables(), self.env.formats)

    def _gets_meaning(self, trade: Trade) -> str:
        if not wording.is_giveaway(trade):
            return ""
        if trade.status is TradeStatus.AGREED:
            return "lost"
        return "exposed" if trade.status in (TradeStatus.PROPOSED, TradeStatus.PLANNED) else "muted"

    def _cost(self, trade: Trade) -> str:
        known = [item.cost_to_us for item in trade.given if item.cost_to_us is not None]
        if not known and trade.given:
            return _("unknown")
        total = self._amount(sum(known, Decimal(0)))
        return f"≥ {total}" if len(known) < len(trade.given) else total

    def _value(self, trade: Trade) -> str:
        known = [item.value_to_us for item in trade.received if item.value_to_us is not None]
        if not known and trade.received:
            return _("unknown")
        total = self._amount(sum(known, Decimal(0)))
        return f"≥ {total}" if len(known) < len(trade.received) else total

    def _difference(self, trade: Trade) -> Decimal | None:
        cost = [item.cost_to_us for item in trade.given]
        value = [item.value_to_us for item in trade.received]
        if None in cost or None in value:
            return None
        return sum((v or Decimal(0) for v in value), Decimal(0)) - sum(
            (c or Decimal(0) for c in cost), Decimal(0)
        )

    def _balance(self, trade: Trade) -> str:
        difference = self._difference(trade)
        return _("unknown") if difference is None else self._amount(difference, sign=True)

    def _balance_meaning(self, trade: Trade) -> str:
        difference = self._difference(trade)
        if trade.status in (TradeStatus.REFUSED, TradeStatus.WITHDRAWN) or difference is None:
            return "muted"
        if difference >= 0:
            return "protected" if difference else ""
        return "lost" if trade.status is TradeStatus.AGREED else "exposed"

    def _standing_of(self, trade: Trade) -> tuple[str, str]:
        mandate = self.env.open_deal.mandate
        authorised = {} if mandate is None else mandate.authorised
        return wording.standing_words(trade, authorised, self.env.around.today())

    def _standing(self, trade: Trade) -> str:
        return self._standing_of(trade)[0]

    def _standing_meaning(self, trade: Trade) -> str:
        return self._standing_of(trade)[1]
