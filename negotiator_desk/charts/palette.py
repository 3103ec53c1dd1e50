"""The colours and sizes of a chart: light and dark for the screen, one for paper."""

from fractions import Fraction
from typing import Final, Literal

import msgspec

from negotiator_desk.domain.checks import MET_FROM, PARTIAL_FROM

Meaning = Literal["neutral", "protected", "exposed", "lost", "accent"]

PROTECTED_FROM: Final = 100 * MET_FROM
"""A score from here on is protected: the limit of a check that is met."""

EXPOSED_FROM: Final = 100 * PARTIAL_FROM
"""A score from here on is exposed, below it is lost: the limit of a partial check."""


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """The colour tokens of a surface, as ``#RRGGBB``, and the sizes of text in points.

    ``ground`` is what the chart lies on. ``soft`` fills bands and tracks. On ``patterned`` paper
    a meaning shows in the filling too, so that it survives a printer without colours. ``corner``
    is what a title leaves free at the right, for the button that lies over a chart on the screen.
    """

    ground: str
    ink: str
    muted: str
    line: str
    soft: str
    neutral: str
    accent: str
    protected: str
    exposed: str
    lost: str
    label_size: float = 11
    title_size: float = 13
    corner: float = 20
    patterned: bool = False

    def colour(self, meaning: Meaning) -> str:
        """The colour of a meaning."""
        return {
            "neutral": self.neutral,
            "protected": self.protected,
            "exposed": self.exposed,
            "lost": self.lost,
            "accent": self.accent,
        }[meaning]


LIGHT: Final = Palette(
    ground="#FFFFFF",
    ink="#1B1F24",
    muted="#5B6470",
    line="#DDDFE3",
    soft="#EDEEF0",
    neutral="#8A929C",
    accent="#2A5BD7",
    protected="#1F7A5C",
    exposed="#8F5600",
    lost="#B3261E",
)

DARK: Final = Palette(
    ground="#202327",
    ink="#E8EAED",
    muted="#9AA4B0",
    line="#33383F",
    soft="#2C3036",
    neutral="#7C8692",
    accent="#7AA2FF",
    protected="#4FC09A",
    exposed="#F0B04A",
    lost="#FF8A80",
)

PAPER: Final = Palette(
    ground="#FFFFFF",
    ink="#1B1F24",
    muted="#5B6470",
    line="#D0D3D8",
    soft="#F0F1F2",
    neutral="#9AA1AB",
    accent="#2A5BD7",
    protected="#1F7A5C",
    exposed="#8F5600",
    lost="#B3261E",
    label_size=7.5,
    title_size=9.5,
    corner=0,
    patterned=True,
)


def score_meaning(score: Fraction | None) -> Meaning:
    """The meaning of a score of 0 to 100, by the limits of the checks."""
    if score is None:
        return "neutral"
    if score >= PROTECTED_FROM:
        return "protected"
    return "exposed" if score >= EXPOSED_FROM else "lost"
