"""What records, fields and values are called."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.models import before, delivery, learn, signature, table
from negotiator_desk.models.choices import BuyingRole, InfluenceKind, Side, Stage
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.fields import Record, field_map, fields_of, own_fields
from negotiator_desk.models.kinds import ALL_KINDS, nested_records
from negotiator_desk.wording import labels
from negotiator_desk.wording.formats import Formats

FORMATS = Formats("en_GB")
ADA = before.Stakeholder(id=uuid4(), name="Ada Moe", stance=-1, power=4)
IDA = before.Stakeholder(id=uuid4(), name="Ida Lund")
LINE = before.Influence(id=uuid4(), from_id=ADA.id, kind=InfluenceKind.REPORTS_TO, to_id=IDA.id)
CAP = signature.Term(id=uuid4(), name="Liability cap")
GIVEN = table.Given(id=uuid4(), description="Ten days of training")
TRADE = table.Trade(id=uuid4(), number=7, wording="If you …, then we ….", given=(GIVEN,))
OFFER = table.Offer(id=uuid4(), amount=Decimal("1870000"), party=Side.US, made_on=date(2026, 5, 12))
SNAPSHOT = Snapshot(
    deal=Deal(id=uuid4(), title="Depot lighting", currency="EUR"),
    stakeholders=(ADA, IDA),
    influences=(LINE,),
    terms=(CAP,),
    trades=(TRADE,),
    offers=(OFFER,),
)


@pytest.mark.parametrize(
    ("kind", "record", "title"),
    [
        ("deal", SNAPSHOT.deal, "Depot lighting"),
        ("stakeholders", ADA, "Ada Moe"),
        ("stakeholders", before.Stakeholder(id=uuid4(), name="  "), "Unnamed person"),
        ("influences", LINE, "Ada Moe reports to Ida Lund"),
        ("influences", before.Influence(id=uuid4()), "Unnamed line of influence"),
        ("terms", CAP, "Liability cap"),
        ("trades", TRADE, "Trade 7"),
        ("trades", table.Trade(id=uuid4(), wording="If so,\nthen thus."), "If so, then thus."),
        ("trades", table.Trade(id=uuid4(), given=(GIVEN,)), "Trade: Ten days of training"),
        ("trades", table.Trade(id=uuid4()), "Unnamed trade"),
        ("offers", OFFER, "Offer of 1,870,000 EUR by us, 12 May 2026"),
        ("offers", table.Offer(id=uuid4(), amount=Decimal(9)), "Offer of 9 EUR"),
        ("changes", delivery.Change(id=uuid4(), number=2, title="Reports"), "Change 2: Reports"),
        ("changes", delivery.Change(id=uuid4(), number=2), "Change 2"),
        ("gates", learn.Gate(id=uuid4(), stage=Stage.TABLE), "Gate out of “At the table”"),
        (
            "self_assessments",
            learn.SelfAssessment(id=uuid4(), answered_by="Kim", answered_on=date(2026, 2, 1)),
            "Self-assessment by Kim, 1 Feb 2026",
        ),
        (
            "corridor",
            before.CorridorRevision(id=uuid4(), set_on=date(2026, 2, 2)),
            "Corridor set on 2 Feb 2026",
        ),
    ],
)
def test_title_is_how_people_call_it(kind: str, record: Record, title: str) -> None:
    assert labels.record_title(kind, record, FORMATS, SNAPSHOT) == title


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_an_empty_record_of_every_kind_has_a_title(kind: str) -> None:
    assert labels.record_title(kind, ALL_KINDS[kind](id=uuid4()), FORMATS)


@given(text=st.text(max_size=400), kind=st.sampled_from(sorted(ALL_KINDS)))
def test_a_title_is_one_visible_line_whatever_the_text(text: str, kind: str) -> None:
    record_class = ALL_KINDS[kind]
    spec = field_map(record_class)[record_class.meta.title_field]
    given_text = {spec.name: text} if spec.empty == "" else {}
    title = labels.record_title(kind, record_class(id=uuid4(), **given_text), FORMATS)
    assert title.strip()
    assert len(title) <= labels.TITLE_LENGTH
    assert "\n" not in title
    assert "\x00" not in title


def test_a_name_of_ten_thousand_characters_is_cut_and_says_so() -> None:
    title = labels.record_title("terms", signature.Term(id=uuid4(), name="x" * 10_000), FORMATS)
    assert title == "x" * (labels.TITLE_LENGTH - 1) + "…"


def _text(record: Record, field: str, formats: Formats = FORMATS) -> str:
    spec = field_map(type(record))[field]
    return labels.value_text(spec, getattr(record, field), formats, "EUR", SNAPSHOT)


def test_values_are_written_for_people() -> None:
    other = uuid4()
    assert _text(OFFER, "amount") == "1,870,000 EUR"
    assert _text(OFFER, "amount", Formats("de_DE")) == "1.870.000 EUR"
    assert _text(OFFER, "party") == "Us"
    assert _text(OFFER, "made_on") == "12 May 2026"
    assert _text(OFFER, "trade_id") == ""
    assert _text(LINE, "to_id") == "Ida Lund"
    assert _text(before.Influence(id=other, to_id=other), "to_id") == "a record that is not here"
    assert _text(ADA, "stance") == "−1 · Sceptic"
    assert _text(ADA, "power") == "4 · High"
    assert _text(before.Criterion(id=other, weight=Decimal(30)), "weight") == "30 %"
    assert _text(signature.Term(id=other, red_line=False), "red_line") == "No"
    assert _text(signature.Term(id=other, red_line=True), "red_line") == "Yes"
    assert _text(signature.Term(id=other, trade_ids=(TRADE.id,)), "trade_ids") == "Trade 7"
    roles = (BuyingRole.COACH, BuyingRole.LEGAL)
    assert _text(before.Stakeholder(id=other, buying_roles=roles), "buying_roles") == "Coach, Legal"
    scores = before.Criterion(id=other, rival_scores={"Alba": Decimal("7.5"), "Boro": Decimal(6)})
    assert _text(scores, "rival_scores") == "Alba: 7.5; Boro: 6"
    assert _text(learn.SelfAssessment(id=other, answers={"table_1": 3}), "answers") == "1 answer"
    assert _text(TRADE, "given") == "Ten days of training"
    assert _text(table.Meeting(id=other, starts_at=datetime(2026, 5, 12, 9, 30)), "starts_at") == (
        FORMATS.time_text(datetime(2026, 5, 12, 9, 30))
    )


def test_a_moment_is_shown_in_the_time_of_this_computer() -> None:
    moment = datetime(2026, 5, 12, 9, 30, tzinfo=UTC)
    record = before.Rival(id=uuid4(), created_at=moment)
    shown = FORMATS.time_text(moment.astimezone().replace(tzinfo=None))
    assert _text(record, "created_at") == shown


def test_a_long_nested_list_is_counted() -> None:
    given_items = tuple(table.Given(id=uuid4(), description=f"Item {n}") for n in range(5))
    shown = _text(table.Trade(id=uuid4(), given=given_items), "given")
    assert shown == "Item 0; Item 1; Item 2; 2 more"


def test_a_nested_record_is_found_by_its_id() -> None:
    assert labels.title_of(GIVEN.id, FORMATS, SNAPSHOT) == "Ten days of training"
    assert labels.title_of(UUID(int=0), FORMATS, None) == "a record that is not here"


def test_titles_follow_the_snapshot_at_hand() -> None:
    renamed = before.Stakeholder(id=IDA.id, name="Ida Berg")
    later = Snapshot(deal=SNAPSHOT.deal, stakeholders=(ADA, renamed))
    assert labels.title_of(IDA.id, FORMATS, SNAPSHOT) == "Ida Lund"
    assert labels.title_of(IDA.id, FORMATS, later) == "Ida Berg"
    assert labels.title_of(IDA.id, FORMATS, SNAPSHOT) == "Ida Lund"


@pytest.mark.parametrize("record_class", ALL_KINDS.values(), ids=list(ALL_KINDS))
def test_every_field_has_a_label_and_every_choice_too(record_class: type[Record]) -> None:
    for spec in fields_of(record_class):
        assert labels.label(spec)
        for member in spec.choice or ():
            assert labels.choice_label(member)


def test_every_list_of_a_deal_says_what_belongs_there() -> None:
    from negotiator_desk.models.kinds import DEAL_LISTS

    assert all(labels.kind_why(kind) for kind in DEAL_LISTS)


def test_every_nested_kind_has_a_name() -> None:
    nested = {
        spec.nested for record in ALL_KINDS.values() for spec in own_fields(record) if spec.nested
    }
    assert nested
    assert all(labels.kind_label(record) for record in nested)
    assert [inner for _, _, inner in nested_records(TRADE)] == [GIVEN]


def test_counts_use_the_plural_of_a_count() -> None:
    assert labels.counted("stakeholders", 3) == "3 people"
    assert labels.counted("stakeholders", 1) == "1 person"
    assert labels.counted("trades", 2) == "2 trades"
    assert labels.kind_label("trades", plural=True) == "Trade log"


def test_of_a_long_path_the_end_is_shown() -> None:
    assert labels.short_path("deals/a\nb.ndeal") == "deals/a b.ndeal"
    shown = labels.short_path("folder/" * 2_000 + "deal.json")
    assert len(shown) <= labels.PATH_LENGTH
    assert shown.startswith("…")
    assert shown.endswith("/deal.json")


def test_what_was_cut_twice_has_one_mark() -> None:
    once = labels.short_line("Regional procurement office", 12)
    assert once == "Regional pr…"
    assert labels.short_line(f"{once} reports to the board", 13) == "Regional pr…"
    assert labels.short_line("a b c d", 3) == "a…"
