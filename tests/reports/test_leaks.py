"""The table edition with deals of every kind and secrets planted in the texts that it shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.secrets import LEAST_TEXT, fold, significant_digits
from negotiator_desk.models.before import CorridorRevision, Stakeholder
from negotiator_desk.models.choices import ChangeStatus, TradeStatus
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.delivery import Change
from negotiator_desk.models.signature import Term
from negotiator_desk.models.table import Given, Trade
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish
from negotiator_desk.reports.editions import write_edition
from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.refusals import Refusal
from tests.strategies import snapshots

DAY = date(2026, 11, 22)
SEARCHED = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def written(path: Path, snapshot: Snapshot, edition: str = "table") -> str | None:
    """The text of the edition; None when it was refused, and then there is no file."""
    path.unlink(missing_ok=True)
    context = Context(snapshot, diagnose(snapshot, DAY), Formats("en_GB"))
    try:
        write_edition(edition, path, context, Wish(generated_on=DAY))
    except Refusal:
        assert not path.exists()
        return None
    return " ".join(read_pdf(path).pages)


def grouped(n: int, mark: str) -> str:
    return f"{n:,}".replace(",", mark)


def indian(n: int) -> str:
    head, tail = f"{n}"[:-3], f"{n}"[-3:]
    parts: list[str] = []
    while head:
        parts.insert(0, head[-2:])
        head = head[:-2]
    return ",".join((*parts, tail))


def short(n: int, size: int, word: str) -> str:
    return f"{Decimal(n) / size:f}".rstrip("0").rstrip(".") + word


WAYS: Final[tuple[Callable[[int], str], ...]] = (
    str,
    lambda n: grouped(n, ","),
    lambda n: grouped(n, "."),
    lambda n: grouped(n, " "),
    lambda n: grouped(n, "\u00a0"),
    lambda n: grouped(n, "\u202f"),
    lambda n: grouped(n, "'"),
    lambda n: grouped(n, "’"),
    indian,
    lambda n: f"{n}.00",
    lambda n: f"{grouped(n, '.')},00",
    lambda n: f"€{grouped(n, ',')}",
    lambda n: f"{n} EUR",
    lambda n: short(n, 1_000, "k"),
    lambda n: short(n, 1_000_000, "M"),
    lambda n: short(n, 1_000_000, " million").replace(".", ","),
    lambda n: str(n).translate({48 + k: 0x0660 + k for k in range(10)}),
    lambda n: str(n).translate({48 + k: 0xFF10 + k for k in range(10)}),
)
"""Ways of writing an amount of 100,000 or more."""

amounts = st.integers(100_000, 99_999_999).filter(lambda n: significant_digits(Decimal(n)) >= 3)


def planted(snapshot: Snapshot, place: str, text: str) -> Snapshot:
    """The deal with a text in one of the fields that lie on the table."""
    match place:
        case "title":
            return replace(snapshot, deal=replace(snapshot.deal, title=text))
        case "reference":
            return replace(snapshot, deal=replace(snapshot.deal, reference=text))
        case "agreed_wording":
            term = Term(id=UUID(int=901), name="Price", agreed_wording=text, agreed_on=DAY)
            return replace(snapshot, terms=(*snapshot.terms, replace(term, locked_on=DAY)))
        case "buyer_position":
            term = Term(id=UUID(int=901), name="Price", buyer_position=text)
            return replace(snapshot, terms=(*snapshot.terms, term))
        case "given":
            item = Given(id=UUID(int=903), description=text)
            trade = Trade(id=UUID(int=902), status=TradeStatus.PROPOSED, given=(item,))
            return replace(snapshot, trades=(*snapshot.trades, trade))
        case "change_title" | "change_wording":
            field = place.removeprefix("change_")
            change = Change(id=UUID(int=904), status=ChangeStatus.OFFERED, **{field: text})
            return replace(snapshot, changes=(*snapshot.changes, change))
    trade = Trade(id=UUID(int=902), status=TradeStatus.AGREED, decided_on=DAY, **{place: text})
    return replace(snapshot, trades=(*snapshot.trades, trade))


PLACES = (
    "title",
    "reference",
    "agreed_wording",
    "buyer_position",
    "given",
    "wording",
    "condition",
    "change_title",
    "change_wording",
)


@SEARCHED
@given(
    snapshot=snapshots(),
    amount=amounts,
    way=st.sampled_from(WAYS),
    place=st.sampled_from(PLACES),
)
def test_no_amount_planted_in_any_text_in_any_format_is_written(
    snapshot: Snapshot, amount: int, way: Callable[[int], str], place: str, tmp_path: Path
) -> None:
    said = (*(o.amount for o in snapshot.offers), *(c.price_change for c in snapshot.changes))
    assume(not any(each is not None and abs(each) == amount for each in said))
    floor = CorridorRevision(id=UUID(int=900), walk_away=Decimal(amount))
    secret = replace(snapshot, corridor=(*snapshot.corridor, floor))
    text = f"Then we agree at {way(amount)} for all of it"
    assert written(tmp_path / "x.pdf", planted(secret, place, text)) is None


@SEARCHED
@given(
    snapshot=snapshots(),
    opinion=st.text("abcdefghij klmnop", min_size=12, max_size=60).map(str.strip),
    place=st.sampled_from(PLACES),
)
def test_no_opinion_planted_in_any_text_is_written(
    snapshot: Snapshot, opinion: str, place: str, tmp_path: Path
) -> None:
    person = Stakeholder(id=UUID(int=900), name="Ida", opinion=opinion)
    secret = replace(snapshot, stakeholders=(*snapshot.stakeholders, person))
    text = f"As said: {'  '.join(opinion.upper().split())}."
    assume(len(" ".join(opinion.split())) >= LEAST_TEXT)
    # What is also the name of one who was in the room, say, is known to both.
    assume(fold(opinion) not in fold(msgspec.json.encode(snapshot).decode()))
    assert written(tmp_path / "x.pdf", planted(secret, place, text)) is None


def every_amount(snapshot: Snapshot) -> set[Decimal]:
    """All amounts of the deal, those of nested records too."""
    found: set[Decimal] = set()
    waiting: list[object] = [snapshot]
    while waiting:
        held = waiting.pop()
        if isinstance(held, Decimal):
            found.add(abs(held))
        elif isinstance(held, tuple):
            waiting.extend(held)
        elif isinstance(held, msgspec.Struct):
            waiting.extend(getattr(held, name) for name in held.__struct_fields__)
    return found


@SEARCHED
@given(snapshot=snapshots(), place=st.sampled_from(PLACES))
def test_plain_days_are_no_false_alarm(snapshot: Snapshot, place: str, tmp_path: Path) -> None:
    bare = planted(snapshot, place, "x")
    assume(written(tmp_path / "x.pdf", bare) is not None)
    plain = "within 45 days, 12 visits, 99.5 %, clause 4.2, 3 August 2026"
    assume(not {Decimal(2026), Decimal("99.5")} & every_amount(snapshot))
    assert written(tmp_path / "x.pdf", planted(snapshot, place, plain)) is not None
