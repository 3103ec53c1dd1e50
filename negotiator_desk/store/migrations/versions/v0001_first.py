"""Version 1: the first schema.

It stands here in full and is never made from the declarations: those move on, this step does not.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Column names in order; ``#`` marks a whole number (amounts in ten-thousandths), all others are
# texts. Every table has besides: position, id, created_at, updated_at, updated_by, extra.

DEAL_TABLES = {
    "deal": """
        origin title reference buyer supplier owner currency stage rfp_expected_on
        award_expected_on signing_expected_on rfp_issued_on award_on signed_on delivery_start_on
        delivery_end_on closed_on signed_value# margin_percent finance_rate_percent term_months#
        contract_paper price_formula summary outcome
    """,
    "corridor": """
        set_on opening# target# walk_away# buyer_expected# buyer_limit# reason approved_by
    """,
    "stakeholders": """
        name title organisation email phone buying_roles power# interest# stance#
        relationship_owner mapped_on verified_on last_contact_on wins notes opinion
    """,
    "influences": "from_id kind to_id",
    "criteria": """
        name weight kind known_on origin shaped_how stakeholder_id rights our_score rival_scores
    """,
    "rivals": "name price_low# price_likely# price_high# notes",
    "alternatives": "party description value# tested_on notes",
    "questions": "text direction stakeholder_id meeting_id asked_on answer answered_on trust",
    "authority": "holder limit# limit_total# granted_on valid_until",
    "variables": """
        name criterion_id category direction unit ask target fallback limit value_per_unit#
        buyer_value_per_unit# cost_to_us# value_to_buyer# value_to_us# cost_to_buyer# options
        our_weight buyer_weight red_line# notes
    """,
    "meetings": """
        title starts_at held_on status channel stakeholder_ids our_people objectives outcome
        next_steps no_behaviour_seen#
    """,
    "offers": "made_on party round amount# scope_value# trade_id expires_on meeting_id notes",
    "trades": """
        number# made_on decided_on meeting_id asked_by status package wording given received
        condition expires_on approval_asked_on approval_question approval_answer authorised_by
        authorised_on notes
    """,
    "terms": """
        name category variable_id trade_ids our_position buyer_position versions agreed_wording
        condition clause value_at_stake# red_line# owner opened_on agreed_on locked_on locked_by
        evidence attachment_ids wording_sha256 reopenings
    """,
    "changes": """
        number# title description category raised_on aware_on raised_by asked_in instructed_by
        confirmed_in_writing_on term_id trade_id cost_to_us# value_to_buyer# status
        work_started_on decided_on reply_due_on price_change# counter_value# counter_description
        given received wording notice_due_on notice_given_on ends_on approval_asked_on
        approval_question approval_answer authorised_by authorised_on notes
    """,
    "entitlements": "name kind term_id trade_id due_on notice_by value# status claimed_on notes",
    "behaviours": """
        seen_on meeting_id stakeholder_id tactic description deadline_tested# our_response effect
    """,
    "lessons": "control text tags recorded_on",
    "carried_lessons": "text from_deal lesson_id decision decided_on reason",
    "debriefs": "kind held_on best_trade_id worst_trade_id buyer_limit_found# notes",
    "gates": "stage passed_on passed_by decision accepted",
    "actions": "text control check record_id owner due_on done_on value#",
    "self_assessments": "answered_on answered_by answers",
    "attachments": "name media_type size# sha256",
}

DESK_TABLES = {
    "profile": "name company logo",
    "team": "name initials role",
    "settings": "key content",
    "notice_presets": "name category days#",
    "views": "name content",
    "buyer_names": "spelling buyer",
    "drafts": "deal_id kind record_id field text",
    "deal_states": "archived_on opened_at lineage",
}


def upgrade() -> None:
    """Make all tables."""
    for name, columns in DEAL_TABLES.items():
        deal_id = sa.Column("deal_id", sa.Text(), nullable=False)
        _create(name, columns, deal_id, sa.PrimaryKeyConstraint("deal_id", "id"), _of_deal(name))
    for name, columns in DESK_TABLES.items():
        _create(name, columns, sa.PrimaryKeyConstraint("id"))
    op.create_table(
        "blobs",
        sa.Column("sha256", sa.Text(), primary_key=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )


def _of_deal(name: str) -> sa.schema.SchemaItem:
    """The deal's own row stands for the deal; what it holds refers to that."""
    if name == "deal":
        return sa.UniqueConstraint("deal_id")
    return sa.ForeignKeyConstraint(
        ["deal_id"], ["deal.deal_id"], deferrable=True, initially="DEFERRED"
    )


def _create(name: str, columns: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        *(sa.Column(each, sa.Text()) for each in ("created_at", "updated_at", "updated_by")),
        *(
            sa.Column(each.rstrip("#"), sa.BigInteger() if each.endswith("#") else sa.Text())
            for each in columns.split()
        ),
        sa.Column("extra", sa.Text()),
        *more,
    )
