"""The JSON object that the command ``award`` prints: decimal texts, rounded once."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from negotiator_desk.domain.award import Award
from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.domain.rounding import plain, rounded

SCORE_PLACES = 4


def award_answer(found: Award, currency: str) -> dict[str, Any]:
    """An award as the object of ``award --json``; amounts in the currency's minor units.

    Of what is missing, a price is named by a null ``criterion``.
    """
    places = decimals_of(currency)
    return {
        "formula": found.formula.value,
        "bidders": [
            {
                "name": bidder.name,
                "price": _text(bidder.price, places),
                "quality": _text(bidder.quality, SCORE_PLACES),
                "price_score": _text(bidder.price_score, SCORE_PLACES),
                "total": _text(bidder.total, SCORE_PLACES),
                "rank": bidder.rank,
            }
            for bidder in found.bidders
        ],
        "missing": [
            {"bidder": missing.bidder, "criterion": missing.criterion} for missing in found.missing
        ],
        "point_worth": _text(found.point_worth, places),
        "price_to_win": _text(found.to_win.price, places),
        "sensitivity": [
            {"formula": case.formula.value, "rivals": case.level, "our_rank": case.our_rank}
            for case in found.cases
        ],
    }


def _text(number: Fraction | None, places: int) -> str | None:
    return None if number is None else plain(rounded(number, places))
