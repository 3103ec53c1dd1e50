"""The meeting brief: two pages whatever is recorded, and the walk-away only when it is wanted."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from negotiator_desk.dealfile.archive import read_file
from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.dossier import dossier_of
from negotiator_desk.domain.meetings import next_meeting
from negotiator_desk.models.before import CorridorRevision, Stakeholder
from negotiator_desk.models.choices import BuyingRole, Effect, Side, TradeStatus
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.learn import Behaviour
from negotiator_desk.models.table import AuthorityLevel, Given, Received, Trade
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish
from negotiator_desk.reports.editions import write_edition
from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.resources import resource_path
from tests.strategies import snapshots

DAY = date(2026, 11, 22)


def uid(n: int) -> UUID:
    return UUID(int=n)


def brief(path: Path, snapshot: Snapshot, *others: Snapshot, **wish: object) -> str:
    """Write a brief; its text on one line."""
    dossier = dossier_of(snapshot.deal.buyer, (snapshot, *others), DAY)
    context = Context(snapshot, diagnose(snapshot, DAY), Formats("en_GB"), dossier)
    wanted = Wish(generated_on=DAY, **wish)  # type: ignore[arg-type]
    assert write_edition("brief", path, context, wanted) <= 2
    return " ".join(" ".join(read_pdf(path).pages).split())


EIGHT_FACTS = Snapshot(
    deal=Deal(
        id=uid(1),
        title="Depot chargers",
        buyer="Nordbahn",
        summary="Forty depot chargers with ten years of service",
        currency="EUR",
        owner="Kay Moe",
    ),
    corridor=(
        CorridorRevision(
            id=uid(2),
            opening=Decimal(2150000),
            target=Decimal(1920000),
            walk_away=Decimal(1754000),
        ),
    ),
    stakeholders=(Stakeholder(id=uid(3), name="Ida Lund", buying_roles=(BuyingRole.PROCUREMENT,)),),
    trades=(
        Trade(
            id=uid(4),
            status=TradeStatus.PLANNED,
            asked_by=Side.BUYER,
            given=(
                Given(id=uid(5), description="Payment after 60 days", cost_to_us=Decimal(9000)),
            ),
            received=(
                Received(id=uid(6), description="A reference visit", value_to_us=Decimal(25000)),
            ),
        ),
    ),
    authority=(
        AuthorityLevel(id=uid(7), holder="Kay Moe", limit=Decimal(30000)),
        AuthorityLevel(id=uid(8), holder="The board"),
    ),
)


def test_eight_facts_make_a_useful_brief(tmp_path: Path) -> None:
    text = brief(tmp_path / "b.pdf", EIGHT_FACTS)
    for said in (
        "Target 1.92M",
        "Our opening 2.15M",
        "Nordbahn",
        "Forty depot chargers",
        "Ida Lund",
        "Procurement",
        "Payment after 60 days",
        "A reference visit",
        "9,000",
        "25,000",
        "Kay Moe 30,000",
        "The board unknown –",
        "they asked",
    ):
        assert said in text, said
    assert "What we do not know" in text
    assert "their alternative to us" in text
    assert "Unknown: agree who leads" in text


def test_the_walk_away_stands_in_it_only_when_wanted(tmp_path: Path) -> None:
    assert "Walk-away" not in brief(tmp_path / "b.pdf", EIGHT_FACTS)
    assert "1.75M" not in brief(tmp_path / "b.pdf", EIGHT_FACTS)
    assert "1,754,000" not in brief(tmp_path / "b.pdf", EIGHT_FACTS)
    assert "Walk-away" in brief(tmp_path / "b.pdf", EIGHT_FACTS, walk_away=True)
    assert "1,754,000" in brief(tmp_path / "b.pdf", EIGHT_FACTS, walk_away=True)


@pytest.mark.parametrize(
    ("walk_away", "said"),
    [
        ("1225000", "1,225,000"),
        ("1250000", "1.25M"),
        ("1250000.50", "1,250,000.50"),
        ("999999", "999,999"),
        ("64.50", "64.50"),
        ("12345678901234.5", "12,346bn"),
    ],
)
def test_a_figure_to_act_on_is_not_rounded_away(tmp_path: Path, walk_away: str, said: str) -> None:
    revision = replace(EIGHT_FACTS.corridor[0], walk_away=Decimal(walk_away))
    facts = replace(EIGHT_FACTS, corridor=(revision,))
    text = brief(tmp_path / "b.pdf", facts, walk_away=True)
    assert said in text.split()


def test_tactics_come_from_every_deal_with_this_buyer(tmp_path: Path) -> None:
    other = Snapshot(
        deal=Deal(id=uid(20), title="Older deal", buyer="Nordbahn", currency="EUR"),
        behaviours=(
            Behaviour(
                id=uid(21),
                seen_on=date(2025, 5, 5),
                tactic="nibble",
                our_response="We put it on the list and priced it",
                effect=Effect.WORKED,
            ),
            Behaviour(id=uid(22), seen_on=date(2025, 5, 6), tactic="nibble"),
        ),
    )
    alone = brief(tmp_path / "b.pdf", EIGHT_FACTS)
    assert "No tactic of this buyer is on record" in alone
    text = brief(tmp_path / "b.pdf", EIGHT_FACTS, other)
    assert "Nibble" in text
    assert "seen 2 times" in text
    assert "Worked before: We put it on the list and priced it" in text


def test_the_meeting_decides_who_sits_opposite(tmp_path: Path) -> None:
    sample = read_file(resource_path("sample/deal.json")).snapshot
    meeting = next(m for m in sample.meetings if m.stakeholder_ids and m.objectives)
    text = brief(tmp_path / "b.pdf", sample, meeting=meeting.id)
    assert " ".join(meeting.objectives.split())[:60] in text
    for person in sample.stakeholders:
        named = person.id in meeting.stakeholder_ids
        head = text.split("The next trades")[0]
        assert (person.name in head) == named


def test_what_is_open_says_what_is_asked_now(sample: Snapshot, tmp_path: Path) -> None:
    text = brief(tmp_path / "b.pdf", sample)
    still = text[text.index("Still open") : text.index("What we do not know")]
    assert "Minimum volume Lower the minimum to 295,000 tests" in still
    assert "Change 4: Southfield four weeks later If you pay 20,000 for the idle weeks" in still
    assert "offered, reply by 4 Dec 2026" in still.replace("\xa0", " ")
    assert "Change 6: Deduction for the stoppage" in still
    for settled in ("Change 1:", "Change 3:", "Change 5:"):
        assert settled not in still
    assert "Unknown: where Marcus Tegel stands." in text


def test_what_belongs_to_no_meeting_is_kept_back_in_each(sample: Snapshot, tmp_path: Path) -> None:
    meeting = next(m for m in sample.meetings if m.title == "Change board")
    text = brief(tmp_path / "b.pdf", sample, meeting=meeting.id)
    assert "Is the duty manager allowed" in text
    assert "The reagent purchase price has fallen" in text


def test_each_figure_names_its_currency(sample: Snapshot, tmp_path: Path) -> None:
    text = brief(tmp_path / "b.pdf", sample, walk_away=True)
    assert text[: text.index("What we want")].count("GBP") == 5


def test_full_first_page_takes_nothing_from_the_second(sample: Snapshot, tmp_path: Path) -> None:
    long = "Somebody who has a great deal to win by this. " * 12
    crowd = tuple(
        replace(sample.stakeholders[0], id=uid(1000 + n), wins=long, name=f"Ida {n}")
        for n in range(9)
    )
    calm = brief(tmp_path / "b.pdf", sample)
    full = brief(tmp_path / "b.pdf", replace(sample, stakeholders=crowd))
    cut = "What they may try"
    assert "more" in full[: full.index(cut)]
    assert "more" not in full[full.index(cut) :]
    assert full[full.index(cut) : full.index("To ask")] in calm


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_long_lists_are_shortened_to_two_pages(tmp_path: Path, paper: str) -> None:
    sample = read_file(resource_path("sample/deal.json")).snapshot
    long = "A sentence that goes on and on about everything there is. " * 40
    crowd = tuple(
        replace(person, id=uid(1000 + n), wins=long, name=f"{person.name} {n}")
        for n in range(30)
        for person in sample.stakeholders[:1]
    )
    full = replace(
        sample,
        stakeholders=crowd,
        trades=tuple(replace(trade, wording=long) for trade in sample.trades),
        questions=tuple(
            replace(sample.questions[0], id=uid(3000 + n), text=long) for n in range(30)
        ),
    )
    text = brief(tmp_path / "b.pdf", full, paper=paper)
    assert "more" in text


def test_every_list_that_is_shortened_says_so(tmp_path: Path) -> None:
    sample = read_file(resource_path("sample/deal.json")).snapshot
    meeting = next(m for m in sample.meetings if m.our_people)
    full = replace(
        sample,
        authority=tuple(
            replace(sample.authority[0], id=uid(1000 + n), holder=f"Holder {n}") for n in range(9)
        ),
        behaviours=tuple(
            replace(sample.behaviours[0], id=uid(2000 + n), tactic=f"Tactic {n}") for n in range(11)
        ),
        meetings=(
            replace(
                meeting,
                our_people=tuple(
                    replace(meeting.our_people[0], id=uid(3000 + n), name=f"Speaker {n}")
                    for n in range(12)
                ),
            ),
        ),
    )
    text = brief(tmp_path / "b.pdf", full, meeting=meeting.id)
    for part, kind, n in (
        ("Mandate today", "Holder", 9),
        ("Who of us speaks on what", "Speaker", 12),
        ("What they may try", "Tactic", 11),
    ):
        after = text.split(part)[1]
        named = [k for k in range(n) if re.search(rf"{kind} {k}\b", after)]
        assert 0 < len(named) < n
        assert f"and {n - len(named)} more" in after, part


def test_all_tactics_of_the_sample_have_their_reply(sample: Snapshot, tmp_path: Path) -> None:
    meeting = next_meeting(sample, DAY)
    assert meeting is not None
    text = brief(tmp_path / "b.pdf", sample, meeting=meeting.id)
    for seen in sample.behaviours:
        assert seen.tactic in text


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(snapshot=snapshots())
def test_no_deal_needs_a_third_page(snapshot: Snapshot, tmp_path: Path) -> None:
    brief(tmp_path / "any.pdf", snapshot)
