"""A deal as a line of the portfolio, the columns of its table and the filters above it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import msgspec

from negotiator_desk.models.choices import Origin, Stage
from negotiator_desk.ui.desk_pages.grid import Column
from negotiator_desk.ui.desk_pages.list_page import Filter
from negotiator_desk.wording.catalogue import N_, _
from negotiator_desk.wording.due import next_text
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import deal_title

if TYPE_CHECKING:
    from negotiator_desk.services.digests import Digest
    from negotiator_desk.store.desk import DealRow
    from negotiator_desk.ui.env import Env

UNKNOWN: Final = "…"
"""What stands for a figure that is being computed."""
STAGES: Final = tuple(Stage)


class DealLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One deal of the desk; ``digest`` is None until it is computed."""

    row: DealRow
    buyer: str
    digest: Digest | None
    today: date

    @property
    def title(self) -> str:
        """The deal's title."""
        return deal_title(self.row.title)

    @property
    def public(self) -> bool:
        """Whether it is a public record, which has no scores."""
        return self.row.public

    @property
    def stage(self) -> Stage:
        """The stage that the dates say, once they were read; else the one that was set."""
        if self.digest is not None:
            return self.digest.figures.stage
        return self.row.stage or Stage.BEFORE

    @property
    def stage_text(self) -> str:
        """The stage, or that it is a public record."""
        return _(Origin.PUBLIC_RECORD.label) if self.public else _(self.stage.label)

    @property
    def gap(self) -> Fraction | None:
        """The control gap, where one is shown."""
        return None if self.digest is None else self.digest.figures.gap

    @property
    def next(self) -> tuple[str, int] | None:
        """The next thing due: its rule, and in how many days."""
        if self.digest is None or not self.digest.due:
            return None
        first = self.digest.due[0]
        return first.rule, (first.day - self.today).days

    @property
    def score(self) -> Fraction | None:
        """The control score, where one is shown."""
        return None if self.digest is None else self.digest.figures.score

    def amount(self, name: str) -> Fraction | None:
        """What is ``lost`` or ``exposed``; None for a public record and until it is known."""
        if self.digest is None or self.public:
            return None
        found: Fraction = getattr(self.digest.figures, name)
        return found


FILTERS: Final = (
    Filter(
        key="stage",
        name=N_("Stage"),
        every=N_("All stages"),
        value=lambda line: None if line.public else line.stage,
        text=lambda line: "" if line.public else line.stage_text,
        order=STAGES.index,
    ),
    Filter(
        key="buyer",
        name=N_("Buyer"),
        every=N_("All buyers"),
        value=lambda line: line.buyer,
        text=lambda line: line.buyer,
    ),
    Filter(
        key="owner",
        name=N_("Owner"),
        every=N_("All owners"),
        value=lambda line: line.row.owner,
        text=lambda line: line.row.owner,
    ),
)


def _by_amount(line: DealLine, name: str) -> tuple[str, Fraction] | None:
    """Amounts of two currencies are not compared: each currency is sorted by itself."""
    amount = line.amount(name)
    return None if amount is None else (line.row.currency, amount)


def portfolio_columns(env: Env) -> tuple[Column, ...]:
    """The columns of the table of deals."""
    formats, theme = env.formats, env.theme

    def gap(line: DealLine) -> str:
        known = line.digest is not None or line.public
        return formats.score(line.gap) if known else UNKNOWN

    def money(line: DealLine, name: str) -> str:
        if line.digest is None and not line.public:
            return UNKNOWN
        return formats.money(line.amount(name), "" if line.public else line.row.currency)

    def touched(line: DealLine) -> str:
        if line.digest is None:
            return UNKNOWN
        moment = line.digest.touched_at
        return "" if moment is None else formats.date_text(moment.astimezone().date())

    def follows(line: DealLine) -> str:
        if line.digest is None:
            return UNKNOWN
        return next_text(*line.next) if line.next is not None else ""

    return (
        Column(
            key="deal",
            head=_("Deal"),
            text=lambda line: line.title,
            order=lambda line: line.title.casefold(),
        ),
        Column(
            key="buyer",
            head=_("Buyer"),
            text=lambda line: line.buyer,
            order=lambda line: line.buyer.casefold() or None,
            width=17,
            more=8,
            colour=lambda line: theme.tokens.accent,
        ),
        Column(
            key="stage",
            head=_("Stage"),
            text=lambda line: line.stage_text,
            order=lambda line: (line.public, STAGES.index(line.stage)),
            width=18,
            from_width=130,
        ),
        Column(
            key="owner",
            head=_("Owner"),
            text=lambda line: visible(line.row.owner),
            order=lambda line: line.row.owner.casefold() or None,
            width=17,
            from_width=185,
        ),
        Column(
            key="gap",
            head=_("Gap"),
            text=gap,
            order=lambda line: line.gap,
            width=7,
            right=True,
            colour=lambda line: theme.score_colour(line.score),
        ),
        Column(
            key="lost",
            head=_("Lost"),
            text=lambda line: money(line, "lost"),
            order=lambda line: _by_amount(line, "lost"),
            width=18,
            right=True,
            colour=lambda line: theme.tokens.lost if line.amount("lost") else "",
        ),
        Column(
            key="exposed",
            head=_("Exposed"),
            text=lambda line: money(line, "exposed"),
            order=lambda line: _by_amount(line, "exposed"),
            width=18,
            right=True,
            colour=lambda line: theme.tokens.exposed if line.amount("exposed") else "",
        ),
        Column(
            key="next",
            head=_("Next"),
            text=follows,
            order=lambda line: None if line.next is None else line.next[1],
            width=20,
            more=10,
            from_width=80,
            wraps=False,
            colour=lambda line: theme.tokens.lost if line.next and line.next[1] < 0 else "",
        ),
        Column(
            key="touched",
            head=_("Touched"),
            text=touched,
            order=lambda line: line.digest.touched_at if line.digest else None,
            width=16,
            from_width=145,
        ),
    )
