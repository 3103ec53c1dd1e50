"""Whether figures are shown: only while a key or a button is held, and never out of sight."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Reveal(QObject):
    """Shown while at least one thing is held; ``hide`` lets go of all of them.

    ``changed`` carries whether figures are shown now.
    """

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: set[str] = set()

    @property
    def shown(self) -> bool:
        """Whether figures are shown."""
        return bool(self._held)

    def press(self, what: str) -> None:
        """Something is held down."""
        self._set(self._held | {what})

    def release(self, what: str) -> None:
        """Something was let go."""
        self._set(self._held - {what})

    def hide(self) -> None:
        """Hide at once, whatever is held: the window lost the keyboard, the page is left."""
        self._set(set())

    def _set(self, held: set[str]) -> None:
        before, self._held = self.shown, held
        if self.shown != before:
            self.changed.emit(self.shown)
