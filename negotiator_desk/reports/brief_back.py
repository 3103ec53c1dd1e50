"""The second page of the meeting brief: tactics, questions, red lines, what is open or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from negotiator_desk.domain.delivery import change_fact
from negotiator_desk.domain.facts import in_order
from negotiator_desk.domain.meetings import is_open, questions_of
from negotiator_desk.domain.signature import LockState, lock_state
from negotiator_desk.models.before import Question
from negotiator_desk.models.choices import (
    ChangeStatus,
    Direction,
    Party,
    QuestionDirection,
)
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Meeting
from negotiator_desk.reports.brief_parts import (
    Room,
    heading,
    missing,
    more,
    present_people,
)
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.layout import Block, NoteLines, Text
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL_STRONG
from negotiator_desk.wording import documents as words
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.labels import choice_label, short_line, title_of
from negotiator_desk.wording.tactics import catalogued, tactic_name, tactic_text
from negotiator_desk.wording.terms import asked_now


def second_page(context: Context, meeting: Meeting | None, room: Room) -> Iterator[Block]:
    """What they may try, what to ask, what does not move, what is open, what we do not know."""
    yield from _tactics(context, room)
    yield from _questions(context, meeting, room)
    yield from _held(context, room)
    yield from _open(context, room)
    yield from _unknown(context, meeting, room)
    yield NoteLines(_("Notes"), before=14)


def _tactics(context: Context, room: Room) -> Iterator[Block]:
    yield heading(_("What they may try, and the reply"), new_page=True)
    rows = []
    expected = list(_expected(context))
    for name, reply, ground in expected[: room.tactics]:
        rows.append(
            Row(
                (
                    Cell(name, CELL_STRONG, note=ground),
                    Cell(short_line(reply, max(160, room.letters))),
                )
            )
        )
    if not rows:
        yield missing(_("No tactic of this buyer is on record. Note the first one you see."))
        return
    yield Table((Column(_("Tactic"), 32), Column(_("Reply"), 68)), rows, before=2)
    yield from more(len(expected) - len(rows))


def _expected(context: Context) -> Iterator[tuple[str, str, str]]:
    """Tactics seen from this buyer, most often first: name, the reply to it, how often it came."""
    for tactic in context.dossier.tactics:
        known = catalogued(tactic.tactic)
        worked = next((short_line(a.text, 300) for a in tactic.worked if a.text.strip()), "")
        reply = tactic_text(known.key).reply if known is not None else ""
        if worked:
            reply = _("Worked before: {reply}").format(reply=worked)
        n = tactic.n
        times = ngettext("seen once", "seen {n} times", n).format(n=n)
        yield (
            short_line(tactic_name(tactic.tactic)) or _("No name"),
            reply or _("No reply is recorded: ask a question and wait."),
            times,
        )


def _questions(context: Context, meeting: Meeting | None, room: Room) -> Iterator[Block]:
    yield heading(_("To ask, and to keep back"))
    asked = _prepared(context.now, meeting)
    rows = []
    for direction, head in (
        (QuestionDirection.ASK, _("Ask")),
        (QuestionDirection.KEEP_BACK, _("Keep back")),
    ):
        of_kind = [q for q in asked if (q.direction or QuestionDirection.ASK) is direction]
        for question in of_kind[: room.questions]:
            rows.append(
                Row(
                    (
                        Cell(head, CELL_STRONG),
                        Cell(short_line(question.text, max(120, room.letters // 2))),
                        Cell(short_line(_name(context, question.stakeholder_id), room.name)),
                    )
                )
            )
    if not rows:
        yield missing(_("No question is prepared. What would change your offer if you knew it?"))
        return
    yield Table((Column("", 13), Column(_("What"), 64), Column(_("Whom"), 23)), rows, before=2)
    yield from more(len(asked) - len(rows))


def _prepared(snapshot: Snapshot, meeting: Meeting | None) -> list[Question]:
    """The questions of the meeting and open ones to its people; without a meeting all open ones.

    What belongs to no meeting is kept back in each.
    """
    back = [q for q in snapshot.questions if q.direction is QuestionDirection.KEEP_BACK]
    if meeting is not None:
        prepared = questions_of(snapshot, meeting)
        found = [*prepared.questions, *prepared.open_to_people]
        kept = [q for q in back if q.meeting_id is None and q not in found]
        if found:
            return [*found, *kept]
    return [q for q in snapshot.questions if q in back or is_open(q)]


def _name(context: Context, record_id: UUID | None) -> str:
    return "" if record_id is None else title_of(record_id, context.formats, context.snapshot)


def _held(context: Context, room: Room) -> Iterator[Block]:
    """Red lines: what is not given, and what we do not go without."""
    yield heading(_("Red lines"))
    rows = [
        (v.direction is Direction.GET, short_line(v.name, room.name) or _("Unnamed"))
        for v in context.now.variables
        if v.red_line
    ]
    never = [name for is_get, name in rows if not is_get]
    always = [name for is_get, name in rows if is_get]
    held = [short_line(term.name, room.name) for term in context.now.terms if term.red_line]
    if not rows and not held:
        yield missing(_("None is drawn. What would you rather lose the deal over?"))
    for text, names in (
        (_("Never given: {names}"), never),
        (_("Not without: {names}"), always),
        (_("Terms that do not move: {names}"), held),
    ):
        if names:
            rest = len(names) - room.people
            left_out = ngettext("and {n} more", "and {n} more", rest).format(n=rest)
            listed = words.joined([*names[: room.people], left_out if rest > 0 else ""])
            yield Text(text.format(names=listed), BODY, before=2)


def _open(context: Context, room: Room) -> Iterator[Block]:
    """What is not settled: terms reopened, changes, open terms, and what was promised to us."""
    states = (LockState.REOPENED, LockState.OPEN)
    terms = {state: [t for t in context.now.terms if lock_state(t) is state] for state in states}
    changes = [change for change in context.now.changes if change_fact(change).open]
    owed = context.diagnosis.check("returns_secured").failing
    parts = (
        [_term_row(context, term, room) for term in terms[LockState.REOPENED]],
        [_change_row(context, change, room) for change in changes],
        [_term_row(context, term, room) for term in terms[LockState.OPEN]],
        [_row(context, record_id, "", _("owed to us"), room) for record_id in owed],
    )
    rows = [row for part in parts for row in part[: room.questions]]
    if not rows:
        return
    yield heading(_("Still open"))
    columns = (Column(_("Point"), 34), Column(_("What is asked"), 40), Column(_("State"), 26))
    yield Table(columns, rows, before=2)
    yield from more(sum(map(len, parts)) - len(rows))


def _row(context: Context, record_id: UUID, ask: str, state: str, room: Room) -> Row:
    name = short_line(title_of(record_id, context.formats, context.snapshot), room.name)
    said = short_line(ask, max(100, room.letters // 3))
    return Row((Cell(name, CELL_STRONG), Cell(said), Cell(state)))


def _term_row(context: Context, term: Term, room: Room) -> Row:
    """A term with what they want: of a reopened one what they asked for when they reopened it."""
    if lock_state(term) is LockState.OPEN:
        return _row(context, term.id, term.buyer_position, _("open"), room)
    asked = asked_now(term) or term.buyer_position
    return _row(context, term.id, asked, _("reopened"), room)


def _change_row(context: Context, change: Change, room: Room) -> Row:
    state = choice_label(change.status or ChangeStatus.RAISED).lower()
    if change.reply_due_on is not None:
        day = context.formats.date_text(change.reply_due_on)
        state = _("{state}, reply by {date}").format(state=state, date=day)
    ask = change.wording if change.wording.strip() else change.description
    return _row(context, change.id, ask, state, room)


def _unknown(context: Context, meeting: Meeting | None, room: Room) -> Iterator[Block]:
    """What would make this brief better, in one sentence."""
    now = context.now
    last = in_order(now.corridor)[-1] if now.corridor else None
    gaps = []
    if last is None or last.walk_away is None:
        gaps.append(_("our walk-away"))
    if last is None or last.buyer_limit is None:
        gaps.append(_("their limit"))
    if not any(a.party is Party.BUYER for a in now.alternatives):
        gaps.append(_("their alternative to us"))
    if not any(a.party is Party.OURS for a in now.alternatives):
        gaps.append(_("our alternative to this deal"))
    if not now.criteria:
        gaps.append(_("how they will score the offers"))
    unsure = [p for p in present_people(context, meeting) if p.stance is None]
    if len(unsure) == 1:
        name = short_line(unsure[0].name, room.name) or _("one of them")
        gaps.append(_("where {name} stands").format(name=name))
    elif unsure:
        n = len(unsure)
        gaps.append(ngettext("where {n} of them stands", "where {n} of them stand", n).format(n=n))
    if gaps:
        yield heading(_("What we do not know"))
        yield Text(_("Unknown: {gaps}.").format(gaps=words.joined(gaps)), BODY, before=2)
