"""Our company's logo: only a sound, small picture is kept, and it is printed on every document."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from negotiator_desk.dealfile.archive import read_file
from negotiator_desk.domain.control import diagnose
from negotiator_desk.reports.context import Context as Material
from negotiator_desk.reports.document import Wish
from negotiator_desk.reports.editions import EDITIONS, write_edition
from negotiator_desk.reports.logo import MOST_BYTES, MOST_PIXELS
from negotiator_desk.services import company, settings
from negotiator_desk.services.context import Context
from negotiator_desk.services.documents import wish_of
from negotiator_desk.store.leftovers import find_leftovers
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.refusals import Refusal
from negotiator_desk.wording.resources import resource_path
from tests.store.making import Clock, a_desk

DAY = date(2026, 11, 22)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    desk = a_desk(tmp_path)
    yield Context(desk, Clock())
    desk.close()


def picture(kind: str, size: tuple[int, int] = (300, 90), mode: str = "RGB") -> bytes:
    made = BytesIO()
    Image.new(mode, size, 40 if mode in ("L", "P") else None).save(made, kind)
    return made.getvalue()


def put(folder: Path, data: bytes, name: str = "logo.png") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is huge, in few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * 64))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK")],
)
def test_a_sound_picture_is_kept_as_a_plain_png(
    context: Context, tmp_path: Path, kind: str, mode: str
) -> None:
    logo = company.read_logo(put(tmp_path, picture(kind, mode=mode)))
    company.set_company(context, " Kay Moe ", "Lytham Ltd", logo)
    assert company.logo_of(context) == logo
    known = settings.profile(context)
    assert known is not None
    assert (known.name, known.company) == ("Kay Moe", "Lytham Ltd")
    with Image.open(BytesIO(logo)) as kept:
        assert (kept.format, kept.mode) == ("PNG", "RGB")
        assert kept.size == (300, 90)
    company.set_company(context, "Kay Moe", "Lytham Ltd", b"")
    assert company.logo_of(context) == b""


def test_what_a_camera_adds_is_not_kept(tmp_path: Path) -> None:
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at the office"
    exif[0x0112] = 6  # lies on its side
    Image.new("RGB", (300, 90)).save(made, "JPEG", exif=exif)
    logo = company.read_logo(put(tmp_path, made.getvalue(), "photo.jpg"))
    assert b"office" not in logo
    with Image.open(BytesIO(logo)) as kept:
        assert kept.size[0] < kept.size[1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither a PNG nor a JPEG"),
        (picture("GIF"), "neither a PNG nor a JPEG"),
        (b"", "neither a PNG nor a JPEG"),
        (picture("PNG")[:60], "no whole picture"),
        (picture("JPEG")[:200], "no whole picture"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 500, "no whole picture"),
        (picture("PNG") + b"\0" * MOST_BYTES, "at most 2 MB"),
        (bomb(MOST_PIXELS + 1, 10), "4001 × 10 pixels"),
        (bomb(60_000, 60_000), "far more pixels"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(
    context: Context, tmp_path: Path, data: bytes, said: str
) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        company.read_logo(put(tmp_path, data))
    assert "logo.png" in refused.value.text
    assert company.logo_of(context) == b""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "logo.png")
    with pytest.raises(Refusal, match="is no file"):
        company.read_logo(tmp_path / "logo.png")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        company.read_logo(tmp_path / "none.png")


def test_the_logo_is_no_leftover_until_it_is_replaced(context: Context, tmp_path: Path) -> None:
    first, second = (
        company.read_logo(put(tmp_path, picture("PNG", size))) for size in ((20, 20), (30, 20))
    )
    company.set_company(context, "", "Lytham", first)
    left = context.desk._read(find_leftovers)
    assert left.blobs == ()
    company.set_company(context, "", "Lytham", second)
    assert len(context.desk._read(find_leftovers).blobs) == 1


@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_every_edition_shows_the_logo_once_and_has_the_same_bytes(
    context: Context, tmp_path: Path, edition: str
) -> None:
    logo = company.read_logo(put(tmp_path, picture("PNG", (1200, 300))))
    company.set_company(context, "Kay Moe", "Lytham Ltd", logo)
    wish = wish_of(context, "a4")
    assert (wish.company, wish.logo) == ("Lytham Ltd", logo)
    sample = read_file(resource_path("sample/deal.json")).snapshot
    material = Material(sample, diagnose(sample, DAY), Formats("en_GB"))
    written = []
    for name in ("a.pdf", "b.pdf"):
        wish = Wish(generated_on=DAY, company="Lytham Ltd", logo=logo)
        write_edition(edition, tmp_path / name, material, wish)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"/Subtype /Image") == 1
