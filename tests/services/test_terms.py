"""Terms from open to agreed to locked, reopened, answered and relocked: one undo step each."""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from negotiator_desk.domain.sense import warnings_of_term
from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.domain.term_history import history, locked_wording, other_wording, shortened
from negotiator_desk.models.choices import Response, Side, TradeStatus
from negotiator_desk.models.rules import FormError
from negotiator_desk.models.signature import Term, TermVersion
from negotiator_desk.services import attachments, records, terms
from negotiator_desk.services.context import Context
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.terms import missing_for_lock
from tests.store.making import Clock, a_deal, a_desk, put, uid

DEAL, TERM = uid("deal"), uid("term")
CAP = "Liability is limited to one yearly fee."
WORSE = "Liability is limited to three yearly fees."


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    clock = Clock()
    with a_desk(tmp_path, clock) as desk:
        deal = a_deal()
        bare = Term(id=TERM, name="Liability", opened_on=date(2026, 1, 5))
        put(desk, msgspec.structs.replace(deal, terms=(bare,), actions=()))
        yield Context(desk, clock)


def term(context: Context) -> Term:
    return next(each for each in context.desk.load(DEAL).terms if each.id == TERM)


def lock(context: Context, **values: Any) -> Term:
    terms.lock_term(context, DEAL, TERM, {"agreed_wording": CAP, **values})
    return term(context)


def test_a_lock_keeps_the_words_with_their_digest_day_and_person(context: Context) -> None:
    before = term(context)
    locked = lock(context, clause="14.1")
    assert lock_state(locked) is LockState.LOCKED
    assert (locked.locked_on, locked.agreed_on) == (context.today(), context.today())
    assert locked.locked_by == context.person()
    assert locked.wording_sha256 == hashlib.sha256(CAP.encode()).hexdigest()
    assert [(each.wording, each.written_on) for each in locked.versions] == [(CAP, context.today())]
    assert missing_for_lock(locked) == (
        "Evidence is missing: the lock holds without it, and that stays a finding.",
    )
    assert context.desk.undo_label is not None
    context.desk.undo()
    assert term(context) == before


def test_agreed_first_then_locked_with_other_words_keeps_both(context: Context) -> None:
    terms.agree_term(context, DEAL, TERM, {"agreed_wording": WORSE})
    assert lock_state(term(context)) is LockState.AGREED
    locked = lock(context, locked_on=date(2026, 1, 1), locked_by="Ilse")
    assert [each.wording for each in locked.versions] == [WORSE, CAP]
    assert locked.locked_by == "Ilse"
    fields = {warning.field for warning in warnings_of_term(locked)}
    assert "locked_on" in fields or "agreed_on" in fields  # before the term existed: a warning


def test_without_words_nothing_is_locked(context: Context) -> None:
    before = term(context)
    for call in (
        lambda: terms.lock_term(context, DEAL, TERM, {"agreed_wording": " "}),
        lambda: terms.agree_term(context, DEAL, TERM, {}),
        lambda: terms.propose_wording(context, DEAL, TERM, {"wording": ""}),
        lambda: terms.put_back_wording(context, DEAL, TERM),
    ):
        with pytest.raises(FormError):
            call()
    assert term(context) == before


def test_evidence_is_kept_with_the_lock_in_one_step(context: Context, tmp_path: Path) -> None:
    proof = tmp_path / "minutes.txt"
    proof.write_text("signed")
    file = attachments.read_evidence(context, DEAL, proof)
    proof.unlink()  # vanished after it was picked
    terms.lock_term(context, DEAL, TERM, {"agreed_wording": CAP}, [file, file])
    (kept,) = context.desk.load(DEAL).attachments
    assert term(context).attachment_ids == (kept.id,)
    assert context.desk.blob(kept.sha256) == b"signed"
    context.desk.undo()
    assert not context.desk.load(DEAL).attachments
    assert term(context).locked_on is None


def test_a_file_too_large_gone_or_none_is_refused_in_words(
    context: Context, tmp_path: Path
) -> None:
    large = tmp_path / "scan.pdf"
    with large.open("wb") as out:
        out.truncate(200_000_000)
    with pytest.raises(Refusal, match=r"scan\.pdf has 200\.0 MB"):
        attachments.read_evidence(context, DEAL, large)
    with pytest.raises(Refusal, match="is not a file"):
        attachments.read_evidence(context, DEAL, tmp_path)
    with pytest.raises(FileNotFoundError):
        attachments.read_evidence(context, DEAL, tmp_path / "gone.pdf")
    beside = [attachments.Evidence(str(n), bytes(19_000_000)) for n in range(4)]
    part = tmp_path / "part.pdf"
    part.write_bytes(bytes(5_000_000))
    with pytest.raises(Refusal, match=r"81\.0 MB"):
        attachments.read_evidence(context, DEAL, part, beside)


