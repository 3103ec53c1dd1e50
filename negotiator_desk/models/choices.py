"""The listed sets of the deal file, each value with its label."""

from negotiator_desk.models.fields import Choice


class Origin(Choice):
    OWN = "own", "Own deal"
    PUBLIC_RECORD = "public_record", "Public record"
    SAMPLE = "sample", "Sample"


class Stage(Choice):
    BEFORE = "before", "Before the RFP"
    TABLE = "table", "At the table"
    SIGNATURE = "signature", "Signature"
    DELIVERY = "delivery", "Delivery"
    CLOSED = "closed", "Closed"


class Control(Choice):
    BEFORE = "before", "Before the RFP"
    TABLE = "table", "At the table"
    SIGNATURE = "signature", "Signature"
    DELIVERY = "delivery", "Delivery"
    LEARN = "learn", "Learn"


class Paper(Choice):
    OURS = "ours", "Our paper"
    BUYER = "buyer", "The buyer's paper"


class PriceFormula(Choice):
    RELATIVE = "relative", "Relative to the lowest price"
    LINEAR = "linear", "Linear from the lowest price"


class Result(Choice):
    WON = "won", "Won"
    LOST = "lost", "Lost"
    NO_DECISION = "no_decision", "No decision"
    WITHDRAWN = "withdrawn", "We withdrew"


class BuyingRole(Choice):
    ECONOMIC_BUYER = "economic_buyer", "Economic buyer"
    TECHNICAL_BUYER = "technical_buyer", "Technical buyer"
    USER_BUYER = "user_buyer", "User buyer"
    COACH = "coach", "Coach"
    PROCUREMENT = "procurement", "Procurement"
    LEGAL = "legal", "Legal"
    EXECUTIVE_SPONSOR = "executive_sponsor", "Executive sponsor"
    INFLUENCER = "influencer", "Influencer"


class InfluenceKind(Choice):
    REPORTS_TO = "reports_to", "reports to"
    INFLUENCES = "influences", "influences"
    CONFLICTS_WITH = "conflicts_with", "conflicts with"


class CriterionKind(Choice):
    PRICE = "price", "Price"
    QUALITY = "quality", "Quality"
    DELIVERY = "delivery", "Delivery"
    RISK = "risk", "Risk"
    SERVICE = "service", "Service"
    RELATIONSHIP = "relationship", "Relationship"
    OTHER = "other", "Other"


class CriterionOrigin(Choice):
    STATED = "stated", "Stated by the buyer"
    INFERRED = "inferred", "Inferred by us"
    SHAPED = "shaped", "Shaped with us"


class Right(Choice):
    SHAPES = "shapes", "Shapes it"
    SCORES = "scores", "Scores it"
    APPROVES = "approves", "Approves it"
    REOPENS = "reopens", "Can reopen it"


class Party(Choice):
    OURS = "ours", "Ours"
    BUYER = "buyer", "The buyer's"


class Side(Choice):
    US = "us", "Us"
    BUYER = "buyer", "The buyer"


class QuestionDirection(Choice):
    ASK = "ask", "To ask"
    KEEP_BACK = "keep_back", "To keep back"


class Trust(Choice):
    SAID = "said", "Said"
    CROSS_CHECKED = "cross_checked", "Cross-checked"
    PROVEN = "proven", "Proven"


class VariableCategory(Choice):
    PRICE = "price", "Price"
    PAYMENT = "payment", "Payment"
    TERM = "term", "Contract length"
    VOLUME = "volume", "Volume"
    SCOPE = "scope", "Scope"
    SERVICE = "service", "Service"
    RISK = "risk", "Risk"
    RELATIONSHIP = "relationship", "Relationship"
    OTHER = "other", "Other"


class Direction(Choice):
    GIVE = "give", "We can give it"
    GET = "get", "We want to get it"


class MeetingStatus(Choice):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class MeetingRole(Choice):
    LEAD = "lead", "Leads"
    NUMBERS = "numbers", "Keeps the numbers"
    OBSERVER = "observer", "Observes"
    DECIDER = "decider", "Decides"
    EXPERT = "expert", "Expert"


class OfferRound(Choice):
    RFP = "rfp", "Answer to the RFP"
    MEETING = "meeting", "Meeting"
    BAFO = "bafo", "Best and final offer"
    AUCTION = "auction", "Auction"


class TradeStatus(Choice):
    PLANNED = "planned", "Planned"
    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Approval(Choice):
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"


class TermCategory(Choice):
    PRICE = "price", "Price"
    PAYMENT = "payment", "Payment"
    LIABILITY = "liability", "Liability"
    SERVICE_LEVEL = "service_level", "Service level"
    PRICE_ADJUSTMENT = "price_adjustment", "Price adjustment"
    TERMINATION = "termination", "Termination"
    IP = "ip", "Intellectual property"
    DATA = "data", "Data"
    ACCEPTANCE = "acceptance", "Acceptance"
    VOLUME = "volume", "Volume"
    EXCLUSIVITY = "exclusivity", "Exclusivity"
    WARRANTY = "warranty", "Warranty"
    SCOPE = "scope", "Scope"
    OTHER = "other", "Other"


class Response(Choice):
    PENDING = "pending", "Pending"
    HELD = "held", "Held"
    TRADED = "traded", "Traded"
    CONCEDED = "conceded", "Conceded"


class ChangeCategory(Choice):
    SCOPE = "scope", "Scope"
    SERVICE_LEVEL = "service_level", "Service level"
    SCHEDULE = "schedule", "Schedule"
    PRICE = "price", "Price"
    RESOURCES = "resources", "Resources"
    TERMS = "terms", "Terms"
    DEDUCTION = "deduction", "Deduction"
    OTHER = "other", "Other"


class AskedIn(Choice):
    SPOKEN = "spoken", "By word of mouth"
    WRITTEN = "written", "In writing"


class ChangeStatus(Choice):
    RAISED = "raised", "Raised"
    ASSESSED = "assessed", "Assessed"
    OFFERED = "offered", "Offered"
    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class EntitlementKind(Choice):
    INDEXATION = "indexation", "Indexation"
    MINIMUM_VOLUME = "minimum_volume", "Minimum volume"
    RATE_REVIEW = "rate_review", "Rate review"
    RENEWAL = "renewal", "Renewal"
    MILESTONE = "milestone", "Milestone"
    BONUS = "bonus", "Bonus"
    OTHER = "other", "Other"


class EntitlementStatus(Choice):
    OPEN = "open", "Open"
    CLAIMED = "claimed", "Claimed"
    WAIVED = "waived", "Waived"
    MISSED = "missed", "Missed"


class Effect(Choice):
    WORKED = "worked", "It worked"
    NEUTRAL = "neutral", "No effect"
    BACKFIRED = "backfired", "It backfired"


class LessonDecision(Choice):
    PENDING = "pending", "Pending"
    APPLIED = "applied", "Applied"
    DISMISSED = "dismissed", "Dismissed"


class DebriefKind(Choice):
    SIGNATURE = "signature", "At signature"
    NINETY_DAYS = "ninety_days", "After ninety days"
    CLOSING = "closing", "At closing"


class GateDecision(Choice):
    GO = "go", "Go"
    NO_GO = "no_go", "No go"
