"""Lines with letters from right to left on the screen: Qt joins and orders them, part by part."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from negotiator_desk.charts import fonts
from negotiator_desk.charts.turned import parts_of, runs_right_to_left


def font_for(text: str, font: QFont) -> QFont:
    """The font with the families behind it that the line is measured with."""
    found = QFont(font)
    found.setFamilies(fonts.families(text, bold=font.bold()))
    return found


def draw(painter: QPainter, text: str) -> None:
    """Draw a line from the painter's origin on, in its font; parts run as they do on paper."""
    measure = QFontMetricsF(painter.font())
    painter.save()
    ahead = 0.0
    for part in parts_of(text):
        turned = runs_right_to_left(part)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if turned else Qt.LayoutDirection.LeftToRight
        )
        painter.drawText(QPointF(ahead, 0), part)
        ahead += measure.horizontalAdvance(part)
    painter.restore()
