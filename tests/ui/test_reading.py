"""Typed text: what is written into a field is what is read from it, in every locale."""

from __future__ import annotations

import contextlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.models.before import Criterion, Stakeholder
from negotiator_desk.models.deal import Deal
from negotiator_desk.models.fields import FieldSpec, Record, field_map
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.models.table import Meeting, Offer, Trade
from negotiator_desk.ui.widgets.reading import UnreadableError, entry_text, read_numbers, read_text
from negotiator_desk.wording.formats import Formats

LOCALES = ["en_GB", "en_US", "de_DE", "de_CH", "fr_FR", "nb_NO", "pl_PL", "ja_JP"]
TODAY = date(2026, 11, 22)


def spec(record: type[Record], name: str) -> FieldSpec:
    return field_map(record)[name]


def there_and_back(field: FieldSpec, value: Any, locale: str, currency: str = "EUR") -> Any:
    formats = Formats(locale)
    text = entry_text(field, value, formats, currency)
    return read_text(field, text, formats, TODAY, currency)


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=40, deadline=None)
@given(amount=st.decimals(min_value=0, max_value=10**14 - 1, places=4))
def test_an_amount_is_read_as_it_was_written(locale: str, amount: Decimal) -> None:
    assert there_and_back(spec(Offer, "amount"), amount, locale) == amount


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=40, deadline=None)
@given(amount=st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_negative_amount_is_read_as_it_was_written(locale: str, amount: Decimal) -> None:
    assert there_and_back(spec(Offer, "scope_value"), amount, locale) == amount


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=40, deadline=None)
@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_a_date_is_read_as_it_was_written(locale: str, day: date) -> None:
    assert there_and_back(spec(Trade, "made_on"), day, locale) == day


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=30, deadline=None)
@given(moment=st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2999, 12, 31)))
def test_a_time_is_read_as_it_was_written(locale: str, moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    assert there_and_back(spec(Meeting, "starts_at"), moment, locale) == moment


@pytest.mark.parametrize(
    ("record", "name", "text", "value"),
    [
        (Offer, "amount", "48,000 EUR", Decimal(48000)),
        (Offer, "amount", "12k", Decimal(12000)),
        (Offer, "amount", "12k eur", Decimal(12000)),
        (Offer, "amount", " 1 250.50 ", Decimal("1250.50")),
        (Offer, "scope_value", "−250", Decimal(-250)),
        (Criterion, "weight", "40 %", Decimal(40)),
        (Criterion, "weight", "12.5", Decimal("12.5")),
        (Deal, "term_months", "36 months", 36),
        (Deal, "currency", "nok", "NOK"),
        (Trade, "made_on", "today", TODAY),
        (Trade, "made_on", "+7", date(2026, 11, 29)),
        (Trade, "made_on", "3 May", date(2026, 5, 3)),
        (Meeting, "starts_at", "14:30", datetime(2026, 11, 22, 14, 30)),
        (Meeting, "starts_at", "3 May 9:05", datetime(2026, 5, 3, 9, 5)),
        (Trade, "made_on", "  ", None),
        (Trade, "condition", "   ", ""),
        (Behaviour, "description", " kept as typed ", " kept as typed "),
    ],
)
def test_what_people_type(record: type[Record], name: str, text: str, value: object) -> None:
    assert read_text(spec(record, name), text, Formats("en_GB"), TODAY, "EUR") == value


@pytest.mark.parametrize(
    ("record", "name", "text", "said"),
    [
        (Trade, "made_on", "31/02/2026", "31/02/2026"),
        (Trade, "made_on", "soon", "soon"),
        (Offer, "amount", "a lot", "a lot"),
        (Offer, "amount", "-5", "Amount"),
        (Offer, "amount", "", "Amount"),
        (Offer, "amount", "123456789012345", "Amount"),
        (Offer, "amount", "1.23456", "Amount"),
        (Stakeholder, "power", "9", "Power"),
        (Deal, "term_months", "1.5", "1.5"),
        (Deal, "currency", "EURO", "Currency"),
        (Meeting, "starts_at", "25:00", "25:00"),
        (Trade, "condition", "x" * 100_001, "Condition"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    record: type[Record], name: str, text: str, said: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_text(spec(record, name), text, Formats("en_GB"), TODAY, "EUR")
    sentence = str(caught.value)
    assert said in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=30), locale=st.sampled_from(LOCALES))
def test_no_text_is_an_error_of_ours(text: str, locale: str) -> None:
    for record, name in ((Trade, "made_on"), (Offer, "amount"), (Meeting, "starts_at")):
        with contextlib.suppress(UnreadableError):
            read_text(spec(record, name), text, Formats(locale), TODAY, "EUR")


def test_numbers_beside_names() -> None:
    field = spec(Criterion, "rival_scores")
    formats = Formats("en_GB")
    assert read_numbers(field, {"Norma": "7", "Alba": " "}, formats) == {"Norma": Decimal(7)}
    with pytest.raises(UnreadableError):
        read_numbers(field, {"Norma": "11"}, formats)
