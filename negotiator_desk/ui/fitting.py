"""How large a window may open: as wanted, and never beyond the screen it stands on."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

FRAME: Final = (16, 48)
"""What is left for the frame that the system draws."""


def resize_within(window: QWidget, width: int, height: int) -> None:
    """Give a window this size, or what its screen has room for."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - FRAME[0]), min(height, room.height() - FRAME[1]))
