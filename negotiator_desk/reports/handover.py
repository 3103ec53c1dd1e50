"""The handover pack: what delivery has to know of a deal that was won at the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.delivery import change_fact
from negotiator_desk.domain.due import due_items
from negotiator_desk.domain.prices import prices_of_trades
from negotiator_desk.domain.signature import LockState, lock_state, locked_ids
from negotiator_desk.domain.stage import ended_otherwise
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.choices import Direction, EntitlementStatus, TradeStatus
from negotiator_desk.models.fields import Record, field_map
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Offer, Received, Trade
from negotiator_desk.reports.context import LONGEST_TITLE, Context
from negotiator_desk.reports.document import Document, Wish, make_sheet
from negotiator_desk.reports.figures import Figure, Strip
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.still_exposed import has_unpriced, still_exposed
from negotiator_desk.reports.summary import KICKER, facts, headline, in_currency
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL_STRONG, HEADING, MUTED
from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.due import days_text, what_text
from negotiator_desk.wording.labels import (
    choice_label,
    label,
    record_title,
    short_line,
    title_of,
    value_text,
)
from negotiator_desk.wording.trades import price_words
from negotiator_desk.wording.variables import unit_worth_short

_CLOCKED: Final = frozenset({"deal", "trades", "terms", "changes", "entitlements", "actions"})
"""The kinds whose dates run in delivery."""


def handover(context: Context, wish: Wish) -> Document:
    """Locks, trades, what is never free, clocks, entitlements, people, open exposures."""
    sheet = make_sheet(context, wish, words.edition_name("handover"), words.our_side())
    return Document(sheet, list(_blocks(context)))


def _blocks(context: Context) -> Iterator[Block]:
    yield Text(words.edition_name("handover"), KICKER)
    yield headline(context)
    yield Text(" · ".join(facts(context, LONGEST_TITLE)), MUTED, before=2)
    yield Strip(list(_figures(context)), before=10)
    yield from _locks(context)
    yield from _trades(context)
    yield from _never_free(context)
    yield from _clocks(context)
    yield from _entitlements(context)
    yield from _people(context)
    yield from still_exposed(context)


def _section(title: str, about: str, table: Table | None, nothing: str) -> Iterator[Block]:
    yield Text(title, HEADING, before=20, keep=True, outline=0)
    yield Text(about, MUTED, keep=table is not None)
    if table is not None:
        yield table
    else:
        yield Text(nothing, BODY, before=4)


def _figures(context: Context) -> Iterator[Figure]:
    value, formats = context.diagnosis.value, context.formats
    deal = context.snapshot.deal  # an end of delivery that lies ahead is a plan
    none = _("no contract came of it") if ended_otherwise(context.now.deal) else _("not signed yet")
    for label_text, amount in (
        (_("Signed"), value.signed),
        (_("Contract sum today"), value.contract_sum_today),
    ):
        note = none if amount is None else context.currency
        yield Figure(label_text, formats.key_figure(amount, context.currency), note)
    exposed = value.exposed_after_signature
    least = _("at least; nothing holds it yet")
    said = least if has_unpriced(context.diagnosis) else _("nothing holds it yet")
    note = in_currency(context, said) if exposed else ""
    yield Figure(_("Exposed after signature"), formats.key_figure(exposed, context.currency), note)
    start, end = deal.delivery_start_on, deal.delivery_end_on
    yield Figure(
        _("Delivery"),
        formats.date_text(start) or "–",
        _("until {date}").format(date=formats.date_text(end)) if end else _("no end recorded"),
    )


def field_text(context: Context, record: Record, name: str) -> str:
    """A field of a record in words; empty where it is missing."""
    spec = field_map(type(record))[name]
    value = getattr(record, name)
    return value_text(spec, value, context.formats, context.currency, context.snapshot)


def _locks(context: Context) -> Iterator[Block]:
    states = {
        LockState.LOCKED: _("locked"),
        LockState.REOPENED: _("reopened, not relocked"),
        LockState.AGREED: _("agreed, not locked"),
        LockState.OPEN: _("open"),
    }
    order = list(states)
    terms = sorted(context.now.terms, key=lambda term: order.index(lock_state(term)))
    rows = [
        Row(
            (
                Cell(context.whole_title("terms", term), CELL_STRONG),
                Cell(field_text(context, term, "clause") or "–"),
                Cell(_state(term, states, context)),
                Cell(context.formats.amount(term.value_at_stake, context.currency)),
            ),
            tuple(_of_term(context, term)),
        )
        for term in terms
    ]
    columns = (
        Column(_("Term"), 34),
        Column(_("Where it stands"), 22),
        Column(_("State"), 24),
        Column(context.with_currency(_("At stake")), 20, "right"),
    )
    yield from _section(
        _("What is locked"),
        _("Hold to the wording. Whoever wants to move it asks for a change."),
        Table(columns, rows, before=4) if rows else None,
        _("No term is recorded."),
    )


def _state(term: Term, states: dict[LockState, str], context: Context) -> str:
    state = lock_state(term)
    text = states[state]
    if state is LockState.LOCKED and term.locked_on is not None:
        return _("locked on {date}").format(date=context.formats.date_text(term.locked_on))
    return text


def _of_term(context: Context, term: Term) -> Iterator[str]:
    wording = field_text(context, term, "agreed_wording")
    if wording:
        yield _("“{wording}”").format(wording=wording)
    for name in ("condition", "evidence"):
        if text := field_text(context, term, name):
            spec = field_map(Term)[name]
            yield _("{field}: {value}").format(field=label(spec), value=text)
    if term.red_line:
        yield _("Red line: not to be moved at any price.")


def _trades(context: Context) -> Iterator[Block]:
    agreed = [trade for trade in context.now.trades if trade.status is TradeStatus.AGREED]
    prices = prices_of_trades(context.now)
    columns = (
        Column(_("No."), 6),
        Column(_("We gave"), 32),
        Column(_("They give"), 34),
        Column(_("Where theirs stands"), 28),
    )
    rows = [
        Row(
            (
                Cell("" if trade.number is None else str(trade.number)),
                Cell(_given(context, trade, prices.get(trade.id))),
                Cell(words.joined(titles(context, trade.received)) or _("nothing: given away")),
                Cell(_secured(context, trade)),
            ),
            _conditions(context, trade),
        )
        for trade in agreed
    ]
    yield from _section(
        _("What was traded for what"),
        _("Nothing of ours was meant to be free. What they owe is to be asked for."),
        Table(columns, rows, before=4) if rows else None,
        _("No trade was agreed."),
    )


def _given(context: Context, trade: Trade, price: Offer | None) -> str:
    """What we gave in a trade: the items, and the price that fell for it."""
    fell = (
        "" if price is None else price_words(context.formats.money(price.amount, context.currency))
    )
    return words.joined((*titles(context, trade.given), fell)) or _("nothing")


def _conditions(context: Context, trade: Trade) -> tuple[str, ...]:
    if not trade.condition.strip():
        return ()
    text = field_text(context, trade, "condition")
    return (_("Condition: {text}").format(text=text),)


def titles(context: Context, items: Sequence[Record]) -> list[str]:
    """What nested records are called."""
    return [record_title("", item, context.formats, context.snapshot) for item in items]


def _secured(context: Context, trade: Trade) -> str:
    """How each return of a trade is held, or when it is due."""
    return words.joined([_return(context, item) for item in trade.received])


def _return(context: Context, item: Received) -> str:
    formats = context.formats
    if item.received_on is not None:
        return _("received on {date}").format(date=formats.date_text(item.received_on))
    if item.term_id in locked_ids(context.now.terms) and item.term_id is not None:
        name = title_of(item.term_id, formats, context.snapshot)
        return _("locked in “{term}”").format(term=name)
    if item.due_on is not None:
        return _("owed, due on {date}").format(date=formats.date_text(item.due_on))
    return _("owed, nothing holds it")


def _never_free(context: Context) -> Iterator[Block]:
    rows: list[Row] = []
    for variable in context.now.variables:
        note = unit_worth_short(variable, context.formats, context.currency, named=True)
        if variable.red_line:
            is_get = variable.direction is Direction.GET
            line = _("red line: not without it") if is_get else _("red line: never given")
            note = words.joined((line, note))
        if note:
            title = context.whole_title("variables", variable)
            rows.append(Row((Cell(title, CELL_STRONG), Cell(note))))
    for change in context.now.changes:
        fact = change_fact(change)
        if change.cost_to_us and not fact.compensation:
            title = context.whole_title("changes", change)
            cost = context.money(Fraction(change.cost_to_us))
            came = _("cost us {amount} and brought nothing so far")
            still = _("would cost us {amount} and brings nothing so far")
            note = (came if fact.live else still).format(amount=cost)
            rows.append(Row((Cell(title, CELL_STRONG), Cell(note))))
    yield from _section(
        _("Never for free"),
        _("When one of these is asked for, name its price or what you want for it."),
        Table((Column(_("What"), 45), Column(_("Because"), 55)), rows, before=4) if rows else None,
        _("No variable has a price yet: ask the sales lead for one before you give anything."),
    )


def _clocks(context: Context) -> Iterator[Block]:
    as_of = context.diagnosis.as_of
    rows = [
        Row(
            (
                Cell(context.formats.date_text(due.day), CELL_STRONG),
                Cell(what_text(due.rule)),
                Cell(title_of(due.record.id, context.formats, context.snapshot)),
                Cell(days_text(due.days_left(as_of), context.formats)),
            )
        )
        for due in sorted(due_items(context.snapshot, as_of), key=lambda due: due.day)
        if due.kind in _CLOCKED
    ]
    columns = (
        Column(_("Day"), 15),
        Column(_("Clock"), 22),
        Column(_("Of"), 46),
        Column(_("Left"), 17, "right"),
    )
    yield from _section(
        _("Clocks"),
        _("What is missed here is lost without a word being said."),
        Table(columns, rows, before=4) if rows else None,
        _("No date lies ahead and none is overdue."),
    )


def _entitlements(context: Context) -> Iterator[Block]:
    rows = [
        Row(
            (
                Cell(context.whole_title("entitlements", entry), CELL_STRONG),
                Cell(choice_label(entry.status) if entry.status else "–"),
                Cell(context.formats.date_text(entry.notice_by) or "–"),
                Cell(context.formats.date_text(entry.due_on) or "–"),
                Cell(context.formats.amount(entry.value, context.currency)),
            )
        )
        for entry in sorted(
            context.now.entitlements,
            key=lambda e: (e.status is not EntitlementStatus.OPEN, e.due_on or date.max),
        )
    ]
    columns = (
        Column(_("Entitlement"), 34),
        Column(_("State"), 14),
        Column(_("Notice by"), 17),
        Column(_("Due on"), 17),
        Column(context.with_currency(_("Value")), 18, "right"),
    )
    yield from _section(
        _("Ours to claim"),
        _("Nobody will offer it: each has a day by which we must ask."),
        Table(columns, rows, before=4) if rows else None,
        _("No entitlement is recorded."),
    )


def _roles(person: Stakeholder) -> tuple[str, ...]:
    """The position of a person and what they do in this purchase."""
    return (short_line(person.title), *map(choice_label, person.buying_roles))


def _people(context: Context) -> Iterator[Block]:
    rows = []
    for person in context.now.stakeholders:
        reach = [text for text in (person.email, person.phone) if text.strip()]
        rows.append(
            Row(
                (
                    Cell(short_line(person.name, LONGEST_TITLE) or _("Unnamed"), CELL_STRONG),
                    Cell(words.joined(_roles(person))),
                    Cell(field_text(context, person, "stance") or _("unknown")),
                    Cell(words.joined(list(map(short_line, reach))) or "–"),
                    Cell(short_line(person.relationship_owner) or "–"),
                )
            )
        )
    columns = (
        Column(_("Person"), 18),
        Column(_("Role"), 25),
        Column(_("Stance"), 14),
        Column(_("To reach"), 29),
        Column(_("Ours"), 14),
    )
    yield from _section(
        _("People"),
        _("Who sits opposite, and who of us knows them."),
        Table(columns, rows, before=4) if rows else None,
        _("Nobody of the buyer's side is recorded."),
    )
