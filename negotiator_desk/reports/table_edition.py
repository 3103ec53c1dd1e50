"""The table edition: what may lie in front of the buyer, and the search that guards it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from negotiator_desk.domain.at_table import OpenOffer, open_offers
from negotiator_desk.domain.facts import offers_of
from negotiator_desk.domain.prices import prices_of_trades
from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.domain.stage import ended_otherwise
from negotiator_desk.models.choices import ChangeStatus, Side, Stage, TradeStatus
from negotiator_desk.models.deal import Deal
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.fields import Record
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Given, Offer, Received, Trade, Variable
from negotiator_desk.reports.context import LONGEST_TITLE, Context
from negotiator_desk.reports.document import Document, Wish, make_sheet
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.shown import Shown, guarded
from negotiator_desk.reports.summary import KICKER, title_line
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL_STRONG, HEADING, MUTED
from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.trades import price_words

ALLOWED: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Deal: ("title", "reference", "buyer", "supplier"),
    Offer: ("made_on", "amount", "expires_on"),
    Trade: ("number", "decided_on", "package", "wording", "condition", "expires_on"),
    Given: ("variable_id", "option", "quantity", "description"),
    Received: ("variable_id", "option", "quantity", "description"),
    Variable: ("name", "unit"),
    Term: ("name", "buyer_position", "agreed_wording", "condition", "clause"),
    Change: (
        "number",
        "title",
        "wording",
        "price_change",
        "raised_on",
        "decided_on",
        "reply_due_on",
    ),
}
"""All that the table edition may show: whatever is not named here cannot come onto its pages."""


def table_edition(context: Context, wish: Wish) -> Document:
    """Agreed points, open points, offers and their expiry, from allowed fields only.

    The free texts are searched for secrets before they are laid out, and the finished pages,
    title, bookmarks and the file's name after.

    Raises:
        Refusal: an allowed text holds a secret; the sentence names its record and field.
    """
    shown = Shown(context, ALLOWED)
    blocks = list(_blocks(context, shown))
    sheet = make_sheet(context, wish, words.edition_name("table"), words.for_the_table())
    return guarded(Document(sheet, blocks), shown)


def _blocks(context: Context, shown: Shown) -> Iterator[Block]:
    deal = context.now.deal
    yield Text(_("Agreed, offered, open"), KICKER)
    title = title_line(shown.text(deal, "title"))
    title.outline = (words.edition_name("table"), 0)
    yield title
    parties = (
        shown.text(deal, "buyer"),
        shown.text(deal, "supplier"),
        shown.text(deal, "reference"),
    )
    if said := [short_line(party, LONGEST_TITLE) for party in parties if party]:
        yield Text(" · ".join(said), MUTED, before=2)
    yield from _section(_("Agreed"), list(_agreed(context, shown)), _("Nothing is agreed yet."))
    yield from _section(_("Offered"), list(_offered(context, shown)), _("Nothing is on offer."))
    waits = waiting_offers(context) or changes_of(context, ChangeStatus.OFFERED)
    beside = _("No point is open beside what is on offer.")
    none = beside if waits else _("No point is open.")
    yield from _section(_("Open"), list(_open(context, shown)), none)


def _section(heading: str, blocks: list[Block], nothing: str) -> Iterator[Block]:
    yield Text(heading, HEADING, before=16, keep=True, outline=0)
    if blocks:
        yield from blocks
    else:
        yield Text(nothing, BODY, before=4)


def _agreed(context: Context, shown: Shown) -> Iterator[Block]:
    terms = [term for term in context.now.terms if lock_state(term) is not LockState.OPEN]
    if terms:
        yield Table(
            (Column(_("Point"), 26), Column(_("Agreed wording"), 52), Column(_("Clause"), 22)),
            [
                Row(
                    (
                        Cell(shown.text(term, "name") or _("Unnamed point"), CELL_STRONG),
                        Cell(shown.text(term, "agreed_wording")),
                        Cell(shown.text(term, "clause")),
                    ),
                    _below((_("Condition: {text}"), shown.text(term, "condition"))),
                )
                for term in terms
            ],
            before=6,
        )
    agreed = [t for t in context.now.trades if t.status is TradeStatus.AGREED]
    if agreed:
        yield _trades(context, shown, agreed, _("Agreed on"), "decided_on")
    if changes := changes_of(context, ChangeStatus.AGREED):
        yield _changes(shown, changes, _("Agreed on"), "decided_on")


def _offered(context: Context, shown: Shown) -> Iterator[Block]:
    rows = []
    for side in (Side.US, Side.BUYER):
        last = last_offer(context, side)
        if last is not None:
            rows.append(
                Row(
                    (
                        Cell(words.price_of(side), CELL_STRONG),
                        Cell(shown.money(last, "amount"), CELL_STRONG),
                        Cell(shown.day(last, "made_on")),
                        Cell(_until(context, shown, last)),
                    )
                )
            )
    if rows:
        columns = (
            Column(_("Price"), 34),
            Column(_("Amount"), 26, "right"),
            Column(_("Made on"), 20),
            Column(_("Open until"), 20),
        )
        yield Table(columns, rows, before=6)
    open_trades = [t for t in context.now.trades if t.status is TradeStatus.PROPOSED]
    if open_trades:
        yield _trades(context, shown, open_trades, _("Open until"), "expires_on")
    if changes := changes_of(context, ChangeStatus.OFFERED):
        yield _changes(shown, changes, _("Reply by"), "reply_due_on")


def waiting_offers(context: Context) -> list[OpenOffer]:
    """What waits for an answer: no price that a contract settled, be its day recorded or not."""
    return [
        offer
        for offer in open_offers(context.now)
        if not (isinstance(offer.record, Offer) and _is_settled(context, offer.record))
    ]


def _is_settled(context: Context, offer: Offer) -> bool:
    """Whether the contract has settled a price: one made after signing it has not."""
    if (signed_on := context.now.deal.signed_on) is not None:
        return offer.made_on is not None and offer.made_on <= signed_on
    diagnosis = context.diagnosis
    return diagnosis.value.signed is not None or diagnosis.stage is Stage.DELIVERY


def _until(context: Context, shown: Shown, offered: Offer | Trade) -> str:
    """The day until which an offer stands, or why it stands no more."""
    if ended_otherwise(context.now.deal):
        return _("the deal has ended")
    if isinstance(offered, Offer) and _is_settled(context, offered):
        return _("settled by the contract")
    day = shown.value(offered, "expires_on")
    if day is not None and day < context.diagnosis.as_of:
        return words.expired_on(shown.day(offered, "expires_on"))
    return shown.day(offered, "expires_on") or "–"


def changes_of(context: Context, status: ChangeStatus) -> list[Change]:
    """The changes of a status, as of the date of the document."""
    return [change for change in context.now.changes if change.status is status]


def _changes(shown: Shown, changes: list[Change], head: str, date_field: str) -> Table:
    columns = (
        Column(_("No."), 5),
        Column(_("Change"), 48),
        Column(_("Price change"), 24, "right"),
        Column(head, 23),
    )
    rows = []
    for change in changes:
        number = shown.value(change, "number")
        rows.append(
            Row(
                (
                    Cell("" if number is None else str(number)),
                    Cell(shown.text(change, "title") or _("Unnamed change")),
                    Cell(shown.money(change, "price_change", sign=True)),
                    Cell(shown.day(change, date_field) or "–"),
                ),
                _below(("{text}", shown.text(change, "wording"))),
            )
        )
    return Table(columns, rows, before=14)


def change_name(shown: Shown, change: Change) -> str:
    """A change by its number and its title."""
    number, title = shown.value(change, "number"), shown.text(change, "title")
    if number is None:
        return title or _("Unnamed change")
    name = _("Change {number}: {title}") if title else _("Change {number}")
    return name.format(number=number, title=title)


def known_to_both(change: Change) -> bool:
    """Whether the buyer knows of a change that is not offered yet: theirs, or one we announced."""
    raised = change.status in (None, ChangeStatus.RAISED, ChangeStatus.ASSESSED)
    return raised and (change.raised_by is Side.BUYER or change.notice_given_on is not None)


def last_offer(context: Context, side: Side) -> Offer | None:
    """The latest dated offer of a side, as of the date of the document."""
    offers = offers_of(context.now, side)
    return offers[-1] if offers else None


def _trades(
    context: Context, shown: Shown, trades: list[Trade], head: str, date_field: str
) -> Table:
    prices = prices_of_trades(context.now)
    columns = (
        Column(_("No."), 5),
        Column(_("You give"), 37),
        Column(_("We give"), 37),
        Column(head, 21),
    )
    rows = []
    for trade in trades:
        number = shown.value(trade, "number")
        package = shown.text(trade, "package")
        rows.append(
            Row(
                (
                    Cell("" if number is None else str(number)),
                    Cell("; ".join(shown.item(item) for item in trade.received) or "–"),
                    Cell("; ".join(given(shown, trade, prices)) or "–"),
                    Cell(
                        _until(context, shown, trade)
                        if date_field == "expires_on"
                        else shown.day(trade, date_field) or "–"
                    ),
                ),
                _below(
                    ("{text}", shown.text(trade, "wording")),
                    (_("Condition: {text}"), shown.text(trade, "condition")),
                    (_("Package {text}: one of the alternatives"), package),
                ),
            )
        )
    return Table(columns, rows, before=14)


def given(shown: Shown, trade: Trade, prices: Mapping[UUID, Offer]) -> Iterator[str]:
    """What we give in a trade: the items, and the price of the offer that belongs to it."""
    yield from map(shown.item, trade.given)
    if (offer := prices.get(trade.id)) is not None:
        yield price_words(shown.money(offer, "amount"))


def _below(*lines: tuple[str, str]) -> tuple[str, ...]:
    return tuple(pattern.format(text=text) for pattern, text in lines if text)


def _open(context: Context, shown: Shown) -> Iterator[Block]:
    rows = [
        Row(
            (
                Cell(shown.text(term, "name") or _("Unnamed point"), CELL_STRONG),
                Cell(shown.text(term, "buyer_position") or "–"),
            )
        )
        for term in context.now.terms
        if lock_state(term) is LockState.OPEN
    ]
    for change in context.now.changes:
        if known_to_both(change):
            rows.append(
                Row((Cell(change_name(shown, change), CELL_STRONG), Cell(_raised(shown, change))))
            )
    if rows:
        columns = (Column(_("Point"), 40), Column(_("What you asked for"), 60))
        yield Table(columns, rows, before=6)


def _raised(shown: Shown, change: Change) -> str:
    """When a change was raised; of one that the buyer did not ask for, that it is ours."""
    day, ours = shown.day(change, "raised_on"), change.raised_by is not Side.BUYER
    if not day:
        return _("raised by us") if ours else "–"
    return (_("raised by us on {date}") if ours else _("raised on {date}")).format(date=day)
