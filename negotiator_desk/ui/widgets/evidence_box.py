"""Where evidence files are dropped or picked: read at once, refused in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.ui.models.records import tooltip
from negotiator_desk.ui.widgets.flow import FlowBox
from negotiator_desk.wording.catalogue import _
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.labels import short_line

if TYPE_CHECKING:
    from negotiator_desk.services.attachments import Evidence
    from negotiator_desk.ui.env import Env


class EvidenceBox(QFrame):
    """Holds the files that were read, until whoever shows it stores them."""

    changed = Signal()

    def __init__(self, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[Evidence, ...] = ()
        self._env = env
        self.setAcceptDrops(True)
        self.setProperty("inset", True)
        self.setAccessibleName(_("Evidence files"))
        self.pick = QPushButton(_("Add a file…"), self)
        self.pick.setAutoDefault(False)
        self.pick.clicked.connect(self._pick)
        self._hint = QLabel(_("or drop it here: up to 20 MB, kept with the deal"), self)
        self._hint.setProperty("muted", True)
        self._hint.setWordWrap(True)
        self._names = FlowBox(self, spacing=4)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 0, 4)
        row.addWidget(self.pick)
        row.addWidget(self._names, 1)
        row.addWidget(self._hint, 1)
        self._buttons: list[QPushButton] = []
        self._names.hide()

    def add(self, paths: Sequence[Path]) -> None:
        """Read files; one that is refused is said and left out."""
        for path in paths:
            found = self._env.editing.read_evidence(path, self.files)
            if found is not None and found not in self.files:
                self.files = (*self.files, found)
        self._show()

    def take_up(self, files: tuple[Evidence, ...]) -> None:
        """Show files that were read before."""
        self.files = files
        self._show()

    def _pick(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(self, _("Evidence to keep with the deal"))
        self.add([Path(name) for name in names])

    def _drop(self, file: Evidence) -> None:
        self.files = tuple(each for each in self.files if each is not file)
        self._show()
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for file in self.files:
            name = visible(short_line(file.name, 40))
            button = QPushButton(f"{name}  ✕".replace("&", "&&"), self._names)
            button.setAccessibleName(_("Leave out {file}").format(file=name))
            button.setToolTip(tooltip(button.accessibleName()))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, each=file: self._drop(each))
            self._names.flow.addWidget(button)
            self._buttons.append(button)
        self._names.setVisible(bool(self.files))
        self._hint.setVisible(not self.files)
        self.changed.emit()

    # -- dropping -------------------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.add(dropped_paths(event))


def dropped_paths(event: QDropEvent) -> list[Path]:
    """The files of this computer that are dragged; none for anything else."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
