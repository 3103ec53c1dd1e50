"""What can be done with a deal as a whole: made, copied, put away, deleted, brought in and out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.dealfile import revision, write_file
from negotiator_desk.dealfile.copying import with_new_ids
from negotiator_desk.domain.edits import EditKey, EditLabel
from negotiator_desk.models.choices import Origin
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.desk import DealState
from negotiator_desk.models.fields import field_map
from negotiator_desk.models.kinds import all_records
from negotiator_desk.models.rules import FormError, check_value
from negotiator_desk.services.sources import Source, last_changed, read_deal_source
from negotiator_desk.wording import imports as wording
from negotiator_desk.wording.errors import form_error_text
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context
    from negotiator_desk.store.unit import Unit

ImportMode = Literal["normal", "replace", "copy"]
ImportStatus = Literal["imported", "unchanged", "replaced", "copied", "conflict"]

LINEAGE_LIMIT: Final = 1_000
"""How many revisions of a deal's descent are kept; the oldest go first."""

_HASH: Final = re.compile(r"\b[0-9a-f]{64}\b", re.ASCII)


class ImportResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one deal of a file, with the sentence that says so.

    ``conflict``: the deal is here in another revision, and nothing was done.
    """

    status: ImportStatus
    deal_id: UUID
    text: str

    @property
    def refused(self) -> bool:
        """Whether the deal did not come in although it is not here as it is in the file."""
        return self.status == "conflict"


# Made, copied, put away, deleted.


def create_deal(
    context: Context, title: str, buyer: str = "", currency: str = "", **fields: Any
) -> UUID:
    """Put a new, empty deal on the desk; me as its owner.

    ``fields`` are further fields of the deal by name, such as ``supplier`` or ``owner``.

    Raises:
        Refusal: a value breaks a form rule; nothing is made then.
    """
    now, me = context.now(), context.person()
    values = {
        "title": title,
        "buyer": buyer,
        "currency": currency,
        "origin": Origin.OWN,
        "owner": me,
        **fields,
    }
    for name, content in values.items():
        try:
            check_value(field_map(Deal)[name], content)
        except FormError as error:
            raise Refusal(form_error_text(error, field_map(Deal)[name])) from None
    deal = Deal(id=uuid4(), created_at=now, updated_at=now, updated_by=me, **values)
    with context.desk.edit(_label("create_deal", title)) as unit:
        unit.insert_deal(Snapshot(deal=deal))
    return deal.id


def duplicate_deal(context: Context, deal_id: UUID) -> UUID:
    """Put a copy of a deal beside it: new ids throughout, “(copy)” after its title."""
    source = load_deal(context, deal_id)
    title = wording.copy_title(source.deal.title)
    deal = msgspec.structs.replace(source.deal, title=title)
    copy = with_new_ids(msgspec.structs.replace(source, deal=deal))
    with context.desk.edit(_label("duplicate_deal", source.deal.title)) as unit:
        unit.insert_deal(copy)
    return copy.deal.id


def archive(context: Context, deal_id: UUID) -> None:
    """Put a deal away: it stays on the desk, out of the list of deals at work."""
    _set_archived(context, deal_id, context.today())


def unarchive(context: Context, deal_id: UUID) -> None:
    """Take a deal back to the deals at work."""
    _set_archived(context, deal_id, None)


def delete_deal(context: Context, deal_id: UUID) -> None:
    """Delete a deal with all its records, in one undo step."""
    title = load_deal(context, deal_id).deal.title
    with context.desk.edit(_label("delete_deal", title)) as unit:
        unit.delete_deal(deal_id)


# In and out.


def import_path(
    context: Context, path: Path, mode: ImportMode = "normal"
) -> tuple[ImportResult, ...]:
    """Bring the deals of a file onto the desk, all in one undo step.

    Args:
        context: the desk to bring them to.
        path: a ``.ndeal``, a bare ``deal.json`` or an OCDS file.
        mode: what is done with a deal that is here in another revision: ``normal`` leaves both
            as they are, ``replace`` puts the one of the file in its place, ``copy`` puts it
            beside it with new ids throughout. A copy is made of a deal in the same revision, too.

    Returns:
        One result for each deal of the file, in its order.

    Raises:
        Refusal: the file cannot be read; nothing is changed then.
    """
    return import_sources(context, read_deal_source(path), mode)


def import_sources(
    context: Context, sources: Sequence[Source], mode: ImportMode = "normal"
) -> tuple[ImportResult, ...]:
    """Bring deals that were read already onto the desk, all in one undo step."""
    for _ in range(_TRIES):
        try:
            plans = _planned(context, sources, mode)
            _carry_out(context, plans)
        except (_OvertakenError, LookupError):  # the latter: deleted while it was looked at
            continue
        return tuple(_result(context, status, source) for status, source in plans)
    raise Refusal(wording.overtaken(sources[0].name))


class _OvertakenError(Exception):
    """Another program brought in or deleted a deal between the plan and the work."""


_Plan = tuple[ImportStatus, Source]

_TRIES: Final = 5


def _planned(context: Context, sources: Sequence[Source], mode: ImportMode) -> list[_Plan]:
    """What becomes of each deal, by what the desk holds now."""
    planned: dict[UUID, str] = {}
    plans: list[_Plan] = []
    for source in sources:
        deal_id = source.snapshot.deal.id
        status: ImportStatus = "imported"
        if mode == "copy" and (deal_id in planned or context.desk.has_deal(deal_id)):
            status, source = "copied", _as_copy(source)
        elif deal_id in planned:  # the file has it twice
            status = "unchanged" if planned[deal_id] == source.revision else "conflict"
        elif context.desk.has_deal(deal_id):
            if revision(context.desk.load(deal_id)) == source.revision:
                status = "unchanged"
            else:
                status = "replaced" if mode == "replace" else "conflict"
        planned.setdefault(deal_id, source.revision)
        plans.append((status, source))
    return plans


def _carry_out(context: Context, plans: Sequence[_Plan]) -> None:
    coming = [(status, source) for status, source in plans if status in _COMING]
    if coming:
        only = coming[0][0] if len({status for status, _ in coming}) == 1 else ""
        title = coming[0][1].snapshot.deal.title if len(coming) == 1 else ""
        label = _label("replace" if only == "replaced" else "import", title, len(coming))
        with context.desk.edit(label) as unit:
            for status, source in coming:
                in_place = status == "replaced"
                if unit.has_deal(source.snapshot.deal.id) is not in_place:
                    raise _OvertakenError
                _bring(context, unit, source, in_place=in_place)


_COMING: Final = ("imported", "replaced", "copied")


def _bring(context: Context, unit: Unit, source: Source, *, in_place: bool) -> None:
    if in_place:
        unit.replace_deal(source.snapshot)
    else:
        unit.insert_deal(source.snapshot)
    for content in source.blobs.values():
        unit.put_blob(content)
    _keep_lineage(
        context, unit, source.snapshot.deal.id, (*source.lineage, source.revision), fresh=True
    )


def _as_copy(source: Source) -> Source:
    return replace(source, snapshot=with_new_ids(source.snapshot), lineage=())


def _result(context: Context, status: ImportStatus, source: Source) -> ImportResult:
    deal = source.snapshot.deal
    if status == "conflict":
        here = _last_changed_here(context, deal.id)
        text = wording.conflict(source.name, deal.title, deal.id, here, source.dated)
    else:
        text = _SENTENCES[status](source.name, deal.title, deal.id)
    return ImportResult(status=status, deal_id=deal.id, text=text)


_SENTENCES: Final[Mapping[str, Callable[[str, str, UUID], str]]] = {
    "imported": wording.imported,
    "unchanged": wording.unchanged,
    "replaced": wording.replaced,
    "copied": wording.copied,
}


def export_deal(context: Context, deal_id: UUID, path: Path) -> None:
    """Write a deal of the desk as a ``.ndeal``, with its evidence files.

    Raises:
        Refusal: it cannot be written; a file that was there stays as it was.
    """
    snapshot = load_deal(context, deal_id)
    state = _state(context, deal_id)
    lineage = state.lineage if state else ()
    own = revision(snapshot)
    write_file(
        path,
        snapshot,
        _blobs(context, snapshot),
        [each for each in lineage if each != own],
        context.person(),
        context.now(),
    )
    if own not in lineage:
        with context.desk.edit(_label("edit", snapshot.deal.title), journal=False) as unit:
            _keep_lineage(context, unit, deal_id, (*lineage, own))


def open_sample(context: Context) -> UUID:
    """The sample deal, put on the desk if it is not there."""
    from negotiator_desk.wording.resources import resource_path

    folder = resource_path("sample")
    (source,) = read_deal_source(folder / "deal.json")
    deal_id = source.snapshot.deal.id
    if context.desk.has_deal(deal_id):
        return deal_id
    files = (folder / "attachments").glob("*") if (folder / "attachments").is_dir() else ()
    contents = [file.read_bytes() for file in files]
    blobs = {hashlib.sha256(content).hexdigest(): content for content in contents}
    import_sources(context, [replace(source, blobs=blobs)])
    return deal_id


def find_deal(context: Context, text: str) -> UUID:
    """The deal on the desk with this id or title.

    A title is looked for as it is written, then without regard to case.

    Raises:
        Refusal: there is none, or there are several of that title, which are named by their ids.
    """
    rows = context.desk.deals()
    wanted = text.strip()
    for row in rows:
        if wanted.lower().replace("-", "") == row.id.hex:
            return row.id
    for same in (str.strip, lambda title: title.strip().casefold()):
        found = [row.id for row in rows if wanted and same(row.title) == same(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Refusal(wording.several_deals(text, found))
    raise Refusal(wording.no_such_deal(text))


def load_deal(context: Context, deal_id: UUID) -> Snapshot:
    """A deal of the desk.

    Raises:
        Refusal: it is not there (any more).
    """
    try:
        return context.desk.load(deal_id)
    except LookupError:
        raise Refusal(wording.gone(deal_id)) from None


# What the desk keeps of a deal beside the deal itself.


def _state(context: Context, deal_id: UUID) -> DealState | None:
    for state in context.desk.desk_records("deal_states"):
        if isinstance(state, DealState) and state.id == deal_id:
            return state
    return None


def _put_state(context: Context, unit: Unit, deal_id: UUID, values: dict[str, Any]) -> None:
    now = context.now()
    try:
        known = unit.record(None, "deal_states", deal_id)
    except LookupError:
        unit.insert(None, DealState(id=deal_id, created_at=now, updated_at=now, **values))
        return
    if any(getattr(known, name) != content for name, content in values.items()):
        unit.update(None, "deal_states", deal_id, {**values, "updated_at": now})


def _set_archived(context: Context, deal_id: UUID, day: date | None) -> None:
    title = load_deal(context, deal_id).deal.title
    with context.desk.edit(_label("archive" if day else "unarchive", title)) as unit:
        _put_state(context, unit, deal_id, {"archived_on": day})


def _keep_lineage(
    context: Context, unit: Unit, deal_id: UUID, lineage: Sequence[str], *, fresh: bool = False
) -> None:
    """Keep the descent of a deal; ``fresh``: it has just come in, and is at work."""
    kept = tuple(dict.fromkeys(lineage))[-LINEAGE_LIMIT:]
    values: dict[str, Any] = {"lineage": kept}
    _put_state(context, unit, deal_id, values | ({"archived_on": None} if fresh else {}))


def _last_changed_here(context: Context, deal_id: UUID) -> datetime | None:
    """When a deal on the desk was changed last; when it came in, where no record says."""
    changed = last_changed(context.desk.load(deal_id))
    if changed is not None:
        return changed
    state = _state(context, deal_id)
    return state.created_at if state else None


def _blobs(context: Context, snapshot: Snapshot) -> dict[str, bytes]:
    """The evidence files of a deal; also those that only unknown keys name by their SHA-256."""
    named = [each.sha256 for each in snapshot.attachments if each.sha256]
    for _, record in all_records(snapshot):
        named += _HASH.findall(record.extra)
    found = {sha256: context.desk.blob(sha256) for sha256 in named}
    return {sha256: content for sha256, content in found.items() if content is not None}


def _label(key: EditKey, title: str, n: int = 1) -> EditLabel:
    return EditLabel(key=key, kind="deal", title=title, n=n)
