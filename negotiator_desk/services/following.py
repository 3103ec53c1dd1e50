"""What follows from an edit of a trade, a change or a term in the same step.

An amount that follows from the variable keeps following it, and so does a wording that was
composed: each only while nobody has typed another.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.domain.facts import present
from negotiator_desk.domain.term_history import digest, shortened
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.fields import Record, is_missing
from negotiator_desk.models.signature import Term, TermVersion
from negotiator_desk.models.table import Given, Received, Variable
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from negotiator_desk.domain.negotiated import Negotiated
    from negotiator_desk.services.work import Work

_MOVED: Final = ("variable_id", "option", "quantity")

WORDED: Final = frozenset(
    {
        *("given", "received", "condition", "expires_on"),
        *("title", "price_change", "counter_value", "counter_description", "ends_on"),
    }
)
"""The fields of a trade, and of a change, that its composed wording is made of."""


def follow_items(work: Work, before: Record, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes of a record with given and received items, their amounts following.

    ``before`` is the record as it was, ``changes`` its fields as they shall be.
    """
    followed = dict(changes)
    variables: dict[UUID, Variable] | None = None
    for field in ("given", "received"):
        if field not in changes:
            continue
        known = {item.id: item for item in getattr(before, field)}
        items = []
        for item in changes[field]:
            old = known.get(item.id)
            if old is not None and any(getattr(old, n) != getattr(item, n) for n in _MOVED):
                if variables is None:
                    variables = _variables(work)
                item = _priced(old, item, variables)
            items.append(item)
        followed[field] = tuple(items)
    return followed


def follow_wording(work: Work, before: Negotiated, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes of a trade or a change, and its wording anew where that was the composed one."""
    from negotiator_desk.wording.changes import worded
    from negotiator_desk.wording.formats import Formats
    from negotiator_desk.wording.trades import composed

    if "wording" in changes or not WORDED & changes.keys() or is_missing(before.wording):
        return dict(changes)
    deal = work.unit.record(work.deal_id, "deal", work.deal_id)
    assert isinstance(deal, Deal)
    lists: dict[str, Any] = {
        kind: work.unit.records(work.deal_id, kind) for kind in ("variables", "offers")
    }
    seen, formats = Snapshot(deal=deal, **lists), Formats()

    def made(of: Negotiated) -> str:
        return composed(worded(of, deal.currency, formats), seen, formats)

    if before.wording != made(before):
        return dict(changes)
    return {**changes, "wording": made(msgspec.structs.replace(before, **changes))}


def _variables(work: Work) -> dict[UUID, Variable]:
    found = work.unit.records(work.deal_id, "variables")
    return {each.id: each for each in found if isinstance(each, Variable)}


def _priced(old: Record, item: Record, variables: Mapping[UUID, Variable]) -> Record:
    """An item with the amounts of its variable, where it had none or those of before."""
    from negotiator_desk.domain.ladder import Worth, worth_of

    def worth(of: Given | Received) -> Worth:
        variable = variables.get(of.variable_id) if of.variable_id else None
        return Worth() if variable is None else worth_of(variable, of)

    assert isinstance(item, (Given, Received))
    assert isinstance(old, (Given, Received))
    then, now = worth(old), worth(item)
    fields = {"cost_to_us": (then.ours, now.ours), "value_to_buyer": (then.theirs, now.theirs)}
    if isinstance(item, Received):
        fields = {"value_to_us": (then.ours, now.ours)}
    changes = {
        name: later
        for name, (earlier, later) in fields.items()
        if getattr(item, name) in (None, earlier)
    }
    return msgspec.structs.replace(item, **changes)


def follow_lock(work: Work, before: Term, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes of a term, and what keeps its history whole.

    A lock date set in a form locks the wording as it then is: its SHA-256, and itself among the
    versions. When a locked wording is edited, the words that were locked stay as a version.

    Raises:
        Refusal: a version, its words or a recorded reopening would be lost.
    """
    after = msgspec.structs.replace(before, **changes)
    if shortened(before, after):
        from negotiator_desk.wording.terms import history_kept

        raise Refusal(history_kept())
    locked = before.locked_on is None and after.locked_on is not None
    if locked and "wording_sha256" not in changes and present(after.agreed_wording):
        return {**changes, **_locked(work, after, after.agreed_wording, after.locked_on)}
    if "agreed_wording" in changes and before.locked_on is not None:
        old = before.agreed_wording
        if present(old) and before.wording_sha256 in ("", digest(old)):
            return {**changes, **_locked(work, after, old, before.locked_on)}
    return dict(changes)


def _locked(work: Work, term: Term, wording: str, day: date | None) -> dict[str, Any]:
    versions = term.versions
    if all(each.wording != wording for each in versions):
        version = TermVersion(
            id=uuid4(), **work.made, written_on=day, wording=wording, source=term.clause
        )
        versions = (*versions, version)
    return {"wording_sha256": digest(wording), "versions": versions}