def test_a_reopening_held_needs_no_relock(context: Context) -> None:
    lock(context)
    made = terms.reopen_term(
        context, DEAL, TERM, {"ask": "Three fees", "value_asked": Decimal(900)}
    )
    assert lock_state(term(context)) is LockState.REOPENED
    assert term(context).reopenings[0].raised_by is Side.BUYER
    terms.answer_reopening(context, DEAL, TERM, made, {"response": Response.HELD})
    held = term(context)
    assert lock_state(held) is LockState.LOCKED
    assert held.reopenings[0].resolved_on == context.today()
    assert [event.key for event in history(held)] == [
        "opened",
        "agreed",
        "locked",
        "reopened",
        "held",
    ]


def test_conceded_then_relocked_with_the_new_words_beside_the_old(context: Context) -> None:
    lock(context, locked_on=date(2026, 2, 1))
    made = terms.reopen_term(context, DEAL, TERM, {"ask": "Three fees"})
    values = {"response": Response.CONCEDED, "value_conceded": Decimal(500)}
    terms.answer_reopening(context, DEAL, TERM, made, values)
    assert lock_state(term(context)) is LockState.REOPENED
    terms.lock_term(context, DEAL, TERM, {"agreed_wording": WORSE, "locked_on": date(2026, 9, 1)})
    again = term(context)
    assert lock_state(again) is LockState.LOCKED
    assert again.locked_on == date(2026, 2, 1)
    assert again.reopenings[0].relocked_on == date(2026, 9, 1)
    assert [each.wording for each in again.versions] == [CAP, WORSE]
    steps = {event.key: event.wording for event in history(again)}
    assert (steps["locked"], steps["relocked"]) == (CAP, WORSE)
    keys = {warning.key for warning in warnings_of_term(again)}
    assert "date_order" in keys or again.reopenings[0].raised_on is not None


def test_traded_makes_the_trade_and_names_it(context: Context) -> None:
    lock(context)
    ask = {"ask": "Three fees", "value_asked": Decimal(900)}
    made = terms.reopen_term(context, DEAL, TERM, ask)
    back = terms.Return(description="Two more years", value=Decimal(1200))
    values = {"response": Response.TRADED, "resolved_on": date(2026, 9, 1)}
    snapshot = context.desk.load(DEAL)
    terms.answer_reopening(context, DEAL, TERM, made, values, back, snapshot)
    after = context.desk.load(DEAL)
    trade = after.trades[-1]
    assert (trade.status, trade.decided_on) == (TradeStatus.AGREED, date(2026, 9, 1))
    assert (trade.given[0].cost_to_us, trade.received[0].value_to_us) == (900, 1200)
    assert "Two more years" in trade.wording
    assert term(context).reopenings[0].trade_id == trade.id
    assert trade.id in term(context).trade_ids
    context.desk.undo()
    assert len(context.desk.load(DEAL).trades) == len(snapshot.trades)


def test_an_edit_after_the_lock_leaves_the_locked_words(context: Context) -> None:
    lock(context)
    records.set_value(context, DEAL, "terms", TERM, "agreed_wording", "Liab")
    records.set_value(context, DEAL, "terms", TERM, "agreed_wording", WORSE)
    edited = term(context)
    assert [each.wording for each in edited.versions] == [CAP]
    assert locked_wording(edited) == CAP
    assert other_wording(edited) == (CAP, WORSE)
    assert {warning.key for warning in warnings_of_term(edited)} == {"wording_changed"}
    terms.put_back_wording(context, DEAL, TERM)
    back = term(context)
    assert back.agreed_wording == CAP
    assert [each.wording for each in back.versions] == [CAP, WORSE]
    assert not warnings_of_term(back)


def test_a_lock_date_set_in_a_form_keeps_the_words_too(context: Context) -> None:
    records.set_value(context, DEAL, "terms", TERM, "agreed_wording", CAP)
    records.set_value(context, DEAL, "terms", TERM, "locked_on", date(2026, 3, 1))
    assert term(context).versions[0].wording == CAP
    records.set_value(context, DEAL, "terms", TERM, "agreed_wording", "")
    assert locked_wording(term(context)) == CAP


