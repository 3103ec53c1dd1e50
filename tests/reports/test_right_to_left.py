"""Documents with Hebrew and Arabic names: found again in the file, and no secret slips through."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from negotiator_desk.charts import fallback, fonts
from negotiator_desk.domain.control import diagnose
from negotiator_desk.models.before import CorridorRevision, Stakeholder
from negotiator_desk.models.deal import Deal, Snapshot
from negotiator_desk.reports.context import Context
from negotiator_desk.reports.document import Document, Wish, make_sheet, write
from negotiator_desk.reports.editions import EDITIONS, write_edition
from negotiator_desk.reports.layout import Text
from negotiator_desk.reports.page import Sheet
from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.reports.shown import Shown, guarded
from negotiator_desk.reports.text import BODY
from negotiator_desk.wording.formats import Formats
from negotiator_desk.wording.refusals import Refusal
from tests.charts.test_turned import needs_both

pytestmark = needs_both

DAY = date(2026, 11, 22)
TITLES = ("שדרוג קווי הייצור בחיפה", "تحديث خطوط الإنتاج", "نوسازی خط تولید می‌شود")
PEOPLE = ("דנה", "משה", "محمد", "فاطمة", "ژاله", "چنگیز", "يحيى", "Ida", "אבי")


def renamed(sample: Snapshot, title: str) -> Snapshot:
    people = tuple(
        replace(person, name=name) for person, name in zip(sample.stakeholders, PEOPLE, strict=True)
    )
    deal = replace(sample.deal, title=title, buyer="חברת Helios בע״מ (2026)")
    return replace(sample, deal=deal, stakeholders=people)


def context(snapshot: Snapshot) -> Context:
    return Context(snapshot, diagnose(snapshot, DAY), Formats("en_GB"))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_names_are_found_in_the_file(
    edition: str, title: str, sample: Snapshot, tmp_path: Path
) -> None:
    path, deal = tmp_path / "x.pdf", renamed(sample, title)
    write_edition(edition, path, context(deal), Wish(generated_on=DAY))
    read = read_pdf(path)
    about = deal.deal.buyer if edition == "dossier" else title
    text = " ".join(" ".join(read.pages).split())
    assert fonts.BOX not in text
    if edition != "dossier":
        assert title.replace("\u200c", "") in text.replace("\u200c", "")
    if edition == "control-gap":
        for name in PEOPLE:
            assert name in text
    assert about in read.metadata[0]
    assert not set("".join((*read.bookmarks, *read.metadata))) & set(fallback.DIRECTION_MARKS)
    document = pypdfium2.PdfDocument(path)
    try:
        assert about in document.get_metadata_dict()["Title"]
    finally:
        document.close()


def test_a_bookmark_is_in_the_order_of_its_reading(tmp_path: Path) -> None:
    title = "חברת Helios בע״מ, 45 (2026)"
    write(
        tmp_path / "x.pdf",
        document([Text(title, BODY, outline=0)], Snapshot(deal=Deal(id=UUID(int=1)))),
    )
    assert read_pdf(tmp_path / "x.pdf").bookmarks == (title,)


def document(blocks: list[Text], snapshot: Snapshot) -> Document:
    sheet: Sheet = make_sheet(context(snapshot), Wish(generated_on=DAY), "Test", "test")
    return Document(sheet, blocks)


WORDS = ("סוד", "כמוס", "מחיר", "الحد", "الأدنى", "لأن", "می‌رود", "Helios", "1999", "(ניר)")


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=4, max_size=9),
    before=st.sampled_from(("", "They said: ", "הם אמרו ", "a · ", "x " * 40)),
    after=st.sampled_from(("", " and left.", " · 45 %", " אמר, 7", " z" * 50)),
    indent=st.sampled_from((0.0, 250.0, 400.0)),
)
def test_no_secret_is_missed_in_what_was_drawn(
    words: list[str], before: str, after: str, indent: float, tmp_path: Path
) -> None:
    """The texts that are searched before are passed by: only the finished file gives it away."""
    opinion = " ".join(words)
    person = Stakeholder(id=UUID(int=2), name="Ida", opinion=opinion)
    snapshot = Snapshot(deal=Deal(id=UUID(int=1)), stakeholders=(person,))
    page = document([Text(f"{before}{opinion}{after}", BODY, indent=indent)], snapshot)
    with pytest.raises(Refusal, match="Opinion"):
        write(tmp_path / "x.pdf", guarded(page, Shown(context(snapshot), {})))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "said", ["1.25 M", "1,250,900", "١٬٢٥٠٬٩٠٠", "1 250 900", "1250.9 k", "۱۲۵۰۹۰۰"]
)
@pytest.mark.parametrize("around", ["לא פחות מ {} עבור הכול", "ليس أقل من {} لكل شيء", "דנה: {}"])
def test_no_amount_is_missed_between_letters_from_right_to_left(
    said: str, around: str, tmp_path: Path
) -> None:
    amount = Decimal("1250000" if "M" in said else "1250900")
    floor = CorridorRevision(id=UUID(int=2), walk_away=amount)
    snapshot = Snapshot(deal=Deal(id=UUID(int=1)), corridor=(floor,))
    for indent in (0.0, 420.0):
        page = document([Text(around.format(said), BODY, indent=indent)], snapshot)
        with pytest.raises(Refusal, match="Walk-away"):
            write(tmp_path / "x.pdf", guarded(page, Shown(context(snapshot), {})))
    assert list(tmp_path.iterdir()) == []
