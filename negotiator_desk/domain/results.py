"""What a diagnosis says: plain frozen data, every figure exact and joined to its records."""

import enum
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal
from uuid import UUID

import msgspec

from negotiator_desk.models.choices import Control, Stage


class Status(enum.StrEnum):
    """How a check stands."""

    MET = "met"
    PARTIAL = "partial"
    GAP = "gap"
    NOT_DUE = "not_due"
    NO_DATA = "no_data"


class Part(msgspec.Struct, frozen=True):
    """The part of a sum that one record accounts for, in the deal's currency."""

    record: UUID
    amount: Fraction


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """One check: its ratio and the records behind it.

    ``ratio`` is None where the check is not applicable. ``records`` are the ids, top-level or
    nested, of all that it counted, ``failing`` of those that pull it down. ``money`` is what a
    finding of this check concerns, in the deal's currency, None where it concerns none.
    """

    name: str
    control: Control
    ratio: Fraction | None
    status: Status
    records: tuple[UUID, ...] = ()
    failing: tuple[UUID, ...] = ()
    money: Fraction | None = None
    mendable: bool = False
    params: Mapping[str, object] = {}


class ControlResult(msgspec.Struct, frozen=True, kw_only=True):
    """One of the five controls.

    ``lost`` and ``exposed`` are None for ``learn``, where nothing is. ``losses`` and
    ``exposures`` are the records behind the two sums and add up to them.
    """

    control: Control
    reached: bool
    score: Fraction | None
    lost: Fraction | None
    exposed: Fraction | None
    unpriced: int
    checks: tuple[CheckResult, ...]
    losses: tuple[Part, ...] = ()
    exposures: tuple[Part, ...] = ()
    unpriced_records: tuple[UUID, ...] = ()


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """What was given, moved, lost and kept, in the deal's currency."""

    cost_given: Fraction
    value_received: Fraction
    price_moved: Fraction
    price_moved_for_return: Fraction
    leakage: Fraction
    price_of_award: Fraction
    signed: Fraction | None
    contract_sum_today: Fraction | None
    lost_after_signature: Fraction
    exposed_after_signature: Fraction | None
    gained_after_signature: Fraction
    value_now: Fraction | None
    protected: Fraction | None


class Corridor(msgspec.Struct, frozen=True, kw_only=True):
    """Where the two prices stand and where they would meet; an estimate from ``n`` offers."""

    width: Fraction | None = None
    midpoint: Fraction | None = None
    rounds_to_meet: Fraction | None = None
    projected_meeting: Fraction | None = None
    our_concession_share: Fraction | None = None
    n_us: int = 0
    n_buyer: int = 0


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not under control.

    ``key`` is unique in a diagnosis: the check's name, or the name of a finding of its own.
    ``records`` are those that cause it; ``params`` are the figures of its sentence.
    """

    key: str
    control: Control
    check: str | None
    ratio: Fraction | None
    money: Fraction | None
    records: tuple[UUID, ...]
    mendable: bool
    params: Mapping[str, object]


class BridgeStep(msgspec.Struct, frozen=True, kw_only=True):
    """One bar of the value bridge: a level stands on the ground, a step on the bar before it."""

    key: str
    amount: Fraction
    kind: Literal["level", "step"]
    meaning: Literal["neutral", "protected", "exposed", "lost"] = "neutral"
    records: tuple[UUID, ...] = ()


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """A deal as of a date: five controls, the value, the corridor, the findings."""

    as_of: date
    currency: str
    stage: Stage
    score: Fraction | None
    gap: Fraction | None
    coverage: Fraction | None
    controls: tuple[ControlResult, ...]
    price_only_room: Fraction | None
    value: Value
    corridor: Corridor
    findings: tuple[Finding, ...]
    bridge: tuple[BridgeStep, ...]
    declared: Mapping[Control, Fraction]

    def control(self, control: Control) -> ControlResult:
        """The result of one control."""
        return next(result for result in self.controls if result.control is control)

    def check(self, name: str) -> CheckResult:
        """The result of one check.

        Raises:
            KeyError: when there is no check of this name.
        """
        for result in self.controls:
            for check in result.checks:
                if check.name == name:
                    return check
        raise KeyError(name)

    def finding(self, key: str) -> Finding | None:
        """The finding of this key, if there is one."""
        return next((finding for finding in self.findings if finding.key == key), None)

    @property
    def lost(self) -> Fraction:
        """What is lost over all controls, which never count one amount twice."""
        return sum((control.lost or Fraction(0) for control in self.controls), Fraction(0))

    @property
    def exposed(self) -> Fraction:
        """What can still go over all controls."""
        return sum((control.exposed or Fraction(0) for control in self.controls), Fraction(0))

    @property
    def score_shown(self) -> bool:
        """Whether screen and paper show the deal's score: only from 50 % coverage on."""
        return self.score is not None and self.coverage is not None and self.coverage >= 50
