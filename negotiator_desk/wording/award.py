"""Sentences of the award simulator: where we rank, what would win, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from negotiator_desk.domain.award import Award, Bidder, Case, Missing
from negotiator_desk.domain.rounding import rounded
from negotiator_desk.domain.winning import Win
from negotiator_desk.models.choices import PriceFormula
from negotiator_desk.models.deal import Deal
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.commands import table
from negotiator_desk.wording.formats import MINUS, Formats
from negotiator_desk.wording.labels import choice_label, short_line, short_path
from negotiator_desk.wording.marked import Marked

_RANKS: Final = (
    N_("first"),
    N_("second"),
    N_("third"),
    N_("fourth"),
    N_("fifth"),
    N_("sixth"),
    N_("seventh"),
    N_("eighth"),
    N_("ninth"),
    N_("tenth"),
)

_SOURCES: Final[Mapping[str, str]] = {
    "offer": N_("our latest offer"),
    "target": N_("our target"),
    "opening": N_("our opening"),
    "tried": N_("the price tried"),
}

_LEVELS: Final[Mapping[str, str]] = {
    "low": N_("Rivals at low"),
    "likely": N_("Rivals as likely"),
    "high": N_("Rivals at high"),
}

_SPELT_OUT: Final = 8


def rank_text(rank: int) -> str:
    """A rank as a word in a sentence."""
    return _(_RANKS[rank - 1]) if rank <= len(_RANKS) else _("no. {rank}").format(rank=rank)


def points_text(points: Fraction, formats: Formats) -> str:
    """Points of the award as people read them: one decimal."""
    return formats.entry(rounded(points, 1), places=1).replace("-", MINUS)


def level_text(level: str) -> str:
    """At which of their prices the rivals are taken."""
    return _(_LEVELS[level])


def bidder_text(bidder: Bidder | Missing) -> str:
    """The name of a bidder in a line; we have one even where the deal names no supplier."""
    if bidder.rival_id is None:
        return _("We")
    name = bidder.name if isinstance(bidder, Bidder) else bidder.bidder
    return short_line(name) or _("a rival without a name")


def bidder_sentence(bidder: Bidder, currency: str, formats: Formats) -> str:
    """A bidder with its price, points and rank; a rival with the range of its price."""
    text = _("{bidder}: {total} points, {quality} for quality and {points} for {price}; {rank}")
    sentence = text.format(
        bidder=bidder_text(bidder),
        total=points_text(bidder.total, formats),
        quality=points_text(bidder.quality, formats),
        points=points_text(bidder.price_score, formats),
        price=formats.money(bidder.price, currency),
        rank=rank_text(bidder.rank),
    )
    if bidder.low is None or bidder.high is None:
        return sentence
    return _("{sentence}; its price may lie from {low} to {high}").format(
        sentence=sentence,
        low=formats.money(bidder.low, currency),
        high=formats.money(bidder.high, currency),
    )


def award_title(found: Award, currency: str, formats: Formats) -> str:
    """Where we rank and at what price we would win: the title of chart and answer."""
    us, count = found.us, len(found.bidders)
    if us is None:
        return _no_price_title(found, currency, formats)
    if count == 1:
        return _("No rival has a price yet, so there is nobody to rank against")
    if us.rank == 1 and sum(bidder.rank == 1 for bidder in found.bidders) == 1:
        return _first_title(found, count, currency, formats)
    where = _("We rank {rank} of {count}")
    if sum(bidder.rank == us.rank for bidder in found.bidders) > 1:
        where = _("We tie for {rank} of {count}")
    return _("{where}; {winning}").format(
        where=where.format(rank=rank_text(us.rank), count=count),
        winning=_winning(found, currency, formats),
    )


def _no_price_title(found: Award, currency: str, formats: Formats) -> str:
    if not found.bidders:
        return _("Nobody has a price yet, so the award cannot be simulated")
    if found.to_win.win is Win.ALWAYS:
        return _("We have no price yet; any would win")
    return _("We have no price yet; {winning}").format(winning=_winning(found, currency, formats))


def _first_title(found: Award, count: int, currency: str, formats: Formats) -> str:
    if found.to_win.price is None:
        return _("We rank first of {count}, at any price").format(count=count)
    return _("We rank first of {count}, and would up to {price}").format(
        count=count, price=formats.amount(found.to_win.price, currency)
    )


def _winning(found: Award, currency: str, formats: Formats) -> str:
    if found.to_win.price is None:
        return _("no price alone would win")
    return _("at {price} we would win").format(price=formats.amount(found.to_win.price, currency))


def to_win_text(found: Award, currency: str, formats: Formats) -> str:
    """The price to win as a value, or why there is none."""
    match found.to_win.win:
        case Win.ALWAYS:
            return _("any price wins")
        case Win.NEVER:
            return _("no price alone wins")
    return formats.money(found.to_win.price, currency)


def point_worth_text(found: Award, currency: str, formats: Formats) -> str:
    """What a point is worth in price, or why that cannot be said."""
    if found.point_worth is not None:
        return formats.money(found.point_worth, currency)
    if not found.weight:
        return _("price has no weight")
    if found.us is None:
        return _("needs a price of ours")
    return _("nothing: we are the lowest")


def basis_text(found: Award, currency: str, formats: Formats) -> str:
    """What the simulation rests on, so that nobody takes it for a fact."""
    parts = []
    if found.our_price is not None:
        parts.append(
            _("{source}, {price}").format(
                source=_(_SOURCES[found.our_price.source]),
                price=formats.money(found.our_price.amount, currency),
            )
        )
    rivals = sum(bidder.rival_id is not None for bidder in found.bidders)
    parts.append(
        ngettext("one rival's likely price", "{n} rivals' likely prices", rivals).format(n=rivals)
    )
    known = found.scores_wanted - found.scores_missing
    parts.append(_("{known} of {wanted} scores").format(known=known, wanted=found.scores_wanted))
    if found.unweighted:
        count = len(found.unweighted)
        parts.append(
            ngettext(
                "one unknown weight taken as 10 %", "{n} unknown weights taken as 10 %", count
            ).format(n=count)
        )
    return _("An estimate from {basis}.").format(basis="; ".join(parts))


def missing_text(missing: Missing) -> str:
    """What is missing of a bidder, short."""
    if missing.criterion is None:
        return _("{bidder}: no price").format(bidder=bidder_text(missing))
    return _("{bidder}: {criterion}").format(
        bidder=bidder_text(missing), criterion=criterion_text(missing)
    )


def case_text(case: Case) -> str:
    """Our rank in one case, as a cell: the words beside the number are in the heads."""
    if case.our_rank is None:
        return "–"
    return _("{rank} of {count}").format(rank=case.our_rank, count=case.of)


def safety_text(found: Award) -> str:
    """How safe our rank is over both formulas and all of the rivals' prices."""
    ranks = [case.our_rank for case in found.cases if case.our_rank is not None]
    if not ranks or all(case.of < 2 for case in found.cases):
        return _("How safe our rank is cannot be said before we and a rival have a price.")
    best, worst = min(ranks), max(ranks)
    if best == worst:
        return _("Our rank is {rank} in all {count} cases.").format(
            rank=rank_text(best), count=len(ranks)
        )
    first = sum(rank == 1 for rank in ranks)
    text = _("Our rank runs from {best} to {worst} in {count} cases; we are first in {first}.")
    return text.format(best=rank_text(best), worst=rank_text(worst), count=len(ranks), first=first)


