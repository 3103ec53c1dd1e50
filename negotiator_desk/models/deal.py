"""The deal itself, its outcome, its files, and the snapshot that holds a deal whole."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec

from negotiator_desk.models import before, delivery, learn, signature, table
from negotiator_desk.models import fields as f
from negotiator_desk.models.choices import Origin, Paper, PriceFormula, Result, Stage
from negotiator_desk.models.fields import KindMeta, Record


class Outcome(Record, frozen=True, kw_only=True):
    """How the deal ended. Its id is kept where a file has one, and never made up."""

    meta: ClassVar = KindMeta(singular="Outcome", plural="Outcome", title_field="result")

    id: Annotated[UUID | None, f.value("Id", hidden=True)] = None  # type: ignore[assignment]  # see docstring
    result: Annotated[Result | None, f.value("Result")] = None
    decided_on: Annotated[date | None, f.value("Decided on")] = None
    winner: Annotated[str, f.text("Winner", "Who got it, if not us.", domain="rivals")] = ""
    reasons: Annotated[tuple[str, ...], f.value("Reasons", "One to a line.", secret=True)] = ()
    notes: Annotated[str, f.prose("Notes", secret=True)] = ""


class Deal(Record, frozen=True, kw_only=True):
    """The deal: who buys what, and the dates that move it from stage to stage."""

    meta: ClassVar = KindMeta(
        singular="Deal",
        plural="Deals",
        title_field="title",
        why="A workspace for one deal, from before the RFP to the last change in delivery.",
    )

    origin: Annotated[Origin | None, f.value("Origin", hidden=True)] = None
    title: Annotated[str, f.text("Deal", "What you call it.")] = ""
    reference: Annotated[str, f.text("Reference", "Tender or CRM number.")] = ""
    buyer: Annotated[str, f.text("Buyer", "The buying organisation.", domain="buyers")] = ""
    supplier: Annotated[str, f.text("Supplier", "Our company.")] = ""
    owner: Annotated[str, f.text("Owner", "Who leads this deal.", domain="our_people")] = ""
    currency: Annotated[
        str,
        f.text("Currency", "ISO 4217, such as EUR.", domain="currencies", pattern=r"[A-Z]{3}"),
    ] = ""
    stage: Annotated[
        Stage | None,
        f.value("Stage", "As you see it; dates can move it on or hold it back.", secret=True),
    ] = None
    rfp_expected_on: Annotated[date | None, f.value("RFP expected")] = None
    award_expected_on: Annotated[date | None, f.value("Award expected")] = None
    signing_expected_on: Annotated[date | None, f.value("Signing expected")] = None
    rfp_issued_on: Annotated[date | None, f.value("RFP issued on")] = None
    award_on: Annotated[
        date | None, f.value("Award on", "The day we were chosen; leverage flips here.")
    ] = None
    signed_on: Annotated[date | None, f.value("Signed on")] = None
    delivery_start_on: Annotated[date | None, f.value("Delivery starts")] = None
    delivery_end_on: Annotated[date | None, f.value("Delivery ends")] = None
    closed_on: Annotated[date | None, f.value("Closed on")] = None
    signed_value: Annotated[Decimal | None, f.money("Signed value", "What the contract says.")] = (
        None
    )
    margin_percent: Annotated[
        Decimal | None, f.value("Margin", "Of the target price.", unit="%", secret=True)
    ] = None
    finance_rate_percent: Annotated[
        Decimal | None,
        f.value("Finance rate", "A year, for payment days.", unit="%", secret=True),
    ] = None
    term_months: Annotated[int | None, f.value("Contract length", unit="months", minimum=0)] = None
    contract_paper: Annotated[
        Paper | None, f.value("Contract paper", "Whose draft is negotiated.")
    ] = None
    price_formula: Annotated[
        PriceFormula | None, f.value("Price formula", "How the buyer scores price.")
    ] = None
    summary: Annotated[str, f.prose("Summary", "What we sell, in a few sentences.")] = ""
    outcome: Annotated[Outcome | None, f.value("Outcome", "How it ended.", secret=True)] = None


class Attachment(Record, frozen=True, kw_only=True):
    """An evidence file kept with the deal, named by its content."""

    meta: ClassVar = KindMeta(
        singular="File",
        plural="Files",
        title_field="name",
        why="Evidence kept with the deal.",
    )

    name: Annotated[str, f.text("File name")] = ""
    media_type: Annotated[str, f.text("Media type")] = ""
    size: Annotated[int | None, f.value("Size", unit="bytes", minimum=0)] = None
    sha256: Annotated[str, f.text("SHA-256", pattern=r"[0-9a-f]{64}")] = ""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """One deal whole: its own fields and every list of it, in list order.

    This class is the one place that names the record kinds of a deal: the attribute is the key
    in ``deal.json``, the table in the database and the name of the kind everywhere.
    """

    deal: Deal
    corridor: tuple[before.CorridorRevision, ...] = ()
    stakeholders: tuple[before.Stakeholder, ...] = ()
    influences: tuple[before.Influence, ...] = ()
    criteria: tuple[before.Criterion, ...] = ()
    rivals: tuple[before.Rival, ...] = ()
    alternatives: tuple[before.Alternative, ...] = ()
    questions: tuple[before.Question, ...] = ()
    authority: tuple[table.AuthorityLevel, ...] = ()
    variables: tuple[table.Variable, ...] = ()
    meetings: tuple[table.Meeting, ...] = ()
    offers: tuple[table.Offer, ...] = ()
    trades: tuple[table.Trade, ...] = ()
    terms: tuple[signature.Term, ...] = ()
    changes: tuple[delivery.Change, ...] = ()
    entitlements: tuple[delivery.Entitlement, ...] = ()
    behaviours: tuple[learn.Behaviour, ...] = ()
    lessons: tuple[learn.Lesson, ...] = ()
    carried_lessons: tuple[learn.CarriedLesson, ...] = ()
    debriefs: tuple[learn.Debrief, ...] = ()
    gates: tuple[learn.Gate, ...] = ()
    actions: tuple[learn.Action, ...] = ()
    self_assessments: tuple[learn.SelfAssessment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
