"""The debrief: figures, proposals, guesses and steps, by the log."""

from fractions import Fraction
from typing import Any

import pytest

from negotiator_desk.domain.control import diagnose
from negotiator_desk.domain.debrief import (
    Step,
    best_trade,
    course_of,
    guess_at,
    lesson_of,
    limit_guess,
    next_step,
    offered_debriefs,
    proposed_trade,
    steps_done,
    worst_trade,
)
from negotiator_desk.domain.facts import Facts, facts_of
from negotiator_desk.domain.sense import warnings
from negotiator_desk.models.choices import DebriefKind
from negotiator_desk.models.deal import Outcome, Snapshot
from negotiator_desk.models.learn import Debrief
from tests.domain.build import Lesson, make, offer, on, revision, snapshot, trade


def facts(deal: Snapshot, as_of: str = "31.12.") -> Facts:
    return facts_of(deal, on(as_of))


def course(deal: Snapshot, as_of: str = "31.12.") -> list[int | None]:
    found = course_of(facts(deal, as_of), diagnose(deal, on(as_of)).value)
    return [None if each.amount is None else int(each.amount) for each in found.figures]


SIGNED = {"award_on": "1.6.", "signed_on": "1.7.", "signed_value": 88}


@pytest.mark.parametrize(
    ("deal", "offers", "expected"),
    [
        ({}, [], [90, None, None, None, None]),
        ({}, [offer("1.4.", 99), offer("1.5.", 95)], [90, 95, None, None, None]),
        (SIGNED, [offer("1.4.", 99), offer("1.5.", 95)], [90, 95, 95, 88, 88]),
        (SIGNED, [offer("1.4.", 99), offer("1.6.", 92)], [90, 99, 92, 88, 88]),
        (SIGNED, [offer("1.4.", 99), offer("2.6.", 89)], [90, 99, 99, 88, 88]),
        ({"signed_on": "1.7."}, [offer("1.4.", 99), offer("2.7.", 80)], [90, 99, None, None, None]),
        ({}, [offer("1.4.", 70, party="buyer")], [90, None, None, None, None]),
        ({}, [offer(None, 70)], [90, None, None, None, None]),
    ],
)
def test_the_line_of_figures(
    deal: dict[str, Any], offers: list[Any], expected: list[int | None]
) -> None:
    assert course(snapshot(deal, corridor=[revision("1.1.", 99, 90)], offers=offers)) == expected


def test_the_plan_is_that_of_our_first_offer_and_its_opening_stands_beside() -> None:
    deal = snapshot(
        corridor=[revision("1.1.", 100, 90), revision("1.5.", 95, 80)], offers=[offer("1.4.", 99)]
    )
    found = course_of(facts(deal), diagnose(deal, on("31.12.")).value)
    assert (found.planned.amount, found.opening) == (90, 100)
    assert found.planned.record == deal.corridor[0].id
    assert course(snapshot()) == [None] * 5


def test_best_and_worst_trade() -> None:
    small, best, leak, unknown = trade(1, 5), trade(10, 40), trade(30, 3), trade(None, 900)
    dropped = trade(500, 0, status="refused")
    found = facts(snapshot(trades=[small, best, leak, unknown, dropped]))
    bests, worsts = best_trade(found), worst_trade(found)
    assert bests is not None
    assert worsts is not None
    assert bests.trade == best, "one without a cost has no balance"
    assert worsts.trade == leak, "what was refused cost nothing"
    assert proposed_trade(found, Step.LIMIT) is None
    level = facts(snapshot(trades=[trade(4, 4)]))
    assert (best_trade(level), worst_trade(level)) == (None, None)


def test_of_equals_the_first_is_proposed() -> None:
    first, second = trade(1, 5), trade(2, 6)
    found = best_trade(facts(snapshot(trades=[first, second])))
    assert found is not None
    assert found.trade == first


@pytest.mark.parametrize(
    ("set_on", "held_on", "error"),
    [
        ("1.5.", "1.8.", Fraction(-1, 10)),
        (None, "1.8.", Fraction(-1, 10)),
        ("1.8.", "1.8.", None),
        ("2.8.", "1.8.", None),
        ("2.8.", None, Fraction(-1, 10)),
    ],
)
def test_a_guess_counts_when_it_was_made_before(
    set_on: str | None, held_on: str | None, error: Fraction | None
) -> None:
    debrief = make(Debrief, held_on=held_on, buyer_limit_found=100)
    deal = snapshot(corridor=[revision(set_on, 9, 8, buyer_limit=90)], debriefs=[debrief])
    found = guess_at(facts(deal), debrief)
    assert (None if found is None else found.error) == error
    assert limit_guess(facts(deal)) == found


