"""The award simulator: how the buyer's scoring sees us and the rivals, exact, from estimates."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final
from uuid import UUID

import msgspec

from negotiator_desk.domain.before import weight_of
from negotiator_desk.domain.currency import decimals_of
from negotiator_desk.domain.facts import in_order, offers_of, present
from negotiator_desk.domain.rounding import from_units
from negotiator_desk.domain.winning import Bid, Winning, price_score, price_to_win
from negotiator_desk.models.before import Criterion, Rival
from negotiator_desk.models.choices import CriterionKind, PriceFormula, Side
from negotiator_desk.models.deal import Snapshot

FULL_SCORE: Final = 10
"""The best score of a criterion."""

LEVELS: Final = ("low", "likely", "high")
"""Which of the rivals' prices: all of them at their lowest, as likely, at their highest."""

US: Final = "us"
"""What we are called where the deal does not name the supplier."""


class Bidder(msgspec.Struct, frozen=True, kw_only=True):
    """One bidder as the buyer's scoring sees it; ``rival_id`` is None for us.

    ``quality`` and ``price_score`` are points of the award, ``total`` their sum. Bidders of equal
    total share the better ``rank``. ``low`` and ``high`` are the recorded ends of a rival's range.
    """

    name: str
    rival_id: UUID | None
    price: Fraction
    quality: Fraction
    price_score: Fraction
    total: Fraction
    rank: int
    low: Fraction | None
    high: Fraction | None


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What is not known of a bidder: its score on a criterion, or, without one, its price."""

    bidder: str
    rival_id: UUID | None
    criterion: str | None
    criterion_id: UUID | None


class OurPrice(msgspec.Struct, frozen=True, kw_only=True):
    """The price we are judged by and where it comes from: an offer, a target, an opening, a try."""

    amount: Fraction
    source: str
    record_id: UUID | None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Our rank by one formula with all rivals at one level; None while we have no price."""

    formula: PriceFormula
    level: str
    our_rank: int | None
    of: int


