"""A chart on the screen: seen, pointed at, walked with keys, opened, copied, saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing, Group, Rect
from reportlab.lib.colors import HexColor

from negotiator_desk.charts import fonts
from negotiator_desk.charts.chart import Chart, Mark, Table
from negotiator_desk.charts.palette import LIGHT
from negotiator_desk.charts.sketch import Sketch
from negotiator_desk.reports.page import ReportCanvas
from negotiator_desk.reports.reading import Pages
from negotiator_desk.ui.dialogs.chart_table import ChartTableDialog
from negotiator_desk.ui.drawing import LEAST_HEIGHT, ChartView, PainterRenderer
from negotiator_desk.ui.pictures import save_png, save_svg
from tests.charts.test_turned import needs_both

FIRST, SECOND = UUID(int=1), UUID(int=2)
TABLE = Table(("Bar", "Amount"), (("one", "1"), ("two", "2")))


def make(width: float, height: float, *, needs: float = 0) -> Chart:
    sketch = Sketch(LIGHT, width, max(height, needs), "Two bars <b>and a title</b>")
    sketch.rect(10, 10, 40, 20, "#FF0000")
    sketch.rect(100, 10, 40, 20, "#0000FF")
    sketch.mark(10, 10, 40, 20, "The first", FIRST)
    sketch.mark(100, 10, 40, 20, "The second <i>bar</i>", SECOND)
    sketch.mark(60, 10, 20, 20, "Nothing behind it")
    return sketch.chart(TABLE)


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    view = ChartView(make)
    qtbot.addWidget(view)
    view.resize(300, 150)
    view.show()
    qtbot.waitExposed(view)
    return view


def painted(drawing: Drawing, scale: float = 1) -> QImage:
    image = QImage(
        round(drawing.width * scale), round(drawing.height * scale), QImage.Format.Format_ARGB32
    )
    image.setDevicePixelRatio(scale)
    image.fill(QColor("white"))
    painter = QPainter(image)
    PainterRenderer(painter).paint(drawing)
    painter.end()
    return image


def test_shapes_lie_where_paper_has_them(qtbot: QtBot) -> None:
    image = painted(make(300, 150).drawing)
    # Reportlab counts from below, the screen from above.
    assert image.pixelColor(30, 130) == QColor("#FF0000")
    assert image.pixelColor(120, 130) == QColor("#0000FF")
    assert image.pixelColor(30, 60) == QColor("white")


@pytest.mark.parametrize("scale", [1.25, 2])
def test_crisp_at_every_scale(qtbot: QtBot, scale: float) -> None:
    image = painted(make(300, 150).drawing, scale)
    assert image.pixelColor(round(30 * scale), round(130 * scale)) == QColor("#FF0000")


def test_groups_move_what_they_hold(qtbot: QtBot) -> None:
    inner = Rect(0, 0, 10, 10, fillColor=HexColor("#00AA00"), strokeColor=None)
    drawing = Drawing(100, 100, Group(inner, transform=(1, 0, 0, 1, 50, 20)))
    image = painted(drawing)
    assert image.pixelColor(55, 75) == QColor("#00AA00")
    assert image.pixelColor(5, 95) == QColor("white")


def test_text_is_drawn_in_the_shipped_font(qtbot: QtBot) -> None:
    drawing = make(300, 150).drawing
    image = painted(drawing)
    inked = [x for x in range(300) for y in range(25) if image.pixelColor(x, y).lightness() < 120]
    assert inked
    assert max(inked) > 100


@needs_both
@pytest.mark.parametrize(
    "text",
    [
        "חברת Helios בע״מ (2026)",
        "דנה כהן: 45 days",
        "משה לוי · ליאור, 3 May",
        "محمد العلي · 45 %",
        "مثلاً شركة Helios للتجارة (2026)",
    ],
)
def test_letters_from_right_to_left_lie_where_paper_has_them(
    qtbot: QtBot, text: str, tmp_path: Path
) -> None:
    sketch = Sketch(LIGHT, 300, 60, "")
    sketch.text(250, 20, text, size=14, anchor="end")
    canvas = ReportCanvas(str(tmp_path / "x.pdf"), pagesize=(300, 60))
    renderPDF.draw(sketch.drawing, canvas, 0, 0)
    canvas.save()
    paper = read_page(tmp_path / "x.pdf")
    screen = columns(painted(sketch.drawing))
    places = [x for x in range(300) if screen[x] > 0.5]
    assert places[0] == pytest.approx(250 - fonts.text_width(fonts.drawable(text), 14), abs=3)
    assert places[-1] == pytest.approx(250, abs=3)
    shifted = (abs(a - b) for a, b in zip(screen, paper, strict=True))
    assert sum(shifted) < 0.35 * sum(paper)  # both smooth their edges, each in its own way


def columns(image: QImage) -> list[float]:
    """How much ink each column of a picture has, in pixels."""
    return [
        sum(1 - image.pixelColor(x, y).lightnessF() for y in range(image.height()))
        for x in range(image.width())
    ]


def read_page(path: Path) -> list[float]:
    pages = Pages(path)
    picture = pages.picture(0, 1)
    pages.close()
    form = QImage.Format.Format_RGB888
    return columns(QImage(picture.data, picture.width, picture.height, picture.stride, form))


def test_read_by_screen_readers(view: ChartView) -> None:
    assert view.accessibleName() == "Two bars <b>and a title</b>"
    assert view.accessibleDescription() == "Bar\tAmount\none\t1\ntwo\t2"


def test_keys_walk_the_marks_and_open_them(view: ChartView, qtbot: QtBot) -> None:
    opened: list[object] = []
    view.record_activated.connect(opened.append)
    view.setFocus()
    seen = []
    for key in (
        Qt.Key.Key_Right,
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_End,
        Qt.Key.Key_Home,
    ):
        qtbot.keyClick(view, key)
        seen.append(view.current.sentence if view.current else "")
    assert seen == [
        "The first",
        "The second <i>bar</i>",
        "The first",
        "Nothing behind it",
        "The first",
    ]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [FIRST]
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [FIRST]


def test_pointer_finds_marks_and_opens_them(view: ChartView, qtbot: QtBot) -> None:
    opened: list[object] = []
    view.record_activated.connect(opened.append)
    place = QPoint(120, view.height() - 20)
    assert view.marks_at(QPointF(place)) == [1]
    assert view.marks_at(QPointF(200, 20)) == []
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
    assert opened == [SECOND]


def crowd(*marks: tuple[float, float, UUID | None]) -> Callable[[float, float], Chart]:
    """A chart of marks by their middle, a size and a record, in the middle of which one points."""

    def make(width: float, height: float) -> Chart:
        sketch = Sketch(LIGHT, width, height, "Close together")
        for x, size, record in marks:
            sketch.mark(x - size / 2, 40 - size / 2, size, size, f"At {x} <b>", record)
        return sketch.chart(TABLE)

    return make


@pytest.fixture
def pointed(qtbot: QtBot) -> Callable[..., tuple[str, list[object]]]:
    """Point at a place and press there: what is said of it, and what is opened."""

    def act(maker: Callable[[float, float], Chart], x: int) -> tuple[str, list[object]]:
        view = ChartView(maker)
        qtbot.addWidget(view)
        view.resize(300, 150)
        opened: list[object] = []
        view.record_activated.connect(opened.append)
        place = QPoint(x, view.height() - 40)
        QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, QPoint()))
        told = QToolTip.text()
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
        return told, opened

    return act


def test_of_marks_side_by_side_the_nearest_is_meant(
    pointed: Callable[..., tuple[str, list[object]]],
) -> None:
    beside = crowd((100, 15, FIRST), (107, 15, SECOND))
    assert pointed(beside, 107) == ("<p>At 107 &lt;b&gt;</p>", [SECOND])
    assert pointed(beside, 100) == ("<p>At 100 &lt;b&gt;</p>", [FIRST])


def test_a_mark_without_a_record_does_not_hide_the_record_below(
    pointed: Callable[..., tuple[str, list[object]]],
) -> None:
    covered = crowd((100, 15, FIRST), (101, 10, None), (150, 60, SECOND))
    told, opened = pointed(covered, 101)
    assert told == "<p>At 101 &lt;b&gt;</p><p>At 100 &lt;b&gt;</p>"
    assert opened == [FIRST]
    assert pointed(covered, 140) == ("<p>At 150 &lt;b&gt;</p>", [SECOND])


def test_what_is_walked_to_is_seen(view: ChartView, qtbot: QtBot) -> None:
    before = view.grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.grab().toImage() != before


def test_chart_follows_the_size_and_asks_for_the_height_it_needs(qtbot: QtBot) -> None:
    asked: list[float] = []

    def high(width: float, height: float) -> Chart:
        asked.append(width)
        return make(width, height, needs=230)

    view = ChartView(high)
    qtbot.addWidget(view)
    view.resize(300, 100)
    view.show()
    qtbot.waitUntil(lambda: view.height() >= 230)
    view.resize(420, 240)
    assert view.chart.drawing.width == 420
    assert asked[-1] == 420


def test_small_again_when_the_data_needs_less(qtbot: QtBot) -> None:
    needs = [230.0]
    view = ChartView(lambda width, height: make(width, height, needs=needs[0]))
    qtbot.addWidget(view)
    view.resize(300, 240)
    assert view.minimumHeight() == 230
    needs[0] = 0
    view.refresh()
    assert view.minimumHeight() == LEAST_HEIGHT


def test_refresh_shows_new_data(view: ChartView, qtbot: QtBot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_End)

    def one(width: float, height: float) -> Chart:
        chart = make(width, height)
        return Chart(chart.drawing, chart.marks[:1], TABLE, "Now one")

    view._make = one
    view.refresh()
    assert view.accessibleName() == "Now one"
    assert view.current is None


def test_table_is_copied(view: ChartView) -> None:
    view.copy_table()
    assert QGuiApplication.clipboard().text() == TABLE.as_text()


def test_saved_as_picture_and_as_drawing(view: ChartView, tmp_path: Path) -> None:
    assert save_png(view.chart, tmp_path / "chart.png", view.palette().base().color())
    image = QImage(str(tmp_path / "chart.png"))
    assert (image.width(), image.height()) == (600, 300)
    assert image.pixelColor(60, 260) == QColor("#FF0000")
    assert save_svg(view.chart, tmp_path / "chart.svg", QColor("#202327"))
    text = (tmp_path / "chart.svg").read_text("utf-8")
    ElementTree.fromstring(text)
    assert text.index("#202327") < text.index("#ff0000")
    image = QImage(str(tmp_path / "chart.svg"))
    assert image.pixelColor(image.width() - 2, 2) == QColor("#202327")


def test_menu_offers_table_and_files(view: ChartView) -> None:
    texts = [action.text() for action in view.actions_offered()]
    assert texts == ["Show as table …", "Copy as table", "Save as PNG …", "Save as SVG …"]


def test_marks_without_a_record_do_nothing(qtbot: QtBot) -> None:
    maker: Callable[[float, float], Chart] = lambda width, height: Chart(  # noqa: E731
        Drawing(width, height), (Mark(box=(0, 0, 10, 10), sentence="x"),), TABLE, "t"
    )
    view = ChartView(maker)
    qtbot.addWidget(view)
    opened: list[object] = []
    view.record_activated.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert opened == []


HOSTILE = """</text><script>alert("&")</script> <b>'x'</b>"""


def test_a_hostile_title_is_text_in_svg_and_table(qtbot: QtBot, tmp_path: Path) -> None:
    sketch = Sketch(LIGHT, 600, 150, HOSTILE)
    chart = sketch.chart(Table((HOSTILE,), ((HOSTILE,),)))
    assert save_svg(chart, tmp_path / "chart.svg", QColor("white"))
    root = ElementTree.parse(tmp_path / "chart.svg").getroot()
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "script" not in names
    assert "b" not in names
    assert root.findtext("{http://www.w3.org/2000/svg}title") == HOSTILE
    dialog = ChartTableDialog(chart)
    qtbot.addWidget(dialog)
    assert dialog.table.item(0, 0).text() == HOSTILE
    header = dialog.table.horizontalHeaderItem(0)
    assert header is not None
    assert header.text() == HOSTILE


def test_the_columns_of_a_chart_as_a_table_are_as_wide_as_what_they_say(qtbot: QtBot) -> None:
    step, long = "From the last offer of ours to the signing", "word " * 80
    sketch = Sketch(LIGHT, 600, 150, "Steps")
    chart = sketch.chart(Table(("Step", "Amount", "Why"), ((step, "4,950,000 GBP", long),)))
    dialog = ChartTableDialog(chart)
    qtbot.addWidget(dialog)
    dialog.show()
    table, advance = dialog.table, dialog.table.fontMetrics().horizontalAdvance
    assert table.columnWidth(0) > advance(step)
    assert table.columnWidth(1) > advance("4,950,000 GBP")
    assert table.columnWidth(2) < advance(long)
    cell = table.item(0, 2)
    assert cell is not None
    assert long.strip() in cell.toolTip()
