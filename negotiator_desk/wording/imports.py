"""Sentences for deals that come in, go out or cannot be found."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line, short_path

_NAME_LENGTH = 120


def _title(title: str, deal_id: UUID) -> str:
    return short_line(title) or str(deal_id)


def _day_time(moment: datetime | None) -> str:
    if moment is None:
        return _("an unknown day")
    # UTC, so that both dates of a sentence can be compared, whoever reads it.
    return _("{date} UTC").format(date=f"{moment:%Y-%m-%d %H:%M}")


def imported(file: str, title: str, deal_id: UUID) -> str:
    """A deal was put on the desk."""
    return _("{file}: “{title}” is on the desk.").format(
        file=short_path(file), title=_title(title, deal_id)
    )


def unchanged(file: str, title: str, deal_id: UUID) -> str:
    """The deal is here already, in the same revision."""
    return _(
        "{file}: “{title}” is on the desk already, in the same revision; nothing was done."
    ).format(file=short_path(file), title=_title(title, deal_id))


def replaced(file: str, title: str, deal_id: UUID) -> str:
    """The deal on the desk was replaced."""
    return _("{file}: “{title}” replaces the one that was on the desk.").format(
        file=short_path(file), title=_title(title, deal_id)
    )


def copied(file: str, title: str, deal_id: UUID) -> str:
    """The deal was put beside the one on the desk."""
    return _("{file}: “{title}” is on the desk as a copy, with ids of its own.").format(
        file=short_path(file), title=_title(title, deal_id)
    )


def conflict(
    file: str, title: str, deal_id: UUID, here: datetime | None, there: datetime | None
) -> str:
    """The deal is here in another revision; both dates are said."""
    return _(
        "{file}: “{title}” (id {id}) is on the desk already in another revision, changed {here} "
        "there and {there} in the file; replace it or import a copy."
    ).format(
        file=short_path(file),
        title=_title(title, deal_id),
        id=deal_id,
        here=_day_time(here),
        there=_day_time(there),
    )


def overtaken(file: str) -> str:
    """Another program kept changing the same deals."""
    return _(
        "{file}: another program is changing the same deals; let it finish and try again."
    ).format(file=short_path(file))


def no_such_deal(text: str) -> str:
    """Neither a file nor a deal has this name."""
    return _(
        "{name}: there is no file and no deal on the desk of this name, title or id; list shows "
        "the deals."
    ).format(name=short_line(text, _NAME_LENGTH) or "“”")


def several_deals(text: str, ids: Iterable[UUID]) -> str:
    """More than one deal has this title."""
    return _("{name}: several deals have this title; name one by its id: {ids}.").format(
        name=short_line(text, _NAME_LENGTH), ids=", ".join(str(each) for each in ids)
    )


def gone(deal_id: UUID) -> str:
    """The deal is not on the desk any more."""
    return _(
        "The deal {id} is not on the desk; it was deleted: choose another, or undo its deletion."
    ).format(id=deal_id)


def copy_title(title: str) -> str:
    """The title of a duplicate."""
    return _("{title} (copy)").format(title=title) if title.strip() else title
