"""Our company and its logo through the window: chosen, refused, kept, seen on documents."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from negotiator_desk.services import company, settings
from negotiator_desk.ui.dialogs.company import CompanyDialog
from negotiator_desk.ui.main_window import MainWindow


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """A window with the sample deal open."""
    return sample


def test_company_and_logo_are_kept_and_printed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = window.open_deal.context
    window.actions_by_name["document_table"].trigger()
    documents = window.deals.documents
    assert documents is not None
    qtbot.waitUntil(documents.save.isEnabled, timeout=30_000)
    assert documents.path is not None
    assert b"/Subtype /Image" not in documents.path.read_bytes()

    def act(dialog: CompanyDialog) -> QDialog.DialogCode:
        dialog.show()
        picked = [tmp_path / "notes.png", tmp_path / "logo.png"]
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(picked.pop(0)), ""))
        (tmp_path / "notes.png").write_text("no picture")
        made = BytesIO()
        Image.new("RGB", (400, 100), "navy").save(made, "PNG")
        (tmp_path / "logo.png").write_bytes(made.getvalue())
        QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
        assert "neither a PNG nor a JPEG" in dialog.problem.text()
        assert dialog.problem.isVisible()
        QTest.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
        assert not dialog.problem.isVisible()
        assert not dialog.picture.pixmap().isNull()
        assert company.logo_of(context) == b""  # nothing is kept before it is accepted
        dialog.lines["company"].setText("Lytham Ltd")
        QTest.keyClick(dialog.lines["company"], Qt.Key.Key_Return)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(CompanyDialog, "exec", act)
    window.actions_by_name["your_company"].trigger()
    known = settings.profile(context)
    assert known is not None
    assert known.company == "Lytham Ltd"
    assert company.logo_of(context)
    before = documents.path
    qtbot.waitUntil(lambda: documents.path != before and documents.save.isEnabled(), timeout=30_000)
    assert documents.path is not None
    assert b"/Subtype /Image" in documents.path.read_bytes()


def test_the_logo_is_removed(qtbot: QtBot, window: MainWindow) -> None:
    made = BytesIO()
    Image.new("RGB", (40, 40), "navy").save(made, "PNG")
    context = window.open_deal.context
    company.set_company(context, "Kay", "Lytham", made.getvalue())
    dialog = CompanyDialog(context, window)
    assert dialog.lines["name"].text() == "Kay"
    dialog.show()
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.picture.text() == "No logo"
    QTest.keyClick(dialog.lines["name"], Qt.Key.Key_Return)
    assert company.logo_of(context) == b""
