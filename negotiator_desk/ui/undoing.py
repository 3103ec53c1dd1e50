"""Undo and redo of the window: what they are called in menu and status line, and doing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from negotiator_desk.ui.errors import message
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.edits import edit_text

if TYPE_CHECKING:
    from negotiator_desk.store.desk import Desk
    from negotiator_desk.ui.status import StatusLine


class Undoing:
    """Steps of the whole desk; what is being typed is stored first, so that nothing is lost."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        actions: Mapping[str, QAction],
        status: StatusLine,
        commit_typing: Callable[[], object],
    ) -> None:
        self._window = window
        self._desk = desk
        self._actions = actions
        self._status = status
        self._commit_typing = commit_typing

    def show(self) -> None:
        """Say in menu and status line what would be taken back and done again."""
        for name, label, plain in (
            ("undo", self._desk.undo_label, _("Undo")),
            ("redo", self._desk.redo_label, _("Redo")),
        ):
            action = self._actions[name]
            action.setEnabled(label is not None)
            text = f"{plain}: {edit_text(label)}" if label is not None else plain
            action.setText(text.replace("&", "&&"))
        self._status.show_undo(self._desk.undo_label)

    def undo(self) -> None:
        """Take back the last edit of the desk."""
        self._replay(self._desk.undo)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._replay(self._desk.redo)

    def _replay(self, step: Callable[[], Any]) -> None:
        from negotiator_desk.wording.refusals import Refusal

        self._commit_typing()
        try:
            step()
        except Refusal as refusal:
            message(self._window, refusal.text)
        self.show()  # what cannot be taken back is forgotten, and nothing has changed then
