"""The open deal: head, lifecycle rail, the six tabs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.learn import count_pending
from negotiator_desk.models.choices import Control, Origin, Stage
from negotiator_desk.models.kinds import find_record
from negotiator_desk.ui.icons import IconButton
from negotiator_desk.ui.menus import keys_text
from negotiator_desk.ui.models.records import tooltip
from negotiator_desk.ui.pages.page import TabPage
from negotiator_desk.ui.panes import Folding, Part, pane_tip
from negotiator_desk.ui.rail import Rail
from negotiator_desk.ui.tabs import TABS, place_of_control, place_of_kind, place_of_section
from negotiator_desk.ui.widgets.stack import put_in_place
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.labels import deal_title, short_line

if TYPE_CHECKING:
    from fractions import Fraction

    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.models.deal import Deal
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.pages.section import SectionView
    from negotiator_desk.ui.quick_entry import QuickEntry
    from negotiator_desk.wording.formats import Formats


LOW = 640
"""Under this height, in pixels of the design, the rail is drawn lower."""
RAIL_LEAST = 360
"""Under this height the rail is put away and the head keeps to one line."""
FAR = 120
BUYER_LENGTH = 48


def next_date(deal: Deal, stage: Stage, formats: Formats, today: date) -> str:
    """The date that the deal runs towards, in words; empty where none is set."""
    goals = {
        Stage.BEFORE: (_("RFP"), deal.rfp_issued_on or deal.rfp_expected_on),
        Stage.TABLE: (_("award"), deal.award_on or deal.award_expected_on),
        Stage.SIGNATURE: (_("signing"), deal.signed_on or deal.signing_expected_on),
        Stage.DELIVERY: (_("delivery ends"), deal.delivery_end_on),
    }
    what, day = goals.get(stage, ("", None))
    if day is None:
        return ""
    left = (day - today).days
    if left == 0:
        return _("{what} today").format(what=what)
    if abs(left) > FAR:
        return _("{what} {date}").format(what=what, date=formats.date_text(day))
    if left > 0:
        return ngettext("{what} in {n} day", "{what} in {n} days", left).format(what=what, n=left)
    return ngettext("{what} {n} day ago", "{what} {n} days ago", -left).format(what=what, n=-left)


def head_text(
    deal: Deal, diagnosis: Diagnosis, formats: Formats, today: date, *, short: bool = False
) -> str:
    """What stands behind the buyer: stage, money (in thousands where short), the next date."""

    def amount_text(amount: Fraction) -> str:
        return formats.short(amount) if short else formats.amount(amount, deal.currency)

    parts = []
    if deal.origin == Origin.PUBLIC_RECORD:
        parts.append(_(Origin.PUBLIC_RECORD.label))
    else:
        parts.append(_(diagnosis.stage.label))
    parts.append(deal.currency)
    if diagnosis.value.signed is not None:
        amount = amount_text(diagnosis.value.signed)
        parts.append(_("signed {amount}").format(amount=amount))
        if diagnosis.value.value_now is not None:
            amount = amount_text(diagnosis.value.value_now)
            parts.append(_("value now {amount}").format(amount=amount))
    parts.append(next_date(deal, diagnosis.stage, formats, today))
    return "  ·  ".join(part for part in parts if part)


class Elided(QLabel):
    """A label of one line that may be shorter than its text, and then says it as a tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._full = ""
        self._short = ""

    def set_full(self, text: str, short: str = "") -> None:
        """Show as much of the text as there is room for, or of a shorter one in its place."""
        self._full = " ".join(text.split())
        self._short = " ".join(short.split())
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), max(0, self.width())
        fits = not self._short or metrics.horizontalAdvance(self._full) <= room
        text = self._full if fits else self._short
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(tooltip(self._full) if shown != self._full else "")
        self.setAccessibleName(self._full)

    def resizeEvent(self, event: object) -> None:
        """Fit the text to the new width."""
        self._fit()


