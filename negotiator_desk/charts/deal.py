"""The charts of one deal by name: from a deal and its diagnosis to a Chart."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from uuid import UUID

from negotiator_desk.charts.award import award_chart
from negotiator_desk.charts.bridge import since_signing, value_bridge
from negotiator_desk.charts.burn import change_burn
from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.controls import control_bars
from negotiator_desk.charts.corridor import price_corridor
from negotiator_desk.charts.coverage import coverage_chart
from negotiator_desk.charts.ledger import concession_ledger
from negotiator_desk.charts.locks import lock_readiness
from negotiator_desk.charts.palette import Palette
from negotiator_desk.charts.stakeholders import stakeholder_map
from negotiator_desk.domain import series
from negotiator_desk.domain.asof import cut_list
from negotiator_desk.domain.award import award
from negotiator_desk.domain.coverage import coverage
from negotiator_desk.domain.people import Axis
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.kinds import find_record
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import title_of

Draw = Callable[[Snapshot, Diagnosis, Formats, Palette, float, float], Chart]


def draw(
    name: str,
    snapshot: Snapshot,
    diagnosis: Diagnosis,
    formats: Formats,
    palette: Palette,
    width: float,
    height: float,
) -> Chart:
    """Draw a chart of a deal as of the date of its diagnosis; ``name`` is one of ``CHARTS``.

    Raises:
        KeyError: when there is no chart of this name.
    """
    return CHARTS[name](snapshot, diagnosis, formats, palette, width, height)


def _name(snapshot: Snapshot, formats: Formats, record_id: UUID) -> str:
    return title_of(record_id, formats, snapshot)


def _record_of(snapshot: Snapshot, record_id: UUID) -> UUID | None:
    found = find_record(snapshot, record_id)
    return None if found is None else found[1].id


def _controls(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    return control_bars(d, partial(_record_of, s), f, p, w, h)


def _bridge(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    return value_bridge(d, f, p, w, h)


def _since(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    return since_signing(d, cut_list(s.changes, d.as_of), f, p, w, h)


def _corridor(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    return price_corridor(series.corridor_series(s, d.as_of), d.currency, f, p, w, h)


def _ledger(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    rows = series.concession_ledger(s, d.as_of)
    return concession_ledger(rows, partial(_name, s, f), d.currency, f, p, w, h)


def _locks(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    readiness = series.lock_readiness(s, d.as_of)
    return lock_readiness(readiness, d.as_of, partial(_name, s, f), d.currency, f, p, w, h)


def _burn(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    points = series.change_burn(s, d.as_of)
    return change_burn(points, d.as_of, partial(_name, s, f), d.currency, f, p, w, h)


def _people(
    axis: Axis, s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float
) -> Chart:
    people = cut_list(s.stakeholders, d.as_of)
    names = {record.id: title_of(record.id, f, s) for record in (*people, *s.influences)}
    return stakeholder_map(people, s.influences, names, axis, f, p, w, h)


def _award(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    return award_chart(award(s, d.as_of), d.currency, f, p, w, h)


def _coverage(s: Snapshot, d: Diagnosis, f: Formats, p: Palette, w: float, h: float) -> Chart:
    return coverage_chart(coverage(s, d), partial(_name, s, f), f, p, w, h)


CHARTS: Final[Mapping[str, Draw]] = {
    "control_bars": _controls,
    "value_bridge": _bridge,
    "since_signing": _since,
    "price_corridor": _corridor,
    "concession_ledger": _ledger,
    "lock_readiness": _locks,
    "change_burn": _burn,
    "power_stance": partial(_people, Axis.STANCE),
    "coverage": _coverage,
    "power_interest": partial(_people, Axis.INTEREST),
    "award": _award,
}
"""Every chart of one deal."""
