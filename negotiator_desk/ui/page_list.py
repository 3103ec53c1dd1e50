"""The pages outside the tabs, above the deals on the left: one line each, with a count."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from negotiator_desk.ui.desk_pages.declared import DESK_PAGES
from negotiator_desk.wording.catalogue import _


class PageList(QWidget):
    """A button for each page that has a line here; the one that is shown is pressed."""

    picked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._leads_to = {entry.key: entry.page for entry in DESK_PAGES if entry.panel}
        self._labels = {entry.key: entry.label for entry in DESK_PAGES if entry.panel}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(2)
        for entry in DESK_PAGES:
            if not entry.panel:
                continue
            button = QPushButton(_(entry.label), self)
            button.setProperty("section", True)
            button.setProperty("line", True)
            button.setCheckable(True)
            button.setToolTip(entry.keys[0] if entry.keys else "")
            button.clicked.connect(lambda _on=False, key=entry.key: self._on_clicked(key))
            column.addWidget(button)
            self._buttons[entry.key] = button
        self.setVisible(bool(self._buttons))

    def _on_clicked(self, key: str) -> None:
        self._buttons[key].setChecked(True)
        self.picked.emit(key)

    def mark(self, key: str) -> None:
        """Press the button of the page that is shown; none for the empty key."""
        for name, button in self._buttons.items():
            button.setChecked(key != "" and key in (name, self._leads_to[name]))

    def set_count(self, key: str, count: int, name: str) -> None:
        """Show a number beside a page's name; ``name`` says in words what is counted."""
        self.set_note(key, str(count) if count else "", name)

    def set_note(self, key: str, note: str, name: str = "") -> None:
        """Show a word beside a page's name, or none; ``name`` says the same to be heard."""
        button = self._buttons[key]
        label = _(self._labels[key])
        button.setText(_("{page}  ·  {note}").format(page=label, note=note) if note else label)
        button.setAccessibleName(f"{label}, {name or note}" if note else label)
