"""One tab: a bar of its sections with their counts, each built on first sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.models.kinds import DEAL_LISTS, records_of
from negotiator_desk.ui.icons import IconButton, IconName
from negotiator_desk.ui.menus import with_keys
from negotiator_desk.ui.pages.section import SectionView
from negotiator_desk.ui.panes import pane_tip
from negotiator_desk.ui.tabs import Section, Tab
from negotiator_desk.ui.widgets.section_bar import SectionBar
from negotiator_desk.ui.widgets.stack import put_in_place
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import kind_in_sentence

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env

PANE_ICONS: Final[dict[str, IconName]] = {"top": "pane_top", "form": "pane_right"}
"""The parts of a section that have a button, with its icon."""


class TabPage(QWidget):
    """A tab of the deal."""

    document_wanted = Signal(str)
    section_changed = Signal()

    def __init__(self, tab: Tab, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tab = tab
        self._env = env
        self._views: dict[int, SectionView] = {}
        self._stale: set[int] = set()
        self.bar = SectionBar(len(tab.sections), self)
        self._stack = QStackedWidget(self)
        for _section in tab.sections:
            self._stack.addWidget(QWidget(self))
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(4)
        bar.addWidget(self.bar, 1)
        self.pane_buttons = {
            pane: self._pane_button(pane, icon) for pane, icon in PANE_ICONS.items()
        }
        for button in self.pane_buttons.values():
            bar.addWidget(button)
        self.add_button = QPushButton(_("Add"), self)
        self.add_button.setToolTip(with_keys(_("New record"), "add_record"))
        self.add_button.clicked.connect(self.add)
        policy = self.add_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.add_button.setSizePolicy(policy)
        bar.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self.bar.picked.connect(self.show_section)
        self._show_counts()

    def _pane_button(self, pane: str, icon: IconName) -> IconButton:
        button = IconButton(icon, "", self)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.turn_pane(pane))
        return button

    def turn_pane(self, pane: str) -> None:
        """Put away a part of the section at hand, or show it again."""
        view = self.view()
        if view is not None and view.folding is not None:
            view.folding.turn(pane)
        self._show_panes()

    def _show_panes(self) -> None:
        """Say which parts the section at hand has, and which of them are seen."""
        view = self.view()
        folding = None if view is None else view.folding
        for pane, button in self.pane_buttons.items():
            button.setVisible(folding is not None and pane in folding.parts)
            shown = folding is not None and folding.is_shown(pane)
            button.setChecked(shown)
            button.say(pane_tip(pane, shown))

    def _caption(self, section: Section) -> tuple[str, int]:
        snapshot = self._env.open_deal.snapshot
        if snapshot is None or section.kind not in DEAL_LISTS:
            return section.name, 0
        return section.name, len(records_of(snapshot, section.kind))

    @property
    def section(self) -> int:
        """The section at hand."""
        return self._stack.currentIndex()

    def view(self) -> SectionView | None:
        """What the section at hand shows."""
        return self._views.get(self.section)

    def show_section(self, place: int) -> None:
        """Show a section; it is built when it is first wanted."""
        place = max(0, min(place, len(self.tab.sections) - 1))
        if place not in self._views:
            self._build(place)
        self.bar.show_current(place)
        self._stack.setCurrentIndex(place)
        if place in self._stale:
            self._stale.discard(place)
            self._views[place].refresh(frozenset())
        self._show_panes()
        section = self.tab.sections[place]
        listed = self._views[place].lists_records
        self.add_button.setVisible(listed)
        if listed:
            name = _("Add {kind}").format(kind=kind_in_sentence(section.added))
            self.add_button.setAccessibleName(name)
            self._fit_add_button()
        self.section_changed.emit()

    def _fit_add_button(self) -> None:
        """Say what is added, unless the sections need the room."""
        button = self.add_button
        button.setText(button.accessibleName() or _("Add"))
        needed = self.bar.sizeHint().width() + button.sizeHint().width()
        for icon in self.pane_buttons.values():
            needed += 0 if icon.isHidden() else icon.sizeHint().width() + 4
        if needed > self.width():
            button.setText(_("Add"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_add_button()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        view = self.view()
        if event.key() == Qt.Key.Key_Escape and view is not None and view.lists_records:
            view.focus_list()  # a field with something to take back has used the key itself
        else:
            super().keyPressEvent(event)

    def add(self) -> None:
        """Add a record to the section at hand, or to the first of the tab that lists any."""
        view = self.view()
        if view is None or not view.lists_records:
            lists = (n for n, held in enumerate(self.tab.sections) if held.added in DEAL_LISTS)
            self.show_section(next(lists))
            view = self._views[self.section]
        view.add()

    def _build(self, place: int) -> None:
        view = self._make(self.tab.sections[place])
        put_in_place(self._stack, place, view)
        self._views[place] = view
        if view.folding is not None:
            view.folding.changed.connect(self._show_panes)
        self._stale.add(place)

    def _make(self, section: Section) -> SectionView:
        # A section brings its modules when it is first wanted: the first paint needs one of them.
        match section.key:
            case "overview":
                from negotiator_desk.ui.pages.overview import Overview

                return Overview(self._env, self)
            case "first_facts":
                from negotiator_desk.ui.pages.first_facts import FirstFacts

                facts = FirstFacts(self._env, self)
                facts.brief_wanted.connect(lambda: self.document_wanted.emit("brief"))
                return facts
            case "bridge":
                from negotiator_desk.ui.pages.bridge import Bridge

                return Bridge(self._env, self)
            case "checks":
                from negotiator_desk.ui.pages.checks import Checks

                return Checks(self._env, self)
            case "history":
                from negotiator_desk.ui.pages.history import HistoryView

                return HistoryView(self._env, self)
            case "assessment":
                from negotiator_desk.ui.pages.assessment import AssessmentView

                return AssessmentView(section, self._env, self)
            case "gates":
                from negotiator_desk.ui.pages.gates import GatesView

                return GatesView(section, self._env, self)
            case "map":
                from negotiator_desk.ui.pages.people_map import PeopleMap

                return PeopleMap(self._env, self)
            case "coverage":
                from negotiator_desk.ui.pages.coverage import CoverageView

                return CoverageView(self._env, self)
            case "deal":
                from negotiator_desk.ui.pages.deal import deal_facts

                return deal_facts(self._env, self)
            case "outcome":
                from negotiator_desk.ui.pages.outcome import OutcomeView

                outcome = OutcomeView(self._env, self)
                outcome.handover_wanted.connect(lambda: self.document_wanted.emit("handover"))
                return outcome
            case "variables":
                from negotiator_desk.ui.pages.variables import VariablesView

                return VariablesView(section, self._env, self)
            case "authority":
                from negotiator_desk.ui.pages.authority import AuthorityView

                return AuthorityView(section, self._env, self)
            case "trades":
                from negotiator_desk.ui.pages.trades import TradesView

                return TradesView(section, self._env, self)
            case "offers":
                from negotiator_desk.ui.pages.offers import OffersView

                return OffersView(section, self._env, self)
            case "packages":
                from negotiator_desk.ui.pages.packages import PackagesView

                return PackagesView(self._env, self)
            case "attachments":
                from negotiator_desk.ui.pages.files import FilesView

                return FilesView(section, self._env, self)
            case "terms":
                from negotiator_desk.ui.pages.terms import TermsView

                terms = TermsView(section, self._env, self)
                terms.document_wanted.connect(self.document_wanted)
                return terms
            case "meetings":
                from negotiator_desk.ui.pages.meetings import MeetingsView

                return MeetingsView(section, self._env, self)
            case "criteria":
                from negotiator_desk.ui.pages.criteria import CriteriaView

                return CriteriaView(section, self._env, self)
            case "rivals":
                from negotiator_desk.ui.pages.rivals import RivalsView

                return RivalsView(section, self._env, self)
            case "alternatives":
                from negotiator_desk.ui.pages.alternatives import AlternativesView

                return AlternativesView(section, self._env, self)
            case "questions":
                from negotiator_desk.ui.pages.questions import QuestionsView

                return QuestionsView(section, self._env, self)
            case "changes":
                from negotiator_desk.ui.pages.changes import ChangesView

                return ChangesView(section, self._env, self)
            case "entitlements":
                from negotiator_desk.ui.pages.entitlements import EntitlementsView

                return EntitlementsView(section, self._env, self)
            case "since_signing":
                from negotiator_desk.ui.pages.since_signing import SinceSigning

                since = SinceSigning(self._env, self)
                since.change_wanted.connect(self.add)
                return since
            case "lessons":
                from negotiator_desk.ui.pages.lessons import LessonsView

                return LessonsView(section, self._env, self)
            case "carried_lessons":
                from negotiator_desk.ui.pages.carried import CarriedView

                return CarriedView(section, self._env, self)
            case "debriefs":
                from negotiator_desk.ui.pages.debriefs import DebriefsView

                return DebriefsView(section, self._env, self)
            case "behaviours":
                from negotiator_desk.ui.pages.behaviours import BehavioursView

                return BehavioursView(section, self._env, self)
            case _:
                from negotiator_desk.ui.pages.records import RecordsView

                return RecordsView(section, self._env, self)

    def show_deal(self, section: int) -> None:
        """Show the deal that was just opened, at a section."""
        self._show_counts()
        self._stale.update(self._views)
        self.show_section(section)

    def _show_counts(self) -> None:
        self.bar.show_captions([self._caption(section) for section in self.tab.sections])

    def refresh(self, kinds: frozenset[str]) -> None:
        """Show the open deal as it now is; sections out of sight wait until they are wanted."""
        self._show_counts()
        if self.section not in self._views:
            self.show_section(self.section)
            return
        for place, view in self._views.items():
            if place == self.section:
                view.refresh(kinds)
            else:
                self._stale.add(place)

    def focus_main(self) -> None:
        """Put the keyboard on the section at hand."""
        view = self.view()
        if view is not None:
            view.focus_main()

    def flush(self) -> None:
        """Store what has been typed and not stored yet, in every section."""
        for view in self._views.values():
            view.flush()

    def show_record(self, section: int, record_id: UUID) -> None:
        """Show a record in its section."""
        self.show_section(section)
        view = self.view()
        if view is not None:
            view.select(record_id)