class Award(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of the simulator for one deal.

    ``weight`` is that of the price in percent, ``weights`` that of all criteria;
    ``unweighted`` are the criteria that have no weight and count as ``UNKNOWN_WEIGHT``;
    ``scores_each`` is how many scores each of the ``count`` bidders should have, priced or not.
    ``point_worth`` is an amount; ``to_win`` says whether a price wins at all, and which.
    """

    formula: PriceFormula
    weight: Fraction
    weights: Fraction
    our_price: OurPrice | None
    bidders: tuple[Bidder, ...]
    missing: tuple[Missing, ...]
    scores_each: int
    count: int
    unweighted: tuple[UUID, ...]
    point_worth: Fraction | None
    to_win: Winning
    cases: tuple[Case, ...]

    @property
    def scores_wanted(self) -> int:
        """How many scores the totals rest on when none is missing."""
        return self.scores_each * self.count

    @property
    def scores_missing(self) -> int:
        """How many scores are not recorded and count 0."""
        return sum(each.criterion is not None for each in self.missing)

    @property
    def us(self) -> Bidder | None:
        """Our own line; None while we have no price."""
        return next((bidder for bidder in self.bidders if bidder.rival_id is None), None)


def our_price(snapshot: Snapshot, as_of: date) -> OurPrice | None:
    """Our latest dated offer up to a date, else the target, else the opening.

    Target and opening are those of the last corridor revision, whatever its date.
    """
    offers = [
        offer
        for offer in offers_of(snapshot, Side.US)
        if offer.made_on is not None and offer.made_on <= as_of
    ]
    if offers and offers[-1].amount is not None:
        last = offers[-1]
        return OurPrice(amount=Fraction(offers[-1].amount), source="offer", record_id=last.id)
    revisions = in_order(snapshot.corridor)
    for source in ("target", "opening"):
        amount: Decimal | None = getattr(revisions[-1], source) if revisions else None
        if amount is not None:
            return OurPrice(amount=Fraction(amount), source=source, record_id=revisions[-1].id)
    return None


def award(snapshot: Snapshot, as_of: date, *, tried: Decimal | None = None) -> Award:
    """What the buyer's scoring makes of the bidders, rivals at their likely prices.

    Args:
        snapshot: the deal, not cut: of what is dated only our offers are looked at.
        as_of: offers made later do not count.
        tried: a price of ours to judge in place of the recorded one.
    """
    formula = snapshot.deal.price_formula or PriceFormula.RELATIVE
    priced = [c for c in snapshot.criteria if c.kind is CriterionKind.PRICE]
    others = [c for c in snapshot.criteria if c.kind is not CriterionKind.PRICE]
    weight = _sum_of_weights(priced)
    ours = our_price(snapshot, as_of)
    if tried is not None:
        ours = OurPrice(amount=Fraction(tried), source="tried", record_id=None)
    name = snapshot.deal.supplier if present(snapshot.deal.supplier) else US
    amount = None if ours is None else ours.amount
    us = Bid(amount, _quality(others, _our_score))
    field = {level: _rival_bids(snapshot.rivals, others, level) for level in LEVELS}
    likely = field["likely"]
    rivals = [bid for bid in likely if bid.price is not None]
    return Award(
        formula=formula,
        weight=weight,
        weights=weight + _sum_of_weights(others),
        our_price=ours,
        bidders=_bidders(name, us, snapshot.rivals, likely, weight, formula),
        missing=_missing(name, amount is None, snapshot.rivals, others),
        scores_each=len(others),
        count=1 + len(snapshot.rivals),
        unweighted=tuple(c.id for c in snapshot.criteria if c.weight is None),
        point_worth=point_worth(weight, amount, rivals, formula),
        to_win=price_to_win(
            us.quality, rivals, weight, formula, decimals_of(snapshot.deal.currency)
        ),
        cases=tuple(
            _case(us, field[level], weight, each, level)
            for each in (PriceFormula.RELATIVE, PriceFormula.LINEAR)
            for level in LEVELS
        ),
    )


def point_worth(
    weight: Fraction, price: Fraction | None, rivals: Sequence[Bid], formula: PriceFormula
) -> Fraction | None:
    """What one award point is worth in price at our price; None where a lower price buys none.

    That is so where price has no weight, and by the relative formula for the lowest bidder (who
    has all points already) and beside a price of nothing.
    """
    if price is None or not weight:
        return None
    lowest = min([price, *(bid.price for bid in rivals if bid.price is not None)])
    if formula is PriceFormula.LINEAR:
        return lowest / weight
    return None if price == lowest or not lowest else price * price / (weight * lowest)


def _sum_of_weights(criteria: Sequence[Criterion]) -> Fraction:
    return from_units(sum((weight_of(criterion) for criterion in criteria), 0))


def _our_score(criterion: Criterion) -> Decimal | None:
    return criterion.our_score


def _score_of(name: str) -> Callable[[Criterion], Decimal | None]:
    return lambda criterion: criterion.rival_scores.get(name)


def _quality(
    criteria: Sequence[Criterion], score: Callable[[Criterion], Decimal | None]
) -> Fraction:
    """Σ weight × score ÷ 10; a missing score counts 0."""
    return sum(
        (from_units(weight_of(c)) * Fraction(score(c) or 0) / FULL_SCORE for c in criteria),
        Fraction(0),
    )


def rival_price(rival: Rival, level: str) -> Decimal | None:
    """A rival's price at a level; where only the likely one is known it stands for all three."""
    price: Decimal | None = getattr(rival, f"price_{level}")
    return rival.price_likely if price is None else price


def _rival_bids(rivals: Sequence[Rival], criteria: Sequence[Criterion], level: str) -> list[Bid]:
    bids = []
    for rival in rivals:
        amount = _amount(rival_price(rival, level))
        bids.append(Bid(amount, _quality(criteria, _score_of(rival.name))))
    return bids


def _scored(
    bids: Sequence[Bid], weight: Fraction, formula: PriceFormula
) -> list[tuple[Bid, Fraction, int]]:
    """Each bid that has a price with its points for price and its rank."""
    lowest = min(bid.price for bid in bids if bid.price is not None)
    points = [
        (bid, price_score(weight, bid.price, lowest, formula))
        for bid in bids
        if bid.price is not None
    ]
    totals = [bid.quality + score for bid, score in points]
    return [
        (bid, score, 1 + sum(other > total for other in totals))
        for (bid, score), total in zip(points, totals, strict=True)
    ]


def _bidders(
    name: str,
    us: Bid,
    rivals: Sequence[Rival],
    bids: Sequence[Bid],
    weight: Fraction,
    formula: PriceFormula,
) -> tuple[Bidder, ...]:
    everyone = zip([None, *rivals], [us, *bids], strict=True)
    held = [(rival, bid) for rival, bid in everyone if bid.price is not None]
    if not held:
        return ()
    scored = _scored([bid for _rival, bid in held], weight, formula)
    return tuple(
        Bidder(
            name=name if rival is None else rival.name,
            rival_id=None if rival is None else rival.id,
            price=bid.price or Fraction(0),
            quality=bid.quality,
            price_score=score,
            total=bid.quality + score,
            rank=rank,
            low=_amount(None if rival is None else rival.price_low),
            high=_amount(None if rival is None else rival.price_high),
        )
        for (rival, _bid), (bid, score, rank) in zip(held, scored, strict=True)
    )


def _amount(amount: Decimal | None) -> Fraction | None:
    return None if amount is None else Fraction(amount)


def _case(
    us: Bid, rivals: Sequence[Bid], weight: Fraction, formula: PriceFormula, level: str
) -> Case:
    field = [bid for bid in (us, *rivals) if bid.price is not None]
    rank = _scored(field, weight, formula)[0][2] if us.price is not None else None
    return Case(formula=formula, level=level, our_rank=rank, of=len(field))


def _missing(
    name: str, unpriced: bool, rivals: Sequence[Rival], criteria: Sequence[Criterion]
) -> tuple[Missing, ...]:
    """What is missing, bidder by bidder in their order: the price first, then scores."""
    found: list[Missing] = []

    def look(
        bidder: str,
        rival_id: UUID | None,
        no_price: bool,
        score: Callable[[Criterion], Decimal | None],
    ) -> None:
        if no_price:
            found.append(
                Missing(bidder=bidder, rival_id=rival_id, criterion=None, criterion_id=None)
            )
        found.extend(
            Missing(bidder=bidder, rival_id=rival_id, criterion=c.name, criterion_id=c.id)
            for c in criteria
            if score(c) is None
        )

    look(name, None, unpriced, _our_score)
    for rival in rivals:
        look(rival.name, rival.id, rival.price_likely is None, _score_of(rival.name))
    return tuple(found)
