"""The charts of the open deal by name, drawn in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negotiator_desk.charts.bridge import value_bridge
from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.controls import control_bars
from negotiator_desk.charts.palette import DARK, LIGHT

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env


def draw(name: str, env: Env, width: float, height: float) -> Chart:
    """Draw one chart of the open deal.

    Raises:
        LookupError: no deal is open, or no chart has this name.
    """
    deal = env.open_deal
    if deal.snapshot is None or deal.diagnosis is None:
        raise LookupError(name)
    palette = DARK if env.theme.dark else LIGHT
    size = (env.formats, palette, width, height)
    match name:
        case "value_bridge":
            return value_bridge(deal.diagnosis, *size)
        case "control_bars":
            return control_bars(deal.diagnosis, *size)
        case _:
            raise LookupError(name)
