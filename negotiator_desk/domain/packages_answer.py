"""The JSON object that the command ``packages`` prints: decimal texts, rounded once."""

from __future__ import annotations

from typing import Any

from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.domain.frontier import Package
from negotiator_desk.domain.offering import Offering
from negotiator_desk.domain.rounding import from_units, plain, rounded


def packages_answer(offered: Offering, currency: str) -> dict[str, Any]:
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
                for axis, choice in zip(offered.ground.axes, package.choices, strict=True)
            },
        }

    return {
        "count": len(offered.frontier),
        "frontier": [entry(each) for each in offered.frontier],
        "nash": None if offered.balance is None else entry(offered.balance),
        "equivalent": [entry(each) for each in offered.equivalent],
        "left_out": list(offered.ground.left_out),
    }


def _text(amount: int, places: int) -> str:
    return plain(rounded(from_units(amount), places))
