"""The bar of a tab's sections: as many as there is room for in whole words, the rest in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from negotiator_desk.wording.catalogue import _

GAP: Final = 4


class SectionBar(QWidget):
    """One button for each section with the number of its records.

    Where the width does not do for all of them, the numbers are left out first; then the last
    sections move into a menu. The section at hand is always on the bar. No word is ever cut.
    """

    picked = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._captions: list[tuple[str, int]] = [("", 0)] * count
        self._widths: dict[str, int] = {}
        self.buttons = [self._button() for _place in range(count)]
        for place, button in enumerate(self.buttons):
            button.setCheckable(True)
            self._group.addButton(button, place)
        self.more = self._button()
        self.more.setText(_("More"))
        self.more.setAccessibleName(_("More sections"))
        self.menu = QMenu(self)
        self.more.setMenu(self.menu)
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(self.picked)

    def _button(self) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("section", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_captions(self, captions: Sequence[tuple[str, int]]) -> None:
        """Name the sections, each with the number of its records (0: none is shown)."""
        if list(captions) != self._captions:
            self._captions = list(captions)
            self._fit()

    def show_current(self, place: int) -> None:
        """Mark the section at hand."""
        self.buttons[place].setChecked(True)
        self._fit()

    def _full(self, place: int) -> str:
        name, count = self._captions[place]
        return f"{name}  {count}" if count else name

    def _width(self, text: str) -> int:
        """The width of a button with this text; measured once."""
        if text not in self._widths:
            ruler = self.buttons[0]
            known = ruler.text()
            ruler.setText(text)
            self._widths[text] = ruler.sizeHint().width()
            ruler.setText(known)
        return self._widths[text]

    def _needed(self, texts: Sequence[str]) -> int:
        return sum(map(self._width, texts)) + GAP * max(0, len(texts) - 1)

    def _fit(self) -> None:
        names = [name for name, _count in self._captions]
        texts = [self._full(place) for place in range(len(names))]
        shown = list(range(len(names)))
        if self._needed(texts) > self.width():
            texts = names
        if self._needed(texts) > self.width():
            shown = self._that_fit(texts)
        self._place(texts, shown)

    def _that_fit(self, texts: Sequence[str]) -> list[int]:
        room = self.width() - self.more.sizeHint().width() - GAP
        current = max(0, self._group.checkedId())
        shown = [current]
        for place in range(len(texts)):
            if place == current:
                continue
            if self._needed([texts[p] for p in (*shown, place)]) > room:
                break
            shown.append(place)
        return sorted(shown)

    def _place(self, texts: Sequence[str], shown: Sequence[int]) -> None:
        x = 0
        for place, button in enumerate(self.buttons):
            button.setText(texts[place])
            button.setAccessibleName(self._full(place))
            button.setToolTip("" if texts[place] == self._full(place) else self._full(place))
            button.setVisible(place in shown)
            if place in shown:
                button.setGeometry(x, 0, self._width(texts[place]), self.height())
                x += self._width(texts[place]) + GAP
        self.menu.clear()
        for place in range(len(self.buttons)):
            if place not in shown:
                action = self.menu.addAction(self._full(place).replace("&", "&&"))
                action.triggered.connect(lambda _on=False, p=place: self.picked.emit(p))
        self.more.setVisible(len(shown) < len(self.buttons))
        self.more.setGeometry(x, 0, self.more.sizeHint().width(), self.height())

    @override
    def sizeHint(self) -> QSize:
        texts = [self._full(place) for place in range(len(self.buttons))]
        return QSize(self._needed(texts), self.more.sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        names = [name for name, _count in self._captions]
        widest = max(map(self._width, names), default=0)
        return QSize(widest + GAP + self.more.sizeHint().width(), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._widths.clear()
            self._fit()
            self.updateGeometry()
