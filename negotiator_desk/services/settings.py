"""The desk's own records: my name, settings and the window's arrangement. No undo steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

import msgspec

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.desk import Profile, Setting

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context

T = TypeVar("T")


def profile(context: Context) -> Profile | None:
    """Who uses this desk; None before the name was given."""
    found = context.desk.desk_records("profile")
    return found[0] if found and isinstance(found[0], Profile) else None


def set_name(context: Context, name: str) -> None:
    """Keep my name, as it shall stand in my deals."""
    known = profile(context)
    with context.desk.edit(EditLabel(key="edit", kind="profile"), journal=False) as unit:
        if known is None:
            unit.insert(None, Profile(id=uuid4(), name=name))
        else:
            unit.update(None, "profile", known.id, {"name": name})


def _find(context: Context, key: str) -> Setting | None:
    for record in context.desk.desk_records("settings"):
        if isinstance(record, Setting) and record.key == key:
            return record
    return None


def get_setting(context: Context, key: str, default: Any = None) -> Any:
    """A setting as it was put, or ``default`` where there is none or it cannot be read."""
    found = _find(context, key)
    if found is None:
        return default
    try:
        return msgspec.json.decode(found.content)
    except msgspec.DecodeError:
        return default


def get_setting_as(context: Context, key: str, shape: type[T], default: T) -> T:
    """A setting of a shape; ``default`` also where it is of another version, or edited by hand."""
    try:
        return msgspec.convert(get_setting(context, key), shape)
    except msgspec.ValidationError:
        return default


def put_setting(context: Context, key: str, content: Any) -> None:
    """Keep a setting; anything that JSON can hold."""
    text = msgspec.json.encode(content).decode()
    known = _find(context, key)
    if known is not None and known.content == text:
        return
    with context.desk.edit(EditLabel(key="edit", kind="settings"), journal=False) as unit:
        if known is None:
            unit.insert(None, Setting(id=uuid4(), key=key, content=text))
        else:
            unit.update(None, "settings", known.id, {"content": text})
