"""Findings and checks in words: every one has a figure, an action and a label."""

from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from negotiator_desk.domain.checks import CHECKS, CONTROL_OF
from negotiator_desk.domain.results import Finding, Status
from negotiator_desk.models.choices import BuyingRole, Control, Party
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.models.learn import ANSWER_KEYS
from negotiator_desk.wording.findings import (
    check_help,
    check_label,
    finding_action,
    finding_text,
    statement_text,
    status_label,
)
from negotiator_desk.wording.formats import Formats

OWN: dict[str, dict[str, Any]] = {
    "walk_away_lowered": {"approved": False},
    "unpriced_table": {},
    "unpriced_signature": {},
    "unpriced_delivery": {},
    "entered_late": {"days": 14},
    "one_contact": {"name": "Ann"},
    "approval_open": {},
    "reopened_twice": {"times": 2},
    **{
        f"perception_{control.value}": {
            "declared": Fraction(90),
            "evidenced": Fraction(60),
            "points": Fraction(30),
        }
        for control in Control
    },
}
MISSING: dict[str, tuple[object, ...]] = {
    "roles_covered": (BuyingRole.COACH,),
    "alternatives_tested": (Party.BUYER,),
    "corridor_set": ("walk_away",),
    "outcome_recorded": ("reason",),
}
DEAL = Snapshot(deal=Deal(id=UUID(int=1), currency="EUR"))
FORMATS = Formats("en_GB")


def finding(key: str, n: int = 2, of: int = 5, **more: Any) -> Finding:
    check = key in CONTROL_OF
    params = {"n": n, **({"of": of, "missing": MISSING.get(key, ())} if check else OWN[key])}
    values: dict[str, Any] = {
        "ratio": Fraction(3, 5) if check else None,
        "money": Fraction(1234),
        "mendable": True,
        **more,
    }
    return Finding(
        key=key,
        control=CONTROL_OF.get(key, Control.TABLE),
        check=key if check else None,
        records=(),
        params=params,
        **values,
    )


ALL = (*CONTROL_OF, *OWN)


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("n", [1, 2])
def test_every_finding_has_its_sentence_and_its_action(key: str, n: int) -> None:
    for of in (0, 1, 5):
        text = finding_text(finding(key, n, of), DEAL, FORMATS)
        assert "{" not in text
        assert text.endswith(".")
    for mendable in (True, False):
        action = finding_action(finding(key, mendable=mendable), DEAL, FORMATS)
        assert action.endswith(".")
        assert "{" not in action


@pytest.mark.parametrize("key", ALL)
def test_every_finding_has_a_label_and_a_help(key: str) -> None:
    assert check_label(key) not in ("", key)
    assert check_help(key).endswith(".")


def test_labels_differ() -> None:
    labels = [check_label(name) for names in CHECKS.values() for name in names]
    assert len(set(labels)) == len(labels)


def test_what_is_past_is_a_lesson_and_what_is_not_an_action() -> None:
    assert "Too late" in finding_action(finding("authority", mendable=False), DEAL, FORMATS)
    assert "Too late" not in finding_action(finding("lock_evidence"), DEAL, FORMATS)


def test_the_figure_and_the_money_stand_in_the_sentence() -> None:
    text = finding_text(finding("traded"), DEAL, FORMATS)
    money = FORMATS.money(Fraction(1234), "EUR")
    assert text == (
        f"A return covers 60 % of what our concessions cost. {money} went without a return."
    )
    assert finding_text(finding("traded", money=None), DEAL, FORMATS).count(". ") == 0


def test_counts_agree_with_their_number() -> None:
    one = finding_text(finding("behaviour_captured", 1, 1), DEAL, FORMATS)
    assert one == "After 0 of 1 meeting the buyer's behaviour was noted."
    assert "meetings" in finding_text(finding("behaviour_captured", 1, 3), DEAL, FORMATS)
    assert finding_text(finding("steps_shrink", 1, 4), DEAL, FORMATS).endswith("once.")


def test_nothing_recorded_is_said_as_such() -> None:
    assert "No term" in finding_text(finding("locked_before_award", 0, 0), DEAL, FORMATS)
    assert "rule of thumb" in check_help("criteria_shaped")


def test_what_is_missing_is_named() -> None:
    assert "Coach" in finding_text(finding("roles_covered"), DEAL, FORMATS)
    assert "walk-away" in finding_text(finding("corridor_set"), DEAL, FORMATS)


def test_a_name_from_the_deal_stays_text_on_one_line() -> None:
    hostile = finding("one_contact")
    hostile = Finding(
        key=hostile.key,
        control=hostile.control,
        check=None,
        ratio=None,
        money=None,
        records=(),
        mendable=True,
        params={"n": 2, "name": "{n} <b>x</b>\n" + "y" * 500},
    )
    text = finding_text(hostile, DEAL, FORMATS)
    assert "{n} <b>x</b> y" in text
    assert "\n" not in text
    assert len(text) < 200


def test_states_and_statements_have_words() -> None:
    assert len({status_label(status) for status in Status}) == len(Status)
    assert len({statement_text(key) for key in ANSWER_KEYS}) == len(ANSWER_KEYS)
