"""The weekly review: clocks, actions, findings opened and closed, deals that moved; one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.domain.weekly import Since
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.services import weekly
from negotiator_desk.ui.desk_pages.grid import Column, GridModel, GridTable
from negotiator_desk.ui.desk_pages.page import DeskPage
from negotiator_desk.ui.desk_pages.weekly_lines import UNFOLD, colour_of, lines_of
from negotiator_desk.ui.desk_pages.weekly_work import Reviews
from negotiator_desk.ui.tabs import place_of_section
from negotiator_desk.ui.widgets.editor import set_flag
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.wording import weekly as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.documents import WEEKLY
from negotiator_desk.wording.review import ReviewLine, ReviewParts

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Changed, DealRow
    from negotiator_desk.ui.env import Env

CHANGE_DELAY: Final = 600
"""Milliseconds after the last change on the desk until what it touched is computed again."""
AS_KNOWN: Final = 200
"""Milliseconds between two times the lines are shown anew while more becomes known."""


class WeeklyPage(DeskPage):
    """A line opens its record in its deal; a part's name above the table leads to its lines."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(env, _("Weekly review"), parent)
        self._context = env.open_deal.context
        self.since: Since = weekly.reviewed_since(self._context)
        self._rows: tuple[DealRow, ...] = ()
        self._unfolded: set[str] = set()
        self.reviews = Reviews(self._context, env.jobs, env.formats, self)
        self.stop_button = QPushButton(self)
        self.stop_button.clicked.connect(self._on_stop)
        self.report = QPushButton(_("On paper"), self)
        self.report.setToolTip(_("The review as it is printed, on one page"))
        self.report.clicked.connect(lambda: env.show_document(WEEKLY, None))
        self.done = QPushButton(self)
        self.done.clicked.connect(self._on_done)
        self.said = self.sentence()
        self.sums, self.empty = self.sentence(muted=True), self.sentence(muted=True)
        self.parts = QWidget(self)
        self.parts_row = FlowLayout(self.parts, spacing=4)
        self.part_buttons = {part: self._part_button(part) for part in words.PARTS}
        self.model: GridModel[ReviewLine] = GridModel(self._columns(), lambda row: row.name, self)
        self.table = GridTable(self.model, self)
        self.table.setAccessibleName(self.title.text())
        self.rest = QWidget(self)  # takes the room of a table that is not shown
        self._lay_out()
        self.table.activated.connect(self._on_index)
        self.table.clicked.connect(self._on_index)
        self._soon = self.later(AS_KNOWN, self.show_lines)
        self._later = self.later(CHANGE_DELAY, self.refresh)
        self.reviews.known.connect(self._on_known)

    def _part_button(self, part: str) -> QPushButton:
        button = QPushButton(self.parts)
        button.setProperty("section", True)
        button.clicked.connect(lambda: self.go_to_part(part))
        self.parts_row.addWidget(button)
        return button

    def _lay_out(self) -> None:
        for button in (self.stop_button, self.report, self.done):
            self.head.addWidget(button)
        self.column.setSpacing(8)
        for widget in (self.said, self.sums, self.parts, self.empty):
            self.column.addWidget(widget)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.rest, 1)

    def _columns(self) -> tuple[Column, ...]:
        def plain(line: ReviewLine) -> str:
            return line.key

        def colour(line: ReviewLine) -> str:
            return colour_of(line, self.env.theme)

        return (
            Column(
                key="what",
                head=_("What"),
                text=lambda line: line.what,
                order=plain,
                colour=lambda line: colour(line) if line.deal_id is None else "",
            ),
            Column(
                key="state",
                head=_("How it stands"),
                text=lambda line: line.state,
                order=plain,
                width=22,
                colour=colour,
            ),
            Column(
                key="deal",
                head=_("Deal"),
                text=lambda line: line.deal,
                order=plain,
                width=24,
                more=10,
            ),
            Column(
                key="money",
                head=_("Money"),
                text=lambda line: line.money,
                order=plain,
                width=19,
                right=True,
                colour=colour,
            ),
        )

    # -- reading --------------------------------------------------------------------------------

    @override
    def open_page(self, argument: Any) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Ask for what is not known yet of the deals at work, and show what is."""
        self.since = weekly.reviewed_since(self._context)
        self._rows = tuple(row for row in self.env.digests.rows if row.at_work)
        today = self.env.around.today()
        self.reviews.want((row.id for row in self._rows), self.since.day, today)
        self.show_lines()

    @override
    def on_changed(self, change: Changed) -> None:
        self.reviews.touch(change.deal_ids)
        if self.isVisible() and change.kinds & {*DEAL_KINDS, "deal_states", "settings"}:
            self._later.start()

    @override
    def on_theme(self) -> None:
        if self.isVisible():
            self.show_lines()

    @override
    def stop(self) -> None:
        self._soon.stop()
        self._later.stop()
        self.reviews.stop()

    def _on_known(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    # -- showing --------------------------------------------------------------------------------

    def show_lines(self) -> None:
        """Show what is known of the deals."""
        formats, known = self.env.formats, self.reviews.reviews
        found = [known[row.id] for row in self._rows if row.id in known]
        review = ReviewParts(found, self.since, self.env.around.today(), formats)
        self.table.show_lines(list(lines_of(review, self._unfolded)))
        self._span()
        some = bool(self._rows)
        for widget in (self.said, self.table, self.parts, self.done, self.report):
            widget.setVisible(some)
        self.rest.setVisible(not some)
        self.empty.setVisible(not some)
        self.empty.setText("" if some else self._empty_text())
        self._show_parts(review)
        self.said.setText(words.since_text(self.since, formats))
        sums = words.sums_moved(review.sums(), formats)
        self.sums.setText(sums)
        self.sums.setVisible(bool(sums))
        self.done.setText(_("Take it back") if self.since.done else _("Reviewed today"))
        set_flag(self.done, "primary", not self.since.done)
        self._show_progress()

    def _span(self) -> None:
        """Let heads and sentences go over the whole width."""
        self.table.clearSpans()
        width = len(self.model.columns)
        for place in range(self.model.rowCount()):
            row = self.model.row(place)
            if row is None or row.deal_id is None:
                self.table.setSpan(place, 0, 1, width)

    def _show_parts(self, review: ReviewParts) -> None:
        for part, button in self.part_buttons.items():
            n = len(review.parts[part])
            button.setText(_("{part}  {n}").format(part=words.part_short(part), n=n))
            title = words.part_title(part, self.since, self.env.formats)
            button.setAccessibleName(_("{part}: {n}").format(part=title, n=n))

    def _show_progress(self) -> None:
        of, missing = self.reviews.of, self.reviews.missing
        text = ""
        if missing:
            tell = words.computing_text if self.reviews.busy else words.stopped_text
            text = tell(of - missing, of)
        elif self.reviews.unread:
            text = words.unread_text(self.reviews.unread)
        self.count.setText(text)
        self.stop_button.setVisible(bool(missing))
        self.stop_button.setText(_("Stop") if self.reviews.busy else _("Go on"))

    def _empty_text(self) -> str:
        if self.env.digests.rows:
            return _(
                "No deal of yours is at work: archived deals and public records are not reviewed."
            )
        return _(
            "Once a week this page says what runs out, what opened and closed since the last "
            "review, and how each deal moved. File › New deal makes the first deal; the sample "
            "deal shows how it looks."
        )

    # -- doing ----------------------------------------------------------------------------------

    def _on_done(self) -> None:
        act = weekly.take_back_review if self.since.done else weekly.mark_reviewed
        act(self._context)
        self.refresh()

    def _on_stop(self) -> None:
        if self.reviews.busy:
            self.reviews.cancel()
            self.show_lines()
        else:
            self.refresh()

    def go_to_part(self, part: str) -> None:
        """Select the first line of a part, with its head above it."""
        for place in range(self.model.rowCount()):
            line = self.model.row(place)
            if line is not None and line.part == part:
                self.table.scrollTo(
                    self.model.index(place - 1, 0), GridTable.ScrollHint.PositionAtTop
                )
                self.table.selectRow(place)
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _on_index(self, index: QModelIndex) -> None:
        line = self.model.row(index.row())
        if line is None:
            return
        if line.key == UNFOLD:
            self._unfolded.add(line.part)
            self.show_lines()
            self.table.selectRow(index.row())
        if line.deal_id is None:
            return
        if line.record is None:
            self.env.show_deal(line.deal_id, *place_of_section("overview"))
            return
        self.show_dated(line.deal_id, line.record, line.kind)

    @override
    def focus_main(self) -> None:
        target = self.table if self.table.isVisibleTo(self) else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)
