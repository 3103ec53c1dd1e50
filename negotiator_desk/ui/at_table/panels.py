"""The parts of the page for the meeting: mandate, variables, open offers, questions, tactics.

A part is told what there is and whether figures are shown. While they are hidden no widget holds
them: there is nothing to see, to hear or to copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from negotiator_desk.domain.at_table import open_offers, stands_of
from negotiator_desk.domain.mandate import Standing
from negotiator_desk.domain.meetings import questions_of
from negotiator_desk.models.choices import QuestionDirection
from negotiator_desk.ui.pages.meeting_questions import question_row
from negotiator_desk.ui.widgets.question_rows import QuestionRows
from negotiator_desk.wording import at_table as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.labels import short_line
from negotiator_desk.wording.mandate import standing_line

if TYPE_CHECKING:
    from negotiator_desk.models.deal import Snapshot
    from negotiator_desk.models.table import Meeting
    from negotiator_desk.ui.env import Env

SHOWN = 60
"""The most lines of a part; a table has room for fewer."""

HOLDERS = 2
"""How many holders of authority stand in the bar: the owner, then those with the most room."""


class State(msgspec.Struct, frozen=True):
    """What there is: the open deal, the day, the meeting that is sat in, if any is planned."""

    snapshot: Snapshot
    today: date
    meeting: Meeting | None


def plain_label(parent: QWidget, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label that shows text as it is."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


class Part(QFrame):
    """A card of the page with its heading."""

    def __init__(self, env: Env, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.env = env
        self.heading = plain_label(self, "section")
        self.heading.setText(heading)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 10, 16, 10)
        self.column.setSpacing(6)
        self.column.addWidget(self.heading)

    def show_state(self, state: State, *, figures: bool) -> None:
        """Show the deal as it now is, with figures or without."""
        raise NotImplementedError

    def paint(self, label: QLabel, meaning: str) -> None:
        """Give a label the colour of what it says."""
        palette = label.palette()
        palette.setColor(label.foregroundRole(), self.env.theme.colour(meaning or "ink"))
        label.setPalette(palette)


class Gauge(QWidget):
    """How much of a total is left; nothing while figures are hidden or where there is no total."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(parent)
        self._env = env
        self.left: Fraction | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_left(self, left: Fraction | None) -> None:
        """Show a share of 0 to 1, or None for nothing."""
        if left != self.left:
            self.left = left
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, self._env.theme.sizes.px(10))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.left is None:
            return
        theme = self._env.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(theme.tokens.edge))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        share = float(min(Fraction(1), self.left))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("protected" if share >= 0.5 else "exposed"))
        box.setWidth(box.width() * share)
        painter.drawRoundedRect(box, 4, 4)
        painter.end()


class MandatePart(Part):
    """What may still be agreed alone."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(env, _("Mandate"), parent)
        self.column.removeWidget(self.heading)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.heading, 0, 0)
        self.lines: list[tuple[QLabel, Gauge]] = []
        for row in range(HOLDERS):
            label, gauge = plain_label(self), Gauge(env, self)
            grid.addWidget(label, row, 1)
            grid.addWidget(gauge, row, 2, Qt.AlignmentFlag.AlignVCenter)
            self.lines.append((label, gauge))
        self.column.addLayout(grid)

    def _standings(self) -> tuple[Standing, ...]:
        """The levels of the owner, then those that reach furthest."""
        mandate = self.env.open_deal.mandate
        if mandate is None:
            return ()
        owner = mandate.owner
        return tuple(sorted(mandate.standings, key=lambda s: (s.holder != owner, -s.room)))

    @override
    def show_state(self, state: State, *, figures: bool) -> None:
        texts: list[tuple[str, Fraction | None]] = []
        if not figures:
            texts += [(text, None) for text in wording.hidden_texts()]
        else:
            formats, currency = self.env.formats, state.snapshot.deal.currency
            for standing in self._standings()[:HOLDERS]:
                line = standing_line(standing, currency, formats, state.today)
                left = standing.left
                share = left / standing.total if left is not None and standing.total else None
                texts.append((line, share))
            if not texts:
                texts.append((_("No authority level is recorded."), None))
        texts += [("", None)] * (HOLDERS - len(texts))
        for (label, gauge), (text, share) in zip(self.lines, texts, strict=True):
            label.setText(text)
            gauge.show_left(share)


class Lines(QScrollArea):
    """Lines of two rows each: what it is and how it stands, and below what is ours alone."""

    def __init__(self, part: Part, widths: tuple[int, int] = (5, 6)) -> None:
        super().__init__(part)
        self._part = part
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(part.heading.text())
        self._inside = QWidget(self)
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        for column, width in enumerate(widths):
            self._grid.setColumnStretch(column, width)
        self.rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self.setWidget(self._inside)

    def show_lines(self, lines: Sequence[tuple[str, str, str, str]]) -> None:
        """Show lines: name, how it stands, the colour of that, and the row below."""
        while len(self.rows) < len(lines):
            self._add()
        for place, labels in enumerate(self.rows):
            for label in labels:
                label.setVisible(place < len(lines))
            if place >= len(lines):
                for label in labels:
                    label.clear()
                continue
            name, stands, meaning, below = lines[place]
            for label, text in zip(labels, (name, stands, below), strict=True):
                if label.text() != text:
                    label.setText(text)
            self._part.paint(labels[1], meaning)

    def _add(self) -> None:
        row = len(self.rows) * 2
        name = plain_label(self._inside, "name", wrap=True)
        stands = plain_label(self._inside, wrap=True)
        stands.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        below = plain_label(self._inside, "caption", wrap=True)
        below.setContentsMargins(0, 0, 0, 6)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(name, row, 0, top)
        self._grid.addWidget(stands, row, 1, top)
        self._grid.addWidget(below, row + 1, 0, 1, 2)
        self._grid.setRowMinimumHeight(row, self._part.env.theme.sizes.px(28))
        self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(row + 1, 0)
        self._grid.setRowStretch(row + 2, 1)
        self.rows.append((name, stands, below))


class VariablesPart(Part):
    """Every variable with where it stands, and its ladder while figures are shown."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(env, _("Variables"), parent)
        self.none = plain_label(self, wrap=True)
        self.none.setText(_("No variable is recorded: only the price can move."))
        self.lines = Lines(self)
        self.column.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.lines, 1)

    @override
    def show_state(self, state: State, *, figures: bool) -> None:
        formats, currency = self.env.formats, state.snapshot.deal.currency
        lines = []
        for stand in stands_of(state.snapshot)[:SHOWN]:
            stands, meaning, below = wording.stand_words(stand, formats), "", ""
            if figures:
                meaning = wording.rung_words(stand)[1]
                below = wording.ladder_words(stand, formats, currency)
            lines.append((wording.variable_name(stand.variable), stands, meaning, below))
        self.none.setVisible(not lines)
        self.lines.setVisible(bool(lines))
        self.lines.show_lines(lines)


