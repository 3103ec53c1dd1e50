"""What is recorded at signature: terms, their versions and their reopenings."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from negotiator_desk.models import fields as f
from negotiator_desk.models.choices import Response, Side, TermCategory
from negotiator_desk.models.fields import KindMeta, Record


class TermVersion(Record, frozen=True, kw_only=True):
    """One wording of a term, from one side, on one day."""

    meta: ClassVar = KindMeta(singular="Version", plural="Versions", title_field="wording")

    written_on: Annotated[date | None, f.value("Written on")] = None
    party: Annotated[Side | None, f.value("By")] = None
    wording: Annotated[str, f.prose("Wording")] = ""
    source: Annotated[str, f.text("Source", "Where this wording stands.")] = ""


class Reopening(Record, frozen=True, kw_only=True):
    """An attempt to move a term after its lock."""

    meta: ClassVar = KindMeta(
        singular="Reopening", plural="Reopenings", title_field="ask", date_field="raised_on"
    )

    raised_on: Annotated[date | None, f.value("Raised on")] = None
    raised_by: Annotated[Side | None, f.value("Raised by")] = None
    ask: Annotated[str, f.text("Ask", "What they want to move.")] = ""
    value_asked: Annotated[
        Decimal | None, f.money("Worth of the ask", "What it would cost us.", secret=True)
    ] = None
    response: Annotated[Response | None, f.value("Answer")] = None
    value_conceded: Annotated[
        Decimal | None, f.money("Conceded", "What it did cost us.", secret=True)
    ] = None
    trade_id: Annotated[UUID | None, f.ref("trades", "Trade", "The trade that answered it.")] = None
    change_id: Annotated[UUID | None, f.ref("changes", "Change", "The change it became.")] = None
    resolved_on: Annotated[date | None, f.value("Resolved on")] = None
    relocked_on: Annotated[date | None, f.value("Relocked on")] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""


class Term(Record, frozen=True, kw_only=True):
    """A term of the contract, from open to agreed to locked."""

    meta: ClassVar = KindMeta(
        singular="Term",
        plural="Terms",
        title_field="name",
        why="Each term from open to agreed to locked, with its wording and its evidence. What is "
        "not locked before the award is negotiated again after it.",
    )

    name: Annotated[str, f.text("Term", "Such as liability cap or payment terms.")] = ""
    category: Annotated[TermCategory | None, f.value("Category")] = None
    variable_id: Annotated[UUID | None, f.ref("variables", "Variable", "What was traded here.")] = (
        None
    )
    trade_ids: Annotated[
        tuple[UUID, ...], f.ref("trades", "Trades", "The trades that it fixes.")
    ] = ()
    our_position: Annotated[str, f.prose("Our position", secret=True)] = ""
    buyer_position: Annotated[str, f.prose("The buyer's position")] = ""
    versions: Annotated[tuple[TermVersion, ...], f.value("Versions", "Every wording so far.")] = ()
    agreed_wording: Annotated[str, f.prose("Agreed wording", "The words both sides agreed on.")] = (
        ""
    )
    condition: Annotated[str, f.text("Condition", "What the agreement hangs on.")] = ""
    clause: Annotated[str, f.text("Clause", "Where it stands in the contract.")] = ""
    value_at_stake: Annotated[
        Decimal | None,
        f.money(
            "Value at stake",
            "What we would lose, in expectation, if the term ended at the buyer's position.",
            secret=True,
        ),
    ] = None
    red_line: Annotated[bool | None, f.value("Red line", secret=True)] = None
    owner: Annotated[str, f.text("Owner", "Who of us looks after it.", domain="our_people")] = ""
    opened_on: Annotated[date | None, f.value("Opened on")] = None
    agreed_on: Annotated[date | None, f.value("Agreed on")] = None
    locked_on: Annotated[date | None, f.value("Locked on", "The day the wording was fixed.")] = None
    locked_by: Annotated[str, f.text("Locked by", domain="our_people")] = ""
    evidence: Annotated[
        str, f.text("Evidence", "What proves the wording: minutes, a mail, an annex.")
    ] = ""
    attachment_ids: Annotated[
        tuple[UUID, ...], f.ref("attachments", "Files", "Evidence kept with the deal.")
    ] = ()
    wording_sha256: Annotated[
        str,
        f.text(
            "Wording SHA-256",
            "Of the wording's UTF-8 bytes at the lock.",
            pattern=r"[0-9a-f]{64}",
        ),
    ] = ""
    reopenings: Annotated[
        tuple[Reopening, ...], f.value("Reopenings", "Attempts to move it after the lock.")
    ] = ()
