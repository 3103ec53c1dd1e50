"""What both pages of the meeting brief are made from: how much is said, and how a gap is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.table import Meeting
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.text import MUTED, SECTION
from negotiator_desk.wording.catalogue import ngettext


class Room(msgspec.Struct, frozen=True):
    """How many people, questions and tactics are named, and how many letters a text has."""

    people: int
    questions: int
    tactics: int
    letters: int

    @property
    def name(self) -> int:
        """How many letters a name has."""
        return max(30, min(120, self.letters // 3))


def heading(text: str, *, new_page: bool = False) -> Text:
    """The head of a part; it keeps with what follows."""
    return Text(text, SECTION, before=11, keep=True, outline=1, new_page=new_page)


def missing(text: str) -> Text:
    """What is not known, said where it would stand."""
    return Text(text, MUTED, before=2)


def present_people(context: Context, meeting: Meeting | None) -> Sequence[Stakeholder]:
    """The buyer's people of the meeting; all that are known where it names none."""
    people = context.now.stakeholders
    if meeting is not None and meeting.stakeholder_ids:
        return [person for person in people if person.id in meeting.stakeholder_ids]
    return sorted(people, key=lambda person: -(person.power or 0))


def more(n: int) -> Iterator[Block]:
    """How many are not named; nothing where all are."""
    if n > 0:
        yield Text(ngettext("and {n} more", "and {n} more", n).format(n=n), MUTED, before=2)
