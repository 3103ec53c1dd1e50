"""What is recorded after signature: changes and entitlements."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from negotiator_desk.models import fields as f
from negotiator_desk.models.choices import (
    Approval,
    AskedIn,
    ChangeCategory,
    ChangeStatus,
    EntitlementKind,
    EntitlementStatus,
    Side,
)
from negotiator_desk.models.fields import KindMeta, Record
from negotiator_desk.models.table import Given, Received


class Change(Record, frozen=True, kw_only=True):
    """A request after signature: a negotiated variable with a cost and a compensation."""

    meta: ClassVar = KindMeta(
        singular="Change",
        plural="Changes",
        title_field="title",
        date_field="raised_on",
        why="Every request after signature, however small. A change without a price is a "
        "concession nobody asked for by name.",
    )

    number: Annotated[int | None, f.value("No.", minimum=0)] = None
    title: Annotated[str, f.text("Change", "What is asked, in a line.")] = ""
    description: Annotated[str, f.prose("Description")] = ""
    category: Annotated[ChangeCategory | None, f.value("Category")] = None
    raised_on: Annotated[date | None, f.value("Raised on")] = None
    aware_on: Annotated[
        date | None, f.value("Aware on", "When we knew; notice periods run from here.")
    ] = None
    raised_by: Annotated[Side | None, f.value("Raised by")] = None
    asked_in: Annotated[AskedIn | None, f.value("Asked")] = None
    instructed_by: Annotated[str, f.text("Instructed by", "Who on their side told us to.")] = ""
    confirmed_in_writing_on: Annotated[date | None, f.value("Confirmed in writing on")] = None
    term_id: Annotated[UUID | None, f.ref("terms", "Term", "The term it moves.")] = None
    trade_id: Annotated[UUID | None, f.ref("trades", "Trade", "The trade it belongs to.")] = None
    cost_to_us: Annotated[
        Decimal | None, f.money("Cost to us", "What the work costs us.", secret=True)
    ] = None
    value_to_buyer: Annotated[
        Decimal | None, f.money("Worth to the buyer", "An estimate.", secret=True)
    ] = None
    status: Annotated[ChangeStatus | None, f.value("Status")] = None
    work_started_on: Annotated[date | None, f.value("Work started on")] = None
    decided_on: Annotated[date | None, f.value("Decided on")] = None
    reply_due_on: Annotated[date | None, f.value("Reply due on")] = None
    price_change: Annotated[
        Decimal | None,
        f.money("Price change", "Agreed change of the contract sum.", signed=True),
    ] = None
    counter_value: Annotated[
        Decimal | None,
        f.money(
            "Worth of compensation in kind",
            "What comes back besides the price.",
            signed=True,
            secret=True,
        ),
    ] = None
    counter_description: Annotated[str, f.text("Compensation in kind", "In words.")] = ""
    given: Annotated[tuple[Given, ...], f.value("We give")] = ()
    received: Annotated[tuple[Received, ...], f.value("We get")] = ()
    wording: Annotated[str, f.prose("Wording", "If you …, then we ….")] = ""
    notice_due_on: Annotated[date | None, f.value("Notice due on")] = None
    notice_given_on: Annotated[date | None, f.value("Notice given on")] = None
    ends_on: Annotated[date | None, f.value("Ends on", "For a temporary change.")] = None
    approval_asked_on: Annotated[date | None, f.value("Approval asked on", secret=True)] = None
    approval_question: Annotated[str, f.prose("Approval question", secret=True)] = ""
    approval_answer: Annotated[Approval | None, f.value("Approval", secret=True)] = None
    authorised_by: Annotated[str, f.text("Authorised by", domain="our_people", secret=True)] = ""
    authorised_on: Annotated[date | None, f.value("Authorised on", secret=True)] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""


class Entitlement(Record, frozen=True, kw_only=True):
    """Something the contract gives us, if we claim it in time."""

    meta: ClassVar = KindMeta(
        singular="Entitlement",
        plural="Entitlements",
        title_field="name",
        why="What the contract gives us if we ask in time: indexation, minimum volumes, rate "
        "reviews. Nobody will remind you.",
    )

    name: Annotated[str, f.text("Entitlement")] = ""
    kind: Annotated[EntitlementKind | None, f.value("Kind")] = None
    term_id: Annotated[UUID | None, f.ref("terms", "Term", "The term that grants it.")] = None
    trade_id: Annotated[UUID | None, f.ref("trades", "Trade", "The trade that won it.")] = None
    due_on: Annotated[date | None, f.value("Due on")] = None
    notice_by: Annotated[date | None, f.value("Notice by", "Last day to ask for it.")] = None
    value: Annotated[Decimal | None, f.money("Value", secret=True)] = None
    status: Annotated[EntitlementStatus | None, f.value("Status")] = None
    claimed_on: Annotated[date | None, f.value("Claimed on")] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""
