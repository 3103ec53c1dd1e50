"""Quick entry: a typed line read as a trade, nothing lost, nothing guessed silently."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from negotiator_desk.domain.quickentry import Entry, Item, Reader, draft, parse
from negotiator_desk.domain.quickmatch import book_of
from negotiator_desk.models.choices import Side, TradeStatus
from negotiator_desk.models.rules import check_record
from negotiator_desk.models.table import AuthorityLevel, Meeting, Variable, VariableOption
from negotiator_desk.wording.formats import Formats
from tests.domain.build import make, on, snapshot, trade

TODAY = on("22.11.")


def option(label: str, us: int, buyer: int = 0) -> VariableOption:
    return make(VariableOption, label=label, value_to_us=us, value_to_buyer=buyer)


VARIABLES = (
    make(
        Variable,
        name="Payment days",
        category="payment",
        direction="give",
        unit="days",
        ask="30 days",
        fallback="45 days",
        limit="60 days",
        value_per_unit=450,
        buyer_value_per_unit=600,
        options=(option("30 days", 0), option("45 days", -7000, 9000)),
    ),
    make(
        Variable,
        name="Training days",
        category="service",
        direction="give",
        unit="days",
        ask="10 days",
        limit="30 days",
        value_per_unit=1800,
        options=(option("10 days", 0), option("20 days", -18000)),
    ),
    make(
        Variable,
        name="Contract length",
        category="term",
        direction="get",
        unit="months",
        ask="60 months",
        limit="36 months",
        value_to_us=140000,
        options=(option("60 months", 140000), option("48 months", 60000), option("36 months", 0)),
    ),
    make(Variable, name="Four-year term", direction="get", value_to_us=60000),
    make(
        Variable,
        name="Response on site",
        direction="give",
        unit="hours",
        ask="8 hours",
        limit="4 hours",
        options=(option("8 hours", 0), option("4 hours", -96000)),
    ),
    make(Variable, name="Liability cap", direction="give", ask="100 % of a fee", limit="200 %"),
    make(
        Variable,
        name="Price adjustment",
        direction="get",
        value_to_us=150000,
        options=(option("CPI, no cap", 150000), option("CPI, cap 4 %", 120000)),
    ),
    make(
        Variable,
        name="Weekend standby",
        direction="give",
        cost_to_us=12000,
        options=(option("Saturday run", -12000, 20000),),
    ),
)
NAMES = {variable.name: variable.id for variable in VARIABLES}
MEETINGS = (
    make(Meeting, title="First negotiation", held_on="22.4."),
    make(Meeting, title="Best and final round", held_on="10.6."),
    make(Meeting, title="Final review", starts_at=datetime(2026, 12, 9, 10)),
    make(Meeting, title="Change board", starts_at=datetime(2026, 12, 9, 10)),
)
DEAL = snapshot(
    {"owner": "Maya Ferrant"},
    variables=VARIABLES,
    meetings=MEETINGS,
    authority=[
        make(AuthorityLevel, holder="K. Brandt", limit=40000),
        make(AuthorityLevel, holder="Jonas Elvestad", limit=150000),
        make(AuthorityLevel, holder="Pricing board", limit=500000),
    ],
    trades=[trade(package="Extension A")],
)


OURS = ("Sana Whitlock", "Sana Wu", "Jo Ek")


def reader(locale: str = "en_GB") -> Reader:
    formats = Formats(locale)
    return Reader(formats.read_number, lambda text: formats.read_date(text, TODAY))


BOOK = book_of(DEAL, TODAY, our_people=OURS, initials={"Jo Ek": "jx"})
READER = reader()


def read(line: str, locale: str = "en_GB") -> Entry:
    return parse(line, BOOK, reader(locale) if locale != "en_GB" else READER)


def shown(item: Item) -> tuple[str, str, str, str, str]:
    name = next((n for n, i in NAMES.items() if i == item.variable_id), "")
    quantity = "" if item.quantity is None else f"{item.quantity:f}"
    amount = "" if item.amount is None else f"{item.amount.normalize():f}"
    return name, item.option, quantity, item.description, amount


def test_the_line_of_the_help() -> None:
    entry = read("give 15 days payment 6750 / get 4 year term 60000 @final by KB")
    assert [shown(item) for item in entry.given] == [("Payment days", "", "15", "", "6750")]
    assert [shown(item) for item in entry.received] == [("Four-year term", "", "", "", "60000")]
    assert entry.meeting_id == MEETINGS[2].id, "the title that begins so goes first"
    assert (entry.holder, entry.status, entry.made_on) == (
        "K. Brandt",
        TradeStatus.PROPOSED,
        TODAY,
    )
    assert (entry.notes, entry.unclear) == ("", ())
    kinds = [(entry.text[part.start : part.end], part.kind) for part in entry.parts]
    assert kinds[:6] == [
        ("give", "give"),
        ("15", "quantity"),
        ("days", "quantity"),
        ("payment", "variable"),
        ("6750", "amount"),
        ("/", "divider"),
    ]


PAYMENT = "Payment days"


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        # order, beginnings, slips, units
        ("payment 15 days", (PAYMENT, "", "15", "", "6750")),
        ("15 pay", (PAYMENT, "", "15", "", "6750")),
        ("15 payemnt days 7k", (PAYMENT, "", "15", "", "7000")),
        ("15d payment", (PAYMENT, "", "15", "", "6750")),
        ("2 weeks payment", (PAYMENT, "", "14", "", "6300")),
        ("five more days of payment", (PAYMENT, "", "5", "", "2250")),
        ("+15 days payment", (PAYMENT, "", "15", "", "6750")),
        ("days of payment 15 costs EUR 6,750.50", (PAYMENT, "", "15", "", "6750.5")),
        ("payment", (PAYMENT, "", "", "", "")),
        ("15 days payment €6750", (PAYMENT, "", "15", "", "6750")),
        ("15 days payment 6750EUR", (PAYMENT, "", "15", "", "6750")),
        ("15 days payment 6 750", (PAYMENT, "", "15", "", "6750")),
        ("15 days payment for 6750.-", (PAYMENT, "", "15", "", "6750")),
        # steps and levels
        ("45 days payment", (PAYMENT, "45 days", "15", "", "7000")),
        ("payment to 45 days", (PAYMENT, "45 days", "15", "", "7000")),
        ("payment up to 50 days", (PAYMENT, "", "20", "", "9000")),
        ("+45 days payment", (PAYMENT, "", "45", "", "20250")),
        ("10 days training", ("Training days", "", "10", "", "18000")),
        ("20 days training", ("Training days", "", "20", "", "36000")),
        ("training to 20 days", ("Training days", "20 days", "10", "", "18000")),
        ("4 hours response", ("Response on site", "4 hours", "4", "", "96000")),
        ("150 % liability cap 140000", ("Liability cap", "", "50", "", "140000")),
        # options
        ("saturday run", ("Weekend standby", "Saturday run", "", "", "12000")),
        ("weekend standby", ("Weekend standby", "", "", "", "12000")),
        # its own words
        ("free data migration 48000", ("", "", "", "free data migration", "48000")),
        ("24/7 hotline 5k", ("", "", "", "24/7 hotline", "5000")),
        ("“give and take” 100", ("", "", "", "give and take", "100")),
        (
            "15 days payment at Northgate",
            (PAYMENT, "", "15", "15 days payment at Northgate", "6750"),
        ),
        ("3 lorries payment", (PAYMENT, "", "", "3 lorries payment", "")),
        ("15 days payment 90 USD", (PAYMENT, "", "15", "15 days payment 90 USD", "")),
        ("days", ("", "", "", "days", "")),
        ("500", ("", "", "", "", "500")),
    ],
)
def test_what_an_item_is_taken_as(item: str, expected: tuple[str, ...]) -> None:
    entry = read(f"give {item} / get nothing")
    assert [shown(each) for each in entry.given] == [expected]
    assert entry.received == ()
    assert entry.giveaway


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("48 months", ("Contract length", "48 months", "48", "", "60000")),
        ("5 year contract", ("Contract length", "60 months", "60", "", "140000")),
        ("term 60 months", ("Contract length", "60 months", "60", "", "140000")),
        ("CPI, cap 4 %", ("Price adjustment", "CPI, cap 4 %", "", "", "120000")),
        ("price adjustment CPI, no cap", ("Price adjustment", "CPI, no cap", "", "", "150000")),
        ("four year term", ("Four-year term", "", "", "", "60000")),
    ],
)
def test_what_is_got_is_the_level(item: str, expected: tuple[str, ...]) -> None:
    assert [shown(each) for each in read(f"get {item}").received] == [expected]


def test_several_items_and_two_ways_to_divide() -> None:
    for line in (
        "give 15 days payment + saturday run; free setup 100 / get 48 months + CPI, cap 4 %",
        "we give 15 days payment + saturday run + free setup 100 you give 48 months ; CPI, cap 4 %",
        "15 days payment + saturday run + free setup 100 / 48 months + CPI, cap 4 %",
        "get 48 months + CPI, cap 4 % / 15 days payment + saturday run; free setup 100",
        "15 days payment + saturday run; free setup 100 / get 48 months + CPI, cap 4 %",
        "48 months + CPI, cap 4 % / give 15 days payment + saturday run; free setup 100",
    ):
        entry = read(line)
        assert [shown(i)[0] or shown(i)[3] for i in entry.given] == [
            PAYMENT,
            "Weekend standby",
            "free setup",
        ], line
        assert [shown(i)[0] for i in entry.received] == ["Contract length", "Price adjustment"]
        assert entry.notes == ""


def test_marks_may_stand_anywhere() -> None:
    entry = read(
        "agreed @best and give 15 days payment by Jonas until 12 Jan 6750 / package Extension A"
        " get 48 months asked by the buyer"
    )
    assert (entry.status, entry.holder) == (TradeStatus.AGREED, "Jonas Elvestad")
    assert entry.meeting_id == MEETINGS[1].id
    assert (entry.made_on, entry.values["decided_on"]) == (on("10.6."), on("10.6."))
    assert entry.expires_on == date(2027, 1, 12), "an expiry without a year lies ahead"
    assert (entry.package, entry.asked_by) == ("Extension A", Side.BUYER)
    assert shown(entry.given[0]) == (PAYMENT, "", "15", "", "6750")
    assert len(entry.received) == 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("KB", "K. Brandt"),
        ("brandt", "K. Brandt"),
        ("k brandt", "K. Brandt"),
        ("JE", "Jonas Elvestad"),
        ("jonas elvestad", "Jonas Elvestad"),
        ("pricing", "Pricing board"),
        ("mf", "Maya Ferrant"),
        ("sana wh", "Sana Whitlock"),
        ("jo", "Jonas Elvestad"),  # who holds authority goes before who does not
        ("jx", "Jo Ek"),
    ],
)
def test_who_is_meant(typed: str, name: str) -> None:
    entry = read(f"give saturday run by {typed} agreed")
    assert entry.holder == name
    assert entry.values["authorised_on"] == TODAY
    assert entry.notes == ""


@pytest.mark.parametrize(
    ("line", "key", "text", "between"),
    [
        ("give saturday run by Zoe", "unknown_person", "Zoe", ()),
        (
            "give saturday run by sana",
            "ambiguous_person",
            "sana",
            ("Sana Whitlock", "Sana Wu"),
        ),
        ("give saturday run @party", "unknown_meeting", "@party", ()),
        ("give saturday run until", "bad_date", "until", ()),
        ("give saturday run package", "no_label", "package", ()),
    ],
)
def test_what_is_open_is_said_and_kept(
    line: str, key: str, text: str, between: tuple[str, ...]
) -> None:
    entry = read(line)
    (doubt,) = entry.unclear
    assert (doubt.key, doubt.text, doubt.between) == (key, text, between)
    assert entry.holder == ""
    kept = " ".join([entry.notes, *(item.description for item in entry.given)])
    assert text in kept


@pytest.mark.parametrize(
    ("number", "key"), [("-500", "negative"), ("−1,200k", "negative"), ("9" * 23, "too_large")]
)
def test_a_number_that_can_be_no_amount_is_said_and_kept(number: str, key: str) -> None:
    entry = read(f"give spare parts {number} / get a visit 100")
    assert [(doubt.key, doubt.text) for doubt in entry.unclear] == [(key, number)]
    assert entry.given[0].description == f"spare parts {number}"
    assert entry.given[0].amount is None


def test_two_variables_of_one_name_are_not_guessed() -> None:
    both = snapshot(
        variables=[
            make(Variable, name="Payment days", unit="days", direction="give"),
            make(Variable, name="Payment terms", direction="give"),
        ]
    )
    entry = parse("give 15 payment", book_of(both, TODAY), READER)
    assert shown(entry.given[0])[:4] == ("", "", "", "15 payment")
    assert entry.unclear[0].key == "ambiguous_variable"
    assert set(entry.unclear[0].between) == {"Payment days", "Payment terms"}


def test_what_stands_on_no_side_is_a_note() -> None:
    entry = read("they were tired, give saturday run / get 48 months / ask again on Monday")
    assert entry.notes == "they were tired, … ask again on Monday"
    assert not entry.unclear
    lost = read("hello there")
    assert (lost.notes, lost.empty) == ("hello there", True)
    assert read("").empty
    assert read("   ").notes == ""


def test_words_of_state_count_at_the_edge_only() -> None:
    entry = read("give agreed price list 500 / get 48 months planned")
    assert entry.status is TradeStatus.PLANNED
    assert entry.given[0].description == "agreed price list"


@pytest.mark.parametrize(
    ("line", "locale"),
    [
        ("give 15 days payment 6.750,50 / get 48 months", "de_DE"),
        ("give 15 days payment 6\u202f750,50 / get 48 months", "fr_FR"),
        ("give 15 days payment 6’750.50 / get 48 months", "de_CH"),
    ],
)
def test_amounts_are_read_as_the_country_writes_them(line: str, locale: str) -> None:
    entry = read(line, locale)
    assert entry.given[0].amount == Decimal("6750.50")


def test_a_line_without_end_is_kept_whole() -> None:
    tail = "x" * 3000
    entry = read(f"give saturday run / 48 months / {tail}")
    assert entry.notes.replace(" … ", "").count("x") == 3000
    assert entry.unclear[-1].key == "too_long"


VOCABULARY = """
give get we you / + ; @ @final @today by KB JE until exp 12 May 2027 package A asked by buyer agreed
planned 15 days payment training 48 months term 4 year 6750 60k 1.5m €5 EUR to +7 % CPI, cap hours
nothing 24/7 1/2 00 -3 −3 , . - “open “shut” " 9999999999999999 é ß 750,50
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\u200b"])
LINES = st.one_of(
    st.text(max_size=80), st.lists(WORDS, max_size=16).map(" ".join), st.lists(WORDS).map("".join)
)


@given(LINES)
@settings(max_examples=400)
@example("give\u2028by\x00@")
@example("by by by by")
@example("asked by")
@example("@")
@example("on on 1e999 / until 31 2 ; Ⅷ ² ٣")
def test_any_line_is_read_whole_and_alike(line: str) -> None:
    entry = read(line)
    assert entry == read(line)
    covered = set()
    for part in entry.parts:
        inside = set(range(part.start, part.end))
        assert not inside & covered, "no character is two things"
        covered |= inside
    assert not [c for place, c in enumerate(line) if not c.isspace() and place not in covered]
    made = draft(entry)
    check_record(made)
    for part in entry.parts:
        text = line[part.start : part.end]
        if part.kind == "note":
            assert text in made.notes
        elif part.kind == "description":
            words = " ".join(i.description for i in (*made.given, *made.received))
            assert text.strip('"“”').strip() in words
