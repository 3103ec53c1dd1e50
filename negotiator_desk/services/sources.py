"""What a file holds, whatever kind it is: one deal of ours, or the deals of a public record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from negotiator_desk.dealfile import load, read_data, revision
from negotiator_desk.dealfile.members import is_zip
from negotiator_desk.exchange.ocds_outline import is_spreadsheet, looks_like_ocds
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.kinds import all_records
from negotiator_desk.wording.ocds import refusal_text
from negotiator_desk.wording.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class Source:
    """One deal as it stands in a file.

    ``lineage`` are the revisions it descends from, ``dated`` is when it was exported, last
    changed or written, ``blobs`` are its evidence files.
    """

    snapshot: Snapshot
    name: str
    lineage: tuple[str, ...] = ()
    dated: datetime | None = None
    blobs: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def revision(self) -> str:
        """The revision reckoned from the content."""
        return revision(self.snapshot)


def read_deal_source(path: Path, name: str = "") -> tuple[Source, ...]:
    """The deals of a ``.ndeal``, a bare ``deal.json`` or an OCDS file, told apart by content.

    Args:
        path: the file.
        name: what sentences call it; the last part of its path unless given.

    Raises:
        Refusal: one sentence that names the file and what is wrong with it.
    """
    name = name or path.name or str(path)
    data = load(path, name)
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if is_zip(data) and is_spreadsheet(data):
        raise Refusal(refusal_text("spreadsheet", name=name))
    if looks_like_ocds(data):
        # Public records are a world of their own; few starts of the program need them.
        from negotiator_desk.exchange.ocds import read_ocds

        return tuple(_plain(snapshot, name, written) for snapshot in read_ocds(data, name))
    package = read_data(data, name)
    return (
        Source(
            snapshot=package.snapshot,
            name=name,
            lineage=package.manifest.lineage if package.manifest else (),
            dated=package.exported_at or last_changed(package.snapshot) or written,
            blobs=package.blobs,
        ),
    )


def _plain(snapshot: Snapshot, name: str, written: datetime) -> Source:
    return Source(
        snapshot=snapshot,
        name=name,
        dated=last_changed(snapshot) or written,
    )


def last_changed(snapshot: Snapshot) -> datetime | None:
    """The latest moment that any record of a deal was changed, where one says so."""
    moments = (record.updated_at for _, record in all_records(snapshot))
    return max((moment for moment in moments if moment is not None), default=None)
