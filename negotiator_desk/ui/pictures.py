"""Charts as files: asked for with a name, written as a picture or a drawing, refused in words."""

from __future__ import annotations

import math
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from negotiator_desk.ui.drawing import PainterRenderer
from negotiator_desk.ui.errors import message
from negotiator_desk.ui.saving import ask_where
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.documents import file_stem
from negotiator_desk.wording.labels import short_path

if TYPE_CHECKING:
    from pathlib import Path

    from negotiator_desk.charts.chart import Chart

PNG_SCALE: Final = 2


def keep_picture(parent: QWidget, chart: Chart, kind: Literal["png", "svg"]) -> bool:
    """Ask for a name and write the chart there; whether it was written."""
    kinds = _("Picture (*.png)") if kind == "png" else _("Drawing (*.svg)")
    start = f"{file_stem(chart.title)}.{kind}"
    path = ask_where(parent, _("Save the chart"), start, kinds, f".{kind}")
    if path is None:
        return False
    ground = parent.palette().base().color()
    # A file that was there stays whole until the new one is done.
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        save = save_png if kind == "png" else save_svg
        if save(chart, beside, ground):
            beside.replace(path)
            return True
    except OSError:
        pass  # it is said below
    finally:
        with suppress(OSError):
            beside.unlink()
    text = _("The chart cannot be written to {file}; choose another folder or name.")
    message(parent, text.format(file=short_path(path)))
    return False


def save_png(chart: Chart, path: Path, ground: QColor) -> bool:
    """Write a chart as a picture, twice as fine as on an ordinary screen; whether it went well."""
    drawing = chart.drawing
    image = QImage(
        QSize(math.ceil(drawing.width), math.ceil(drawing.height)) * PNG_SCALE,
        QImage.Format.Format_ARGB32,
    )
    image.setDevicePixelRatio(PNG_SCALE)
    image.fill(ground)
    painter = QPainter(image)
    PainterRenderer(painter).paint(drawing)
    painter.end()
    return bool(image.save(str(path), "PNG"))  # type: ignore[call-overload]


def save_svg(chart: Chart, path: Path, ground: QColor) -> bool:
    """Write a chart as a drawing; whether it went well.

    It has its ground: the pale ink of a dark theme could not be read on a white page.
    """
    drawing = chart.drawing
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(QSize(math.ceil(drawing.width), math.ceil(drawing.height)))
    generator.setViewBox(QRectF(0, 0, drawing.width, drawing.height))
    generator.setTitle(chart.title)
    painter = QPainter()
    if not painter.begin(generator):
        return False
    painter.fillRect(QRectF(0, 0, drawing.width, drawing.height), ground)
    PainterRenderer(painter).paint(drawing)
    return painter.end()
