"""The meeting brief: two pages to read before a meeting, with what is unknown said as such."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from negotiator_desk.charts.palette import PAPER
from negotiator_desk.domain.facts import in_order, offers_of
from negotiator_desk.domain.mandate import Standing, mandate_of
from negotiator_desk.domain.rounding import Amount
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Meeting, Trade
from negotiator_desk.reports.brief_back import second_page
from negotiator_desk.reports.brief_parts import Room, heading, missing, more, present_people
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Document, Wish, deal_name, make_sheet
from negotiator_desk.reports.figures import Figure, Strip
from negotiator_desk.reports.layout import Block, Text, one_page
from negotiator_desk.reports.summary import KICKER, in_currency
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL, CELL_STRONG, MUTED, TITLE
from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import (
    choice_label,
    record_title,
    short_line,
    stance_label,
)
from negotiator_desk.wording.trades import composed

NEXT_TRADES: Final = 3

_ROOMS: Final = (
    Room(8, 6, 6, 900),
    Room(8, 6, 4, 900),
    Room(6, 5, 3, 500),
    Room(5, 4, 3, 300),
    Room(4, 3, 2, 200),
    Room(3, 2, 1, 120),
    Room(2, 2, 1, 60),
)
"""How much a page says, from the fullest to the tersest: people, questions, tactics, letters."""


def brief(context: Context, wish: Wish) -> Document:
    """What to know at the table: target, people, trades, mandate, tactics, questions.

    It is never longer than two pages: where much is recorded the lists are shortened and say so.
    The walk-away stands in it only when the wish says so.
    """
    sheet = make_sheet(context, wish, words.edition_name("brief"), words.our_side())
    meeting = meeting_of(context, wish)
    first = one_page((_first_page(context, wish, room) for room in _ROOMS), *sheet.body)
    second = one_page((second_page(context, meeting, room) for room in _ROOMS), *sheet.body)
    return Document(sheet, [*first, *second])


def meeting_of(context: Context, wish: Wish) -> Meeting | None:
    """The meeting that the brief prepares; None for none."""
    return next((m for m in context.snapshot.meetings if m.id == wish.meeting), None)


def _first_page(context: Context, wish: Wish, room: Room) -> Iterator[Block]:
    meeting = meeting_of(context, wish)
    yield Text(words.edition_name("brief"), KICKER)
    title = Text(short_line(deal_name(context), 120), TITLE)
    title.outline = (words.edition_name("brief"), 0)
    yield title
    yield Text(" · ".join(_where(context, meeting)), MUTED, before=2)
    yield Strip(list(_figures(context, wish)), before=8)
    yield from _objective(context, meeting, room)
    yield from _people(context, meeting, room)
    yield from _trades(context, room)
    yield from _mandate(context, room)
    yield from _roles(meeting, room)


def _where(context: Context, meeting: Meeting | None) -> Iterator[str]:
    deal, formats = context.now.deal, context.formats
    yield short_line(deal.buyer) or _("buyer not recorded")
    if meeting is not None:
        yield record_title("meetings", meeting, formats, context.snapshot)
        if meeting.starts_at is not None:
            yield formats.time_text(meeting.starts_at)
        if meeting.channel.strip():
            yield short_line(meeting.channel)
    yield choice_label(context.diagnosis.stage)


def _figures(context: Context, wish: Wish) -> Iterator[Figure]:
    formats = context.formats

    def money(amount: Amount | None) -> str:
        return formats.key_figure(amount, context.currency)

    revisions = in_order(context.now.corridor)
    last = revisions[-1] if revisions else None
    ours, theirs = (offers_of(context.now, side) for side in (Side.US, Side.BUYER))
    target = None if last is None else last.target
    estimate = in_currency(context, _("our estimate"))
    yield Figure(
        _("Target"),
        money(target) if target is not None else "?",
        context.currency if target is not None else _("not set: decide it before you go"),
        PAPER.accent,
    )
    if ours:
        day = in_currency(context, formats.date_text(ours[-1].made_on))
        yield Figure(_("Our last offer"), money(ours[-1].amount), day)
    else:
        opening = None if last is None else last.opening
        note = in_currency(context, _("not said yet")) if opening is not None else _("not set")
        yield Figure(_("Our opening"), money(opening) if opening else "?", note)
    if theirs:
        day = in_currency(context, formats.date_text(theirs[-1].made_on))
        yield Figure(_("Their last offer"), money(theirs[-1].amount), day)
    else:
        expected = None if last is None else last.buyer_expected
        note = estimate if expected is not None else _("they have named no price")
        yield Figure(_("They expect to pay"), money(expected) if expected else "?", note)
    limit = None if last is None else last.buyer_limit
    if limit is not None:
        yield Figure(_("Their limit"), money(limit), estimate)
    if wish.walk_away:
        walk_away = None if last is None else last.walk_away
        note = context.currency if walk_away is not None else _("not set")
        text = money(walk_away) if walk_away is not None else "?"
        yield Figure(_("Walk-away"), text, note, PAPER.lost)


def _objective(context: Context, meeting: Meeting | None, room: Room) -> Iterator[Block]:
    yield heading(_("What we want from this meeting"))
    text = "" if meeting is None else meeting.objectives
    if text.strip():
        yield Text(short_line(text, room.letters), BODY, before=2)
        return
    yield missing(_("Unknown: write down in one sentence what has to be true afterwards."))
    if summary := short_line(context.now.deal.summary, room.letters):
        yield Text(_("The deal: {summary}").format(summary=summary), BODY, before=2)


def _people(context: Context, meeting: Meeting | None, room: Room) -> Iterator[Block]:
    yield heading(_("Who sits opposite"))
    people = present_people(context, meeting)
    if not people:
        yield missing(_("Unknown: find out who comes and who of them decides."))
        return
    rows = []
    for person in people[: room.people]:
        roles = [choice_label(role) for role in person.buying_roles]
        who = words.joined([short_line(person.title, room.name), *roles]) or _("role unknown")
        wins = short_line(person.wins, room.letters // 3) or _("unknown: what would they gain?")
        rows.append(
            Row(
                (
                    Cell(short_line(person.name, room.name) or _("Unnamed"), CELL_STRONG),
                    Cell(who),
                    Cell(stance_label(person.stance)),
                    Cell(wins),
                )
            )
        )
    columns = (
        Column(_("Person"), 20),
        Column(_("Role"), 28),
        Column(_("Stance"), 14),
        Column(_("What they gain"), 38),
    )
    yield Table(columns, rows, before=2)
    yield from more(len(people) - len(rows))


def next_trades(snapshot: Snapshot) -> list[Trade]:
    """The trades to come: those on the table first, then those planned, as listed."""
    return [
        trade
        for status in (TradeStatus.PROPOSED, TradeStatus.PLANNED)
        for trade in snapshot.trades
        if trade.status is status
    ]


def _trades(context: Context, room: Room) -> Iterator[Block]:
    yield heading(_("The next trades"))
    coming = next_trades(context.now)
    if not coming:
        yield missing(_("None planned. What will they ask for first, and what do you want for it?"))
        return
    rows = []
    for trade in coming[:NEXT_TRADES]:
        text = trade.wording.strip() or composed(trade, context.snapshot, context.formats)
        rows.append(
            Row(
                (
                    Cell(
                        short_line(text, room.letters) or _("Not worded yet."),
                        CELL_STRONG,
                        note=_trade_note(context, trade),
                    ),
                    Cell(_sum(context, [item.cost_to_us for item in trade.given])),
                    Cell(_sum(context, [item.value_to_us for item in trade.received])),
                )
            )
        )
    columns = (
        Column(_("If …, then …"), 64),
        Column(context.with_currency(_("Costs us")), 18, "right"),
        Column(context.with_currency(_("Worth to us")), 18, "right"),
    )
    yield Table(columns, rows, before=2)
    yield from more(len(coming) - len(rows))


def _trade_note(context: Context, trade: Trade) -> str:
    parts = [choice_label(trade.status)] if trade.status is not None else []
    if trade.package.strip():
        package = short_line(trade.package, 40)
        parts.append(_("package {name}: one of the alternatives").format(name=package))
    if trade.asked_by is Side.BUYER:
        parts.append(_("they asked"))
    if trade.expires_on is not None:
        day = context.formats.date_text(trade.expires_on)
        over = trade.expires_on < context.diagnosis.as_of
        parts.append(words.expired_on(day) if over else _("open until {date}").format(date=day))
    if not trade.received:
        parts.append(_("nothing in return yet"))
    return " · ".join(parts)


def _sum(context: Context, amounts: Sequence[object]) -> str:
    known = [Fraction(str(amount)) for amount in amounts if amount is not None]
    if not known:
        return _("unknown") if amounts else "–"
    text = context.formats.amount(sum(known, Fraction(0)), context.currency)
    return text if len(known) == len(amounts) else _("at least {amount}").format(amount=text)


def _mandate(context: Context, room: Room) -> Iterator[Block]:
    yield heading(_("Mandate today"))
    standings = mandate_of(context.snapshot, context.diagnosis.as_of).standings
    if not standings:
        yield missing(_("Unknown: who of us may agree to what cost without asking?"))
        return
    rows = [
        Row(
            (
                Cell(short_line(standing.holder, room.name) or _("no name"), CELL_STRONG),
                Cell(_limit(context, standing.limit)),
                Cell(_left(context, standing)),
                Cell(_validity(context, standing)),
            )
        )
        for standing in standings[:6]
    ]
    columns = (
        Column(_("Holder"), 34),
        Column(context.with_currency(_("For one trade")), 22, "right"),
        Column(context.with_currency(_("Left in total")), 22, "right"),
        Column(_("Valid"), 22),
    )
    yield Table(columns, rows, before=2)
    yield from more(len(standings) - len(rows))


def _limit(context: Context, amount: Fraction | None) -> str:
    """What a holder may agree in one trade: nothing that one could rely on while it is unknown."""
    return _("unknown") if amount is None else context.formats.amount(amount, context.currency)


def _left(context: Context, standing: Standing) -> str:
    """What a level still covers in all trades together."""
    if standing.left is None:
        return "–" if standing.limit is None else _("no limit set")
    return context.formats.amount(standing.left, context.currency)


def _validity(context: Context, standing: Standing) -> str:
    if standing.valid_until is not None:
        day = context.formats.date_text(standing.valid_until)
        text = _("until {date}") if standing.in_force else _("ended {date}")
        return text.format(date=day)
    return _("in force") if standing.in_force else _("not in force today")


def _roles(meeting: Meeting | None, room: Room) -> Iterator[Block]:
    yield heading(_("Who of us speaks on what"))
    people = () if meeting is None else meeting.our_people
    if not people:
        yield missing(_("Unknown: agree who leads, who does the sums and who only watches."))
        return
    for person in people[: room.people]:
        role = choice_label(person.role) if person.role is not None else ""
        subject = short_line(person.speaks_on, room.letters // 3)
        name = short_line(person.name, room.name) or _("Unnamed")
        said = words.joined([role, subject]) or _("role not agreed")
        yield Text(_("{name}: {role}").format(name=name, role=said), CELL, before=2)
    yield from more(len(people) - room.people)
