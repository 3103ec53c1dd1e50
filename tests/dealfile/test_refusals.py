"""Hostile and broken ``deal.json``: one sentence that names the file, the record and the field."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

import pytest

from negotiator_desk.dealfile import canonical, decode
from negotiator_desk.wording.refusals import Refusal

FILE = "helios.ndeal"


def an_id(name: str) -> str:
    return str(uuid5(UUID(int=7), name))


def a_deal() -> dict[str, Any]:
    return {
        "id": an_id("deal"),
        "title": "Helios",
        "currency": "EUR",
        "stakeholders": [{"id": an_id("person"), "name": "Ingrid", "power": 5}],
        "criteria": [{"id": an_id("criterion"), "name": "Price", "weight": 40}],
        "offers": [{"id": an_id("offer"), "amount": "10.00"}],
        "trades": [
            {
                "id": an_id("trade"),
                "wording": "If you sign",
                "given": [{"id": an_id("given"), "description": "Training"}],
            }
        ],
        "terms": [{"id": an_id("term"), "name": "Cap"}],
    }


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        decode(data, FILE)
    sentence = caught.value.text
    assert sentence.startswith(FILE)
    assert sentence.endswith((".", "'", "”"))
    assert "\n" not in sentence
    assert len(sentence) < 700
    return sentence


def refused_with(change: Callable[[dict[str, Any]], Any]) -> str:
    tree = a_deal()
    change(tree)
    return refused(json.dumps(tree).encode())


def test_the_deal_that_the_cases_break_is_sound() -> None:
    assert decode(json.dumps(a_deal()).encode(), FILE).trades[0].given[0].description == "Training"


PERSON = f"Person 1 “Ingrid” (id {an_id('person')})"
TRADE = f"Trade 1 “If you sign” (id {an_id('trade')})"
GIVEN = f"Item given 1 “Training” (id {an_id('given')}) of {TRADE}"
DEAL = f"Deal “Helios” (id {an_id('deal')})"

FIELDS = [
    ("stakeholders", "name", 5, "Person 1 “5” (id "),
    ("stakeholders", "name", ["a"], "Person 1 (id "),
    ("stakeholders", "name", {"a": "b"}, "Person 1 (id "),
    ("stakeholders", "name", "x" * 100_001, "Person 1 “xxx"),
    ("stakeholders", "power", 6, PERSON),
    ("stakeholders", "power", 2.5, PERSON),
    ("stakeholders", "power", "5", PERSON),
    ("stakeholders", "power", True, PERSON),
    ("stakeholders", "power", 10**400, PERSON),
    ("stakeholders", "mapped_on", "2026-02-30", PERSON),
    ("stakeholders", "mapped_on", "2026-W09-1", PERSON),
    ("stakeholders", "mapped_on", "20260201", PERSON),
    ("stakeholders", "mapped_on", "２026-02-01", PERSON),
    ("stakeholders", "mapped_on", 20260201, PERSON),
    ("stakeholders", "mapped_on", "  ", PERSON),
    ("stakeholders", "buying_roles", ["king"], PERSON),
    ("stakeholders", "buying_roles", "legal", PERSON),
    ("stakeholders", "updated_at", "yesterday", PERSON),
    ("stakeholders", "updated_at", "2026-02-01", PERSON),
    ("stakeholders", "updated_at", "9999-12-31T23:59:59-23:00", PERSON),
    ("stakeholders", "id", "no id", "Person 1 “Ingrid”"),
    ("stakeholders", "id", "", "Person 1 “Ingrid”"),
    ("stakeholders", "id", "{" + an_id("person") + "}", "Person 1 “Ingrid”"),
    ("criteria", "weight", "forty", "Criterion 1 “Price”"),
    ("criteria", "weight", "NaN", "Criterion 1 “Price”"),
    ("criteria", "weight", "Infinity", "Criterion 1 “Price”"),
    ("criteria", "weight", "1e400", "Criterion 1 “Price”"),
    ("criteria", "weight", "1e999999999", "Criterion 1 “Price”"),
    ("criteria", "weight", "9" * 5000, "Criterion 1 “Price”"),
    ("criteria", "weight", 0.12345678901, "Criterion 1 “Price”"),
    ("criteria", "weight", -1, "Criterion 1 “Price”"),
    ("criteria", "our_score", 11, "Criterion 1 “Price”"),
    ("criteria", "rival_scores", {"Veltis": "many"}, "Criterion 1 “Price”"),
    ("criteria", "rival_scores", [1], "Criterion 1 “Price”"),
    ("criteria", "stakeholder_id", an_id("nobody"), "Criterion 1 “Price”"),
    ("criteria", "stakeholder_id", an_id("offer"), "Criterion 1 “Price”"),
    ("criteria", "stakeholder_id", 7, "Criterion 1 “Price”"),
    ("criteria", "rights", {"a": 1}, "Criterion 1 “Price”"),
    ("offers", "amount", None, "Offer 1"),
    ("offers", "amount", "", "Offer 1"),
    ("offers", "amount", 10, "Offer 1"),
    ("offers", "amount", "1,000.00", "Offer 1"),
    ("offers", "amount", "1e3", "Offer 1"),
    ("offers", "amount", "NaN", "Offer 1"),
    ("offers", "amount", "-1.00", "Offer 1"),
    ("offers", "amount", "1.00001", "Offer 1"),
    ("offers", "amount", "123456789012345", "Offer 1"),
    ("offers", "amount", "١٢", "Offer 1"),
    ("terms", "trade_ids", [an_id("trade"), an_id("nobody")], "Term 1 “Cap”"),
    ("terms", "red_line", "yes", "Term 1 “Cap”"),
    ("terms", "red_line", 1, "Term 1 “Cap”"),
    ("terms", "wording_sha256", "AB" * 32, "Term 1 “Cap”"),
]


@pytest.mark.parametrize(
    ("kind", "field", "value", "record"),
    FIELDS,
    ids=[f"{field}-{str(value)[:20]!a}" for _, field, value, _ in FIELDS],
)
def test_a_field_that_breaks_a_form_rule(kind: str, field: str, value: Any, record: str) -> None:
    sentence = refused_with(lambda tree: tree[kind][0].update({field: value}))
    assert record in sentence
    assert f"field {field}: " in sentence


@pytest.mark.parametrize(
    ("field", "value"),
    [("stage", "moon"), ("currency", "Euro"), ("term_months", -1), ("signed_value", "-0.01")],
)
def test_a_field_of_the_deal_itself(field: str, value: Any) -> None:
    sentence = refused_with(lambda tree: tree.update({field: value}))
    assert DEAL in sentence
    assert f"field {field}: " in sentence


def test_a_field_of_a_nested_record_names_both_records() -> None:
    sentence = refused_with(lambda tree: tree["trades"][0]["given"][0].update(cost_to_us="-5"))
    assert GIVEN in sentence
    assert "field cost_to_us: " in sentence


@pytest.mark.parametrize("answers", [{"before_5": 1}, {"before_1": 5}, {"before_1": "x"}])
def test_answers_to_the_statements(answers: dict[str, Any]) -> None:
    record = {"id": an_id("self"), "answers": answers}
    sentence = refused_with(lambda tree: tree.update(self_assessments=[record]))
    assert "Self-assessment 1" in sentence
    assert "field answers: " in sentence


def test_a_reference_to_the_wrong_kind_says_which_is_meant() -> None:
    sentence = refused_with(lambda tree: tree["criteria"][0].update(stakeholder_id=an_id("offer")))
    assert "the list stakeholders" in sentence


def test_an_action_may_be_about_any_record_nested_ones_too() -> None:
    tree = a_deal()
    tree["actions"] = [
        {"id": an_id(f"action {name}"), "record_id": an_id(name)}
        for name in ("deal", "given", "offer")
    ]
    assert len(decode(json.dumps(tree).encode(), FILE).actions) == 3


def test_an_action_may_be_about_a_record_that_only_a_newer_version_knows() -> None:
    tree = a_deal()
    tree["actions"] = [{"id": an_id("action"), "record_id": an_id("new").upper()}]
    assert "field record_id: " in refused(json.dumps(tree).encode())
    tree["new_kind"] = [{"id": an_id("new")}]
    assert decode(json.dumps(tree).encode(), FILE).actions[0].record_id == UUID(an_id("new"))
    tree["offers"][0]["trade_id"] = an_id("new")  # which is no trade, whatever it is
    assert "field trade_id: " in refused(json.dumps(tree).encode())


def test_a_carried_lesson_names_a_lesson_of_another_deal() -> None:
    tree = a_deal()
    tree["carried_lessons"] = [{"id": an_id("carried"), "lesson_id": an_id("elsewhere")}]
    assert decode(json.dumps(tree).encode(), FILE).carried_lessons[0].lesson_id


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: tree["offers"][0].update(id=an_id("term")),
        lambda tree: tree["offers"][0].update(id=an_id("deal")),
        lambda tree: tree["offers"][0].update(id=an_id("given").upper()),
        lambda tree: tree["offers"].append(dict(tree["offers"][0])),
        lambda tree: tree["trades"][0]["given"].append(dict(tree["trades"][0]["given"][0])),
        lambda tree: tree.update(outcome={"id": an_id("deal"), "result": "won"}),
    ],
)
def test_an_id_that_stands_twice(change: Callable[[dict[str, Any]], Any]) -> None:
    sentence = refused_with(change)
    assert "field id: " in sentence
    assert "only once" in sentence


@pytest.mark.parametrize("record", [None, 5, "text", []])
def test_a_record_that_is_no_object(record: Any) -> None:
    sentence = refused_with(lambda tree: tree["offers"].append(record))
    assert "field offers: Offer 2 must be" in sentence
    sentence = refused_with(lambda tree: tree["trades"][0]["given"].append(record))
    assert f"(id {an_id('trade')}), field given: Item given 2 must be" in sentence


@pytest.mark.parametrize("content", [{}, 5, "text", True])
def test_a_list_that_is_no_list(content: Any) -> None:
    sentence = refused_with(lambda tree: tree.update(offers=content))
    assert "field offers: " in sentence


def test_an_outcome_that_is_no_object() -> None:
    assert "field outcome: Outcome must be" in refused_with(lambda tree: tree.update(outcome=[]))


def test_a_missing_list_may_be_null_or_an_empty_text() -> None:
    tree = a_deal() | {"gates": None, "rivals": "", "lessons": []}
    assert decode(json.dumps(tree).encode(), FILE).gates == ()


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_bare_word_that_is_no_number(word: str) -> None:
    data = json.dumps(a_deal()).encode()
    sentence = refused(data.replace(b'"weight": 40', f'"weight": {word}'.encode()))
    assert "Criterion 1 “Price”" in sentence
    assert f"field weight: {word}" in sentence
    sentence = refused(data.replace(b'"weight": 40', f'"new": [1, {{"a": {word}}}]'.encode()))
    assert f"field new › 1 › a: {word}" in sentence


def test_a_key_that_stands_twice() -> None:
    data = json.dumps(a_deal()).encode()
    sentence = refused(data.replace(b'"power": 5', b'"power": 5, "p\\u006fwer": 5'))
    assert PERSON in sentence
    assert "field power: " in sentence


def test_a_key_that_stands_twice_in_something_unknown() -> None:
    data = json.dumps(a_deal()).encode()
    sentence = refused(data.replace(b'"power": 5', b'"new": [{"a": 1, "a": 1}]'))
    assert PERSON in sentence
    assert "field new › 0 › a: " in sentence


def test_a_top_level_key_that_stands_twice() -> None:
    data = json.dumps(a_deal()).encode()
    assert "field title: " in refused(data.replace(b'"title"', b'"title": "", "title"', 1))


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_nesting(opening: str) -> None:
    closing = "".join({"[": "]", "{": "}"}[c] for c in reversed(opening) if c in "[{")
    at_most = 19 // sum(c in "[{" for c in opening)

    def nested(count: int) -> bytes:
        inner = opening * count + "1" + closing * count
        return f'{{"id":"{an_id("deal")}","new":{inner}}}'.encode()

    assert canonical(decode(nested(at_most), FILE))
    assert "20 deep" in refused(nested(at_most + 1))
    assert "20 deep" in refused(nested(200_000))


def test_nesting_too_deep_is_pointed_at() -> None:
    data = b'{"id":"[[[[",\n "n\xc3\xa9w":' + b"[" * 20 + b"]" * 20 + b"}"
    assert "at line 2, column 27, " in refused(data)


def test_brackets_in_texts_are_no_nesting() -> None:
    tree = a_deal()
    tree["title"] = '\\"' + "[{" * 50 + "\\"
    assert decode(json.dumps(tree).encode(), FILE).deal.title == tree["title"]


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"{]",
        b'{"id": 01}',
        b'{"id": "a',
        b'{"id": "a\nb"}',
        b"{'id': 1}",
        b'{"id": 1,}',
        b"{} {}",
        b'{"a":\\"[[[[[[[["}',
    ],
)
def test_text_that_is_no_json(data: bytes) -> None:
    assert "not valid JSON at line " in refused(data)


def test_a_deal_cut_short() -> None:
    data = json.dumps(a_deal()).encode()
    for length in range(1, len(data), 7):
        refused(data[:length])


def test_bytes_that_are_no_utf8() -> None:
    assert "not UTF-8 text at byte 2" in refused(b'{"\xff":1}')


@pytest.mark.parametrize("data", [b"[]", b"1", b'"text"', b"null", b"[NaN]", b'[{"a":1,"a":1}]'])
def test_json_that_is_no_deal(data: bytes) -> None:
    assert "this is no deal" in refused(data)


def test_a_deal_without_an_id() -> None:
    sentence = refused(b'{"title": "X"}')
    assert "Deal “X”" in sentence
    assert "field id: " in sentence


def test_half_of_a_surrogate_pair() -> None:
    data = json.dumps(a_deal()).encode()
    assert "field name: " in refused(data.replace(b"Ingrid", b"\\ud83d"))
    sentence = refused(data.replace(b'"power": 5', b'"new": "\\ud83d"'))
    assert "field new: " in sentence
    assert "half of a pair" in sentence
    assert "half of a pair" in refused(data.replace(b'"power": 5', b'"\\ud83d": 5'))
    an_offer = an_id("offer").encode()
    assert "is no id" in refused(data.replace(an_offer, an_offer[:-6] + b"\\ud83d"))


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b> & {{ name }}",
        "<img src=file:///etc/passwd>",
        "\x00\x01\x1b[31m\x7f\x85",
        "\u202eevil\u2066שלום",
        "👩‍💻🏳️‍🌈 e\u0301",
        "=HYPERLINK(1)",
        "n" * 10_000,
        "n" * 100_000,
        "'; DROP TABLE deals; --",
        "../../etc/passwd",
        "%s {0} {name}",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_texts_are_only_texts(text: str) -> None:
    tree = a_deal()
    tree["title"] = tree["stakeholders"][0]["name"] = text
    snapshot = decode(json.dumps(tree).encode(), FILE)
    assert snapshot.deal.title == snapshot.stakeholders[0].name == text
    assert decode(canonical(snapshot), FILE) == snapshot
    # The same text in a refusal is shortened and shown without its controls.
    sentence = refused_with(
        lambda broken: broken["stakeholders"][0].update(name=text, power="strong")
    )
    assert "field power: " in sentence
    assert sentence.isprintable() or "\u202e" in text or "\u200d" in text


def test_a_file_name_is_shown_as_text() -> None:
    with pytest.raises(Refusal) as caught:
        decode(b"[]", "a\nb{x}%s\x00.ndeal")
    assert "\n" not in caught.value.text
    assert "{x}%s" in caught.value.text


def test_a_deal_may_have_a_hundred_thousand_records_and_not_one_more() -> None:
    tree = a_deal()
    others = 7  # the deal, five records of its lists and a nested one
    gates = [{"id": str(UUID(int=n + 1))} for n in range(100_000 - others)]
    tree["gates"] = gates
    assert len(decode(json.dumps(tree).encode(), FILE).gates) == len(gates)
    tree["gates"] = [*gates, {"id": an_id("gate")}]
    sentence = refused(json.dumps(tree).encode())
    assert f"Gate {len(gates) + 1} (id {an_id('gate')}) is one too many" in sentence
