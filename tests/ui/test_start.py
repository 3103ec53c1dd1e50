"""The start of the window: what it may load, and a desk that cannot be opened."""

from __future__ import annotations

import os
import subprocess
import sys
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


START = """
import os, sys
from pathlib import Path
from negotiator_desk.app import find_folders, open_context
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.start import make_application, reader_formats
from negotiator_desk.ui.theme import Theme
app = make_application(["test"])
folders = find_folders(Path(sys.argv[1]))
context = open_context(folders)
window = MainWindow(context, Theme(app), reader_formats(), folders.log_file)
window.start()
assert not window.grab().isNull()
print(window.windowTitle())
print(sorted(set(sys.argv[2:]) & set(sys.modules)), flush=True)
context.desk.close()
os._exit(0)
"""

LATER = (
    "alembic",
    "reportlab",
    "sqlalchemy",
    "negotiator_desk.domain.compare",
    "negotiator_desk.domain.due",
    "negotiator_desk.domain.progress",
    "negotiator_desk.domain.rights",
    "negotiator_desk.domain.weekly",
    "negotiator_desk.exchange.readable",
    "negotiator_desk.services.digests",
    "negotiator_desk.services.weekly",
    "negotiator_desk.ui.each_deal",
    "negotiator_desk.ui.saving",
    "negotiator_desk.wording.review",
    "negotiator_desk.wording.weekly",
)
"""What is loaded when it is first wanted: the deal of the last time is on the screen before."""


def test_the_first_paint_loads_only_what_it_shows(qtbot: QtBot, tmp_path: Path) -> None:
    context = open_context(find_folders(tmp_path))
    deals.open_sample(context)
    context.desk.close()
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path), *LATER],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    title, loaded = done.stdout.splitlines()
    assert title.endswith("Negotiator Desk")
    assert title != "Negotiator Desk", "a deal is to be seen"
    assert loaded == "[]"
