"""What every page outside the tabs can be asked for; it shows the desk and never holds data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Changed
    from negotiator_desk.ui.env import Env


class DeskPage(QWidget):
    """A page on the right side of the window, about more than one deal."""

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.env = env

    def open_page(self, argument: Any) -> None:
        """Show the page, which comes to the front: read what is stale. ``argument`` is the
        page's own (a buyer, words to look for), None where it is opened as a whole.
        """
        raise NotImplementedError

    def on_changed(self, change: Changed) -> None:
        """Take note of a change on the desk; told while the page is behind, too."""

    def on_theme(self) -> None:
        """Paint in the colours of the theme."""

    def flush(self) -> None:
        """Store what has been typed and not stored yet."""

    def stop(self) -> None:
        """Compute no more; the desk is about to be closed."""

    def focus_main(self) -> None:
        """Put the keyboard where work goes on."""
        self.setFocus()
