"""Sentences of the weekly review: from when it counts, its parts, what opened, closed and moved."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from negotiator_desk.domain.compare import Figures, Pair
from negotiator_desk.domain.rounding import rounded
from negotiator_desk.domain.weekly import Since
from negotiator_desk.wording.catalogue import N_, _, ngettext

if TYPE_CHECKING:
    from negotiator_desk.wording.formats import Formats

PARTS: Final = ("overdue", "week", "next", "actions", "opened", "closed", "moved")
"""The parts of a review in their order."""

_TITLES: Final[Mapping[str, str]] = {
    "overdue": N_("Clocks overdue"),
    "week": N_("Clocks within a week"),
    "next": N_("Clocks in the week after"),
    "actions": N_("Actions overdue or due within a week"),
    "opened": N_("Findings opened since {date}"),
    "closed": N_("Findings closed since {date}"),
    "moved": N_("Deals moved since {date}"),
}

_SHORT: Final[Mapping[str, str]] = {
    "overdue": N_("Overdue"),
    "week": N_("This week"),
    "next": N_("Next week"),
    "actions": N_("Actions"),
    "opened": N_("Opened"),
    "closed": N_("Closed"),
    "moved": N_("Moved"),
}

_NOTHING: Final[Mapping[str, str]] = {
    "overdue": N_("No clock has run out."),
    "week": N_("No clock runs out within a week."),
    "next": N_("No clock runs out in the week after."),
    "actions": N_("No action is due."),
    "opened": N_("No finding has opened."),
    "closed": N_("No finding has closed."),
    "moved": N_("No deal has moved: scores and money stand where they stood then."),
}


def part_title(part: str, since: Since, formats: Formats) -> str:
    """What stands in a part of the review."""
    return _(_TITLES[part]).format(date=formats.date_text(since.day))


def part_head(part: str, n: int, since: Since, formats: Formats, shown: int | None = None) -> str:
    """The head of a part, with how many lines it has, and how many of them are shown."""
    title = part_title(part, since, formats)
    if not n:
        return title
    if shown is not None and shown < n:
        return _("{title}  ·  {shown} of {n}").format(
            title=title, shown=formats.number(shown), n=formats.number(n)
        )
    return _("{title}  ·  {n}").format(title=title, n=formats.number(n))


def folded_text(n: int) -> str:
    """That so many lines more are folded away."""
    return ngettext("Show {n} more", "Show {n} more", n).format(n=n)


def part_short(part: str) -> str:
    """A part of the review in a word or two."""
    return _(_SHORT[part])


def part_empty(part: str) -> str:
    """That nothing stands in a part."""
    return _(_NOTHING[part])


def looks_back(since: Since, formats: Formats) -> str:
    """From when a review counts, in neutral words for paper."""
    return ngettext(
        "What changed since {date}, {n} day before.",
        "What changed since {date}, {n} days before.",
        since.days,
    ).format(date=formats.date_text(since.day), n=since.days)


def since_text(since: Since, formats: Formats) -> str:
    """From when the review counts, when the last was held, and whether it is due."""
    day = formats.date_text(since.day)
    if since.first:
        text = _("The first review: it looks back a week, to {date}.").format(date=day)
    else:
        text = ngettext(
            "Since the last review on {date}, {n} day ago.",
            "Since the last review on {date}, {n} days ago.",
            since.days,
        ).format(date=day, n=since.days)
    if since.done:
        # TRANSLATORS: two sentences, one after the other.
        return _("{first} {second}").format(
            first=text, second=_("Reviewed today; the next one counts from today.")
        )
    if since.due:
        late = _("The next one is due: more than a week has gone.")
        return _("{first} {second}").format(first=text, second=late)
    return text


def opened_state(*, mendable: bool) -> str:
    """How a finding that opened stands: it can be mended, or its day has passed."""
    return _("opened") if mendable else _("opened, too late")


def closed_state() -> str:
    """How a finding that closed stands."""
    return _("closed")


def moved_score(pair: Pair, formats: Formats) -> str:
    """A score on both days, with the difference of the figures shown."""
    then, now = formats.score(pair.then.score), formats.score(pair.now.score)
    if then == now:
        return _("score {now}").format(now=now)
    return _("score {then} → {now}").format(then=then, now=now)


def moved_money(pair: Pair, currency: str, formats: Formats) -> str:
    """Money exposed and lost on both days, as far as it moved."""
    parts = [
        pattern.format(then=formats.amount(then, currency), now=formats.amount(now, currency))
        for pattern, then, now in (
            (_("exposed {then} → {now}"), pair.then.exposed, pair.now.exposed),
            (_("lost {then} → {now}"), pair.then.lost, pair.now.lost),
        )
        if then != now
    ]
    return "; ".join(parts) or _("the money stands where it stood")


def points_text(pair: Pair) -> str:
    """By how many points a score moved, of the figures shown; empty where it is unknown."""
    if pair.then.score is None or pair.now.score is None:
        return ""
    points = int(rounded(pair.now.score, 0) - rounded(pair.then.score, 0))
    if points == 0:
        return ""
    n = abs(points)
    if points > 0:
        return ngettext("up {n} point", "up {n} points", n).format(n=n)
    return ngettext("down {n} point", "down {n} points", n).format(n=n)


def has_moved(pair: Pair, formats: Formats) -> bool:
    """Whether score or money of a deal moved, as far as it would be seen."""
    return _seen(pair.then, formats) != _seen(pair.now, formats)


def _seen(figures: Figures, formats: Formats) -> tuple[str, Fraction | None, Fraction | None]:
    return formats.score(figures.score), figures.exposed, figures.lost


def still_text(n: int) -> str:
    """How many deals did not move."""
    return ngettext("{n} more deal did not move.", "{n} more deals did not move.", n).format(n=n)


def sums_moved(pairs: Mapping[str, tuple[Fraction, Fraction]], formats: Formats) -> str:
    """What is exposed on both days, by currency and never added across."""
    return "     ".join(
        _("{currency}: exposed {then} → {now}").format(
            currency=currency or _("No currency"),
            then=formats.amount(then, currency),
            now=formats.amount(now, currency),
        )
        if then != now
        else _("{currency}: exposed {now}, as before").format(
            currency=currency or _("No currency"), now=formats.amount(now, currency)
        )
        for currency, (then, now) in pairs.items()
    )


def computing_text(known: int, of: int) -> str:
    """How far the review is computed."""
    return ngettext("{known} of {n} deal read …", "{known} of {n} deals read …", of).format(
        known=known, n=of
    )


def unread_text(n: int) -> str:
    """That so many deals could not be computed."""
    return ngettext(
        "{n} deal could not be read; the log file says why.",
        "{n} deals could not be read; the log file says why.",
        n,
    ).format(n=n)


def stopped_text(known: int, of: int) -> str:
    """That the review was stopped, and how far it had come."""
    return ngettext(
        "Stopped: {known} of {n} deal read.", "Stopped: {known} of {n} deals read.", of
    ).format(known=known, n=of)
