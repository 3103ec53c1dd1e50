"""The company's logo: a picture checked before it is kept, and drawn small on the first page."""

from __future__ import annotations

import warnings
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from negotiator_desk.wording import company as words
from negotiator_desk.wording.refusals import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 4_000
"""The most a picture may have on either side."""

HIGH: Final = 22.0
"""The most height that the logo takes on paper, in points."""

WIDE: Final = 150.0
"""The most width."""

_KEPT: Final = (1_200, 200)
"""A larger picture is made smaller before it is kept: paper shows no more than this."""

_HEADS: Final = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


def cleaned_logo(data: bytes, name: str) -> bytes:
    """The picture as it is kept: a plain PNG on white, small enough, without what cameras add.

    Args:
        data: the content of the file.
        name: what the file is called, for the sentence.

    Raises:
        Refusal: it is no whole PNG or JPEG, or larger than what is kept.
    """
    if len(data) > MOST_BYTES:
        raise Refusal(words.logo_too_large(name, len(data), MOST_BYTES))
    kind = next((kind for head, kind in _HEADS.items() if data.startswith(head)), "")
    if not kind:
        raise Refusal(words.logo_of_other_type(name))
    image = _decoded(data, kind, name)
    made = BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _decoded(data: bytes, kind: str, name: str) -> Image:
    from PIL import Image as pillow  # noqa: N813
    from PIL import ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pillow.open(BytesIO(data), formats=(kind,)) as opened:
                width, height = opened.size  # read from the head; nothing is decoded yet
                if max(width, height) > MOST_PIXELS:
                    raise Refusal(words.logo_too_wide(name, width, height, MOST_PIXELS))
                turned = ImageOps.exif_transpose(opened)
                image = turned.convert("RGBA")
    except (pillow.DecompressionBombError, pillow.DecompressionBombWarning):
        # So many that Pillow does not say how many.
        raise Refusal(words.logo_far_too_wide(name, MOST_PIXELS)) from None
    except (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, MemoryError, Warning):
        raise Refusal(words.logo_damaged(name)) from None
    image.thumbnail(_KEPT)
    white = pillow.new("RGBA", image.size, "white")
    white.alpha_composite(image)
    return white.convert("RGB")


@lru_cache(maxsize=4)
def _reader(data: bytes) -> Any:
    from reportlab.lib.utils import ImageReader

    return ImageReader(BytesIO(data))


def draw_logo(canvas: Any, data: bytes, right: float, bottom: float) -> None:
    """Draw a logo that was cleaned, its lower right corner at a place."""
    reader = _reader(data)
    width, height = reader.getSize()
    scale = min(HIGH / height, WIDE / width)
    wide, high = width * scale, height * scale
    canvas.drawImage(reader, right - wide, bottom, wide, high)
