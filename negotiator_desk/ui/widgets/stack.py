"""Pages that are built when they are first wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


def put_in_place(stack: QStackedWidget, place: int, page: QWidget) -> None:
    """Put a page into a stack, where a place holder stood until now."""
    holder = stack.widget(place)
    stack.insertWidget(place, page)
    if holder is not None:
        stack.removeWidget(holder)
        holder.deleteLater()
