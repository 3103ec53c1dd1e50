"""Authority: each level with what its holder has used and has left today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from negotiator_desk.models.fields import field_map
from negotiator_desk.models.table import AuthorityLevel
from negotiator_desk.ui.models.columns import Column, field_column
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording import mandate as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.domain.mandate import Standing
    from negotiator_desk.ui.tabs import Section

_SEEN: Final = frozenset({"trades", "authority", "deal"})


class AuthorityView(RecordsView):
    """The list of levels; above it what the owner of the deal may still agree alone."""

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        specs = field_map(AuthorityLevel)

        def own(
            name: str, title: str, width: int, text: Callable[[Any], str], *, right: bool = True
        ) -> Column:
            return Column(
                name=name,
                title=title,
                width=width,
                right=right,
                text=text,
                meaning=self._meaning,
                depends=_SEEN,
                rank=0 if name == "left" else 1,
            )

        return (
            field_column(specs["holder"]),
            field_column(specs["limit"], 118, _("One trade")),
            own("used", _("Used"), 96, self._used),
            own("left", _("Left in total"), 172, self._left),
            replace(
                own("valid", _("Valid"), 140, self._valid, right=False),
                order=lambda level: level.valid_until,
            ),
        )

    @override
    def make_bar(self) -> QWidget:
        self.summary = QLabel(self)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.summary.setWordWrap(True)
        return self.summary

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        mandate, snapshot = self.env.open_deal.mandate, self.env.open_deal.snapshot
        if mandate is not None and snapshot is not None:
            text = wording.mandate_title(mandate, snapshot.deal.currency, self.env.formats)
            self.summary.setText(text)
            self.summary.setVisible(bool(snapshot.authority))

    def _standing(self, level: AuthorityLevel) -> Standing | None:
        mandate = self.env.open_deal.mandate
        found = () if mandate is None else mandate.standings
        return next((each for each in found if each.level_id == level.id), None)

    def _currency(self) -> str:
        return self.env.around.suggestions.currency

    def _used(self, level: AuthorityLevel) -> str:
        standing = self._standing(level)
        if standing is None:
            return ""
        return self.env.formats.amount(standing.used, self._currency())

    def _left(self, level: AuthorityLevel) -> str:
        standing = self._standing(level)
        if standing is None:
            return ""
        return wording.left_words(standing, self._currency(), self.env.formats)

    def _valid(self, level: AuthorityLevel) -> str:
        standing = self._standing(level)
        if standing is None:
            return ""
        return wording.validity_words(standing, self.env.around.today(), self.env.formats)

    def _meaning(self, level: AuthorityLevel) -> str:
        standing = self._standing(level)
        if standing is None or not standing.in_force:
            return "muted"
        return "lost" if standing.room == 0 else ""
