"""Desks and deals for the tests of the store and of the services."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

import msgspec

from negotiator_desk.domain.edits import EditLabel
from negotiator_desk.models.before import Criterion, CriterionRight, Influence, Rival, Stakeholder
from negotiator_desk.models.choices import InfluenceKind, Right, Side, Stage, TradeStatus
from negotiator_desk.models.deal import Deal, Outcome, Snapshot
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import DEAL_LISTS, records_of
from negotiator_desk.models.learn import Action
from negotiator_desk.models.signature import Reopening, Term
from negotiator_desk.models.table import Given, Meeting, MeetingPerson, Offer, Trade
from negotiator_desk.store.desk import Desk, open_desk

SPACE = UUID("0f3a0a52-6f7e-4d0a-9c8e-1f2f3a4b5c6d")
EDIT = EditLabel(key="edit", kind="trades")
NOW = datetime(2026, 5, 4, 12, 30, 15, 250_000, tzinfo=UTC)


class Clock:
    """A clock that goes on when told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **span: float) -> None:
        self.now += timedelta(**span)


def uid(name: str) -> UUID:
    """An id, the same for the same name."""
    return uuid5(SPACE, name)


def a_desk(folder: Path, clock: Clock | None = None) -> Desk:
    return open_desk(folder, clock or Clock(), timeout=0.5)


def a_deal(name: str = "deal") -> Snapshot:
    """A deal whose records refer to each other in every way there is."""
    return Snapshot(
        deal=Deal(
            id=uid(name),
            title="Helios",
            buyer="Norvik",
            currency="EUR",
            stage=Stage.TABLE,
            owner="K. Brandt",
            outcome=Outcome(reasons=("price", "time")),
            created_at=datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC),
            updated_at=datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC),
            extra='{"mood":1.10}',
        ),
        stakeholders=(
            Stakeholder(id=uid("ann"), name="Ann", power=5, stance=-2),
            Stakeholder(id=uid("bob"), name="Bob", relationship_owner="K. Brandt"),
            Stakeholder(id=uid("cleo"), name="Cleo"),
        ),
        influences=(
            Influence(
                id=uid("line"),
                from_id=uid("ann"),
                to_id=uid("bob"),
                kind=InfluenceKind.REPORTS_TO,
            ),
            Influence(id=uid("other line"), from_id=uid("bob"), to_id=uid("cleo")),
        ),
        criteria=(
            Criterion(
                id=uid("price"),
                name="Price",
                weight=Decimal("33.3333333333"),
                stakeholder_id=uid("ann"),
                rights=(
                    CriterionRight(id=uid("r1"), stakeholder_id=uid("ann"), right=Right.SCORES),
                    CriterionRight(id=uid("r2"), stakeholder_id=uid("bob"), right=Right.SHAPES),
                ),
                rival_scores={"Acme": Decimal("7.5"), "Zeta": Decimal(3)},
            ),
        ),
        rivals=(
            Rival(id=uid("acme"), name="Acme", price_low=Decimal("99999999999999.9999")),
            Rival(id=uid("zeta"), name="Zeta"),
        ),
        meetings=(
            Meeting(
                id=uid("meeting"),
                title="First",
                starts_at=datetime(2026, 5, 5, 14, 30),
                stakeholder_ids=(uid("ann"), uid("bob")),
                our_people=(MeetingPerson(id=uid("mp"), name="K. Brandt"),),
                no_behaviour_seen=False,
            ),
        ),
        offers=(
            Offer(
                id=uid("offer"),
                made_on=date(2026, 5, 1),
                party=Side.US,
                amount=Decimal("1000000.50"),
                scope_value=Decimal("-0.0001"),
                trade_id=uid("trade 1"),
                meeting_id=uid("meeting"),
            ),
        ),
        trades=tuple(
            Trade(
                id=uid(f"trade {number}"),
                number=number,
                status=TradeStatus.PROPOSED,
                wording=f"If you {number}, then we …\x00\u202e👩‍💻",
                given=(Given(id=uid(f"given {number}"), cost_to_us=Decimal("12.34")),),
            )
            for number in (1, 2, 3)
        ),
        terms=(
            Term(
                id=uid("term"),
                name="Liability",
                trade_ids=(uid("trade 1"), uid("trade 2")),
                owner="K. Brandt",
                reopenings=(Reopening(id=uid("reopening"), trade_id=uid("trade 1")),),
            ),
        ),
        actions=(
            Action(id=uid("action"), text="Ask", record_id=uid("reopening"), owner="K. Brandt"),
            Action(id=uid("action 2"), text="Call", record_id=uid("ann")),
        ),
    )


def put(desk: Desk, snapshot: Snapshot) -> None:
    """Put a deal on the desk."""
    with desk.edit(EditLabel(key="import", kind="deal", title=snapshot.deal.title)) as unit:
        unit.insert_deal(snapshot)


def many(snapshot: Snapshot, times: int, name: str) -> Snapshot:
    """A larger deal: every list repeated, without the references."""

    def copies(kind: str) -> tuple[Record, ...]:
        found = records_of(snapshot, kind)
        return tuple(
            msgspec.structs.replace(each, id=uid(f"{name} {kind} {place} {number}"))
            for number in range(times)
            for place, each in enumerate(found)
        )

    deal = msgspec.structs.replace(snapshot.deal, id=uid(name))
    lists = {kind: copies(kind) for kind in DEAL_LISTS}
    made: Snapshot = Snapshot(deal=deal, **lists)  # type: ignore[arg-type]
    return made


def spoil_table(path: Path, table: str) -> None:
    """Spoil the root page of a table or index; the rest of the file stays good."""
    plain = sqlite3.connect(path)
    query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
    (root,) = plain.execute(query, [table]).fetchone()
    (size,) = plain.execute("PRAGMA page_size").fetchone()
    plain.close()
    with path.open("rb+") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)
