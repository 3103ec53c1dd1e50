"""The signs of a status before a cell: forms, which survive a printer without colours."""

from negotiator_desk.charts.palette import PAPER
from negotiator_desk.domain.results import Status
from negotiator_desk.reports.layout import Canvas
from negotiator_desk.reports.text import colour_of


def draw_sign(canvas: Canvas, x: float, y: float, status: Status) -> None:
    """The sign of a status around a middle: a filled, a half and an empty circle, a dash, a dot.

    Forms, not colours, carry it: it survives a printer without them.
    """
    radius = 2.9
    colour = {
        Status.MET: PAPER.protected,
        Status.PARTIAL: PAPER.exposed,
        Status.GAP: PAPER.lost,
    }.get(status, PAPER.muted)
    canvas.setStrokeColor(colour_of(colour))
    canvas.setFillColor(colour_of(colour))
    canvas.setLineWidth(1.1)
    match status:
        case Status.MET:
            canvas.circle(x, y, radius, stroke=1, fill=1)
        case Status.PARTIAL:
            canvas.circle(x, y, radius, stroke=1, fill=0)
            canvas.wedge(x - radius, y - radius, x + radius, y + radius, 90, 180, 0, 1)
        case Status.GAP:
            canvas.circle(x, y, radius, stroke=1, fill=0)
        case Status.NOT_DUE:
            canvas.line(x - radius, y, x + radius, y)
        case _:
            canvas.circle(x, y, 0.9, stroke=0, fill=1)
