"""The JSON object that the command ``packages`` prints: decimal texts, rounded once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.domain.frontier import Package
from negotiator_desk.domain.packages import Terrain
from negotiator_desk.domain.rounding import from_units, plain, rounded


def packages_answer(
    ground: Terrain,
    currency: str,
    found: Sequence[Package],
    nash: Package | None,
    equivalent: Sequence[Package],
) -> dict[str, Any]:
    """A frontier as the object of ``packages --json``; amounts in the currency's minor units."""
    places = decimals_of(currency)

    def entry(package: Package) -> dict[str, Any]:
        return {
            "ours": _text(package.ours, places),
            "buyer": _text(package.buyer, places),
            "cost": _text(package.cost, places),
            "ties": package.ties,
            "choices": {
                axis.name: axis.options[choice].label
                for axis, choice in zip(ground.axes, package.choices, strict=True)
            },
        }

    return {
        "count": len(found),
        "frontier": [entry(each) for each in found],
        "nash": None if nash is None else entry(nash),
        "equivalent": [entry(each) for each in equivalent],
        "left_out": list(ground.left_out),
    }


def _text(amount: int, places: int) -> str:
    return plain(rounded(from_units(amount), places))
