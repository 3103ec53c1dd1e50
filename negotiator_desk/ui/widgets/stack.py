"""Pages that are built when they are first wanted, and layouts that are filled anew."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget


def put_in_place(stack: QStackedWidget, place: int, page: QWidget) -> None:
    """Put a page into a stack, where a place holder stood until now."""
    holder = stack.widget(place)
    stack.insertWidget(place, page)
    if holder is not None:
        stack.removeWidget(holder)
        holder.deleteLater()


def empty_layout(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets go."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