def test_another_wording_stands_beside_the_locked_one(context: Context) -> None:
    lock(context)
    values = {"wording": WORSE, "party": Side.BUYER, "source": "Mail"}
    terms.propose_wording(context, DEAL, TERM, values)
    assert term(context).agreed_wording == CAP
    assert other_wording(term(context)) == (CAP, WORSE)


def test_the_history_cannot_be_shortened_by_a_form(context: Context) -> None:
    lock(context)
    terms.reopen_term(context, DEAL, TERM, {"ask": "Three fees"})
    blank = records.add_nested(context, DEAL, "terms", TERM, "reopenings")
    before = term(context)
    place = (context, DEAL, "terms", TERM)
    version = before.versions[0].id
    for call in (
        lambda: records.remove_nested(*place, "reopenings", [before.reopenings[0].id]),
        lambda: records.remove_nested(*place, "versions", [version]),
        lambda: records.set_nested_value(*place, "versions", version, "wording", "Other"),
        lambda: records.set_value(*place, "versions", ()),
        lambda: records.set_value(*place, "reopenings", ()),
    ):
        with pytest.raises(Refusal, match="history of a term is kept"):
            call()
    assert term(context) == before
    records.remove_nested(*place, "reopenings", [blank])  # begun and never said anything
    assert len(term(context).reopenings) == 1


wordings = st.sampled_from(["", CAP, WORSE, "Unlimited."])
days = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))


class Histories(RuleBasedStateMachine):
    """Whatever the services and forms do, what a history holds stays in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = a_desk(Path(self.folder.name))
        self.context = Context(self.desk, Clock())
        version = TermVersion(id=uid("v"), wording="Draft", party=Side.BUYER)
        bare = Term(id=TERM, name="Liability", versions=(version,))
        put(self.desk, msgspec.structs.replace(a_deal(), terms=(bare,), actions=()))
        self.states = [bare]
        self.locked: set[str] = set()

    def teardown(self) -> None:
        self.desk.close()
        self.folder.cleanup()

    @property
    def now(self) -> Term:
        return term(self.context)

    def note(self) -> None:
        if self.now != self.states[-1]:
            self.states.append(self.now)

    @rule(wording=wordings, day=days)
    def lock(self, wording: str, day: date | None) -> None:
        values = {"agreed_wording": wording, "locked_on": day}
        try:
            terms.lock_term(self.context, DEAL, TERM, values)
        except FormError:
            assert not wording
        self.note()

    @rule(wording=wordings)
    def agree(self, wording: str) -> None:
        if wording:
            terms.agree_term(self.context, DEAL, TERM, {"agreed_wording": wording})
            self.note()

    @rule(wording=wordings)
    def propose(self, wording: str) -> None:
        if wording:
            terms.propose_wording(self.context, DEAL, TERM, {"wording": wording})
            self.note()

    @rule()
    def put_back(self) -> None:
        if locked_wording(self.now):
            terms.put_back_wording(self.context, DEAL, TERM)
            self.note()

    @rule(ask=st.sampled_from(["", "More"]))
    def reopen(self, ask: str) -> None:
        terms.reopen_term(self.context, DEAL, TERM, {"ask": ask})
        self.note()

    @precondition(lambda self: self.now.reopenings)
    @rule(place=st.integers(0, 5), answer=st.sampled_from(terms.ANSWERED))
    def answer(self, place: int, answer: Response) -> None:
        found: tuple[UUID, ...] = tuple(each.id for each in self.now.reopenings)
        values = {"response": answer}
        terms.answer_reopening(self.context, DEAL, TERM, found[place % len(found)], values)
        self.note()

    @rule(wording=wordings)
    def edit_wording(self, wording: str) -> None:
        records.set_value(self.context, DEAL, "terms", TERM, "agreed_wording", wording)
        self.note()

    @rule(day=days)
    def edit_day(self, day: date | None) -> None:
        records.set_value(self.context, DEAL, "terms", TERM, "locked_on", day)
        self.note()

    @rule(name=st.sampled_from(["versions", "reopenings"]))
    def empty(self, name: str) -> None:
        try:
            records.set_value(self.context, DEAL, "terms", TERM, name, ())
        except Refusal:
            return
        self.note()

    @rule()
    def undo(self) -> None:
        """Undo takes the last step back whole, and nothing beside it."""
        if len(self.states) > 1:
            self.desk.undo()
            self.states.pop()
        assert self.now == self.states[-1]

    @invariant()
    def nothing_is_lost(self) -> None:
        for earlier, later in zip(self.states, self.states[1:], strict=False):
            assert not shortened(earlier, later)
        now = self.now
        if now.locked_on is not None and now.wording_sha256:
            assert locked_wording(now) is not None


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=25,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
