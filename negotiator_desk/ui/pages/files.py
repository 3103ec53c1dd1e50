"""The evidence files of a deal: picked from the disk, kept by their content, saved out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from typing_extensions import override

from negotiator_desk.ui.pages.records import RecordsView
from negotiator_desk.wording.catalogue import _

if TYPE_CHECKING:
    from negotiator_desk.ui.env import Env
    from negotiator_desk.ui.tabs import Section


class FilesView(RecordsView):
    """A list of files; a new one is a file that was picked."""

    leave_out = ("media_type", "size", "sha256")

    def __init__(self, section: Section, env: Env, parent: QWidget | None = None) -> None:
        super().__init__(section, env, parent)
        self.save = QPushButton(_("Save a copy…"), self.detail)
        self.save.clicked.connect(self._save)
        self.detail.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    @override
    def refresh(self, kinds: frozenset[str]) -> None:
        super().refresh(kinds)
        self.save.setVisible(self.list.current_id() is not None)

    @override
    def add(self) -> None:
        names, _filter = QFileDialog.getOpenFileNames(self, _("Keep files with the deal"))
        for name in names:
            added = self.env.editing.add_file(Path(name))
            if added is not None:
                self.list.select(added)

    def _save(self) -> None:
        snapshot, current = self.env.open_deal.snapshot, self.list.current_id()
        kept = (
            None
            if snapshot is None
            else next((each for each in snapshot.attachments if each.id == current), None)
        )
        if kept is None:
            return
        # The name comes from a file of somebody's: only its last part may name a place.
        proposed = Path(kept.name.replace("\\", "/")).name or "file"
        name, _filter = QFileDialog.getSaveFileName(self, _("Save a copy"), proposed)
        if name:
            self.env.editing.save_file(kept, Path(name))
