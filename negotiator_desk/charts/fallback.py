"""Fonts of the system for Chinese, Japanese and Korean, which the shipped font does not hold."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

WIDE: Final = re.compile(
    "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U000323af]"
)
"""The characters that are looked for in fonts of the system: those that stand side by side."""

MOST: Final = 3
"""So many fonts are opened at most: one script each is more than a deal needs."""

_LARGEST: Final = 60_000_000

_KNOWN: Final = (
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


def _files() -> list[Path]:
    """The known fonts that are here, in the order in which they are tried."""
    found: dict[str, Path] = {}
    for folder in _folders():
        for place, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if name.lower() in _KNOWN:
                    found.setdefault(name.lower(), Path(place) / name)
    return [found[name] for name in _KNOWN if name in found]


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


_tried: list[Path] = []
_fonts: list[TTFont] = []


@cache
def _candidates() -> tuple[Path, ...]:
    return tuple(_files())


@cache
def font_for(code: int) -> str | None:
    """The registered name of a font of the system with this character; None where there is none."""
    if WIDE.match(chr(code)) is None:
        return None
    place = 0
    while True:
        if place < len(_fonts):
            if code in _fonts[place].face.charWidths:
                name: str = _fonts[place].fontName
                return name
            place += 1
            continue
        waiting = [path for path in _candidates() if path not in _tried]
        if not waiting or len(_fonts) == MOST:
            return None
        _tried.append(waiting[0])
        font = _opened(waiting[0])
        if font is not None:
            _fonts.append(font)


def width_of(code: int) -> float | None:
    """The width of a character in thousandths of the size; None where no font has it."""
    name = font_for(code)
    return None if name is None else float(pdfmetrics.getFont(name).face.charWidths[code])
