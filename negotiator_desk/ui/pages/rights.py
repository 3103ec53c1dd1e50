"""The matrix of decision rights: a column for each person beside the criteria, and its menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from negotiator_desk.domain.rights import rights_of
from negotiator_desk.models.before import Criterion, Stakeholder
from negotiator_desk.models.choices import Right
from negotiator_desk.ui.models.columns import ENTRY_LENGTH, Column
from negotiator_desk.wording import criteria as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import choice_label, short_line

PREFIX: Final = "person:"
WIDTH: Final = 128
NARROW: Final = 118


def person_columns(people: Sequence[Stakeholder]) -> tuple[Column, ...]:
    """A column for each person: what they may do with the criterion of the row."""

    def column(person: Stakeholder) -> Column:
        name = short_line(visible(person.name), ENTRY_LENGTH)
        return Column(
            name=f"{PREFIX}{person.id}",
            title=name or _("Without a name"),
            width=WIDTH,
            narrow=NARROW,
            text=lambda criterion: wording.held_text(criterion, person.id),
        )

    return tuple(map(column, people))


def person_of(column: Column) -> UUID | None:
    """Whose column it is; None for a column of the criterion itself."""
    return UUID(column.name.removeprefix(PREFIX)) if column.name.startswith(PREFIX) else None


def rights_menu(
    parent: QWidget,
    criterion: Criterion,
    person: UUID,
    set_right: Callable[[Criterion, UUID, Right, bool], None],
    set_owner: Callable[[Criterion, UUID | None], None],
) -> QMenu:
    """What the person may do with the criterion, each to tick or not."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    held = rights_of(criterion, person)
    for right in Right:
        action = menu.addAction(choice_label(right))
        action.setCheckable(True)
        action.setChecked(right in held)
        action.toggled.connect(lambda on, right=right: set_right(criterion, person, right, on))
    menu.addSeparator()
    owner = menu.addAction(_("Owns it"))
    owner.setCheckable(True)
    owner.setChecked(criterion.stakeholder_id == person)
    owner.toggled.connect(lambda on: set_owner(criterion, person if on else None))
    return menu
