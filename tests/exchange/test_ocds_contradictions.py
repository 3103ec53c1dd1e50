"""Where a record contradicts itself, the deal says so in words and never invents a figure."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.exchange.ocds_values import Notes, amount_of
from negotiator_desk.models.choices import Stage
from negotiator_desk.models.deal import Snapshot
from tests.exchange.records import one, read, release


def total(snapshot: Snapshot) -> Decimal | None:
    """The contract sum: signed value and what the changes did to it."""
    if snapshot.deal.signed_value is None:
        return None
    moved = [c.price_change for c in snapshot.changes if c.price_change is not None]
    return sum(moved, snapshot.deal.signed_value)


@pytest.mark.parametrize(
    ("amount", "expected", "said"),
    [
        (1000.5, "1000.5", ""),
        ("1000.50", "1000.50", "written as text"),
        (" 1000 ", "1000", "written as text"),
        ({"$numberLong": "1000"}, "1000", "wrapped number"),
        ({"$numberDecimal": "10.5"}, "10.5", "wrapped number"),
        (0.1234567, "0.1235", "more than four decimals"),
        (0, "0", "gives 0 as the contract's value"),
        (1e3, "1000", ""),
        (None, None, "gives no value"),
        ("", None, "gives no value"),
        ("1.234,50", None, "cannot be read"),
        ("1,234", None, "cannot be read"),
        ("twelve", None, "cannot be read"),
        (True, None, "cannot be read"),
        ([5], None, "cannot be read"),
        ({"$numberLong": "NaN"}, None, "cannot be read"),
        ({"$numberLong": {"$numberLong": "1"}}, None, "cannot be read"),
        ("1e5", None, "cannot be read"),
        (10**15, None, "cannot be read"),
        (1e300, None, "cannot be read"),
        (-5, None, "negative amount"),
    ],
)
def test_an_amount_is_read_exactly_or_left_out_in_words(
    amount: Any, expected: str | None, said: str
) -> None:
    deal = one(release(contract={"value": {"amount": amount, "currency": "EUR"}})).deal
    assert deal.signed_value == (None if expected is None else Decimal(expected))
    assert said in deal.summary


@settings(max_examples=200, deadline=None)
@given(st.decimals(allow_nan=True, allow_infinity=True) | st.text() | st.integers() | st.booleans())
def test_no_amount_breaks_the_reader(written: object) -> None:
    amount = amount_of(written, "payment", Notes())
    assert amount is None or (amount.is_finite() and abs(amount) < 10**14)


def test_lower_case_currency_is_noted() -> None:
    deal = one(release(contract={"value": {"amount": 5, "currency": "mxn"}})).deal
    assert deal.currency == "MXN"
    assert "currency as “mxn”" in deal.summary


@pytest.mark.parametrize("currency", ["EURO", "€", "", None, 978])
def test_a_currency_that_is_none_is_left_out(currency: object) -> None:
    deal = one(release(contract={"value": {"amount": 5, "currency": currency}})).deal
    assert deal.currency == ""
    assert "no currency" in deal.summary


def test_award_and_contract_that_differ_are_named() -> None:
    deal = one(release(award={"value": {"amount": 900, "currency": "EUR"}})).deal
    assert deal.signed_value == Decimal(1000)
    assert "award says 900.00 EUR, the contract 1,000.00 EUR (+100.00 EUR)" in deal.summary


def test_the_award_never_stands_in_for_a_missing_contract_value() -> None:
    value = release(contract={"value": {}}, award={"value": {"amount": 900, "currency": "EUR"}})
    deal = one(value).deal
    assert deal.signed_value is None
    assert "its award says 900.00 EUR, which is not taken for it" in deal.summary


def test_one_award_with_several_contracts_is_added_up() -> None:
    contract = {"awardID": "a1", "value": {"amount": 400, "currency": "EUR"}}
    value = release(
        award={"value": {"amount": 801, "currency": "EUR"}},
        contracts=[{"id": "c1", **contract}, {"id": "c2", **contract}],
    )
    for snapshot in read(value):
        assert "of 801.00 EUR stands for 2 contracts" in snapshot.deal.summary
        assert "come to 800.00 EUR (−1.00 EUR)" in snapshot.deal.summary


def test_an_award_rewritten_with_the_contract_hides_its_growth() -> None:
    first = release(award={"value": {"amount": 1000, "currency": "EUR"}})
    later = release(
        award={"value": {"amount": 1500, "currency": "EUR"}},
        contract={"value": {"amount": 1500, "currency": "EUR"}},
        id="r2",
        date="2021-01-01T00:00:00Z",
    )
    snapshot = one([first, later])
    assert snapshot.deal.signed_value == Decimal(1000)
    assert total(snapshot) == Decimal(1500)
    assert "restated between releases: 1,000.00 EUR → 1,500.00 EUR" in snapshot.deal.summary


def test_steps_without_amendments_are_changes_dated_by_their_release() -> None:
    def at(number: int, amount: int) -> dict[str, Any]:
        return release(
            contract={"value": {"amount": amount, "currency": "EUR"}},
            id=f"r{number}",
            date=f"2020-0{number}-05T00:00:00+02:00",
        )

    snapshot = one([at(1, 10), at(2, 10), at(3, 25), at(4, 20)])
    assert [change.price_change for change in snapshot.changes] == [Decimal(15), Decimal(-5)]
    assert [change.decided_on for change in snapshot.changes] == [
        date(2020, 3, 5),
        date(2020, 4, 5),
    ]


def test_one_sum_for_several_amendments_is_not_divided() -> None:
    later = release(
        contract={
            "value": {"amount": 1300, "currency": "EUR"},
            "amendments": [
                {"id": "A1", "date": "2020-05-01", "rationale": "More"},
                {"id": "A2", "date": "2020-05-02", "rationale": "Less"},
            ],
        },
        id="r2",
        date="2020-06-01T00:00:00Z",
    )
    snapshot = one([release(), later])
    assert [change.price_change for change in snapshot.changes] == [None, None, Decimal(300)]
    assert "one sum for several amendments: A1; A2" in snapshot.changes[2].description


def test_an_amendment_that_moved_no_money_costs_nothing() -> None:
    later = release(
        contract={"amendments": [{"id": "A1", "date": "2020-05-01", "description": "Longer"}]},
        id="r2",
        date="2020-06-01T00:00:00Z",
    )
    (change,) = one([release(), later]).changes
    assert change.price_change == Decimal(0)
    assert change.title == "Longer"


def test_former_values_of_amendments_give_the_first_value() -> None:
    def amended(name: str, day: str, former: int) -> dict[str, Any]:
        return {
            "id": name,
            "date": day,
            "changes": [{"property": "value.amount", "former_value": former}],
        }

    amendments = [amended("A2", "2020-06-01", 1200), amended("A1", "2020-05-01", 700)]
    snapshot = one(release(contract={"amendments": amendments}))
    assert snapshot.deal.signed_value == Decimal(700)
    assert [c.price_change for c in snapshot.changes] == [Decimal(500), Decimal(-200)]
    assert total(snapshot) == Decimal(1000)


def _lines(*lines: tuple[str, str, str, str]) -> dict[str, Any]:
    rationale = " | ".join(
        f"amendmentNumber: {number}, awardDate: {day}, expiryDate: {end}, value: {amount}"
        for number, day, end, amount in lines
    )
    return {"amendment": {"rationale": rationale, "date": lines[-1][1]}}


def test_amendment_lines_add_up_to_the_value() -> None:
    contract = _lines(
        ("000", "2014-01-01", "2014-12-31", "600.00"),
        ("001", "2014-06-01", "2015-06-30", "500.00"),
        ("002", "2015-07-10", "2015-06-30", "-100.00"),
    )
    snapshot = one(release(contract=contract))
    assert snapshot.deal.signed_value == Decimal("600.00")
    assert [c.price_change for c in snapshot.changes] == [Decimal("500.00"), Decimal("-100.00")]
    assert total(snapshot) == Decimal(1000)
    assert snapshot.deal.award_on == date(2014, 1, 1)
    assert "after the contract had ended (2015-06-30): 002" in snapshot.deal.summary


def test_lines_that_miss_the_value_leave_the_difference_unexplained() -> None:
    contract = _lines(
        ("000", "2014-01-01", "2014-12-31", "600"), ("001", "2014-06-01", "2015-06-30", "350")
    )
    snapshot = one(release(contract=contract))
    assert total(snapshot) == Decimal(950)
    assert "1,000.00 EUR (+50.00 EUR)" in snapshot.deal.summary


def test_lines_without_a_base_carry_no_sums() -> None:
    contract = _lines(("001", "2014-06-01", "2015-06-30", "500"))
    snapshot = one(release(contract=contract))
    assert snapshot.deal.signed_value == Decimal(1000)
    assert [c.price_change for c in snapshot.changes] == [None]


def test_a_contract_listed_as_an_extension_is_a_change_of_the_one_it_extends() -> None:
    value = release()
    value["contracts"].append(
        {"id": "c1-more", "extendsContractID": "c1", "title": "Longer", "awardID": None}
    )
    base, extension = read(value)
    assert [(c.title, c.price_change) for c in base.changes] == [("Longer", None)]
    assert extension.deal.signed_value is None
    assert "extends contract c1" in extension.deal.summary


def test_values_in_two_currencies_are_not_subtracted() -> None:
    later = release(
        contract={"value": {"amount": 9000, "currency": "MXN"}}, id="r2", date="2020-02-01"
    )
    snapshot = one([release(), later])
    assert (snapshot.deal.currency, snapshot.deal.signed_value) == ("MXN", Decimal(9000))
    assert snapshot.changes == ()
    assert "EUR → MXN" in snapshot.deal.summary


def test_two_contracts_of_one_id_are_both_kept() -> None:
    value = release()
    value["contracts"].append({"id": "c1", "value": {"amount": 7, "currency": "EUR"}})
    first, second = read(value)
    assert first.deal.id != second.deal.id
    assert (first.deal.signed_value, second.deal.signed_value) == (Decimal(1000), Decimal(7))
    assert "more than once" in second.deal.summary


def test_entries_without_an_id_are_known_by_their_place() -> None:
    snapshot = one(release(contracts=[{"value": {"amount": 3, "currency": "EUR"}}]))
    assert snapshot.deal.signed_value == Decimal(3)
    assert "gives this entry no id" in snapshot.deal.summary


def test_dates_that_are_none_or_out_of_order_are_said() -> None:
    value = release(
        contract={
            "dateSigned": "2020-13-01",
            "period": {"startDate": "2021-01-01", "endDate": "2020-01-01"},
        },
        award={"date": {"$date": "2020-05-01T00:00:00Z"}},
    )
    deal = one(value).deal
    assert deal.signed_on is None
    assert deal.award_on == date(2020, 5, 1)
    assert "(the signing date: “2020-13-01”)" in deal.summary
    assert "the end of the contract period (2020-01-01) comes before" in deal.summary


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("pending", Stage.SIGNATURE),
        ("active", Stage.DELIVERY),
        (None, Stage.DELIVERY),
        ("terminated", Stage.CLOSED),
        ("cancelled", Stage.CLOSED),
    ],
)
def test_the_status_of_a_contract_gives_the_stage(status: str | None, stage: Stage) -> None:
    assert one(release(contract={"status": status})).deal.stage is stage


def test_a_procuring_entity_is_not_taken_for_the_buyer() -> None:
    value = release(buyer=None, tender={"procuringEntity": {"name": "Office of Works"}})
    deal = one(value).deal
    assert deal.buyer == ""
    assert "its procuring entity is Office of Works" in deal.summary


def test_several_suppliers_are_all_named() -> None:
    deal = one(release(award={"suppliers": [{"name": "A"}, {"name": "B"}, {"name": "A"}]})).deal
    assert deal.supplier == "A; B"
    assert "several suppliers: A; B" in deal.summary


def test_payments_that_cannot_be_added_are_counted() -> None:
    transactions = [
        {"id": "1", "value": {"amount": 700, "currency": "EUR"}},
        {"id": "2", "amount": {"amount": 400, "currency": "EUR"}},
        {"id": "3", "value": {"amount": "?", "currency": "EUR"}},
        {"id": "4", "value": {"amount": 9, "currency": "USD"}},
    ]
    deal = one(release(contract={"implementation": {"transactions": transactions}})).deal
    assert "2, together 1,100.00 EUR: 100.00 EUR more than 1,000.00 EUR" in deal.summary
    assert "without a readable amount: 1" in deal.summary
    assert "another currency: 1" in deal.summary


def test_listed_criteria_keep_their_weights() -> None:
    criteria = [
        {
            "type": "price",
            "name": "Price",
            "numbers": [{"number": 60, "weight": "percentageExact"}],
        },
        {"type": "quality", "name": "Method", "numbers": [{"number": 1, "weight": "orderOfI"}]},
    ]
    snapshot = one(release(tender={"awardCriteria": {"criteria": criteria}}))
    assert [(c.name, c.weight) for c in snapshot.criteria] == [
        ("Price", Decimal(60)),
        ("Method", None),
    ]


def test_a_summary_that_differs_from_its_releases_is_said() -> None:
    compiled = release(contract={"value": {"amount": 5, "currency": "EUR"}}, tag=["compiled"])
    record = {"ocid": "ocds-test-1", "releases": [release()], "compiledRelease": compiled}
    deal = one(record).deal
    assert deal.signed_value == Decimal(1000)
    assert "gives 5.00 EUR as the contract's value, its releases come to" in deal.summary


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | st.decimals(0, 10**9, places=2), min_size=1, max_size=8))
def test_signed_value_and_changes_always_come_to_the_last_value(
    amounts: list[Decimal | None],
) -> None:
    releases = [
        release(
            contract={"value": {"amount": None if a is None else str(a), "currency": "EUR"}},
            id=f"r{number}",
            date=f"2020-01-{number + 1:02}T00:00:00Z",
        )
        for number, a in enumerate(amounts)
    ]
    known = [amount for amount in amounts if amount is not None]
    snapshot = one(releases)
    assert snapshot.deal.signed_value == (known[0] if known else None)
    assert total(snapshot) == (known[-1] if known else None)
