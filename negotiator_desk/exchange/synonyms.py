"""What other registers call our fields and listed values, in plain lower-case words."""

from collections.abc import Mapping
from typing import Final

FIELDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "changes": {
        "number": (
            *("number", "change no", "change number", "change request no", "cr no", "co number"),
            *("co no", "change order number", "mod number", "modification number", "id", "ref"),
            *("variation no", "nr", "change id"),
        ),
        "title": (
            *("title", "subject", "change title", "name", "summary", "short description"),
            *("change request", "variation"),
        ),
        "description": ("description", "details", "scope", "reason", "change description"),
        "category": ("category", "type", "change type", "reason category"),
        "raised_on": (
            *("raised", "date", "date raised", "date submitted", "submitted date", "submitted on"),
            *("request date", "signed date", "created", "opened", "date identified"),
        ),
        "aware_on": ("aware", "date of awareness", "notified on", "date noticed"),
        "raised_by": ("raised by", "requested by", "requester", "initiator", "origin"),
        "asked_in": ("form", "medium", "asked in", "how asked"),
        "instructed_by": ("instructed by", "ordered by", "instruction by", "authorised by client"),
        "confirmed_in_writing_on": ("confirmed on", "written confirmation", "confirmation date"),
        "cost_to_us": ("cost", "our cost", "cost impact", "cost impact usd", "cost impact eur"),
        "price_change": (
            *("price", "amount", "value", "price impact", "contract change", "change amount"),
            *("agreed amount", "base and all options value", "change in contract sum"),
        ),
        "status": ("status", "state", "decision"),
        "decided_on": (
            *("decided", "decision date", "approved date", "date approved", "approval date"),
            "agreed on",
        ),
        "work_started_on": ("work started", "start of work", "begun on", "start date"),
        "reply_due_on": ("reply due", "response due", "answer by", "due date"),
        "notice_due_on": ("notice due", "notice by", "notice deadline"),
        "notice_given_on": ("notice given", "notice date", "notified"),
        "ends_on": ("ends", "end date", "temporary until", "until"),
        "counter_value": ("value in kind", "compensation in kind value"),
        "counter_description": ("compensation", "in kind", "counter performance"),
        "notes": ("notes", "remarks", "comments", "comment", "resolution notes"),
    },
}
"""By kind and field."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "ChangeStatus.raised": (
        *("pending", "submitted", "open", "new", "draft", "potential", "logged", "requested"),
        "identified",
    ),
    "ChangeStatus.assessed": ("under review", "in review", "reviewed", "estimated", "evaluated"),
    "ChangeStatus.offered": ("quoted", "priced", "proposed", "sent", "negotiating", "offer made"),
    "ChangeStatus.agreed": (
        *("approved", "accepted", "executed", "signed", "closed", "implemented", "complete"),
        "completed",
    ),
    "ChangeStatus.refused": ("rejected", "declined", "denied", "disapproved", "not approved"),
    "ChangeStatus.withdrawn": ("cancelled", "canceled", "void", "voided", "dropped"),
    "Side.us": ("supplier", "contractor", "vendor", "seller", "we", "subcontractor"),
    "Side.buyer": ("client", "customer", "owner", "employer", "purchaser", "buyer"),
    "AskedIn.spoken": ("verbal", "oral", "phone", "telephone", "call", "spoken", "site"),
    "AskedIn.written": ("written", "letter", "email", "e mail", "mail", "form"),
}
"""By the set and the member's value."""