def test_the_latest_debrief_that_found_it_says_the_limit() -> None:
    early = make(Debrief, held_on="1.8.", buyer_limit_found=100)
    late = make(Debrief, held_on="1.9.", buyer_limit_found=80)
    none = make(Debrief, held_on="1.10.")
    deal = snapshot(corridor=[revision("1.5.", buyer_limit=90)], debriefs=[late, early, none])
    found = limit_guess(facts(deal))
    assert found is not None
    assert (found.debrief, found.guess, found.fact) == (late.id, 90, 80)
    assert limit_guess(facts(snapshot())) is None
    zero = make(Debrief, held_on="1.8.", buyer_limit_found=0)
    assert guess_at(facts(deal), zero) is None


def test_the_steps_go_on_where_they_were_left() -> None:
    deal = snapshot(trades=[trade(1, 5)])
    bare = make(Debrief, kind="signature", held_on="1.8.")
    assert steps_done(facts(deal), bare) == frozenset()
    assert next_step(facts(deal), bare) is Step.FIGURES
    noted = make(Debrief, held_on="1.8.", notes="Long")
    assert next_step(facts(deal), noted) is Step.BEST
    best = make(Debrief, held_on="1.8.", best_trade_id=deal.trades[0].id)
    assert next_step(facts(deal), best) is Step.WORST
    nothing = facts(snapshot())
    assert steps_done(nothing, bare) == {Step.BEST, Step.WORST}, "there is no trade to choose"
    lesson = make(Lesson, text="Ask first", recorded_on="1.8.")
    full = make(
        Debrief, held_on="1.8.", best_trade_id=lesson.id, worst_trade_id=lesson.id,
        buyer_limit_found=1,
    )  # fmt: skip
    whole = facts(snapshot(lessons=[lesson]))
    assert steps_done(whole, full) == frozenset(Step)
    assert next_step(whole, full) is Step.FIGURES


def test_the_lesson_of_a_debrief_is_that_of_its_day() -> None:
    other, mine = make(Lesson, recorded_on="2.8."), make(Lesson, recorded_on="1.8.")
    deal = snapshot(lessons=[other, mine])
    assert lesson_of(deal, make(Debrief, held_on="1.8.")) == mine
    assert lesson_of(deal, make(Debrief, held_on="3.8.")) is None
    assert lesson_of(snapshot(lessons=[make(Lesson)]), make(Debrief)) is None


SIGNATURE, NINETY, CLOSING = DebriefKind.SIGNATURE, DebriefKind.NINETY_DAYS, DebriefKind.CLOSING


@pytest.mark.parametrize(
    ("deal", "debriefs", "expected"),
    [
        ({}, [], []),
        (SIGNED, [], [(SIGNATURE, "4.7."), (NINETY, "29.9.")]),
        (SIGNED, [("signature", "5.7.")], [(NINETY, "29.9.")]),
        (SIGNED, [("signature", None)], [(SIGNATURE, "4.7."), (NINETY, "29.9.")]),
        (SIGNED, [("signature", "5.7."), ("ninety_days", "1.10.")], []),
        (
            {**SIGNED, "closed_on": "1.12."},
            [("signature", "5.7."), ("ninety_days", "1.10.")],
            [(CLOSING, "1.12.")],
        ),
        ({"outcome": make(Outcome, result="lost")}, [], [(CLOSING, "31.12.")]),
        (
            {"outcome": make(Outcome, result="lost", decided_on="1.6.")},
            [],
            [(CLOSING, "1.6.")],
        ),
        ({"outcome": make(Outcome, result="lost")}, [("closing", "2.6.")], []),
        ({**SIGNED, "origin": "public_record", "closed_on": "1.12."}, [], []),
    ],
)
def test_which_debriefs_are_offered(
    deal: dict[str, Any],
    debriefs: list[tuple[str, str | None]],
    expected: list[tuple[DebriefKind, str]],
) -> None:
    held = [make(Debrief, kind=kind, held_on=day) for kind, day in debriefs]
    found = offered_debriefs(facts(snapshot(deal, debriefs=held)))
    assert [(each.kind, each.day) for each in found] == [(k, on(day)) for k, day in expected]


@pytest.mark.parametrize(
    ("signed_on", "kind", "held_on", "key"),
    [
        ("1.7.", "signature", "30.6.", "debrief_before_signing"),
        ("1.7.", "ninety_days", "30.6.", "debrief_before_signing"),
        ("1.7.", "signature", "1.7.", None),
        ("1.7.", "closing", "30.6.", None),
        (None, "signature", "30.6.", "debrief_unsigned"),
        (None, "signature", None, None),
    ],
)
def test_a_debrief_before_signing_is_doubted(
    signed_on: str | None, kind: str, held_on: str | None, key: str | None
) -> None:
    debrief = make(Debrief, kind=kind, held_on=held_on)
    found = [w.key for w in warnings(snapshot({"signed_on": signed_on}, debriefs=[debrief]))]
    assert found == ([] if key is None else [key])


def test_a_lesson_without_words_is_doubted() -> None:
    found = warnings(snapshot(lessons=[make(Lesson, text=" "), make(Lesson, text="Ask")]))
    assert [(each.key, each.field) for each in found] == [("lesson_without_text", "text")]
