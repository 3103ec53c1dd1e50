"""What stands on the page for the meeting; what is ours alone is only worded while it is shown."""

from datetime import date
from typing import Final

from negotiator_desk.domain.at_table import OpenOffer, Stand
from negotiator_desk.domain.ladder import unit_of
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import field_map, is_missing
from negotiator_desk.models.table import Offer, Received, Variable
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import label, record_title, short_line
from negotiator_desk.wording.tactics import catalogued, tactic_name, tactic_text
from negotiator_desk.wording.titles import unnamed
from negotiator_desk.wording.trades import expiry_words

_RUNGS: Final = {
    "ask": N_("At our ask"),
    "target": N_("Within the target"),
    "fallback": N_("Within the fallback"),
    "limit": N_("Within the limit"),
    "beyond": N_("Beyond the limit"),
}

_MEANINGS: Final = {
    "ask": "protected",
    "target": "protected",
    "fallback": "exposed",
    "limit": "exposed",
    "beyond": "lost",
}


def hidden_texts() -> tuple[str, str]:
    """What stands in the place of figures."""
    return (
        _("Figures are hidden."),
        _("They show while F2 is held, and only then."),
    )


def variable_name(variable: Variable) -> str:
    """The name of a variable in one line."""
    return short_line(variable.name) or unnamed("variables", variable)


def stand_words(stand: Stand, formats: Formats) -> str:
    """Where a variable stands between the sides, as both know it."""
    if stand.item is None:
        return _("Not moved")
    level = level_text(stand, formats)
    if stand.status is TradeStatus.AGREED:
        return _("{level}, agreed").format(level=level) if level else _("Agreed")
    if isinstance(stand.item, Received):
        return _("{level}, asked").format(level=level) if level else _("Asked")
    return _("{level}, offered").format(level=level) if level else _("Offered")


def level_text(stand: Stand, formats: Formats) -> str:
    """The level a variable was moved to, never the steps to it; empty where no level is told."""
    if stand.item is None:
        return ""
    if not is_missing(stand.item.option):
        return short_line(stand.item.option)
    number = stand.item.quantity if stand.place is None else stand.place.position
    if number is not None:
        return f"{formats.number(number)} {short_line(unit_of(stand.variable))}".rstrip()
    return short_line(stand.item.description)


def ladder_words(stand: Stand, formats: Formats, currency: str) -> str:
    """The ladder of a variable with what a step is worth; ours alone."""
    variable = stand.variable
    specs = field_map(Variable)
    steps = []
    for name in ("ask", "target", "fallback", "limit"):
        text = getattr(variable, name)
        if not is_missing(text):
            step = _("{step} {level}").format(step=label(specs[name]), level=short_line(text, 40))
            steps.append(step)
    rung, _meaning = rung_words(stand)
    parts = [rung] if rung else []
    if steps:
        parts.append(" › ".join(steps))
    if variable.value_per_unit is not None:
        money = formats.amount(variable.value_per_unit, currency)
        parts.append(_("{money} each").format(money=money))
    if variable.red_line:
        parts.append(_("red line"))
    return "  ·  ".join(parts) or _("No ladder")


def rung_words(stand: Stand) -> tuple[str, str]:
    """The step of the ladder a variable has come to, and its colour; ours alone."""
    if stand.place is None or stand.place.rung is None:
        return "", ""
    return _(_RUNGS[stand.place.rung]), _MEANINGS[stand.place.rung]


def open_offer_words(offer: OpenOffer, snapshot: Snapshot, formats: Formats) -> str:
    """What waits for an answer, without any figure."""
    if isinstance(offer.record, Offer):
        ours = offer.record.party is Side.US
        text = _("Our price of {date}") if ours else _("The buyer's price of {date}")
        return text.format(date=formats.date_text(offer.record.made_on))
    title = record_title("trades", offer.record, formats, snapshot)
    if is_missing(offer.record.package):
        return title
    return _("{trade}, package {package}").format(
        trade=title, package=short_line(offer.record.package, 30)
    )


def open_offer_figures(offer: OpenOffer, snapshot: Snapshot, formats: Formats) -> str:
    """The amount, or the words of the trade."""
    if isinstance(offer.record, Offer):
        return formats.money(offer.record.amount, snapshot.deal.currency)
    return short_line(offer.record.wording, 240)


def offer_expiry(offer: OpenOffer, today: date) -> tuple[str, str]:
    """How long an offer still stands, and the colour of it."""
    if offer.expires_on is None:
        return _("no end"), "muted"
    left = (offer.expires_on - today).days
    meaning = "lost" if left < 0 else "exposed" if left <= 3 else "muted"
    return expiry_words(offer.expires_on, today), meaning


def reply_words(tactic: str) -> str:
    """A tactic that was seen, and the reply that the catalogue has for it."""
    name = short_line(tactic_name(tactic))
    known = catalogued(tactic)
    if known is None:
        return name
    return _("{tactic}: {reply}").format(tactic=name, reply=tactic_text(known.key).reply)


def clock_words(minutes: int, running: bool) -> str:
    """The time of a meeting for one who hears the screen."""
    text = _("Meeting time {hours}:{minutes:02}").format(hours=minutes // 60, minutes=minutes % 60)
    return text if running else _("{time}, paused").format(time=text)
