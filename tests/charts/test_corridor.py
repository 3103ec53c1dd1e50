"""The price corridor with few and many offers, at every size, on every surface."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.deal import draw
from negotiator_desk.charts.palette import DARK, LIGHT, PAPER, Palette
from negotiator_desk.charts.room import Room, crosses
from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.table import Offer
from tests.charts.test_charts import FORMATS, check, strings
from tests.domain.build import offer, revision, snapshot, trade

AS_OF = date(2026, 11, 22)
CORRIDOR = (
    revision(
        "1.2.", 5_000_000, 4_600_000, 4_300_000, buyer_expected=4_000_000, buyer_limit=4_700_000
    ),
    revision(
        "1.5.", 5_000_000, 4_500_000, 4_200_000, buyer_expected=4_100_000, buyer_limit=4_600_000
    ),
)


def offers(count: int) -> tuple[Offer, ...]:
    """Offers of both sides in turn, each step smaller than the one before."""
    found = []
    for n in range(count):
        share = 1 - (1 - (n // 2) / max(1, count // 2)) ** 2
        amount = (
            4_900_000 - int(400_000 * share) if n % 2 == 0 else 4_100_000 + int(350_000 * share)
        )
        day = date(2026, 3, 1) + timedelta(days=120 * n // max(1, count))
        found.append(offer(day.isoformat(), amount, "us" if n % 2 == 0 else "buyer"))
    return tuple(found)


def deal(count: int) -> Snapshot:
    return snapshot({"award_on": "10.6."}, corridor=CORRIDOR, offers=offers(count))


def chart(found: Snapshot, width: float, height: float = 200, palette: Palette = LIGHT) -> Chart:
    return draw("price_corridor", found, diagnose(found, AS_OF), FORMATS, palette, width, height)


def texts(drawn: Chart) -> list[str]:
    return [string.text for string in strings(drawn.drawing)]


@pytest.mark.parametrize("palette", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
@pytest.mark.parametrize("width", [140, 240, 320, 520, 900, 1400])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 60])
def test_nothing_runs_into_anything(count: int, width: float, palette: Palette) -> None:
    for height in (60, 200, 420):
        check(chart(deal(count), width, height, palette), width)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 10**9), st.booleans()), max_size=14),
    st.sampled_from([160, 420, 1000]),
)
def test_nothing_runs_into_anything_whatever_was_offered(
    drawn: list[tuple[int, int, bool]], width: float
) -> None:
    made = tuple(
        offer((date(2026, 1, 1) + timedelta(days=day)).isoformat(), amount, "us" if us else "buyer")
        for day, amount, us in drawn
    )
    check(chart(snapshot(corridor=CORRIDOR, offers=made), width), width)


def test_before_the_offers_it_runs_from_the_opening_to_what_is_expected() -> None:
    said = texts(chart(deal(0), 700))
    assert "opening 5M" in said
    assert "expected? 4.1M" in said
    one = texts(chart(deal(1), 700))
    assert "us 4.9M" in one
    assert "expected? 4.1M" in one
    assert "opening 5M" not in one


def test_each_step_is_written_at_its_line() -> None:
    said = texts(chart(deal(6), 1000, 300))
    drawn = chart(deal(6), 1000, 300)
    lines = [row[3] for row in drawn.table.rows if row[3]]
    assert len(lines) == 4
    assert sum(text.startswith("−") for text in said) == 2
    assert sum(text.startswith("+") for text in said) == 2
    assert all("for nothing" in text for text in said if text.startswith("−"))


def test_a_paid_fall_is_not_called_one_for_nothing() -> None:
    paid = trade(value=100, made_on="1.3.")
    found = replace(
        deal(1),
        trades=(paid,),
        offers=(
            offer("1.3.", 4_900_000),
            offer("1.4.", 4_850_000, trade_id=paid.id, scope_value=10_000),
        ),
    )
    drawn = chart(found, 900, 300)
    assert "−60k" in texts(drawn)
    assert not any("for nothing" in text for text in texts(drawn))
    assert any(row[3] == "fall −60,000, scope +10,000" for row in drawn.table.rows)


def test_many_steps_are_thinned() -> None:
    said = [text for text in texts(chart(deal(60), 420)) if text[0] in "−+"]
    assert 0 < len(said) < 58


def test_points_and_revisions_lead_to_their_records() -> None:
    found = deal(10)
    drawn = chart(found, 700)
    led = {mark.record_id for mark in drawn.marks}
    assert {each.id for each in found.offers} <= led
    assert {each.id for each in found.corridor} <= led
    sentences = "\n".join(mark.sentence for mark in drawn.marks)
    assert "an estimate from 10 offers" in sentences
    assert "Corridor set on 1 May 2026: opening 5,000,000 EUR" in sentences
    assert "The middle between the two latest prices" in sentences


def test_the_meeting_is_marked_as_an_estimate() -> None:
    assert any("estimate, n = 10" in text for text in texts(chart(deal(10), 900)))
    rows = chart(deal(10), 900).table.rows
    assert any("estimate, n = 10" in row[1] for row in rows)
    two = texts(chart(deal(2), 900))
    assert any(text.startswith("midpoint") for text in two)
    assert not any("estimate" in text for text in two)


def test_absurd_amounts_are_drawn_all_the_same() -> None:
    made = (offer("1.3.", 10**13), offer("1.4.", 0), offer("9999-12-31", 5, "buyer"))
    far = replace(deal(0), offers=made)
    drawn = draw("price_corridor", far, diagnose(far, date.max), FORMATS, LIGHT, 700, 200)
    check(drawn, 700)


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [
        ((0, 0), (10, 10), True),
        ((0, 5), (10, 5), True),
        ((5, 5), (5, 5), True),
        ((0, 0), (10, 0), False),
        ((0, 8), (2, 10), False),
        ((7, 0), (7, 10), False),
    ],
)
def test_a_line_through_a_box(
    start: tuple[float, float], end: tuple[float, float], meets: bool
) -> None:
    box = (4.0, 4.0, 6.0, 6.0)
    assert crosses(start, end, box) is meets
    room = Room((0, 0, 10, 10))
    room.take_line([start, end])
    assert room.free(box) is not meets
    assert not room.free((8, 8, 11, 9))
