"""What editors, forms and lists are handed: formats, today, the theme, and names to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol
from uuid import UUID

from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Domain, Record, ValueType, fields_of
from negotiator_desk.models.kinds import DEAL_KINDS, all_records, nested_records, records_of
from negotiator_desk.ui.theme import Theme
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import kind_label, plain_text, record_title


class Suggestions(Protocol):
    """Where editors find the names and records that a field may take."""

    @property
    def currency(self) -> str:
        """The currency of the open deal; empty where it has none."""

    def names(self, domain: Domain) -> Sequence[str]:
        """The plain names known in a domain, in the order they are offered."""

    def records(self, kind: str) -> Sequence[tuple[UUID, str]]:
        """The records of a kind with their titles, in list order; ``"*"`` is every kind."""

    def title(self, record_id: UUID) -> str:
        """The title of a record; words that say so where it is not here."""


@dataclass(frozen=True)
class Surroundings:
    """Handed on by argument to everything that shows or edits a field."""

    formats: Formats
    theme: Theme
    today: Callable[[], date]
    suggestions: Suggestions


def no_names(domain: Domain) -> Sequence[str]:
    """The desk knows no names."""
    return ()


class DealSuggestions:
    """Names and records of one deal, and what the desk adds; read again when the deal changes."""

    def __init__(
        self, formats: Formats, desk_names: Callable[[Domain], Iterable[str]] = no_names
    ) -> None:
        self._formats = formats
        self._desk_names = desk_names
        self._snapshot: Snapshot | None = None
        self._by_id: dict[str, tuple[object, dict[UUID, tuple[str, Record | None]]]] = {}
        self._names_by_kind: dict[tuple[str, Domain], tuple[object, tuple[str, ...]]] = {}
        self._titles: dict[UUID, str] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    @property
    def snapshot(self) -> Snapshot | None:
        """The deal that the names are read from."""
        return self._snapshot

    @snapshot.setter
    def snapshot(self, snapshot: Snapshot | None) -> None:
        if snapshot is not self._snapshot:
            self._snapshot = snapshot
            self._titles = {}
            self._names = {}

    @property
    def currency(self) -> str:
        return self._snapshot.deal.currency if self._snapshot is not None else ""

    def names(self, domain: Domain) -> Sequence[str]:
        if domain not in self._names:
            found: dict[str, None] = {}
            if self._snapshot is not None:
                for kind, record in DEAL_KINDS.items():
                    if _holds(record, domain):
                        found.update(dict.fromkeys(self._names_in(kind, domain)))
            for name in self._desk_names(domain):
                found.setdefault(name)
            self._names[domain] = tuple(sorted(found, key=str.casefold))
        return self._names[domain]

    def records(self, kind: str) -> Sequence[tuple[UUID, str]]:
        if self._snapshot is None or (kind != "*" and kind not in DEAL_KINDS):
            return ()
        if kind != "*":
            return [(r.id, self.title(r.id)) for r in records_of(self._snapshot, kind)]
        pattern = _("{kind}: {title}")
        return [
            (record.id, pattern.format(kind=kind_label(name), title=self.title(record.id)))
            for name, record in all_records(self._snapshot)
        ]

    def title(self, record_id: UUID) -> str:
        if record_id not in self._titles:
            kind, record = self._find(record_id)
            self._titles[record_id] = (
                record_title(kind, record, self._formats, self._snapshot)
                if record is not None
                else _("a record that is not here")
            )
        return self._titles[record_id]

    def _find(self, record_id: UUID) -> tuple[str, Record | None]:
        """The record with this id, top-level or nested; kinds that did not change are looked
        through as they were."""
        if self._snapshot is None:
            return "", None
        changed = []
        for kind in DEAL_KINDS:
            records = records_of(self._snapshot, kind)
            known = self._by_id.get(kind)
            if known is None or known[0] is not records:
                changed.append((kind, records))
            elif record_id in known[1]:
                return known[1][record_id]
        for kind, records in changed:
            found = self._indexed(kind, records)
            self._by_id[kind] = (records, found)
            if record_id in found:
                return found[record_id]
        return "", None

    def _indexed(
        self, kind: str, records: tuple[Record, ...]
    ) -> dict[UUID, tuple[str, Record | None]]:
        index: dict[UUID, tuple[str, Record | None]] = {}
        for record in records:
            index[record.id] = (kind, record)
            for _name, _place, inner in nested_records(record):
                index.setdefault(inner.id, ("", inner))
        return index

    def _names_in(self, kind: str, domain: Domain) -> tuple[str, ...]:
        """The names of a domain in the records of a kind, kept while the list is the same."""
        assert self._snapshot is not None
        records = records_of(self._snapshot, kind)
        known = self._names_by_kind.get((kind, domain))
        if known is None or known[0] is not records:
            found: dict[str, None] = {}
            for record in records:
                _collect(record, domain, found)
            known = (records, tuple(found))
            self._names_by_kind[kind, domain] = known
        return known[1]


@cache
def _holds(record: type[Record], domain: Domain) -> bool:
    """Whether records of a class can name something of a domain."""
    return any(
        spec.field.domain == domain or (spec.nested is not None and _holds(spec.nested, domain))
        for spec in fields_of(record)
    )


def _collect(record: Record, domain: Domain, found: dict[str, None]) -> None:
    """Add the names of a domain that stand in a record, nested ones too."""
    for spec in fields_of(type(record)):
        content = getattr(record, spec.name)
        if not content:
            continue
        if spec.type is ValueType.NESTED:
            for inner in content:
                _collect(inner, domain, found)
        elif spec.type is ValueType.NESTED_ONE:
            _collect(content, domain, found)
        elif spec.field.domain == domain:
            for name in (content,) if isinstance(content, str) else content:
                if name.strip():
                    found.setdefault(plain_text(spec, name))
