"""What each document says of itself: title, author, language, bookmarks, fonts, the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace

from negotiator_desk.dealfile.archive import read_file
from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.choices import Origin
from negotiator_desk.models.deal import Snapshot
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Wish, write
from negotiator_desk.reports.editions import EDITIONS, write_edition
from negotiator_desk.reports.portfolio import portfolio
from negotiator_desk.wording.documents import PORTFOLIO, edition_name
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.report import creator
from negotiator_desk.wording.resources import resource_path
from tests.reports.looking import outline_of

DAY = date(2026, 11, 22)
EVERY = (*EDITIONS, PORTFOLIO)
SAMPLE = resource_path("sample/deal.json")


def sample() -> Snapshot:
    return read_file(SAMPLE).snapshot


def put(edition: str, path: Path, deal: Snapshot, locale: str = "en_GB") -> Path:
    diagnosis, formats = diagnose(deal, DAY), Formats(locale)
    wish = Wish(generated_on=DAY, company="Lytham Ltd")
    if edition == PORTFOLIO:
        write(path, portfolio([(deal, diagnosis)], (), formats, DAY, wish))
    else:
        write_edition(edition, path, Context(deal, diagnosis, formats), wish)
    return path


@pytest.mark.parametrize("edition", EVERY)
def test_title_author_language_and_day(edition: str, tmp_path: Path) -> None:
    deal = sample()
    path = put(edition, tmp_path / "x.pdf", deal, "de_AT")
    document = pypdfium2.PdfDocument(path)
    try:
        about = document.get_metadata_dict()
    finally:
        document.close()
    of = {PORTFOLIO: "", "dossier": f": {deal.deal.buyer}"}.get(edition, f": {deal.deal.title}")
    assert about["Title"] == edition_name(edition) + of
    assert about["Author"] == "Lytham Ltd"
    assert about["CreationDate"].startswith("D:20261122")
    # What is under control is said of one deal, and to nobody at the buyer's.
    assert ("under control" in about["Subject"]) == (edition == "control-gap")
    # Figures as in Austria, sentences in English: that is the language to be read aloud in.
    assert b"/Lang (en-GB)" in path.read_bytes()
    assert b"/Lang (en-US)" in put(edition, path, deal, "en_US").read_bytes()
    assert len(outline_of(path)) >= 3


def test_a_stranger_is_no_author(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    deal = sample()
    for origin, author in ((Origin.OWN, deal.deal.supplier), (Origin.PUBLIC_RECORD, creator())):
        one = replace(deal, deal=replace(deal.deal, origin=origin))
        context = Context(one, diagnose(one, DAY), Formats("en_GB"))
        for edition in EDITIONS:
            write_edition(edition, path, context, Wish(generated_on=DAY))
            document = pypdfium2.PdfDocument(path)
            assert document.get_metadata_dict()["Author"] == author
            document.close()


@pytest.mark.parametrize("edition", EVERY)
def test_every_font_that_is_named_is_in_the_file(edition: str, tmp_path: Path) -> None:
    deal = sample()
    mixed = replace(deal, deal=replace(deal.deal, buyer="北海道 Ωmega Ґ"))
    data = put(edition, tmp_path / "x.pdf", mixed).read_bytes()
    named = set(re.findall(rb"/BaseFont /(\S+)", data))
    assert named
    assert all(re.fullmatch(rb"[A-Z]{6}\+\S+", name) for name in named), named
    assert data.count(b"/FontFile2 ") == data.count(b"/Type /FontDescriptor")


def test_same_deal_and_day_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    program = "import sys; from tests.reports.test_of_itself import main; main(sys.argv[1])"
    found = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        env = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", program, str(folder)], check=True, env=env)
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert set(found[0]) == {f"{edition}.pdf" for edition in EVERY}
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []


def main(folder: str) -> None:
    """Write every document of the sample into a folder."""
    for edition in EVERY:
        put(edition, Path(folder) / f"{edition}.pdf", sample())
