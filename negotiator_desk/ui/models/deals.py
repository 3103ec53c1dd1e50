"""The deals of the desk as a list model: filtered by text, each with its summary."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from negotiator_desk.models.choices import Origin, Stage
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import deal_title

if TYPE_CHECKING:
    from negotiator_desk.domain.results import Diagnosis
    from negotiator_desk.services.digests import Digest
    from negotiator_desk.store.desk import DealRow

Index = QModelIndex | QPersistentModelIndex
ID_ROLE: Final = int(Qt.ItemDataRole.UserRole)
ENTRY_ROLE: Final = ID_ROLE + 1


class Summary(msgspec.Struct, frozen=True):
    """What the list shows of a diagnosis."""

    stage: Stage
    score: Fraction | None
    exposed: Fraction


class Entry(msgspec.Struct, frozen=True):
    """One line of the list: a deal, and its summary once that is computed."""

    row: DealRow
    summary: Summary | None = None

    @property
    def title(self) -> str:
        return deal_title(self.row.title)


def summary_of(diagnosis: Diagnosis) -> Summary:
    """What the list shows of a diagnosis."""
    score = diagnosis.score if diagnosis.score_shown else None
    return Summary(diagnosis.stage, score, diagnosis.exposed)


def digest_summary(digest: Digest) -> Summary:
    """What the list shows of a deal in short."""
    figures = digest.figures
    return Summary(figures.stage, figures.score, figures.exposed)


class DealListModel(QAbstractListModel):
    """The deals of the desk, filtered by text; never writes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[DealRow, ...] = ()
        self._shown: list[Entry] = []
        self._summaries: dict[UUID, Summary] = {}
        self._places: dict[UUID, int] = {}
        self._filter = ""
        self.archived = False

    def set_rows(self, rows: Sequence[DealRow]) -> None:
        """Show these deals; the rows that stay keep their place and their summary."""
        self._all = tuple(rows)
        self._refill()

    def set_filter(self, text: str) -> None:
        """Show the deals whose title or buyer holds every word of the text."""
        self._filter = text
        self._refill()

    def show_archived(self, archived: bool) -> None:
        """Show the archived deals, or those at work."""
        self.archived = archived
        self._refill()

    def _matches(self, row: DealRow) -> bool:
        if bool(row.archived) is not self.archived:
            return False
        haystack = f"{row.title} {row.buyer}".casefold()
        return all(word in haystack for word in self._filter.casefold().split())

    def _entry(self, row: DealRow) -> Entry:
        return Entry(row, self._summaries.get(row.id))

    def _refill(self) -> None:
        wanted = [self._entry(row) for row in self._all if self._matches(row)]
        if [e.row.id for e in wanted] == [e.row.id for e in self._shown]:
            for place, (old, new) in enumerate(zip(self._shown, wanted, strict=True)):
                if old != new:
                    self._shown[place] = new
                    index = self.index(place)
                    self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self._shown = wanted
        self._places = {entry.row.id: place for place, entry in enumerate(wanted)}
        self.endResetModel()

    def set_summary(self, deal_id: UUID, summary: Summary) -> None:
        """Keep the summary of a deal as it now is."""
        self._summaries[deal_id] = summary
        place = self.place_of(deal_id)
        if place >= 0 and self._shown[place].summary != summary:
            self._shown[place] = Entry(self._shown[place].row, summary)
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def place_of(self, deal_id: UUID | None) -> int:
        """The row of a deal, or -1."""
        return -1 if deal_id is None else self._places.get(deal_id, -1)

    def entry_at(self, place: int) -> Entry:
        """The entry shown in a row."""
        return self._shown[place]

    def archived_count(self) -> int:
        """How many deals of the desk are archived."""
        return sum(1 for row in self._all if row.archived)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        entry = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == ID_ROLE:
            return entry.row.id
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(entry)
        return None

    def _sentence(self, entry: Entry) -> str:
        parts = [entry.title, visible(entry.row.buyer), stage_text(entry)]
        if entry.summary and entry.summary.score is not None:
            score = round(float(entry.summary.score))
            parts.append(_("control score {score}").format(score=score))
        return ", ".join(part for part in parts if part)


def stage_text(entry: Entry) -> str:
    """The stage of a deal in a word; a public record says that it is one."""
    if entry.row.public:
        return _(Origin.PUBLIC_RECORD.label)
    stage = entry.summary.stage if entry.summary else entry.row.stage
    return _(stage.label) if stage else _(Stage.BEFORE.label)
