"""Who may do what with a decision criterion: the matrix of people and criteria."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from negotiator_desk.models.before import Criterion, Stakeholder
from negotiator_desk.models.choices import Right
from negotiator_desk.models.deal import Snapshot

MOST: Final = 12
"""The people that a matrix begins with, those who hold nothing among them."""


def rights_of(criterion: Criterion, person: UUID) -> tuple[Right, ...]:
    """The rights of one person on a criterion, each once, in the order they are declared."""
    held = {each.right for each in criterion.rights if each.stakeholder_id == person}
    return tuple(right for right in Right if right in held)


def entries_of(criterion: Criterion, person: UUID, right: Right) -> tuple[UUID, ...]:
    """The entries that give a person this right; more than one where it was noted twice."""
    return tuple(
        each.id
        for each in criterion.rights
        if each.stakeholder_id == person and each.right is right
    )


def people_of_the_decision(snapshot: Snapshot) -> tuple[Stakeholder, ...]:
    """The people of the matrix: all who own a criterion or hold a right on one, in list order.

    Then, up to ``MOST`` in all, the others, the most powerful first: one of them may hold a right
    that is not noted yet.
    """
    holders = {each.stakeholder_id for each in snapshot.criteria}
    holders |= {right.stakeholder_id for each in snapshot.criteria for right in each.rights}
    first = [person for person in snapshot.stakeholders if person.id in holders]
    others = [person for person in snapshot.stakeholders if person.id not in holders]
    others.sort(key=lambda person: -(person.power or 0))
    return (*first, *others[: max(0, MOST - len(first))])


def without(criteria: Sequence[Criterion], right: Right) -> tuple[Criterion, ...]:
    """The criteria on which nobody is known to hold a right."""
    return tuple(
        criterion
        for criterion in criteria
        if not any(
            each.right is right and each.stakeholder_id is not None for each in criterion.rights
        )
    )
