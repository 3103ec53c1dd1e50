"""What is recorded at the table: authority, variables, meetings, offers and trades."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from negotiator_desk.models import fields as f
from negotiator_desk.models.choices import (
    Approval,
    Direction,
    MeetingRole,
    MeetingStatus,
    OfferRound,
    Side,
    TradeStatus,
    VariableCategory,
)
from negotiator_desk.models.fields import KindMeta, Record


class AuthorityLevel(Record, frozen=True, kw_only=True):
    """A holder and the largest concession cost that the holder may agree alone."""

    meta: ClassVar = KindMeta(
        singular="Authority level",
        plural="Authority",
        many="Authority levels",
        title_field="holder",
        why="Who may agree to what cost alone. Without levels every concession is made by "
        "whoever sits at the table.",
    )

    holder: Annotated[
        str,
        f.text("Holder", "Who may agree, by name or role.", domain="our_people", secret=True),
    ] = ""
    limit: Annotated[
        Decimal | None, f.money("Limit for one trade", "Largest cost of one trade.", secret=True)
    ] = None
    limit_total: Annotated[
        Decimal | None,
        f.money("Limit in total", "Largest cost of all trades together.", secret=True),
    ] = None
    granted_on: Annotated[date | None, f.value("Granted on", secret=True)] = None
    valid_until: Annotated[date | None, f.value("Valid until", secret=True)] = None


class VariableOption(Record, frozen=True, kw_only=True):
    """One level a variable can take, such as 45 days."""

    meta: ClassVar = KindMeta(singular="Option", plural="Options", title_field="label")

    label: Annotated[str, f.text("Level", "Such as 30, 45 or 60 days.")] = ""
    value_to_us: Annotated[
        Decimal | None,
        f.money("Worth to us", "Against our ask; negative is a cost.", signed=True, secret=True),
    ] = None
    value_to_buyer: Annotated[
        Decimal | None,
        f.money("Worth to the buyer", "Against our ask; an estimate.", signed=True, secret=True),
    ] = None


class Variable(Record, frozen=True, kw_only=True):
    """Something that can be given or got, with its ladder and its money."""

    meta: ClassVar = KindMeta(
        singular="Variable",
        plural="Variables",
        title_field="name",
        why="Everything that can be traded besides the price. What is cheap for us and dear to "
        "them goes first.",
    )

    name: Annotated[str, f.text("Variable", "What can be given or got.")] = ""
    criterion_id: Annotated[
        UUID | None, f.ref("criteria", "Criterion", "The criterion it bears on.")
    ] = None
    category: Annotated[VariableCategory | None, f.value("Category")] = None
    direction: Annotated[
        Direction | None, f.value("Direction", "Whether we give it or get it.", secret=True)
    ] = None
    unit: Annotated[str, f.text("Unit", "Such as days, percent, visits.")] = ""
    ask: Annotated[str, f.text("Ask", "The first step of the ladder.")] = ""
    target: Annotated[str, f.text("Target", "Where we want to end.", secret=True)] = ""
    fallback: Annotated[str, f.text("Fallback", "Where we could live.", secret=True)] = ""
    limit: Annotated[str, f.text("Limit", "Not beyond this.", secret=True)] = ""
    value_per_unit: Annotated[Decimal | None, f.money("One unit is worth to us", secret=True)] = (
        None
    )
    buyer_value_per_unit: Annotated[
        Decimal | None, f.money("One unit is worth to the buyer", "An estimate.", secret=True)
    ] = None
    cost_to_us: Annotated[Decimal | None, f.money("Cost to us", "Of giving it.", secret=True)] = (
        None
    )
    value_to_buyer: Annotated[
        Decimal | None, f.money("Worth to the buyer", "An estimate.", secret=True)
    ] = None
    value_to_us: Annotated[
        Decimal | None, f.money("Worth to us", "Of getting it.", secret=True)
    ] = None
    cost_to_buyer: Annotated[
        Decimal | None, f.money("Cost to the buyer", "An estimate.", secret=True)
    ] = None
    options: Annotated[
        tuple[VariableOption, ...],
        f.value("Options", "The levels it can take, for packages.", secret=True),
    ] = ()
    our_weight: Annotated[
        Decimal | None,
        f.value("Weight for us", "0 to 100, an estimate.", minimum=0, maximum=100, secret=True),
    ] = None
    buyer_weight: Annotated[
        Decimal | None,
        f.value(
            "Weight for the buyer", "0 to 100, an estimate.", minimum=0, maximum=100, secret=True
        ),
    ] = None
    red_line: Annotated[
        bool | None,
        f.value("Red line", "A give never given, a get never gone without.", secret=True),
    ] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""


class MeetingPerson(Record, frozen=True, kw_only=True):
    """One of us in a meeting."""

    meta: ClassVar = KindMeta(singular="One of us", plural="Our people", title_field="name")

    name: Annotated[str, f.text("Name", domain="our_people")] = ""
    role: Annotated[MeetingRole | None, f.value("Role")] = None
    speaks_on: Annotated[str, f.text("Speaks on", "Subjects left to this person.", secret=True)] = (
        ""
    )


class Meeting(Record, frozen=True, kw_only=True):
    """A meeting with the buyer, planned or held."""

    meta: ClassVar = KindMeta(
        singular="Meeting",
        plural="Meetings",
        title_field="title",
        date_field="held_on",
        why="Who sits where, what we want from the hour, what came of it.",
    )

    title: Annotated[str, f.text("Meeting", "What it is called.")] = ""
    starts_at: Annotated[datetime | None, f.value("Starts", "Local date and time.")] = None
    held_on: Annotated[date | None, f.value("Held on", "Set once it has taken place.")] = None
    status: Annotated[MeetingStatus | None, f.value("Status")] = None
    channel: Annotated[str, f.text("Channel", "On site, video, telephone.")] = ""
    stakeholder_ids: Annotated[
        tuple[UUID, ...], f.ref("stakeholders", "Their people", "Who is there from the buyer.")
    ] = ()
    our_people: Annotated[
        tuple[MeetingPerson, ...], f.value("Our people", "Who of us, and who speaks on what.")
    ] = ()
    objectives: Annotated[
        str, f.prose("Objectives", "What we want from this meeting.", secret=True)
    ] = ""
    outcome: Annotated[str, f.prose("Outcome", "What came of it.", secret=True)] = ""
    next_steps: Annotated[str, f.prose("Next steps", "Who does what by when.")] = ""
    no_behaviour_seen: Annotated[
        bool | None,
        f.value("No tactic seen", "Tick when you looked and saw none.", secret=True),
    ] = None


class Offer(Record, frozen=True, kw_only=True):
    """A price named by one side."""

    meta: ClassVar = KindMeta(
        singular="Offer",
        plural="Offers",
        title_field="amount",
        date_field="made_on",
        why="Every price named by either side, with its date. The steps tell both sides how much "
        "more there is to come.",
    )

    made_on: Annotated[date | None, f.value("Made on")] = None
    party: Annotated[Side | None, f.value("By", "Who named the price.")] = None
    round: Annotated[OfferRound | None, f.value("Round")] = None
    amount: Annotated[Decimal | None, f.money("Amount", "The price named.", required=True)] = None
    scope_value: Annotated[
        Decimal | None,
        f.money(
            "Scope added",
            "Price of scope added since the previous offer of that side; negative for scope "
            "taken out.",
            signed=True,
            secret=True,
        ),
    ] = None
    trade_id: Annotated[
        UUID | None, f.ref("trades", "Trade", "The trade this fall is part of.")
    ] = None
    expires_on: Annotated[date | None, f.value("Expires on")] = None
    meeting_id: Annotated[UUID | None, f.ref("meetings", "Meeting")] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""


class Given(Record, frozen=True, kw_only=True):
    """One concession of a trade or a change: something we give."""

    meta: ClassVar = KindMeta(
        singular="Item given", plural="Items given", title_field="description"
    )

    variable_id: Annotated[UUID | None, f.ref("variables", "Variable")] = None
    option: Annotated[str, f.text("Level", "An option of the variable.")] = ""
    quantity: Annotated[Decimal | None, f.value("Quantity", "In the variable's unit.")] = None
    description: Annotated[str, f.text("We give", "In words.")] = ""
    cost_to_us: Annotated[Decimal | None, f.money("Cost to us", secret=True)] = None
    value_to_buyer: Annotated[
        Decimal | None, f.money("Worth to the buyer", "An estimate.", secret=True)
    ] = None


class Received(Record, frozen=True, kw_only=True):
    """One return of a trade or a change: something the buyer gives."""

    meta: ClassVar = KindMeta(
        singular="Item received", plural="Items received", title_field="description"
    )

    variable_id: Annotated[UUID | None, f.ref("variables", "Variable")] = None
    option: Annotated[str, f.text("Level", "An option of the variable.")] = ""
    quantity: Annotated[Decimal | None, f.value("Quantity", "In the variable's unit.")] = None
    description: Annotated[str, f.text("We get", "In words.")] = ""
    value_to_us: Annotated[Decimal | None, f.money("Worth to us", secret=True)] = None
    term_id: Annotated[
        UUID | None, f.ref("terms", "Secured by term", "The locked term that secures it.")
    ] = None
    due_on: Annotated[date | None, f.value("Due on")] = None
    received_on: Annotated[date | None, f.value("Received on", "When we had it.")] = None


class Trade(Record, frozen=True, kw_only=True):
    """One exchange: any number of concessions for any number of returns."""

    meta: ClassVar = KindMeta(
        singular="Trade",
        plural="Trade log",
        many="Trades",
        title_field="wording",
        date_field="made_on",
        why="One line is one conditional trade: if you …, then we …. A trade without a return is "
        "a giveaway.",
    )

    number: Annotated[int | None, f.value("No.", minimum=0)] = None
    made_on: Annotated[date | None, f.value("Made on")] = None
    decided_on: Annotated[date | None, f.value("Decided on")] = None
    meeting_id: Annotated[UUID | None, f.ref("meetings", "Meeting")] = None
    asked_by: Annotated[Side | None, f.value("Asked by", "Who brought it up.")] = None
    status: Annotated[TradeStatus | None, f.value("Status")] = None
    package: Annotated[
        str,
        f.text(
            "Package",
            "A label for proposals that stand together, one of which comes true.",
            domain="packages",
        ),
    ] = ""
    wording: Annotated[str, f.prose("Wording", "If you …, then we ….")] = ""
    given: Annotated[tuple[Given, ...], f.value("We give", "What we concede.")] = ()
    received: Annotated[tuple[Received, ...], f.value("We get", "What comes back.")] = ()
    condition: Annotated[str, f.text("Condition", "What it hangs on.")] = ""
    expires_on: Annotated[date | None, f.value("Expires on")] = None
    approval_asked_on: Annotated[date | None, f.value("Approval asked on", secret=True)] = None
    approval_question: Annotated[
        str, f.prose("Approval question", "What was asked of whom.", secret=True)
    ] = ""
    approval_answer: Annotated[Approval | None, f.value("Approval", secret=True)] = None
    authorised_by: Annotated[
        str,
        f.text(
            "Authorised by",
            "A holder of authority; empty is the owner.",
            domain="our_people",
            secret=True,
        ),
    ] = ""
    authorised_on: Annotated[date | None, f.value("Authorised on", secret=True)] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""
