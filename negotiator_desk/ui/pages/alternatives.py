"""The alternatives of both sides, and above them what they mean for walk-away and limit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QToolButton, QWidget
from typing_extensions import override

from negotiator_desk.domain.alternatives import Bound, bounds
from negotiator_desk.models.before import Alternative
from negotiator_desk.models.fields import field_map
from negotiator_desk.ui.models.columns import Column, columns_named, field_column
from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording import alternatives as wording
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section


class _Bounds(QFrame):
    """Two sentences: our floor, the buyer's bound; each leads to the figures it compares."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self._pair: tuple[Bound, Bound] | None = None
        self.setProperty("card", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 10, 16, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self.sentences: list[QLabel] = []
        self.links: list[QToolButton] = []
        for row, name in enumerate((_("Our floor"), _("The buyer's bound"))):
            sentence = QLabel(self)
            sentence.setTextFormat(Qt.TextFormat.PlainText)
            sentence.setWordWrap(True)
            sentence.setAccessibleName(name)
            link = QToolButton(self)
            link.setText(_("Corridor"))
            link.setAccessibleName(_("{name}: go to the price corridor").format(name=name))
            link.setProperty("link", True)
            link.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            link.clicked.connect(lambda _on=False, place=row: self._go(place))
            grid.addWidget(sentence, row, 0)
            grid.addWidget(link, row, 1, Qt.AlignmentFlag.AlignTop)
            self.sentences.append(sentence)
            self.links.append(link)

    def show_bounds(self, pair: tuple[Bound, Bound]) -> None:
        """Show how both sides' best alternatives compare with the corridor."""
        self._pair = pair
        currency, formats = self._env.open_deal.suggestions.currency, self._env.formats
        for bound, sentence in zip(pair, self.sentences, strict=True):
            text, tone = wording.bound_text(bound, currency, formats)
            sentence.setText(text)
            if sentence.property("tone") != tone:
                sentence.setProperty("tone", tone)
                sentence.style().polish(sentence)

    def _go(self, place: int) -> None:
        revision = self._pair[place].revision if self._pair is not None else None
        if revision is None:
            self._env.show_kind("corridor")
        else:
            self._env.go_to(revision.id)


class AlternativesView(RecordsView):
    """What each side does without a deal, tested or not."""

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        self._pair: tuple[Bound, Bound] | None = None
        super().__init__(section, env, parent)

    @override
    def make_columns(self, section: Section) -> Sequence[Column]:
        formats, fields = self.env.formats, field_map(Alternative)
        (description,) = columns_named(Alternative, "description")
        value = field_column(fields["value"], width=124, title=_("As good as"))
        party = Column(
            name="party",
            title=_("Whose, and tested or not"),
            width=184,
            spec=fields["party"],
            text=lambda each: wording.party_text(each, formats),
            meaning=lambda each: "exposed" if each.tested_on is None else "protected",
        )
        use = Column(
            name="use",
            title=_("What it is for"),
            width=160,
            text=lambda each: wording.use_text(each, self._bounds()),
            depends=frozenset({"alternatives"}),
        )
        return (description, party, value, use)

    def _bounds(self) -> tuple[Bound, Bound]:
        if self._pair is None:
            snapshot = self.env.open_deal.snapshot
            assert snapshot is not None
            self._pair = bounds(snapshot)
        return self._pair

    @override
    def make_bar(self) -> QWidget:
        self.bounds = _Bounds(self.env, self)
        return self.bounds

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        if self.env.open_deal.snapshot is None:
            return
        self._pair = None
        self.bounds.show_bounds(self._bounds())
        super().refresh(kinds)
