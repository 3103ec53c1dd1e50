"""Two wordings of a term laid over each other, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QTextEdit, QVBoxLayout, QWidget

from negotiator_desk.domain.worddiff import word_diff
from negotiator_desk.wording.formats import visible
from negotiator_desk.wording.terms import difference_words

if TYPE_CHECKING:
    from negotiator_desk.ui.theme import Theme

MOST_LINES: Final = 8


class DiffBox(QWidget):
    """Added words are underlined, those taken out struck through; the same is said in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[str, str] | None = None
        self.title = QLabel(self)
        self.title.setProperty("role", "label")
        self.title.setWordWrap(True)
        self.text = QTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setProperty("role", "caption")
        self.said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self.title, self.text, self.said):
            column.addWidget(widget)
        theme.changed.connect(self._draw)

    def show_wordings(self, title: str, wordings: tuple[str, str] | None) -> None:
        """Show what became of the first wording in the second; None shows nothing."""
        self.setVisible(wordings is not None)
        self.title.setText(title)
        if wordings != self._shown:
            self._shown = wordings
            self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        pieces = word_diff(*self._shown)
        tokens = self._theme.tokens
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        before = ""
        for piece in pieces:
            if before == "removed" and piece.kind == "added":
                cursor.insertText("\u2009", QTextCharFormat())  # the two must not look like one
            before = piece.kind
            form = QTextCharFormat()
            form.setForeground(QColor(tokens.ink))
            if piece.kind == "added":
                form.setForeground(QColor(tokens.protected))
                form.setFontUnderline(True)
            elif piece.kind == "removed":
                form.setForeground(QColor(tokens.lost))
                form.setFontStrikeOut(True)
            cursor.insertText(visible(piece.text), form)
        words = visible(difference_words(pieces))
        self.said.setText(words)
        self.text.setAccessibleName(self.title.text())
        self.text.setAccessibleDescription(words)
        height = self.text.fontMetrics().lineSpacing()
        lines = min(MOST_LINES, 2 + sum(len(piece.text) for piece in pieces) // 45)
        self.text.setFixedHeight(height * lines + 14)
