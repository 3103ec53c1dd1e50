"""What files give for a kind: contacts from vCards and CRM exports, trades, variables, terms."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiator_desk.exchange.readable import KINDS
from negotiator_desk.exchange.registers import guess, read_rows
from negotiator_desk.exchange.tables import table_of_text, tables_of
from negotiator_desk.exchange.vcard import looks_like_vcard, read_vcards
from negotiator_desk.models.choices import Direction, TradeStatus
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.refusals import Refusal

from .records import REAL

BRITISH = Formats("en_GB")


def read(kind: str, text: str) -> list[Mapping[str, Any]]:
    """What the rows of a pasted text become."""
    sheet = table_of_text(kind, text, "pasted")
    outcome = read_rows(sheet, guess(sheet, kind), BRITISH)
    assert outcome.refused == ()
    return [{key: row[key] for key in row if key != "notes"} for row in outcome.records]


def people(path: Path) -> list[Mapping[str, Any]]:
    """The people of a file."""
    if not path.exists():
        pytest.skip("the real contacts do not lie beside this repository")
    (sheet,) = tables_of("stakeholders", path.read_bytes(), path.name)
    return list(read_rows(sheet, guess(sheet, "stakeholders"), BRITISH).records)


CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Novak\\, Jr.;Eva;;;\r\nFN:Eva Novak\\, Jr.\r\n"
    "ORG:Port of Ostrava;Buying\r\nTITLE:Head of\r\n  buying\r\n"
    "item1.EMAIL;TYPE=INTERNET:first@port.example\r\nEMAIL;TYPE=PREF:eva@port.example\r\n"
    "TEL;VALUE=uri:tel:+420-1\r\nNOTE:Likes <b>trains</b>\\nand lists\r\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:SGVs\r\n bG8=\r\nEND:VCARD\r\n"
)


def test_a_card_becomes_a_person() -> None:
    (person,) = read("stakeholders", CARD)
    assert person == {
        "name": "Eva Novak, Jr.",
        "title": "Head of buying",
        "organisation": "Port of Ostrava, Buying",
        "email": "eva@port.example",
        "phone": "+420-1",
    }
    sheet = read_vcards(CARD, "card")
    assert sheet.rows[1][5] == "Likes <b>trains</b>\nand lists"


def test_an_old_card_is_read_with_its_encoding_and_without_a_full_name() -> None:
    text = (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:"
        "M=FCller;J=F6rg\nTITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Leiter=20der =\n"
        "Beschaffung\nTEL;WORK;VOICE:1\nTEL;PREF;CELL:2\nEND:VCARD\n"
    )
    assert read("stakeholders", text) == [
        {"name": "Jörg Müller", "title": "Leiter der Beschaffung", "phone": "2"}
    ]


def test_cards_that_name_nobody_are_refused_in_words() -> None:
    for text in ("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD", "BEGIN:VCARD\nFN:cut off"):
        with pytest.raises(Refusal, match="no card that names a person"):
            table_of_text("stakeholders", text, "cards.vcf")


@given(st.text(alphabet='BEGIN:VCARD\n\r;=\\"FNORG ,éx20', max_size=300))
def test_no_card_breaks_the_reader(text: str) -> None:
    whole = f"BEGIN:VCARD\nFN:Ada\n{text}\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD"
    assert looks_like_vcard(whole)
    try:
        rows = read_vcards(whole, "x").rows
    except Refusal:
        return
    assert all(len(row) == 6 for row in rows)


@pytest.mark.parametrize("path", sorted(REAL.glob("crm/*/*.vcf")), ids=lambda path: path.name)
def test_the_cards_of_other_programs(path: Path) -> None:
    expected = json.loads((REAL / "EXPECTED.json").read_text("utf-8"))
    known = expected[f"crm/{path.parent.name}/{path.name}"]
    found = people(path)
    assert len(found) == known["cards"]
    for person, card in zip(found, known["list"], strict=True):
        assert person["name"] == card["fn"].replace("\\", "")
        assert ("email" in person) is bool(card["emails"])
        assert ("phone" in person) is bool(card["phones"])
        assert ("title" in person) is bool(card["title"])


@pytest.mark.parametrize(
    ("path", "first"),
    [
        (
            "contacts-csv/atomic-crm_contacts_export.csv",
            {
                "name": "John Doe",
                "title": "Sales Executive",
                "organisation": "Acme",
                "email": "john@doe.example",
                "phone": "659-980-2015",
            },
        ),
        (
            "messy-csv/05-excel-export.csv",
            {
                "name": "Alice Johnson",
                "title": "Director",
                "organisation": "Acme Corp",
                "email": "alice.j@corp.com",
            },
        ),
        ("messy-csv/24-salesforce-style.csv", {"name": "Thomas Anderson", "phone": "5551500"}),
        ("messy-csv/25-hubspot-export.csv", {"name": "Emma Watson", "email": "emma@hub.com"}),
        (
            "pipedrive/persons_en.csv",
            {
                "name": "Anna Novakova",
                "title": "CEO",
                "organisation": "Acme Ltd",
                "email": "anna@acme.cz",
            },
        ),
        (
            "thunderbird/basic_addressbook.csv",
            {"name": "John Doe", "email": "johndoe@host.invalid"},
        ),
    ],
)
def test_the_exports_of_other_programs(path: str, first: Mapping[str, str]) -> None:
    person = people(REAL / "crm" / path)[0]
    assert {key: person.get(key) for key in first} == first


def test_first_and_last_name_are_one_where_the_whole_is_missing() -> None:
    text = "Last name,First name,Full name,Company\nMoe,Ada,,Port\nLund,Bo,Bo A. Lund,Port\n,Cy,,\n"
    assert [row["name"] for row in read("stakeholders", text)] == ["Ada Moe", "Bo A. Lund", "Cy"]


def test_trades_bring_what_is_given_and_what_comes_back() -> None:
    text = (
        "We give\tCost\tWe get\tWorth\tStatus\tDate\n"
        "Training days\t4,000\tReference visit\t5,500.50\tAccepted\t12/05/2026\n"
        "Setup\t1,000\t\t\tDeclined\t13/05/2026\n"
    )
    assert read("trades", text) == [
        {
            "given.description": "Training days",
            "given.cost_to_us": Decimal(4000),
            "received.description": "Reference visit",
            "received.value_to_us": Decimal("5500.50"),
            "status": TradeStatus.AGREED,
            "made_on": date(2026, 5, 12),
        },
        {
            "given.description": "Setup",
            "given.cost_to_us": Decimal(1000),
            "status": TradeStatus.REFUSED,
            "made_on": date(2026, 5, 13),
        },
    ]


def test_variables_and_terms_by_usual_headings() -> None:
    (variable,) = read("variables", "Item;Give/get;Ask;Walk-away\nPayment days;give;30;60\n")
    assert variable == {
        "name": "Payment days",
        "direction": Direction.GIVE,
        "ask": "30",
        "limit": "60",
    }
    (term,) = read("terms", "Term,Clause,Our position,Value at stake\nCap,12.3,100 %,5000\n")
    assert term == {
        "name": "Cap",
        "clause": "12.3",
        "our_position": "100 %",
        "value_at_stake": Decimal(5000),
    }


def test_other_kinds_know_no_cards() -> None:
    for kind in KINDS[1:]:
        sheet = table_of_text(kind, CARD, "pasted")
        assert sheet.rows[0][0] == "BEGIN:VCARD"
