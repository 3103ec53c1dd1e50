"""The lifecycle rail: five stations with score, money lost and money exposed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from negotiator_desk.models.choices import Control
from negotiator_desk.ui.theme import Theme
from negotiator_desk.wording.catalogue import _, ngettext

if TYPE_CHECKING:
    from negotiator_desk.domain.results import ControlResult, Diagnosis
    from negotiator_desk.wording.formats import Formats

PADDING = 12
NARROW = 21
"""Below this many average letters of room a station has no bar."""
LOW_PADDING = 8
CAPTION = 11 / 13


class Station(QAbstractButton):
    """One control on the rail; a click opens the tab that mends it."""

    def __init__(self, control: Control, theme: Theme, formats: Formats, parent: QWidget) -> None:
        super().__init__(parent)
        self.control = control
        self._theme = theme
        self._formats = formats
        self._result: ControlResult | None = None
        self._findings = 0
        self._declared: Fraction | None = None
        self._scored = True
        self.low = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_result(
        self,
        result: ControlResult | None,
        findings: int,
        declared: Fraction | None,
        *,
        scored: bool,
    ) -> None:
        """Show a control as diagnosed; ``scored`` is false for a deal that has no scores."""
        self._result = result
        self._declared = declared if scored and result is not None and result.reached else None
        self._findings = findings
        self._scored = scored
        self.setAccessibleName(self._sentence())
        self.setToolTip(self._sentence())
        self.update()

    def _headline(self) -> str:
        if self._result is None or not self._scored:
            return "–"
        if not self._result.reached:
            return _("not due")
        if self._result.score is None:
            return _("no data")
        return self._formats.score(self._result.score)

    def _money(self) -> list[tuple[str, QColor]]:
        if self._result is None:
            return []
        tokens = self._theme.tokens
        parts: list[tuple[str, QColor]] = []
        if self._result.lost:
            amount = self._formats.short(self._result.lost)
            parts.append((_("lost {amount}").format(amount=amount), QColor(tokens.lost)))
        if self._result.exposed:
            amount = self._formats.short(self._result.exposed)
            parts.append((_("exposed {amount}").format(amount=amount), QColor(tokens.exposed)))
        if not parts and self._result.reached and self._scored:
            text = ngettext("{n} finding", "{n} findings", self._findings)
            text = text.format(n=self._findings) if self._findings else _("no findings")
            parts.append((text, QColor(tokens.muted)))
        return parts

    def _sentence(self) -> str:
        money = ", ".join(text for text, _colour in self._money())
        text = _("{control}: {score}").format(control=_(self.control.label), score=self._headline())
        if self._declared is not None:
            declared = self._formats.score(self._declared)
            text = _("{text}, {declared} declared").format(text=text, declared=declared)
        return f"{text}, {money}" if money else text

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        lines = 3.2 if self.low else 3.6
        padding = LOW_PADDING if self.low else PADDING
        return QSize(metrics.averageCharWidth() * 20, round(metrics.height() * lines) + padding)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = tokens.accent if self.hasFocus() or self.underMouse() else tokens.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(frame, 6, 6)
        if self.low:
            self._paint_low(painter, frame.adjusted(LOW_PADDING, 4, -LOW_PADDING, -8))
            bar = QRectF(frame.left() + LOW_PADDING, frame.bottom() - 6, 0, 3)
            bar.setRight(frame.right() - LOW_PADDING)
            self._paint_bar(painter, bar)
            painter.end()
            return
        inner = frame.adjusted(PADDING, PADDING - 4, -PADDING, -PADDING + 4)
        line = self.fontMetrics().height()
        self._paint_title(painter, QRectF(inner.left(), inner.top(), inner.width(), line))
        if inner.width() < self.fontMetrics().averageCharWidth() * NARROW:
            self._paint_narrow(painter, inner.adjusted(0, line, 0, 0))
            painter.end()
            return
        row = QRectF(inner.left(), inner.top() + line, inner.width(), line * 1.5)
        left = self._paint_score(painter, row)
        if self._score() is not None:
            figures = painter.fontMetrics().horizontalAdvance("100") + 8
            left = max(left, row.left() + figures)
            taken = self._paint_declared(painter, QRectF(left, row.top(), 60, row.height()))
            left += taken + 8 if taken else 0
            self._paint_bar(painter, QRectF(left, row.center().y() - 3, row.right() - left, 6))
        self._paint_money(painter, QRectF(inner.left(), inner.bottom() - line, inner.width(), line))
        painter.end()

    def _paint_narrow(self, painter: QPainter, box: QRectF) -> None:
        """No room for a bar in the row: it lies along the edge, the money stands at the right."""
        parts = self._money()
        painter.setFont(self._font(CAPTION))
        metrics = painter.fontMetrics()
        height = box.height() / 2
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place, (text, colour) in enumerate(parts):
            painter.setPen(colour)
            top = box.top() + (place * height if len(parts) > 1 else height)
            painter.drawText(QRectF(box.left(), top, box.width(), height), align, text)
        used = metrics.horizontalAdvance(parts[0][0]) + 4 if len(parts) > 1 else 0
        row = QRectF(box.left(), box.top(), box.width() - used, height * 1.6)
        left = self._paint_score(painter, row)
        if self._score() is None:
            return
        self._paint_declared(painter, QRectF(left, row.top(), row.right() - left, row.height()))
        self._paint_bar(painter, QRectF(box.left(), box.bottom() + 2, box.width(), 3))

    def _paint_low(self, painter: QPainter, box: QRectF) -> None:
        """Title and score in one line, the money below: each at its side, or below each other."""
        parts = self._money()
        if self._score() is None:
            parts = [(self._headline(), QColor(self._theme.tokens.muted)), *parts]
        painter.setFont(self._font(CAPTION))
        metrics = painter.fontMetrics()
        beside = sum(metrics.horizontalAdvance(text) for text, _colour in parts) + 8 <= box.width()
        title = box.height() * 0.38
        height = (box.height() - title) / (1 if beside else max(1, len(parts)))
        score = QRectF(box.left(), box.top(), box.width(), title)
        room = box.width() - self._paint_low_score(painter, score) - 4
        self._paint_title(painter, QRectF(box.left(), box.top(), room, title))
        painter.setFont(self._font(CAPTION))
        for place, (text, colour) in enumerate(parts):
            painter.setPen(colour)
            down = box.top() + title + (0 if beside else height * place)
            right = beside and place
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            line = QRectF(box.left(), down, box.width(), height)
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_low_score(self, painter: QPainter, box: QRectF) -> float:
        """The score at the right of its line, in its colour; how wide it is."""
        score = self._score()
        if score is None:  # why there is none stands below the title
            return 0.0
        painter.setFont(self._font(1, bold=True))
        painter.setPen(QColor(self._theme.score_colour(score)))
        text = self._headline()
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return painter.fontMetrics().horizontalAdvance(text)

    def _font(self, factor: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        if font.pixelSize() > 0:
            font.setPixelSize(round(font.pixelSize() * factor))
        else:
            font.setPointSizeF(font.pointSizeF() * factor)
        font.setBold(bold)
        return font

    def _paint_title(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(self._font(CAPTION, bold=True))
        painter.setPen(QColor(self._theme.tokens.muted))
        text = painter.fontMetrics().elidedText(
            _(self.control.label), Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _score(self) -> Fraction | None:
        result = self._result
        return result.score if result and result.reached and self._scored else None

    def _paint_score(self, painter: QPainter, box: QRectF) -> float:
        """Paint the score, or why there is none; the place behind it."""
        tokens, score = self._theme.tokens, self._score()
        painter.setFont(self._font(20 / 13 if score is not None else 1, bold=score is not None))
        painter.setPen(QColor(tokens.ink if score is not None else tokens.muted))
        text = self._headline()
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return box.left() + painter.fontMetrics().horizontalAdvance(text) + 6

    def _paint_declared(self, painter: QPainter, room: QRectF) -> float:
        """Paint what was declared behind its mark, where there is room; the width it took."""
        if self._declared is None:
            return 0.0
        painter.setFont(self._font(CAPTION))
        text, size = self._formats.score(self._declared), 8.0
        wide = size + 3 + painter.fontMetrics().horizontalAdvance(text)
        if wide > room.width():
            return 0.0
        painter.setPen(QColor(self._theme.tokens.muted))
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room.adjusted(size + 3, 0, 0, 0), align, text)
        self._paint_mark(painter, QPointF(room.left() + size / 2, room.center().y()), size / 2)
        return wide

    def _paint_mark(self, painter: QPainter, at: QPointF, reach: float) -> None:
        painter.setPen(QPen(QColor(self._theme.tokens.ink), 1.2))
        painter.setBrush(QColor(self._theme.tokens.raised))
        corners = ((0, -reach), (reach, 0), (0, reach), (-reach, 0))
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) for x, y in corners]))

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        """Paint the score as a bar, with a mark at what was declared."""
        tokens, score = self._theme.tokens, self._score()
        if score is None or bar.width() < 16:
            return
        corner = bar.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(bar, corner, corner)
        done = QRectF(bar)
        done.setWidth(max(bar.height(), bar.width() * float(score) / 100))
        painter.setBrush(QColor(self._theme.score_colour(score)))
        painter.drawRoundedRect(done, corner, corner)
        if self._declared is not None:
            x = bar.left() + bar.width() * float(self._declared) / 100
            reach = max(3.5, corner + 1.5)
            self._paint_mark(painter, QPointF(x, bar.center().y()), reach)

    def _paint_money(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(self._font(CAPTION))
        metrics = painter.fontMetrics()
        left = box.left()
        parts = self._money()
        full = sum(metrics.horizontalAdvance(text) + 12 for text, _colour in parts) - 12
        for index, (text, colour) in enumerate(parts):
            room = box.right() - left
            if full > box.width() and index < len(parts) - 1:
                room = (box.width() - 8) / 2
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room)))
            painter.setPen(colour)
            painter.drawText(
                QRectF(left, box.top(), room, box.height()),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            left += metrics.horizontalAdvance(shown) + 12


class Rail(QWidget):
    """The five stations in a row."""

    activated = Signal(Control)

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Lifecycle"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.stations: list[Station] = []
        for control in Control:
            station = Station(control, theme, formats, self)
            station.clicked.connect(self._on_clicked)
            row.addWidget(station, 1)
            self.stations.append(station)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Station):
            self.activated.emit(sender.control)

    def set_low(self, low: bool) -> None:
        """Draw the stations lower, in a window that has little height."""
        for station in self.stations:
            if station.low is not low:
                station.low = low
                station.updateGeometry()
                station.update()

    def show_diagnosis(self, diagnosis: Diagnosis | None, *, scored: bool) -> None:
        """Show the five controls of a deal."""
        for index, station in enumerate(self.stations):
            result = diagnosis.controls[index] if diagnosis else None
            findings = diagnosis.findings if diagnosis else ()
            count = sum(1 for finding in findings if finding.control is station.control)
            declared = diagnosis.declared.get(station.control) if diagnosis else None
            station.show_result(result, count, declared, scored=scored)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            for station in getattr(self, "stations", []):
                station.update()
        super().changeEvent(event)
