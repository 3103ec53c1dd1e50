"""What other registers call our fields and listed values, in plain lower-case words."""

import re
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
    "stakeholders": {
        "name": (
            *("name", "full name", "display name", "contact name", "contact", "person name"),
            *("person", "ansprechpartner"),
        ),
        "title": (
            *("title", "job title", "position", "role", "function", "person job title"),
            "berufsbezeichnung",
        ),
        "organisation": (
            *("organisation", "organization", "organization name", "company", "company name"),
            *("account", "account name", "employer", "firma", "unternehmen"),
        ),
        "email": (
            *("email", "e mail", "email address", "e mail address", "primary email", "email work"),
            *("work email", "business email", "person email", "email 1", "e mail 1 value"),
        ),
        "phone": (
            *("phone", "telephone", "phone number", "work phone", "phone work", "business phone"),
            *("mobile", "mobile phone", "mobile number", "person phone", "telefon", "tel"),
        ),
        "relationship_owner": ("owner", "contact owner", "owner alias", "account owner"),
        "last_contact_on": (
            *("last contact", "last contacted", "last contact date", "last activity"),
            "last activity date",
        ),
        "notes": ("notes", "note", "facts", "background", "description", "remarks"),
    },
    "variables": {
        "name": ("variable", "name", "item", "issue", "lever", "topic", "subject"),
        "direction": ("direction", "give or get", "give get", "side"),
        "category": ("category", "type", "group"),
        "unit": ("unit", "measure", "unit of measure"),
        "ask": ("ask", "opening", "first position", "opening position"),
        "target": ("target", "goal", "aim", "want"),
        "fallback": ("fallback", "acceptable", "settle", "plan b"),
        "limit": ("limit", "walk away", "red line at", "worst", "minimum"),
        "cost_to_us": ("cost", "our cost", "cost to us"),
        "value_to_us": ("value", "our value", "worth", "value to us", "worth to us"),
        "value_to_buyer": ("value to buyer", "worth to buyer", "buyer value", "value to them"),
        "cost_to_buyer": ("cost to buyer", "buyer cost", "cost to them"),
        "notes": ("notes", "remarks", "comments", "comment"),
    },
    "trades": {
        "number": ("number", "no", "nr", "trade", "trade no", "id"),
        "given.description": ("give", "we give", "given", "concession", "our concession", "gave"),
        "given.cost_to_us": ("cost", "our cost", "cost to us", "cost of concession"),
        "given.value_to_buyer": ("value to buyer", "worth to buyer", "worth to them"),
        "received.description": (
            *("get", "we get", "received", "return", "in return", "counter performance", "got"),
            "for",
        ),
        "received.value_to_us": ("value", "worth", "value to us", "worth to us", "our value"),
        "received.due_on": ("return due", "due", "due date"),
        "made_on": ("date", "made", "day", "offered on", "proposed on"),
        "decided_on": ("decided", "decision date", "agreed on"),
        "status": ("status", "state", "decision", "result"),
        "asked_by": ("asked by", "raised by", "requested by", "initiator"),
        "notes": ("notes", "remarks", "comments", "comment"),
    },
    "terms": {
        "name": ("term", "name", "clause title", "topic", "subject", "issue"),
        "category": ("category", "type", "group"),
        "clause": ("clause", "section", "article", "paragraph", "clause no", "clause number"),
        "our_position": ("our position", "position", "we want", "our default"),
        "buyer_position": (
            *("buyer position", "their position", "counterparty position", "customer position"),
            "they want",
        ),
        "agreed_wording": ("wording", "agreed wording", "text", "agreed text", "clause text"),
        "value_at_stake": ("value at stake", "value", "stake", "exposure", "amount"),
        "agreed_on": ("agreed", "agreed on", "date agreed"),
        "locked_on": ("locked", "locked on", "signed off on"),
        "evidence": ("evidence", "proof", "source"),
        "notes": ("notes", "remarks", "comments", "comment"),
    },
}
"""By kind and field; a field of a record inside the record is named list.field."""

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
    "TradeStatus.planned": ("draft", "idea", "to do"),
    "TradeStatus.proposed": ("offered", "open", "tabled", "pending"),
    "TradeStatus.agreed": ("accepted", "approved", "done", "closed", "yes"),
    "TradeStatus.refused": ("rejected", "declined", "denied", "no"),
    "TradeStatus.withdrawn": ("cancelled", "canceled", "dropped"),
    "Direction.give": ("give", "we give", "concession", "ours to give"),
    "Direction.get": ("get", "we get", "want", "ours to get"),
    "AskedIn.spoken": ("verbal", "oral", "phone", "telephone", "call", "spoken", "site"),
    "AskedIn.written": ("written", "letter", "email", "e mail", "mail", "form"),
}
"""By the set and the member's value."""


def plain_words(text: str) -> str:
    """A text as the words above are written, to be compared with them."""
    return " ".join(re.findall(r"\w+", text.replace("_", " ").casefold()))


def heading_words(text: str) -> str:
    """A heading in plain words; one written as ``firstName`` is parted."""
    return plain_words(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
