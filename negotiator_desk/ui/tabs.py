"""What each tab holds: its sections and the kinds they list. The one place that says so."""

from __future__ import annotations

from typing import Final

import msgspec

from negotiator_desk.models.choices import Control
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.labels import kind_label


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One section of a tab: the list of a record kind, or a view of its own (``kind`` empty).

    Where not all ``columns`` fit, those that ``yields`` names are left out, the first one first.
    ``words`` is the least width, in pixels of the design, of the column that takes the room left
    over where rows take two lines; they then do so as soon as a column that matters is left out.
    """

    key: str
    kind: str = ""
    label: str = ""
    chart: str = ""
    columns: tuple[str, ...] = ()
    yields: tuple[str, ...] = ()
    words: int = 0
    adds: str = ""

    @property
    def added(self) -> str:
        """The kind that a new record of this section has."""
        return self.adds or self.kind

    @property
    def name(self) -> str:
        """What the section is called: by its label, or by what it lists."""
        return _(self.label) if self.label else kind_label(self.kind, plural=True)


class Tab(msgspec.Struct, frozen=True, kw_only=True):
    """One of the six tabs."""

    key: str
    label: str
    control: Control | None
    sections: tuple[Section, ...]


def _list(kind: str, *columns: str, label: str = "", chart: str = "") -> Section:
    return Section(key=kind, kind=kind, label=label, chart=chart, columns=columns)


TABS: Final = (
    Tab(
        key="gap",
        label=N_("Control gap"),
        control=None,
        sections=(
            Section(key="overview", label=N_("Overview")),
            Section(key="first_facts", label=N_("Eight facts")),
            Section(key="bridge", label=N_("Value bridge")),
            Section(key="checks", label=N_("Checks")),
            Section(key="history", label=N_("History")),
            Section(
                key="actions",
                kind="actions",
                columns=("text", "due_on", "owner", "control", "done_on", "value"),
                yields=("value", "done_on", "control"),
                words=220,
            ),
            Section(key="assessment", kind="self_assessments"),
            _list("gates"),
            Section(key="deal", kind="deal", label=N_("Deal")),
        ),
    ),
    Tab(
        key="stakeholders",
        label=N_("Stakeholders"),
        control=Control.BEFORE,
        sections=(
            Section(key="map", label=N_("Map"), adds="stakeholders"),
            _list(
                "stakeholders",
                "name",
                "buying_roles",
                "power",
                "stance",
                "relationship_owner",
                "title",
            ),
            Section(key="coverage", label=N_("Coverage")),
            _list("criteria", label=N_("Criteria")),
            _list("rivals", chart="award"),
            _list("alternatives"),
            _list("questions"),
            _list("influences", "from_id", "kind", "to_id"),
        ),
    ),
    Tab(
        key="concessions",
        label=N_("Concessions"),
        control=Control.TABLE,
        sections=(
            _list("trades", chart="concession_ledger"),
            Section(key="offers", kind="offers", label=N_("Price"), chart="price_corridor"),
            Section(
                key="corridor",
                kind="corridor",
                label=N_("Corridor"),
                chart="price_corridor",
                columns=("set_on", "opening", "target", "walk_away", "approved_by", "reason"),
                yields=("approved_by", "reason"),
            ),
            _list("variables"),
            Section(key="packages", label=N_("Packages")),
            _list("authority"),
            _list("meetings"),
        ),
    ),
    Tab(
        key="terms",
        label=N_("Term locks"),
        control=Control.SIGNATURE,
        sections=(
            _list("terms", chart="lock_readiness"),
            _list("attachments", "name", "media_type", "size"),
        ),
    ),
    Tab(
        key="changes",
        label=N_("Changes"),
        control=Control.DELIVERY,
        sections=(
            _list("changes"),
            _list("entitlements"),
            Section(key="since_signing", label=N_("Since signing")),
        ),
    ),
    Tab(
        key="lessons",
        label=N_("Lessons"),
        control=Control.LEARN,
        sections=(
            _list("behaviours"),
            _list("lessons"),
            _list("carried_lessons"),
            _list("debriefs"),
            Section(key="outcome", kind="deal", label=N_("Outcome")),
        ),
    ),
)
"""The six tabs in order; Ctrl+1 to Ctrl+6."""


def place_of_kind(kind: str) -> tuple[int, int]:
    """The tab and section in which records of a kind are listed."""
    for tab_place, tab in enumerate(TABS):
        for place, section in enumerate(tab.sections):
            if section.kind == kind:
                return tab_place, place
    return 0, 0


def place_of_section(key: str) -> tuple[int, int]:
    """The tab and place of a section.

    Raises:
        LookupError: there is no such section.
    """
    for tab_place, tab in enumerate(TABS):
        for place, section in enumerate(tab.sections):
            if section.key == key:
                return tab_place, place
    raise LookupError(key)


def place_of_control(control: Control) -> int:
    """The tab that mends a control."""
    return next(place for place, tab in enumerate(TABS) if tab.control is control)
