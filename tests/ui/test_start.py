"""What the window does with a desk that cannot be opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from negotiator_desk.app import find_folders, open_context
from negotiator_desk.services import deals
from negotiator_desk.ui.start import _open_desk

from .desk import answer


def _damaged(folder: Path) -> Path:
    """A desk with one deal and a backup, whose file has then been damaged."""
    context = open_context(find_folders(folder))
    deals.create_deal(context, "Kept in the backup", "Buyer", "EUR")
    context.desk.close()
    path = folder / "desk.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * (len(data) - 100))  # the header stays ours
    return path


def _press(text: str, said: list[str]) -> None:
    def work(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert dialog.textFormat() == Qt.TextFormat.PlainText
        said.append(dialog.text())
        (button,) = [b for b in dialog.findChildren(QPushButton) if b.text() == text]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    answer(work)


def test_damaged_desk_is_moved_aside_and_the_backup_restored(qtbot: QtBot, tmp_path: Path) -> None:
    path = _damaged(tmp_path)
    broken = path.read_bytes()
    said: list[str] = []
    _press("Restore the backup", said)
    context = _open_desk(find_folders(tmp_path))
    assert context is not None
    assert [row.title for row in context.desk.deals()] == ["Kept in the backup"]
    context.desk.close()
    (aside,) = tmp_path.glob("desk-damaged-*.sqlite")
    assert aside.read_bytes() == broken
    assert aside.name in said[0]
    assert "backups" in said[0]


def test_without_the_backup_the_desk_begins_empty(qtbot: QtBot, tmp_path: Path) -> None:
    _damaged(tmp_path)
    _press("Start with an empty desk", [])
    context = _open_desk(find_folders(tmp_path))
    assert context is not None
    assert not context.desk.deals()
    context.desk.close()
    assert list(tmp_path.glob("desk-damaged-*"))


def test_a_newer_desk_is_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_context(find_folders(tmp_path)).desk.close()
    data = bytearray(path.read_bytes())
    data[60:64] = (9999).to_bytes(4, "big")
    path.write_bytes(data)
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        dialog.accept()

    answer(read)
    assert _open_desk(find_folders(tmp_path)) is None
    assert "newer" in said[0]
    assert path.read_bytes() == bytes(data)
