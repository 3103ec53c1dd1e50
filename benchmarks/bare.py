"""The least a window of this kind costs: PySide6, SQLAlchemy, one empty QMainWindow, painted."""

import json

import sqlalchemy  # noqa: F401 - its import is part of what is compared
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from typing_extensions import override


class Window(QMainWindow):
    """Says once that it was painted, and ends."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as Qt does."""
        super().paintEvent(event)
        QTimer.singleShot(0, self._painted)

    def _painted(self) -> None:
        print(json.dumps({"painted": True}), flush=True)
        self.close()


if __name__ == "__main__":
    application = QApplication([])
    window = Window()
    window.resize(1280, 800)
    window.show()
    application.exec()