def award_lines(
    name: str, deal: Deal, found: Award, as_of: date, formats: Formats
) -> Iterator[str]:
    """An award as lines of plain text for a terminal."""
    currency = deal.currency
    yield short_line(deal.title) or _("(no title)")
    yield _("{file} · buyer: {buyer} · as of {day}").format(
        file=short_path(name), buyer=short_line(deal.buyer) or "–", day=as_of.isoformat()
    )
    yield award_title(found, currency, formats)
    yield basis_text(found, currency, formats)
    yield ""
    if found.bidders:
        yield from table(list(bidder_rows(found, currency, formats)), right=(1, 2, 3, 4, 5))
        yield ""
    yield _("Price formula: {formula}").format(formula=choice_label(found.formula))
    yield _("One point is worth: {worth}").format(worth=point_worth_text(found, currency, formats))
    yield _("Price to win: {price}").format(price=to_win_text(found, currency, formats))
    if found.us is not None:
        yield ""
        yield from table(case_rows(found), right=(1, 2, 3))
        yield safety_text(found)
    if found.missing:
        yield ""
        yield missing_line(found.missing)


def bidder_rows(found: Award, currency: str, formats: Formats) -> Iterator[tuple[str, ...]]:
    """The bidders as a table: the heads, then a row each."""
    yield (
        _("Bidder"),
        _("Price ({currency})").format(currency=currency or "–"),
        _("Quality"),
        _("Price points"),
        _("Total"),
        _("Rank"),
    )
    for bidder in found.bidders:
        yield (
            bidder_text(bidder),
            formats.amount(bidder.price, currency),
            points_text(bidder.quality, formats),
            points_text(bidder.price_score, formats),
            points_text(bidder.total, formats),
            str(bidder.rank),
        )


