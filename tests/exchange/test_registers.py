"""A table read as changes: guessed columns, mixed writing, real registers, bad and huge files."""

import csv
import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from negotiator_desk.exchange import registers, sheet
from negotiator_desk.exchange.registers import Plan, guess, read_rows
from negotiator_desk.exchange.sheet import Sheet, read_table, read_text
from negotiator_desk.models.choices import AskedIn, ChangeStatus, Side
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.refusals import Refusal

from .records import REAL

BRITISH = Formats("en_GB")
GERMAN = Formats("de_DE")


def fields(text: str) -> dict[str, str]:
    """Heading -> field of a pasted table."""
    table = read_text(text, "pasted")
    plan = guess(table, "changes")
    names = registers.headings(table, plan.header)
    return {names[place]: name for place, name in plan.fields.items()}


def read(text: str, formats: Formats = BRITISH) -> Any:
    table = read_text(text, "pasted")
    return read_rows(table, guess(table, "changes"), formats)


def real(path: str) -> bytes:
    found = REAL / path
    if not found.exists():
        pytest.skip("the real registers do not lie beside this repository")
    return found.read_bytes()


def test_headings_are_found_below_a_title_and_matched_by_label_and_by_other_names() -> None:
    text = (
        "Register of changes\n\n"
        "CO No.\tSubject\tDate submitted\tRequested by\tMedium\tAmount\tStatus\tRFI\n"
        "CO-004\tRack\t2026-03-01\tClient\temail\t1,250.50\tApproved\tR-13\n"
    )
    assert fields(text) == {
        "CO No.": "number",
        "Subject": "title",
        "Date submitted": "raised_on",
        "Requested by": "raised_by",
        "Medium": "asked_in",
        "Amount": "price_change",
        "Status": "status",
    }
    found = read(text)
    assert found.refused == ()
    (values,) = found.records
    assert values == {
        "number": 4,
        "title": "Rack",
        "raised_on": date(2026, 3, 1),
        "raised_by": Side.BUYER,
        "asked_in": AskedIn.WRITTEN,
        "price_change": Decimal("1250.50"),
        "status": ChangeStatus.AGREED,
        "notes": "CO No.: CO-004\nRFI: R-13",
    }


@pytest.mark.parametrize(
    ("cells", "formats", "days"),
    [
        (("2026-03-04", "04/03/2026", "25/12/2026"), BRITISH, ("2026-03-04",) * 2),
        (("04/03/2026", "12/25/2026"), BRITISH, ("2026-04-03", "2026-12-25")),
        (("4.3.2026",), GERMAN, ("2026-03-04",)),
        (("4 March 2026", "March 4, 2026", "4-Mar-2026"), GERMAN, ("2026-03-04",) * 3),
        (("2026-03-04T10:00:00Z",), BRITISH, ("2026-03-04",)),
        (("04.03.26",), GERMAN, ("2026-03-04",)),
    ],
)
def test_dates_are_read_as_their_column_writes_them(
    cells: tuple[str, ...], formats: Formats, days: tuple[str, ...]
) -> None:
    text = "Title\tDate raised\n" + "".join(f"x\t{cell}\n" for cell in cells)
    found = read(text, formats)
    assert found.refused == ()
    read_days = [values["raised_on"].isoformat() for values in found.records]
    assert read_days[: len(days)] == list(days)


@pytest.mark.parametrize(
    ("cells", "formats", "amounts"),
    [
        (("1,234.50", "1,234"), GERMAN, ("1234.50", "1234")),
        (("1.234,50", "1.234"), BRITISH, ("1234.50", "1234")),
        (("1.234",), GERMAN, ("1234",)),
        (("1,234",), BRITISH, ("1234",)),
        (("€ 12.000", "(3.000)", "-5"), GERMAN, ("12000", "-3000", "-5")),
        (("12 000,5", "1'000"), GERMAN, ("12000.5", "1000")),
        (("GBP 7", "−3"), BRITISH, ("7", "-3")),
    ],
)
def test_amounts_are_read_as_their_column_writes_them(
    cells: tuple[str, ...], formats: Formats, amounts: tuple[str, ...]
) -> None:
    text = "Title;Amount\n" + "".join(f'x;"{cell}"\n' for cell in cells)
    found = read(text, formats)
    assert [str(values["price_change"]) for values in found.records] == list(amounts)


