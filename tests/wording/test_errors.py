"""Sentences for values that cannot be taken."""

import re
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from negotiator_desk.models import before, deal, learn, signature, table
from negotiator_desk.models.fields import FieldSpec, Record, field_map, fields_of
from negotiator_desk.models.kinds import ALL_KINDS
from negotiator_desk.models.rules import FormError, check_value
from negotiator_desk.wording.errors import form_error_text, reading_error_text
from negotiator_desk.wording.formats import Formats


def spec_of(record: type[Record], name: str) -> FieldSpec:
    return field_map(record)[name]


@pytest.mark.parametrize(
    ("record", "field", "content", "sentence"),
    [
        (before.Stakeholder, "power", 0, "Power must be at least 1 (it is 0)."),
        (before.Stakeholder, "stance", 3, "Stance must be at most 2 (it is 3)."),
        (before.Stakeholder, "stance", -3, "Stance must be at least −2 (it is −3)."),
        (table.Offer, "amount", Decimal("-5"), "Amount must be at least 0 (it is −5)."),
        (table.Offer, "amount", None, "Amount is missing and must be given."),
        (
            deal.Deal,
            "currency",
            "euro",
            "Currency must be three capital letters such as EUR (it is “euro”).",
        ),
        (
            signature.Term,
            "name",
            "x" * 100_001,
            "Term is too long: at most 100000 characters are kept, and it has 100001; shorten it.",
        ),
        (
            before.Stakeholder,
            "mapped_on",
            "soon",
            "Mapped on must be a date, written as a text such as “2026-12-31”.",
        ),
        (
            learn.SelfAssessment,
            "answers",
            {"table_9": 1},
            "Answers has no entry named “table_9”; take it out.",
        ),
    ],
)
def test_one_sentence_names_the_field_and_the_rule(
    record: type[Record], field: str, content: Any, sentence: str
) -> None:
    spec = spec_of(record, field)
    with pytest.raises(FormError) as caught:
        check_value(spec, content)
    assert form_error_text(caught.value, spec) == sentence


def test_a_rule_broken_inside_a_list_names_both() -> None:
    spec = spec_of(table.Trade, "given")
    item = table.Given(id=uuid4(), cost_to_us=Decimal(-1))
    with pytest.raises(FormError) as caught:
        check_value(spec, (item,))
    assert form_error_text(caught.value, spec) == (
        "In We give: Cost to us must be at least 0 (it is −1)."
    )


def test_the_listed_values_are_told() -> None:
    spec = spec_of(signature.Reopening, "response")
    assert form_error_text(FormError("not_listed", text="perhaps"), spec) == (
        "“perhaps” is not one of the values of Answer: pending, held, traded, conceded."
    )


KEYS = re.findall(r"``(\w+)``", FormError.__doc__ or "")[1:]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_on_every_field_gives_one_sentence(key: str) -> None:
    assert "dangling" in KEYS
    for record in ALL_KINDS.values():
        for spec in fields_of(record):
            sentence = form_error_text(FormError(key), spec)  # even without its parameters
            assert sentence.endswith(".")
            assert "{" not in sentence
            assert spec.field.label in sentence


def test_a_hostile_text_is_quoted_short_and_visible() -> None:
    spec = spec_of(table.Offer, "amount")
    sentence = form_error_text(FormError("bad_money", text="<b>\x00{label}" + "9" * 10_000), spec)
    assert "<b>\ufffd{label}999" in sentence
    assert len(sentence) < 200


@pytest.mark.parametrize(
    ("record", "field", "text", "sentence"),
    [
        (
            table.Offer,
            "made_on",
            "12 Mxy",
            "“12 Mxy” is no date; write it like 31/12/2026, or +7 for a week from today.",
        ),
        (
            table.Offer,
            "amount",
            "a lot",
            "“a lot” is no amount; write it like 12,500, or 12k for twelve thousand.",
        ),
        (
            before.Criterion,
            "weight",
            "third",
            "“third” is no number; write it like 12.5.",
        ),
        (
            before.Stakeholder,
            "power",
            "big",
            "“big” is no whole number; write it like 3.",
        ),
        (
            table.Meeting,
            "starts_at",
            "noon",
            "“noon” is no date and time; write it like 31/12/2026 14:30.",
        ),
        (
            signature.Reopening,
            "response",
            "maybe",
            "“maybe” is not one of the values of Answer: Pending, Held, Traded, Conceded.",
        ),
        (before.Influence, "to_id", "Bo", "“Bo” is not a value of To."),
    ],
)
def test_text_that_is_not_read_gets_an_example_that_is(
    record: type[Record], field: str, text: str, sentence: str
) -> None:
    spec, formats = spec_of(record, field), Formats("en_GB")
    assert reading_error_text(text, spec, formats, date(2026, 5, 4), "EUR") == sentence


@pytest.mark.parametrize("name", ["en_GB", "en_US", "de_DE", "fr_FR", "nb_NO", "pl_PL"])
def test_the_example_can_be_read_back(name: str) -> None:
    formats = Formats(name)
    today = date(2026, 5, 4)
    shown = reading_error_text("?", spec_of(table.Offer, "made_on"), formats, today)
    example = shown.partition("like ")[2].partition(", or")[0]
    assert formats.read_date(example, today) == date(2026, 12, 31)
    shown = reading_error_text("?", spec_of(table.Offer, "amount"), formats, today)
    example = shown.partition("like ")[2].partition(", or")[0]
    assert formats.read_number(example) == 12500


def test_a_space_at_an_end_is_shown() -> None:
    spec = spec_of(table.Offer, "made_on")
    sentence = form_error_text(FormError("bad_date", text=" 2026-12-31\n"), spec)
    assert "“ 2026-12-31 ”" in sentence
