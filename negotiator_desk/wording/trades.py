"""Trades in words: what is given and got, the if–then wording, expiry, giveaways, approval."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from negotiator_desk.domain.ladder import ladder_of, place_of, unit_of
from negotiator_desk.domain.mandate import After
from negotiator_desk.domain.prices import prices_of_trades
from negotiator_desk.domain.results import Diagnosis
from negotiator_desk.domain.rounding import rounded
from negotiator_desk.models.choices import Approval, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.table import Given, Received, Trade, Variable
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats, visible
from negotiator_desk.wording.labels import short_line

NEAR_EXPIRY = 3
"""From how many days on an open offer is shown as about to go."""

Item = Given | Received
Variables = Mapping[UUID, Variable]


def variables_of(snapshot: Snapshot) -> Variables:
    """The variables of a deal by id, for texts about many items."""
    return {variable.id: variable for variable in snapshot.variables}


def item_words(item: Item, variables: Variables, formats: Formats) -> str:
    """What is given or got: its own words, else its variable and the level it stands at."""
    if not is_missing(item.description):
        return short_line(item.description)
    variable = variables.get(item.variable_id) if item.variable_id else None
    if variable is None:
        return short_line(item.option)
    name = short_line(variable.name)
    level = level_words(item, variable, formats)
    return _("{variable}: {level}").format(variable=name, level=level) if level else name


def level_words(item: Item, variable: Variable, formats: Formats) -> str:
    """The level of an item: its option, else its place on the ladder with the steps given."""
    unit = short_line(unit_of(variable))
    steps = ""
    if isinstance(item, Given) and item.quantity is not None:
        sign = ladder_of(variable).sign
        moved = item.quantity * sign if sign else item.quantity
        steps = f"+{formats.number(moved)}" if moved > 0 else formats.number(moved)
    if not is_missing(item.option):
        level = short_line(item.option)
    elif item.quantity is None:
        return ""
    else:
        place = place_of(variable, item)
        if place is None:
            counted = steps or formats.number(item.quantity)
            return f"{counted} {unit}".rstrip()
        level = f"{formats.number(place.position)} {unit}".rstrip()
    return f"{level} ({steps})" if steps else level


def side_words(items: Sequence[Item], variables: Variables, formats: Formats) -> str:
    """All that one side of a trade gives, in one line."""
    return "; ".join(filter(None, (item_words(item, variables, formats) for item in items)))


def nothing_words(trade: Trade) -> str:
    """What stands where a trade that gives something gets nothing."""
    if trade.status in (TradeStatus.AGREED, None):
        return _("nothing: given away")
    if trade.status in (TradeStatus.REFUSED, TradeStatus.WITHDRAWN):
        return _("nothing")
    return _("nothing: would be given away")


def is_giveaway(trade: Trade) -> bool:
    """Whether something is given for nothing."""
    return bool(trade.given) and not trade.received


def _plain_item(item: Item, variables: Variables, formats: Formats) -> str:
    """An item as it stands in a sentence for the buyer: the level, never the steps to it."""
    if not is_missing(item.description):
        return short_line(item.description, 300)
    variable = variables.get(item.variable_id) if item.variable_id else None
    if variable is None:
        return short_line(item.option)
    if not is_missing(item.option):
        level = short_line(item.option)
    elif item.quantity is None:
        level = ""
    else:
        place = place_of(variable, item)
        number = item.quantity if place is None else place.position
        level = f"{formats.number(number)} {short_line(unit_of(variable))}"
    return f"{short_line(variable.name)} {level}".strip()


def _listed(parts: Sequence[str]) -> str:
    found = [part for part in parts if part]
    if len(found) < 2:
        return "".join(found)
    return _("{first} and {last}").format(first=", ".join(found[:-1]), last=found[-1])


def if_then(given: Sequence[str], received: Sequence[str], price: str = "") -> str:
    """What is given for what as one sentence for the buyer; ``price`` where nothing is given."""
    gives, gets = _listed(given), _listed(received)
    if gets and gives:
        text = _("If you give us {returns}, then we give you {concessions}.")
    elif gets and price:
        text = _("If you give us {returns}, then our price is {price}.")
    elif gets:
        text = _("You give us {returns}.")
    elif gives:
        text = _("We give you {concessions}.")
    else:
        return ""
    return text.format(returns=gets, concessions=gives, price=price)


def composed(trade: Trade, snapshot: Snapshot, formats: Formats) -> str:
    """The if–then wording of a trade, made from what is given and got; empty where neither is.

    It is said to the buyer, so it holds no cost, no worth and no limit of ours. Where nothing is
    given and an offer of ours belongs to the trade, the price of that offer is what we give.
    """
    variables = variables_of(snapshot)
    text = if_then(
        [_plain_item(item, variables, formats) for item in trade.given],
        [_plain_item(item, variables, formats) for item in trade.received],
        _price(trade, snapshot, formats),
    )
    if not text:
        return ""
    made = [text]
    if not is_missing(trade.condition):
        made.append(_("Condition: {text}.").format(text=short_line(trade.condition).rstrip(".")))
    if trade.expires_on is not None:
        made.append(_("This stands until {date}.").format(date=formats.date_text(trade.expires_on)))
    return " ".join(made)


def _price(trade: Trade, snapshot: Snapshot, formats: Formats) -> str:
    offer = prices_of_trades(snapshot).get(trade.id)
    return "" if offer is None else formats.money(offer.amount, snapshot.deal.currency)


def price_words(amount: str) -> str:
    """What we give in a trade that gives a price: the amount of the offer that belongs to it."""
    return _("our price: {amount}").format(amount=amount)


def expiry_words(expires_on: date, today: date) -> str:
    """How long an offer still stands."""
    left = (expires_on - today).days
    if left == 0:
        return _("expires today")
    if left > 0:
        return ngettext("{n} day left", "{n} days left", left).format(n=left)
    return ngettext("expired {n} day ago", "expired {n} days ago", -left).format(n=-left)


def approval_question(trade: Trade, after: After, snapshot: Snapshot, formats: Formats) -> str:
    """What is asked of the level that could approve a trade beyond the mandate."""
    variables = variables_of(snapshot)
    currency = snapshot.deal.currency
    value = sum((item.value_to_us or Decimal(0) for item in trade.received), Decimal(0))
    gives = _listed([item_words(item, variables, formats) for item in trade.given])
    gets = _listed([item_words(item, variables, formats) for item in trade.received])
    cost = formats.money(after.cost, currency)
    if gets:
        text = _("May I give {given} (cost {cost}) for {received} (worth {value})?").format(
            given=gives, cost=cost, received=gets, value=formats.money(value, currency)
        )
    else:
        text = _("May I give {given} (cost {cost}) for nothing in return?").format(
            given=gives, cost=cost
        )
    if after.approver is None:
        return f"{text} {_('No level of this deal reaches that far.')}"
    asked = _("Asked of {holder}.").format(holder=visible(after.approver.holder))
    return f"{text} {asked}"


def summary(diagnosis: Diagnosis, formats: Formats) -> tuple[tuple[str, str], ...]:
    """What was given, came back and leaked, by the diagnosis; texts, each with its meaning."""
    value, currency = diagnosis.value, diagnosis.currency
    said = [
        (_("Given {amount}").format(amount=formats.amount(value.cost_given, currency)), ""),
        (_("received {amount}").format(amount=formats.amount(value.value_received, currency)), ""),
    ]
    ratio = diagnosis.check("reciprocity").ratio
    if ratio is not None:
        shown = formats.number(rounded(ratio, 2))
        said.append((_("reciprocity {ratio}").format(ratio=shown), ""))
    balance = value.value_received - value.cost_given
    said.append(
        (
            _("balance {amount}").format(amount=formats.amount(balance, currency, sign=True)),
            "protected" if balance >= 0 else "lost",
        )
    )
    if value.leakage:
        leaked = formats.amount(value.leakage, currency)
        said.append((_("leaked {amount} at the table").format(amount=leaked), "lost"))
    if value.price_of_award:
        leaked = formats.amount(value.price_of_award, currency)
        said.append((_("{amount} after the award").format(amount=leaked), "lost"))
    return tuple(said)


def authority_words(trade: Trade, authorised: Mapping[UUID, str]) -> tuple[str, str]:
    """Under whose authority a trade stands, or what it still wants; with its meaning."""
    if trade.status in (TradeStatus.REFUSED, TradeStatus.WITHDRAWN):
        return "", ""
    if trade.id in authorised:
        return short_line(authorised[trade.id]), ""
    if trade.status is TradeStatus.AGREED:
        if not _costs(trade):
            return "", ""
        return _("not authorised"), "lost"
    if trade.approval_answer is Approval.APPROVED:
        return _("approved: {holder}").format(holder=short_line(trade.authorised_by)), ""
    if trade.approval_answer is Approval.REFUSED:
        return _("approval refused"), "lost"
    if trade.approval_asked_on is not None:
        return _("needs approval"), "exposed"
    return "", ""


def _costs(trade: Trade) -> bool:
    return any(item.cost_to_us is None or item.cost_to_us > 0 for item in trade.given)


def standing_words(trade: Trade, authorised: Mapping[UUID, str], today: date) -> tuple[str, str]:
    """How long a trade still stands while it is open, and its authority; with its meaning."""
    authority, meaning = authority_words(trade, authorised)
    if trade.expires_on is None or trade.status not in (TradeStatus.PLANNED, TradeStatus.PROPOSED):
        return authority, meaning
    left = expiry_words(trade.expires_on, today)
    if trade.expires_on < today:
        meaning = "lost"
    elif (trade.expires_on - today).days <= NEAR_EXPIRY:
        meaning = meaning or "exposed"
    return (f"{left} · {authority}" if authority else left), meaning


def found_by(trade: Trade, title: str, variables: Variables, formats: Formats) -> str:
    """A trade as the palette lists it: its title, its wording, what is given and got."""
    wording = short_line(trade.wording)
    said = (
        "" if wording == title else wording,
        side_words(trade.given, variables, formats),
        side_words(trade.received, variables, formats),
    )
    words = " · ".join(filter(None, said))
    return f"{title}: {words}" if words else title
