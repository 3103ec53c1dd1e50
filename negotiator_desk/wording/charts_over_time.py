"""What the charts over days and over deals say: titles and the sentences of marks."""

from collections.abc import Sequence

from negotiator_desk.domain.history import Point
from negotiator_desk.domain.leaks import HeatRow
from negotiator_desk.models.choices import Control
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.charts import where
from negotiator_desk.wording.formats import Formats


def history_title(points: Sequence[Point], formats: Formats, *, over_deals: bool) -> str:
    """How the score has moved from the first day that has one to the last."""
    known = [point for point in points if point.score is not None]
    if not known:
        return _("No score over time yet")
    first, last = known[0], known[-1]
    what = _("Mean score of our deals") if over_deals else _("Control score")
    if first.day == last.day:
        return _("{what}: {score} of 100, no earlier day to compare with").format(
            what=what, score=formats.score(last.score)
        )
    return _("{what}: {first} on {day}, {last} now").format(
        what=what,
        first=formats.score(first.score),
        day=formats.date_text(first.day),
        last=formats.score(last.score),
    )


def history_sentence(point: Point, currency: str, formats: Formats) -> str:
    """One day of the past."""
    day, score = formats.date_text(point.day), formats.score(point.score)
    if not currency:
        return ngettext(
            "{day}: mean score {score} of {n} deal",
            "{day}: mean score {score} of {n} deals",
            point.n,
        ).format(day=day, score=score, n=point.n)
    return _("{day}: score {score}, lost {lost}, exposed {exposed}").format(
        day=day,
        score=score,
        lost=formats.money(point.lost, currency),
        exposed=formats.money(point.exposed, currency),
    )


def heat_title(rows: Sequence[HeatRow]) -> str:
    """In which control the deals are weakest, by how many of them."""
    weak: dict[Control, int] = dict.fromkeys(Control, 0)
    judged = 0
    for row in rows:
        scores = [(score, control) for control, score in row.scores.items() if score is not None]
        if scores:
            judged += 1
            weak[min(scores, key=lambda pair: pair[0])[1]] += 1
    if not judged:
        return _("No deal can be judged yet")
    worst = max(weak, key=lambda control: weak[control])
    if judged == 1:
        alone = _("Control is weakest {where}")
        of_many = _("Control is weakest {where} in the one deal that can be judged")
        return (alone if len(rows) == 1 else of_many).format(where=where(worst))
    return ngettext(
        "Control is weakest {where} in {n} of {of} deal",
        "Control is weakest {where} in {n} of {of} deals",
        judged,
    ).format(n=weak[worst], of=judged, where=where(worst))


def heat_sentence(row: HeatRow, control: Control, formats: Formats) -> str:
    """One deal in one control."""
    score = row.scores.get(control)
    name = _(control.label)
    if score is None:
        return _("{deal}, {control}: no score").format(deal=row.title, control=name)
    return _("{deal}, {control}: {score} of 100").format(
        deal=row.title, control=name, score=formats.score(score)
    )
