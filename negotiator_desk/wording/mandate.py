"""The mandate in words: what a holder has left, what a trade leaves, who could approve it."""

from datetime import date

from negotiator_desk.domain.mandate import After, Mandate, Standing
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import short_line

SOON = 14
"""From how many days on the end of a level is counted down."""


def left_words(standing: Standing, currency: str, formats: Formats) -> str:
    """What a level has left: of its total, else that it has none."""
    if not standing.in_force:
        return _("not in force")
    if standing.total is None:
        return _("no total")
    return _("{left} of {total}").format(
        left=formats.amount(standing.left, currency),
        total=formats.amount(standing.total, currency),
    )


def _left_line(standing: Standing, currency: str, formats: Formats) -> str:
    """What a level has left, where no head or sentence around it says that this is what is left."""
    words = left_words(standing, currency, formats)
    return _("{left} left").format(left=words) if standing.in_force and standing.total else words


def standing_line(standing: Standing, currency: str, formats: Formats, today: date) -> str:
    """A level in one line: what one more trade may cost, what is left, until when."""
    head = short_line(standing.holder)
    if standing.in_force and standing.limit is None:
        head = _("{holder}: limit not recorded").format(holder=head)
    elif standing.in_force:
        room = formats.money(standing.room, currency)
        head = _("{holder}: up to {room} for one trade").format(holder=head, room=room)
    parts = [head, _left_line(standing, currency, formats)]
    if until := validity_words(standing, today, formats):
        parts.append(until)
    return " · ".join(parts)


def validity_words(standing: Standing, today: date, formats: Formats) -> str:
    """Until when a level holds, counted down when it is near; empty without an end."""
    if standing.granted_on is not None and standing.granted_on > today:
        return _("from {date}").format(date=formats.date_text(standing.granted_on))
    if standing.valid_until is None:
        return ""
    left = (standing.valid_until - today).days
    if left < 0:
        return _("ended {date}").format(date=formats.date_text(standing.valid_until))
    if left == 0:
        return _("ends today")
    if left <= SOON:
        return ngettext("ends in {n} day", "ends in {n} days", left).format(n=left)
    return _("until {date}").format(date=formats.date_text(standing.valid_until))


def after_line(after: After, currency: str, formats: Formats) -> str:
    """What a trade leaves of the mandate it stands under, or that it needs an approval."""
    line = _after(after, currency, formats)
    if after.unpriced:
        cost = formats.amount(after.cost, currency)
        return _("cost unknown, weighed as {cost}; {line}").format(cost=cost, line=line)
    return line


def _after(after: After, currency: str, formats: Formats) -> str:
    if not after.covered:
        return want_line(after, currency, formats)
    holder = after.covered_by or after.holder
    standing = after.standing_of(holder)
    if after.cost == 0 or standing is None:
        return _("uses no mandate")
    return _("mandate left after this: {holder} {left}").format(
        holder=short_line(holder),
        left=left_words(standing, currency, formats)
        if standing.total is not None
        else formats.amount(standing.room, currency),
    )


def want_line(after: After, currency: str, formats: Formats) -> str:
    """Why no level covers a trade, and which one could."""
    holder = short_line(after.holder)
    over = formats.amount(after.over, currency)
    match after.want:
        case "no_level" | "not_said_in_time" if not holder:
            why = _("nobody is named who may authorise it")
        case "no_level":
            why = _("{holder} holds no authority level").format(holder=holder)
        case "not_in_force":
            why = _("the authority of {holder} is not in force").format(holder=holder)
        case "over_limit":
            why = _("{over} beyond the limit of {holder}").format(over=over, holder=holder)
        case "over_total":
            why = _("{over} beyond what {holder} has left in total").format(
                over=over, holder=holder
            )
        case _:
            why = _("{holder} did not authorise it in time").format(holder=holder)
    return _("{why}: {need}").format(why=why, need=need_words(after))


def need_words(after: After) -> str:
    """Whose approval a trade needs, or whose limit has to be recorded to say so."""
    if after.approver is None:
        unknown = (
            each.holder
            for each in after.standings
            if each.limit is None and each.in_force and each.holder != after.holder
        )
        if holder := next(unknown, ""):
            return _("record up to which cost {holder} may agree").format(holder=short_line(holder))
        return _("no level of this deal reaches that far")
    return _("needs {holder}").format(holder=short_line(after.approver.holder))


def mandate_title(mandate: Mandate, currency: str, formats: Formats) -> str:
    """What the owner of the deal may still agree alone, in one sentence."""
    if not mandate.standings:
        return _("No authority level is recorded: nobody is known to be allowed anything.")
    if mandate.standing_of(mandate.owner) is None:
        return _("{owner} holds no authority level in this deal.").format(
            owner=short_line(mandate.owner) or _("The owner")
        )
    return _("{owner} may agree one more trade of up to {room} alone.").format(
        owner=short_line(mandate.owner), room=formats.money(mandate.room(), currency)
    )
