"""The buttons above the map of people."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QMenu, QToolButton, QWidget

from negotiator_desk.domain.people import Axis
from negotiator_desk.ui.widgets.flow import FlowLayout
from negotiator_desk.wording import people as wording
from negotiator_desk.wording.catalogue import _

ZOOM = 1.25


class MapBar(QWidget):
    """Which axis, drawing lines, zoom, and what can be kept of the map."""

    axis_picked = Signal(object)
    zoom_wanted = Signal(float)
    fit_wanted = Signal()
    copy_wanted = Signal()
    save_wanted = Signal(str)

    def __init__(self, axis: Axis, parent: QWidget) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, spacing=4)
        self._axes = QButtonGroup(self)
        for place, each in enumerate(Axis):
            button = self._button(wording.axis_title(each), wording.map_label(each))
            button.setCheckable(True)
            self._axes.addButton(button, place)
            flow.addWidget(button)
        self.show_axis(axis)
        self._axes.idClicked.connect(lambda place: self.axis_picked.emit(tuple(Axis)[place]))
        tip = _("Draw a line from one person to another (L); Shift or Alt and dragging does so too")
        self.line = self._button(_("Draw a line"), tip)
        self.line.setCheckable(True)
        flow.addWidget(self.line)
        zooms: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("−", _("Smaller (−)"), lambda: self.zoom_wanted.emit(1 / ZOOM)),
            ("+", _("Larger (+)"), lambda: self.zoom_wanted.emit(ZOOM)),
            (_("Fit"), _("Show the whole map (F or 0)"), self.fit_wanted.emit),
        )
        for text, tip, slot in zooms:
            button = self._button(text, tip)
            button.clicked.connect(lambda _on=False, do=slot: do())
            flow.addWidget(button)
        self.save = self._button(_("Save"), _("Copy or save the map"))
        self.save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.save)
        menu.addAction(_("Copy as table"), self.copy_wanted.emit)
        menu.addAction(_("Save as PNG …"), lambda: self.save_wanted.emit("png"))
        menu.addAction(_("Save as SVG …"), lambda: self.save_wanted.emit("svg"))
        self.save.setMenu(menu)
        flow.addWidget(self.save)

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setProperty("segment", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def show_axis(self, axis: Axis) -> None:
        """Mark the axis that is shown."""
        self._axes.button(tuple(Axis).index(axis)).setChecked(True)

    def axis_button(self, axis: Axis) -> QToolButton:
        """The button of an axis."""
        button = self._axes.button(tuple(Axis).index(axis))
        assert isinstance(button, QToolButton)
        return button
