"""Usual terms to begin a deal with: names in groups, by kind of contract, with what is usual.

The list of names and the figures that are usual were gathered from the Bonterms Cloud Terms 1.0,
the Common Paper standard agreements and the categories of the Contract Understanding Atticus
Dataset (CUAD, The Atticus Project), all under CC BY 4.0. The words are our own.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from negotiator_desk.models.choices import TermCategory
from negotiator_desk.wording.catalogue import N_, _

SOURCES: Final = N_(
    "Names and usual figures after Bonterms Cloud Terms 1.0, Common Paper and CUAD (all CC BY "
    "4.0), in our own words. Usual is not advice: check each against your contract."
)

KINDS: Final = {
    "software": N_("Software subscription"),
    "services": N_("Services"),
    "supply": N_("Supply"),
}
"""The kinds of contract by key."""

_ALL: Final = ("software", "services", "supply")
_SOFT: Final = ("software",)
_WORK: Final = ("services",)
_GOODS: Final = ("supply",)
_RUN: Final = ("software", "services")
_MADE: Final = ("services", "supply")


class StarterTerm(msgspec.Struct, frozen=True):
    """One usual term; ``usual`` says what is commonly agreed, empty where nothing is common."""

    name: str
    group: str
    category: TermCategory
    kinds: tuple[str, ...]
    usual: str = ""


_T = TermCategory
_LENGTH: Final = N_("Length and end")
_PRICE: Final = N_("Price and payment")
_RISK: Final = N_("Risk")
_SERVICE: Final = N_("Service level")
_DELIVERY: Final = N_("Delivery and acceptance")
_DATA: Final = N_("Data")
_RIGHTS: Final = N_("Rights")
_MARKET: Final = N_("Market")
_PAPER: Final = N_("Paper")

STARTER_TERMS: Final = (
    StarterTerm(N_("First term"), _LENGTH, _T.TERMINATION, _ALL, N_("Twelve months")),
    StarterTerm(
        N_("Renewal"), _LENGTH, _T.TERMINATION, _RUN, N_("By itself, for as long again each time")
    ),
    StarterTerm(
        N_("Notice against renewal"),
        _LENGTH,
        _T.TERMINATION,
        _RUN,
        N_("Thirty days before the term ends"),
    ),
    StarterTerm(
        N_("Ending it for a breach"),
        _LENGTH,
        _T.TERMINATION,
        _ALL,
        N_("Thirty days to put the breach right"),
    ),
    StarterTerm(N_("Ending it for convenience"), _LENGTH, _T.TERMINATION, _ALL),
    StarterTerm(N_("Help after the end"), _LENGTH, _T.TERMINATION, _RUN),
    StarterTerm(N_("Fees"), _PRICE, _T.PRICE, _ALL, N_("As each order says")),
    StarterTerm(
        N_("Days to pay"), _PRICE, _T.PAYMENT, _ALL, N_("Thirty days from the date of the invoice")
    ),
    StarterTerm(
        N_("Charge for late payment"),
        _PRICE,
        _T.PAYMENT,
        _ALL,
        N_("1.5 percent a month, or what the law allows where that is less"),
    ),
    StarterTerm(
        N_("Disputed invoices"),
        _PRICE,
        _T.PAYMENT,
        _ALL,
        N_("Fifteen days to settle it by talking"),
    ),
    StarterTerm(N_("Price adjustment and its cap"), _PRICE, _T.PRICE_ADJUSTMENT, _ALL),
    StarterTerm(N_("Minimum commitment"), _PRICE, _T.VOLUME, _ALL),
    StarterTerm(N_("Use above the volume"), _PRICE, _T.VOLUME, _ALL),
    StarterTerm(N_("Best price for this customer"), _PRICE, _T.PRICE, _ALL),
    StarterTerm(N_("Shared revenue or savings"), _PRICE, _T.PRICE, _RUN),
    StarterTerm(
        N_("Liability cap"), _RISK, _T.LIABILITY, _ALL, N_("The fees of the twelve months before")
    ),
    StarterTerm(N_("Higher cap"), _RISK, _T.LIABILITY, _RUN, N_("Three times the general cap")),
    StarterTerm(
        N_("Claims under the higher cap"),
        _RISK,
        _T.LIABILITY,
        _RUN,
        N_("Failures of security and of data protection"),
    ),
    StarterTerm(
        N_("Claims without a cap"),
        _RISK,
        _T.LIABILITY,
        _ALL,
        N_("Indemnities, infringed rights, confidentiality apart from customer data"),
    ),
    StarterTerm(N_("Indemnity from us"), _RISK, _T.LIABILITY, _ALL),
    StarterTerm(N_("Indemnity from the customer"), _RISK, _T.LIABILITY, _ALL),
    StarterTerm(N_("Insurance"), _RISK, _T.LIABILITY, _MADE),
    StarterTerm(N_("Liquidated damages"), _RISK, _T.LIABILITY, _MADE),
    StarterTerm(
        N_("Warranty and time to mend"),
        _RISK,
        _T.WARRANTY,
        _ALL,
        N_("Thirty days from the report of the defect"),
    ),
    StarterTerm(
        N_("Ending it for force majeure"),
        _RISK,
        _T.TERMINATION,
        _ALL,
        N_("After fifteen to thirty days on end"),
    ),
    StarterTerm(N_("Availability"), _SERVICE, _T.SERVICE_LEVEL, _SOFT),
    StarterTerm(N_("Credit for missed availability"), _SERVICE, _T.SERVICE_LEVEL, _SOFT),
    StarterTerm(N_("Response time"), _SERVICE, _T.SERVICE_LEVEL, _ALL),
    StarterTerm(N_("Credit for late response"), _SERVICE, _T.SERVICE_LEVEL, _ALL),
    StarterTerm(N_("Planned downtime"), _SERVICE, _T.SERVICE_LEVEL, _SOFT),
    StarterTerm(N_("Support: hours and channels"), _SERVICE, _T.SERVICE_LEVEL, _ALL),
    StarterTerm(
        N_("Suspension"),
        _SERVICE,
        _T.SERVICE_LEVEL,
        _RUN,
        N_("When an account is thirty days overdue"),
    ),
    StarterTerm(N_("Deliverables"), _DELIVERY, _T.SCOPE, _MADE),
    StarterTerm(N_("Time to reject"), _DELIVERY, _T.ACCEPTANCE, _MADE),
    StarterTerm(N_("Time to deliver again"), _DELIVERY, _T.ACCEPTANCE, _MADE),
    StarterTerm(N_("What the customer provides"), _DELIVERY, _T.SCOPE, _ALL),
    StarterTerm(N_("Length of a work order"), _DELIVERY, _T.SCOPE, _WORK),
    StarterTerm(N_("Delivery dates"), _DELIVERY, _T.ACCEPTANCE, _GOODS),
    StarterTerm(
        N_("Security measures"),
        _DATA,
        _T.DATA,
        _RUN,
        N_("Fitting technical and organisational measures"),
    ),
    StarterTerm(N_("Data protection agreement"), _DATA, _T.DATA, _RUN),
    StarterTerm(N_("Approved subprocessors"), _DATA, _T.DATA, _RUN),
    StarterTerm(N_("Machine learning on customer data"), _DATA, _T.DATA, _SOFT),
    StarterTerm(
        N_("Deletion of customer data"), _DATA, _T.DATA, _RUN, N_("Within sixty days of the end")
    ),
    StarterTerm(N_("Audits"), _DATA, _T.DATA, _ALL),
    StarterTerm(
        N_("Who owns the results"),
        _RIGHTS,
        _T.IP,
        _WORK,
        N_("The customer, from the moment the contract names"),
    ),
    StarterTerm(N_("Licence and who it may pass to"), _RIGHTS, _T.IP, _RUN),
    StarterTerm(N_("Source code in escrow"), _RIGHTS, _T.IP, _SOFT),
    StarterTerm(N_("Exclusivity"), _MARKET, _T.EXCLUSIVITY, _ALL),
    StarterTerm(N_("Non-competition"), _MARKET, _T.EXCLUSIVITY, _ALL),
    StarterTerm(N_("Hiring each other's people"), _MARKET, _T.OTHER, _RUN),
    StarterTerm(N_("Approaching each other's customers"), _MARKET, _T.OTHER, _ALL),
    StarterTerm(
        N_("Naming the customer in public"), _MARKET, _T.OTHER, _ALL, N_("After approval only")
    ),
    StarterTerm(
        N_("Assignment and change of control"),
        _PAPER,
        _T.OTHER,
        _ALL,
        N_("By consent, except when nearly the whole business is merged or sold"),
    ),
    StarterTerm(N_("Governing law"), _PAPER, _T.OTHER, _ALL),
    StarterTerm(N_("Courts"), _PAPER, _T.OTHER, _ALL),
    StarterTerm(N_("Changes to the contract"), _PAPER, _T.OTHER, _ALL, N_("Signed by both sides")),
    StarterTerm(N_("Which document prevails"), _PAPER, _T.OTHER, _ALL),
)
"""The usual terms, in the order they are offered."""


def position_text(term: StarterTerm) -> str:
    """What a term starts with as our position."""
    return _("Usual: {usual}").format(usual=_(term.usual)) if term.usual else ""


def known_names(names: Iterable[str]) -> frozenset[str]:
    """Names as they are compared: neither case nor space makes a difference."""
    return frozenset(" ".join(name.split()).casefold() for name in names)
