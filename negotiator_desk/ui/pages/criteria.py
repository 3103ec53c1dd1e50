"""The criteria of the award: all scores side by side, and how the buyer would score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QWidget
from typing_extensions import override

from negotiator_desk.domain.facts import present
from negotiator_desk.domain.rights import people_of_the_decision
from negotiator_desk.models.before import Criterion, Stakeholder
from negotiator_desk.models.choices import CriterionKind
from negotiator_desk.models.fields import field_map
from negotiator_desk.ui.models.columns import Column, columns_named, entry_column
from negotiator_desk.ui.pages.award_panel import AwardPanel
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.ui.pages.rights import person_columns, person_of, rights_menu
from negotiator_desk.ui.widgets.picks import segment
from negotiator_desk.wording import criteria as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.before import Known
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section

LOW = 480
"""Below this height the simulator keeps to its picture."""
TOP, TOP_LOW = 330, 196
"""The height of the simulator to begin with."""

PLAIN = 170
"""The width of a criterion's name beside the people."""

SCORES = "scores"
FACTS = "facts"
RIGHTS = "rights"


def _score_meaning(criterion: Criterion) -> str:
    return "muted" if criterion.kind is CriterionKind.PRICE else ""


class CriteriaView(RecordsView):
    """The list shows the scores of all bidders, what is known of each criterion, or who decides."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._mode = SCORES
        self._low: bool | None = None
        self._rivals: tuple[str, ...] = ()
        self._people: tuple[Stakeholder, ...] = ()
        super().__init__(section, env, parent)

    # -- columns --------------------------------------------------------------------------------

    def _rival_names(self) -> tuple[str, ...]:
        snapshot = self.env.open_deal.snapshot
        rivals = () if snapshot is None else snapshot.rivals
        return tuple(dict.fromkeys(rival.name for rival in rivals if present(rival.name)))

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        self._rivals = self._rival_names()
        return self._columns()

    def _columns(self) -> Sequence[Column]:
        name, weight = columns_named(Criterion, "name", "weight")
        if self._mode == RIGHTS:
            return (replace(name, width=PLAIN), *person_columns(self._people))
        if self._mode == FACTS:
            return (name, weight, self._known_column(), *self._facts_columns())
        scores = field_map(Criterion)["rival_scores"]
        ours, kind = columns_named(Criterion, "our_score", "kind")
        rivals = (entry_column(scores, rival) for rival in self._rivals)
        return (
            name,
            weight,
            *(_muted(column) for column in (ours, *rivals)),
            kind,
        )

    def _known_column(self) -> Column:
        spec = field_map(Criterion)["known_on"]
        return Column(
            name="known_on",
            title=_("Known"),
            width=166,
            spec=spec,
            text=self._known_text,
            meaning=lambda c: wording.known_meaning(self._known(c)),
            depends=frozenset({"deal"}),
            order=lambda c: c.known_on,
        )

    def _facts_columns(self) -> tuple[Column, ...]:
        origin = Column(
            name="origin",
            title=_("Origin"),
            width=92,
            spec=field_map(Criterion)["origin"],
            text=wording.origin_text,
        )
        people = Column(
            name="people",
            title=_("Owner and decision rights"),
            width=220,
            text=lambda c: wording.people_text(c, self.env.around.suggestions.title),
            depends=frozenset({"stakeholders"}),
        )
        return (origin, people)

    def _known_text(self, criterion: Criterion) -> str:
        today, formats = self.env.around.today(), self.env.formats
        return wording.known_text(criterion, self._known(criterion), today, formats)

    def _known(self, criterion: Criterion) -> Known:
        from negotiator_desk.domain.before import known

        snapshot = self.env.open_deal.snapshot
        assert snapshot is not None
        return known(criterion, snapshot.deal, self.env.around.today())

    # -- what stands around the list ------------------------------------------------------------

    @override
    def make_top(self) -> QWidget:
        self.award = AwardPanel(self.env, self)
        return self.award

    @override
    def make_foot(self) -> QWidget:
        foot = QWidget(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.total = QLabel(foot)
        self.total.setTextFormat(Qt.TextFormat.PlainText)
        self.total.setWordWrap(True)
        row.addWidget(self.total, 1)
        row.addSpacing(12)
        self._modes = QButtonGroup(foot)
        self.mode_buttons = {}
        rights = _("What each person may do: Enter or a double click on a cell ticks it")
        modes = (
            (SCORES, _("Scores"), _("Our scores and the rivals'")),
            (FACTS, _("Who and when"), _("Since when it is known, from where, and whose it is")),
            (RIGHTS, _("Rights"), rights),
        )
        for key, text, tip in modes:
            button = segment(text, text, foot)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.setChecked(key == self._mode)
            button.clicked.connect(lambda _on=False, key=key: self.show_mode(key))
            self._modes.addButton(button)
            self.mode_buttons[key] = button
            row.addWidget(button)
        return foot

    def show_mode(self, mode: str) -> None:
        """Show the scores, what is known of each criterion, or the rights of each person."""
        self._mode = mode
        self.mode_buttons[mode].setChecked(True)
        self._people = self._people_now()
        for pane in ("top", "form"):  # the matrix takes the whole section
            self.folding.give_way(pane, mode == RIGHTS, RIGHTS)
        self.list.table.two_lines = mode == RIGHTS
        self.list.set_columns(self._columns())
        self._show_total()

    def _people_now(self) -> tuple[Stakeholder, ...]:
        snapshot = self.env.open_deal.snapshot
        return () if snapshot is None else people_of_the_decision(snapshot)

    # -- rights ---------------------------------------------------------------------------------

    @override
    def _enter_form(self, record_id: UUID) -> None:
        table = self.list.table
        person = person_of(self.list.model.columns[table.currentIndex().column()])
        menu = None if person is None else self.rights_menu(record_id, person)
        if menu is None:
            super()._enter_form(record_id)
        else:
            below = table.visualRect(table.currentIndex()).bottomLeft()
            menu.popup(table.viewport().mapToGlobal(below))

    def rights_menu(self, criterion_id: UUID, person: UUID) -> QMenu | None:
        """What a person may do with a criterion, to tick; None where it is gone."""
        snapshot = self.env.open_deal.snapshot
        found = () if snapshot is None else snapshot.criteria
        criterion = next((each for each in found if each.id == criterion_id), None)
        if criterion is None:
            return None
        editing = self.env.editing

        def own(criterion: Criterion, owner: UUID | None) -> None:
            editing.set_value("criteria", criterion.id, "stakeholder_id", owner)

        return rights_menu(self, criterion, person, editing.set_right, own)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = event.size().height() < LOW
        if low != self._low:
            self._low = low
            self.award.set_brief(low)
            top = TOP_LOW if low else TOP
            self.upright.setSizes([top, max(1, event.size().height() - top)])

    # -- showing --------------------------------------------------------------------------------

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        snapshot = self.env.open_deal.snapshot
        if snapshot is None:
            return
        names = self._rival_names()
        if names != self._rivals or (self._mode == RIGHTS and self._others_came()):
            self._rivals = names
            self._people = self._people_now()
            self.list.set_columns(self._columns())
        super().refresh(kinds)
        self._show_total()
        self.award.refresh()

    def _others_came(self) -> bool:
        """Whether people came, left or changed their names; a right more moves no column."""
        now = {person.id: person.name for person in self._people_now()}
        return now != {person.id: person.name for person in self._people}

    def _show_total(self) -> None:
        snapshot = self.env.open_deal.snapshot
        criteria = () if snapshot is None else snapshot.criteria
        text, role = (
            wording.rights_text(criteria)
            if self._mode == RIGHTS
            else wording.total_text(criteria, self.env.formats)
        )
        self.total.setText(text)
        if self.total.property("role") != role:
            self.total.setProperty("role", role)
            self.total.style().polish(self.total)


def _muted(column: Column) -> Column:
    """A column of scores, quieter where the scores are not used: price is scored by the prices."""
    return replace(column, meaning=_score_meaning)
