"""The portfolio: all deals as a table or as a board by stage, with sums and our own averages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.buyers import Buyers
from negotiator_desk.domain.portfolio import averages_of, totals_of
from negotiator_desk.services.buyers import load_buyers
from negotiator_desk.services.views import ListView
from negotiator_desk.ui.desk_pages.board import StageBoard
from negotiator_desk.ui.desk_pages.grid import Group
from negotiator_desk.ui.desk_pages.list_page import ListPage, choose
from negotiator_desk.ui.desk_pages.portfolio_lines import FILTERS, DealLine, portfolio_columns
from negotiator_desk.ui.desk_pages.views import ViewsButton
from negotiator_desk.ui.models.sorting import in_order
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.documents import PORTFOLIO
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.portfolio import averages_text, deals_text, totals_text

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Changed, DealRow
    from negotiator_desk.ui.env import Env

AT_WORK: Final = ""


class PortfolioPage(ListPage):
    """Table and board show the same rows; a click opens the deal, on its buyer the dossier."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(env, _("Portfolio"), portfolio_columns(env), FILTERS, parent)
        self._buyers = Buyers()
        self.kept = QComboBox(self)
        self.kept.setAccessibleName(_("Which deals"))
        for text, data in (
            (_("Deals at work"), AT_WORK),
            (_("Archived deals"), "archived"),
            (_("Public records"), "public"),
            (_("All of them"), "every"),
        ):
            self.kept.addItem(text, data)
        self.group = QComboBox(self)
        self.group.setAccessibleName(_("Group by"))
        for text, data in (
            (_("No groups"), ""),
            (_("By buyer"), "buyer"),
            (_("By stage"), "stage"),
            (_("By owner"), "owner"),
            (_("By currency"), "currency"),
        ):
            self.group.addItem(text, data)
        self.views = ViewsButton("portfolio", env, self.current_view, self.show_view, self)
        for widget in (self.kept, self.group, self.views):
            self.bar.addWidget(widget)
        self.as_table, self.as_board = (QToolButton(self) for _place in range(2))
        self._switch = QButtonGroup(self)
        for button, text in ((self.as_table, _("Table")), (self.as_board, _("Board"))):
            button.setText(text)
            button.setCheckable(True)
            button.setProperty("segment", True)
            self._switch.addButton(button)
            self.head.addWidget(button)
        self.as_table.setChecked(True)
        self.report = QPushButton(_("Report"), self)
        self.report.setToolTip(
            _(
                "The Portfolio Control Gap report over the deals shown, or over those chosen: with "
                "Ctrl or Shift several rows are chosen"
            )
        )
        self.table.choose_several()
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        self.report.clicked.connect(self._on_report)
        self.head.addWidget(self.report)
        self.totals = self.sentence()
        self.averages = self.sentence(muted=True)
        self.averages.setToolTip(
            _("Over the deals shown, each weighing one; without the sample and public records.")
        )
        self.column.insertWidget(2, self.totals)
        self.column.insertWidget(3, self.averages)
        self.board = StageBoard(env, self)
        self.column.insertWidget(self.column.indexOf(self.table), self.board, 1)
        self.board.opened.connect(env.show_deal)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self._switch.buttonClicked.connect(lambda _button: self.show_rows())
        self.kept.currentIndexChanged.connect(self.refresh)
        self.group.currentIndexChanged.connect(self.show_rows)

    # -- rows -----------------------------------------------------------------------------------

    @override
    def name_of(self, row: DealLine) -> UUID:
        return row.row.id

    def _wanted(self, row: DealRow) -> bool:
        match self.kept.currentData():
            case "archived":
                return row.archived
            case "public":
                return row.public
            case "every":
                return True
            case _:
                return row.at_work

    @override
    def open_page(self, argument: Any) -> None:
        self._buyers = load_buyers(self.env.open_deal.context)
        self.views.refresh()
        super().open_page(argument)

    @override
    def on_changed(self, change: Changed) -> None:
        if "views" in change.kinds:
            self.views.refresh()
        if self.isVisible() and change.kinds & {"deal", "deal_states", "buyer_names"}:
            self._buyers = load_buyers(self.env.open_deal.context)
            self.refresh()

    @override
    def read_rows(self) -> list[DealLine]:
        digests, today = self.env.digests, self.env.around.today()
        return [
            DealLine(
                row=row,
                buyer=visible(self._buyers.of(row.buyer)),
                digest=digests.digests.get(row.id),
                today=today,
            )
            for row in digests.rows
            if self._wanted(row)
        ]

    @override
    def words_of(self, row: DealLine) -> str:
        return (
            f"{row.title} {row.row.buyer} {row.buyer} {row.row.owner} {row.stage_text}".casefold()
        )

    @override
    def count_text(self, shown: Sequence[DealLine]) -> str:
        return deals_text(len(shown)) if self.rows else ""

    @override
    def empty_text(self) -> str:
        if self.rows:
            return _("No deal answers this filter.")
        if self.env.digests.rows:
            return _("No deals of this kind. Above, choose which deals to show.")
        return _(
            "All deals stand here side by side, once there is one: gap, lost and exposed money, "
            "what comes next. File › New deal makes the first; the sample deal shows how it looks."
        )

    @override
    def unknown(self) -> int:
        return sum(1 for line in self.rows if line.digest is None)

    @override
    def show_parts(self, shown: Sequence[DealLine]) -> None:
        board = self.as_board.isChecked()
        self.table.setVisible(bool(shown) and not board)
        self.board.setVisible(bool(shown) and board)
        self.rest.setVisible(not shown)
        self.group.setEnabled(not board)
        self._show_chosen()
        if board:
            self.board.show_lines(shown)
        known = [line.digest.figures for line in shown if line.digest and not line.public]
        formats = self.env.formats
        self.totals.setText(totals_text(totals_of(known), formats))
        self.totals.setVisible(bool(known))
        self.averages.setText(averages_text(averages_of(known), formats))
        self.averages.setVisible(bool(known))

    @override
    def lines_of(self, shown: list[DealLine]) -> Sequence[DealLine | Group]:
        by = self.group.currentData()
        if not by:
            return shown
        column = next((c for c in self.model.columns if c.key == by), None)
        head = _("Currency") if column is None else column.head
        nameless = _("{field}: not recorded").format(field=head)
        ordered = shown if column is None else in_order(shown, column.order, descending=False)
        groups: dict[str, list[DealLine]] = {}
        for line in ordered:
            name = line.row.currency if column is None else column.text(line)
            groups.setdefault(name or nameless, []).append(line)
        found: list[DealLine | Group] = []
        for name in groups if column is not None else sorted(groups):
            found += [self._group(name, groups[name]), *groups[name]]
        return found

    def _group(self, name: str, lines: list[DealLine]) -> Group:
        """The head of a group: its name, how many, and its sums where it has one currency."""
        known = [line.digest.figures for line in lines if line.digest and not line.public]
        totals = totals_of(known)
        cells = {"deal": name, "buyer": deals_text(len(lines))}
        if len(totals) == 1:
            ((currency, sums),) = totals.items()
            cells["lost"] = self.env.formats.money(sums.lost, currency)
            cells["exposed"] = self.env.formats.money(sums.exposed, currency)
        return Group(tuple(cells.get(column.key, "") for column in self.model.columns))

    # -- views ----------------------------------------------------------------------------------

    def current_view(self) -> ListView:
        """The filters, order and groups at hand."""
        choices = {key: combo.currentData() for key, combo in self.choices.items()}
        choices["kept"] = self.kept.currentData()
        return ListView(
            page="portfolio",
            words=self.filter.text(),
            choices={key: str(data) for key, data in choices.items() if data},
            group=self.group.currentData(),
            sort=self.sort,
            descending=self.descending,
            board=self.as_board.isChecked(),
        )

    def show_view(self, view: ListView) -> None:
        """Set filters, order and groups as a view keeps them; what is no more is left out."""
        choose(self.kept, view.choices.get("kept", AT_WORK))
        self.refresh()
        for key, combo in self.choices.items():
            choose(combo, view.choices.get(key))
        self.filter.setText(view.words)
        choose(self.group, view.group)
        if any(column.key == view.sort for column in self.model.columns):
            self.sort, self.descending = view.sort, view.descending
        (self.as_board if view.board else self.as_table).setChecked(True)
        self.show_rows()

    # -- going on -------------------------------------------------------------------------------

    def chosen(self) -> list[DealLine]:
        """The deals of the report: those chosen in the table where they are several, else all."""
        return self._several() or self.shown()

    def _several(self) -> list[DealLine]:
        """The deals chosen in the table; none where it is no more than one."""
        if self.as_board.isChecked():
            return []
        rows = map(self.model.row, self.table.chosen_rows())
        lines = [line for line in rows if line is not None]
        return lines if len(lines) > 1 else []

    def _show_chosen(self) -> None:
        n = len(self._several())
        text = ngettext("Report on {n} deal", "Report on {n} deals", n).format(n=n)
        self.report.setText(text if n else _("Report"))

    @override
    def _on_index(self, index: QModelIndex) -> None:
        if self.table.choosing:
            return
        line = self.model.row(index.row())
        if line is not None and self.model.columns[index.column()].key == "buyer" and line.buyer:
            self.env.show_page("dossier", line.buyer)
        elif line is not None:
            self.open_row(line)

    @override
    def open_row(self, row: DealLine) -> None:
        self.env.show_deal(row.row.id)

    def _on_report(self) -> None:
        """Put the deals that are shown or chosen, filtered and sorted as they are, on paper."""
        self.env.show_document(PORTFOLIO, [line.row.id for line in self.chosen()])

    def _on_menu(self, point: QPoint) -> None:
        line = self.model.row(self.table.indexAt(point).row())
        if line is not None:
            self.menu_of(line).exec(self.table.viewport().mapToGlobal(point))

    def menu_of(self, line: DealLine) -> QMenu:
        """Where one can go from a deal; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open")).triggered.connect(lambda: self.open_row(line))
        dossier = menu.addAction(_("Buyer dossier"))
        dossier.setEnabled(bool(line.buyer))
        dossier.triggered.connect(lambda: self.env.show_page("dossier", line.buyer))
        for key, text in (("due", _("What is due")), ("returns", _("Returns to secure"))):
            action = menu.addAction(text)
            action.triggered.connect(lambda _on=False, k=key: self.env.show_page(k, line.row.id))
        return menu

    @override
    def focus_main(self) -> None:
        if self.board.isVisibleTo(self):
            self.board.focus_first()
        else:
            super().focus_main()
