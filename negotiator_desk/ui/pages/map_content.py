"""What the map of people shows of the open deal: names, sentences, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from negotiator_desk.charts import palette
from negotiator_desk.charts.stakeholders import stakeholder_map
from negotiator_desk.domain.people import Axis, drawn_lines
from negotiator_desk.ui.widgets.map_surface import Shown
from negotiator_desk.wording import people as wording
from negotiator_desk.wording.labels import record_title
from negotiator_desk.wording.sense import warning_text

if TYPE_CHECKING:
    from negotiator_desk.charts.chart import Chart
    from negotiator_desk.charts.palette import Palette
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.ui.env import Env


def names_of(snapshot: Snapshot, env: Env) -> dict[UUID, str]:
    """What people and lines are called."""
    return {
        record.id: record_title(kind, record, env.formats, snapshot)
        for kind in ("stakeholders", "influences")
        for record in getattr(snapshot, kind)
    }


def doubts_of(snapshot: Snapshot, env: Env) -> dict[UUID, list[str]]:
    """What is odd about people and lines, in sentences."""
    found = {}
    for record in (*snapshot.influences, *snapshot.stakeholders):
        if warnings := env.open_deal.warnings.get(record.id):
            found[record.id] = [warning_text(each, snapshot, env.formats) for each in warnings]
    return found


def _colours(env: Env) -> Palette:
    return palette.DARK if env.theme.dark else palette.LIGHT


def content(snapshot: Snapshot, env: Env, axis: Axis) -> Shown:
    """People, lines and all that is said of them, in the colours and the size of the theme."""
    people = snapshot.stakeholders
    lines = drawn_lines(people, snapshot.influences)
    names = names_of(snapshot, env)
    sentences = {
        person.id: wording.person_sentence(person, lines, names, env.formats) for person in people
    }
    sentences |= {line.id: names[line.id] for line in lines}
    doubts = doubts_of(snapshot, env)
    for record_id, texts in doubts.items():
        if record_id in sentences:
            sentences[record_id] = ". ".join((sentences[record_id], *texts))
    return Shown(
        people=people,
        lines=lines,
        names=names,
        sentences=sentences,
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
