"""Quick entry in words: its key words, what was understood, what is open."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

from negotiator_desk.domain.mandate import After
from negotiator_desk.domain.quickentry import Entry, Item, Unclear, draft
from negotiator_desk.domain.quickwords import Words
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Given, Received
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import choice_label, short_line, title_of
from negotiator_desk.wording.mandate import after_line
from negotiator_desk.wording.trades import Variables, item_words, variables_of

EXAMPLE = N_("give 15 days payment 6750 / get 4 year term 60000 @final by KB")

Meaning = Literal["", "muted", "protected", "exposed", "lost"]

_MORE_WORDS = {
    # TRANSLATORS: each is a list of words, apart by commas, that may be typed in quick entry.
    "give": N_("we give, give"),
    "get": N_("we get, you give, get"),
    "nothing": N_("nothing"),
    "by": N_("by"),
    "asked_by": N_("asked by"),
    "us": N_("us, we"),
    "buyer": N_("the buyer, buyer"),
    "until": N_("until"),
    "on": N_("on"),
    "package": N_("package"),
    "today": N_("today"),
    "to": N_("to"),
    "worth": N_("worth, costs"),
    "more": N_("more"),
    "filler": N_("the, of"),
    "planned": N_("planned"),
    "proposed": N_("proposed"),
    "agreed": N_("agreed"),
    "refused": N_("refused"),
    "withdrawn": N_("withdrawn"),
}


class Said(msgspec.Struct, frozen=True):
    """A few words about the line and what they mean: the name of a colour, or nothing."""

    text: str
    meaning: Meaning = ""


def key_words() -> Words:
    """The key words of the line: the English ones, and those of the language in use."""
    known = Words()
    more = {}
    for field, message in _MORE_WORDS.items():
        spoken = tuple(word.strip().casefold() for word in _(message).split(",") if word.strip())
        more[field] = tuple(dict.fromkeys((*getattr(known, field), *spoken)))
    return Words(**more)


def understood(
    entry: Entry, after: After | None, snapshot: Snapshot, formats: Formats, today: date
) -> tuple[Said, ...]:
    """What a line was understood as, in the order in which one checks it.

    ``after`` is what the trade leaves of the mandate; None where it gives nothing.
    """
    variables = variables_of(snapshot)
    trade = draft(entry)
    currency = snapshot.deal.currency
    said: list[Said] = []
    for item, given in zip(entry.given, trade.given, strict=True):
        what = _item(item, given, variables, currency, formats)
        said.append(Said(_("gives {what}").format(what=what)))
        said.extend(_doubts(item, given, variables))
    for item, received in zip(entry.received, trade.received, strict=True):
        what = _item(item, received, variables, currency, formats)
        said.append(Said(_("gets {what}").format(what=what)))
        said.extend(_doubts(item, received, variables))
    said.extend(_balance(entry, currency, formats))
    said.extend(Said(text, "muted") for text in _marks(entry, snapshot, formats, today))
    if entry.given and after is not None:
        meaning: Meaning = "muted" if after.covered else "exposed"
        said.append(Said(after_line(after, currency, formats), meaning))
    said.extend(Said(unclear_words(doubt), "exposed") for doubt in entry.unclear)
    # Of a mark that is not understood it is said already that it is kept.
    if entry.notes and entry.notes not in [doubt.text for doubt in entry.unclear]:
        said.append(
            Said(_("kept in notes: “{text}”").format(text=short_line(entry.notes)), "muted")
        )
    if said and entry.empty:
        said.append(Said(_("begin with what you give, or with “get”"), "exposed"))
    return tuple(said)


def understood_in_company(entry: Entry, snapshot: Snapshot) -> tuple[Said, ...]:
    """What a line was understood as where others look on: names alone, no figure and no limit."""
    variables = variables_of(snapshot)

    def names(items: tuple[Item, ...]) -> str:
        found = (variables.get(item.variable_id) if item.variable_id else None for item in items)
        return ", ".join(
            short_line(variable.name if variable is not None else item.description, 40)
            or _("something unnamed")
            for item, variable in zip(items, found, strict=True)
        )

    said = []
    if entry.given:
        said.append(Said(_("gives {what}").format(what=names(entry.given))))
    if entry.received:
        said.append(Said(_("gets {what}").format(what=names(entry.received))))
    if n := len(entry.unclear):
        text = ngettext("{n} part is unclear", "{n} parts are unclear", n).format(n=n)
        said.append(Said(text, "exposed"))
    if entry.empty:
        said.append(Said(_("begin with what you give, or with “get”"), "exposed"))
    return tuple(said)


def _doubts(item: Item, record: Given | Received, variables: Variables) -> Iterator[Said]:
    variable = variables.get(record.variable_id) if record.variable_id else None
    if variable is None:
        return
    if item.place is not None and item.place.beyond:
        limit = short_line(variable.limit)
        yield Said(_("beyond the limit of {limit}").format(limit=limit), "exposed")
    if variable.red_line and isinstance(record, Given):
        name = short_line(variable.name)
        text = _("“{variable}” is a red line: it is never given").format(variable=name)
        yield Said(text, "lost")


def _item(
    item: Item, record: Given | Received, variables: Variables, currency: str, formats: Formats
) -> str:
    what = item_words(record, variables, formats) or _("something unnamed")
    if item.amount is None:
        given = isinstance(record, Given)
        money = _("cost unknown") if given else _("worth unknown")
    else:
        amount = formats.amount(item.amount, currency)
        pattern = _("costs us {amount}") if isinstance(record, Given) else _("worth {amount}")
        money = pattern.format(amount=amount)
        if not item.typed:
            money = _("{money}, by its variable").format(money=money)
    return f"{what} ({money})"


def _balance(entry: Entry, currency: str, formats: Formats) -> Iterator[Said]:
    if entry.giveaway:
        yield Said(_("nothing in return: given away"), "lost")
    elif entry.given and all(i.amount is not None for i in (*entry.given, *entry.received)):
        cost = sum((Fraction(item.amount or 0) for item in entry.given), Fraction(0))
        value = sum((Fraction(item.amount or 0) for item in entry.received), Fraction(0))
        text = _("balance {amount}").format(
            amount=formats.amount(value - cost, currency, sign=True)
        )
        yield Said(text, "protected" if value >= cost else "lost")


def _marks(entry: Entry, snapshot: Snapshot, formats: Formats, today: date) -> Iterator[str]:
    if entry.status is not TradeStatus.PROPOSED:
        yield choice_label(entry.status)
    if entry.meeting_id is not None:
        yield _("at {meeting}").format(meeting=title_of(entry.meeting_id, formats, snapshot))
    if entry.made_on != today:
        yield _("on {date}").format(date=formats.date_text(entry.made_on))
    if entry.holder:
        yield _("authorised by {holder}").format(holder=short_line(entry.holder))
    if entry.asked_by is not None:
        yield (_("asked by the buyer") if entry.asked_by is Side.BUYER else _("asked by us"))
    if entry.package:
        yield _("package {label}").format(label=short_line(entry.package))
    if entry.expires_on is not None:
        yield _("stands until {date}").format(date=formats.date_text(entry.expires_on))


_UNCLEAR = {
    "ambiguous_variable": N_("“{text}” may be {between}: kept in its own words"),
    "ambiguous_meeting": N_("“{text}” may be {between}: kept in the notes"),
    "unknown_meeting": N_("no meeting begins with “{text}”: kept in the notes"),
    "ambiguous_person": N_("“{text}” may be {between}: kept as typed"),
    "unknown_person": N_("“{text}” is nobody of ours: kept as typed"),
    "bad_date": N_("no date stands behind “{text}”: kept as typed"),
    "no_label": N_("no label stands behind “{text}”: kept as typed"),
    "negative": N_("“{text}” is below nothing, so no amount: kept in its own words"),
    "too_large": N_("“{text}” is too large for an amount: kept in its own words"),
    "too_long": N_("the line is longer than is read: the rest is kept in the notes"),
}


def unclear_words(doubt: Unclear) -> str:
    """What is open about a stretch of the line, and what becomes of it."""
    between = _(" or ").join(short_line(name) for name in doubt.between)
    return _(_UNCLEAR[doubt.key]).format(text=short_line(doubt.text, 40), between=between)


def help_text() -> str:
    """How a trade is typed in one line, in short."""
    return "\n".join(
        (
            _("One line logs a trade (Ctrl+T):"),
            _(EXAMPLE),
            _("“give” and “get” begin the sides, “/” changes them; “+” or “;” divides things."),
            _(
                "A number counts in the unit of the variable: 15 days more, or “to 45 days”. "
                "The last number of an item is its amount; else that follows from the variable."
            ),
            _("“@” and the beginning of a title: the meeting."),
            _("“by” and a name or initials: who authorises."),
            _(
                "“agreed”, “planned”, “refused”, “withdrawn”: the state. “until 12 May”: how "
                "long it stands. Also “package A”, “asked by buyer”, “on 12 May”."
            ),
            _(
                "Tab takes what is offered, Up brings back the last line, Esc clears. What is not "
                "understood is kept in the notes."
            ),
        )
    )
