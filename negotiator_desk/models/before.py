"""What is recorded before the RFP: the corridor, the people, the criteria and the alternatives."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from negotiator_desk.models import fields as f
from negotiator_desk.models.choices import (
    BuyingRole,
    CriterionKind,
    CriterionOrigin,
    InfluenceKind,
    Party,
    QuestionDirection,
    Right,
    Trust,
)
from negotiator_desk.models.fields import KindMeta, Record


class CorridorRevision(Record, frozen=True, kw_only=True):
    """One dated revision of our price corridor."""

    meta: ClassVar = KindMeta(
        singular="Corridor revision",
        plural="Price corridor",
        many="Corridor revisions",
        title_field="reason",
        date_field="set_on",
        why="Opening, target and walk-away, set before the first offer. A corridor that was "
        "written down first is the one that holds at the table.",
    )

    set_on: Annotated[date | None, f.value("Set on", "The day from which this revision holds.")] = (
        None
    )
    opening: Annotated[Decimal | None, f.money("Opening", "Our first price.")] = None
    target: Annotated[Decimal | None, f.money("Target", "The price we aim for.", secret=True)] = (
        None
    )
    walk_away: Annotated[
        Decimal | None,
        f.money("Walk-away", "The lowest price we accept (reservation price).", secret=True),
    ] = None
    buyer_expected: Annotated[
        Decimal | None,
        f.money("Buyer expects to pay", "What the buyer has in mind; an estimate.", secret=True),
    ] = None
    buyer_limit: Annotated[
        Decimal | None,
        f.money("Buyer's limit", "The most the buyer would pay; an estimate.", secret=True),
    ] = None
    reason: Annotated[str, f.text("Reason", "Why the corridor was set or moved.", secret=True)] = ""
    approved_by: Annotated[
        str,
        f.text(
            "Approved by",
            "Who agreed to a lower walk-away after the first offer; without a name the old one "
            "stays the floor.",
            domain="our_people",
            secret=True,
        ),
    ] = ""


class Stakeholder(Record, frozen=True, kw_only=True):
    """A person on the buyer's side."""

    meta: ClassVar = KindMeta(
        singular="Person",
        plural="People",
        title_field="name",
        date_field="mapped_on",
        why="Who decides, who scores, who blocks. A role nobody holds on this list is a role "
        "procurement speaks for.",
    )

    name: Annotated[str, f.text("Name", "The person's name.")] = ""
    title: Annotated[str, f.text("Title", "Position in the organisation.")] = ""
    organisation: Annotated[str, f.text("Organisation", "Where the person works.")] = ""
    email: Annotated[str, f.text("E-mail")] = ""
    phone: Annotated[str, f.text("Telephone")] = ""
    buying_roles: Annotated[
        tuple[BuyingRole, ...],
        f.value("Buying roles", "What the person does in this purchase.", secret=True),
    ] = ()
    power: Annotated[
        int | None,
        f.value("Power", "Weight in the decision, 1 to 5.", minimum=1, maximum=5, secret=True),
    ] = None
    interest: Annotated[
        int | None,
        f.value("Interest", "How much they care, 1 to 5.", minimum=1, maximum=5, secret=True),
    ] = None
    stance: Annotated[
        int | None,
        f.value(
            "Stance",
            "−2 opponent, −1 sceptic, 0 neutral, 1 supporter, 2 champion.",
            minimum=-2,
            maximum=2,
            secret=True,
        ),
    ] = None
    relationship_owner: Annotated[
        str,
        f.text("Owner", "Who of us keeps this relationship.", domain="our_people", secret=True),
    ] = ""
    mapped_on: Annotated[date | None, f.value("Mapped on", "When we first placed them.")] = None
    verified_on: Annotated[
        date | None, f.value("Verified on", "When role and stance were last checked.")
    ] = None
    last_contact_on: Annotated[date | None, f.value("Last contact", "When we last spoke.")] = None
    wins: Annotated[
        str, f.prose("What they gain", "What a good outcome is for them.", secret=True)
    ] = ""
    notes: Annotated[str, f.prose("Facts", "What is known, without opinion.", secret=True)] = ""
    opinion: Annotated[
        str, f.prose("Opinion", "Our reading of the person, kept apart from facts.", secret=True)
    ] = ""


class Influence(Record, frozen=True, kw_only=True):
    """A line of influence between two people."""

    meta: ClassVar = KindMeta(
        singular="Line of influence",
        plural="Lines of influence",
        title_field="kind",
        why="Who listens to whom. The way to a sceptic often runs through a supporter.",
    )

    from_id: Annotated[UUID | None, f.ref("stakeholders", "From", "Where the line starts.")] = None
    kind: Annotated[InfluenceKind | None, f.value("Line", "What joins them.")] = None
    to_id: Annotated[UUID | None, f.ref("stakeholders", "To", "Where the line ends.")] = None


