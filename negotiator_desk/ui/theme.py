"""The look as data: colour tokens for light and dark, sizes, and the theme that is in force."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from negotiator_desk.charts import palette

Mode = Literal["system", "light", "dark"]


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of one theme, each named by what it means.

    ``edge`` outlines what can be typed into or pressed, ``selection`` lies under selected text and
    rows, ``hover`` under the pointer, ``on_accent`` is the text on a primary button.
    """

    surface: str
    raised: str
    ink: str
    muted: str
    line: str
    accent: str
    protected: str
    exposed: str
    lost: str
    edge: str
    selection: str
    hover: str
    on_accent: str


def _tokens(shared: palette.Palette, *, surface: str, **own: str) -> Tokens:
    """The tokens of a theme: what the charts share, and what only widgets need."""
    return Tokens(
        surface=surface,
        raised=shared.ground,
        ink=shared.ink,
        muted=shared.muted,
        line=shared.line,
        accent=shared.accent,
        protected=shared.protected,
        exposed=shared.exposed,
        lost=shared.lost,
        **own,
    )


LIGHT: Final = _tokens(
    palette.LIGHT,
    surface="#F7F7F5",
    edge="#C3C7CE",
    selection="#EAF0FD",
    hover="#F0F1F3",
    on_accent="#FFFFFF",
)

DARK: Final = _tokens(
    palette.DARK,
    surface="#17191C",
    edge="#4A515B",
    selection="#26304E",
    hover="#2A2E34",
    on_accent="#17191C",
)

TEXT_PAIRS: Final = (
    ("on_accent", "accent"),
    *(
        (text, ground)
        for text in ("ink", "muted", "accent", "protected", "exposed", "lost")
        for ground in ("surface", "raised", "selection", "hover")
    ),
)
"""Every pair of text and ground that the program shows; each has a contrast of 4.5 : 1 or more."""


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """Text sizes in logical pixels; spacing, corners and hairlines follow the same factor."""

    factor: float = 1.0
    title: int = 20
    section: int = 15
    body: int = 13
    caption: int = 11

    def px(self, length: float) -> int:
        """A length of the design in logical pixels of this desktop."""
        return max(1, round(length * self.factor))


def sizes_for(body_px: float) -> Sizes:
    """The sizes that go with the body size of the desktop's own font.

    Desktops differ by a pixel or two at 100 % (Windows 12, macOS 13, GNOME 14.7): these all count
    as 100 %. Beyond that the reader has asked for larger or smaller text and gets it everywhere.
    The scaling of the screen (100 % to 200 %) is Qt's device pixel ratio and needs nothing here.
    """
    factor = 1.0 if 11 <= body_px <= 15 else min(2.0, max(0.85, body_px / 13))
    return Sizes(
        factor=factor,
        title=round(20 * factor),
        section=round(15 * factor),
        body=round(13 * factor),
        caption=round(11 * factor),
    )


def sizes_now() -> Sizes:
    """The sizes that go with the program's font, for what is handed no theme."""
    return sizes_for(QFontInfo(QApplication.font()).pixelSize())


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        def linear(channel: float) -> float:
            return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

        red, green, blue = (linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def score_meaning(score: Fraction | None) -> Literal["muted", "protected", "exposed", "lost"]:
    """The token that a score takes its colour from, by the limits of the checks."""
    meaning = palette.score_meaning(score)
    return meaning if meaning in ("protected", "exposed", "lost") else "muted"


def palette_of(tokens: Tokens) -> QPalette:
    """The tokens as a Qt palette, for everything that the stylesheet does not reach."""
    role = QPalette.ColorRole
    made = QPalette()
    for target, colour in (
        (role.Window, tokens.surface),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.raised),
        (role.AlternateBase, tokens.surface),
        (role.Text, tokens.ink),
        (role.Button, tokens.raised),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.lost),
        (role.Highlight, tokens.selection),
        (role.HighlightedText, tokens.ink),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.PlaceholderText, tokens.muted),
        (role.ToolTipBase, tokens.raised),
        (role.ToolTipText, tokens.ink),
        (role.Light, tokens.raised),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
    ):
        made.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.muted))
    return made


class Theme(QObject):
    """The theme in force: follows the system, or is kept light or dark."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        self.tokens = LIGHT
        info = QFontInfo(app.font())
        self.sizes = sizes_for(info.pixelSize())
        self._applied: Tokens | None = None
        app.setStyle("Fusion")
        app.setFont(self._font())
        app.styleHints().colorSchemeChanged.connect(self._on_system)
        self._apply()

    @property
    def mode(self) -> Mode:
        """What was asked for; ``dark`` says what came of it."""
        return self._mode

    @property
    def dark(self) -> bool:
        """Whether the dark tokens are in force."""
        return self.tokens is DARK

    @property
    def selection(self) -> str:
        """The ground of selected rows."""
        return self.tokens.selection

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or keep to light or dark."""
        self._mode = mode
        self._apply()

    def colour(self, token: str) -> QColor:
        """A token of the theme in force as a colour to paint with."""
        return QColor(getattr(self.tokens, token))

    def score_colour(self, score: Fraction | None) -> str:
        """The colour of a score of 0 to 100; muted where there is none."""
        colour: str = getattr(self.tokens, score_meaning(score))
        return colour

    def _font(self) -> QFont:
        font = QFont(self._app.font())
        font.setPixelSize(self.sizes.body)
        # Figures of one width, so that columns of amounts line up in every list and field.
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _wanted(self) -> Tokens:
        if self._mode != "system":
            return DARK if self._mode == "dark" else LIGHT
        scheme = self._app.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT

    def _on_system(self) -> None:
        self._apply()

    def _apply(self) -> None:
        from negotiator_desk.ui.style import stylesheet

        hints = self._app.styleHints()
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        # Asking for a scheme also turns the frame of the window, where the system draws it.
        hints.setColorScheme(schemes.get(self._mode, Qt.ColorScheme.Unknown))
        tokens = self._wanted()
        if tokens is self._applied:
            return
        self._applied = self.tokens = tokens
        self._app.setPalette(palette_of(tokens))
        self._app.setStyleSheet(stylesheet(tokens, self.sizes))
        self.changed.emit()