class Head(QWidget):
    """Title, facts, and what one does with a deal as a whole."""

    deals_wanted = Signal()
    document_wanted = Signal(str)
    export_wanted = Signal()

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self.deals = IconButton("pane_left", "", self)
        self.show_deals_button(True)
        self.title = Elided(self)
        self.title.setProperty("role", "title")
        self.buyer = QPushButton(self)
        self.buyer.setProperty("link", True)
        self.buyer.setProperty("flush", True)
        self.buyer.setToolTip(_("What every deal with this buyer taught"))
        self.facts = Elided(self)
        self.facts.setProperty("muted", True)
        self.brief = QPushButton(_("Brief"), self)
        self.brief.setToolTip(_("Two pages to read before the next meeting"))
        self.report = QPushButton(_("Report"), self)
        self.report.setToolTip(_("The Control Gap report and the other documents"))
        self.export = QPushButton(_("Export"), self)
        self.export.setToolTip(_("Write this deal to a file for a colleague"))
        held = QWidget(self)
        held.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout(held)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.title)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.buyer)
        below.addWidget(self.facts, 1)
        words.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.deals)
        row.addWidget(held, 1)
        row.addWidget(self.brief)
        row.addWidget(self.report)
        row.addWidget(self.export)
        self.deals.clicked.connect(self.deals_wanted)
        self.brief.clicked.connect(lambda: self.document_wanted.emit("brief"))
        self.report.clicked.connect(lambda: self.document_wanted.emit("control-gap"))
        self.export.clicked.connect(self.export_wanted)
        self.buyer.clicked.connect(lambda: env.show_page("dossier", None))

    def show_deals_button(self, shown: bool) -> None:
        """Offer the deals at the left where they are put away."""
        self.deals.setVisible(not shown)
        self.deals.say(pane_tip("deals", shown))

    def set_brief(self, brief: bool) -> None:
        """Keep to one line where there is no room for two."""
        self.facts.setVisible(not brief)
        self.buyer.setVisible(not brief and bool(self.buyer.text()))

    def refresh(self) -> None:
        """Show the open deal as it now is."""
        snapshot, diagnosis = self._env.open_deal.snapshot, self._env.open_deal.diagnosis
        if snapshot is None or diagnosis is None:
            return
        self.title.set_full(deal_title(snapshot.deal.title))
        buyer = short_line(snapshot.deal.buyer, BUYER_LENGTH)
        self.buyer.setVisible(bool(buyer) and not self.facts.isHidden())
        self.buyer.setText(buyer.replace("&", "&&"))
        self.buyer.setAccessibleName(_("Buyer dossier: {buyer}").format(buyer=buyer))
        today, formats = self._env.open_deal.context.today(), self._env.formats
        self.facts.set_full(
            head_text(snapshot.deal, diagnosis, formats, today),
            head_text(snapshot.deal, diagnosis, formats, today, short=True),
        )


