"""Our few icons: drawn from strokes in the colour of the theme, sharp at any scale."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from negotiator_desk.ui.theme import sizes_now

IconName = Literal[
    "add",
    "remove",
    "copy",
    "up",
    "down",
    "open",
    "calendar",
    "close",
    "chevron",
    "left",
    "right",
    "alert",
    "pane_left",
    "pane_right",
    "pane_top",
]

# Polylines on a field of 16 by 16; a box is (x, y, w, h) after "box".
_LINES: Final[dict[str, tuple[tuple[tuple[float, float], ...], ...]]] = {
    "add": (((8, 3), (8, 13)), ((3, 8), (13, 8))),
    "remove": (((3, 8), (13, 8)),),
    "copy": (((3, 10.5), (3, 3), (10.5, 3)),),
    "up": (((8, 13), (8, 3)), ((4, 7), (8, 3), (12, 7))),
    "down": (((8, 3), (8, 13)), ((4, 9), (8, 13), (12, 9))),
    "open": (
        ((7, 3), (13, 3), (13, 9)),
        ((13, 3), (7, 9)),
        ((11, 11), (11, 13), (3, 13), (3, 5), (5, 5)),
    ),
    "calendar": (((2.5, 6.5), (13.5, 6.5)), ((5.5, 1.8), (5.5, 4.5)), ((10.5, 1.8), (10.5, 4.5))),
    "close": (((4, 4), (12, 12)), ((12, 4), (4, 12))),
    "left": (((10, 4), (6, 8), (10, 12)),),
    "right": (((6, 4), (10, 8), (6, 12)),),
    "alert": (
        ((8, 2.5), (14, 13), (2, 13), (8, 2.5)),
        ((8, 6.5), (8, 9.5)),
        ((8, 11.2), (8, 11.3)),
    ),
    "chevron": (((4, 6), (8, 10), (12, 6)),),
    "pane_left": (((6, 3), (6, 13)),),
    "pane_right": (((10, 3), (10, 13)),),
    "pane_top": (((2, 7), (14, 7)),),
}
_BOXES: Final[dict[str, tuple[float, float, float, float]]] = {
    "copy": (6, 6, 7.5, 7.5),
    "calendar": (2.5, 3, 11, 10.5),
    "pane_left": (2, 3, 12, 10),
    "pane_right": (2, 3, 12, 10),
    "pane_top": (2, 3, 12, 10),
}


def _path(name: str) -> QPainterPath:
    path = QPainterPath()
    for line in _LINES[name]:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    if box := _BOXES.get(name):
        path.addRoundedRect(QRectF(*box), 1.5, 1.5)
    return path


@lru_cache(maxsize=128)
def icon(name: IconName, colour: str, side: int = 16) -> QIcon:
    """A square icon in one colour (``#RRGGBB``), its side in logical pixels."""
    made = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(QSize(side, side) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colour), 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.scale(side / 16, side / 16)
        painter.drawPath(_path(name))
        painter.end()
        made.addPixmap(pixmap)
    return made


class IconButton(QToolButton):
    """A quiet button with one icon, which keeps to the colours of the theme."""

    def __init__(self, name: IconName, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name: IconName = name
        self.setProperty("quiet", True)
        self.say(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._draw()

    def say(self, text: str) -> None:
        """Say what the button does, to be read and to be heard."""
        self.setToolTip(text)
        self.setAccessibleName(text)

    def _draw(self) -> None:
        # Of the program, not of the widget: there the stylesheet has put its text colour.
        palette = QGuiApplication.palette()
        muted = palette.color(QPalette.ColorRole.PlaceholderText)
        side = sizes_now().px(16)
        self.setIcon(icon(self._name, muted.name(), side))
        self.setIconSize(QSize(side, side))

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw()
        super().changeEvent(event)
