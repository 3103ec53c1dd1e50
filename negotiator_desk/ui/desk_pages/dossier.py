"""The buyer dossier: what every deal with a buyer taught, each figure with the cases behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QPushButton,
    QSplitter,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.services import buyers
from negotiator_desk.ui.desk_pages.dossier_lines import DossierLine, dossier_lines
from negotiator_desk.ui.desk_pages.grid import Column, GridModel, GridTable, Group
from negotiator_desk.ui.desk_pages.list_page import refill
from negotiator_desk.ui.desk_pages.page import DeskPage
from negotiator_desk.ui.desk_pages.spellings import Spellings
from negotiator_desk.ui.pages.detail import DetailCard
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import deal_title
from negotiator_desk.wording.portfolio import deals_text

if TYPE_CHECKING:
    from negotiator_desk.domain.dossier import Dossier
    from negotiator_desk.domain.progress import Progress
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.work import Job


class DossierPage(DeskPage):
    """A table of all there is to know, and a card with the cases of the line at hand.

    The argument is a buyer by any spelling. ``dossier`` is what is shown, None while it is read.
    """

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(env, parent=parent)
        self.dossier: Dossier | None = None
        self.buyer = ""
        self._context = env.open_deal.context
        self._job: Job | None = None
        self._again = False
        self.which = QComboBox(self)
        self.which.setAccessibleName(_("Buyer"))
        self.which.setMinimumWidth(200)
        self.report = QPushButton(_("On paper"), self)
        self.report.setToolTip(_("The dossier as it is printed"))
        self.report.clicked.connect(lambda: env.show_document("dossier", self.buyer))
        self.spellings = Spellings(env, self)
        self.model: GridModel[DossierLine] = GridModel(self._columns(), lambda line: line.key, self)
        self.table = GridTable(self.model, self)
        self.table.setAccessibleName(_("Buyer dossier"))
        self.detail = DetailCard(_("Where it comes from"), joint="", links_below=True)
        self.text = QLabel(self.detail)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.detail.body.addWidget(self.text)
        self.empty = self.sentence(muted=True)
        self._places: dict[UUID, UUID] = {}
        self._lay_out()
        self.which.activated.connect(self._on_which)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.model.modelReset.connect(self._show_current)
        self.table.activated.connect(self._open)
        self.detail.links.activated.connect(self._follow)

    def _lay_out(self) -> None:
        self.head.addWidget(self.which)
        self.head.addWidget(self.report)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.addWidget(self.table)
        self.split.addWidget(self.detail)
        self.split.setSizes([620, 300])
        self.split.setChildrenCollapsible(False)
        self.rest = QWidget(self)
        self.column.addWidget(self.spellings)
        self.column.addWidget(self.empty)
        self.column.addWidget(self.split, 1)
        self.column.addWidget(self.rest, 1)

    def _columns(self) -> tuple[Column, ...]:
        def plain(line: DossierLine) -> str:
            return line.key

        return (
            Column(key="name", head=_("What"), text=lambda line: line.name, order=plain, width=29),
            Column(key="text", head=_("In all deals"), text=lambda line: line.text, order=plain),
            Column(key="n", head=_("How many"), text=lambda line: line.n, order=plain, width=17),
        )

    # -- reading --------------------------------------------------------------------------------

    @override
    def open_page(self, argument: Any) -> None:
        if isinstance(argument, str):
            self.buyer = argument
        elif not self.buyer:
            snapshot = self.env.open_deal.snapshot
            self.buyer = snapshot.deal.buyer if snapshot is not None else ""
        self._read()

    @override
    def on_changed(self, change: Changed) -> None:
        if self.isVisible() and change.kinds & {*DEAL_KINDS, "buyer_names"}:
            self._read()

    @override
    def stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _read(self) -> None:
        """Read the dossier anew, off the screen's thread."""
        names = [name for name, _n in buyers.list_buyers(self._context)]
        joined = buyers.load_buyers(self._context)
        buyer = next((name for name in names if joined.same(name, self.buyer)), "")
        self.buyer = buyer
        refill(self.which, _("Choose a buyer"), [(name, name) for name in names])
        self.which.setCurrentIndex(max(0, self.which.findData(buyer)))
        self.which.setVisible(bool(names))
        if not buyer:
            self.dossier = None
            self._show()
            return
        self._show_head()
        if self._job is not None:
            self._again = True
            return
        context, today = self._context, self._context.today()

        def work(progress: Progress) -> Any:
            return (
                buyers.load_dossier(context, buyer, today, progress),
                buyers.list_spellings(context, buyer),
                buyers.likely_spellings(context, buyer),
            )

        self._job = self.env.jobs.start(work, self._done, self._failed)

    def _done(self, found: Any) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._read()
            return
        self.dossier, joined, likely = found
        self.spellings.show_buyer(self.buyer, joined, likely)
        self._show()

    def _failed(self, error: Exception, _trace: str) -> None:
        self._job = None
        self.empty.setText(_("The dossier could not be read: {reason}").format(reason=error))
        self.empty.show()

    # -- showing --------------------------------------------------------------------------------

    def _show_head(self) -> None:
        self.title.setText(" ".join(visible(self.buyer).split())[:80] or _("Buyer dossiers"))
        self.count.setText(deals_text(len(self.dossier.deals)) if self.dossier else "")

    def _show(self) -> None:
        self._show_head()
        has = self.dossier is not None
        self.split.setVisible(has)
        self.rest.setVisible(not has)
        self.spellings.setVisible(has)
        self.report.setVisible(has)
        self.empty.setVisible(not has)
        self.empty.setText(self._empty_text())
        if self.dossier is None:
            return
        titles = {row.id: deal_title(row.title) for row in self.env.digests.rows}
        sections = dossier_lines(self.dossier, self.env.formats, titles)
        self.table.show_lines(
            [
                each
                for heading, lines in sections
                if lines
                for each in (Group((heading, "", "")), *lines)
            ]
        )
        self._show_current()

    def _empty_text(self) -> str:
        if self.which.count() > 1:
            return _("Choose a buyer above. A deal is counted here once it names its buyer.")
        return _(
            "What every deal with a buyer taught stands here: how prices moved, what came back, "
            "their tactics and the answers that worked. It begins with a deal that names its buyer."
        )

    def _current(self) -> DossierLine | None:
        return self.model.row(self.table.currentIndex().row())

    def _show_current(self) -> None:
        line = self._current()
        if line is None:
            self.detail.set_head("", "")
            self.text.setText("")
            self._show_links(())
            return
        self.detail.set_head(line.name, line.help)
        self.text.setText(visible(line.detail))
        self.text.setVisible(bool(line.detail))
        self._show_links(line.cases)

    def _show_links(self, cases: Sequence[tuple[UUID, UUID, str]]) -> None:
        self._places = {record: deal for deal, record, _text in cases}
        self.detail.links.show_links([(record, text) for _deal, record, text in cases])

    def _follow(self, record: UUID) -> None:
        self.env.show_record(self._places[record], record)

    def _open(self, index: QModelIndex) -> None:
        line = self.model.row(index.row())
        if line is not None and line.cases:
            self.env.show_record(line.cases[0][0], line.cases[0][1])

    def _on_which(self, place: int) -> None:
        chosen = self.which.itemData(place)
        if chosen:
            self.buyer = chosen
            self._read()
            self.focus_main()

    @override
    def focus_main(self) -> None:
        target = self.table if self.split.isVisibleTo(self) else self.which
        target.setFocus(Qt.FocusReason.OtherFocusReason)
