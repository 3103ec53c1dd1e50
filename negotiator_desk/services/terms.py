"""A term from open to agreed to locked, its reopenings and its relocks; each act one undo step.

Whatever is done here, the history of the term is never shortened: a wording that is replaced stays
in its versions (``domain.term_history.shortened``). Nothing is refused but what has no words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

import msgspec

from negotiator_desk.domain.facts import present
from negotiator_desk.domain.term_history import digest, locked_wording
from negotiator_desk.models.choices import Response, Side, TermCategory, TradeStatus
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.signature import Reopening, Term, TermVersion
from negotiator_desk.models.table import Given, Received, Trade
from negotiator_desk.services.attachments import Evidence, keep
from negotiator_desk.services.checks import check_references, checked
from negotiator_desk.services.defaults import next_number, starting_values
from negotiator_desk.services.labels import label_of, label_of_many
from negotiator_desk.services.work import Work, edit_deal
from negotiator_desk.store.errors import NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from negotiator_desk.domain.edits import EditKey
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.services.context import Context

LOCK_FIELDS: Final = ("agreed_wording", "clause", "locked_on", "locked_by", "evidence")
"""What a lock is asked for, beside its files."""

ANSWERED: Final = (Response.HELD, Response.TRADED, Response.CONCEDED)


class Return(msgspec.Struct, frozen=True, kw_only=True):
    """What is got for a reopening that is traded: in words, and its worth to us where known."""

    description: str
    value: Decimal | None = None


def agree_term(context: Context, deal_id: UUID, term_id: UUID, values: Mapping[str, Any]) -> None:
    """Note the words both sides agree on, today unless ``agreed_on`` says when.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        term_id: the term.
        values: ``agreed_wording``, ``agreed_on``, ``condition``, ``clause``; those left out stay.

    Raises:
        FormError: there are no words, or a value may not stand in its field.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    wanted = _checked(values)
    with _term(context, deal_id, term_id, "agree") as (work, term):
        wording = wanted.get("agreed_wording", term.agreed_wording)
        _need(wording)
        if wanted.get("agreed_on") is None:
            wanted["agreed_on"] = term.agreed_on or context.today()
        versions = _with_replaced(work, term, wording)
        _update(work, term, {**wanted, "versions": versions})


def lock_term(
    context: Context,
    deal_id: UUID,
    term_id: UUID,
    values: Mapping[str, Any],
    files: Sequence[Evidence] = (),
) -> None:
    """Lock a term, or relock one that was locked before.

    The wording is kept as it is, with its SHA-256, and added to the versions. A first lock sets
    ``locked_on`` and ``locked_by`` (today and me unless given) and ``agreed_on`` where it is
    missing. A relock leaves the day of the first lock and dates every reopening that is conceded,
    traded or unanswered and not relocked yet; its day is ``locked_on`` of the values.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        term_id: the term.
        values: of ``LOCK_FIELDS``; those left out stay.
        files: evidence, kept with the deal in the same step.

    Raises:
        FormError: there are no words to lock, or a value may not stand in its field.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    wanted = _checked(values)
    day = wanted.pop("locked_on", None) or context.today()
    with _term(context, deal_id, term_id, "lock") as (work, term):
        wording = wanted.get("agreed_wording", term.agreed_wording)
        _need(wording)
        again = term.locked_on is not None and present(term.agreed_wording)
        if again:
            work.unit.label = label_of(work.unit, deal_id, "relock", "terms", term)
            wanted["reopenings"] = tuple(_relocked(work, each, day) for each in term.reopenings)
            wanted.pop("locked_by", None)
        else:
            wanted["locked_on"] = day
            wanted["locked_by"] = wanted.get("locked_by") or work.me
            wanted["agreed_on"] = term.agreed_on or day
        wanted["agreed_wording"] = wording
        wanted["wording_sha256"] = digest(wording)
        wanted["versions"] = _with_locked(work, term, wording, day, wanted)
        if files:
            wanted["attachment_ids"] = _with_files(work, term, files)
        _update(work, term, wanted)


def _relocked(work: Work, reopening: Reopening, day: date) -> Reopening:
    if reopening.relocked_on is not None or reopening.response is Response.HELD:
        return reopening
    return msgspec.structs.replace(reopening, relocked_on=day, **work.changed)


def propose_wording(
    context: Context, deal_id: UUID, term_id: UUID, values: Mapping[str, Any]
) -> None:
    """Put another wording beside the one that holds, which stays as it is.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        term_id: the term.
        values: of a version: ``wording``, ``party``, ``source``, ``written_on`` (else today).

    Raises:
        FormError: there are no words.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    wanted = _checked(values, TermVersion)
    _need(wanted.get("wording", ""), "wording")
    if wanted.get("written_on") is None:
        wanted["written_on"] = context.today()
    with _term(context, deal_id, term_id, "edit", "versions") as (work, term):
        version = TermVersion(id=uuid4(), **work.made, **wanted)
        _update(work, term, {"versions": (*term.versions, version)})


