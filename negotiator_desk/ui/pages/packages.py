"""The package builder: what to offer next, as a picture, in words, and into the trade log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.frontier import Package
from negotiator_desk.domain.leftover import Agreed, Leftover, agreed_package, left_on_table
from negotiator_desk.domain.mandate import mandate_of
from negotiator_desk.domain.offering import Offering, Wish
from negotiator_desk.domain.package_trades import moves, signature_of_moves, tabled
from negotiator_desk.domain.packages import Terrain, terrain
from negotiator_desk.domain.rounding import from_units
from negotiator_desk.ui.pages.package_build import Builds
from negotiator_desk.ui.pages.package_cards import OfferCards, PackageCard, plain_label
from negotiator_desk.ui.pages.package_parts import DoneLine, PackageChart, Working
from negotiator_desk.ui.pages.package_wish import WishBar
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.wording import packages as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.charts.chart import Chart
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env

SHOWN_AFTER = 150
"""Milliseconds a build may take before its progress is shown."""

_CONCERNED = frozenset({"deal", "variables", "trades", "authority"})


class PackagesView(SectionView):
    """Builds packages on a thread of its own and shows none that its deal no longer stands for."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.env = env
        self._deal_id: UUID | None = None
        self._ground = Terrain((), ())
        self._agreed: Agreed | None = None
        self._left: Leftover | None = None
        self._chosen: Package | None = None
        self._places: dict[tuple[int, ...], int] = {}
        self._asked: tuple[Terrain, Wish] | None = None
        self.offered: Offering | None = None
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self._make_builder())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SHOWN_AFTER)
        self._slow.timeout.connect(lambda: self._show_building(True))
        self._builds = Builds(env.jobs, self)
        self._builds.stepped.connect(self.working.show_step)
        self._builds.built.connect(self._on_built)
        self._builds.too_many.connect(self._on_too_many)

    # -- the parts ------------------------------------------------------------------------------

    def _make_empty(self) -> QWidget:
        card = QFrame(self)
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(plain_label(_("No packages yet"), card, role="section"))
        column.addWidget(plain_label(wording.why_packages(), card, muted=True))
        self.empty_note = plain_label("", card, muted=True)
        column.addWidget(self.empty_note)
        self.to_variables = QPushButton(_("Go to the variables"), card)
        self.to_variables.setProperty("primary", True)
        self.to_variables.clicked.connect(lambda: self.env.show_kind("variables"))
        column.addWidget(self.to_variables, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return card

    def _make_builder(self) -> QWidget:
        page = QWidget(self)
        self.wish = WishBar(self.env.formats, page)
        self.wish.wished.connect(self._build)
        self.working = Working(page)
        self.working.cancelled.connect(self.stop)
        self.said = plain_label("", page)
        self.again = QPushButton(_("Build packages"), page)
        self.again.clicked.connect(self._build)
        self.again.hide()
        self.done_line = DoneLine(page)
        self.done_line.activated.connect(self.env.go_to)
        self.results = QWidget(page)
        self._fill_results()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.wish, self.working, self.said):
            column.addWidget(widget)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.done_line)
        self._scroll = QScrollArea(page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.results)
        column.addWidget(self._scroll, 1)
        return page

    def _fill_results(self) -> None:
        self.chart = PackageChart(self.picture, self.env, self.results)
        self.chart.setMinimumHeight(250)
        self.chart.chosen.connect(self._choose)
        self.card = PackageCard(self.env.formats, self.results)
        self.card.setMinimumWidth(250)
        self.card.wanted.connect(lambda: self._plan(self.card.package))
        level = QPushButton(_("Offers at this level"), self.card)
        level.setToolTip(_("Find three offers worth about the same to us"))
        level.clicked.connect(self._take_level)
        self.card.buttons.insertWidget(1, level)
        self.offers = OfferCards(self.env.formats, self.results)
        self.offers.plan_wanted.connect(self._plan)
        self.offers.table_wanted.connect(self._table)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.chart, 5)
        top.addWidget(self.card, 3)
        column = QVBoxLayout(self.results)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(12)
        column.addLayout(top, 1)
        column.addWidget(self.offers)

    # -- showing --------------------------------------------------------------------------------

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        """Follow the deal; packages are built anew only where what they rest on has changed."""
        snapshot = self.env.open_deal.snapshot
        if snapshot is None or (kinds and not kinds & _CONCERNED):
            return
        if snapshot.deal.id != self._deal_id:
            self._deal_id = snapshot.deal.id
            self._forget()
        self._ground = terrain(snapshot)
        self._pages.setCurrentIndex(int(bool(self._ground.axes)))
        if not self._ground.axes:
            self._drop()
            left_out = self._ground.left_out
            self.empty_note.setText(wording.left_out_text(left_out) if left_out else "")
            self.empty_note.setVisible(bool(left_out))
            return
        self._show_mandate(snapshot)
        if (self._ground, self.wish.wish()) == self._asked and not self._builds.running:
            if self.offered is not None:
                self._show(self.offered)
        else:
            self._build()

    def _show_mandate(self, snapshot: Snapshot) -> None:
        mandate = mandate_of(snapshot, self.env.open_deal.context.today())
        room = mandate.room()
        currency = snapshot.deal.currency
        self.wish.show_mandate(self.env.formats.to_decimal(room, currency) if room else None)

    def _forget(self) -> None:
        self._drop()
        self.wish.forget()
        self._chosen = None
        self.done_line.hide()

    def _drop(self) -> None:
        """Let go of what was built, and of what is being built."""
        self._builds.drop()
        self.offered = None
        self._places = {}
        self._asked = None
        self._show_building(False)

    def _build(self) -> None:
        """Build packages from the variables as they are and what is wished for."""
        wish = self.wish.wish()
        if (self._ground, wish) == self._asked:
            if self.offered is not None:
                self._show(self.offered)
            return
        ground, known = self._ground, self.offered
        self._drop()
        self._asked = (ground, wish)
        self.results.setEnabled(False)
        self.again.hide()
        self.said.setText("")
        self._slow.start()
        self._builds.ask(ground, wish, known)

    def _on_built(self, offered: Offering) -> None:
        self.offered = offered
        self._places = {each.choices: place for place, each in enumerate(offered.frontier)}
        self._show_building(False)
        self._show(offered)

    def _on_too_many(self, step: int, of: int) -> None:
        self._show_building(False)
        self.said.setText(wording.too_many(step, of))
        self.said.show()

    def stop(self) -> None:
        """Break the building off; nothing is shown then."""
        self._drop()
        self.said.setText(_("Building was stopped."))
        self.again.show()
        self.again.setFocus()

    def _show_building(self, building: bool) -> None:
        """While it takes long, and until something is built, no packages are shown."""
        if not building:
            self._slow.stop()
            self.working.show_step(0, 0)
        self.working.setVisible(building)
        self._scroll.setVisible(self.offered is not None)

    def _show(self, offered: Offering) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        currency = snapshot.deal.currency
        self.results.setEnabled(True)
        self._scroll.show()
        self.done_line.follow(snapshot.trades)
        self._measure(snapshot, offered)
        self.said.setText(self._summary(offered, currency))
        self.said.setVisible(bool(self.said.text()))
        self.wish.show_offering(offered, currency)
        self.card.setVisible(bool(offered.frontier))
        self.offers.setVisible(bool(offered.frontier))
        if offered.frontier:
            self.offers.show_offers(offered.equivalent, offered.ground.axes, currency)
            self.offers.show_tabled(self._tabled(snapshot, offered))
            self._show_chosen(offered, currency)
        self.chart.refresh()

    def _measure(self, snapshot: Snapshot, offered: Offering) -> None:
        today = self.env.open_deal.context.today()
        self._agreed = agreed_package(snapshot, offered.ground.axes, today)
        self._left = None
        if self._agreed is not None:
            # What is left of the mandate today says nothing of what could be agreed before.
            free = offered.beyond or offered.frontier
            self._left = left_on_table(free, self._agreed.package)

    def _tabled(self, snapshot: Snapshot, offered: Offering) -> list[str]:
        """The labels of the offers on the table; none where one of them is not."""
        there = tabled(snapshot.trades)
        found = [
            there.get(signature_of_moves(moves(offered.ground.axes, offer.choices)))
            for offer in offered.equivalent
        ]
        return (
            [trade.package or str(trade.number or "") for trade in found if trade is not None]
            if all(found)
            else []
        )

    def _summary(self, offered: Offering, currency: str) -> str:
        sentences = []
        if self.wish.problem():
            sentences.append(_("What cannot be read above is left out of account."))
        if self._agreed is not None and self._left is not None:
            sentences.append(
                wording.leftover_text(self._agreed, self._left, currency, self.env.formats)
            )
        if offered.ground.left_out:
            sentences.append(wording.left_out_text(offered.ground.left_out))
        return "\n".join(sentences)

    def _show_chosen(self, offered: Offering, currency: str) -> None:
        if self._chosen is None or self._chosen.choices not in self._places:
            self._chosen = offered.balance or next(iter(offered.equivalent), offered.frontier[0])
        assert self._chosen is not None
        axes = offered.ground.axes
        self.card.show_package(
            wording.chosen_title(offered, self._chosen),
            self._chosen,
            axes,
            [bool(choice) for choice in self._chosen.choices],
            currency,
        )

    def picture(self, width: float, height: float) -> Chart:
        """The frontier as a chart."""
        from negotiator_desk.charts import palette
        from negotiator_desk.charts.packages import PackagePicture, packages_chart

        snapshot, offered = self.env.open_deal.snapshot, self.offered
        if offered is None:
            offered = Offering(
                ground=self._ground,
                wish=self.wish.wish(),
                frontier=(),
                beyond=(),
                balance=None,
                level=None,
                equivalent=(),
            )
        places = self._places
        return packages_chart(
            PackagePicture(
                offered=offered,
                agreed=None if self._agreed is None else self._agreed.package,
                chosen=self._chosen,
            ),
            lambda package: UUID(int=places[package.choices]),
            "" if snapshot is None else snapshot.deal.currency,
            self.env.formats,
            palette.DARK if self.env.theme.dark else palette.LIGHT,
            width,
            height,
        )

    # -- doing ----------------------------------------------------------------------------------

    @override
    def focus_main(self) -> None:
        """Put the keyboard on the first field, or on the way to the variables."""
        if self._pages.currentIndex():
            self.wish.mandate.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.to_variables.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, place: int) -> None:
        snapshot, offered = self.env.open_deal.snapshot, self.offered
        if snapshot is None or offered is None or place >= len(offered.frontier):
            return
        self._chosen = offered.frontier[place]
        self._show_chosen(offered, snapshot.deal.currency)
        self.chart.refresh()

    def _take_level(self) -> None:
        snapshot, package = self.env.open_deal.snapshot, self.card.package
        if snapshot is not None and package is not None:
            amount = self.env.formats.to_decimal(from_units(package.ours), snapshot.deal.currency)
            self.wish.show_level(amount)

    def _plan(self, package: Package | None) -> None:
        if package is None or self.offered is None:
            return
        planned = self.env.editing.plan_package(moves(self.offered.ground.axes, package.choices))
        if planned is not None:
            self._say_done(_("Planned:"), [planned])

    def _table(self) -> None:
        if self.offered is None:
            return
        axes = self.offered.ground.axes
        tabled = self.env.editing.table_packages(
            [moves(axes, offer.choices) for offer in self.offered.equivalent]
        )
        if tabled:
            self._say_done(_("On the table:"), tabled)

    def _say_done(self, text: str, trades: Sequence[UUID]) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        wanted = set(trades)
        self.done_line.say(
            text,
            sorted(
                (trade for trade in snapshot.trades if trade.id in wanted),
                key=lambda trade: trade.package,
            ),
        )
