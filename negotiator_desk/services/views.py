"""Kept arrangements of a list: filters, order and groups under a name; each an undo step."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.domain.edits import EditKey, EditLabel
from negotiator_desk.models.desk import View
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.views import no_name, not_readable

if TYPE_CHECKING:
    from negotiator_desk.services.context import Context


class ListView(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a list. ``choices`` are what its filters are set to, by their names."""

    page: str
    words: str = ""
    choices: dict[str, str] = {}
    group: str = ""
    sort: str = ""
    descending: bool = False
    board: bool = False


def list_views(context: Context, page: str) -> tuple[View, ...]:
    """The views kept of one page, by name; those that cannot be read are left out."""
    found = [view for view in context.desk.desk_records("views") if isinstance(view, View)]
    mine = [view for view in found if _read(view) is not None and read_view(view).page == page]
    return tuple(sorted(mine, key=lambda view: view.name.casefold()))


def _read(view: View) -> ListView | None:
    try:
        return msgspec.json.decode(view.content, type=ListView)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None


def read_view(view: View) -> ListView:
    """What a view keeps.

    Raises:
        Refusal: it was written by another version, or edited by hand.
    """
    found = _read(view)
    if found is None:
        raise Refusal(not_readable(view.name))
    return found


def save_view(context: Context, name: str, content: ListView) -> UUID:
    """Keep a view under a name; one of this page and name is replaced.

    Raises:
        Refusal: it has no name.
    """
    name = " ".join(name.split())
    if not name:
        raise Refusal(no_name())
    text = msgspec.json.encode(content).decode()
    now = context.now()
    known = [v for v in list_views(context, content.page) if v.name.casefold() == name.casefold()]
    key: EditKey = "edit" if known else "add"
    with context.desk.edit(EditLabel(key=key, kind="views", title=name)) as unit:
        if known:
            values = {"name": name, "content": text, "updated_at": now}
            unit.update(None, "views", known[0].id, values)
            return known[0].id
        made = View(id=uuid4(), name=name, content=text, created_at=now, updated_at=now)
        unit.insert(None, made)
        return made.id


def delete_view(context: Context, view: View) -> None:
    """Forget a view."""
    with context.desk.edit(EditLabel(key="delete", kind="views", title=view.name)) as unit:
        unit.delete(None, "views", [view.id])
