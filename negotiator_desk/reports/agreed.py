"""Agreed points: what was agreed in a meeting, or in all, as pages and as a text for a mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count, groupby
from typing import Final
from uuid import UUID

from negotiator_desk.domain.prices import prices_of_trades
from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.models.before import Stakeholder
from negotiator_desk.models.choices import ChangeStatus, TradeStatus
from negotiator_desk.models.deal import Deal
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.fields import Record
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import (
    Given,
    Meeting,
    MeetingPerson,
    Offer,
    Received,
    Trade,
    Variable,
)
from negotiator_desk.reports.context import LONGEST_TITLE, Context
from negotiator_desk.reports.document import Document, Wish, make_sheet
from negotiator_desk.reports.layout import Block, Text
from negotiator_desk.reports.shown import Shown, guard, guarded, refuse
from negotiator_desk.reports.summary import KICKER, title_line
from negotiator_desk.reports.table_edition import (
    change_name,
    changes_of,
    given,
    known_to_both,
    waiting_offers,
)
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY as POINT
from negotiator_desk.reports.text import HEADING, MUTED, STRONG
from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.labels import short_line

ALLOWED: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Deal: ("title", "reference", "buyer", "supplier"),
    Meeting: ("title", "held_on", "next_steps"),
    MeetingPerson: ("name",),
    Stakeholder: ("name",),
    Trade: ("number", "decided_on", "wording", "condition"),
    Offer: ("amount",),
    Given: ("variable_id", "option", "quantity", "description"),
    Received: ("variable_id", "option", "quantity", "description", "due_on"),
    Variable: ("name", "unit"),
    Term: ("name", "agreed_wording", "condition", "clause"),
    Change: ("number", "title", "wording", "price_change"),
}
"""All that a summary of agreed points may show."""


def agreed_points(context: Context, wish: Wish) -> Document:
    """What was agreed, to be sent to both sides; searched for secrets like the table edition.

    Raises:
        Refusal: a text holds a secret; the sentence names its record and field.
    """
    shown = Shown(context, ALLOWED)
    blocks = list(_blocks(context, wish, shown))
    sheet = make_sheet(context, wish, words.edition_name("agreed"), words.for_the_table())
    return guarded(Document(sheet, blocks), shown)


def agreed_text(context: Context, wish: Wish) -> str:
    """The same as a plain text, to be pasted into a mail.

    Raises:
        Refusal: a text holds a secret.
    """
    shown = Shown(context, ALLOWED)
    lines: list[str] = []
    for kind, text in _lines(context, wish, shown):
        if kind in ("title", "heading") and lines:
            lines.append("")
        lines.append(f"- {text}" if kind == "point" else text)
    whole = "\n".join(lines) + "\n"
    refuse(shown, guard(shown), whole)
    return whole


_STYLES: Final = {"muted": MUTED, "heading": HEADING, "strong": STRONG}
_BEFORE: Final = {"heading": 14.0, "strong": 5.0, "muted": 3.0}


def _blocks(context: Context, wish: Wish, shown: Shown) -> Iterator[Block]:
    yield Text(words.edition_name("agreed"), KICKER)
    numbers = count(1)  # one run over all parts, so that an answer can say which point it means
    for kind, lines in groupby(_lines(context, wish, shown), lambda line: line[0]):
        if kind == "point":
            rows = [
                Row((Cell(f"{next(numbers)}.", POINT), Cell(text, POINT))) for _kind, text in lines
            ]
            yield Table((Column("", 7), Column("", 93)), rows, before=2, head=False)
            continue
        for _kind, text in lines:
            yield from _line(kind, text)


def _line(kind: str, text: str) -> Iterator[Block]:
    if kind == "title":
        title = title_line(text)
        title.outline = (text, 0)
        yield title
        return
    heading = kind == "heading"
    outline = 0 if heading else None
    yield Text(text, _STYLES[kind], before=_BEFORE[kind], keep=heading, outline=outline)


def meeting_of(context: Context, wish: Wish) -> Meeting | None:
    """The meeting that a document is about; None for none."""
    return next((m for m in context.now.meetings if m.id == wish.meeting), None)


def _lines(context: Context, wish: Wish, shown: Shown) -> Iterator[tuple[str, str]]:
    """Each line of the summary with its kind."""
    deal = context.now.deal
    meeting = meeting_of(context, wish)
    yield "title", short_line(shown.text(deal, "title"), LONGEST_TITLE) or _("Unnamed deal")
    parties = [shown.text(deal, name) for name in ("buyer", "supplier", "reference")]
    if said := [short_line(party, LONGEST_TITLE) for party in parties if party]:
        yield "muted", " · ".join(said)
    if meeting is not None:
        yield from _meeting_lines(context, meeting, shown)
    day = meeting.held_on if meeting is not None else None
    trades = [t for t in context.now.trades if _is_of(t, meeting)]
    prices = prices_of_trades(context.now)
    terms = [t for t in context.now.terms if _term_is_of(t, meeting, day)]
    changes = [
        change
        for change in changes_of(context, ChangeStatus.AGREED)
        if meeting is None or (day is not None and change.decided_on == day)
    ]
    yield "heading", _("Agreed")
    if not trades and not terms and not changes:
        yield "muted", _("Nothing was agreed.")
    for trade in trades:
        yield "point", _trade_line(trade, prices, shown)
    for term in terms:
        yield "point", _term_line(term, shown)
    for change in changes:
        yield "point", _change_line(change, shown)
    if meeting is not None and (steps := shown.text(meeting, "next_steps")):
        yield "heading", _("Next steps")
        for line in steps.splitlines():
            if line.strip():
                yield "point", line.strip().lstrip("-•* ")
    yield "heading", _("Not settled yet")
    still = [t for t in context.now.terms if lock_state(t) is LockState.OPEN]
    waiting = [
        change
        for change in context.now.changes
        if change.status is ChangeStatus.OFFERED or known_to_both(change)
    ]
    for term in still:
        yield "point", shown.text(term, "name") or _("Unnamed point")
    for change in waiting:
        yield "point", change_name(shown, change)
    # How many there are both sides know; what they are stands in the table edition.
    if n := len(waiting_offers(context)):
        line = ngettext("{n} offer waits for an answer.", "{n} offers wait for an answer.", n)
        yield "muted", line.format(n=n)
    elif not still and not waiting:
        yield "muted", _("No point is open.")


def _meeting_lines(context: Context, meeting: Meeting, shown: Shown) -> Iterator[tuple[str, str]]:
    name = shown.text(meeting, "title") or _("Meeting")
    held = shown.day(meeting, "held_on")
    yield "strong", f"{name}, {held}" if held else name
    people = {person.id: person for person in context.now.stakeholders}
    theirs = [
        shown.text(people[each], "name") for each in meeting.stakeholder_ids if each in people
    ]
    ours = [shown.text(person, "name") for person in meeting.our_people]
    present = [name for name in (*theirs, *ours) if name]
    shown.known.update(present)
    if present:
        yield "muted", _("Present: {names}").format(names=", ".join(present))


def _is_of(trade: Trade, meeting: Meeting | None) -> bool:
    """Whether a trade was agreed, and in the meeting where one is meant."""
    if trade.status is not TradeStatus.AGREED:
        return False
    if meeting is None or trade.meeting_id == meeting.id:
        return True
    return meeting.held_on is not None and trade.decided_on == meeting.held_on


def _term_is_of(term: Term, meeting: Meeting | None, day: date | None) -> bool:
    if lock_state(term) is LockState.OPEN:
        return False
    return meeting is None or (day is not None and term.agreed_on == day)


def _trade_line(trade: Trade, prices: Mapping[UUID, Offer], shown: Shown) -> str:
    theirs = "; ".join(shown.item(item) for item in trade.received)
    said = "" if theirs and trade.given else shown.text(trade, "wording")
    ours = "" if said else "; ".join(given(shown, trade, prices))
    if said:  # who gives a price, or nothing, is better told in the words of the table
        line = said
    elif theirs and ours:
        line = _("You: {theirs}. We: {ours}.").format(theirs=theirs, ours=ours)
    elif ours:
        line = _("We: {ours}.").format(ours=ours)
    elif theirs:
        line = _("You: {theirs}.").format(theirs=theirs)
    else:
        line = _("A trade that is not described.")
    if condition := shown.text(trade, "condition"):
        line += " " + _("Condition: {text}").format(text=condition)
    return line


def _term_line(term: Term, shown: Shown) -> str:
    name = shown.text(term, "name") or _("Unnamed point")
    line = _("{name}: {wording}").format(name=name, wording=shown.text(term, "agreed_wording"))
    if clause := shown.text(term, "clause"):
        line += " " + _("({clause})").format(clause=clause)
    if condition := shown.text(term, "condition"):
        line += " " + _("Condition: {text}").format(text=condition)
    return line


def _change_line(change: Change, shown: Shown) -> str:
    line = _("{change}.").format(change=change_name(shown, change).rstrip("."))
    if wording := shown.text(change, "wording"):
        line += f" {wording}"
    if shown.value(change, "price_change") is not None:
        price = shown.money(change, "price_change", sign=True)
        line += " " + _("Price change: {amount}.").format(amount=price)
    return line
