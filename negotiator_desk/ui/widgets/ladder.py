"""A picture of a variable's ladder: its steps from ask to limit, and where it stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from negotiator_desk.wording import variables as wording
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible

if TYPE_CHECKING:
    from negotiator_desk.domain.standing import Standing
    from negotiator_desk.ui.theme import Theme
    from negotiator_desk.wording.formats import Formats

HEIGHT: Final = 58
MARGIN: Final = 10


class LadderPicture(QWidget):
    """The steps of one variable on a line; a full dot is where it stands, a ring what is asked."""

    def __init__(self, theme: Theme, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formats = formats
        self._standing: Standing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_standing(self, standing: Standing | None) -> None:
        """Show where a variable stands; nothing for one without a ladder."""
        self._standing = standing
        drawn = standing is not None and bool(standing.rungs)
        self.setVisible(drawn)
        if standing is not None and drawn:
            steps = ", ".join(
                _("{step} {text}").format(step=wording.rung_label(rung), text=visible(text))
                for rung, text in standing.rungs
            )
            said = wording.stand_text(standing, self._formats)
            self.setAccessibleName(_("Ladder: {steps}").format(steps=steps))
            self.setAccessibleDescription(said)
            self.setToolTip("")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, self._theme.sizes.px(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._theme.sizes.px(HEIGHT))

    def _x(self, place: float, count: int) -> float:
        """Where a place on the ladder lies; the last half step is room beyond the limit."""
        margin = self._theme.sizes.px(MARGIN)
        return margin + place / max(0.5, count - 0.5) * (self.width() - 2 * margin)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        standing = self._standing
        if standing is None or not standing.rungs:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count, px = len(standing.rungs), self._theme.sizes.px
        y = px(12)
        muted, lost = self._theme.colour("muted"), self._theme.colour("lost")
        painter.setPen(QPen(self._theme.colour("edge"), px(2)))
        painter.drawLine(QPointF(self._x(0, count), y), QPointF(self._x(count - 1, count), y))
        if standing.beyond:
            painter.setPen(QPen(lost, px(2), Qt.PenStyle.DotLine))
            end = self._x(count - 0.5, count)
            painter.drawLine(QPointF(self._x(count - 1, count), y), QPointF(end, y))
        self._steps(painter, standing, y)
        if standing.asked is not None and standing.asked != standing.now:
            self._dot(painter, self._x(float(standing.asked), count), y, muted, full=False)
        if standing.now is not None:
            colour = lost if standing.beyond else self._theme.colour("accent")
            self._dot(painter, self._x(float(standing.now), count), y, colour, full=True)
        painter.end()

    def _steps(self, painter: QPainter, standing: Standing, y: float) -> None:
        count, px = len(standing.rungs), self._theme.sizes.px
        font = self.font()
        font.setPixelSize(self._theme.sizes.caption)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        each = self._x(1, count) - self._x(0, count) if count > 1 else self.width()
        for number, (rung, text) in enumerate(standing.rungs):
            x = self._x(number, count)
            painter.setPen(QPen(self._theme.colour("muted"), px(1)))
            painter.drawLine(QPointF(x, y - px(4)), QPointF(x, y + px(4)))
            left = max(0.0, x - px(MARGIN)) if number == 0 else x - px(MARGIN)
            box = QRectF(left, y + px(10), each - px(4), metrics.height())
            for line, colour in (
                (wording.rung_label(rung), "muted"),
                (" ".join(visible(text).split()), "ink"),
            ):
                painter.setPen(self._theme.colour(colour))
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(box.width()))
                painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), shown)
                box.translate(0, metrics.height())

    def _dot(self, painter: QPainter, x: float, y: float, colour: QColor, *, full: bool) -> None:
        radius = self._theme.sizes.px(5)
        painter.setPen(QPen(colour, self._theme.sizes.px(2)))
        painter.setBrush(colour if full else self._theme.colour("raised"))
        painter.drawEllipse(QPointF(x, y), radius, radius)
