"""The history of a term: what happened when, the wording that was locked, and what came after."""

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal
from uuid import UUID

import msgspec

from negotiator_desk.domain.facts import present
from negotiator_desk.models.choices import Response, Side
from negotiator_desk.models.fields import is_missing
from negotiator_desk.models.signature import Reopening, Term, TermVersion

EventKey = Literal[
    "opened", "wording", "agreed", "locked", "reopened", "held", "traded", "conceded", "relocked"
]

_ANSWERS: Final[dict[Response | None, EventKey]] = {
    Response.HELD: "held",
    Response.TRADED: "traded",
    Response.CONCEDED: "conceded",
}


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One step in the history of a term.

    ``record`` is the record to go to: the trade or change that answered a reopening, else the
    term. ``wording`` stands where the step fixed or brought one, ``version`` where it is kept.
    """

    key: EventKey
    day: date | None
    record: UUID
    side: Side | None = None
    text: str = ""
    amount: Decimal | None = None
    wording: str = ""
    version: UUID | None = None
    reopening: UUID | None = None


def digest(wording: str) -> str:
    """The SHA-256 of a wording's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(wording.encode("utf-8", "surrogatepass")).hexdigest()


def locked_wording(term: Term) -> str | None:
    """The words that were locked; None where nothing is locked, or they are kept nowhere."""
    if term.locked_on is None:
        return None
    if not term.wording_sha256:
        return term.agreed_wording if present(term.agreed_wording) else None
    for wording in (term.agreed_wording, *(each.wording for each in reversed(term.versions))):
        if digest(wording) == term.wording_sha256:
            return wording
    return None


def wording_changed(term: Term) -> bool:
    """Whether the agreed wording is another than the one that was locked."""
    return bool(term.wording_sha256) and digest(term.agreed_wording) != term.wording_sha256


def other_wording(term: Term) -> tuple[str, str] | None:
    """Two wordings to lay beside each other: the one that holds, and the one that differs.

    Once locked: the locked wording, and the agreed one where it was changed, else the newest
    version after the lock that differs. Before: the agreed wording or our last one, and the buyer's
    last. None where there is nothing to compare.
    """
    locked = locked_wording(term)
    if locked is not None:
        if term.agreed_wording != locked and present(term.agreed_wording):
            return locked, term.agreed_wording
        later = _after(term.versions, locked)
        return next(((locked, each) for each in reversed(later) if each != locked), None)
    theirs = _last(term, Side.BUYER)
    ours = term.agreed_wording if present(term.agreed_wording) else _last(term, Side.US)
    return (theirs, ours) if theirs and ours and theirs != ours else None


def _after(versions: tuple[TermVersion, ...], wording: str) -> list[str]:
    """The wordings that were added after the last version with this wording; none before any."""
    places = [place for place, each in enumerate(versions) if each.wording == wording]
    later = versions[places[-1] + 1 :] if places else ()
    return [each.wording for each in later if present(each.wording)]


def _last(term: Term, side: Side) -> str:
    found = [each.wording for each in term.versions if each.party is side]
    return next((each for each in reversed(found) if present(each)), "")


def waits(term: Term) -> UUID | None:
    """The oldest reopening of a term that waits for an answer."""
    open_still = (None, Response.PENDING)
    return next((each.id for each in term.reopenings if each.response in open_still), None)


def says_something(reopening: Reopening) -> bool:
    """Whether a reopening was recorded, rather than only begun."""
    return (
        reopening.response not in (None, Response.PENDING)
        or present(reopening.ask)
        or present(reopening.notes)
        or not is_missing(reopening.value_asked)
        or reopening.resolved_on is not None
        or reopening.relocked_on is not None
    )


def shortened(before: Term, after: Term) -> bool:
    """Whether the history of a term loses something: a version, its words, or a reopening.

    Versions may be added, and their dates, sides and sources be put right; a reopening may be
    edited, and one that says nothing yet may go.
    """
    words = {each.id: each.wording for each in after.versions}
    kept = {each.id for each in after.reopenings}
    return any(words.get(each.id) != each.wording for each in before.versions) or any(
        each.id not in kept for each in before.reopenings if says_something(each)
    )


def history(term: Term) -> tuple[Event, ...]:
    """Everything that happened to a term, in the order of time.

    Steps of one day, and those without a date, stand in the order in which they belong: opened,
    wordings, agreed, locked, then each reopening with its answer and its relock. An undated step
    stands behind the one before it.
    """
    found: list[tuple[date, Event]] = []
    day = date.min
    for event in _events(term):
        day = event.day or day
        found.append((day, event))
    return tuple(event for _day, event in sorted(found, key=lambda pair: pair[0]))


def _events(term: Term) -> Iterator[Event]:
    if term.opened_on is not None:
        yield Event(key="opened", day=term.opened_on, record=term.id)
    locked = locked_wording(term)
    fixed = _fixed(term)
    for version in term.versions:
        if version.id not in fixed.values():
            yield Event(
                key="wording",
                day=version.written_on,
                record=term.id,
                side=version.party,
                text=version.source,
                wording=version.wording,
                version=version.id,
            )
    if term.agreed_on is not None:
        yield Event(key="agreed", day=term.agreed_on, record=term.id)
    if term.locked_on is not None:
        kept = next((each for each in term.versions if each.id == fixed.get(None)), None)
        first = locked if kept is None and not _relocks(term) else None
        yield Event(
            key="locked",
            day=term.locked_on,
            record=term.id,
            text=term.locked_by,
            wording=kept.wording if kept is not None else first or "",
            version=fixed.get(None),
        )
    for reopening in term.reopenings:
        yield from _reopened(term, reopening, fixed)


def _relocks(term: Term) -> bool:
    return any(each.relocked_on is not None for each in term.reopenings)


def _fixed(term: Term) -> dict[UUID | None, UUID]:
    """The version that the lock (None) and each relock kept, which is no step of its own."""
    ours = [each for each in term.versions if each.party is None and each.written_on is not None]
    found: dict[UUID | None, UUID] = {}
    days = [(None, term.locked_on), *((each.id, each.relocked_on) for each in term.reopenings)]
    for key, day in reversed(days):  # of one day the later lock has the later version
        same = [each.id for each in ours if each.written_on == day]
        free = [each for each in same if each not in found.values()]
        if day is not None and free:
            found[key] = free[-1]
    return found


def _reopened(term: Term, reopening: Reopening, fixed: dict[UUID | None, UUID]) -> Iterator[Event]:
    target = reopening.trade_id or reopening.change_id or term.id
    yield Event(
        key="reopened",
        day=reopening.raised_on,
        record=term.id,
        side=reopening.raised_by,
        text=reopening.ask,
        amount=reopening.value_asked,
        reopening=reopening.id,
    )
    answer = _ANSWERS.get(reopening.response)
    if answer is not None:
        yield Event(
            key=answer,
            day=reopening.resolved_on,
            record=target,
            text=reopening.notes,
            amount=reopening.value_conceded if answer == "conceded" else None,
            reopening=reopening.id,
        )
    if reopening.relocked_on is not None:
        kept = next((each for each in term.versions if each.id == fixed.get(reopening.id)), None)
        yield Event(
            key="relocked",
            day=reopening.relocked_on,
            record=term.id,
            wording=kept.wording if kept is not None else "",
            version=fixed.get(reopening.id),
            reopening=reopening.id,
        )