class CriterionRight(Record, frozen=True, kw_only=True):
    """A decision right of one person on one criterion."""

    meta: ClassVar = KindMeta(
        singular="Decision right", plural="Decision rights", title_field="right"
    )

    stakeholder_id: Annotated[UUID | None, f.ref("stakeholders", "Person")] = None
    right: Annotated[Right | None, f.value("Right", "What the person may do with it.")] = None


class Criterion(Record, frozen=True, kw_only=True):
    """A criterion of the buyer's decision."""

    meta: ClassVar = KindMeta(
        singular="Criterion",
        plural="Decision criteria",
        many="Criteria",
        title_field="name",
        why="What the award is decided on. Criteria fixed before you enter leave only the price "
        "to move.",
    )

    name: Annotated[str, f.text("Criterion", "As the buyer names it.")] = ""
    weight: Annotated[
        Decimal | None,
        f.value("Weight", "Percent of the decision; unknown counts as 10.", unit="%", minimum=0),
    ] = None
    kind: Annotated[CriterionKind | None, f.value("Kind", "What it measures.")] = None
    known_on: Annotated[
        date | None, f.value("Known on", "When we learnt of it; before the RFP is in time.")
    ] = None
    origin: Annotated[
        CriterionOrigin | None, f.value("Origin", "Where it comes from.", secret=True)
    ] = None
    shaped_how: Annotated[
        str, f.prose("Shaped how", "What we did that put it there.", secret=True)
    ] = ""
    stakeholder_id: Annotated[
        UUID | None, f.ref("stakeholders", "Owner", "Whose criterion it is.", secret=True)
    ] = None
    rights: Annotated[
        tuple[CriterionRight, ...],
        f.value("Decision rights", "Who shapes, scores, approves, reopens.", secret=True),
    ] = ()
    our_score: Annotated[
        Decimal | None,
        f.value("Our score", "0 to 10, an estimate.", minimum=0, maximum=10, secret=True),
    ] = None
    rival_scores: Annotated[
        dict[str, Decimal],
        f.value(
            "Rivals' scores",
            "0 to 10 for each rival, estimates.",
            minimum=0,
            maximum=10,
            domain="rivals",
            secret=True,
        ),
    ] = {}


class Rival(Record, frozen=True, kw_only=True):
    """A competitor for this award, with a guess at its price."""

    meta: ClassVar = KindMeta(
        singular="Rival",
        plural="Rivals",
        title_field="name",
        why="Who else the buyer can take, and at what price. Guesses are welcome when they are "
        "kept as a range.",
    )

    name: Annotated[
        str, f.text("Rival", "The competitor's name.", domain="rivals", secret=True)
    ] = ""
    price_low: Annotated[Decimal | None, f.money("Price, low", secret=True)] = None
    price_likely: Annotated[Decimal | None, f.money("Price, likely", secret=True)] = None
    price_high: Annotated[Decimal | None, f.money("Price, high", secret=True)] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""


class Alternative(Record, frozen=True, kw_only=True):
    """What one side does if there is no agreement (BATNA)."""

    meta: ClassVar = KindMeta(
        singular="Alternative",
        plural="Alternatives",
        title_field="description",
        why="What each side does if there is no deal. Only a tested alternative carries a "
        "walk-away.",
    )

    party: Annotated[Party | None, f.value("Whose", "Ours or the buyer's.", secret=True)] = None
    description: Annotated[
        str, f.text("Alternative", "What would be done instead.", secret=True)
    ] = ""
    value: Annotated[
        Decimal | None,
        f.money(
            "As good as a price of",
            "The price of this deal at which the alternative is as good: ours is a floor for "
            "the walk-away, the buyer's is their limit.",
            secret=True,
        ),
    ] = None
    tested_on: Annotated[
        date | None,
        f.value("Tested on", "When it was checked that it is really there.", secret=True),
    ] = None
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""


class Question(Record, frozen=True, kw_only=True):
    """What to learn from the buyer, or what to keep back."""

    meta: ClassVar = KindMeta(
        singular="Question",
        plural="Questions",
        title_field="text",
        why="What to learn from whom, and what not to say. Procurement filters information; this "
        "is our filter.",
    )

    text: Annotated[str, f.prose("Question", "What to ask, or what to keep back.", secret=True)] = (
        ""
    )
    direction: Annotated[
        QuestionDirection | None, f.value("Direction", "To ask or to keep back.", secret=True)
    ] = None
    stakeholder_id: Annotated[
        UUID | None, f.ref("stakeholders", "Person", "Whom to ask.", secret=True)
    ] = None
    meeting_id: Annotated[
        UUID | None, f.ref("meetings", "Meeting", "Where it was or will be asked.")
    ] = None
    asked_on: Annotated[date | None, f.value("Asked on")] = None
    answer: Annotated[str, f.prose("Answer", "What they said.", secret=True)] = ""
    answered_on: Annotated[date | None, f.value("Answered on")] = None
    trust: Annotated[
        Trust | None, f.value("Trust", "How far the answer can be relied on.", secret=True)
    ] = None
