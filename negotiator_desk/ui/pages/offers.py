"""The price: both sides' offers beside the chart, with the row that logs the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from negotiator_desk.domain.prices import OfferLine, offer_lines
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.table import Offer
from negotiator_desk.ui.models.columns import Column, field_column
from negotiator_desk.ui.pages.by_facts import ByFacts
from negotiator_desk.ui.pages.offer_entry import OfferEntry
from negotiator_desk.ui.pages.records import WIDE_LOG, RecordsView
from negotiator_desk.wording import price as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.facts import Facts
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

LEAST_LIST: Final = 64
LOW: Final = 520
"""Under this height, in pixels of the design, chart, entry and list do not stand together."""

_SEEN: Final = frozenset({"offers", "trades", "deal"})

Lines = Mapping[UUID, OfferLine]


def _lines_of(facts: Facts) -> Lines:
    return offer_lines(facts.recorded, facts.as_of)


class OffersView(RecordsView):
    """Offers with their steps; a new one is logged in the row above the list."""

    form_least = WIDE_LOG

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._lines: ByFacts[Lines] = ByFacts(env.open_deal, _lines_of, {})
        super().__init__(section, env, parent)

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        computed = partial(Column, depends=_SEEN)
        specs = field_map(Offer)
        return (
            field_column(specs["made_on"], 110),
            computed("party", _("By"), 62, text=wording.side_text),
            field_column(specs["amount"], 122),
            computed(
                "step",
                _("Step, and for what"),
                150,
                text=self._step,
                meaning=self._step_meaning,
                stretch=True,
            ),
            computed(
                "expires",
                _("Expires"),
                164,
                text=self._expires,
                meaning=self._expiry_meaning,
                order=lambda offer: offer.expires_on,
            ),
            field_column(specs["scope_value"], 150),
            field_column(specs["round"], 144),
        )

    @override
    def make_bar(self) -> QWidget:
        self.entry = OfferEntry(self.env, self)
        self.entry.logged.connect(self.select)
        self.entry.drafting.connect(self._make_room)
        self.list.setMinimumHeight(self.env.theme.sizes.px(LEAST_LIST))
        return self.entry

    def _make_room(self, drafting: bool) -> None:
        """In a low window chart and list give way while an offer is typed: its figures are said."""
        low = drafting and self.height() < self.env.theme.sizes.px(LOW)
        self.folding.give_way("top", low)
        self.list.setHidden(low and self.entry.needed() > self.height() - self.list.minimumHeight())

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        self.entry.refresh()

    @override
    def flush(self) -> None:
        super().flush()
        self.entry.flush()

    @override
    def add(self) -> None:
        """Begin a new offer in the row that logs it."""
        self.entry.focus_amount()

    # -- what the columns say ---------------------------------------------------------------------

    def _line(self, offer: Offer) -> OfferLine | None:
        return self._lines().get(offer.id)

    def _step(self, offer: Offer) -> str:
        line, snapshot = self._line(offer), self.env.open_deal.snapshot
        if line is None or snapshot is None:
            return ""
        return wording.step_and_for(line, self.env.formats, snapshot)

    def _step_meaning(self, offer: Offer) -> str:
        line = self._line(offer)
        return "" if line is None else wording.step_meaning(line)

    def _expires(self, offer: Offer) -> str:
        return wording.expiry_text(offer, self.env.around.today(), self.env.formats)

    def _expiry_meaning(self, offer: Offer) -> str:
        day = offer.expires_on
        return "muted" if day is not None and day < self.env.around.today() else ""
