"""What every section of a report is made from, and the small texts that sections share."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property
from typing import Final
from uuid import UUID

from negotiator_desk.charts.chart import Chart
from negotiator_desk.charts.deal import draw
from negotiator_desk.charts.palette import PAPER
from negotiator_desk.domain.asof import cut
from negotiator_desk.domain.dossier import Dossier, dossier_of
from negotiator_desk.domain.history import Point, score_history
from negotiator_desk.domain.results import ControlResult, Diagnosis
from negotiator_desk.models.choices import Origin
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.models.fields import Record
from negotiator_desk.models.kinds import find_record
from negotiator_desk.reports.layout import Picture
from negotiator_desk.wording import report as wording
from negotiator_desk.wording.catalogue import _, ngettext
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.labels import record_title
from negotiator_desk.wording.tactics import tactic_key

NAMED: Final = 8
"""So many records are named behind a figure; the log in the appendix has them all."""


LONGEST_TITLE: Final = 240
"""Names are not cut below so many characters where they stand to be read."""


class Context:
    """A deal, its diagnosis, and how figures are written.

    ``step`` is called between pieces of long work; it may raise to stop.
    """

    step: Callable[[], None] = staticmethod(lambda: None)

    def __init__(
        self,
        snapshot: Snapshot,
        diagnosis: Diagnosis,
        formats: Formats,
        dossier: Dossier | None = None,
    ) -> None:
        self.snapshot, self.diagnosis, self.formats = snapshot, diagnosis, formats
        self.currency = diagnosis.currency
        self._dossier = dossier

    @cached_property
    def dossier(self) -> Dossier:
        """What is known of the buyer; from this deal alone where nothing else was given."""
        if self._dossier is not None:
            return self._dossier
        buyer, as_of = self.snapshot.deal.buyer, self.diagnosis.as_of
        return dossier_of(buyer, [self.snapshot], as_of, tactic_key)

    @cached_property
    def now(self) -> Snapshot:
        """The deal as it stood on the date of the report."""
        return cut(self.snapshot, self.diagnosis.as_of)

    @cached_property
    def history(self) -> tuple[Point, ...]:
        """The score and the money on days of the past, up to the date of the report."""
        as_of = self.diagnosis.as_of
        return score_history(self.snapshot, as_of, lambda _done, _of: self.step())

    @property
    def sparse(self) -> bool:
        """Whether so little is recorded that sections need no pages of their own."""
        return not self.diagnosis.score_shown

    @property
    def scored(self) -> bool:
        """Whether the deal has scores at all: a public record has none."""
        return self.snapshot.deal.origin in (None, Origin.OWN, Origin.SAMPLE)

    def money(self, amount: Fraction | None, *, sign: bool = False) -> str:
        """An amount with the currency."""
        return self.formats.money(amount, self.currency, sign=sign)

    def with_currency(self, head: str) -> str:
        """The head of a column of amounts, with the currency where the deal names one."""
        if not self.currency:
            return head
        return _("{head}, {currency}").format(head=head, currency=self.currency)

    def amount(self, amount: Fraction | None, result: ControlResult) -> str:
        """A sum of a control, as "at least" where amounts are missing."""
        if amount is None:
            return "–"
        text = self.formats.amount(amount, self.currency)
        return wording.at_least(text) if result.unpriced else text

    def names(self, ids: Iterable[UUID], named: int = NAMED) -> str:
        """The titles of records, each once, a nested one by the record it lies in."""
        owners: dict[UUID, tuple[str, Record]] = {}
        for record_id in ids:
            found = find_record(self.snapshot, record_id)
            if found is not None:
                owners[found[1].id] = found
        titles = [
            record_title(kind, record, self.formats, self.snapshot).removesuffix(".")
            for kind, record in list(owners.values())[:named]
        ]
        if rest := len(owners) - len(titles):
            titles.append(ngettext("{n} more", "{n} more", rest).format(n=rest))
        return "; ".join(titles)

    def whole_title(self, kind: str, record: Record) -> str:
        """What a record is called, with as much of its text as fits a heading."""
        return record_title(kind, record, self.formats, self.snapshot, LONGEST_TITLE)

    def picture(self, name: str, height: float, *, before: float = 0) -> Picture:
        """A chart of the deal for paper."""

        def make(width: float) -> Chart:
            chart = self._chart(name, width, height)
            # A chart that only says what is missing takes no more room than that.
            return chart if chart.marks else self._chart(name, width, 1)

        return Picture(make, before=before)

    def _chart(self, name: str, width: float, height: float) -> Chart:
        return draw(name, self.snapshot, self.diagnosis, self.formats, PAPER, width, height)