class DealView(QWidget):
    """The right side of the window while a deal is open."""

    place_changed = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.head = Head(env, self)
        self.rail = Rail(env.theme, env.formats, self)
        self.bar = QTabBar(self)
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName(_("Tabs of the deal"))
        self._stack = QStackedWidget(self)
        self._pages: dict[int, TabPage] = {}
        self._stale: set[int] = set()
        for place, tab in enumerate(TABS):
            self.bar.addTab(_(tab.label))
            self.bar.setTabToolTip(place, keys_text(f"tab_{place}"))
            self._stack.addWidget(QWidget(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.addWidget(self.head)
        column.addWidget(self.rail)
        column.addWidget(self.bar)
        column.setSpacing(8)
        column.addWidget(self._stack, 1)
        part = Part(self.rail, least=RAIL_LEAST, high=True, place="rail")
        self.folding = Folding(self, env.panes, {"rail": part})
        self.bar.currentChanged.connect(self._on_tab)
        self.rail.activated.connect(self._on_station)
        env.open_deal.changed.connect(self._on_changed)
        env.theme.changed.connect(self._on_theme)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = event.size().height() / self._env.theme.sizes.factor
        self.rail.set_low(height < LOW)
        self.head.set_brief(height < RAIL_LEAST)

    @property
    def tab(self) -> int:
        """The tab at hand."""
        return self.bar.currentIndex()

    def page(self, place: int | None = None) -> TabPage:
        """The page of a tab (the one at hand unless told), built when it is first wanted."""
        place = self.tab if place is None else place
        if place not in self._pages:
            page = TabPage(TABS[place], self._env, self)
            page.document_wanted.connect(self.head.document_wanted)
            page.section_changed.connect(self.place_changed)
            put_in_place(self._stack, place, page)
            self._pages[place] = page
            self._stale.add(place)
        return self._pages[place]

    def view_at_hand(self) -> SectionView | None:
        """What is seen of the section at hand; None while nothing has been made."""
        page = self._pages.get(self.tab)
        return None if page is None else page.view()

    def section_at_hand(self) -> str:
        """The key of the section at hand; empty while nothing has been made."""
        page = self._pages.get(self.tab)
        return "" if page is None else page.tab.sections[page.section].key

    def show_deal(self, tab: int, section: int) -> None:
        """Show the deal that was just opened, at a tab and section."""
        self._stale.update(self._pages)
        self.bar.blockSignals(True)
        self.bar.setCurrentIndex(tab)
        self.bar.blockSignals(False)
        page = self.page(tab)
        self._stale.discard(tab)
        page.show_deal(section)
        self._stack.setCurrentIndex(tab)
        self._refresh_head()

    def _refresh_head(self) -> None:
        deal = self._env.open_deal
        self.head.refresh()
        scored = deal.snapshot is not None and deal.snapshot.deal.origin != Origin.PUBLIC_RECORD
        self.rail.show_diagnosis(deal.diagnosis, scored=scored)
        self._show_pending()

    def _show_pending(self) -> None:
        """Say on the tab of lessons how many of those carried in wait for a decision."""
        snapshot = self._env.open_deal.snapshot
        n = 0 if snapshot is None else count_pending(snapshot)
        place = place_of_control(Control.LEARN)
        name = _(TABS[place].label)
        self.bar.setTabText(place, f"{name}  {n}" if n else name)
        tip = ngettext("{n} carried lesson waits", "{n} carried lessons wait", n).format(n=n)
        keys = keys_text(f"tab_{place}")
        self.bar.setTabToolTip(place, f"{tip} ({keys})" if n else keys)

    def _show_tab(self, place: int) -> None:
        page = self.page(place)
        if place in self._stale:
            self._stale.discard(place)
            page.refresh(frozenset())
        self._stack.setCurrentIndex(place)

    def _on_tab(self, place: int) -> None:
        self._show_tab(place)
        if not self.bar.hasFocus():
            self.page(place).focus_main()
        self.place_changed.emit()

    def _on_station(self, control: Control) -> None:
        self.bar.setCurrentIndex(place_of_control(control))

    def _on_changed(self, kinds: frozenset[str]) -> None:
        self._refresh_head()
        for place, page in self._pages.items():
            if place == self.tab:
                page.refresh(kinds)
            else:
                self._stale.add(place)

    def trade_line(self) -> QuickEntry | None:
        """The line in which a trade is typed, where the section at hand has one."""
        view = self.page().view()
        return None if view is None else view.trade_line

    def flush(self) -> None:
        """Store what has been typed and not stored yet, on every tab."""
        for page in self._pages.values():
            page.flush()

    def _on_theme(self) -> None:
        if self._env.open_deal.snapshot is not None:
            self._on_changed(frozenset())

    def go_to(self, record_id: UUID) -> None:
        """Show a record in its tab and section."""
        snapshot = self._env.open_deal.snapshot
        found = None if snapshot is None else find_record(snapshot, record_id)
        if found is None:
            return
        tab, section = place_of_kind(found[0])
        if found[0] == "deal":
            tab, section = place_of_section("deal")
        self.bar.setCurrentIndex(tab)
        self._show_tab(tab)
        self.page(tab).show_record(section, found[1].id)
        self.page(tab).focus_main()
