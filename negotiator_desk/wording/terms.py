"""Terms in words: their state, what a lock lacks, their history, differences between wordings."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from negotiator_desk.domain.award_guard import LockStep, Moved
from negotiator_desk.domain.facts import present
from negotiator_desk.domain.signature import LockState, lock_state, once_locked
from negotiator_desk.domain.term_history import Event
from negotiator_desk.domain.worddiff import Piece, words_of
from negotiator_desk.models.choices import Response, Side
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.signature import Term
from negotiator_desk.wording.catalogue import N_, _, ngettext
from negotiator_desk.wording.charts import lock_label
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import short_line, title_of

_MEANINGS: Final = {
    LockState.OPEN: "lost",
    LockState.AGREED: "exposed",
    LockState.LOCKED: "protected",
    LockState.REOPENED: "lost",
}
_STEPS: Final = {
    "opened": N_("Opened"),
    "agreed": N_("Agreed"),
    "locked": N_("Locked"),
    "held": N_("Held"),
    "traded": N_("Traded"),
    "conceded": N_("Conceded"),
    "relocked": N_("Relocked"),
}
_MOVEMENTS: Final = {
    "trades": N_("given in a trade"),
    "offers": N_("fall of price"),
    "terms": N_("reopened term"),
}
_SAID: Final = 6
"""Of so many differences each is read out; of more, the rest is counted."""


def history_kept() -> str:
    """A version or a recorded reopening cannot be taken out."""
    return _(
        "The history of a term is kept: a version, or a reopening that says something, cannot be "
        "taken out of it. Ctrl+Z takes back what was just done."
    )


def state_text(term: Term) -> str:
    """How a term stands."""
    return lock_label(lock_state(term))


def asked_now(term: Term) -> str:
    """What they want who have reopened a term and wait for our answer; empty where nobody does."""
    waiting = [each for each in term.reopenings if each.response in (None, Response.PENDING)]
    return "; ".join(each.ask for each in waiting if each.ask.strip())


def state_meaning(term: Term) -> str:
    """The colour token of how a term stands."""
    return _MEANINGS[lock_state(term)]


def standing_text(term: Term, currency: str, formats: Formats) -> str:
    """How a term stands, with what is at stake and since when."""
    state = lock_state(term)
    day = term.locked_on if state is LockState.LOCKED else None
    text = lock_label(state)
    if day is not None:
        text = _("Locked since {date}").format(date=formats.date_text(day))
    if term.value_at_stake is None:
        return _("{text}; what is at stake is not known").format(text=text)
    money = formats.money(term.value_at_stake, currency)
    return _("{text}; {money} at stake").format(text=text, money=money)


def digest_text(term: Term) -> str:
    """The SHA-256 of the wording at the lock, which proves that it was kept as it was."""
    if not term.wording_sha256:
        return ""
    return _("SHA-256 of the locked wording: {digest}").format(digest=term.wording_sha256)


def evidence_text(term: Term) -> str:
    """Whether the wording is proven, by words or by files."""
    if term.attachment_ids:
        n = len(term.attachment_ids)
        return ngettext("Yes, {n} file", "Yes, {n} files", n).format(n=n)
    return _("Yes") if has_evidence(term) else _("No")


def evidence_meaning(term: Term) -> str:
    """The colour token of the evidence: exposed where a lock has none."""
    if has_evidence(term):
        return ""
    return "exposed" if once_locked(term) else "muted"


def red_line_text(term: Term) -> str:
    """Whether it is a red line."""
    return _("Red line") if term.red_line else ""


def has_evidence(term: Term) -> bool:
    """Whether something proves the wording: words, or a file."""
    return present(term.evidence) or bool(term.attachment_ids)


def missing_for_lock(term: Term, *, files: int = 0) -> tuple[str, ...]:
    """What a lock of the term as it is would lack, a sentence each; the first one prevents it."""
    said = []
    if not present(term.agreed_wording):
        said.append(_("The wording is missing: without the words there is nothing to lock."))
    if not present(term.clause):
        said.append(_("The clause is missing: where do the words stand in the contract?"))
    if not has_evidence(term) and not files:
        said.append(_("Evidence is missing: the lock holds without it, and that stays a finding."))
    return tuple(said)


def event_text(event: Event, currency: str, formats: Formats) -> str:
    """One step of a history in one line, without its date."""
    match event.key:
        case "wording":
            whose = {Side.US: _("Our wording"), Side.BUYER: _("Their wording")}
            head = whose.get(event.side, _("Wording")) if event.side else _("Wording")
            return _("{step}: {text}").format(step=head, text=short_line(event.wording))
        case "reopened":
            who = {Side.US: _("Reopened by us"), Side.BUYER: _("Reopened by the buyer")}
            head = who[event.side] if event.side else _("Reopened")
            text = _("{step}: {text}").format(step=head, text=short_line(event.text))
            text = text if present(event.text) else head
            if event.amount is not None:
                money = formats.money(event.amount, currency)
                text = _("{text} (worth {money})").format(text=text, money=money)
            return text
        case "conceded" if event.amount is not None:
            return _("Conceded, at {money}").format(money=formats.money(event.amount, currency))
        case "locked" if present(event.text):
            return _("Locked by {name}").format(name=short_line(event.text))
        case _:
            return _(_STEPS[event.key])


def difference_words(pieces: Sequence[Piece]) -> str:
    """What differs between two wordings, for somebody who cannot see the marks."""
    parts = []
    for kind, pattern in (("added", _("added: {words}")), ("removed", _("taken out: {words}"))):
        found = words_of(pieces, "added" if kind == "added" else "removed")
        if found:
            said = ", ".join(
                _("“{words}”").format(words=short_line(each)) for each in found[:_SAID]
            )
            if len(found) > _SAID:
                said = _("{said} and {n} more").format(said=said, n=len(found) - _SAID)
            parts.append(pattern.format(words=said))
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else _("No word differs.")


def first_text(step: LockStep, currency: str, formats: Formats) -> str:
    """A term to lock, with what its state leaves open."""
    name = short_line(step.name, 28) or _("Untitled term")
    if step.weight is None:
        return _("{term} · stake unknown").format(term=name)
    money = f"{formats.short(step.weight)} {currency}".rstrip()
    return _("{term} · {money}").format(term=name, money=money)


def award_price_text(moved: Sequence[Moved], currency: str, formats: Formats) -> str:
    """What the time after the award has cost, in how many movements."""
    if not moved:
        return _("After the award: nothing was lost")
    whole = sum((each.amount for each in moved), Fraction(0))
    n = len(moved)
    return ngettext(
        "Price of award {money}: {n} movement", "Price of award {money}: {n} movements", n
    ).format(money=f"{formats.short(whole)} {currency}".rstrip(), n=n)


def moved_text(moved: Moved, snapshot: Snapshot, formats: Formats) -> str:
    """One movement after the award: what it cost, of what kind it is, and which record it is."""
    return _("{money}: {kind}, {title}").format(
        money=formats.money(moved.amount, snapshot.deal.currency),
        kind=_(_MOVEMENTS[moved.kind]),
        title=short_line(title_of(moved.record, formats, snapshot), 60),
    )


def help_text() -> str:
    """What can be done with a term, for the help on its tab."""
    return _(
        "Locking or relocking a term asks for wording, clause and evidence; a file can be dropped "
        "on its card. Where somebody wants to move it, note that it is reopened and answer with "
        "Held, Traded or Conceded. Every wording is kept: arrows in the history "
        "compare it word by word with the one that holds. “Lock first” names the terms by what "
        "is open of their stake: open all, agreed half, reopened what that can take."
    )