def case_rows(found: Award) -> list[tuple[str, ...]]:
    """Our rank by formula and level of the rivals' prices as a table: the heads, then the rows."""
    levels = list(dict.fromkeys(case.level for case in found.cases))
    rows = [(_("Our rank"), *(level_text(level) for level in levels))]
    for formula in PriceFormula:
        cases = [case for case in found.cases if case.formula is formula]
        rows.append((choice_label(formula), *(case_text(case) for case in cases)))
    return rows


def missing_line(missing: Sequence[Missing]) -> str:
    """What is missing, in one line; nothing where nothing is."""
    if not missing:
        return ""
    shown = "; ".join(missing_text(each) for each in missing[:_SPELT_OUT])
    left = len(missing) - _SPELT_OUT
    if left > 0:
        shown = _("{list} and {n} more").format(list=shown, n=left)
    return _("Missing, scores counted as 0: {list}").format(list=shown)


# Beside the simulator in the window.


def formula_word(formula: PriceFormula) -> str:
    """A price formula in a word, for a switch."""
    return {PriceFormula.RELATIVE: _("Relative"), PriceFormula.LINEAR: _("Linear")}[formula]


def formula_help(formula: PriceFormula) -> str:
    """What a price formula does."""
    if formula is PriceFormula.RELATIVE:
        return _("Relative to the lowest price: weight × lowest price ÷ price")
    return _("Linear from the lowest price: no points at twice the lowest price and above")


def worth_sentence(found: Award, currency: str, formats: Formats) -> str:
    """The worth of a point as a sentence; nothing where there is none."""
    if found.point_worth is None:
        return ""
    return _("One award point is worth {amount} at our price.").format(
        amount=formats.money(found.point_worth, currency)
    )


def fact_rows(found: Award, currency: str, formats: Formats) -> list[tuple[str, str]]:
    """The single figures as a table without a column of its own for the heads."""
    return [
        (_("Figures"), ""),
        (_("Price to win"), to_win_text(found, currency, formats)),
        (_("One award point is worth"), point_worth_text(found, currency, formats)),
        (_("Weight of the price"), _("{percent} %").format(percent=formats.number(found.weight))),
    ]


def trial_text(found: Award, currency: str, formats: Formats) -> Marked:
    """What a price that is only tried would do, and the meaning of that."""
    us = found.us
    if us is None:
        return "", ""
    alone = us.rank == 1 and sum(bidder.rank == 1 for bidder in found.bidders) == 1
    text = _("Tried, not stored: at {price} we would rank {rank} of {count} with {total} points.")
    if us.rank == 1 and not alone:
        text = _("Tried, not stored: at {price} we would tie for {rank} of {count}.")
    sentence = text.format(
        price=formats.money(us.price, currency),
        rank=rank_text(us.rank),
        count=len(found.bidders),
        total=points_text(us.total, formats),
    )
    return sentence, "protected" if alone else "exposed"


# Beside the rivals.


def scores_text(found: Award, rival_id: UUID) -> Marked:
    """How many scores of a rival are known, and the meaning of that."""
    wanted = found.scores_each
    missing = sum(
        each.rival_id == rival_id and each.criterion_id is not None for each in found.missing
    )
    if not wanted:
        return "", ""
    text = _("{known} of {wanted}").format(known=wanted - missing, wanted=wanted)
    return text, "exposed" if missing else "protected"


def rank_of(found: Award, rival_id: UUID) -> Marked:
    """Where a rival would rank, and the meaning of that."""
    bidder = next((each for each in found.bidders if each.rival_id == rival_id), None)
    if bidder is None:
        return _("No likely price"), "exposed"
    text = _("{rank} of {count}").format(rank=bidder.rank, count=len(found.bidders))
    ahead = found.us is not None and bidder.total > found.us.total
    return text, "lost" if ahead else ""


def criterion_text(missing: Missing) -> str:
    """The criterion on which a score is missing."""
    return short_line(missing.criterion or "") or _("a criterion without a name")


def unscored_text(count: int) -> str:
    """How many scores of the rival at hand are missing; before the criteria."""
    return ngettext("{n} score missing:", "{n} scores missing:", count).format(n=count)