def test_what_cannot_be_read_refuses_its_row_and_says_why() -> None:
    found = read(
        "Title,Date raised,Decision date,Cost,Status\n"
        "fine,2026-03-01,,5,agreed\n"
        "negative,2026-03-01,,-5,agreed\n"
        "no date,sometime,,5,agreed\n"
        "formula,2026-03-01,,=1+1,agreed\n"
        "impossible,2026-02-30,,5,agreed\n"
        "backwards,2026-03-01,2026-02-01,5,agreed\n"
        "odd state,2026-03-01,,5,simmering\n"
    )
    assert [row for row, _why in found.refused] == [3, 4, 5, 6]
    whys = dict(found.refused)
    assert "Cost to us" in whys[3]
    assert "“sometime” is no date" in whys[4]
    assert "“=1+1” is no number" in whys[5]
    assert [values["title"] for values in found.records] == ["fine", "backwards", "odd state"]
    assert dict(found.remarks)[7] == "Decided on lies before Raised on"
    assert "Status: simmering" in found.records[2]["notes"]


def test_hostile_text_stays_text() -> None:
    found = read(
        'Title,Description\n"<b>x</b>","=HYPERLINK(""http://x"")"\n\'; drop table,\u202e\n'
    )
    assert [values["title"] for values in found.records] == ["<b>x</b>", "'; drop table"]
    assert found.records[0]["description"] == '=HYPERLINK("http://x")'


def test_only_rows_of_one_contract_are_read_and_all_may_have_one_state() -> None:
    table = read_text("Contract,Title\nA,one\nB,two\nA,three\n", "x")
    plan = Plan(
        kind="changes",
        header=0,
        fields={1: "title"},
        only=(0, "A"),
        fixed={"status": ChangeStatus.AGREED},
        rest=False,
    )
    found = read_rows(table, plan, BRITISH)
    assert [values["title"] for values in found.records] == ["one", "three"]
    assert found.left_out == 1
    assert all(values["status"] is ChangeStatus.AGREED for values in found.records)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    (table,) = read_table("Title;Price\nBüro für Öl;5\n".encode(encoding), "x.csv")
    assert table.rows == (("Title", "Price"), ("Büro für Öl", "5"))


def book(rows: list[list[Any]]) -> bytes:
    made = Workbook()
    assert made.active is not None
    for row in rows:
        made.active.append(row)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_a_workbook_gives_values_dates_and_never_a_formula() -> None:
    data = book(
        [["Title", "Date", "Price"], ["Rack", date(2026, 3, 1), 12.1], ["Sum", None, "=1+1"]]
    )
    (table,) = read_table(data, "x.xlsx")
    assert table.rows[1] == ("Rack", date(2026, 3, 1), Decimal("12.1"))
    assert table.rows[2] == ("Sum",)


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return held.getvalue()


def entities() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "holds no table"),
        (b" \n \n", "holds no table"),
        (b"\x89PNG\0\0\0\x01\x02\0", "neither text nor a workbook"),
        (b"PK\x03\x04 broken", "cannot be read as a workbook"),
        (bomb(), "unpacks to far more"),
        (entities(), "cannot be read as a workbook"),
        (b"a,b\n" * 200_000, "more than 20,000 rows"),
        (b"x," * 500, "more than 200 columns"),
        (b"x" * (21 * 2**20), "larger than 20 MB"),
        (b'a,b\n"' + b"x\n" * 140_000, "row 2: a cell does not end"),
        (
            b"a,b\n1,2\nx," + b"y" * 3_000_000 + b"\n",
            "row 3: a cell does not end within 131,072 characters",
        ),
    ],
)
def test_what_is_no_register_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_table(data, "<b>bad</b>.csv")
    assert says in refusal.value.text


