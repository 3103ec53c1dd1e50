"""The kinds of line between two people on the map, and what is odd about each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from negotiator_desk.domain.people import closes_a_circle
from negotiator_desk.models.choices import InfluenceKind
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import choice_label, title_of

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.wording.formats import Formats


def line_menu(
    parent: QWidget,
    snapshot: Snapshot | None,
    formats: Formats,
    ends: tuple[UUID, UUID],
    join: Callable[[UUID, UUID, InfluenceKind], None],
) -> QMenu:
    """A menu that joins two people; a line that is there already cannot be chosen again."""
    one, two = ends
    lines = () if snapshot is None else snapshot.influences
    name = title_of(two, formats, snapshot)
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for kind in InfluenceKind:
        text = _("{line} {name}").format(line=choice_label(kind), name=name)
        known = any((x.from_id, x.to_id, x.kind) == (one, two, kind) for x in lines)
        if known:
            text = _("{line} (is there already)").format(line=text)
        elif kind is InfluenceKind.REPORTS_TO and closes_a_circle(lines, one, two):
            text = _("{line} (closes a circle)").format(line=text)
        action = menu.addAction(text.replace("&", "&&"))
        action.setEnabled(not known)
        action.triggered.connect(partial(_chosen, join, one, two, kind))
    return menu


def _chosen(
    join: Callable[[UUID, UUID, InfluenceKind], None],
    one: UUID,
    two: UUID,
    kind: InfluenceKind,
    _on: bool = False,
) -> None:
    join(one, two, kind)
