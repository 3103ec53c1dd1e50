"""The rivals with the range of their prices, what is known of them and where they would rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from negotiator_desk.models.before import Rival
from negotiator_desk.ui.models.columns import Column, columns_named
from negotiator_desk.ui.pages.detail import Links
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording import award as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.award import Award
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

_SOURCES = frozenset({"rivals", "criteria", "offers", "corridor", "deal"})
LINKS_SHOWN = 6


class RivalsView(RecordsView):
    """Guesses at prices, kept as ranges, beside what the buyer would make of them."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._found: Award | None = None
        super().__init__(section, env, parent)

    def _award(self) -> Award:
        """The award of the deal as it now is, worked out once for all cells."""
        from negotiator_desk.domain.award import award

        if self._found is None:
            snapshot = self.env.open_deal.snapshot
            assert snapshot is not None
            self._found = award(snapshot, self.env.around.today())
        return self._found

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        fields = columns_named(Rival, "name", "price_low", "price_likely", "price_high")
        scores = Column(
            name="scores",
            title=_("Scores"),
            width=104,
            text=lambda rival: wording.scores_text(self._award(), rival.id)[0],
            meaning=lambda rival: wording.scores_text(self._award(), rival.id)[1],
            depends=_SOURCES,
        )
        rank = Column(
            name="rank",
            title=_("Would rank"),
            width=116,
            text=lambda rival: wording.rank_of(self._award(), rival.id)[0],
            meaning=lambda rival: wording.rank_of(self._award(), rival.id)[1],
            depends=_SOURCES,
        )
        return (*fields, scores, rank)

    @override
    def make_foot(self) -> QWidget:
        self.foot = QWidget(self)
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.missing = QLabel(self.foot)
        self.missing.setTextFormat(Qt.TextFormat.PlainText)
        self.missing.setProperty("role", "exposed")
        self.missing.setContentsMargins(0, 4, 0, 0)
        self.links = Links(_("Criteria without a score"), "", self.foot)
        self.links.activated.connect(self.env.go_to)
        row.addWidget(self.missing, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.links, 1)
        self.foot.hide()
        return self.foot

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        self._found = None
        super().refresh(kinds)

    @override
    def _show_current(self, record_id: UUID | None) -> None:
        super()._show_current(record_id)
        links: list[tuple[UUID, str]] = []
        if record_id is not None and self.env.open_deal.snapshot is not None:
            links = [
                (each.criterion_id, wording.criterion_text(each))
                for each in self._award().missing
                if each.rival_id == record_id and each.criterion_id is not None
            ]
        self.foot.setVisible(bool(links))
        self.missing.setText(wording.unscored_text(len(links)))
        self.links.show_links(links[:LINKS_SHOWN])
