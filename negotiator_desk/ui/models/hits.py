"""What a search found as rows of a list: the name of a kind, and below it the records found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from negotiator_desk.domain.search import Part, context, marked
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats, visible
from negotiator_desk.wording.labels import deal_title, kind_label, label, record_title

if TYPE_CHECKING:
    from negotiator_desk.store.search import Hit, SearchPage

ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class Head(msgspec.Struct, frozen=True):
    """The line above the records of a kind."""

    text: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A record as it is shown: its title, its deal, the words where they stand, and when."""

    deal_id: UUID
    record_id: UUID
    kind: str
    title: tuple[Part, ...]
    deal: str
    field: str
    text: tuple[Part, ...]
    when: str


Row = Head | Found


def rows_of(page: SearchPage, formats: Formats) -> Iterator[Row]:
    """The rows of a page: kinds in the order of their first hit, their records in order."""
    kinds: dict[str, list[Hit]] = {}
    for hit in page.hits:
        kinds.setdefault(hit.kind, []).append(hit)
    for kind, hits in kinds.items():
        yield Head(_head(kind, len(hits), page.counts.get(kind)))
        yield from (_found(hit, page, formats) for hit in hits)


def found_rows(page: SearchPage, formats: Formats) -> Iterator[Found]:
    """The records of a page, best first, without regard to their kinds."""
    return (_found(hit, page, formats) for hit in page.hits)


def _head(kind: str, shown: int, count: int | None) -> str:
    name = kind_label(kind, plural=True)
    if count is None:
        return name
    if count == shown:
        return _("{kind} · {n}").format(kind=name, n=count)
    return _("{kind} · {shown} of {n}").format(kind=name, shown=shown, n=count)


def _found(hit: Hit, page: SearchPage, formats: Formats) -> Found:
    around = Snapshot(deal=Deal(id=hit.deal_id, currency=hit.currency))
    title = record_title(hit.kind, hit.record, formats, around)
    where = hit.context
    if where.field is not None and plain_text(where.parts) == title:  # it is the title itself
        where = context(hit.record, page.terms, besides=where.field.name)
    deal = deal_title(hit.deal_title)
    return Found(
        deal_id=hit.deal_id,
        record_id=hit.record.id,
        kind=kind_label(hit.kind),
        title=marked(title, page.terms),
        deal=_("{deal} (archived)").format(deal=deal) if hit.archived else deal,
        field="" if where.field is None else label(where.field),
        text=tuple(_clean(where.parts)),
        when=formats.date_text(hit.when.astimezone().date()) if hit.when else "",
    )


def _clean(parts: Iterable[Part]) -> Iterator[Part]:
    """On one line, and without what cannot be seen."""
    return (Part(visible(part.text).replace("\n", " "), part.found) for part in parts)


def plain_text(parts: Sequence[Part]) -> str:
    """The pieces as one text."""
    return "".join(part.text for part in parts)


class HitsModel(QAbstractListModel):
    """The rows of the last page; only records can be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def found(self, index: Index) -> Found | None:
        """The record in a row; None for the name of a kind, and for no row."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Found) else None

    def place_of(self, found: Found | None) -> int:
        """The row of a record that was shown before; the first record where it is not here."""
        places = [place for place, row in enumerate(self._rows) if isinstance(row, Found)]
        same = (
            place
            for place in places
            if found is not None and self._is(place, found.deal_id, found.record_id)
        )
        return next(same, places[0] if places else -1)

    def _is(self, place: int, deal_id: UUID, record_id: UUID) -> bool:
        row = self._rows[place]
        return isinstance(row, Found) and (row.deal_id, row.record_id) == (deal_id, record_id)

    def step(self, place: int, by: int) -> int:
        """The row of the record ``by`` records further on, as far as there are any."""
        places = [at for at, row in enumerate(self._rows) if isinstance(row, Found)]
        if place not in places:
            return places[0] if places else -1
        return places[max(0, min(places.index(place) + by, len(places) - 1))]

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.found(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Head):
                return row.text
            said = (
                _("{kind}: {title}, {deal}. {field}: {text}")
                if row.text
                else _("{kind}: {title}, {deal}")
            )
            return said.format(
                kind=row.kind,
                title=plain_text(row.title),
                deal=row.deal,
                field=row.field,
                text=plain_text(row.text),
            )
        return None
