"""Trades, mandate and quick entry in words."""

from datetime import date
from decimal import Decimal

import pytest

from negotiator_desk.domain.mandate import mandate_of
from negotiator_desk.domain.quickentry import Reader, draft, parse
from negotiator_desk.domain.quickmatch import book_of
from negotiator_desk.models.table import AuthorityLevel, Given, Received, Trade, Variable
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.mandate import after_line, mandate_title, standing_line
from negotiator_desk.wording.quickentry import EXAMPLE, key_words, understood
from negotiator_desk.wording.trades import (
    approval_question,
    composed,
    expiry_words,
    item_words,
    nothing_words,
    side_words,
    variables_of,
)
from tests.domain.build import make, offer, on, snapshot, trade

FORMATS = Formats("en_GB")
TODAY = on("22.11.")
DAYS = make(
    Variable,
    name="Payment days",
    unit="days",
    direction="give",
    ask="30 days",
    limit="60 days",
    value_per_unit=450,
)
TERM = make(Variable, name="Four-year term", direction="get", value_to_us=60000)
CAP = make(Variable, name="Liability cap", red_line=True, ask="100 %", limit="200 %")
DEAL = snapshot(
    {"owner": "K. Brandt"},
    variables=[DAYS, TERM, CAP],
    authority=[
        make(AuthorityLevel, holder="K. Brandt", limit=30000, limit_total=60000),
        make(AuthorityLevel, holder="Sales board", limit=100000, valid_until="30.11."),
    ],
    trades=[trade(25000, 0, made_on="1.5.")],
)
VARIABLES = variables_of(DEAL)


def line_words(line: str) -> list[tuple[str, str]]:
    reader = Reader(FORMATS.read_number, lambda text: FORMATS.read_date(text, TODAY))
    entry = parse(line, book_of(DEAL, TODAY, words=key_words()), reader)
    after = mandate_of(DEAL, TODAY).after(draft(entry))
    return [(s.text, s.meaning) for s in understood(entry, after, DEAL, FORMATS, TODAY)]


def test_what_was_understood_of_the_example() -> None:
    assert line_words(EXAMPLE.replace("@final ", "")) == [
        ("gives Payment days: 45 days (+15) (costs us 6,750)", ""),
        ("gets Four-year term (worth 60,000)", ""),
        ("balance +53,250", "protected"),
        ("authorised by K. Brandt", "muted"),
        ("mandate left after this: K. Brandt 28,250 of 60,000", "muted"),
    ]


def test_what_warns_is_said_at_once() -> None:
    said = line_words("give 40 more days payment")
    assert ("beyond the limit of 60 days", "exposed") in said
    assert ("nothing in return: given away", "lost") in said
    assert ("mandate left after this: K. Brandt 17,000 of 60,000", "muted") in said
    far = line_words("give 15 days payment 40000 / get four year term @party")
    assert ("10,000 beyond the limit of K. Brandt: needs Sales board", "exposed") in far
    assert ("no meeting begins with “@party”: kept in the notes", "exposed") in far
    red = line_words("give liability cap to 150 % 9")
    assert ("“Liability cap” is a red line: it is never given", "lost") in red
    unknown = [text for text, _ in line_words("give a walk in the park / get term")]
    assert any(text.startswith("cost unknown, weighed as 25,000; ") for text in unknown)
    assert [m for _, m in line_words("hello")] == ["muted", "exposed"]


def test_an_item_is_called_by_its_words_or_its_variable_and_level() -> None:
    for item, words in (
        (make(Given, description="Ten more  days", variable_id=DAYS.id), "Ten more days"),
        (make(Given, variable_id=DAYS.id), "Payment days"),
        (make(Given, variable_id=DAYS.id, option="45 days"), "Payment days: 45 days"),
        (
            make(Given, variable_id=DAYS.id, option="45 days", quantity=15),
            "Payment days: 45 days (+15)",
        ),
        (make(Given, variable_id=DAYS.id, quantity=10), "Payment days: 40 days (+10)"),
        (make(Given, variable_id=TERM.id, quantity=10), "Four-year term: +10"),
        (make(Received, variable_id=TERM.id, quantity=10), "Four-year term: 10"),
        (make(Given, option="Saturday"), "Saturday"),
        (make(Given), ""),
    ):
        assert item_words(item, VARIABLES, FORMATS) == words
    both = (make(Given, description="One"), make(Given), make(Given, description="Two"))
    assert side_words(both, VARIABLES, FORMATS) == "One; Two"