def put_back_wording(context: Context, deal_id: UUID, term_id: UUID) -> None:
    """Make the locked wording the agreed one again; what stood there stays as a version.

    Raises:
        FormError: ``required``, where the words that were locked are kept nowhere.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    with _term(context, deal_id, term_id, "put_back") as (work, term):
        locked = locked_wording(term) or ""
        _need(locked)
        versions = _with_replaced(work, term, locked)
        _update(work, term, {"agreed_wording": locked, "versions": versions})


def add_evidence(context: Context, deal_id: UUID, term_id: UUID, files: Sequence[Evidence]) -> None:
    """Keep files with the deal as evidence of a term.

    Raises:
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    with _term(context, deal_id, term_id, "edit", "attachment_ids") as (work, term):
        _update(work, term, {"attachment_ids": _with_files(work, term, files)})


def reopen_term(context: Context, deal_id: UUID, term_id: UUID, values: Mapping[str, Any]) -> UUID:
    """Note that somebody wants to move a term; the id of the reopening, which waits for an answer.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        term_id: the term.
        values: of a reopening; by default the buyer asks today, for what is not known.

    Raises:
        FormError: a value may not stand in its field.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    wanted = _checked(values, Reopening)
    made = uuid4()
    with _term(context, deal_id, term_id, "reopen") as (work, term):
        check_references(work.unit, deal_id, Reopening, wanted)
        given = {name: content for name, content in wanted.items() if content is not None}
        starts = starting_values(Reopening, context.today(), work.me)
        reopening = Reopening(id=made, **{**work.made, **starts, **given})
        _update(work, term, {"reopenings": (*term.reopenings, reopening)})
    return made


def answer_reopening(
    context: Context,
    deal_id: UUID,
    term_id: UUID,
    reopening_id: UUID,
    values: Mapping[str, Any],
    returned: Return | None = None,
    snapshot: Snapshot | None = None,
) -> None:
    """Note how a reopening was answered, today unless ``resolved_on`` says when.

    Args:
        context: desk, clock and person.
        deal_id: the deal.
        term_id: the term.
        reopening_id: the reopening.
        values: of the reopening: ``response`` (held, traded or conceded), and what belongs to it.
        returned: for one that is traded, what is got for it: a trade is made of both sides, agreed
            on the day of the answer, and named by the reopening and the term.
        snapshot: the deal, for the wording of that trade.

    Raises:
        FormError: there is no answer, or a value may not stand in its field.
        NoSuchRecord, NoSuchDeal: nothing is changed then.
    """
    wanted = _checked(values, Reopening)
    if wanted.get("response") not in ANSWERED:
        raise FormError("required", field="response")
    day = wanted.get("resolved_on") or context.today()
    wanted["resolved_on"] = day
    with _term(context, deal_id, term_id, "answer") as (work, term):
        known = next((each for each in term.reopenings if each.id == reopening_id), None)
        if known is None:
            raise NoSuchRecord("terms", reopening_id)
        check_references(work.unit, deal_id, Reopening, wanted)
        changes: dict[str, Any] = {}
        if returned is not None and wanted["response"] is Response.TRADED:
            trade = _trade(work, term, known, returned, day, snapshot)
            work.unit.insert(deal_id, trade)
            wanted["trade_id"] = trade.id
            changes["trade_ids"] = (*term.trade_ids, trade.id)
        answered = msgspec.structs.replace(known, **wanted, **work.changed)
        changes["reopenings"] = tuple(
            answered if each is known else each for each in term.reopenings
        )
        _update(work, term, changes)


def _trade(
    work: Work,
    term: Term,
    reopening: Reopening,
    returned: Return,
    day: date,
    snapshot: Snapshot | None,
) -> Trade:
    from negotiator_desk.wording.formats import Formats
    from negotiator_desk.wording.trades import composed

    given = Given(
        id=uuid4(),
        description=reopening.ask or term.name,
        cost_to_us=reopening.value_asked,
        **work.made,
    )
    received = Received(
        id=uuid4(), description=returned.description, value_to_us=returned.value, **work.made
    )
    trade = Trade(
        id=uuid4(),
        **work.made,
        **next_number(work.unit, work.deal_id, "trades", Trade),
        made_on=day,
        decided_on=day,
        asked_by=reopening.raised_by or Side.BUYER,
        status=TradeStatus.AGREED,
        given=(given,),
        received=(received,),
    )
    if snapshot is None:
        return trade
    return msgspec.structs.replace(trade, wording=composed(trade, snapshot, Formats()))


def add_terms(
    context: Context, deal_id: UUID, starters: Sequence[tuple[str, TermCategory, str]]
) -> tuple[UUID, ...]:
    """Add terms by name, category and our position, opened today, at the end; their ids.

    Raises:
        NoSuchDeal: the deal is not on the desk.
    """
    if not starters:
        return ()
    with edit_deal(context, deal_id, "add", "terms") as work:
        starts = starting_values(Term, context.today(), work.me)
        made = [
            Term(
                id=uuid4(),
                **work.made,
                **starts,
                name=checked(Term, "name", name),
                category=category,
                our_position=checked(Term, "our_position", position),
            )
            for name, category, position in starters
        ]
        work.unit.insert_many(deal_id, made)
        work.unit.label = label_of_many(work.unit, deal_id, "add", "terms", list(made))
    return tuple(each.id for each in made)


# -- what they share --------------------------------------------------------------------------


@contextmanager
def _term(
    context: Context, deal_id: UUID, term_id: UUID, key: EditKey, field: str = ""
) -> Iterator[tuple[Work, Term]]:
    """An edit of one term, named after it.

    Raises:
        NoSuchRecord, NoSuchDeal: it is not there.
    """
    with edit_deal(context, deal_id, key, "terms") as work:
        term = work.unit.record(deal_id, "terms", term_id)
        assert isinstance(term, Term)
        work.unit.label = label_of(work.unit, deal_id, key, "terms", term, field)
        yield work, term


def _update(work: Work, term: Term, values: Mapping[str, Any]) -> None:
    changed = {name: each for name, each in values.items() if each != getattr(term, name)}
    if changed:
        work.unit.update(work.deal_id, "terms", term.id, {**changed, **work.changed})


def _checked(
    values: Mapping[str, Any],
    record: type[Term] | type[TermVersion] | type[Reopening] = Term,
) -> dict[str, Any]:
    return {name: checked(record, name, content) for name, content in values.items()}


def _need(wording: str, field: str = "agreed_wording") -> None:
    if not present(wording):
        raise FormError("required", field=field)


def _with_replaced(work: Work, term: Term, wording: str) -> tuple[TermVersion, ...]:
    """The versions, with the agreed wording that is about to be replaced by another."""
    old = term.agreed_wording
    kept = any(each.wording == old for each in term.versions)
    if old == wording or not present(old) or kept:
        return term.versions
    day = term.agreed_on or term.locked_on
    version = TermVersion(id=uuid4(), **work.made, written_on=day, wording=old, source=term.clause)
    return (*term.versions, version)


def _with_locked(
    work: Work, term: Term, wording: str, day: date, values: Mapping[str, Any]
) -> tuple[TermVersion, ...]:
    """The versions with the wording that is locked as the last of them."""
    versions = _with_replaced(work, term, wording)
    if versions and versions[-1].wording == wording:
        return versions
    clause = values.get("clause", term.clause)
    version = TermVersion(id=uuid4(), **work.made, written_on=day, wording=wording, source=clause)
    return (*versions, version)


def _with_files(work: Work, term: Term, files: Sequence[Evidence]) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys((*term.attachment_ids, *(keep(work, each) for each in files))))