def test_a_cancelled_reading_ends() -> None:
    class Cancelled(Exception):
        pass

    def cancel(step: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_table(book([["Title"], ["x"]]), "x.xlsx", cancel)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12
)
ROW = st.fixed_dictionaries(
    {
        "title": WORDS,
        "raised_on": st.dates(date(1990, 1, 1), date(2090, 1, 1)),
        "cost_to_us": st.decimals(0, 10**9, places=2),
        "price_change": st.decimals(-(10**9), 10**9, places=2),
        "status": st.sampled_from(list(ChangeStatus)),
    }
)


@given(st.lists(ROW, min_size=1, max_size=8), st.sampled_from(["\t", ";", ",", "|"]))
def test_a_written_table_reads_back_as_it_was(rows: list[dict[str, Any]], mark: str) -> None:
    held = io.StringIO()
    writer = csv.writer(held, delimiter=mark)
    writer.writerow(["Title", "Date raised", "Cost", "Price", "Status"])
    for row in rows:
        names = ("title", "raised_on", "cost_to_us", "price_change", "status")
        writer.writerow([str(row[name]) for name in names])
    assert list(read(held.getvalue()).records) == rows


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=12))
def test_every_row_is_added_refused_or_left_out(rows: list[list[str]]) -> None:
    table = Sheet("x", tuple(tuple(row) for row in rows))
    plan = guess(table, "changes")
    found = read_rows(table, plan, BRITISH)
    start = 0 if plan.header is None else plan.header + 1
    assert len(found.records) + len(found.refused) == len(rows) - start


@pytest.mark.parametrize("place", range(15))
def test_the_modifications_of_a_real_contract_come_to_the_expected_growth(place: int) -> None:
    (table,) = read_table(real("fpds/fpds_actions.csv"), "fpds_actions.csv")
    expected = json.loads((REAL / "EXPECTED.json").read_text("utf-8"))["fpds/fpds_actions.csv"]
    contract = expected["per_contract"][place]
    plan = guess(table, "changes")
    names = registers.headings(table, plan.header)
    read_as = {names[column]: name for column, name in plan.fields.items()}
    assert read_as["base_and_all_options_value"] == "price_change"
    assert read_as["mod_number"] == "number"
    assert read_as["signed_date"] == "raised_on"
    plan = Plan(
        kind="changes",
        header=plan.header,
        fields=plan.fields,
        only=(names.index("piid"), contract["piid"]),
        fixed={"status": ChangeStatus.AGREED},
    )
    found = read_rows(table, plan, BRITISH)
    assert found.refused == ()
    assert len(found.records) == contract["actions"]
    first = min(found.records, key=lambda values: values["raised_on"])
    moved = [values.get("price_change", Decimal(0)) for values in found.records]
    base = first.get("price_change", Decimal(0))
    assert base == Decimal(str(contract["base_value"]))
    assert sum(moved) - base == Decimal(str(contract["growth"]))
    assert sum(moved) == Decimal(str(contract["sum_of_all_actions"]))


@pytest.mark.parametrize(
    ("path", "adds"),
    [
        ("change-orders-synthetic/change_orders.csv", 20),
        ("change-orders-synthetic/federal-office/change_orders.csv", None),
    ],
)
def test_made_up_registers_of_others_are_read_without_refusals(path: str, adds: int | None) -> None:
    (table,) = read_table(real(path), Path(path).name)
    found = read_rows(table, guess(table, "changes"), BRITISH)
    assert found.refused == ()
    assert len(found.records) == (adds or len(table.rows) - 1)
    assert all(values.get("status") for values in found.records)


def test_the_change_requests_of_a_real_workbook_are_found() -> None:
    sheets = {s.name: s for s in read_table(real("registers/raid_log.xlsx"), "raid_log.xlsx")}
    plan = guess(sheets["Change Requests"], "changes")
    assert sorted(plan.fields.values()) == ["number", "raised_by", "raised_on", "status", "title"]


def test_limits_are_those_that_are_said() -> None:
    assert (sheet.ROWS, sheet.COLUMNS, sheet.LARGEST) == (20_000, 200, 20)