def test_the_wording_is_composed_and_holds_no_money_of_ours() -> None:
    give = make(Given, variable_id=DAYS.id, quantity=15, cost_to_us=6750)
    get = make(Received, variable_id=TERM.id, value_to_us=60000)
    visits = make(Received, description="two reference visits")
    both = make(Trade, given=(give,), received=(get, visits))
    assert composed(both, DEAL, FORMATS) == (
        "If you give us Four-year term and two reference visits, then we give you "
        "Payment days 45 days."
    )
    more = make(Trade, given=(give,), condition="The rooms are ready.", expires_on="12.5.")
    assert composed(more, DEAL, FORMATS) == (
        "We give you Payment days 45 days. Condition: The rooms are ready. "
        "This stands until 12 May 2026."
    )
    price = make(Trade, received=(get,))
    assert composed(price, DEAL, FORMATS) == "You give us Four-year term."
    named = snapshot(variables=[TERM], offers=[offer("1.1.", 4820000, trade_id=price.id)])
    assert composed(price, named, FORMATS) == (
        "If you give us Four-year term, then our price is 4,820,000 EUR."
    )
    assert composed(make(Trade), DEAL, FORMATS) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("22.11.", "expires today"),
        ("23.11.", "1 day left"),
        ("22.12.", "30 days left"),
        ("21.11.", "expired 1 day ago"),
        ("1.11.", "expired 21 days ago"),
    ],
)
def test_expiry(day: str, words: str) -> None:
    assert expiry_words(on(day), TODAY) == words


def test_a_giveaway_in_words() -> None:
    assert nothing_words(make(Trade, status="agreed")) == "nothing: given away"
    assert nothing_words(make(Trade, status="proposed")) == "nothing: would be given away"
    assert nothing_words(make(Trade, status="refused")) == "nothing"


def test_the_approval_question_names_level_and_money() -> None:
    far = trade(40000, 60000)
    after = mandate_of(DEAL, TODAY).after(far)
    given = (make(Given, description="Migration", cost_to_us=40000),)
    asked = make(Trade, id=far.id, given=given, received=(make(Received, variable_id=TERM.id),))
    assert approval_question(asked, after, DEAL, FORMATS) == (
        "May I give Migration (cost 40,000 EUR) for Four-year term (worth 0 EUR)? "
        "Asked of Sales board."
    )
    too_far = mandate_of(DEAL, TODAY).after(trade(Decimal(100001), 0))
    assert "No level of this deal reaches that far." in approval_question(
        make(Trade, given=given), too_far, DEAL, FORMATS
    )


def test_a_trade_under_nobodys_authority() -> None:
    alone = snapshot({"owner": ""})
    after = mandate_of(alone, TODAY).after(trade(100, 0))
    assert after_line(after, "EUR", FORMATS) == (
        "nobody is named who may authorise it: no level of this deal reaches that far"
    )


def test_a_holder_whose_limit_is_not_recorded_is_named() -> None:
    deal = snapshot(
        {"owner": "K. Brandt"},
        authority=[
            make(AuthorityLevel, holder="K. Brandt", limit=30000),
            make(AuthorityLevel, holder="The CFO"),
        ],
    )
    mandate = mandate_of(deal, TODAY)
    assert after_line(mandate.after(trade(40000, 0)), "EUR", FORMATS) == (
        "10,000 beyond the limit of K. Brandt: record up to which cost The CFO may agree"
    )
    (_ours, theirs) = mandate.standings
    assert standing_line(theirs, "EUR", FORMATS, TODAY) == "The CFO: limit not recorded · no total"


def test_the_mandate_today() -> None:
    mandate = mandate_of(DEAL, TODAY)
    assert mandate_title(mandate, "EUR", FORMATS) == (
        "K. Brandt may agree one more trade of up to 30,000 EUR alone."
    )
    lines = [standing_line(s, "EUR", FORMATS, TODAY) for s in mandate.standings]
    assert lines == [
        "K. Brandt: up to 30,000 EUR for one trade · 35,000 of 60,000 left",
        "Sales board: up to 100,000 EUR for one trade · no total · ends in 8 days",
    ]
    later = mandate_of(DEAL, date(2026, 12, 1))
    assert standing_line(later.standings[1], "EUR", FORMATS, date(2026, 12, 1)) == (
        "Sales board · not in force · ended 30 Nov 2026"
    )
    assert (
        "no authority level"
        in mandate_title(mandate_of(snapshot({"owner": "Zoe"}), TODAY), "", FORMATS).lower()
    )
