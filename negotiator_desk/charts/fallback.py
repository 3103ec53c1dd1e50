"""Fonts of the system for the scripts that the shipped font does not hold."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

WIDE: Final = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af]"
)
"""Chinese, Japanese and Korean: characters that stand side by side."""

_HEBREW_AND_ARABIC: Final = (
    "\u0590-\u061b\u061d-\u06ff\u0750-\u077f\u0870-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
)

RIGHT_TO_LEFT: Final = re.compile(f"[{_HEBREW_AND_ARABIC}]")
"""Hebrew and Arabic, with their marks, signs and digits."""

JOINERS: Final = "\u200c\u200d"
"""The non-joiner and the joiner."""

DIRECTION_MARKS: Final = "\u200e\u200f\u061c"
"""Marks that act as a Latin, a Hebrew and an Arabic letter on what is beside them."""

SHAPING: Final = JOINERS + DIRECTION_MARKS
"""The characters of no width that say how letters join and which way they run."""

TURNED: Final = re.compile(f"[{_HEBREW_AND_ARABIC}{SHAPING}]")
"""Hebrew and Arabic, and what shapes them."""

BEYOND: Final = re.compile("[^\u0000-\u058f\u1e00-\u1fff\u2010-\u2e7f]")
"""What stands outside of Latin, Greek, Cyrillic and the usual signs: a quick look for others."""

MOST: Final = 3
"""So many fonts are opened at most for each kind: one script each is more than a deal needs."""

_LARGEST: Final = 60_000_000

_WIDE_FONTS: Final = (
    # Windows
    "msyh.ttc",
    "simsun.ttc",
    "msgothic.ttc",
    "meiryo.ttc",
    "msjh.ttc",
    "malgun.ttf",
    # macOS
    "arial unicode.ttf",
    "stheiti light.ttc",
    "songti.ttc",
    # Linux
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
    "droidsansfallbackfull.ttf",
    "droidsansfallback.ttf",
    "uming.ttc",
    "ipaexg.ttf",
    "ipag.ttf",
    "takaogothic.ttf",
    "vl-gothic-regular.ttf",
    "nanumgothic.ttf",
    "unbatang.ttf",
)
"""File names of fonts with TrueType outlines, the best known first. Those with PostScript outlines,
such as most of Noto CJK, cannot be put into a PDF here."""

_TURNED_FONTS: Final = {
    # Windows; macOS has some of them and names the bold ones in another way
    "segoeui.ttf": ("segoeuib.ttf",),
    "tahoma.ttf": ("tahomabd.ttf", "tahoma bold.ttf"),
    "arial.ttf": ("arialbd.ttf", "arial bold.ttf"),
    # macOS
    "arial unicode.ttf": (),
    "arialhb.ttc": (),
    # Linux
    "notosanshebrew-regular.ttf": ("notosanshebrew-bold.ttf",),
    "notosansarabic-regular.ttf": ("notosansarabic-bold.ttf",),
    "notosanshebrew[wght].ttf": (),
    "notosansarabic[wght].ttf": (),
    "dejavusans.ttf": ("dejavusans-bold.ttf",),
    "liberationsans-regular.ttf": ("liberationsans-bold.ttf",),
    "freesans.ttf": ("freesansbold.ttf",),
}
"""The same for Hebrew and Arabic, each with the names of its bold one."""


def _folders() -> Iterator[Path]:
    home = Path("~").expanduser()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield Path("/System/Library/Fonts")
        yield Path("/Library/Fonts")
        yield home / "Library/Fonts"
    else:
        yield Path("/usr/share/fonts")
        yield Path("/usr/local/share/fonts")
        yield home / ".local/share/fonts"


@cache
def _files() -> Mapping[str, Path]:
    """The known fonts that are here, by their names."""
    bold = (name for names in _TURNED_FONTS.values() for name in names)
    known = {*_WIDE_FONTS, *_TURNED_FONTS, *bold}
    found: dict[str, Path] = {}
    for folder in _folders():
        for place, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if name.lower() in known:
                    found.setdefault(name.lower(), Path(place) / name)
    return found


def _opened(path: Path) -> TTFont | None:
    """A font that reportlab can embed and whose maker allows it; None for any other."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        font = TTFont(f"Desk-{path.stem}", str(path))
        allowed = int.from_bytes(font.face.get_table("OS/2")[8:10], "big")
    except (OSError, TTFError, ValueError, LookupError, ArithmeticError, TypeError):
        return None
    if allowed & 0x000E == 0x0002:  # restricted: not to be embedded
        return None
    pdfmetrics.registerFont(font)
    return font


class _Shelf:
    """Fonts of one kind, opened in their order when those before them lack a character."""

    def __init__(self, names: Iterable[str]) -> None:
        self._waiting = list(names)
        self._fonts: list[tuple[str, TTFont]] = []

    def first(self, codes: Iterable[int]) -> tuple[str, TTFont] | None:
        """The first font with all of these characters, and the name of its file."""
        wanted = set(codes)
        place = 0
        while True:
            if place == len(self._fonts) and not self._open_next():
                return None
            if wanted <= self._fonts[place][1].face.charWidths.keys():
                return self._fonts[place]
            place += 1

    def _open_next(self) -> bool:
        while self._waiting and len(self._fonts) < MOST:
            name = self._waiting.pop(0)
            path = _files().get(name)
            font = None if path is None else _opened(path)
            if font is not None:
                self._fonts.append((name, font))
                return True
        return False


_wide: Final = _Shelf(_WIDE_FONTS)
_turned: Final = _Shelf(_TURNED_FONTS)


@cache
def font_for(code: int, *, bold: bool = False) -> str | None:
    """The registered name of a font of the system with this character; None where there is none.

    A letter that joins must be there in all its forms, and be found in bold, in one font.
    """
    if WIDE.match(chr(code)) is not None:
        found = _wide.first((code,))
    elif RIGHT_TO_LEFT.match(chr(code)) is not None:
        from negotiator_desk.charts.joining import signs_of

        signs = signs_of(chr(code))
        found = _turned.first(map(ord, signs)) if signs else None
        if bold and found is not None:
            found = (found[0], _bold_of(found[0], signs) or found[1])
    else:
        return None
    return None if found is None else str(found[1].fontName)


@cache
def _bold_font(name: str) -> TTFont | None:
    paths = (_files().get(each) for each in _TURNED_FONTS[name])
    return next((font for path in paths if path and (font := _opened(path))), None)


def _bold_of(name: str, signs: str) -> TTFont | None:
    """The bold font beside one, when it has the same signs."""
    font = _bold_font(name)
    return (
        font if font is not None and set(map(ord, signs)) <= font.face.charWidths.keys() else None
    )


def width_of(code: int) -> float | None:
    """The width of a character in thousandths of the size; None where no font has it."""
    name = font_for(code)
    return None if name is None else float(pdfmetrics.getFont(name).face.charWidths[code])
