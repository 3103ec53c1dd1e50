"""Renaming people of our side and rivals: plain names, every use renamed in one undo step."""

from __future__ import annotations

from functools import cache, partial
from typing import Any
from uuid import UUID

import msgspec

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.before import Rival
from negotiator_desk.models.fields import Domain, FieldSpec, Record, ValueType, field_map, fields_of
from negotiator_desk.models.kinds import DEAL_KINDS
from negotiator_desk.models.rules import FormError, check_text
from negotiator_desk.services.context import Context
from negotiator_desk.services.work import Work, edit_deal
from negotiator_desk.wording import desk as wording
from negotiator_desk.wording.refusals import Refusal

_MAPS = (ValueType.NUMBER_MAP, ValueType.WHOLE_MAP)
_NESTING = (ValueType.NESTED, ValueType.NESTED_ONE)


def rename_person(context: Context, deal_id: UUID, old: str, new: str) -> int:
    """Rename one of us wherever the deal names them; how many records changed.

    Two people may become one; the name under which a record was last changed is renamed too.

    Raises:
        FormError: the new name is empty or too long.
        NoSuchDeal: the deal is not on the desk.
    """
    _check_name(new)
    with edit_deal(context, deal_id, "rename", "team") as work:
        work.unit.label = EditLabel(key="rename", kind="team", title=old)
        return _rename(work, "our_people", old, new)


def rename_rival(context: Context, deal_id: UUID, old: str, new: str) -> int:
    """Rename a rival, and its scores in the criteria; how many records changed.

    Raises:
        Refusal: another rival has the new name: their scores would become one.
        FormError: the new name is empty or too long.
        NoSuchDeal: the deal is not on the desk.
    """
    _check_name(new)
    with edit_deal(context, deal_id, "rename", "rivals") as work:
        if old != new and new in _rival_names(work):
            raise Refusal(wording.rename_taken(new))
        work.unit.label = EditLabel(key="rename", kind="rivals", title=old)
        return _rename(work, "rivals", old, new)


def follow_rival(work: Work, rival: Record, new: str) -> None:
    """Rename the scores of a rival whose own name has just been set.

    They stay as they are while the name is empty, or is or was another rival's too: then nobody
    can say whose they are.
    """
    old = rival.name if isinstance(rival, Rival) else ""
    others = [name for each_id, name in _rivals(work) if each_id != rival.id]
    if old.strip() and new.strip() and old not in others and new not in others:
        _rename(work, "rivals", old, new)


def _check_name(name: str) -> None:
    if not name.strip():
        raise FormError("required", field="name")
    try:
        check_text(field_map(Rival)["name"], name)
    except FormError as error:
        raise FormError(error.key, **{"field": "name", **error.params}) from None


def _rivals(work: Work) -> list[tuple[UUID, str]]:
    found = work.unit.records(work.deal_id, "rivals")
    return [(each.id, each.name) for each in found if isinstance(each, Rival)]


def _rival_names(work: Work) -> set[str]:
    return {name for _, name in _rivals(work)}


@cache
def _naming(record: type[Record], domain: Domain) -> tuple[FieldSpec, ...]:
    """The fields of a kind that hold names of a domain, or records that do."""
    return tuple(
        spec
        for spec in fields_of(record)
        if spec.field.domain == domain or (spec.nested is not None and _naming(spec.nested, domain))
    )


def _rename(work: Work, domain: Domain, old: str, new: str) -> int:
    count = 0
    for kind, record in DEAL_KINDS.items():
        specs = _naming(record, domain)
        if not specs:
            continue
        for each in work.unit.records(work.deal_id, kind):
            changed = _renamed(each, domain, old, new)
            if not changed:
                continue
            count += 1
            # A renamed mark of change is no change of the record.
            marks = {} if changed.keys() == {"updated_by"} else work.changed
            work.unit.update(work.deal_id, kind, each.id, {**changed, **marks})
    return count


def _renamed(record: Record, domain: Domain, old: str, new: str) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for spec in _naming(type(record), domain):
        content = getattr(record, spec.name)
        if not content:
            continue
        renamed = _content(spec, content, domain, old, new)
        if renamed != content:
            changed[spec.name] = renamed
    return changed


def _content(spec: FieldSpec, content: Any, domain: Domain, old: str, new: str) -> Any:
    inner = partial(_inner, domain=domain, old=old, new=new)
    if spec.type is ValueType.NESTED:
        return tuple(inner(each) for each in content)
    if spec.type is ValueType.NESTED_ONE:
        return inner(content)
    if spec.type is ValueType.TEXTS:
        return tuple(new if name == old else name for name in content)
    if spec.type in _MAPS:
        if old not in content or (new in content and new != old):
            return content
        return {new if name == old else name: number for name, number in content.items()}
    return new if content == old else content


def _inner(record: Record, domain: Domain, old: str, new: str) -> Record:
    changed = _renamed(record, domain, old, new)
    renamed: Record = msgspec.structs.replace(record, **changed) if changed else record
    return renamed
