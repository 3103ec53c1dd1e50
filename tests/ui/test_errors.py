"""An error nobody foresaw: in the log, and said once with the way to it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from negotiator_desk.ui.errors import ErrorReporter

from .desk import answer, settle


def test_an_unexpected_error_is_logged_and_said_once(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    reporter = ErrorReporter(tmp_path / "desk.log")
    reporter.install()
    said: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert dialog.textFormat() == Qt.TextFormat.PlainText
        said.append(dialog.informativeText())
        dialog.accept()

    answer(read)
    for text in ("<b>first</b>", "second"):
        try:
            raise ValueError(text)
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)
        qtbot.wait(200)
    settle()
    assert len(said) == 1
    assert "<b>first</b>" in said[0]
    assert str(tmp_path / "desk.log") in said[0]
    assert caplog.text.count("Traceback") == 2
