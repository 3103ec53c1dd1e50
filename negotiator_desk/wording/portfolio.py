"""Sentences of the pages over all deals: sums by currency, averages, how many."""

from collections.abc import Mapping
from decimal import Decimal

from negotiator_desk.domain.portfolio import Average, Averages, Totals
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats


def deals_text(n: int) -> str:
    """A number of deals."""
    return ngettext("{n} deal", "{n} deals", n).format(n=n)


def totals_text(totals: Mapping[str, Totals], formats: Formats) -> str:
    """The sums of each currency, side by side and never added up; one without any is left out."""
    told = {c: sums for c, sums in totals.items() if sums.lost or sums.exposed or sums.signed}
    if not told:
        return _("Nothing lost, exposed or signed on record.")
    return "     ".join(
        _("{currency}: lost {lost}, exposed {exposed}, signed {signed}").format(
            currency=currency or _("No currency"),
            lost=formats.amount(sums.lost, currency),
            exposed=formats.amount(sums.exposed, currency),
            signed=formats.amount(sums.signed, currency),
        )
        for currency, sums in told.items()
    )


def average_text(name: str, average: Average, shown: str) -> str:
    """One average with the number of deals it rests on."""
    if not average.n:
        return _("{name} –").format(name=name)
    return _("{name} {value} (n = {n})").format(name=name, value=shown, n=average.n)


def averages_text(averages: Averages, formats: Formats) -> str:
    """Our own averages, each with its n."""
    parts = [
        average_text(
            _("returned for what we gave"),
            averages.reciprocity,
            formats.percent(averages.reciprocity.value),
        ),
        average_text(
            _("change cost absorbed"),
            averages.absorbed_share,
            formats.percent(averages.absorbed_share.value),
        ),
        *(
            average_text(
                _("price of award"), average, f"{formats.short(average.value)} {currency}".rstrip()
            )
            for currency, average in averages.award_price.items()
        ),
    ]
    return _("Our averages: {list}").format(list="  ·  ".join(parts))


def sums_text(sums: Mapping[str, Decimal], formats: Formats) -> str:
    """Amounts by currency, side by side."""
    return "  ·  ".join(formats.money(amount, currency) for currency, amount in sums.items())


def unpriced_text(n: int) -> str:
    """How many entries have no amount."""
    return ngettext("{n} without a value", "{n} without a value", n).format(n=n)
