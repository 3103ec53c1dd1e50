"""What the map of people shows of the open deal: names, sentences, doubts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from negotiator_desk.charts import palette
from negotiator_desk.charts.stakeholders import stakeholder_map
from negotiator_desk.domain.people import Axis, drawn_lines
from negotiator_desk.ui.widgets.map_surface import Shown
from negotiator_desk.wording import people as wording
from negotiator_desk.wording.catalogue import ngettext
from negotiator_desk.wording.labels import record_title, title_of
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.charts.chart import Chart
    from negotiator_desk.charts.palette import Palette
    from negotiator_desk.domain.warning import Warning as Doubt
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env


Doubts = Mapping[UUID, "Sequence[Doubt]"]


def names_of(snapshot: Snapshot, env: Env) -> dict[UUID, str]:
    """What people and lines are called."""
    return {
        record.id: record_title(kind, record, env.formats, snapshot)
        for kind in ("stakeholders", "influences")
        for record in getattr(snapshot, kind)
    }


def doubts_of(snapshot: Snapshot, env: Env) -> dict[UUID, tuple[Doubt, ...]]:
    """What is odd about people and lines."""
    warnings = env.open_deal.warnings
    records = (*snapshot.influences, *snapshot.stakeholders)
    return {record.id: warnings[record.id] for record in records if record.id in warnings}


def said_of(doubts: Doubts, snapshot: Snapshot, env: Env, most: int) -> list[str]:
    """The doubts in sentences, each once; beyond ``most`` they are counted."""
    found = {
        (doubt.key, tuple(doubt.params.values()) or doubt.record_id): doubt
        for doubts_of_one in doubts.values()
        for doubt in doubts_of_one
    }
    each = list(found.values())
    told = each if len(each) <= most else each[: most - 1]
    # Two lines of one circle say the same.
    said = list(dict.fromkeys(warning_text(doubt, snapshot, env.formats) for doubt in told))
    if rest := len(each) - len(told):
        said.append(ngettext("{n} more doubt.", "{n} more doubts.", rest).format(n=rest))
    return said


def _colours(env: Env) -> Palette:
    return palette.DARK if env.theme.dark else palette.LIGHT


def content(snapshot: Snapshot, env: Env, axis: Axis, doubts: Doubts) -> Shown:
    """People, lines and all that is said of them, in the colours and the size of the theme."""
    people = snapshot.stakeholders
    lines = drawn_lines(people, snapshot.influences)
    formats = env.formats
    names = {p.id: record_title("stakeholders", p, formats, snapshot) for p in people}
    by_id = {person.id: person for person in people}

    def say(record_id: UUID) -> str:
        if (person := by_id.get(record_id)) is not None:
            text = wording.person_sentence(person, lines, names, formats)
        else:
            text = title_of(record_id, formats, snapshot)
        odd = (warning_text(doubt, snapshot, formats) for doubt in doubts.get(record_id, ()))
        return ". ".join((text, *odd))

    return Shown(
        people=people,
        lines=lines,
        names=names,
        say=say,
        alerts=frozenset(doubts),
        axis=axis,
        palette=msgspec.structs.replace(_colours(env), label_size=env.theme.sizes.caption),
    )


def chart_of(snapshot: Snapshot, env: Env, axis: Axis, width: float, height: float) -> Chart:
    """The map as a chart, the same as on paper, in the colours of the theme."""
    return stakeholder_map(
        snapshot.stakeholders,
        snapshot.influences,
        names_of(snapshot, env),
        axis,
        env.formats,
        _colours(env),
        width,
        height,
    )
