"""The pages of a finished document, one under the other, drawn as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from negotiator_desk.reports.reading import Pages, Picture
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible

MARGIN: Final = 12
_MOST_WIDE: Final = 900
_DESCRIBED: Final = 2000


def image_of(picture: Picture) -> QImage:
    """A rendered page as an image of its own."""
    pixel = QImage.Format.Format_RGB888
    if picture.stride >= picture.width * 4:
        pixel = QImage.Format.Format_RGBX8888
    made = QImage(picture.data, picture.width, picture.height, picture.stride, pixel)
    return made.copy()


class PagesView(QScrollArea):
    """Shows the real pages of a PDF at the width of the view; only those in sight are drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Pages of the document"))
        self._pages: Pages | None = None
        self._labels: list[QLabel] = []
        self._drawn: dict[int, int] = {}
        self._holder = QWidget(self)
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._column.setSpacing(MARGIN)
        self.setWidget(self._holder)
        self._holder.installEventFilter(self)
        self._draw_next = QTimer(self)
        self._draw_next.setInterval(0)
        self._draw_next.timeout.connect(self._draw_one)
        self.verticalScrollBar().valueChanged.connect(self._draw_next.start)

    @property
    def count(self) -> int:
        """How many pages are shown."""
        return len(self._labels)

    def show_file(self, path: Path, texts: Sequence[str]) -> None:
        """Show a document; where it has as many pages as before, the place in it is kept.

        Args:
            path: a finished PDF; it may be replaced or removed afterwards.
            texts: what each page says, for those who cannot see it.

        Raises:
            OSError: the file cannot be read.
        """
        pages = Pages(path)
        self.clear()
        self._pages = pages
        for number, text in enumerate(texts, 1):
            label = QLabel(self._holder)
            label.setFrameShape(QFrame.Shape.NoFrame)
            label.setProperty("paper", True)
            name = _("Page {number} of {of}").format(number=number, of=len(texts))
            label.setAccessibleName(name)
            label.setAccessibleDescription(" ".join(visible(text[:_DESCRIBED]).split()))
            self._column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            self._labels.append(label)
        self._fit()

    def clear(self) -> None:
        """Show no document."""
        for label in self._labels:
            self._column.removeWidget(label)
            label.deleteLater()
        self._labels = []
        self._drawn = {}
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def _width(self) -> int:
        return max(200, min(_MOST_WIDE, self.viewport().width() - 2 * MARGIN))

    def _fit(self) -> None:
        """Give every page the room it will take, so that the scroll bar is right from the start."""
        if self._pages is None:
            return
        wide = self._width()
        for label, (width, height) in zip(self._labels, self._pages.sizes, strict=True):
            label.setFixedSize(QSize(wide, round(wide * height / width)))
        self._draw_next.start()

    def _draw_one(self) -> None:
        """Draw one page that is in sight and not drawn at this width yet."""
        number = self._next()
        if number is None:
            self._draw_next.stop()
        else:
            self._draw(number, self._width())

    def _next(self) -> int | None:
        """A page in sight that is not drawn at this width yet."""
        wide = self._width()
        for number, label in enumerate(self._labels):
            if self._drawn.get(number) != wide and not label.visibleRegion().isEmpty():
                return number
        return None

    def _draw(self, number: int, wide: int) -> None:
        assert self._pages is not None
        ratio = self.devicePixelRatioF()
        scale = wide * ratio / self._pages.sizes[number][0]
        image = image_of(self._pages.picture(number, scale))
        image.setDevicePixelRatio(ratio)
        self._labels[number].setPixmap(QPixmap.fromImage(image))
        self._drawn[number] = wide

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Pages come into sight only once the layout has put them in their places.
        shown = (QEvent.Type.Resize, QEvent.Type.Paint)
        if watched is self._holder and event.type() in shown and self._next() is not None:
            self._draw_next.start()
        return super().eventFilter(watched, event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._draw_next.start()
        return super().event(event)
