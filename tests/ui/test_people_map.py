"""The map of people in the real window: drag, keys, lines, zoom, pictures, the list behind it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QToolButton, QToolTip
from pytestqt.qtbot import QtBot

from negotiator_desk.domain.people import Axis
from negotiator_desk.models.before import Influence, Stakeholder
from negotiator_desk.models.choices import InfluenceKind
from negotiator_desk.services import deals, records
from negotiator_desk.ui.main_window import MainWindow
from negotiator_desk.ui.pages.people_map import PeopleMap
from negotiator_desk.ui.widgets.map_frame import MapFrame

from .desk import answer, settle, stored, view_of

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


def shown_map(window: MainWindow) -> PeopleMap:
    view = view_of(window, "map")
    assert isinstance(view, PeopleMap)
    return view


@pytest.fixture
def page(window: MainWindow) -> PeopleMap:
    """The map of the sample deal."""
    QTest.mouseClick(window.welcome.sample, LEFT)
    settle()
    return shown_map(window)


def frame_of(page: PeopleMap) -> MapFrame:
    assert page.frame is not None
    return page.frame


def person(page: PeopleMap, name: str) -> Stakeholder:
    return next(each for each in stored(page).stakeholders if each.name == name)


def cell(page: PeopleMap, column: int | None, row: int | None) -> QPoint:
    """A place in a cell of the map."""
    view = frame_of(page).view
    layout = view.layout_shown
    assert layout is not None
    across, up = layout.cell_of(column, row)
    return view.mapFromScene(QPointF(across.middle, layout.height - up.middle - 3))


def drag(
    page: PeopleMap, start: QPoint, end: QPoint, *, let_go: bool = True, held: Qt.Key | None = None
) -> None:
    port = frame_of(page).view.viewport()
    keys = Qt.KeyboardModifier.ShiftModifier if held else Qt.KeyboardModifier.NoModifier
    QTest.mousePress(port, LEFT, keys, start)
    QTest.mouseMove(port, start + QPoint(4, 4))
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    if let_go:
        QTest.mouseRelease(port, LEFT, keys, end)
    settle()


def press(page: PeopleMap, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(frame_of(page).list, key)
    settle()


def place(page: PeopleMap, name: str) -> QPoint:
    return frame_of(page).view.place_of(person(page, name).id)


def test_everybody_stands_on_the_map_with_a_title_that_tells(page: PeopleMap) -> None:
    layout = frame_of(page).view.layout_shown
    assert layout is not None
    assert set(layout.spots) == {each.id for each in stored(page).stakeholders}
    assert page.title.text() == "2 of 4 people with power 4 or more are against us"
    assert layout.unnamed == 0
    assert not page.hint.isVisible()


def test_dragging_sets_both_values_in_one_step(page: PeopleMap, window: MainWindow) -> None:
    before = stored(page)
    assert (person(page, "Piers Calloway").power, person(page, "Piers Calloway").stance) == (4, -1)
    drag(page, place(page, "Piers Calloway"), cell(page, 1, 2), let_go=False)
    preview = frame_of(page).view.preview
    assert preview.isVisible()
    assert preview.text() == "Piers Calloway: power 2 · Low, stance +1 · Supporter"
    assert stored(page) == before
    QTest.mouseRelease(frame_of(page).view.viewport(), LEFT, pos=cell(page, 1, 2))
    settle()
    assert not preview.isVisible()
    moved = person(page, "Piers Calloway")
    assert (moved.power, moved.stance) == (2, 1)
    layout = frame_of(page).view.layout_shown
    assert layout is not None
    spot = layout.spots[moved.id]
    column, row = layout.cell_at(spot.x, spot.y)
    assert (column.step, row.step) == (1, 2)
    assert page.title.text() == "1 of 3 people with power 4 or more is against us"
    window.undo()
    settle()
    assert stored(page).stakeholders == before.stakeholders


def test_the_lane_makes_a_value_unknown(page: PeopleMap) -> None:
    drag(page, place(page, "Nadia Quill"), cell(page, None, 2))
    assert person(page, "Nadia Quill").stance is None
    assert person(page, "Nadia Quill").power == 2


def test_a_drag_within_the_cell_or_broken_off_changes_nothing(page: PeopleMap) -> None:
    before = stored(page)
    start = place(page, "Nadia Quill")
    drag(page, start, start + QPoint(14, 6))
    assert stored(page) == before
    assert place(page, "Nadia Quill") == start
    drag(page, start, cell(page, 2, 5), let_go=False)
    press(page, Key.Key_Escape)
    QTest.mouseRelease(frame_of(page).view.viewport(), LEFT, pos=cell(page, 2, 5))
    settle()
    assert stored(page) == before
    assert place(page, "Nadia Quill") == start


def test_a_click_picks_and_a_double_click_opens(page: PeopleMap, window: MainWindow) -> None:
    port = frame_of(page).view.viewport()
    oona = person(page, "Oona Pell")
    QTest.mouseClick(port, LEFT, pos=place(page, "Oona Pell"))
    settle()
    assert page.at_hand == oona.id
    assert page.person_card.title.text() == "Oona Pell"
    QTest.mouseDClick(port, LEFT, pos=place(page, "Oona Pell"))
    settle()
    section = window.deal_view.page()
    assert section.tab.sections[section.section].key == "stakeholders"
    assert window.deal_view.page().view().list.current_id() == oona.id  # type: ignore[union-attr]


def test_the_switch_shows_interest_and_sets_it(page: PeopleMap) -> None:
    QTest.mouseClick(page.bar.axis_button(Axis.INTEREST), LEFT)
    settle()
    assert page.title.text() == "2 of 4 people with power 4 or more care much"
    drag(page, place(page, "Nadia Quill"), cell(page, 1, 3))
    nadia = person(page, "Nadia Quill")
    assert (nadia.interest, nadia.power, nadia.stance) == (1, 3, 0)


def test_arrows_move_the_one_at_hand_and_are_one_step(page: PeopleMap, window: MainWindow) -> None:
    nadia = person(page, "Nadia Quill")
    page.select_any(nadia.id)
    page.focus_main()
    press(page, Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Up)
    assert (person(page, "Nadia Quill").stance, person(page, "Nadia Quill").power) == (2, 3)
    press(page, Key.Key_Left, Key.Key_Down)
    assert (person(page, "Nadia Quill").stance, person(page, "Nadia Quill").power) == (1, 2)
    assert page.at_hand == nadia.id
    window.undo()
    settle()
    assert person(page, "Nadia Quill").stance == nadia.stance
    assert person(page, "Nadia Quill").power == nadia.power


def test_tab_walks_the_people_and_leaves_at_the_end(page: PeopleMap) -> None:
    page.focus_main()
    listed = frame_of(page).list
    press(page, Key.Key_Home)
    order = frame_of(page).view.walk_order()
    walked = [page.at_hand]
    for _step in order[1:]:
        press(page, Key.Key_Tab)
        walked.append(page.at_hand)
    assert walked == order
    assert listed.hasFocus()
    QTest.keyClick(listed, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.at_hand == order[-2]
    press(page, Key.Key_End, Key.Key_Tab)
    assert not listed.hasFocus()
    page.focus_main()
    press(page, Key.Key_Home)
    QTest.keyClick(listed, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.bar.save.hasFocus()


def test_the_drawing_has_a_name_beside_that_of_its_list(page: PeopleMap) -> None:
    names = []
    for part in (frame_of(page).view, frame_of(page).list):
        spoken = QAccessible.queryAccessibleInterface(part)
        assert spoken is not None
        names.append(spoken.text(QAccessible.Text.Name))
    assert names == ["Map of people", "People on the map"]


def test_enter_opens_the_person(page: PeopleMap, window: MainWindow) -> None:
    page.focus_main()
    press(page, Key.Key_End, Key.Key_Return)
    section = window.deal_view.page()
    assert section.tab.sections[section.section].key == "stakeholders"


def a_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, start: str) -> None:
    action = next(each for each in menu.actions() if each.text().startswith(start))
    assert action.isEnabled()
    menu.close()
    action.trigger()
    settle()


def test_a_line_is_drawn_with_shift_or_the_button(page: PeopleMap, window: MainWindow) -> None:
    before = stored(page)
    one, two = person(page, "Oona Pell"), person(page, "Nadia Quill")
    drag(page, place(page, "Oona Pell"), place(page, "Nadia Quill"), held=Key.Key_Shift)
    choose(a_menu(), "influences")
    added = stored(page).influences[-1]
    assert (added.from_id, added.kind, added.to_id) == (one.id, InfluenceKind.INFLUENCES, two.id)
    assert page.at_hand == added.id
    assert page.line_card.title.text() == "Oona Pell influences Nadia Quill"
    window.undo()
    settle()
    assert stored(page).influences == before.influences
    QTest.mouseClick(page.bar.line, LEFT)
    settle()
    drag(page, place(page, "Oona Pell"), place(page, "Nadia Quill"))
    choose(a_menu(), "conflicts")
    assert stored(page).influences[-1].kind is InfluenceKind.CONFLICTS_WITH
    assert stored(page).stakeholders == before.stakeholders


def test_a_line_is_made_and_removed_by_keyboard(page: PeopleMap, window: MainWindow) -> None:
    page.focus_main()
    order = frame_of(page).view.walk_order()
    press(page, Key.Key_Home, Key.Key_L)
    assert "Enter joins" in page.hint.text()
    press(page, Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    count = len(stored(page).influences)
    choose(a_menu(), "conflicts")
    added = stored(page).influences[-1]
    assert (added.from_id, added.to_id) == (order[0], order[2])
    assert len(stored(page).influences) == count + 1
    assert not page.bar.line.isChecked()
    press(page, Key.Key_Delete)
    assert len(stored(page).influences) == count
    page.select_any(person(page, "Nadia Quill").id)
    press(page, Key.Key_Space)
    assert page.line_card.isVisible()
    line = next(each for each in stored(page).influences if each.id == page.at_hand)
    press(page, Key.Key_Delete)
    assert line not in stored(page).influences
    window.undo()
    settle()
    assert line in stored(page).influences


def test_escape_leaves_a_line_that_was_begun(page: PeopleMap) -> None:
    page.focus_main()
    press(page, Key.Key_Home, Key.Key_L, Key.Key_Escape)
    assert not page.bar.line.isChecked()
    assert not page.hint.isVisible()


def test_a_circle_is_said_before_and_after(page: PeopleMap) -> None:
    one, two = person(page, "Ruth Adeyemi-Lowe"), person(page, "Piers Calloway")
    menu = page.line_menu(one.id, two.id)
    assert menu.actions()[0].text() == "reports to Piers Calloway (closes a circle)"
    choose(menu, "reports to")
    assert "report to themselves" in page.note.text()
    assert page.note.isVisible()
    assert page.at_hand is not None
    assert "report to themselves" in frame_of(page).view.shown.say(page.at_hand)
    again = page.line_menu(one.id, two.id)
    assert not again.actions()[0].isEnabled()
    again.close()


def test_two_of_one_name_are_said_on_the_map(page: PeopleMap) -> None:
    nadia, oona = person(page, "Nadia Quill"), person(page, "Oona Pell")
    page.env.editing.set_value("stakeholders", oona.id, "name", "nadia  quill")
    settle()
    assert "stands on the list twice" in page.note.text()
    say = frame_of(page).view.shown.say
    assert "twice" in say(oona.id)
    assert "twice" in say(nadia.id)
    assert frame_of(page).view.shown.alerts >= {nadia.id, oona.id}


def test_zoom_pan_and_fit(page: PeopleMap) -> None:
    view = frame_of(page).view
    page.focus_main()
    press(page, Key.Key_Plus, Key.Key_Plus)
    assert view.zoom > 1.5
    assert view.horizontalScrollBar().maximum() > 0
    before = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
    start = view.viewport().rect().center()
    while view.person_at(start) or view.line_at(start):
        start += QPoint(7, 5)
    drag(page, start, start - QPoint(40, 30))
    after = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
    assert after != before
    press(page, Key.Key_Minus)
    assert 1 < view.zoom < 1.5
    press(page, Key.Key_F)
    assert view.zoom == 1
    assert view.horizontalScrollBar().maximum() == 0
    wheel = QWheelEvent(
        QPointF(50, 50),
        view.viewport().mapToGlobal(QPointF(50, 50)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.zoom > 1


def test_pictures_are_written(
    page: PeopleMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = iter([str(tmp_path / "map"), str(tmp_path / "map.png"), ""])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (next(asked), ""))
    page.keep_picture("svg")
    root = ElementTree.parse(tmp_path / "map.svg").getroot()
    assert root is not None
    assert root.tag.endswith("svg")
    assert "Ruth Adeyemi-Lowe" in (tmp_path / "map.svg").read_text("utf-8")
    page.keep_picture("png")
    image = QImage(str(tmp_path / "map.png"))
    colours = {
        image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)
    }
    assert image.width() >= 1280
    assert len(colours) > 5
    page.keep_picture("png")
    assert sorted(path.name for path in tmp_path.glob("map*")) == ["map.png", "map.svg"]
    page.copy_table()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Name\tBuying roles\tPower\tStance\tInterest\tLines")
    assert "Piers Calloway\tProcurement\t4 · High\t−1 · Sceptic" in copied


def test_a_picture_that_cannot_be_written_is_said(
    page: PeopleMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = str(tmp_path / "no folder" / "map.png")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (wanted, ""))
    said: list[str] = []

    def read(dialog: object) -> None:
        assert isinstance(dialog, QMessageBox)
        said.append(dialog.text())
        dialog.accept()

    answer(read)
    page.keep_picture("png")
    assert "map.png" in said[0]


def test_a_picture_that_fails_half_way_leaves_the_old_file(
    page: PeopleMap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "map.png"
    old.write_text("the old picture", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(old), ""))

    def half(_chart: object, path: Path, _ground: object) -> bool:
        path.write_text("half", encoding="utf-8")
        return False

    monkeypatch.setattr("negotiator_desk.ui.pictures.save_png", half)
    answer(lambda dialog: dialog.accept())
    page.keep_picture("png")
    assert [each.read_text(encoding="utf-8") for each in tmp_path.glob("*map*")] == [
        "the old picture"
    ]
    assert not list(tmp_path.glob(".*.part"))


def test_a_screen_reader_reads_the_people_as_a_list(page: PeopleMap) -> None:
    page.focus_main()
    listed = frame_of(page).list
    assert listed.hasFocus()
    reader = QAccessible.queryAccessibleInterface(listed)
    assert reader.role() in (QAccessible.Role.List, QAccessible.Role.Table)
    order = frame_of(page).view.walk_order()
    assert reader.childCount() == len(order)
    press(page, Key.Key_Home)
    texts = [reader.child(n).text(QAccessible.Text.Name) for n in range(len(order))]
    ruth = next(text for text in texts if text.startswith("Ruth"))
    assert ruth == (
        "Ruth Adeyemi-Lowe: Economic buyer, Executive sponsor; power 5 · Very high; "
        "stance 0 · Neutral; interest 3 · Medium; Gareth Lindqvist reports to them; "
        "Dr Helen Ostrava influences them"
    )
    assert listed.currentIndex().data() == texts[order.index(page.at_hand)]  # type: ignore[arg-type]


def test_the_form_beside_the_map_edits_and_the_map_follows(page: PeopleMap) -> None:
    nadia = person(page, "Nadia Quill")
    page.select_any(nadia.id)
    form = page.person_card.form
    assert form is not None
    segments = form.grid.cells["stance"].editor.findChildren(QToolButton)
    QTest.mouseClick(next(b for b in segments if b.text() == "−2"), LEFT)
    settle()
    assert person(page, "Nadia Quill").stance == -2
    layout = frame_of(page).view.layout_shown
    assert layout is not None
    spot = layout.spots[nadia.id]
    assert layout.cell_at(spot.x, spot.y)[0].step == -2


def test_empty_map_offers_the_first_person(window: MainWindow) -> None:
    window.show_deal(deals.create_deal(window.open_deal.context, "New", "Buyer", "EUR"))
    page = shown_map(window)
    assert page.empty.isVisible()
    page.focus_main()
    assert page.empty.button.hasFocus()
    QTest.mouseClick(page.empty.button, LEFT)
    settle()
    assert len(stored(page).stakeholders) == 1
    assert page.card.isVisible()
    assert page.title.text() == "Nobody on the map has power 4 or more"
    QTest.keyClicks(QApplication.focusWidget(), "Ida Moen")
    page.flush()
    settle()
    assert stored(page).stakeholders[0].name == "Ida Moen"
    QTest.keyClick(window, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(stored(page).stakeholders) == 2


def test_hostile_names_are_text(page: PeopleMap) -> None:
    bad = "<b>x</b> & \x07 \u202egnp.exe " + "n" * 5000
    nadia = person(page, "Nadia Quill")
    page.env.editing.set_value("stakeholders", nadia.id, "name", bad)
    settle()
    view = frame_of(page).view
    place_of = view.place_of(nadia.id)
    help_event = QHelpEvent(QEvent.Type.ToolTip, place_of, view.viewport().mapToGlobal(place_of))
    QApplication.sendEvent(view.viewport(), help_event)
    assert QToolTip.text().startswith("<p>&lt;b&gt;x")
    QToolTip.hideText()
    page.copy_table()
    assert "gnp" in QGuiApplication.clipboard().text()
    assert "\x07" not in QGuiApplication.clipboard().text()


def test_two_hundred_people_are_all_there_and_the_one_at_hand_is_named(
    window: MainWindow, qtbot: QtBot
) -> None:
    context = window.open_deal.context
    deal_id = deals.create_deal(context, "Large", "Buyer", "EUR")
    for n in range(200):
        records.add(
            context,
            deal_id,
            "stakeholders",
            {"name": f"Person Number{n}", "power": n % 5 + 1, "stance": n % 5 - 2},
        )
    window.show_deal(deal_id)
    page = shown_map(window)
    layout = frame_of(page).view.layout_shown
    assert layout is not None
    assert len(layout.spots) == 200
    assert layout.unnamed > 0
    assert "zoom in" in page.hint.text()
    hidden = next(spot.person for spot in layout.spots.values() if spot.name is None)
    page.select_any(hidden)
    settle()
    layout = frame_of(page).view.layout_shown
    assert layout is not None
    assert layout.spots[hidden].name is not None
    page.focus_main()
    press(page, Key.Key_Home)
    first = page.at_hand
    assert first is not None
    press(page, Key.Key_Down)  # seen at once; the names of the others follow
    held = next(each for each in stored(page).stakeholders if each.id == first)
    layout = frame_of(page).view.layout_shown
    assert layout is not None
    spot = layout.spots[first]
    assert [track.step for track in layout.cell_at(spot.x, spot.y)] == [held.stance, held.power]
    qtbot.waitUntil(lambda: frame_of(page).view.layout_shown is not layout)
    layout = frame_of(page).view.layout_shown
    assert layout is not None
    boxes = [each.name.box for each in layout.spots.values() if each.name is not None]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))


def test_removing_a_person_takes_the_lines_along(page: PeopleMap, window: MainWindow) -> None:
    before = stored(page)
    gareth = person(page, "Gareth Lindqvist")
    page.select_any(gareth.id)
    page.focus_main()
    press(page, Key.Key_Delete)
    after = stored(page)
    assert gareth not in after.stakeholders
    assert not [line for line in after.influences if gareth.id in (line.from_id, line.to_id)]
    assert isinstance(before.influences[0], Influence)
    window.undo()
    settle()
    assert stored(page).influences == before.influences