class OffersPart(Part):
    """What waits for an answer, and until when."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(env, _("Open offers"), parent)
        self.none = plain_label(self, wrap=True)
        self.none.setText(_("Nothing waits for an answer."))
        self.lines = Lines(self, (3, 2))
        self.column.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.lines, 1)

    @override
    def show_state(self, state: State, *, figures: bool) -> None:
        lines = []
        for offer in open_offers(state.snapshot)[:SHOWN]:
            until, meaning = wording.offer_expiry(offer, state.today)
            name = wording.open_offer_words(offer, state.snapshot, self.env.formats)
            below = ""
            if figures:
                below = wording.open_offer_figures(offer, state.snapshot, self.env.formats)
            lines.append((name, until, meaning, below))
        self.none.setVisible(not lines)
        self.lines.setVisible(bool(lines))
        self.lines.show_lines(lines)


class QuestionsPart(Part):
    """What is to be asked, to be ticked; the objectives and what to keep back stay hidden."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(env, _("Questions"), parent)
        self.aims = plain_label(self, wrap=True)
        self.none = plain_label(self, wrap=True)
        self.rows = QuestionRows(_("Questions"), self)
        self.column.addWidget(self.aims)
        self.column.addWidget(self.none, 1, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(self.rows, 1)

    @override
    def show_state(self, state: State, *, figures: bool) -> None:
        meeting, snapshot = state.meeting, state.snapshot
        rows, aims = [], ""
        if meeting is not None:
            prepared = questions_of(snapshot, meeting)
            for question in (*prepared.questions, *prepared.open_to_people):
                if figures or question.direction is not QuestionDirection.KEEP_BACK:
                    rows.append(question_row(question, snapshot, self.env))
            if figures and meeting.objectives.strip():
                text = short_line(meeting.objectives, 300)
                aims = _("Objective: {text}").format(text=text)
        self.aims.setText(aims)
        self.aims.setVisible(bool(aims))
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.none.setText(
            _("No meeting is planned for today or later.")
            if meeting is None
            else _("Nothing to ask is prepared.")
        )


class TacticPart(Part):
    """The last tactic seen in this meeting or today; the reply to it while figures are shown."""

    def __init__(self, env: Env, parent: QWidget) -> None:
        super().__init__(env, _("Tactics"), parent)
        self.text = plain_label(self, wrap=True)
        self.column.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)

    @override
    def show_state(self, state: State, *, figures: bool) -> None:
        meeting_id = None if state.meeting is None else state.meeting.id
        seen = [
            behaviour
            for behaviour in state.snapshot.behaviours
            if behaviour.seen_on == state.today
            or (behaviour.meeting_id == meeting_id and meeting_id is not None)
        ]
        if not seen:
            self.text.setText(_("F3, then one key, logs what you see."))
        elif not figures:
            self.text.setText(_("Logged. Hold F2 for the reply."))
        else:
            self.text.setText(wording.reply_words(seen[-1].tactic))
